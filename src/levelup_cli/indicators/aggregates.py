"""Figures that an organisation counted itself: the `aggregates` sheet fills in for missing rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from levelup_cli.definitions.catalogue import PER_CENT
from levelup_cli.definitions.goals import Metric
from levelup_cli.definitions.measures import Comparison, Mean, Pooled, Proportion, Rate
from levelup_cli.definitions.tables import EVERYBODY
from levelup_cli.outcomes.indicators import Figure, Side
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import CheckedTable
from levelup_cli.words import simplify


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One row of the sheet; `figure` is None where the sender withheld it."""

    breakdown: str
    group: str
    figure: Figure | None


def aggregates_of(
    checked: Checked,
    metric_id: str,
    metric: Metric,
    groups: Callable[[str], tuple[str, ...] | None],
) -> Iterator[Aggregate]:
    """The rows about one metric that hold a figure, or say that it is withheld.

    `groups` gives the groups of a breakdown; the sender's spelling of one is as good as ours.
    """
    table = checked.tables.get("aggregates")
    if table is None or "metric_id" not in table.answers:
        return
    ids = table.answers["metric_id"]
    names = {name: groups(name) for name in metric.breakdowns}
    withheld = table.withheld()
    for row in range(len(table.table)):
        if ids.values[ids.codes[row]] != metric_id or not table.usable[row]:
            continue
        breakdown = _breakdown(table, row)
        group = _group(str(_cell(table, "breakdown_value", row) or EVERYBODY), names.get(breakdown))
        figure = None if withheld[row] else _figure(table, row, metric)
        if withheld[row] or figure is not None:
            yield Aggregate(breakdown, group, figure)


def is_about(checked: Checked, metric_id: str) -> bool:
    """Whether any row of the sheet, usable or not, is about everybody in a metric."""
    table = checked.tables.get("aggregates")
    if table is None:
        return False
    rows = np.flatnonzero(table.says("metric_id", metric_id)).tolist()
    return any(_breakdown(table, row) == EVERYBODY for row in rows)


def _breakdown(table: CheckedTable, row: int) -> str:
    return simplify(str(_cell(table, "breakdown", row) or EVERYBODY))


def _group(text: str, groups: tuple[str, ...] | None) -> str:
    spelt = {simplify(group): group for group in groups or ()}
    return spelt.get(simplify(text), text if groups is None else simplify(text))


def _cell(table: CheckedTable, name: str, row: int) -> object:
    answers = table.answers.get(name)
    return None if answers is None else answers.values[answers.codes[row]]


def _number(table: CheckedTable, name: str, row: int) -> float | None:
    cell = _cell(table, name, row)
    return float(cell) if isinstance(cell, Decimal) else None


def _figure(table: CheckedTable, row: int, metric: Metric) -> Figure | None:
    """The figure of a row: worked out from its counts, or as given where counts cannot give it."""
    top, base = _number(table, "numerator", row), _number(table, "denominator", row)
    unknown = _unknown(table, row)
    match metric.measure:
        case Proportion() | Pooled() | Mean() | Rate():
            share = isinstance(metric.measure, Proportion | Pooled)
            if top is None or base is None or (share and top > base) or (top and not base):
                return None
            if not base:
                return Figure(None, top, base, unknown, unknown or 0)
            value = top / base * _times(metric.measure)
            low, high = _bounds(metric, top, base, unknown, value)
            population = base + (unknown or 0)
            return Figure(value, top, base, unknown, population, low, high)
        case _:
            given = _number(table, "value", row)
            if given is None:
                return None
            sides = _sides(table, row, metric)
            counted = base or sum(side.denominator or 0 for side in sides)
            population = counted + (unknown or 0)
            low, high = (given, given) if unknown == 0 else (None, None)
            return Figure(given, top, base, unknown, population, low, high, sides)


def _times(measure: Proportion | Pooled | Mean | Rate) -> float:
    """What a count over its base is multiplied with to give the value."""
    match measure:
        case Proportion():
            return measure.per
        case Pooled():
            return PER_CENT
        case Mean():
            return 1.0
        case Rate():
            return measure.times


def _unknown(table: CheckedTable, row: int) -> float | None:
    """Missing and declined answers; None where the sender did not say how many are missing."""
    lost = _number(table, "n_missing", row)
    return None if lost is None else lost + (_number(table, "n_declined", row) or 0)


def _bounds(
    metric: Metric, top: float, base: float, unknown: float | None, value: float
) -> tuple[float | None, float | None]:
    if unknown == 0:
        return value, value
    if unknown is None or not isinstance(metric.measure, Proportion | Pooled):
        return None, None
    everyone, times = base + unknown, _times(metric.measure)
    return times * top / everyone, times * (top + unknown) / everyone


def _sides(table: CheckedTable, row: int, metric: Metric) -> tuple[Side, ...]:
    if not isinstance(metric.measure, Comparison):
        return ()
    names = (metric.measure.group or "group", metric.measure.reference or "reference")
    heads = (_number(table, "n_group_a", row), _number(table, "n_group_b", row))
    return tuple(Side(n, None, None, h) for n, h in zip(names, heads, strict=True))
