"""Counts over distinct numbers -> total, mean and median, exact and in any order the same.

Also how low and how high they could be: unknown numbers may be anything in the column's range, and
people who may belong are taken in or left out, whichever moves the figure further.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.conditions import Range
from levelup_cli.indicators.tallies import Counts, Rows
from levelup_cli.outcomes.indicators import Sample
from levelup_cli.outcomes.tables import Answers, Status

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Numbers in ascending order, how many people surely have each, and how many more may.

    `unknown` people surely belong, but their number is not known; `stray` may belong, with a number
    that is not known either.
    """

    numbers: Floats
    exact: tuple[Decimal, ...]
    sure: Counts
    maybe: Counts
    unknown: int
    stray: int

    @classmethod
    def of(cls, rows: Rows, answers: Answers) -> "Distribution":
        """The distribution of a column over the rows of a group."""
        known = answers.statuses == Status.PRESENT
        used = np.flatnonzero(known & ((rows.sure > 0) | (rows.maybe > 0)))
        exact = [(answers.values[i], i) for i in used.tolist()]
        ordered = sorted((v, i) for v, i in exact if isinstance(v, Decimal))
        places = np.array([i for _, i in ordered], np.int64)
        values = tuple(v for v, _ in ordered)
        return cls(
            numbers=np.array([float(v) for v in values]),
            exact=values,
            sure=rows.sure[places].astype(np.int64),
            maybe=rows.maybe[places],
            unknown=int(rows.sure[~known].sum()),
            stray=int(rows.maybe[~known].sum()),
        )

    @property
    def people(self) -> int:
        """Those who surely belong and whose number is known."""
        return int(self.sure.sum())

    @property
    def doubtful(self) -> int:
        """Everyone who is left out because something about them is not known."""
        return self.unknown + self.stray + int(self.maybe.sum())

    def sample(self) -> Sample | None:
        """Their numbers, from which an interval can be drawn."""
        here = self.sure > 0
        return Sample(self.numbers[here], self.sure[here]) if here.any() else None

    def total(self) -> Fraction:
        """The sum over those who surely belong, exact."""
        return sum(
            (Fraction(v) * int(n) for v, n in zip(self.exact, self.sure, strict=True) if n),
            Fraction(0),
        )

    def mean(self) -> float | None:
        """The mean of those who surely belong and whose number is known."""
        return float(self.total() / self.people) if self.people else None

    def median(self) -> float | None:
        """Of an even count, the mean of the middle two."""
        return _median(self.numbers, self.sure) if self.people else None

    def median_bounds(self, limits: Range | None) -> tuple[float | None, float | None]:
        """By rank. Without a declared range, unknown numbers leave that side open."""
        low, high = (None, None) if limits is None else (limits.min, limits.max)
        least = self.lowest_median(low)
        most = self.mirrored().lowest_median(None if high is None else -high)
        return least, None if most is None else -most

    def mirrored(self) -> "Distribution":
        """The same with every number negated, so that the highest becomes the lowest."""
        return Distribution(
            numbers=-self.numbers[::-1],
            exact=tuple(-v for v in reversed(self.exact)),
            sure=self.sure[::-1],
            maybe=self.maybe[::-1],
            unknown=self.unknown,
            stray=self.stray,
        )

    def lowest_median(self, lowest: float | None) -> float | None:
        """The lowest median: unknown numbers at the bottom, and those who may join from below.

        People who may belong lower the median for as long as they stand below it, so the right set
        is all of them up to some number, found by halving.
        """
        floor = -np.inf if lowest is None else lowest
        place = int(np.searchsorted(self.numbers, floor))
        numbers = np.insert(self.numbers, place, floor)
        base = np.insert(self.sure, place, self.unknown)
        joiners = np.insert(self.maybe, place, self.stray)
        if not base.sum() and not joiners.sum():
            return None
        if not base.sum():
            return _finite(float(numbers[np.flatnonzero(joiners)[0]]))
        first, last = 0, len(numbers)
        while first < last:
            middle = (first + last) // 2
            joined = base + np.where(np.arange(len(numbers)) < middle, joiners, 0)
            if numbers[middle] < _median(numbers, joined):
                first = middle + 1
            else:
                last = middle
        joined = base + np.where(np.arange(len(numbers)) < first, joiners, 0)
        return _finite(_median(numbers, joined))

    def mean_bounds(self, limits: Range | None) -> tuple[float | None, float | None]:
        """Unknown numbers at the ends of the declared range; without one, that side is open."""
        low, high = (None, None) if limits is None else (limits.min, limits.max)
        least = self.lowest_mean(low)
        most = self.mirrored().lowest_mean(None if high is None else -high)
        return least, None if most is None else -most

    def lowest_mean(self, lowest: float | None) -> float | None:
        """The lowest mean: people who may belong join for as long as they stand below it."""
        if lowest is None and (self.unknown or self.stray):
            return None
        floor = Fraction(Decimal(str(lowest or 0)))
        people = self.people + self.unknown
        total = self.total() + floor * self.unknown
        joiners = [(floor, self.stray)] if self.stray else []
        joiners += [(Fraction(v), int(n)) for v, n in zip(self.exact, self.maybe, strict=True) if n]
        for number, count in sorted(joiners):
            if people and number * people >= total:
                break
            if not people:
                people, total = 1, number
                continue
            people, total = people + count, total + number * count
        return float(total / people) if people else None

    def total_bounds(self, limits: Range | None) -> tuple[float | None, float | None]:
        """Unknown numbers at the ends of the range; people who may belong only where it counts."""
        low, high = (None, None) if limits is None else (limits.min, limits.max)
        least = self.lowest_total(low)
        most = self.mirrored().lowest_total(None if high is None else -high)
        return least, None if most is None else -most

    def lowest_total(self, lowest: float | None) -> float | None:
        """The lowest sum: people who may belong join where their number is negative."""
        if lowest is None and (self.unknown or self.stray):
            return None
        floor = Fraction(Decimal(str(lowest or 0)))
        total = self.total() + floor * self.unknown + min(floor, Fraction(0)) * self.stray
        for number, count in zip(self.exact, self.maybe, strict=True):
            total += min(Fraction(number), Fraction(0)) * int(count)
        return float(total)


def _median(numbers: Floats, counts: Counts) -> float:
    """The median of numbers in ascending order, each standing `counts` times."""
    places = np.cumsum(counts)
    people = int(places[-1])
    lower = numbers[np.searchsorted(places, (people - 1) // 2, side="right")]
    upper = numbers[np.searchsorted(places, people // 2, side="right")]
    return float(lower) if lower == upper else float((lower + upper) / 2)


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
