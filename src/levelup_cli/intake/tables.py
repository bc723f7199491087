"""A recognised sheet -> Table: its columns by name, its rows without titles, blanks and totals."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.definitions.tables import NumberColumn
from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.headings import (
    SAVE_WITH_COMMAS,
    Headings,
    find_headings,
    is_comment,
    other_delimiter,
)
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import (
    Finding,
    LedgerEntry,
    Place,
    Severity,
    column_letters,
    place_of,
    row_ranges,
)
from levelup_cli.outcomes.tables import Codes, Column, Mask, Table
from levelup_cli.words import count_of, simplify, suggest

MOST_FOOT_ROWS = 10
_TOTAL_WORDS = frozenset({"total", "totals", "grand_total", "sum", "overall_total"})


def make_table(
    sheet: RawSheet, definition: TableDefinition, ledger: list[LedgerEntry]
) -> tuple[Table | None, list[Finding]]:
    """The table of a sheet, or None where it has no headings that name any of its columns."""
    headings = find_headings(sheet, definition)
    if headings is None:
        if not sheet.in_workbook and (mark := other_delimiter(sheet)):
            raise UnreadableFile(sheet.file, mark, SAVE_WITH_COMMAS)
        return None, [_no_headings(sheet, definition)]
    if headings.row:
        note = f"headings found on row {headings.row + 1}, under a title"
        ledger.append(LedgerEntry("title_row", sheet.place(), note))
    columns = {
        name: _column(sheet, headings, name, positions, ledger)
        for name, positions in headings.named.items()
    }
    table = _without_idle_rows(
        Table(
            definition=definition,
            file=sheet.file,
            sheet=sheet.name if sheet.in_workbook else None,
            heading_row=headings.row + 1,
            rows=np.arange(headings.row + 2, sheet.rows + 1, dtype=np.int32),
            columns=columns,
        ),
        ledger,
    )
    _note_aliases(table, ledger)
    return table, [
        *_missing_columns(table, sheet, headings),
        *_ignored_columns(sheet, headings),
        *_cells_without_heading(sheet, headings),
    ]


def _column(
    sheet: RawSheet,
    headings: Headings,
    name: str,
    positions: tuple[int, ...],
    ledger: list[LedgerEntry],
) -> Column:
    """The column at the one position that names it; doubled headings must say the same."""
    start = headings.row + 1
    kept = positions[0]
    for position in positions[1:]:
        first, second = (_cells(sheet, place, start) for place in (kept, position))
        if any(second) and any(first) and first != second:
            cells = " and ".join(f"{column_letters(p)}{start}" for p in (kept, position))
            place = f"{sheet.name}!" if sheet.in_workbook else ""
            raise UnreadableFile(
                sheet.file,
                f"the headings in {place}{cells} both mean {name}, and their columns differ",
                "Rename one of them; a heading that begins with # is left out.",
            )
        kept = position if not any(first) else kept
        ledger.append(
            LedgerEntry("doubled_heading", sheet.place(), f"{name} stands twice, and was read once")
        )
    raw = sheet.columns[kept]
    heading = headings.texts[kept]
    return Column(heading, kept, raw.codes()[start:], tuple(raw.texts), "".join(raw.kinds))


def _cells(sheet: RawSheet, position: int, start: int) -> list[str]:
    raw = sheet.columns[position]
    return [raw.texts[code].strip() for code in raw.codes()[start:]]


def _without_idle_rows(table: Table, ledger: list[LedgerEntry]) -> Table:
    """Leave out blank rows and a totals row at the foot; row numbers stay those of the file."""
    blank = np.ones(len(table), bool)
    for column in table.columns.values():
        blank &= np.array([not text.strip() for text in column.texts], bool)[column.codes]
    filled = np.flatnonzero(~blank)
    if not len(filled):
        return _keep(table, ~blank)
    last = int(filled[-1])
    inner = np.flatnonzero(blank[:last])
    if len(inner):
        place = place_of(table, rows=[int(row) for row in table.rows[inner]])
        ledger.append(LedgerEntry("blank_rows", place, "blank rows left out", len(inner)))
    keep = ~blank
    for row in _foot(table, filled, keep):
        keep[row] = False
        place = place_of(table, rows=[int(table.rows[row])])
        ledger.append(
            LedgerEntry("totals_row", place, "a totals row, or a note under it, left out")
        )
    return _keep(table, keep)


def _foot(table: Table, filled: npt.NDArray[np.intp], keep: Mask) -> list[int]:
    """A totals row at the foot, with the notes under it: rows that hold a single cell."""
    foot: list[int] = []
    for row in reversed(filled[-MOST_FOOT_ROWS:].tolist()):
        above = keep.copy()
        above[row:] = False
        foot.append(row)
        if _is_totals_row(table, above, row):
            return foot
        if _filled_cells(table, row) > 1:
            break
    return []


def _filled_cells(table: Table, row: int) -> int:
    return sum(bool(c.texts[c.codes[row]].strip()) for c in table.columns.values())


def _keep(table: Table, keep: Mask) -> Table:
    columns = {
        name: Column(c.heading, c.position, c.codes[keep], c.texts, c.kinds)
        for name, c in table.columns.items()
    }
    return Table(
        table.definition, table.file, table.sheet, table.heading_row, table.rows[keep], columns
    )


def _is_totals_row(table: Table, above: Mask, row: int) -> bool:
    """Whether a row says "Total", or has no key and only numbers that add up those above."""
    key = table.definition.key or next(iter(table.columns))
    first = table.columns.get(key) or next(iter(table.columns.values()))
    text = first.texts[first.codes[row]]
    if simplify(text) in _TOTAL_WORDS:
        return True
    if text.strip() or not above.any():
        return False
    sums = 0
    for name, column in table.columns.items():
        cell = column.texts[column.codes[row]].strip()
        if not cell:
            continue
        if not isinstance(table.definition.columns[name], NumberColumn):
            return False
        if not _adds_up(column.codes[above], column.texts, cell):
            return False
        sums += 1
    return sums > 0


def _adds_up(codes: Codes, texts: tuple[str, ...], cell: str) -> bool:
    numbers = np.array([_number(text) for text in texts])
    total = float(numbers[codes].sum())
    return abs(total - _number(cell)) <= 0.005 * max(1.0, abs(total) / 100)


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "").lstrip("£").strip() or 0)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _note_aliases(table: Table, ledger: list[LedgerEntry]) -> None:
    renamed = [
        f"{column.heading.strip()} = {name}"
        for name, column in table.columns.items()
        if column.heading.strip() != name
    ]
    if renamed:
        note = "headings in other words: " + "; ".join(renamed)
        ledger.append(LedgerEntry("heading_alias", place_of(table), note, len(renamed)))


def _missing_columns(table: Table, sheet: RawSheet, headings: Headings) -> list[Finding]:
    unnamed = headings.unnamed() if headings.are_sure() else []
    unused = [headings.texts[position] for position in unnamed]
    return [
        Finding(
            code="LU202",
            severity=Severity.ERROR,
            place=Place(sheet.file, table.sheet, rows=((table.heading_row, table.heading_row),)),
            message=f"the column {name} is required in {table.definition.table}, and no heading"
            f" names it.{_looks_like(name, column, unused)}",
            help=f"Add a column with the heading {name}: {column.means}.",
        )
        for name, column in table.definition.columns.items()
        if column.required and name not in table.columns
    ]


def _looks_like(name: str, column: ColumnDefinition, unused: list[str]) -> str:
    """The unused heading that this column may hide under, as a question."""
    for spelling in (name, *column.aliases):
        hint = suggest(spelling, unused)
        if hint:
            return hint.replace("Did you mean", "Is it under the heading")
    return ""


def _ignored_columns(sheet: RawSheet, headings: Headings) -> list[Finding]:
    in_workbook = sheet.name if sheet.in_workbook else None
    return [
        Finding(
            code="LU204",
            severity=Severity.INFO,
            place=Place(sheet.file, in_workbook, column_letters(position)),
            message=f"no metric knows {headings.shown(position)}, so it was not used",
            help="Nothing, if it is your own. Begin its heading with # to say so.",
        )
        for position in headings.unnamed()
        if not is_comment(headings.texts[position])
    ]


def _cells_without_heading(sheet: RawSheet, headings: Headings) -> Iterator[Finding]:
    """Cells to the right of the last heading.

    In a CSV file they mean that a comma stands inside a value, and that the rest of the row has
    moved; which comma, nobody can tell.
    """
    for position in range(headings.width(), len(sheet.columns)):
        raw = sheet.columns[position]
        filled = np.array([bool(text.strip()) for text in raw.texts], bool)[raw.codes()]
        rows = [int(row) + 1 for row in np.flatnonzero(filled) if row > headings.row]
        if not rows:
            continue
        if not sheet.in_workbook:
            reason = (
                f"row {rows[0]} has {position + 1} cells, and there are {headings.width()} headings"
            )
            help_ = "Put values that hold a comma in quotation marks, or save the data as .xlsx."
            raise UnreadableFile(sheet.file, reason, help_)
        yield Finding(
            code="LU207",
            severity=Severity.WARNING,
            place=Place(sheet.file, sheet.name, column_letters(position), rows=row_ranges(rows)),
            message="cells that stand under no heading were not read",
            help="Give the column a heading, or clear the cells.",
            count=len(rows),
        )


def _no_headings(sheet: RawSheet, definition: TableDefinition) -> Finding:
    named = ", ".join(name for name, column in definition.columns.items() if column.required)
    what = f"{count_of(sheet.rows, 'row')}, but none" if sheet.rows else "no rows, so none"
    return Finding(
        code="LU205",
        severity=Severity.ERROR,
        place=sheet.place(),
        message=f"it has {what} of its first rows names a column of {definition.table}",
        help=f"Put headings above the data, among them {named}.",
    )
