"""What a metric needs: the sheets and columns without which it cannot be worked out."""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Comparison,
    PlainMeasure,
    Proportion,
    Rate,
    plain_parts,
)
from levelup_cli.definitions.tables import (
    Band,
    Exists,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    PayQuarter,
    Table,
)
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Status

Need = tuple[str, str | None]  # a table, and a column of it


def missing(checked: Checked, catalogue: Catalogue, goal: Goal, metric: Metric) -> tuple[str, ...]:
    """The sheets (`training`) and columns (`employees.sex`) that a metric lacks.

    A column that has a heading and no answer at all is lacking too; so is a key without which no
    row could be counted, and a linked sheet without rows, which says nothing about anybody.
    """
    lacking: dict[str, None] = {}
    for table, column in metric_needs(catalogue, goal, metric):
        if table not in checked.tables:
            lacking[table] = None
        elif column is not None and not _is_there(checked, table, column):
            lacking[f"{table}.{column}"] = None
        elif column is None and (key := _key_without_answers(checked, table)):
            lacking[f"{table}.{key}"] = None
    lacking |= dict.fromkeys(_empty_linked_tables(checked, catalogue, goal, metric))
    return tuple(lacking)


def _key_without_answers(checked: Checked, table: str) -> str | None:
    sent = checked.tables[table]
    key = sent.definition.key
    if key in sent.answers and not _is_there(checked, table, str(key)):
        return key
    return None


def _empty_linked_tables(
    checked: Checked, catalogue: Catalogue, goal: Goal, metric: Metric
) -> Iterator[str]:
    own = {catalogue.cohort(goal, _cohort(plain)).table for plain in plain_parts(metric.measure)}
    for table, _ in metric_needs(catalogue, goal, metric):
        if table not in own and table in checked.tables and not len(checked.tables[table].table):
            yield table


def measure_is_there(
    checked: Checked, catalogue: Catalogue, goal: Goal, measure: PlainMeasure
) -> bool:
    """Whether everything that one plain measure rests on has any answer."""
    return all(
        table in checked.tables and (column is None or _is_there(checked, table, column))
        for table, column in _plain_needs(catalogue, goal, measure)
    )


def column_is_there(checked: Checked, catalogue: Catalogue, table: str, column: str) -> bool:
    """Whether a column, or everything that a derived one is made of, has any answer."""
    needs = _column_needs(catalogue, catalogue.tables[table], column)
    return all(
        name in checked.tables and (asked is None or _is_there(checked, name, asked))
        for name, asked in needs
    )


def _is_there(checked: Checked, table: str, column: str) -> bool:
    answers = checked.tables[table].answers.get(column)
    if answers is None:
        return False
    return not len(answers.codes) or answers.count(Status.MISSING) < len(answers.codes)


def metric_needs(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[Need]:
    """Every table and asked-for column that a metric rests on, breakdowns and stages aside."""
    for plain in plain_parts(metric.measure):
        yield from _plain_needs(catalogue, goal, plain)
    if isinstance(metric.measure, Comparison) and metric.measure.by is not None:
        table = catalogue.tables[catalogue.cohort(goal, _cohort(metric.measure.of)).table]
        yield from _column_needs(catalogue, table, metric.measure.by)


def _cohort(measure: PlainMeasure) -> str:
    return measure.of.of if isinstance(measure, Rate) else measure.of


def _plain_needs(catalogue: Catalogue, goal: Goal, measure: PlainMeasure) -> Iterator[Need]:
    if isinstance(measure, Rate):
        yield from _plain_needs(catalogue, goal, measure.of)
        yield from _plain_needs(catalogue, goal, measure.per)
        return
    cohort = catalogue.cohort(goal, measure.of)
    table = catalogue.tables[cohort.table]
    yield table.table, None
    columns: list[str | None] = [*table.counts, *cohort.where]
    if isinstance(measure, Proportion):
        columns += [*measure.where, measure.sum]
        if measure.counted is not None:
            columns += [measure.counted.part, measure.counted.whole, measure.counted.asked]
            columns += [table.groups.breakdown, table.groups.group] if table.groups else []
    else:
        columns.append(measure.column)
    for column in columns:
        if column is not None:
            yield from _column_needs(catalogue, table, column)


def _column_needs(catalogue: Catalogue, table: Table, name: str) -> Iterator[Need]:
    match table.derived.get(name):
        case None:
            yield table.table, name
        case MapOfCodes(column=column) | Band(column=column):
            yield table.table, column
        case PayQuarter(column=column, among=among):
            yield table.table, column
            for condition in among:
                yield table.table, condition
        case Lookup(via=via, column=column):
            target = catalogue.tables[table.links()[via]]
            yield table.table, via
            yield target.table, target.key
            yield target.table, column
        case Exists(table=other, key=key, where=where):
            yield from _linked_needs(table, other, key, list(where))
        case LinkedTotal(table=other, key=key, where=where, column=column):
            yield from _linked_needs(table, other, key, [*where, column])


def _linked_needs(table: Table, other: str, key: str, columns: list[str]) -> Iterator[Need]:
    yield table.table, table.key
    yield other, key
    for column in columns:
        yield other, column
