"""A path -> Submission: find the files, read them, recognise their sheets, name their columns."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.files import find_files, find_strangers, fingerprint
from levelup_cli.intake.headings import all_headings
from levelup_cli.intake.loose import loose_sheet
from levelup_cli.intake.reading import STRANGER, Note, RawColumn, RawSheet, read_sheets
from levelup_cli.intake.recognition import EMPTY, recognise
from levelup_cli.intake.tables import make_table
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.ledger import KINDS, LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import (
    NO_FACTS,
    PLAIN_READING,
    Facts,
    Reading,
    Sheet,
    Submission,
)
from levelup_cli.outcomes.tables import Table
from levelup_cli.reader.sending import Wishes


def read_submission(
    path: Path, catalogue: Catalogue, facts: Facts = NO_FACTS, reading: Reading = PLAIN_READING
) -> Submission:
    """Read a workbook, a text or Parquet file, or a folder or zip file of such files.

    Raises:
        UnreadableFile: where it cannot be read at all, in more than one way, or holds no table.
    """
    submission = look_at_return(path, catalogue, facts, reading)
    if not any(sheet.table for sheet in submission.sheets):
        raise UnreadableFile(submission.file, _why_no_table(submission), _WITHOUT_TABLES)
    return submission


def look_at_return(
    path: Path, catalogue: Catalogue, facts: Facts = NO_FACTS, reading: Reading = PLAIN_READING
) -> Submission:
    """The same, where a return of which nothing is known is to be looked at all the same.

    Raises:
        UnreadableFile: where it cannot be read at all, or in more than one way.
    """
    files = find_files(path, reading.name)
    sheets, notes = read_sheets(files, wishes_of(catalogue, reading))
    notes += [Note(STRANGER, stranger, "", "") for stranger in find_strangers(path)]
    name = reading.name or path.name
    return _submission(name, fingerprint(files), (sheets, notes), catalogue, facts, reading)


def read_as_it_stands(
    path: Path, catalogue: Catalogue, reading: Reading = PLAIN_READING
) -> list[RawSheet]:
    """Every sheet with all its rows, before anything is recognised.

    Raises:
        UnreadableFile: where it cannot be read at all.
    """
    return read_sheets(find_files(path, reading.name), wishes_of(catalogue, reading))[0]


def wishes_of(catalogue: Catalogue, reading: Reading) -> Wishes:
    """What the reading child needs to know to read a return."""
    mapped = {word for own in reading.mapping.tables.values() for word in own.columns}
    return Wishes(all_headings(catalogue.tables, mapped), reading.encoding, reading.password)


def submission_of_texts(given: Mapping[str, str], catalogue: Catalogue) -> Submission:
    """A return from little tables of text, `a | b` per line, as worked examples write them."""
    sheets = [_sheet_of_text(name, text) for name, text in given.items()]
    return _submission("worked example", "", (sheets, []), catalogue, NO_FACTS, PLAIN_READING)


def _submission(
    name: str,
    digest: str,
    read: tuple[list[RawSheet], list[Note]],
    catalogue: Catalogue,
    facts: Facts,
    reading: Reading,
) -> Submission:
    sheets, notes = read
    ledger = [_entry_of(note) for note in notes if note.kind != STRANGER]
    found = recognise(sheets, catalogue.tables, reading)
    findings = [*_of_files(notes), *found.findings]
    ledger += found.ledger
    tables: dict[str, Table] = {}
    seen = list(found.skipped)
    seen += [
        Sheet(note.file, None, True, None, "no kind of file that is read")
        for note in notes
        if note.kind == STRANGER
    ]
    for table_name, (sheet, why) in found.chosen.items():
        table, said = make_table(sheet, catalogue.tables[table_name], reading, ledger)
        findings += said
        seen.append(_seen(sheet, table_name, why, table))
        if table is not None:
            tables[table_name] = table
        else:
            found.strange.append(sheet)
    return Submission(
        file=name,
        fingerprint=digest,
        lone=len(found.chosen) == 1 and "organisation" not in found.chosen,
        tables=tables,
        facts=facts,
        findings=tuple(findings),
        ledger=tuple(ledger),
        sheets=tuple(sorted(seen, key=lambda sheet: _order(sheet, sheets))),
        mapping=reading.mapping,
        loose=tuple(filter(None, map(loose_sheet, found.strange))),
    )


def _entry_of(note: Note) -> LedgerEntry:
    text = f"{KINDS[note.kind][1]}: {note.after}"
    return LedgerEntry(note.kind, Place(note.file), text, changes=((note.before, note.after),))


def _of_files(notes: Iterable[Note]) -> Iterable[Finding]:
    """What is to be said of files as a whole."""
    for note in notes:
        if note.kind == STRANGER:
            yield Finding(
                code="LU102",
                severity=Severity.INFO,
                place=Place(note.file),
                message="this is no kind of file that is read in a folder or zip file",
                help="Nothing, if it is no part of the return. Else save it as .xlsx or .csv.",
            )
        if note.kind == "plain_reader":
            yield Finding(
                code="LU101",
                severity=Severity.WARNING,
                place=Place(note.file),
                message=f"in an {note.before} workbook, errors such as #REF! cannot be told from"
                " blank cells, nor 45 % from 0.45",
                help="Save it as .xlsx and run this again, to be sure.",
            )


def _seen(sheet: RawSheet, table_name: str, why: str, table: Table | None) -> Sheet:
    place = sheet.place()
    if table is None:
        why = EMPTY if sheet.is_blank() else HEADLESS
        return Sheet(place.file, place.sheet, sheet.visible, None, why)
    return Sheet(
        place.file, place.sheet, sheet.visible, table_name, why, table.heading_row, len(table)
    )


def _order(seen: Sheet, sheets: list[RawSheet]) -> int:
    """Sheets are told of in the order of their tabs; files that are none come last."""
    places = [(sheet.place().file, sheet.place().sheet) for sheet in sheets]
    place = (seen.file, seen.name)
    return places.index(place) if place in places else len(places)


def _why_no_table(submission: Submission) -> str:
    if submission.sheets and all(sheet.why == EMPTY for sheet in submission.sheets):
        return "it holds no rows at all"
    headless = [sheet.name or sheet.file for sheet in submission.sheets if sheet.why == HEADLESS]
    if headless:
        return f"{' and '.join(headless)} has no headings that name a column of its table"
    return "no sheet is named like a table of a return, and no headings are those of one"


HEADLESS = "none of its headings names a column of its table"
_WITHOUT_TABLES = "`levelup inspect` shows its sheets, and what their headings could mean in ours."


def _sheet_of_text(name: str, text: str) -> RawSheet:
    lines = [line for line in text.splitlines() if line.strip() and set(line.strip()) - set("-|+ ")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    sheet = RawSheet("worked example", name, in_workbook=True, visible=True, rows=len(rows))
    for position in range(max(map(len, rows), default=0)):
        cells = [row[position] if position < len(row) else "" for row in rows]
        texts = list(dict.fromkeys(["", *cells]))
        column = RawColumn(texts=texts, kinds=["t" if text else "e" for text in texts])
        column.batches.append(np.array([texts.index(cell) for cell in cells], np.int32))
        sheet.columns.append(column)
    return sheet
