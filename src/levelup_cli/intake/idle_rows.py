"""Rows that are no data: blank ones, totals, notes under the data, and hidden ones if unwanted."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from levelup_cli.intake.foot import find_notes, find_totals, is_total, texts_of
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Reading
from levelup_cli.outcomes.tables import Column, Mask, Table
from levelup_cli.words import clean, count_of, simplify

LARGEST_GAP = 5  # blank rows in a row, after which what follows may be something else
_NOTHING = {"", "n_a", "na", "no_data", "not_applicable", "not_available", "tbc", "not_known"}
_NONE = [["none"], ["nil"], ["none_in_the_period"], ["nothing_to_report"]]


def leave_out_idle_rows(
    table: Table, sheet: RawSheet, reading: Reading, ledger: list[LedgerEntry]
) -> tuple[Table, list[Finding]]:
    """Leave out what is no data; row numbers stay those of the file."""
    table, findings = _hidden_rows(table, sheet, reading, ledger)
    keep = ~_blank(table)
    findings += _rows_of_others(table, keep)
    filled = np.flatnonzero(keep)
    if not len(filled):
        return keep_rows(table, keep), findings
    if len(filled) == 1 and _says_none(table, int(filled[0])):
        _note(table, filled, "said_none", "said that there were none", ledger)
        keep[filled] = False
        return replace(keep_rows(table, keep), said_none=True), findings
    if len(filled) == 1 and _says_nothing(table, int(filled[0])):
        _note(table, filled, "blank_rows", "a row that says nothing left out", ledger)
        keep[filled] = False
        return keep_rows(table, keep), findings
    findings += _gaps(table, filled)
    inner = np.flatnonzero(~keep[: filled[-1]])
    _note(table, inner, "blank_rows", "blank rows left out", ledger)
    totals = find_totals(table, sheet, keep)
    keep[totals] = False
    notes = find_notes(table, keep)
    keep[notes] = False
    last = np.flatnonzero(keep)[-1:]
    if len(last) and is_total(table, keep, int(last[0])):
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
    return [simplify(text) for text in texts_of(table, row)] in _NONE


def _says_nothing(table: Table, row: int) -> bool:
    """Whether the one row of a sheet holds words such as n/a alone."""
    return all(simplify(text) in _NOTHING for text in texts_of(table, row))


def _rows_of_others(table: Table, keep: Mask) -> Iterator[Finding]:
    """Rows that hold something, but only under headings that are not ours."""
    others = np.zeros(len(table), bool)
    for column in table.unused:
        others |= filled_cells(column)
    rows = np.flatnonzero(others & ~keep)
    if len(rows):
        yield Finding(
            code="LU219",
            severity=Severity.WARNING,
            place=place_of(table, rows=[int(row) for row in table.rows[rows]]),
            message="rows that are filled only under headings that are not read were left out",
            help="Fill in their key, or map the heading that holds it.",
            count=len(rows),
        )


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
