"""One text per row, as integer codes over texts: how a column of codes becomes one of values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from levelup_cli.outcomes.findings import Place, place_of
from levelup_cli.outcomes.tables import Codes, Column, Mask, Table


@dataclass(frozen=True, slots=True)
class Entries:
    """A text for each row: `codes`, one per row, into `texts`; `""` where nothing is known."""

    codes: Codes
    texts: tuple[str, ...]

    def filled(self) -> Mask:
        """For each row, whether anything is known."""
        return self.where(frozenset(text for text in self.texts if text))

    def where(self, texts: frozenset[str]) -> Mask:
        """For each row, whether its text is one of these."""
        mask: Mask = np.array([text in texts for text in self.texts], bool)[self.codes]
        return mask

    def look_up(self, values: Mapping[str, str]) -> "Entries":
        """The value of each row's text; blank where there is none."""
        return Entries(self.codes, tuple(values.get(text, "") for text in self.texts))

    def or_else(self, other: "Entries") -> "Entries":
        """The same, with the other's texts in the rows that are blank."""
        codes = np.where(self.filled(), self.codes, other.codes + np.int32(len(self.texts)))
        return Entries(codes.astype(np.int32), self.texts + other.texts)

    def only(self, mask: Mask) -> "Entries":
        """The same in these rows, and blank in all others."""
        codes = np.where(mask, self.codes, np.int32(len(self.texts)))
        return Entries(codes.astype(np.int32), (*self.texts, ""))

    def distinct(self) -> set[str]:
        """Every text that a row has."""
        return {self.texts[code] for code in np.unique(self.codes)} - {""}


def nothing(rows: int) -> Entries:
    """Blank in every row."""
    return Entries(np.zeros(rows, np.int32), ("",))


def entries_of(column: Column) -> Entries:
    """What stands in a column, without spaces around it."""
    return Entries(column.codes, tuple(text.strip() for text in column.texts))


def with_entries(column: Column, entries: Entries) -> Column:
    """A column with the entries in its blank cells; what stands in it already is kept as it is."""
    taken = entries.only(~entries_of(column).filled())
    places = {text: code for code, text in reversed(list(enumerate(column.texts)))}
    fresh = sorted(taken.distinct() - places.keys())
    places |= {text: len(column.texts) + number for number, text in enumerate(fresh)}
    translation = np.array([places.get(text, 0) for text in taken.texts], np.int32)
    codes = np.where(taken.filled(), translation[taken.codes], column.codes).astype(np.int32)
    texts, kinds = (*column.texts, *fresh), column.kinds + "t" * len(fresh)
    return replace(column, codes=codes, texts=texts, kinds=kinds)


def place_of_cells(table: Table, column: str, rows: Mask) -> Place:
    """The cells of a column in these rows; whole rows where the return has no such column."""
    numbers = table.rows[rows]
    starts = np.flatnonzero(np.diff(numbers, prepend=-1) != 1)
    ends = np.append(starts[1:], len(numbers)) - 1
    ranges = zip(numbers[starts].tolist(), numbers[ends].tolist(), strict=True)
    return replace(place_of(table, column), rows=tuple(ranges))
