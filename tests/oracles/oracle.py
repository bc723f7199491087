"""What is compared with a published result, and how far apart the two may lie."""

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import ORACLES


@dataclass(frozen=True, slots=True)
class Pair:
    """A published figure and ours; None where it is withheld."""

    name: str
    expected: float | None
    got: float | None

    def error(self, *, relative: bool) -> float:
        """How far ours lies off; without end where only one of the two is a number."""
        if self.expected is None or self.got is None:
            return 0.0 if self.expected is self.got else math.inf
        distance = abs(self.got - self.expected)
        if relative and self.expected:
            distance /= abs(self.expected)
        return math.inf if math.isnan(distance) else distance


@dataclass(frozen=True, slots=True)
class Oracle:
    """A comparison with `figures` published figures of a folder, and the error it may have.

    The error is absolute unless `relative`.
    """

    name: str
    what: str
    folder: str
    figures: int
    allowed: float
    compare: Callable[[], Iterable[Pair]]
    relative: bool = False

    def largest_error(self, pairs: Iterable[Pair]) -> float:
        return max((pair.error(relative=self.relative) for pair in pairs), default=math.inf)

    def disagreements(self, pairs: Iterable[Pair]) -> list[Pair]:
        return [pair for pair in pairs if pair.error(relative=self.relative) > self.allowed]

    def is_met_by(self, pairs: Sequence[Pair]) -> bool:
        """Whether every published figure was compared, and agrees."""
        return len(pairs) == self.figures and not self.disagreements(pairs)


def published(file: str) -> list[dict[str, str]]:
    """The rows of a published CSV, by heading."""
    with (ORACLES / file).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def published_file(file: str) -> Path:
    return ORACLES / file


def number(text: str) -> float | None:
    """A published number, None where the cell is empty."""
    return None if text in {"", "NA"} else float(text)
