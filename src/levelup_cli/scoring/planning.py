"""Scorecard, Catalogue -> Plan: what to collect next, the largest gain first."""

from collections.abc import Collection, Mapping

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.needs import EITHER, metric_needs
from levelup_cli.outcomes.plans import Plan, PlannedMetric, Step
from levelup_cli.outcomes.scorecards import Scorecard


def make_plan(scorecard: Scorecard, catalogue: Catalogue, goals: Collection[int] = ()) -> Plan:
    """The plan of an organisation, for some goals or for all.

    A step is a whole sheet or what is missing in one, because that is how data are asked for. Each
    is the one that unlocks most weight once those before are taken; ties by name.
    """
    metrics = tuple(
        PlannedMetric(
            metric_id=score.indicator.metric_id,
            name=score.indicator.metric.name,
            goal=score.indicator.goal,
            state=score.indicator.state,
            weight=score.weight,
            missing=score.indicator.missing,
        )
        for goal in scorecard.goals
        if not goals or goal.goal in goals
        for score in goal.metrics
    )
    lacking = {metric.metric_id: metric for metric in metrics if metric.is_lacking}
    return Plan(scorecard.organisation.name, metrics, tuple(_steps(lacking, catalogue)))


def _steps(lacking: Mapping[str, PlannedMetric], catalogue: Catalogue) -> list[Step]:
    left = {name: {_table(part) for part in metric.missing} for name, metric in lacking.items()}
    steps: list[Step] = []
    while any(left.values()):
        tables = sorted({table for tables in left.values() for table in tables})
        table = max(tables, key=lambda name: _gain(name, left, lacking))
        unlocked = tuple(name for name, tables in left.items() if tables == {table})
        helped = [name for name, tables in left.items() if table in tables]
        weight = sum(lacking[name].weight for name in unlocked)
        steps.append(Step(table, _columns(table, helped, lacking, catalogue), unlocked, weight))
        for tables_left in left.values():
            tables_left.discard(table)
        left = {name: tables for name, tables in left.items() if tables}
    return steps


def _table(part: str) -> str:
    """`employees.sex` is a part of employees."""
    return part.partition(".")[0]


def _gain(
    table: str, left: Mapping[str, set[str]], lacking: Mapping[str, PlannedMetric]
) -> tuple[float, int, float]:
    """What a sheet would unlock at once, in weight and number; then what it is part of."""
    at_once = [lacking[name].weight for name, tables in left.items() if tables == {table}]
    at_all = [lacking[name].weight for name, tables in left.items() if table in tables]
    return sum(at_once), len(at_once), sum(at_all)


def _columns(
    table: str,
    metrics: Collection[str],
    lacking: Mapping[str, PlannedMetric],
    catalogue: Catalogue,
) -> tuple[str, ...]:
    """The columns to collect: those that are missing, or of a missing sheet all that are needed."""
    columns: dict[str, None] = {}
    for name in metrics:
        missing = lacking[name].missing
        if table not in missing:
            columns |= dict.fromkeys(p.partition(".")[2] for p in missing if _table(p) == table)
            continue
        found = catalogue.metric(name)
        for needed, column in metric_needs(catalogue, *found) if found else ():
            if needed == table and column is not None:
                columns |= dict.fromkeys(column.split(EITHER)[:1])
    required = [n for n, c in catalogue.tables[table].columns.items() if c.required]
    if any(table in lacking[name].missing for name in metrics):
        columns = dict.fromkeys(required) | columns
    return tuple(columns)
