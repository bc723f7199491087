"""A column as read -> Answers: its distinct cells judged once, errors spread back to their rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from levelup_cli.checks.cells import adapter
from levelup_cli.checks.conventions import Conventions, find_conventions
from levelup_cli.checks.oddities import find_oddities
from levelup_cli.checks.repairs import note_repairs
from levelup_cli.checks.silence import Silence
from levelup_cli.checks.spellings import Spellings
from levelup_cli.definitions.mappings import Mapping as OwnWords
from levelup_cli.definitions.tables import CodeColumn, CodeList, DateColumn, NumberColumn
from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Answers, Cell, Status, Table, Value, shape_of
from levelup_cli.words import clean, suggest

MOST_LISTED = 12  # codes that a message lists; more of them are named by their list
_OF_CODES = {
    "known": Status.PRESENT,
    "declined": Status.DECLINED,
    "unknown": Status.UNKNOWN,
    "not_applicable": Status.NOT_APPLICABLE,
}


class _Fault(NamedTuple):
    """A finding's code, and what is wrong: of cells of one `kind`, where their shape is told."""

    code: str
    words: str
    kind: str = ""


_ERROR_CELL = _Fault("LU306", "an error such as #REF! or #DIV/0!, which is no blank")
_UNCALCULATED = _Fault("LU307", "a formula that was never calculated")
_NO_DAY_OF_A_RETURN = _Fault("LU310", "a day before 1900 or after 2100")
_HELPS = {
    "LU306": "Mend the formula, or clear the cell if the value is not known.",
    "LU307": "Open the file in a spreadsheet program, save it, and run this again.",
    "LU310": "Correct the year. Where there is no such day, as no end yet, leave the cell blank.",
}


@dataclass(frozen=True, slots=True)
class _Judge:
    """What is needed to judge the cells of one column."""

    column: ColumnDefinition
    lists: Mapping[str, CodeList]
    spellings: Spellings
    conventions: Conventions
    faults: dict[_Fault, list[int]] = field(default_factory=lambda: defaultdict(list))


def check_column(
    table: Table,
    name: str,
    lists: Mapping[str, CodeList],
    own_words: OwnWords,
    ledger: list[LedgerEntry],
) -> tuple[Answers, list[Finding]]:
    """Understand one column of a table."""
    column, definition = table.columns[name], table.definition.columns[name]
    cells = [Cell(kind, text) for kind, text in zip(column.kinds, column.texts, strict=True)]
    used = np.bincount(column.codes, minlength=len(cells)) > 0
    used_cells = [cells[i] for i in np.flatnonzero(used)]
    judge = _judge_of(table.definition, name, lists, own_words, used_cells)
    silence = Silence(definition, judge.spellings, own_words.words)
    statuses = np.array([silence.status(cell) for cell in cells], np.int8)
    meanings = own_words.of(table.definition.table).blank
    if name in meanings:
        blank = [not clean(cell.text) and cell.kind in "et" for cell in cells]
        meaning = meanings[name]
        meant = Cell("t" if isinstance(meaning, str) else "n", str(meaning))
        cells = [meant if is_blank else c for c, is_blank in zip(cells, blank, strict=True)]
        statuses[blank] = Status.PRESENT
    values = _judge_cells(judge, cells, used, statuses)
    limits = definition.range if isinstance(definition, NumberColumn) else None
    reaches = {i: reach for i, cell in enumerate(cells) if (reach := silence.reach(cell))}
    answers = Answers(column.codes, statuses, tuple(values), limits, reaches)
    ledger += note_repairs(table, name, answers, judge.conventions, judge.spellings)
    findings = list(_faults_as_findings(table, name, judge, cells))
    findings += find_oddities(table, name, definition, answers, cells)
    return answers.by_meaning(), findings


def _judge_of(
    table: TableDefinition,
    name: str,
    lists: Mapping[str, CodeList],
    own_words: OwnWords,
    cells: list[Cell],
) -> _Judge:
    """The judge of a column, whose conventions its own cells settle."""
    column = table.columns[name]
    own = own_words.of(table.table).codes.get(name, {})
    codes = lists[column.codes] if isinstance(column, CodeColumn) else None
    return _Judge(column, lists, Spellings(codes, own), find_conventions(column, cells))


def _judge_cells(
    judge: _Judge, cells: list[Cell], used: np.ndarray[Any, Any], statuses: np.ndarray[Any, Any]
) -> list[Value | None]:
    """The value of each distinct cell; those that are wrong get their status and their fault."""
    values: list[Value | None] = [None] * len(cells)
    for place in np.flatnonzero(used & (statuses == Status.WRONG)).tolist():
        judge.faults[_UNCALCULATED if cells[place].kind == "f" else _ERROR_CELL].append(place)
    facts = np.flatnonzero(used & (statuses == Status.PRESENT)).tolist()
    for place, outcome in _outcomes(judge, cells, facts):
        if isinstance(outcome, _Fault):
            statuses[place] = Status.WRONG
            judge.faults[outcome].append(place)
        else:
            values[place] = outcome
    if isinstance(judge.column, CodeColumn):
        _sort_answers(statuses, values, judge.lists[judge.column.codes])
    return values


def _outcomes(
    judge: _Judge, cells: list[Cell], facts: list[int]
) -> Iterator[tuple[int, Value | _Fault]]:
    """For each distinct cell, its value, or its fault."""
    types = adapter(judge.column, judge.lists, judge.spellings, judge.conventions)
    wrong: dict[int, _Fault] = {}
    try:
        values = types.validate_python([cells[i] for i in facts])
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            place = facts[int(detail["loc"][0])]
            wrong.setdefault(place, _fault(judge, cells[place], detail))
        facts = [i for i in facts if i not in wrong]
        values = types.validate_python([cells[i] for i in facts])
    yield from wrong.items()
    yield from zip(facts, values, strict=True)


def _fault(judge: _Judge, cell: Cell, detail: Any) -> _Fault:
    match detail["type"]:
        case "literal_error" if isinstance(judge.column, CodeColumn):
            # The nearest code would tell what the cell says.
            codes = judge.lists[judge.column.codes].codes
            hint = "" if judge.column.sensitive else suggest(cell.text, codes)
            return _Fault("LU401", f"is not one of the codes{hint and '.'}{hint}", cell.kind)
        case "greater_than_equal" | "less_than_equal" if isinstance(judge.column, DateColumn):
            return _NO_DAY_OF_A_RETURN
        case "greater_than_equal" | "less_than_equal":
            return _Fault("LU402", "a number outside the range that is possible")
        case "not_whole" | "not_a_date" | "two_readings" | "not_a_number" as kind:
            shaped = cell.kind if detail["msg"].startswith("is ") else ""
            return _Fault(_CODES[kind], detail["msg"], shaped)
        case _:
            return _Fault("LU305", "cannot be used here", cell.kind)


_CODES = {
    "not_whole": "LU304",
    "not_a_date": "LU303",
    "two_readings": "LU308",
    "not_a_number": "LU302",
}


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
    table: Table, name: str, judge: _Judge, cells: list[Cell]
) -> Iterator[Finding]:
    """One finding per kind of fault, however many cells it has."""
    for fault, places in judge.faults.items():
        rows = table.rows[np.isin(table.columns[name].codes, places)]
        shape = f"{shape_of([cells[place] for place in places])} " if fault.kind else ""
        yield Finding(
            code=fault.code,
            severity=Severity.ERROR,
            place=place_of(table, name, [int(row) for row in rows]),
            message=f"{name}: {shape}{fault.words}",
            help=_help(fault.code, judge),
            count=len(rows),
        )


def _help(code: str, judge: _Judge) -> str:
    if code == "LU308":
        is_day = isinstance(judge.column, DateColumn)
        return _AS_DAYS if is_day else _AS_NUMBERS
    return _HELPS.get(code) or _expected(judge.column, judge.lists)


_AS_DAYS = "Write days as 2025-03-31, or format the column as dates before typing them."
_AS_NUMBERS = "Write 1500 for fifteen hundred, and 1.5 for one and a half, in the whole column."


def _expected(column: ColumnDefinition, lists: Mapping[str, CodeList]) -> str:
    blank = "" if column.required else ", or leave the cell blank"
    match column:
        case CodeColumn(codes=name):
            codes = list(lists[name].codes)
            title = lists[name].title
            listed = ", ".join(codes) if len(codes) <= MOST_LISTED else f"the codes of '{title}'"
            return f"Give one of {listed}{blank}; or translate yours in a mapping."
        case NumberColumn(range=limits, whole=whole):
            kind = "a whole number" if whole else "a number"
            return f"Give {kind}{f' from {limits}' if limits else ''}{blank}."
        case DateColumn():
            return "Give a date cell, or text such as 2025-03-31 or 31/03/2025."
        case _:
            return "Give a short text."
