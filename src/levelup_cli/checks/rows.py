"""A table's rows: required cells, and keys that name each row once."""

from collections.abc import Iterator, Mapping

import numpy as np

from levelup_cli.definitions.tables import Column, TextColumn
from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.outcomes.findings import Finding, Severity, place_of
from levelup_cli.outcomes.tables import Answers, Mask, Status, Table, Value


def check_required(table: Table, answers: Mapping[str, Answers]) -> Iterator[Finding]:
    """Required cells that are blank. A blank key is worse, and is said by `check_keys`."""
    for name, column in table.definition.columns.items():
        keys = (table.definition.key, *table.definition.unique[:1])
        if not column.required or name not in answers or name in keys:
            continue
        blank = (answers[name].statuses == Status.MISSING)[answers[name].codes]
        if not blank.any():
            continue
        rows = [int(row) for row in table.rows[blank]]
        yield Finding(
            code="LU301",
            severity=Severity.ERROR,
            place=place_of(table, name, rows),
            message=f"{name}: a required cell is blank",
            help=f"Give it: {column.means}. {_cost(column)}",
            count=len(rows),
        )


def _cost(column: Column) -> str:
    if isinstance(column, TextColumn) and column.links_to:
        return "Until then the row belongs to nobody and is not counted."
    return "Metrics that need it count these rows as unknown."


def check_keys(table: Table, answers: Mapping[str, Answers]) -> tuple[Mask, list[Finding]]:
    """Rows that may be counted: those whose key is there, and has not stood further up.

    The key is one column, or the columns that together may not repeat, the first of which names
    what the row is about.
    """
    usable = np.ones(len(table), bool)
    names = (table.definition.key,) if table.definition.key else table.definition.unique
    if not names or not all(name in answers for name in names):
        return usable, []
    keys = [answers[name] for name in names]
    blank = ~keys[0].known()
    twice = _repeated(keys, np.logical_and.reduce([key.known() for key in keys]))
    usable &= ~blank & ~twice
    return usable, [*_blank_keys(table, names[0], blank), *_repeated_keys(table, names, twice)]


def _repeated(keys: list[Answers], candidates: Mask) -> Mask:
    """Rows whose key has already stood in an earlier row; values decide, not spelling."""
    combined = np.zeros(len(candidates), np.int64)
    for key in keys:
        numbers = {value: i for i, value in enumerate(dict.fromkeys(map(_alike, key.values)))}
        by_value = np.array([numbers[_alike(value)] for value in key.values], np.int64)[key.codes]
        _, combined = np.unique(combined * len(numbers) + by_value, return_inverse=True)
    rows = np.flatnonzero(candidates)
    first = np.zeros(len(candidates), bool)
    first[rows[np.unique(combined[rows], return_index=True)[1]]] = True
    repeated: Mask = candidates & ~first
    return repeated


def _alike(value: Value | None) -> Value | None:
    return value.strip() if isinstance(value, str) else value


def _blank_keys(table: Table, name: str, blank: Mask) -> Iterator[Finding]:
    if blank.any():
        rows = [int(row) for row in table.rows[blank]]
        yield Finding(
            code="LU502",
            severity=Severity.ERROR,
            place=place_of(table, name, rows),
            message=f"{name}: a row has no key, so it is not counted",
            help=f"{_about(table.definition)} Give it one, or remove the row if it is a note.",
            count=len(rows),
        )


def _repeated_keys(table: Table, names: tuple[str, ...], twice: Mask) -> Iterator[Finding]:
    if twice.any():
        rows = [int(row) for row in table.rows[twice]]
        yield Finding(
            code="LU501",
            severity=Severity.ERROR,
            place=place_of(table, names[0], rows),
            message=f"{' and '.join(names)}: the same key stands in an earlier row;"
            " only the first is counted",
            help=f"{_about(table.definition)} Remove the copy or correct the key.",
            count=len(rows),
        )


def _about(definition: TableDefinition) -> str:
    return f"Every row needs a key of its own: {definition.rows}."
