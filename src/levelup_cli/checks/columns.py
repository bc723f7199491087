"""A column as read -> Answers: its distinct cells judged once, errors spread back to their rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
from pydantic import ValidationError

from levelup_cli.checks.cells import Cell, adapter, code_spellings, shape
from levelup_cli.definitions.tables import (
    CodeColumn,
    CodeList,
    DateColumn,
    NumberColumn,
    TextColumn,
)
from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.outcomes.findings import Finding, LedgerEntry, Severity, place_of
from levelup_cli.outcomes.tables import Answers, Mask, Status, Table, Value
from levelup_cli.words import simplify, suggest

MOST_LISTED = 12  # codes that a message lists; more of them are named by their list
_BLANKS = frozenset({"", "n/a", "na", "-", ".", "null", "#n/a"})
_ANSWERS = {
    "prefer_not_to_say": Status.DECLINED,
    "pnts": Status.DECLINED,
    "declined": Status.DECLINED,
    "refused": Status.DECLINED,
    "dont_know": Status.UNKNOWN,
    "do_not_know": Status.UNKNOWN,
    "not_known": Status.UNKNOWN,
    "unknown": Status.UNKNOWN,
    "not_applicable": Status.NOT_APPLICABLE,
}
_OF_CODES = {
    "known": Status.PRESENT,
    "declined": Status.DECLINED,
    "unknown": Status.UNKNOWN,
    "not_applicable": Status.NOT_APPLICABLE,
}
_Faults = dict[tuple[str, str], list[int]]  # (code of the finding, what is wrong) -> distinct cells


def check_column(
    table: Table, name: str, lists: Mapping[str, CodeList], ledger: list[LedgerEntry]
) -> tuple[Answers, list[Finding]]:
    """Understand one column of a table."""
    column, definition = table.columns[name], table.definition.columns[name]
    cells = [Cell(kind, text) for kind, text in zip(column.kinds, column.texts, strict=True)]
    used = np.bincount(column.codes, minlength=len(cells)) > 0
    codes = {}
    if isinstance(definition, CodeColumn):
        codes = code_spellings(lists[definition.codes])
    statuses = np.array([_status_of(cell, definition, codes) for cell in cells], np.int8)
    values: list[Value | None] = [None] * len(cells)
    faults: _Faults = defaultdict(list)
    facts = np.flatnonzero(used & (statuses == Status.PRESENT)).tolist()
    for index, outcome in _judge(definition, lists, cells, facts):
        if isinstance(outcome, tuple):
            statuses[index] = Status.WRONG
            faults[outcome].append(index)
        else:
            values[index] = outcome
    if isinstance(definition, CodeColumn):
        _sort_answers(statuses, values, lists[definition.codes])
    limits = definition.range if isinstance(definition, NumberColumn) else None
    answers = Answers(column.codes, statuses, tuple(values), limits)
    _note_repairs(table, name, cells, answers, used, ledger)
    findings = list(_faults_as_findings(table, name, lists, faults))
    findings += _odd_numbers(table, name, definition, answers)
    return answers, findings


def _status_of(cell: Cell, column: ColumnDefinition, codes: Mapping[str, str]) -> Status:
    """Whether a cell is a fact, or one of the ways to say nothing."""
    text = cell.text.strip()
    word = text.casefold()
    if cell.kind == "e" or not text:
        return Status.MISSING
    if codes and simplify(text) in codes:
        return Status.PRESENT
    if word in _BLANKS or (word == "none" and not isinstance(column, CodeColumn)):
        return Status.MISSING
    if isinstance(column, TextColumn):
        return Status.PRESENT
    return _ANSWERS.get(simplify(text), Status.PRESENT)


def _judge(
    column: ColumnDefinition, lists: Mapping[str, CodeList], cells: list[Cell], facts: list[int]
) -> Iterator[tuple[int, Value | tuple[str, str]]]:
    """For each distinct cell, its value, or the fault as (code of the finding, words)."""
    judge = adapter(column, lists)
    wrong: dict[int, tuple[str, str]] = {}
    try:
        values = judge.validate_python([cells[i] for i in facts])
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            place = facts[int(detail["loc"][0])]
            wrong.setdefault(place, _fault(column, lists, cells[place], detail))
        facts = [i for i in facts if i not in wrong]
        values = judge.validate_python([cells[i] for i in facts])
    yield from wrong.items()
    yield from zip(facts, values, strict=True)


def _fault(
    column: ColumnDefinition, lists: Mapping[str, CodeList], cell: Cell, detail: Any
) -> tuple[str, str]:
    match detail["type"]:
        case "literal_error" if isinstance(column, CodeColumn):
            # The nearest code would tell what the cell says.
            hint = "" if column.sensitive else suggest(cell.text, lists[column.codes].codes)
            return "LU401", f"{shape(cell)} is not one of the codes{hint and '.'}{hint}"
        case "greater_than_equal" | "less_than_equal":
            return "LU402", "a number outside the range that is possible"
        case "not_whole":
            return "LU304", detail["msg"]
        case "not_a_date":
            return "LU303", detail["msg"]
        case "not_a_number":
            return "LU302", detail["msg"]
        case _:
            return "LU305", f"{shape(cell)} cannot be used here"


def _sort_answers(
    statuses: np.ndarray[Any, Any], values: list[Value | None], codes: CodeList
) -> None:
    """Codes that say "I'd rather not" or "I don't know" are no facts."""
    for index, value in enumerate(values):
        if value is not None:
            status = _OF_CODES[codes.codes[str(value)].answer]
            statuses[index] = status
            if status != Status.PRESENT:
                values[index] = None


def _faults_as_findings(
    table: Table, name: str, lists: Mapping[str, CodeList], faults: _Faults
) -> Iterator[Finding]:
    """One finding per kind of fault, however many cells it has."""
    column = table.definition.columns[name]
    for (code, words), cells in faults.items():
        rows = table.rows[np.isin(table.columns[name].codes, cells)]
        yield Finding(
            code=code,
            severity=Severity.ERROR,
            place=place_of(table, name, [int(row) for row in rows]),
            message=f"{name}: {words}",
            help=_expected(column, lists),
            count=len(rows),
        )


def _expected(column: ColumnDefinition, lists: Mapping[str, CodeList]) -> str:
    match column:
        case CodeColumn(codes=name):
            codes = list(lists[name].codes)
            listed = ", ".join(codes) if len(codes) <= MOST_LISTED else f"the codes of {name}"
            return f"Give one of {listed}, or leave the cell blank."
        case NumberColumn(range=limits, whole=whole):
            kind = "a whole number" if whole else "a number"
            return f"Give {kind}{f' from {limits}' if limits else ''}, or leave the cell blank."
        case DateColumn():
            return "Give a date cell, or text such as 2025-03-31 or 31/03/2025."
        case _:
            return "Give a short text."


def _odd_numbers(
    table: Table, name: str, column: ColumnDefinition, answers: Answers
) -> Iterator[Finding]:
    """Numbers that are possible but unusual; they are used as they are."""
    if not isinstance(column, NumberColumn) or column.usual is None:
        return
    odd = [isinstance(v, Decimal) and float(v) not in column.usual for v in answers.values]
    rows = table.rows[np.array(odd, bool)[answers.codes]]
    if len(rows):
        yield Finding(
            code="LU403",
            severity=Severity.WARNING,
            place=place_of(table, name, [int(row) for row in rows]),
            message=f"{name}: a number outside the usual {column.usual}",
            help="Check the unit and the decimal point. The number is used as it stands.",
            count=len(rows),
        )


def _note_repairs(
    table: Table,
    name: str,
    cells: list[Cell],
    answers: Answers,
    used: Mask,
    ledger: list[LedgerEntry],
) -> None:
    """Put into the ledger how often cells were understood in spite of how they are written."""
    notes = {
        "code_spelling": "codes understood in spite of spelling, capitals or spaces",
        "blank_word": "words such as n/a or - taken as blank",
        "answer_words": "refusals and don't-knows understood from words",
    }
    kinds = [_repair(cell, status, value) for cell, status, value in _described(cells, answers)]
    for kind, note in notes.items():
        matching = np.array([k == kind for k in kinds], bool) & used
        rows = table.rows[matching[answers.codes]]
        if len(rows):
            place = place_of(table, name, [int(row) for row in rows])
            ledger.append(LedgerEntry(kind, place, f"{name}: {note}", len(rows)))


def _described(cells: list[Cell], answers: Answers) -> Iterator[tuple[Cell, int, Value | None]]:
    return zip(cells, answers.statuses.tolist(), answers.values, strict=True)


def _repair(cell: Cell, status: int, value: Value | None) -> str:
    if status == Status.PRESENT:
        spelt = isinstance(value, str) and cell.kind in "tb" and cell.text != value
        return "code_spelling" if spelt else ""
    if status == Status.MISSING:
        return "blank_word" if cell.text.strip() else ""
    said = simplify(cell.text)
    return "answer_words" if status != Status.WRONG and cell.text != said else ""
