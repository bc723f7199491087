"""Rows -> counts by group, level of membership, and value. Counts add up, so tallies merge."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import numpy as np
import numpy.typing as npt

from levelup_cli.indicators.truth import FIRST_SHARE, NO, UNKNOWN, YES, Levels

Counts = npt.NDArray[np.int64]
_LEVELS = 128
_DENSE = 1 << 22  # above so many possible keys, sorting the rows is cheaper than counting into them


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows of a group have each value: members for sure, and those that may be.

    `sure` counts in fractions where people share a place in a ranking.
    """

    sure: npt.NDArray[np.object_] | Counts
    maybe: Counts

    def __add__(self, other: "Rows") -> "Rows":
        return Rows(self.sure + other.sure, self.maybe + other.maybe)

    def all_doubtful(self) -> "Rows":
        """The same rows, none of them for sure: their group is not known."""
        return Rows(np.zeros_like(self.maybe), np.asarray(self.sure + self.maybe).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of rows by (group, level, value), kept as sorted keys.

    `values` is the number of distinct values. Tallies of parts of a table merge to the whole's.
    """

    values: int
    shares: tuple[Fraction, ...]
    keys: Counts
    counts: Counts

    @classmethod
    def of(
        cls,
        groups: npt.NDArray[np.int32],
        levels: Levels,
        codes: npt.NDArray[np.int32],
        values: int,
        shares: tuple[Fraction, ...] = (),
    ) -> Self:
        """Count rows; those that are no members (NO) are left out at once."""
        member = levels != NO
        groups, levels, codes = groups[member], levels[member], codes[member]
        keys = (groups.astype(np.int64) * _LEVELS + levels) * values + codes
        size = (int(groups.max(initial=-1)) + 1) * _LEVELS * values
        if size <= _DENSE:
            dense = np.bincount(keys, minlength=1)
            found = np.flatnonzero(dense)
            return cls(values, shares, found.astype(np.int64), dense[found].astype(np.int64))
        found, counts = np.unique(keys, return_counts=True)
        return cls(values, shares, found, counts.astype(np.int64))

    def __add__(self, other: Self) -> Self:
        keys, places = np.unique(np.concatenate([self.keys, other.keys]), return_inverse=True)
        counts = np.zeros(len(keys), np.int64)
        np.add.at(counts, places, np.concatenate([self.counts, other.counts]))
        return type(self)(self.values, self.shares or other.shares, keys, counts)

    def rows(self, group: int) -> Rows:
        """The counts of one group, by value."""
        maybe = self._at(group, UNKNOWN)
        sure: npt.NDArray[np.object_] | Counts = self._at(group, YES)
        for i, share in enumerate(self.shares):
            shared = self._at(group, FIRST_SHARE + i)
            if shared.any():
                sure = sure.astype(object) + shared.astype(object) * share
        return Rows(sure, maybe)

    def _at(self, group: int, level: int) -> Counts:
        start = (group * _LEVELS + level) * self.values
        first, last = np.searchsorted(self.keys, [start, start + self.values])
        dense = np.zeros(self.values, np.int64)
        dense[self.keys[first:last] - start] = self.counts[first:last]
        return dense
