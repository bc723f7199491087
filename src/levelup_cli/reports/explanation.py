"""One metric in words: what is counted, who is left out, what is good, who says so, its needs."""

import textwrap
from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import describe
from levelup_cli.definitions.goals import Benchmark, Goal, Metric, Target
from levelup_cli.definitions.measures import cohort_of
from levelup_cli.definitions.needs import metric_needs
from levelup_cli.definitions.phrases import measure_in_words
from levelup_cli.gate import as_line

WIDTH = 80
_MARGIN = 12


def explain(catalogue: Catalogue, metric_id: str) -> str:
    """One metric in words."""
    found = catalogue.metric(metric_id)
    if found is None:
        raise AssertionError("the command looked the id up")
    goal, metric = found
    draft = ", a draft" if metric.status == "draft" else ""
    lines = [f"{metric_id}, version {metric.version}{draft}", metric.name, ""]
    for title, text in describe_metric(catalogue, goal, metric):
        lines += textwrap.wrap(
            f"{title:<{_MARGIN}}{text}",
            WIDTH,
            subsequent_indent=" " * _MARGIN,
            break_on_hyphens=False,
            break_long_words=False,
        )
    return "".join(f"{as_line(line)}\n" for line in lines)


def describe_metric(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[tuple[str, str]]:
    """Titles and texts, in the order in which a newcomer asks."""
    yield "Goal", f"{goal.goal}, {goal.name}" if goal.goal else goal.name
    yield "Counts", metric.describes
    yield (
        "Measure",
        f"{measure_in_words(catalogue, goal, metric.measure)}, in {catalogue.unit(goal, metric)}",
    )
    yield "Left out", _left_out(catalogue, goal, metric)
    if metric.applies:
        yield "Applies", f"where {describe(metric.applies)}; elsewhere it is left aside"
    yield "Tier", f"{metric.tier}, about {metric.audience}"
    shown = [
        *metric.breakdowns,
        *(f"{name} (share of the total)" for name in metric.shares_of_total),
    ]
    if shown:
        yield "Shown by", ", ".join(shown)
    if metric.target:
        yield "Good", target_in_words(metric.target)
    for own in metric.target.by_sector if metric.target else ():
        sectors = " and ".join(own.sectors)
        yield (
            "In sectors",
            f"{sectors}: {own.value:g} earns 100 points, {own.floor:g} none. {own.why}",
        )
    for benchmark in metric.benchmarks:
        yield "Elsewhere", benchmark_in_words(catalogue, benchmark)
    for caution in metric.cautions:
        yield "Caution", caution
    yield "Needs", ", ".join(needs_in_words(catalogue, goal, metric))
    tags = [f"{name} {', '.join(map(str, ids))}" for name, ids in metric.standards if ids]
    if tags:
        yield "Standards", "; ".join(tags)


def _left_out(catalogue: Catalogue, goal: Goal, metric: Metric) -> str:
    of = cohort_of(metric.measure)
    if of is None:
        return "the rows about the return itself"
    table = catalogue.tables[catalogue.cohort(goal, of).table]
    parts = ["rows that do not answer what is asked; they are counted as unknown"]
    if table.counts:
        parts.append(f"rows of {table.table} other than those where {describe(table.counts)}")
    if table.dated:
        parts.append("rows dated outside the reporting period")
    if table.groups is not None:
        parts.append("rows about single groups, which are shown as such")
    return "; ".join(parts)


def target_in_words(target: Target) -> str:
    """Which way is better, what earns all points and none, and why."""
    sides = ", one side only" if target.one_sided else ""
    earns = f"{target.value:g} earns 100 points, {target.floor:g} none"
    return f"{target.better.replace('_', ' ')} is better{sides}: {earns}. {target.why}"


def benchmark_in_words(catalogue: Catalogue, benchmark: Benchmark) -> str:
    """The value, where and when it was so, and who says so."""
    source = catalogue.sources[benchmark.source]
    context = "" if benchmark.like_for_like else ", for context only"
    mark = "" if source.is_confirmed else ", unconfirmed"
    note = f" {benchmark.note}" if benchmark.note else ""
    where = f"{benchmark.place}, {benchmark.period}{context}"
    return (
        f"{benchmark.value:g} ({where}): "
        f"{source.publisher}, {source.title}, {source.year}{mark}.{note}"
    )


def needs_in_words(catalogue: Catalogue, goal: Goal, metric: Metric) -> list[str]:
    """The columns that a metric needs, as `table.column`; `a or b` where one is enough."""
    names: dict[str, None] = {}
    for table, column in metric_needs(catalogue, goal, metric):
        if column is not None:
            names[f"{table}.{column}"] = None
    return list(names) or ["every sheet that is sent"]
