"""Catalogue -> problems: does every name that a definition uses exist, and can it be used so?"""

from collections.abc import Iterable, Iterator, Mapping

from levelup_cli.catalogue.yaml_text import Document, Path
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Condition, Conditions, Range, accepted
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Mean,
    Measure,
    Median,
    PlainMeasure,
    Proportion,
    Rate,
    Total,
)
from levelup_cli.definitions.tables import (
    Band,
    CodeColumn,
    Exists,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    NumberColumn,
    PayQuarter,
    Table,
)
from levelup_cli.errors import Problem
from levelup_cli.words import suggest

Complaint = tuple[Path, str]


def check_names(catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """Every reference of every table, goal and worked example that leads nowhere."""
    problems: list[Problem] = []
    for document in documents.values():
        value = document.value if isinstance(document.value, dict) else {}
        if document.file.startswith("tables/"):
            complaints = _check_table(catalogue, catalogue.tables[str(value["table"])])
        elif document.file.startswith("goals/"):
            goal = next(goal for goal in catalogue.goals if goal.goal == value["goal"])
            complaints = _check_goal(catalogue, goal)
        elif document.file.startswith("worked_examples/"):
            complaints = _check_example(catalogue, str(value["metric"]), value)
        else:
            continue
        problems += [document.problem(path, message) for path, message in complaints]
    return problems


def _unknown(what: str, name: str, choices: Iterable[str]) -> str:
    return f"there is no {what} '{name}'.{suggest(name, choices)}"


def _columns(table: Table) -> list[str]:
    return [*table.columns, *table.derived]


def _asked_for(table: Table) -> Table:
    """The table without its derived columns, so that these cannot go round in a circle."""
    return table.model_copy(update={"derived": {}})


def _check_table(catalogue: Catalogue, table: Table) -> Iterator[Complaint]:
    for name, column in table.columns.items():
        path: Path = ("columns", name)
        if isinstance(column, CodeColumn) and column.codes not in catalogue.code_lists:
            message = _unknown("code list", column.codes, catalogue.code_lists)
            yield (*path, "codes"), message
    for name, target in table.links().items():
        if target not in catalogue.tables:
            yield (
                ("columns", name, "links_to"),
                _unknown("table", target, catalogue.tables),
            )
        elif catalogue.tables[target].key is None:
            yield ("columns", name, "links_to"), f"table '{target}' has no key to link to"
    for field in ("key", "dated"):
        column_name = getattr(table, field)
        if column_name is not None and column_name not in table.columns:
            yield (field,), _unknown("column", column_name, table.columns)
    yield from _check_conditions(catalogue, table, table.counts, ("counts",))
    for name in table.derived:
        yield from _check_derived(catalogue, table, name)


def _check_derived(catalogue: Catalogue, table: Table, name: str) -> Iterator[Complaint]:
    path: Path = ("derived", name)
    match table.derived[name]:
        case MapOfCodes(column=column, to=to):
            yield from _check_column(_asked_for(table), column, (*path, "map", "column"))
            groups = catalogue.groups(table.table, column) or ()
            for group, codes in to.items():
                for index, code in enumerate(codes):
                    if code not in groups:
                        message = _unknown("code", code, groups)
                        yield (*path, "map", "to", group, index), message
        case Band(column=column) | PayQuarter(column=column) as derived:
            yield from _check_number(_asked_for(table), column, (*path, derived.kind, "column"))
            if isinstance(derived, PayQuarter):
                where: Path = (*path, "quarter", "among")
                yield from _check_conditions(catalogue, _asked_for(table), derived.among, where)
        case Lookup(via=via, column=column):
            target = catalogue.tables.get(table.links().get(via, ""))
            if target is None:
                yield (*path, "lookup", "via"), f"'{via}' links to no table"
            else:
                yield from _check_column(_asked_for(target), column, (*path, "lookup", "column"))
        case (
            Exists(table=other, key=key, where=where_)
            | LinkedTotal(table=other, key=key, where=where_) as derived
        ):
            base: Path = (*path, derived.kind)
            linked = catalogue.tables.get(other)
            if linked is None:
                yield (*base, "table"), _unknown("table", other, catalogue.tables)
                return
            if linked.links().get(key) != table.table:
                yield (*base, "key"), f"'{other}.{key}' does not link to {table.table}"
            linked = _asked_for(linked)
            yield from _check_conditions(catalogue, linked, where_, (*base, "where"))
            if isinstance(derived, LinkedTotal):
                yield from _check_number(linked, derived.column, (*base, "column"))


def _check_column(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    if name not in _columns(table):
        yield path, _unknown(f"column in {table.table}", name, _columns(table))


def _check_number(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    yield from _check_column(table, name, path)
    definition = table.columns.get(name) or table.derived.get(name)
    if definition is not None and not isinstance(definition, NumberColumn | LinkedTotal):
        yield path, f"'{name}' holds no numbers"


def _check_conditions(
    catalogue: Catalogue, table: Table, conditions: Conditions, path: Path
) -> Iterator[Complaint]:
    for name, condition in conditions.items():
        place: Path = (*path, name)
        complaints = list(_check_column(table, name, place))
        yield from complaints or _check_condition(catalogue, table, name, condition, place)


def _check_condition(
    catalogue: Catalogue, table: Table, name: str, condition: Condition, path: Path
) -> Iterator[Complaint]:
    groups = catalogue.groups(table.table, name)
    if groups is not None:
        if isinstance(condition, Range):
            yield path, f"'{name}' holds codes, so a range makes no sense"
        for code in accepted(condition):
            if code not in groups:
                yield path, _unknown(f"code in {name}", code, groups)
        return
    if isinstance(table.columns.get(name) or table.derived.get(name), NumberColumn | LinkedTotal):
        if not isinstance(condition, Range):
            yield path, f"'{name}' holds numbers, so a range is expected, as in {{min: 1, max: 3}}"
        return
    yield path, f"'{name}' holds free text or dates, which no condition may pick from"


def _check_goal(catalogue: Catalogue, goal: Goal) -> Iterator[Complaint]:
    for name, cohort in goal.cohorts.items():
        path: Path = ("cohorts", name)
        if cohort.table not in catalogue.tables:
            yield (*path, "table"), _unknown("table", cohort.table, catalogue.tables)
            continue
        table = catalogue.tables[cohort.table]
        yield from _check_conditions(catalogue, table, cohort.where, (*path, "where"))
    for metric_id, metric in goal.metrics.items():
        path = ("metrics", metric_id)
        if not metric_id.startswith(f"g{goal.goal:02}_"):
            yield path, f"the id of a metric of goal {goal.goal} begins with g{goal.goal:02}_"
        for place, message in _check_metric(catalogue, goal, metric):
            yield (*path, *place), message


def _check_metric(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[Complaint]:
    yield from _check_measure(catalogue, goal, metric.measure, ("measure",))
    for stage, measure in metric.stages.items():
        yield from _check_plain(catalogue, goal, measure, ("stages", stage))
    for index, benchmark in enumerate(metric.benchmarks):
        if benchmark.source not in catalogue.sources:
            message = _unknown("source", benchmark.source, catalogue.sources)
            yield ("benchmarks", index, "source"), message
    if "organisation" in catalogue.tables:
        organisation = catalogue.tables["organisation"]
        yield from _check_conditions(catalogue, organisation, metric.applies, ("applies",))
    if metric.breakdowns and isinstance(metric.measure, Rate | Change):
        yield ("breakdowns",), "neither rates nor changes can be broken down"
    table = _table_of(catalogue, goal, metric.measure)
    for index, name in enumerate(metric.breakdowns if table else ()):
        if table is not None and table.groups is None:
            yield from _check_column(table, name, ("breakdowns", index))


def _table_of(catalogue: Catalogue, goal: Goal, measure: Measure) -> Table | None:
    inner = measure.of if isinstance(measure, Comparison | Change) else measure
    of = inner.of.of if isinstance(inner, Rate) else inner.of
    return catalogue.tables.get(catalogue.cohort(goal, of).table)


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
    if isinstance(measure.of, Rate) or (isinstance(measure.of, Proportion) and measure.of.counted):
        yield (*path, "by"), "neither rates nor counted answers can be compared by groups"
        return
    complaints = list(_check_column(table, measure.by, (*path, "by")))
    yield from complaints
    groups = () if complaints else catalogue.groups(table.table, measure.by) or ()
    for field in ("group", "reference"):
        name = getattr(measure, field)
        if not complaints and name not in groups:
            yield (*path, field), _unknown(f"group in {measure.by}", name, groups)


def _check_plain(
    catalogue: Catalogue, goal: Goal, measure: PlainMeasure, path: Path
) -> Iterator[Complaint]:
    base: Path = (*path, measure.kind)
    if isinstance(measure, Rate):
        yield from _check_plain(catalogue, goal, measure.of, (*base, "of"))
        yield from _check_plain(catalogue, goal, measure.per, (*base, "per"))
        return
    cohort = catalogue.cohort(goal, measure.of)
    table = catalogue.tables.get(cohort.table)
    if table is None:
        choices = [*goal.cohorts, *catalogue.tables]
        yield (*base, "of"), _unknown("cohort or table", measure.of, choices)
        return
    ranked = any(isinstance(table.derived.get(name), PayQuarter) for name in cohort.where)
    if ranked and not (isinstance(measure, Proportion) and measure.sum is None):
        yield (
            (*base, "of"),
            "people share places in a pay quarter, so only their shares can be counted",
        )
    match measure:
        case Total(column=column) | Mean(column=column) | Median(column=column):
            if column is not None:
                yield from _check_number(table, column, (*base, "column"))
        case Proportion(where=where, sum=column, counted=counted):
            yield from _check_conditions(catalogue, table, where, (*base, "where"))
            if column is not None:
                yield from _check_number(table, column, (*base, "sum"))
            for field in ("part", "whole", "asked") if counted else ():
                name = getattr(counted, field)
                if name is not None:
                    yield from _check_number(table, name, (*base, "counted", field))


def _check_example(
    catalogue: Catalogue, metric_id: str, value: Mapping[str, object]
) -> Iterator[Complaint]:
    if catalogue.metric(metric_id) is None:
        ids = [name for goal in catalogue.goals for name in goal.metrics]
        yield ("metric",), _unknown("metric", metric_id, ids)
    cases = value["cases"]
    for index, case in enumerate(cases if isinstance(cases, tuple) else ()):
        for table in case["given"]:
            if table not in catalogue.tables:
                yield ("cases", index, "given", table), _unknown("table", table, catalogue.tables)
