"""What was understood of a return, for a terminal or as JSON."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from levelup_cli.gate import as_json, as_line
from levelup_cli.outcomes.findings import column_letters
from levelup_cli.outcomes.inspections import Inspection, Proposal
from levelup_cli.outcomes.ledger import KINDS, LedgerEntry
from levelup_cli.outcomes.submissions import Sheet
from levelup_cli.outcomes.tables import CheckedTable, Column, Status
from levelup_cli.words import count_of

INSPECTION_SCHEMA, INSPECTION_SCHEMA_VERSION = "levelup/inspection", "1.0"
_KINDS = {
    "t": "text",
    "n": "number",
    "p": "percentage",
    "d": "date",
    "b": "truth value",
    "x": "error",
    "f": "formula never calculated",
}


def render_table(inspection: Inspection) -> str:
    """Sheets, then the columns of each table, then repairs and proposals."""
    checked = inspection.checked
    lines = [checked.submission.file, "", "Sheets"]
    lines += [f"  {_sheet(sheet)}" for sheet in checked.submission.sheets]
    for name, table in checked.tables.items():
        lines += ["", f"Columns of {name} ({count_of(len(table.table), 'row')})"]
        lines += [f"  {line}" for line in _columns(table)]
    lines += ["", "Understood, repaired or left out", *_ledger(checked.ledger)]
    if any(proposal.after for proposal in inspection.proposals):
        lines += ["", "Proposals, none of them applied", *_proposals(inspection.proposals)]
        lines += ["", "Write them down with --save-map map.yaml, read them, apply with --map."]
    return "".join(f"{as_line(line)}\n" for line in lines)


def _sheet(sheet: Sheet) -> str:
    name = sheet.name or sheet.file
    hidden = " (hidden)" if not sheet.visible else ""
    if sheet.table is None:
        return f"{name}{hidden}: not read: {sheet.why}"
    rows = count_of(sheet.rows, "row")
    row = f"headings on row {sheet.heading_row}"
    return f"{name}{hidden}: {sheet.table}, by {sheet.why}; {row}, {rows}"


def _columns(table: CheckedTable) -> Iterator[str]:
    places = [(column.position, name, column) for name, column in table.table.columns.items()]
    places += [(column.position, "", column) for column in table.table.unused]
    for position, name, column in sorted(places, key=lambda place: place[0]):
        letters, heading = column_letters(position), column.heading.strip()
        if not name:
            yield f"{letters:>3} {heading}: not used"
            continue
        said = "" if heading == name else f" = {name} ({column.match})"
        kinds = ", ".join(count_of(n, kind) for kind, n in kinds_of(column).items())
        statuses = ", ".join(f"{n:,} {status}" for status, n in statuses_of(table, name).items())
        yield f"{letters:>3} {heading}{said}: {'; '.join(filter(None, (kinds, statuses)))}"


def kinds_of(column: Column) -> dict[str, int]:
    """How many cells of each kind a column has, blank ones aside."""
    counts: Counter[str] = Counter()
    for kind, number in zip(column.kinds, _numbers(column), strict=True):
        if number and kind in _KINDS:
            counts[_KINDS[kind]] += number
    return dict(counts)


def _numbers(column: Column) -> list[int]:
    numbers: list[int] = np.bincount(column.codes, minlength=len(column.texts)).tolist()
    return numbers


def statuses_of(table: CheckedTable, name: str) -> dict[str, int]:
    """How many cells of a column tell no fact, and why."""
    answers = table.answers[name]
    found = {status: answers.count(status) for status in Status if status is not Status.PRESENT}
    return {status.name.lower().replace("_", " "): n for status, n in found.items() if n}


def _ledger(ledger: tuple[LedgerEntry, ...]) -> Iterator[str]:
    if not ledger:
        yield "  nothing"
    for entry in sorted(ledger, key=lambda entry: (entry.treatment, entry.kind)):
        cells = entry.place.cells()
        place = cells if entry.place.sheet else f"{entry.place.file} {cells}".strip()
        yield f"  {entry.treatment}: {place}: {entry.note} ({entry.count:,})"
        if entry.kind in _CHANGES_SHOWN:
            for before, after in entry.changes:
                yield f"      {before} = {after}"


_CHANGES_SHOWN = {"code_alias", "code_mapped", "code_spelling", "encoding", "delimiter"}


def _proposals(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    codes = Counter((p.table, p.column) for p in proposals if p.kind == "code")
    for proposal in proposals:
        if proposal.kind == "sheet":
            yield f"  sheet {proposal.before} could be {proposal.after} ({proposal.likeness} %)"
        elif proposal.kind == "heading" and proposal.after:
            place = column_letters(proposal.position or 0)
            where = f"{proposal.sheet or proposal.file}!{place}"
            means = f"{proposal.before} could be {proposal.after} ({proposal.likeness} %)"
            yield f"  {where}: {means}"
    for (table, column), number in codes.items():
        yield f"  {table}.{column}: {count_of(number, 'value')} to translate into codes"


def render_json(inspection: Inspection) -> str:
    """The same as one document; values of cells are not in it."""
    checked = inspection.checked
    return as_json(
        {
            "schema": INSPECTION_SCHEMA,
            "schema_version": INSPECTION_SCHEMA_VERSION,
            "file": checked.submission.file,
            "fingerprint": checked.submission.fingerprint,
            "sheets": [_sheet_as_dict(sheet) for sheet in checked.submission.sheets],
            "columns": [c for t in checked.tables.values() for c in _columns_as_dicts(t)],
            "ledger": [_entry_as_dict(entry) for entry in checked.ledger],
            "proposals": [
                _proposal_as_dict(p) for p in inspection.proposals if p.kind != "code" and p.after
            ],
        }
    )


def _sheet_as_dict(sheet: Sheet) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "sheet": sheet.name,
        "visible": sheet.visible,
        "table": sheet.table,
        "why": sheet.why,
        "heading_row": sheet.heading_row,
        "rows": sheet.rows,
    }


def _columns_as_dicts(table: CheckedTable) -> Iterator[dict[str, Any]]:
    named = [*table.table.columns.items(), *((None, column) for column in table.table.unused)]
    for name, column in sorted(named, key=lambda pair: pair[1].position):
        yield {
            "table": table.definition.table,
            "column": column_letters(column.position),
            "heading": column.heading.strip(),
            "name": name,
            "match": column.match.value if name else None,
            "kinds": kinds_of(column),
            "statuses": statuses_of(table, name) if name else {},
        }


def _entry_as_dict(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "treatment": entry.treatment.value,
        "means": KINDS[entry.kind][1],
        "file": entry.place.file,
        "sheet": entry.place.sheet,
        "cells": entry.place.cells(most=None),
        "note": entry.note,
        "count": entry.count,
        "changes": [{"from": before, "to": after} for before, after in entry.changes],
    }


def _proposal_as_dict(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "file": proposal.file,
        "sheet": proposal.sheet,
        "table": proposal.table,
        "from": proposal.before,
        "to": proposal.after,
        "likeness": proposal.likeness,
    }


INSPECTION_FORMATS: dict[str, Callable[[Inspection], str]] = {
    "table": render_table,
    "json": render_json,
}
INSPECTION_ENDINGS = {".txt": "table", ".json": "json"}
