"""One organisation's return for one period: as it came, and as it was checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from levelup_cli.definitions.mappings import NO_MAPPING
from levelup_cli.definitions.mappings import Mapping as OwnWords
from levelup_cli.outcomes.findings import Finding, Place, column_letters
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.tables import CheckedTable, Column, Table


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said on the command line about the organisation of a lone file."""

    name: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    snapshot_date: date | None = None
    flags: tuple[tuple[str, str], ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a return is to be read: in whose words, from which encoding, hidden cells too or not.

    `name` is shown in place of the file's own, as for standard input. `areas` are files of places
    to look up. `strict` refuses what would have to be repaired.
    """

    mapping: OwnWords = NO_MAPPING
    name: str | None = None
    encoding: str | None = None
    password: str | None = None
    areas: tuple[Path, ...] = ()
    skip_hidden: bool = False
    strict: bool = False


PLAIN_READING = Reading()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or file of the return: the table it was read as, or why it was not read.

    `rows` counts the rows of data, `heading_row` is the row of the headings as Excel counts.
    """

    file: str
    name: str | None
    visible: bool
    table: str | None
    why: str
    heading_row: int | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class LooseSheet:
    """A sheet that is no table as far as we know, with the columns under its likely headings."""

    file: str
    name: str | None
    heading_row: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A return as read.

    `lone` is true for a single table, which needs no organisation sheet; `area_files` are the names
    and fingerprints of the files that its places were looked up in, `loose` the sheets that are no
    table.
    """

    file: str
    fingerprint: str
    lone: bool
    tables: Mapping[str, Table]
    facts: Facts
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
    sheets: tuple[Sheet, ...] = ()
    mapping: OwnWords = NO_MAPPING
    area_files: tuple[tuple[str, str], ...] = ()
    loose: tuple[LooseSheet, ...] = ()

    def in_order(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings, the most serious first, then as they stand in the return."""
        tabs = {(sheet.file, sheet.name): place for place, sheet in enumerate(self.sheets)}
        return tuple(sorted(findings, key=lambda finding: finding.order(tabs)))


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who sent the return, and for when; `answers` are its coded facts (`has_customers: yes`)."""

    id: str | None
    name: str
    period_start: date | None
    period_end: date | None
    snapshot_date: date | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A return whose cells are understood, with everything that is to be said about it."""

    submission: Submission
    organisation: Organisation
    tables: Mapping[str, CheckedTable]
    out_of_scope: Mapping[int, str]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]

    def headcount(self) -> float | None:
        """Staff: as the organisation gives it, else the rows about them that can be used."""
        organisation, staff = self.tables.get("organisation"), self.tables.get("employees")
        told = organisation.answers.get("employees") if organisation else None
        if told is not None and len(told.codes):
            value = told.values[told.codes[0]]
            if isinstance(value, Decimal):
                return float(value)
        return float(staff.usable.sum()) if staff is not None and staff.usable.any() else None


def texts_at(checked: Checked, place: Place) -> list[str]:
    """The distinct texts in the cells of a place, in their order; for the owner's eyes alone."""
    for table in checked.tables.values():
        read = table.table
        for column in (*read.columns.values(), *read.unused):
            where = (read.file, read.sheet, column_letters(column.position))
            if where == (place.file, place.sheet, place.column):
                rows = np.zeros(len(read), bool)
                for first, last in place.rows:
                    rows |= (read.rows >= first) & (read.rows <= last)
                return [column.texts[code] for code in dict.fromkeys(column.codes[rows].tolist())]
    return []
