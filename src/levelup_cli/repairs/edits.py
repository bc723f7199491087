"""Cells to write anew, by their places in a file, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from levelup_cli.outcomes.tables import Value

At = tuple[int, int]  # a row as the spreadsheet shows it, and a column, 0 for A
Edits = Mapping[str | None, Mapping[At, Value]]  # by sheet; None in a file that has none
FORMULA = "a formula fills it, and would write over it"


@dataclass(frozen=True, slots=True)
class Made:
    """A file with cells written anew, and those that were left, by sheet and place, with why."""

    content: bytes = field(repr=False)
    left: Mapping[tuple[str | None, At], str]
