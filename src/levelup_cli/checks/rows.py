"""A table's rows: required cells, and keys that name each row once."""

from collections.abc import Iterator, Mapping

import numpy as np

from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.outcomes.findings import Finding, Severity, place_of
from levelup_cli.outcomes.tables import Answers, Mask, Status, Table


def check_required(table: Table, answers: Mapping[str, Answers]) -> Iterator[Finding]:
    """Required cells that are blank. A blank key is worse, and is said by `check_keys`."""
    for name, column in table.definition.columns.items():
        if not column.required or name not in answers or name == table.definition.key:
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
            help=f"Give {column.means}. Metrics that need it count these rows as unknown.",
            count=len(rows),
        )


def check_keys(table: Table, answers: Mapping[str, Answers]) -> tuple[Mask, list[Finding]]:
    """Rows that may be counted: those whose key is there, and has not stood further up."""
    usable = np.ones(len(table), bool)
    key = answers.get(table.definition.key or "")
    if key is None:
        return usable, []
    blank = ~key.known()
    twice = _repeated(key, ~blank)
    usable &= ~blank & ~twice
    return usable, [*_blank_keys(table, blank), *_repeated_keys(table, twice)]


def _repeated(key: Answers, candidates: Mask) -> Mask:
    """Rows whose key has already stood in an earlier row; values decide, not spelling."""
    numbers = {value: i for i, value in enumerate(dict.fromkeys(key.values))}
    by_value = np.array([numbers[value] for value in key.values], np.int64)[key.codes]
    rows = np.flatnonzero(candidates)
    first = np.zeros(len(by_value), bool)
    first[rows[np.unique(by_value[rows], return_index=True)[1]]] = True
    repeated: Mask = candidates & ~first
    return repeated


def _blank_keys(table: Table, blank: Mask) -> Iterator[Finding]:
    if blank.any():
        rows = [int(row) for row in table.rows[blank]]
        yield Finding(
            code="LU502",
            severity=Severity.ERROR,
            place=place_of(table, table.definition.key, rows),
            message=f"{table.definition.key}: a row has no key, so it is not counted",
            help=f"{_about(table.definition)} Give it one, or remove the row if it is a note.",
            count=len(rows),
        )


def _repeated_keys(table: Table, twice: Mask) -> Iterator[Finding]:
    if twice.any():
        rows = [int(row) for row in table.rows[twice]]
        yield Finding(
            code="LU501",
            severity=Severity.ERROR,
            place=place_of(table, table.definition.key, rows),
            message=f"{table.definition.key}: the same key stands in an earlier row;"
            " only the first is counted",
            help=f"{_about(table.definition)} Remove the copy or correct the key.",
            count=len(rows),
        )


def _about(definition: TableDefinition) -> str:
    return f"Every row needs a key of its own: {definition.rows}."
