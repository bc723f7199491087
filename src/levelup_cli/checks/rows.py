"""Rules about one table's rows: required cells, and keys that name each row once."""

from collections.abc import Callable, Iterator

import numpy as np

from levelup_cli.checks.returns import Fault, Told, tell
from levelup_cli.definitions.tables import Column, TextColumn
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Answers, CheckedTable, Mask


def required_cells_are_filled(table: CheckedTable) -> Iterator[Told]:
    """Required cells that are blank. A blank key is worse, and has a rule of its own."""
    key = _key(table)[:1]
    for name, column in table.definition.columns.items():
        if column.required and name in table.answers and name not in key:
            help_ = f"Fill it in. It holds: {column.means}. {_cost(column)}"
            fault = Fault("LU301", Severity.ERROR, "a required cell is blank", help_)
            yield from tell(table, name, table.blank(name), fault)


def _cost(column: Column) -> str:
    if isinstance(column, TextColumn) and column.links_to:
        return "Until then the row belongs to nobody and is not counted."
    return "Metrics that need it count these rows as unknown."


def keys_are_there(table: CheckedTable) -> Iterator[Told]:
    """A row without a key is about nobody, and is not counted; nor is one whose key is wrong."""
    for name in _key(table)[:1]:
        help_ = f"{_about(table)} Give it one, or remove the row if it is a note."
        message = "a row has no key, so it is not counted"
        fault = Fault("LU502", Severity.ERROR, message, help_, leaves_out=True)
        blank = table.blank(name)
        yield from tell(table, name, blank, fault)
        yield Told(None, table.definition.table, ~table.known(name))


def keys_stand_once(table: CheckedTable) -> Iterator[Told]:
    """Of rows with one key the first counts; which of them is right, nobody can tell."""
    names = _key(table)
    if not names:
        return
    known = np.logical_and.reduce([table.known(name) for name in names])
    twice = _repeated([table.answers[name] for name in names], known)
    together = f" ({' and '.join(names)} together)" if len(names) > 1 else ""
    message = f"the same key{together} stands in an earlier row; only the first is counted"
    help_ = f"{_about(table)} Remove the copy or correct the key."
    fault = Fault("LU501", Severity.ERROR, message, help_, leaves_out=True)
    yield from tell(table, names[0], twice, fault)


def _key(table: CheckedTable) -> tuple[str, ...]:
    """The column that names each row, or those that together may not repeat, if all were sent.

    The first of these names what the row is about.
    """
    definition = table.definition
    names = (definition.key,) if definition.key else definition.unique
    return names if all(name in table.answers for name in names) else ()


def _repeated(keys: list[Answers], candidates: Mask) -> Mask:
    """Rows whose key has already stood in an earlier row; values decide, not spelling."""
    combined = np.zeros(len(candidates), np.int64)
    for key in keys:
        numbers = {value: i for i, value in enumerate(dict.fromkeys(key.values))}
        by_value = np.array([numbers[value] for value in key.values], np.int64)[key.codes]
        _, combined = np.unique(combined * len(numbers) + by_value, return_inverse=True)
    rows = np.flatnonzero(candidates)
    first = np.zeros(len(candidates), bool)
    first[rows[np.unique(combined[rows], return_index=True)[1]]] = True
    repeated: Mask = candidates & ~first
    return repeated


def _about(table: CheckedTable) -> str:
    return f"Every row needs a key of its own: {table.definition.rows}."


RULES: tuple[Callable[[CheckedTable], Iterator[Told]], ...] = (
    required_cells_are_filled,
    keys_are_there,
    keys_stand_once,
)
