"""A recognised sheet -> Table: its columns by name, its rows without titles, blanks and totals."""

import numpy as np

from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.headings import Headings, Named, find_headings, is_comment
from levelup_cli.intake.idle_rows import leave_out_idle_rows
from levelup_cli.intake.reading import RawSheet
from levelup_cli.intake.remarks import find_remarks, leave_out_ragged_rows
from levelup_cli.outcomes.findings import Finding, column_letters, place_of
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Reading
from levelup_cli.outcomes.tables import Column, Match, Table
from levelup_cli.words import count_of


def make_table(
    sheet: RawSheet, definition: TableDefinition, reading: Reading, ledger: list[LedgerEntry]
) -> tuple[Table | None, list[Finding]]:
    """The table of a sheet, or None where it has no headings that name any of its columns.

    Raises:
        UnreadableFile: where headings or rows can be read in more than one way.
    """
    mapping = reading.mapping.of(definition.table)
    hidden = sheet.hidden_positions() if reading.skip_hidden else frozenset()
    headings = find_headings(sheet, definition, mapping, hidden)
    if headings is None:
        return None, [] if sheet.is_blank() else [_no_headings(sheet, definition)]
    table = Table(
        definition=definition,
        file=sheet.file,
        sheet=sheet.name if sheet.in_workbook else None,
        heading_row=headings.row + 1,
        rows=np.arange(headings.row + 2, sheet.rows + 1, dtype=np.int32),
        columns={
            name: _column(sheet, headings, name, named, ledger)
            for name, named in headings.named.items()
        },
        unused=_unused(sheet, headings),
    )
    table, ragged = leave_out_ragged_rows(table, sheet, headings)
    table, idle = leave_out_idle_rows(table, sheet, reading, ledger)
    _note_headings(table, sheet, headings, ledger)
    remarks = find_remarks(table, sheet, headings, mapping, skip_hidden=reading.skip_hidden)
    return table, [*ragged, *idle, *remarks]


def _read(sheet: RawSheet, headings: Headings, named: Named) -> Column:
    raw = sheet.columns[named.position]
    codes = raw.codes()[headings.row + 1 :]
    heading = headings.texts[named.position]
    return Column(heading, named.position, codes, tuple(raw.texts), "".join(raw.kinds), named.match)


def _unused(sheet: RawSheet, headings: Headings) -> tuple[Column, ...]:
    """The columns that are not ours; none where their headings may be somebody's data."""
    places = headings.unnamed() if headings.are_sure() else []
    notes = [position for position in places if is_comment(headings.texts[position])]
    return tuple(
        _read(sheet, headings, Named(position, Match.NAME))
        for position in places
        if position not in notes
    )


def _column(
    sheet: RawSheet,
    headings: Headings,
    name: str,
    places: tuple[Named, ...],
    ledger: list[LedgerEntry],
) -> Column:
    """The column at the one position that names it; doubled headings must say the same."""
    start = headings.row + 1
    kept = places[0]
    for other in places[1:]:
        first, second = (_cells(sheet, place.position, start) for place in (kept, other))
        if any(second) and any(first) and first != second:
            _refuse_doubled(sheet, name, start, kept, other)
        kept = other if not any(first) else kept
        note = f"{name} stands twice, and was read once"
        ledger.append(LedgerEntry("doubled_heading", sheet.place(), note))
    return _read(sheet, headings, kept)


def _refuse_doubled(sheet: RawSheet, name: str, start: int, kept: Named, other: Named) -> None:
    cells = " and ".join(f"{column_letters(p.position)}{start}" for p in (kept, other))
    place = f"{sheet.name}!" if sheet.in_workbook else ""
    raise UnreadableFile(
        sheet.file,
        f"the headings in {place}{cells} both mean {name}, and their columns differ",
        "Rename one of them, or say in a mapping which is meant (columns) and which is not"
        " (ignored); a heading that begins with # is left out.",
    )


def _cells(sheet: RawSheet, position: int, start: int) -> list[str]:
    raw = sheet.columns[position]
    return [raw.texts[code].strip() for code in raw.codes()[start:]]


def _note_headings(
    table: Table, sheet: RawSheet, headings: Headings, ledger: list[LedgerEntry]
) -> None:
    """Titles above the headings, headings in other words, and columns that are the sender's own."""
    if headings.first and _any_text_above(sheet, headings.first):
        note = f"headings found on row {headings.first + 1}, under a title"
        ledger.append(LedgerEntry("title_row", place_of(table), note))
    for name, column in table.columns.items():
        kind = _HEADING_KINDS.get(column.match)
        if kind is not None:
            place = place_of(table, name, [table.heading_row])
            heading = column.heading.strip()
            note = f"{heading} = {name}"
            ledger.append(LedgerEntry(kind, place, note, changes=((heading, name),)))
    _note_hidden_columns(sheet, headings, ledger)
    for position, text in enumerate(headings.texts):
        if is_comment(text):
            note = f"column {column_letters(position)} is marked as a note"
            ledger.append(LedgerEntry("comment_column", sheet.place(), note))


def _note_hidden_columns(sheet: RawSheet, headings: Headings, ledger: list[LedgerEntry]) -> None:
    """Hidden columns: those that were read, and those that were left out as asked."""
    read = {named.position for places in headings.named.values() for named in places}
    hidden = sheet.hidden_positions()
    out = {p for p in hidden if p < len(headings.texts) and not headings.texts[p].strip()}
    for kind, found, note in (
        ("hidden_columns", hidden & read, "hidden, but read"),
        ("hidden_left_out", out & sheet.filled_positions(), "hidden columns left out"),
    ):
        if found:
            letters = ", ".join(column_letters(position) for position in sorted(found))
            ledger.append(LedgerEntry(kind, sheet.place(), f"{note}: {letters}", len(found)))


_HEADING_KINDS = {
    Match.MAPPING: "heading_mapped",
    Match.SPELLING: "heading_alias",
    Match.ALIAS: "heading_alias",
    Match.JOINED: "heading_joined",
}


def _any_text_above(sheet: RawSheet, row: int) -> bool:
    return any(
        column.texts[code].strip() for column in sheet.columns for code in column.codes()[:row]
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
