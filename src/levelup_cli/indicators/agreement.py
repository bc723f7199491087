"""Figures sent as counts beside rows that give them too: where the two do not agree."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.tables import EVERYBODY
from levelup_cli.indicators.aggregates import aggregates_of
from levelup_cli.indicators.calculation import calculate
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import CheckedTable
from levelup_cli.words import simplify

PERCENTAGES = {"%", "percentage points"}
MOST_APART = 0.5  # points of a percentage, and per cent of anything else: what rounding may do
EXACT = 1e-9  # what binary fractions may add


def compare_sources(checked: Checked, catalogue: Catalogue) -> list[Finding]:
    """A warning for each metric that its rows and its row of `aggregates` give differently.

    Only figures for everybody are compared. The rows win, so nothing is left out.
    """
    table = checked.tables.get("aggregates")
    if table is None:
        return []
    sent = dict(_sent(checked, catalogue))
    others = {name: other for name, other in checked.tables.items() if other is not table}
    counted = calculate(replace(checked, tables=others), _only(catalogue, set(sent)))
    return [
        _finding(table, indicator.metric_id)
        for indicator in counted
        if indicator.figure is not None
        and indicator.figure.value is not None
        and _differ(indicator.figure.value, sent[indicator.metric_id], indicator.unit)
    ]


def _sent(checked: Checked, catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    """Each metric that `aggregates` gives for everybody, with its value."""
    for metric_id, _, metric in catalogue.metrics():
        for row in aggregates_of(checked, metric_id, metric, lambda _: None):
            if row.breakdown == EVERYBODY and row.figure and row.figure.value is not None:
                yield metric_id, row.figure.value
                break


def _only(catalogue: Catalogue, wanted: set[str]) -> Catalogue:
    """The catalogue with some metrics alone, and without their groups, which are not compared."""
    return replace(catalogue, goals=tuple(_some(goal, wanted) for goal in catalogue.goals))


def _some(goal: Goal, wanted: set[str]) -> Goal:
    metrics = {name: _overall(m) for name, m in goal.metrics.items() if name in wanted}
    return goal.model_copy(update={"metrics": metrics})


def _overall(metric: Metric) -> Metric:
    return metric.model_copy(update={"breakdowns": (), "stages": {}, "shares_of_total": ()})


def _differ(counted: float, sent: float, unit: str) -> bool:
    """Whether two values lie further apart than rounding explains."""
    most = MOST_APART if unit in PERCENTAGES else abs(counted) * MOST_APART / 100
    return abs(counted - sent) > most + EXACT


def _finding(table: CheckedTable, metric_id: str) -> Finding:
    """The finding, at the row of the metric; neither of the two figures is told."""
    groups = table.answers["breakdown"]
    everybody = [value is None or simplify(str(value)) == EVERYBODY for value in groups.values]
    mask = table.says("metric_id", metric_id) & np.array(everybody, bool)[groups.codes]
    return Finding(
        code="LU709",
        severity=Severity.WARNING,
        place=place_of(table.table, "metric_id", table.usable_rows(mask)),
        message=f"{metric_id}: the rows of other sheets give another figure, and they are used",
        help="Correct the row of aggregates, or remove it if the other sheets are complete.",
    )
