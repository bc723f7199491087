"""A table as it was read, and as it was understood: integer codes over distinct values.

Nothing here is stored per cell but an integer. A column is `codes`, one per row, into its distinct
`texts`; what is known about a text (its status, its value) is known once per distinct text. One
array holds the physical row numbers, so the place of any cell is computed, not stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.tables import Table as TableDefinition

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Value = str | Decimal | date


class Status(IntEnum):
    """What a cell tells. Only PRESENT is a fact; silence is never "no"."""

    PRESENT = 0
    MISSING = 1
    DECLINED = 2
    UNKNOWN = 3
    NOT_APPLICABLE = 4
    WRONG = 5
    SUPPRESSED = 6


class Cell(NamedTuple):
    """A distinct cell of a column: the reader's kind and its text."""

    kind: str
    text: str

    def shape(self) -> str:
        """What it looks like, without what it says: `text of 9 characters`."""
        return shape_of([self])


def shape_of(cells: Sequence[Cell]) -> str:
    """What cells of one kind look like, without what they say: `text of 4 to 9 characters`."""
    named = {"n": "a number", "p": "a percentage", "d": "a date", "b": "TRUE or FALSE"}
    lengths = sorted({len(cell.text.strip()) for cell in cells})
    least = f"{lengths[0]} to " if len(lengths) > 1 else ""
    ending = "s" * (lengths[-1] != 1)
    return named.get(cells[0].kind) or f"text of {least}{lengths[-1]} character{ending}"


class Match(StrEnum):
    """How a heading came to name a column, the surest way first."""

    MAPPING = "mapping"
    NAME = "name"
    SPELLING = "spelling"
    ALIAS = "alias"
    JOINED = "joined rows"
    AREA = "area file"


@dataclass(frozen=True, slots=True)
class Column:
    """One column as read: `kinds` says what each distinct text was in the file.

    Kinds are the reader's letters: t text, n number, p percentage, d date, b truth value, x error,
    f formula that was never calculated, e empty.
    """

    heading: str
    position: int
    codes: Codes
    texts: tuple[str, ...]
    kinds: str
    match: Match = Match.NAME


@dataclass(frozen=True, slots=True)
class Table:
    """One table as read: its columns by their names in the definition, rows by physical number.

    `unused` are the columns whose headings name nothing that the definition knows. A table without
    rows says nothing, unless its sender `said_none`.
    """

    definition: TableDefinition
    file: str
    sheet: str | None
    heading_row: int
    rows: Codes
    columns: Mapping[str, Column]
    unused: tuple[Column, ...] = ()
    said_none: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def is_silent(self) -> bool:
        """Whether it has no rows, and does not say so: as if it were not there."""
        return not len(self.rows) and not self.said_none


@dataclass(frozen=True, slots=True)
class Answers:
    """One column as understood: per distinct answer a status and, where PRESENT, a value.

    `limits` is what a number that is not known could be; None where that has an open end. `reaches`
    says it of single answers that were withheld as `<5`, by their place among the values.
    """

    codes: Codes
    statuses: npt.NDArray[np.int8]
    values: tuple[Value | None, ...]
    limits: Range | None = None
    reaches: Mapping[int, Range] = field(default_factory=dict)

    def known(self) -> Mask:
        """For each row, whether it tells a fact."""
        mask: Mask = (self.statuses == Status.PRESENT)[self.codes]
        return mask

    def by_meaning(self) -> "Answers":
        """The same with one entry per meaning, so that two spellings of a value are one."""
        told = enumerate(zip(self.statuses.tolist(), self.values, strict=True))
        entries = [(status, value, self.reaches.get(i)) for i, (status, value) in told]
        numbers = {entry: i for i, entry in enumerate(dict.fromkeys(entries))}
        if len(numbers) == len(entries):
            return self
        codes = np.array([numbers[entry] for entry in entries], np.int32)[self.codes]
        statuses = np.array([status for status, _, _ in numbers], np.int8)
        values = tuple(value for _, value, _ in numbers)
        reaches = {i: reach for (_, _, reach), i in numbers.items() if reach is not None}
        return Answers(codes, statuses, values, self.limits, reaches)

    def count(self, status: Status) -> int:
        """How many rows have this status."""
        return int(np.count_nonzero((self.statuses == status)[self.codes]))


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table whose cells are understood; `usable` is false for rows that no figure may count."""

    table: Table
    answers: Mapping[str, Answers]
    usable: Mask

    @property
    def definition(self) -> TableDefinition:
        """The definition that the table was read by."""
        return self.table.definition

    def usable_rows(self, mask: Mask) -> list[int]:
        """The physical numbers of the usable rows of a mask."""
        return [int(row) for row in self.table.rows[mask & self.usable]]

    def known(self, name: str) -> Mask:
        """For each row, whether a column tells a fact; nowhere, if it was not sent."""
        answers = self.answers.get(name)
        return np.zeros(len(self.table), bool) if answers is None else answers.known()

    def blank(self, name: str) -> Mask:
        """For each row, whether a column was left blank."""
        answers = self.answers[name]
        mask: Mask = (answers.statuses == Status.MISSING)[answers.codes]
        return mask

    def says(self, name: str, value: Value) -> Mask:
        """For each row, whether a column tells this fact."""
        answers = self.answers.get(name)
        if answers is None:
            return np.zeros(len(self.table), bool)
        mask: Mask = np.array([v == value for v in answers.values], bool)[answers.codes]
        return mask

    def withheld(self) -> Mask:
        """For each row of counts, whether its sender says so, or marks a number, as with *."""
        rows = self.says("suppressed", "yes")
        for name in ("numerator", "denominator", "value"):
            if name in self.answers:
                answers = self.answers[name]
                rows = rows | (answers.statuses == Status.SUPPRESSED)[answers.codes]
        return rows

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """A column's numbers; NaN where there is none."""
        answers = self.answers.get(name)
        if answers is None:
            return np.full(len(self.table), np.nan)
        values = [float(v) if isinstance(v, Decimal) else np.nan for v in answers.values]
        return np.array(values)[answers.codes]
