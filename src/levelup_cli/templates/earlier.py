"""An earlier return -> cells as they were: numbers, days, texts and truth values, by column."""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import repeat

import numpy as np

from levelup_cli.definitions.tables import Column as Definition
from levelup_cli.definitions.tables import NumberColumn
from levelup_cli.outcomes.findings import place_of
from levelup_cli.outcomes.submissions import Submission
from levelup_cli.outcomes.tables import Column, Table
from levelup_cli.templates.forms import Percent, Row, Value

_LEFT_BEHIND = {"LU203", "LU204", "LU205", "LU207", "LU209"}  # what was not read
_LEFT_OUT = {"totals_row", "foot_note", "hidden_left_out", "comment_column", "comment_sheet"}
_OURS = {"_guidance", "_codes"}  # sheets that every template has anew
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?", re.ASCII)
NONE = "none"
_FIRST_YEAR = 1900  # before it, spreadsheets have no days


def rows_of(table: Table, columns: tuple[str, ...], kept: frozenset[str]) -> Iterator[Row]:
    """The rows of a table as a template has its columns; those not kept, or not sent, are blank.

    A table that said that there were none says so again, unless it is a new year.
    """
    if table.said_none and kept == frozenset(columns):
        return iter([(NONE, *repeat(None, len(columns) - 1))])
    cells = [
        _cells(table.columns[name], table.definition.columns[name])
        if name in kept and name in table.columns
        else repeat(None, len(table))
        for name in columns
    ]
    return (row for row in zip(*cells, strict=True) if any(cell is not None for cell in row))


def not_moved(submission: Submission) -> Iterator[str]:
    """What of an earlier return cannot be moved into a template, each with its place."""
    for finding in submission.findings:
        if finding.code in _LEFT_BEHIND:
            yield f"{_place(finding.place.file, finding.place.cells())}: {finding.message}"
    for entry in submission.ledger:
        if entry.kind in _LEFT_OUT and entry.place.sheet not in _OURS:
            yield f"{_place(entry.place.file, entry.place.cells())}: {entry.note}"
    for table in submission.tables.values():
        for name, column in table.columns.items():
            uncalculated = np.array([kind == "f" for kind in column.kinds], bool)[column.codes]
            if uncalculated.any():
                place = place_of(table, name, [int(row) for row in table.rows[uncalculated]])
                yield f"{_place(table.file, place.cells())}: formulas that were never calculated"


def _place(file: str, cells: str) -> str:
    return f"{file} {cells}".rstrip()


def _cells(column: Column, definition: Definition) -> Iterator[Value]:
    """The cells of a column, each distinct one understood once."""
    pairs = zip(column.kinds, column.texts, strict=True)
    distinct = [_value(kind, text, definition) for kind, text in pairs]
    return (distinct[code] for code in column.codes.tolist())


def _value(kind: str, text: str, definition: Definition) -> Value:
    """One cell by the reader's kind; text that is a number is one where a number is asked for."""
    match kind:
        case "n" | "p":
            number = _number(text)
            return number if kind == "n" or isinstance(number, str) else Percent(number)
        case "d":
            return _day(text)
        case "b":
            return text.casefold() == "true"
        case "e" | "f":
            return None
        case "t" if isinstance(definition, NumberColumn) and _PLAIN_NUMBER.fullmatch(text.strip()):
            return _number(text)
        case _:
            return text or None


def _number(text: str) -> float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _day(text: str) -> date | str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.year < _FIRST_YEAR or moment.tzinfo is not None:
        return text
    return moment.date() if moment.time() == time() else moment
