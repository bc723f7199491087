"""A path -> Submission: find the files, read them, recognise their sheets, name their columns."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.files import find_files, fingerprint
from levelup_cli.intake.headings import other_delimiter
from levelup_cli.intake.reading import RawColumn, RawSheet, read_sheets
from levelup_cli.intake.recognition import recognise
from levelup_cli.intake.tables import make_table
from levelup_cli.outcomes.findings import Finding, LedgerEntry
from levelup_cli.outcomes.submissions import NO_FACTS, Facts, Submission
from levelup_cli.outcomes.tables import Table


def read_submission(path: Path, catalogue: Catalogue, facts: Facts = NO_FACTS) -> Submission:
    """Read a workbook, a CSV file, or a folder of CSV files.

    Raises:
        UnreadableFile: where it cannot be read at all, in more than one way, or holds no table.
    """
    files = find_files(path)
    sheets = read_sheets(files)
    return _submission(path.name, fingerprint(files), sheets, catalogue, facts)


def submission_of_texts(given: Mapping[str, str], catalogue: Catalogue) -> Submission:
    """A return from little tables of text, `a | b` per line, as worked examples write them."""
    sheets = [_sheet_of_text(name, text) for name, text in given.items()]
    return _submission("worked example", "", sheets, catalogue, NO_FACTS)


def _submission(
    name: str, digest: str, sheets: list[RawSheet], catalogue: Catalogue, facts: Facts
) -> Submission:
    ledger: list[LedgerEntry] = []
    findings: list[Finding] = []
    chosen, ignored = recognise(sheets, catalogue.tables, ledger)
    findings += ignored
    if not chosen:
        raise UnreadableFile(name, _why_no_table(sheets), _headings_help(catalogue))
    tables: dict[str, Table] = {}
    for table_name, sheet in chosen.items():
        table, said = make_table(sheet, catalogue.tables[table_name], ledger)
        findings += said
        if table is not None:
            tables[table_name] = table
    return Submission(
        file=name,
        fingerprint=digest,
        lone=len(chosen) == 1 and "organisation" not in chosen,
        tables=tables,
        facts=facts,
        findings=tuple(findings),
        ledger=tuple(ledger),
    )


def _why_no_table(sheets: list[RawSheet]) -> str:
    if not any(sheet.rows for sheet in sheets):
        return "it holds no rows at all"
    marks = [other_delimiter(sheet) for sheet in sheets if not sheet.in_workbook]
    if any(marks):
        return next(mark for mark in marks if mark)
    return "no sheet is named like a table of a return, and no headings are those of one"


def _headings_help(catalogue: Catalogue) -> str:
    return (
        f"The tables are {', '.join(catalogue.tables)}; `levelup metrics show` names their columns."
    )


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
