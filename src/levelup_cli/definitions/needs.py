"""What a metric needs: the tables and columns without which it cannot be worked out."""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Condition, Reply
from levelup_cli.definitions.derived import (
    AnyOf,
    AtLeast,
    Band,
    DatedRate,
    DerivedColumn,
    Exists,
    FirstKnown,
    InPeriod,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    Matching,
    MostFrequent,
    NumberOfCode,
    PayQuarter,
    Product,
    Quotient,
)
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Comparison,
    Mean,
    Median,
    PassRate,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    RowMeasure,
    Total,
    plain_parts,
)
from levelup_cli.definitions.tables import Table

Need = tuple[str, str | None]  # a table, and a column of it (or several, one of which is enough)
EITHER = " or "


def cohorts_of(measure: PlainMeasure) -> list[str]:
    """The cohorts that a plain measure counts, the one of its numerator first."""
    match measure:
        case Rate():
            return [total.of for total in (*measure.totals(), measure.per)]
        case Pooled(of=parts):
            return [part.of for part in parts]
        case PassRate():
            return []
        case _:
            return [measure.of]


def metric_needs(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[Need]:
    """Every table and asked-for column that a metric rests on, breakdowns and stages aside."""
    for plain in plain_parts(metric.measure):
        yield from plain_needs(catalogue, goal, plain)
    if isinstance(metric.measure, Comparison) and metric.measure.by is not None:
        of = cohorts_of(metric.measure.of)[0]
        table = catalogue.tables[catalogue.cohort(goal, of).table]
        yield from column_needs(catalogue, table, metric.measure.by)


def plain_needs(catalogue: Catalogue, goal: Goal, measure: PlainMeasure) -> Iterator[Need]:
    """Every table and asked-for column that a plain measure rests on."""
    match measure:
        case Rate():
            for total in (*measure.totals(), measure.per):
                yield from plain_needs(catalogue, goal, total)
                if total.each_at is not None:
                    yield from plain_needs(catalogue, goal, total.each_at)
        case Pooled():
            for part in measure.of:
                yield from plain_needs(catalogue, goal, part)
        case PassRate():
            return
        case _:
            yield from _row_needs(catalogue, goal, measure)


def _row_needs(catalogue: Catalogue, goal: Goal, measure: RowMeasure) -> Iterator[Need]:
    cohort = catalogue.cohort(goal, measure.of)
    table = catalogue.tables[cohort.table]
    yield table.table, None
    columns: list[str | None] = [*table.counts, *cohort.where]
    columns += [table.groups.breakdown, table.groups.group] if table.groups else []
    columns.append(table.latest)
    match measure:
        case Proportion(counted=counted):
            columns += [*measure.where, measure.sum, measure.distinct]
            columns += [counted.part, counted.whole, counted.asked] if counted else []
        case Mean():
            columns += [measure.column, measure.weight, measure.asked]
        case Total():
            columns += [measure.column, measure.distinct]
        case Median():
            columns.append(measure.column)
    for column in columns:
        if column is not None:
            yield from column_needs(catalogue, table, column)


def column_needs(catalogue: Catalogue, table: Table, name: str) -> Iterator[Need]:
    """The tables and asked-for columns without which a column says nothing."""
    match table.derived.get(name):
        case None:
            yield table.table, name
        case AnyOf(of=sets):
            asked = [name for where in sets for name, wanted in where.items() if _in_doubt(wanted)]
            yield from _either(catalogue, table, asked)
        case FirstKnown(of=choices):
            yield from _either(catalogue, table, [c.column for c in choices if c.column])
        case Lookup(via=via, column=column):
            target = catalogue.tables[table.links()[via]]
            yield table.table, via
            yield target.table, target.key
            yield target.table, column
        case Exists(table=other, key=key, where=where):
            yield from _linked_needs(table, other, key, list(where))
        case LinkedTotal(table=other, key=key, where=where, column=column):
            yield from _linked_needs(table, other, key, [*where, column])
        case derived:
            for part in _made_of(derived):
                yield from column_needs(catalogue, table, part)


def _made_of(derived: DerivedColumn) -> tuple[str, ...]:
    """The columns of the same table of which a derived column needs every one."""
    match derived:
        case Product(of=columns):
            return columns
        case Quotient(of=of, by=by):
            return (of, by)
        case AtLeast(column=column, than=than):
            return (column, than)
        case DatedRate(by=by):
            return (by,)
        case MostFrequent(column=column, within=within):
            return (within, column)
        case Matching(column=column, where=where) | PayQuarter(column=column, among=where):
            return (column, *where)
        case MapOfCodes() | Band() | NumberOfCode() | InPeriod():
            return (derived.column,)
        case _:  # the weeks of the period need no column
            return ()


def _linked_needs(table: Table, other: str, key: str, columns: list[str]) -> Iterator[Need]:
    yield table.table, table.key
    yield other, key
    for column in columns:
        yield other, column


def _in_doubt(wanted: Condition) -> bool:
    """Whether a blank leaves a condition open; whether something was replied is never open."""
    return not isinstance(wanted, Reply)


def _either(catalogue: Catalogue, table: Table, columns: list[str]) -> Iterator[Need]:
    """One of several columns is enough, each with all that it is made of in the same table."""
    names: dict[str, None] = {}
    for column in columns:
        for other, name in column_needs(catalogue, table, column):
            if other == table.table and name is not None:
                names |= dict.fromkeys(name.split(EITHER))
    if names:
        yield table.table, EITHER.join(names)
