"""The names that a goal uses: cohorts, columns, groups, sources; and how measures may use them."""

from collections.abc import Iterator, Mapping

from levelup_cli.catalogue.table_names import (
    Complaint,
    check_column,
    check_conditions,
    check_number,
    unknown,
)
from levelup_cli.catalogue.yaml_text import Path
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.derived import PayQuarter
from levelup_cli.definitions.goals import Goal, Metric, Reported
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Mean,
    Measure,
    Median,
    PassRate,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    RowMeasure,
    Total,
    cohort_of,
)
from levelup_cli.definitions.tables import Table


def check_goal(catalogue: Catalogue, goal: Goal) -> Iterator[Complaint]:
    """The cohorts and metrics of a goal."""
    for name, cohort in goal.cohorts.items():
        path: Path = ("cohorts", name)
        if cohort.table not in catalogue.tables:
            yield (*path, "table"), unknown("table", cohort.table, catalogue.tables)
            continue
        table = catalogue.tables[cohort.table]
        yield from check_conditions(catalogue, table, cohort.where, (*path, "where"))
    for metric_id, metric in goal.metrics.items():
        path = ("metrics", metric_id)
        begins = f"g{goal.goal:02}_" if goal.goal else "dq_"
        if not metric_id.startswith(begins):
            yield path, f"the id of a metric of goal {goal.goal} begins with {begins}"
        for place, message in _check_metric(catalogue, goal, metric):
            yield (*path, *place), message


def _check_reported(catalogue: Catalogue, reported: Reported) -> Iterator[Complaint]:
    table = catalogue.tables.get(reported.table)
    if table is None:
        message = unknown("table", reported.table, catalogue.tables)
        yield ("reported", "table"), message
        return
    for name in reported.columns():
        yield from check_column(table, name, ("reported",))


def _check_metric(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[Complaint]:
    yield from _check_measure(catalogue, goal, metric.measure, ("measure",))
    for stage, measure in metric.stages.items():
        yield from _check_plain(catalogue, goal, measure, ("stages", stage))
    for index, benchmark in enumerate(metric.benchmarks):
        if benchmark.source not in catalogue.sources:
            message = unknown("source", benchmark.source, catalogue.sources)
            yield ("benchmarks", index, "source"), message
    if metric.reported is not None:
        yield from _check_reported(catalogue, metric.reported)
    if "organisation" in catalogue.tables:
        organisation = catalogue.tables["organisation"]
        yield from check_conditions(catalogue, organisation, metric.applies, ("applies",))
    if isinstance(metric.measure, Rate) and metric.breakdowns and not metric.measure.group_bases:
        yield ("breakdowns",), "a rate is broken down only where group_bases say what divides it"
    table = _table_of(catalogue, goal, metric.measure)
    for field in ("breakdowns", "shares_of_total"):
        for index, name in enumerate(getattr(metric, field) if table else ()):
            if table is not None and (table.groups is None or table.groups.breakdown is None):
                yield from check_column(table, name, (field, index))
                yield from _check_no_quarter(table, name, (field, index))
    if metric.shares_of_total and not (
        isinstance(metric.measure, Proportion) and metric.measure.sum
    ):
        yield ("shares_of_total",), "only the share of a summed column can be shown so"
    if metric.estimated is not None and metric.estimated not in goal.cohorts:
        yield ("estimated",), unknown("cohort", metric.estimated, goal.cohorts)
    sectors = (
        catalogue.groups("organisation", "sector") if "organisation" in catalogue.tables else ()
    )
    for index, own in enumerate(metric.target.by_sector if metric.target else ()):
        for place, sector in enumerate(own.sectors):
            if sector not in (sectors or ()):
                path: Path = ("target", "by_sector", index, "sectors", place)
                yield path, unknown("sector", sector, sectors or ())


def _check_no_quarter(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    if isinstance(table.derived.get(name), PayQuarter):
        yield path, "people share places in a pay quarter, so it can only choose a cohort"


def _table_of(catalogue: Catalogue, goal: Goal, measure: Measure) -> Table | None:
    of = cohort_of(measure)
    return None if of is None else catalogue.tables.get(catalogue.cohort(goal, of).table)


def _check_measure(
    catalogue: Catalogue, goal: Goal, measure: Measure, path: Path
) -> Iterator[Complaint]:
    base: Path = (*path, measure.kind)
    if isinstance(measure, Change):
        yield from _check_plain(catalogue, goal, measure.of, (*base, "of"))
        yield from _check_plain(catalogue, goal, measure.since, (*base, "since"))
    elif isinstance(measure, Comparison):
        yield from _check_plain(catalogue, goal, measure.of, (*base, "of"))
        if measure.against is not None:
            yield from _check_plain(catalogue, goal, measure.against, (*base, "against"))
        yield from _check_sides(catalogue, goal, measure, base)
    else:
        yield from _check_plain(catalogue, goal, measure, path)


def _check_sides(
    catalogue: Catalogue, goal: Goal, measure: Comparison, path: Path
) -> Iterator[Complaint]:
    table = _table_of(catalogue, goal, measure.of)
    if measure.by is None or table is None:
        return
    if isinstance(measure.of, Rate | Pooled | PassRate):
        yield (*path, "by"), "only measures of one table can be compared by groups"
        return
    complaints = list(check_column(table, measure.by, (*path, "by")))
    complaints += _check_no_quarter(table, measure.by, (*path, "by"))
    yield from complaints
    groups = () if complaints else catalogue.groups(table.table, measure.by) or ()
    for field in ("group", "reference"):
        name = getattr(measure, field)
        if not complaints and name not in groups:
            yield (*path, field), unknown(f"group in {measure.by}", name, groups)


def _check_plain(
    catalogue: Catalogue, goal: Goal, measure: PlainMeasure, path: Path
) -> Iterator[Complaint]:
    base: Path = (*path, measure.kind)
    match measure:
        case Rate():
            for index, total in enumerate(measure.totals()):
                place: Path = ("of", index) if isinstance(measure.of, tuple) else ("of",)
                yield from _check_plain(catalogue, goal, total, (*base, *place))
            yield from _check_plain(catalogue, goal, measure.per, (*base, "per"))
            for index, total in enumerate(measure.group_bases):
                yield from _check_plain(catalogue, goal, total, (*base, "group_bases", index))
        case Pooled():
            for index, part in enumerate(measure.of):
                yield from _check_plain(catalogue, goal, part, (*base, "of", index))
        case PassRate():
            return
        case _:
            yield from _check_rows(catalogue, goal, measure, path)


def _check_rows(
    catalogue: Catalogue, goal: Goal, measure: RowMeasure, path: Path
) -> Iterator[Complaint]:
    base: Path = (*path, measure.kind)
    cohort = catalogue.cohort(goal, measure.of)
    table = catalogue.tables.get(cohort.table)
    if table is None:
        choices = [*goal.cohorts, *catalogue.tables]
        yield (*base, "of"), unknown("cohort or table", measure.of, choices)
        return
    ranked = any(isinstance(table.derived.get(name), PayQuarter) for name in cohort.where)
    if ranked and not (isinstance(measure, Proportion) and measure.sum is None):
        yield (
            (*base, "of"),
            "people share places in a pay quarter, so only their shares can be counted",
        )
    match measure:
        case Total() | Mean() | Median():
            for field in ("column", "weight", "asked"):
                name = getattr(measure, field, None)
                if name is not None:
                    yield from check_number(table, name, (*base, field))
            if isinstance(measure, Total) and measure.distinct is not None:
                yield from check_column(table, measure.distinct, (*base, "distinct"))
            if isinstance(measure, Total) and measure.each_at is not None:
                yield from _check_plain(catalogue, goal, measure.each_at, (*base, "each_at"))
        case Proportion(where=where, sum=column, counted=counted):
            for name in where:
                yield from _check_no_quarter(table, name, (*base, "where", name))
            yield from check_conditions(catalogue, table, where, (*base, "where"))
            if column is not None:
                yield from check_number(table, column, (*base, "sum"))
            if measure.distinct is not None:
                yield from check_column(table, measure.distinct, (*base, "distinct"))
            for field in ("part", "whole", "asked") if counted else ():
                name = getattr(counted, field)
                if name is not None:
                    yield from check_number(table, name, (*base, "counted", field))


def check_example(
    catalogue: Catalogue, metric_id: str, value: Mapping[str, object]
) -> Iterator[Complaint]:
    """A worked example: its metric and its tables exist."""
    if catalogue.metric(metric_id) is None:
        ids = [name for goal in catalogue.goals for name in goal.metrics]
        yield ("metric",), unknown("metric", metric_id, ids)
    cases = value["cases"]
    for index, case in enumerate(cases if isinstance(cases, tuple) else ()):
        for table in case["given"]:
            if table not in catalogue.tables:
                yield ("cases", index, "given", table), unknown("table", table, catalogue.tables)


def check_rates(catalogue: Catalogue) -> Iterator[Complaint]:
    """Every entry of a dated rate says where it comes from."""
    for name, rates in catalogue.rates.items():
        for index, entry in enumerate(rates.entries):
            if entry.source not in catalogue.sources:
                message = unknown("source", entry.source, catalogue.sources)
                yield (name, "entries", index, "source"), message
