"""What is told to an organisation about its data: findings to mend, each at its place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Table

SHOWN_RANGES = 3
_SERIOUSNESS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a file, perhaps a sheet, a column and its rows, as the spreadsheet shows them."""

    file: str
    sheet: str | None = None
    column: str | None = None
    heading: str | None = None
    rows: tuple[tuple[int, int], ...] = ()

    def cells(self, most: int | None = SHOWN_RANGES) -> str:
        """The cells as Excel writes them, `Workforce!H4` or `employees!H4:H9 and 3 more`.

        With `most` None every range is named, as files should.
        """
        sheet = f"{_as_excel_names(self.sheet)}!" if self.sheet else ""
        if not self.rows:
            return f"{sheet}{self.column}:{self.column}" if self.column else (self.sheet or "")
        shown = [self._range(first, last) for first, last in self.rows[:most]]
        more = len(self.rows) - len(shown)
        return sheet + ", ".join(shown) + (f" and {more:,} more" if more else "")

    def _range(self, first: int, last: int) -> str:
        if self.column is None:
            return f"row {first}" if first == last else f"rows {first} to {last}"
        return (
            f"{self.column}{first}"
            if first == last
            else f"{self.column}{first}:{self.column}{last}"
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what is wrong, where, what was expected, the way out.

    `message` and `help` never hold a personal value, only its shape; `count` is the cells or rows.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    help: str
    count: int = 1

    def said(self) -> str:
        """What is wrong and the way out, as one text."""
        stop = "" if self.message.endswith((".", "?", "!")) else "."
        return f"{self.message}{stop} {self.help}"

    def order(self, tabs: Mapping[tuple[str, str | None], int]) -> tuple[int | str, ...]:
        """Most serious first, then by place: file, sheet in the order of its tab, column, row."""
        place = self.place
        tab = tabs.get((place.file, place.sheet), -1)
        column = (len(place.column), place.column) if place.column else (0, "")
        row = place.rows[0][0] if place.rows else 0
        where = (place.file, tab, place.sheet or "", *column, row)
        return _SERIOUSNESS[self.severity], *where, self.code, self.message


def _as_excel_names(sheet: str) -> str:
    """A sheet's name as it stands in a reference: quoted unless it is one plain word."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def column_letters(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def row_ranges(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Row numbers in ascending order, gathered into first-to-last ranges."""
    ranges: list[tuple[int, int]] = []
    for row in rows:
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return tuple(ranges)


def place_of(table: Table, column: str | None = None, rows: Sequence[int] = ()) -> Place:
    """The place of a column, of rows (physical numbers, ascending), or of cells, in a table."""
    read = table.columns.get(column) if column else None
    return Place(
        file=table.file,
        sheet=table.sheet,
        column=column_letters(read.position) if read else None,
        heading=read.heading if read else None,
        rows=row_ranges(rows),
    )
