"""A table as it was read, and as it was understood: integer codes over distinct values.

Nothing here is stored per cell but an integer. A column is `codes`, one per row, into its distinct
`texts`; what is known about a text (its status, its value) is known once per distinct text. One
array holds the physical row numbers, so the place of any cell is computed, not stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

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


@dataclass(frozen=True, slots=True)
class Column:
    """One column as read: `kinds` says what each distinct text was in the file.

    Kinds are the reader's letters: t text, n number, d date, b truth value, e empty.
    """

    heading: str
    position: int
    codes: Codes
    texts: tuple[str, ...]
    kinds: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table as read: its columns by their names in the definition, rows by physical number."""

    definition: TableDefinition
    file: str
    sheet: str | None
    heading_row: int
    rows: Codes
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Answers:
    """One column as understood: per distinct answer a status and, where PRESENT, a value.

    `limits` is what a number that is not known could be; None where that has an open end.
    """

    codes: Codes
    statuses: npt.NDArray[np.int8]
    values: tuple[Value | None, ...]
    limits: Range | None = None

    def known(self) -> Mask:
        """For each row, whether it tells a fact."""
        mask: Mask = (self.statuses == Status.PRESENT)[self.codes]
        return mask

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

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """A column's numbers; NaN where there is none."""
        answers = self.answers.get(name)
        if answers is None:
            return np.full(len(self.table), np.nan)
        values = [float(v) if isinstance(v, Decimal) else np.nan for v in answers.values]
        return np.array(values)[answers.codes]
