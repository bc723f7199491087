"""Metrics -> the tables and columns that an organisation is asked for, and no others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import Change, PlainMeasure, Rate, plain_parts
from levelup_cli.definitions.needs import EITHER, cohorts_of, metric_needs, plain_needs
from levelup_cli.definitions.tables import Table
from levelup_cli.templates.forms import Chosen
from levelup_cli.templates.origins import origins

ORGANISATION = "organisation"
AGGREGATES = "aggregates"
ALWAYS = (ORGANISATION, "goal_scope", "targets")  # about the return itself
Asked = dict[str, set[str]]  # table -> columns


def ask(catalogue: Catalogue, metrics: Iterable[Chosen], *, aggregate: bool = False) -> Asked:
    """The columns asked for, by table: what the metrics rest on, and what makes rows whole."""
    asked: Asked = defaultdict(set)
    if aggregate:
        asked[AGGREGATES] |= set(catalogue.tables[AGGREGATES].columns)
    for _, goal, metric in metrics:
        for name in metric.applies:
            _add(catalogue, asked, ORGANISATION, name)
        for table, column in () if aggregate else _named(catalogue, goal, metric):
            _add(catalogue, asked, table, column)
    for table in ALWAYS:
        if table in catalogue.tables:
            asked[table] |= set(catalogue.tables[table].lasting)
    for table in asked:
        asked[table] |= framework(catalogue.tables[table])
    return dict(asked)


def _add(catalogue: Catalogue, asked: Asked, table: str, column: str | None) -> None:
    if column is None:
        asked.setdefault(table, set())
        return
    for name in column.split(EITHER):
        for other, origin in origins(catalogue, table, name):
            asked.setdefault(other, set()).add(origin)


def framework(table: Table) -> set[str]:
    """The columns without which the rows of a table cannot be told apart, dated or counted."""
    groups = (table.groups.breakdown, table.groups.group) if table.groups else ()
    named = (table.key, table.dated, table.latest, *groups, *table.unique)
    required = (name for name, column in table.columns.items() if column.required)
    return {name for name in (*named, *required) if name is not None}


def _named(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[tuple[str, str | None]]:
    """Every table and column that a metric names, breakdowns and stages included.

    Derived columns are given by their own names: what they are made of is for `origins` to say.
    """
    bare = {name: t.model_copy(update={"derived": {}}) for name, t in catalogue.tables.items()}
    plain = replace(catalogue, tables=bare)
    yield from metric_needs(plain, goal, metric)
    for stage in metric.stages.values():
        yield from plain_needs(plain, goal, stage)
    if metric.estimated is not None:
        cohort = catalogue.cohort(goal, metric.estimated)
        yield from ((cohort.table, name) for name in cohort.where)
    alike = metric.measure.alike if isinstance(metric.measure, Change) else ()
    for part in plain_parts(metric.measure):
        for name in (*metric.breakdowns, *metric.shares_of_total, *alike):
            yield from _divided(catalogue, plain, goal, part, name)


def _divided(
    catalogue: Catalogue, plain: Catalogue, goal: Goal, measure: PlainMeasure, name: str
) -> Iterator[tuple[str, str | None]]:
    """What is needed to show a measure by the groups of a column, wherever its tables have it."""
    for of in cohorts_of(measure):
        table = catalogue.tables[catalogue.cohort(goal, of).table]
        if name in table.columns or name in table.derived:
            yield table.table, name
    for base in measure.group_bases if isinstance(measure, Rate) else ():
        table = catalogue.tables[catalogue.cohort(goal, base.of).table]
        if name in table.columns or name in table.derived:
            yield table.table, name
            yield from plain_needs(plain, goal, base)
