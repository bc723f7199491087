"""The share of rows that passed every check: a measure of the data, not of the organisation."""

import numpy as np

from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Table

ABOUT_THE_RETURN = ("organisation", "goal_scope", "targets")


def pass_rate(checked: Checked) -> Figure:
    """The rows without an error among all rows sent, but for those about the return itself."""
    return _figure([rows for _, rows in _passed(checked)])


def pass_rates(checked: Checked) -> list[tuple[str, Figure]]:
    """The same for each table."""
    return [(name, _figure([rows])) for name, rows in _passed(checked)]


def _passed(checked: Checked) -> list[tuple[str, tuple[int, int]]]:
    """Each table, with how many rows passed and how many there are."""
    errors = [f for f in checked.findings if f.severity is Severity.ERROR and f.place.rows]
    return [
        (name, (len(table.table) - _with_errors(table.table, errors), len(table.table)))
        for name, table in sorted(checked.tables.items())
        if name not in ABOUT_THE_RETURN
    ]


def _with_errors(table: Table, errors: list[Finding]) -> int:
    wrong = np.zeros(len(table), bool)
    for finding in errors:
        if (finding.place.file, finding.place.sheet) == (table.file, table.sheet):
            for first, last in finding.place.rows:
                wrong |= (table.rows >= first) & (table.rows <= last)
    return int(wrong.sum())


def _figure(parts: list[tuple[int, int]]) -> Figure:
    passed, rows = sum(part[0] for part in parts), sum(part[1] for part in parts)
    value = 100 * passed / rows if rows else None
    return Figure(value, passed, rows, 0, rows, value, value, people=False, counts=True)
