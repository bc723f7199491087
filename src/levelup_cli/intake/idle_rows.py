"""Rows that are no data: blank ones, totals, notes under the data, and hidden ones if unwanted."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.tables import NumberColumn
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import Finding, Severity, place_of
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.submissions import Reading
from levelup_cli.outcomes.tables import Codes, Column, Mask, Table
from levelup_cli.words import clean, count_of, simplify

MOST_FOOT_ROWS = 10
LARGEST_GAP = 5  # blank rows in a row, after which what follows may be something else
LEAST_COLUMNS_OF_NOTES = 3  # in a narrower table, a row of one text may well be data
LEAST_WORDS_OF_NOTES = 2
_TOTALS = frozenset({"total", "totals", "grand_total", "sum", "overall_total", "subtotal"})
_TOTALS |= {"sub_total", "total_of_all", "column_total", "sum_total"}
_NONE = [["none"], ["nil"], ["none_in_the_period"], ["nothing_to_report"]]
_NOTES = (
    "note",
    "source",
    "prepared by",
    "extracted",
    "report run",
    "end of",
    "*",
    "†",
    "(c)",
    "©",
)


def leave_out_idle_rows(
    table: Table, sheet: RawSheet, reading: Reading, ledger: list[LedgerEntry]
) -> tuple[Table, list[Finding]]:
    """Leave out what is no data; row numbers stay those of the file."""
    table, findings = _hidden_rows(table, sheet, reading, ledger)
    keep = ~_blank(table)
    filled = np.flatnonzero(keep)
    if not len(filled):
        return keep_rows(table, keep), findings
    if len(filled) == 1 and _says_none(table, int(filled[0])):
        _note(table, filled, "said_none", "said that there were none", ledger)
        keep[filled] = False
        return replace(keep_rows(table, keep), said_none=True), findings
    findings += _gaps(table, filled)
    inner = np.flatnonzero(~keep[: filled[-1]])
    _note(table, inner, "blank_rows", "blank rows left out", ledger)
    totals = _totals(table, sheet, keep)
    keep[totals] = False
    notes = _foot_notes(table, keep)
    keep[notes] = False
    last = np.flatnonzero(keep)[-1:]
    if len(last) and _adds_up_columns(table, keep, int(last[0])):
        totals = np.append(totals, last)
        keep[last] = False
    _note(table, totals, "totals_row", "totals left out", ledger)
    _note(table, notes, "foot_note", "a note under the data left out", ledger)
    return keep_rows(table, keep), findings


def keep_rows(table: Table, keep: Mask) -> Table:
    """The rows of a mask alone."""
    if keep.all():
        return table
    columns = {
        name: replace(column, codes=column.codes[keep]) for name, column in table.columns.items()
    }
    unused = tuple(replace(column, codes=column.codes[keep]) for column in table.unused)
    return replace(table, rows=table.rows[keep], columns=columns, unused=unused)


def _note(
    table: Table,
    rows: npt.NDArray[np.intp],
    kind: str,
    note: str,
    ledger: list[LedgerEntry],
) -> None:
    if len(rows):
        place = place_of(table, rows=sorted(int(row) for row in table.rows[rows]))
        ledger.append(LedgerEntry(kind, place, note, len(rows)))


def _blank(table: Table) -> Mask:
    blank = np.ones(len(table), bool)
    for column in table.columns.values():
        blank &= ~filled_cells(column)
    return blank


def filled_cells(column: Column) -> Mask:
    """For each row, whether a column holds anything; a formula never calculated is something."""
    filled = [
        bool(clean(text)) or kind in "xf"
        for text, kind in zip(column.texts, column.kinds, strict=True)
    ]
    mask: Mask = np.array(filled, bool)[column.codes]
    return mask


def _hidden_rows(
    table: Table, sheet: RawSheet, reading: Reading, ledger: list[LedgerEntry]
) -> tuple[Table, list[Finding]]:
    hidden = np.zeros(len(table), bool)
    for first, last in sheet.hidden_rows:
        hidden |= (table.rows > first) & (table.rows <= last + 1)
    hidden &= ~_blank(table)
    rows = np.flatnonzero(hidden)
    if not len(rows):
        return table, []
    if reading.skip_hidden:
        _note(table, rows, "hidden_left_out", "hidden rows left out", ledger)
        return keep_rows(table, ~hidden), []
    _note(table, rows, "hidden_rows", "hidden, but read", ledger)
    finding = Finding(
        code="LU213",
        severity=Severity.WARNING,
        place=place_of(table, rows=[int(row) for row in table.rows[rows]]),
        message="rows are hidden, perhaps by a filter; they were read all the same",
        help="Clear the filter and look at them, or leave hidden rows out: --skip-hidden.",
        count=len(rows),
    )
    return table, [finding]


def _says_none(table: Table, row: int) -> bool:
    """Whether the one row of a sheet holds the word none alone: an answer, where silence is not."""
    return [simplify(text) for text in _texts(table, row)] in _NONE


def _gaps(table: Table, filled: npt.NDArray[np.intp]) -> Iterator[Finding]:
    """Data that go on far below other data may be another table; they are read all the same."""
    gaps = np.diff(table.rows[filled]) - 1
    for place in np.flatnonzero(gaps > LARGEST_GAP):
        row = int(table.rows[filled[place + 1]])
        yield Finding(
            code="LU208",
            severity=Severity.WARNING,
            place=place_of(table, rows=[row]),
            message=f"the data go on here, below {count_of(int(gaps[place]), 'blank row')}",
            help="Move the rows together, or another table that stands here to a sheet of its own.",
        )


def _totals(table: Table, sheet: RawSheet, keep: Mask) -> npt.NDArray[np.intp]:
    """Rows that the sheet declares to be totals, or that say so where the key stands."""
    declared = np.isin(table.rows, np.array(sheet.totals, np.int64) + 1)
    first = _first_column(table)
    words = [simplify(text) in _TOTALS for text in first.texts]
    rows: npt.NDArray[np.intp] = np.flatnonzero(keep & (declared | np.array(words)[first.codes]))
    return rows


def _first_column(table: Table) -> Column:
    key = table.definition.key
    return table.columns.get(key or "") or min(
        table.columns.values(), key=lambda column: column.position
    )


def _foot_notes(table: Table, keep: Mask) -> npt.NDArray[np.intp]:
    """Rows at the foot that hold one text alone, after a gap or in the words of a note."""
    if len(table.columns) < LEAST_COLUMNS_OF_NOTES:
        return np.zeros(0, np.intp)
    filled = np.flatnonzero(keep)
    notes: list[int] = []
    for row in reversed(filled[-MOST_FOOT_ROWS:].tolist()):
        texts = _texts(table, row)
        if len(texts) != 1 or len(texts[0].split()) < LEAST_WORDS_OF_NOTES:
            break
        notes.append(row)
    notes.reverse()
    while notes and not (_stands_apart(keep, notes[0]) or _is_note(_texts(table, notes[0])[0])):
        notes.pop(0)
    return np.array(notes, np.intp)


def _stands_apart(keep: Mask, row: int) -> bool:
    """Whether the row above is blank, or a totals row."""
    return row > 0 and not keep[row - 1]


def _is_note(text: str) -> bool:
    return text.strip().casefold().startswith(_NOTES)


def _texts(table: Table, row: int) -> list[str]:
    cells = [column.texts[column.codes[row]] for column in table.columns.values()]
    return [text for text in cells if clean(text)]


def _adds_up_columns(table: Table, keep: Mask, row: int) -> bool:
    """Whether a row has no key, and only numbers that add up those above."""
    above = keep.copy()
    above[row:] = False
    first = _first_column(table)
    if first.texts[first.codes[row]].strip() or not above.any():
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
