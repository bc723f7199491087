"""The definitions for people: lists of metrics, one metric explained, worked examples tried."""

import textwrap
from collections.abc import Callable, Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import describe
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Measure,
    PlainMeasure,
    Proportion,
    Rate,
    Total,
)
from levelup_cli.gate import as_csv, as_json, as_line
from levelup_cli.outcomes.mismatches import Mismatch
from levelup_cli.words import count_of

WIDTH = 80


def list_as_table(catalogue: Catalogue, goals: tuple[int, ...]) -> str:
    """A line per metric under its goal."""
    lines: list[str] = []
    for goal in catalogue.goals:
        if goals and goal.goal not in goals:
            continue
        lines.append(f"{goal.goal:>2} {goal.name}")
        listed = [(i, m) for i, g, m in catalogue.metrics() if g.goal == goal.goal]
        for metric_id, metric in listed:
            lines.append(f"     {metric_id}  {metric.tier}, {metric.audience}")
            lines.append(f"         {metric.name}")
        if not listed:
            lines.append("     no metrics in these definitions yet")
    return _text(lines)


def list_as_json(catalogue: Catalogue, goals: tuple[int, ...]) -> str:
    """A list of objects with `id` and `goal` at least."""
    return as_json([dict(row) for row in _rows(catalogue, goals)])


def list_as_csv(catalogue: Catalogue, goals: tuple[int, ...]) -> str:
    """A row per metric."""
    rows = [dict(row) for row in _rows(catalogue, goals)]
    return as_csv([list(rows[0]) if rows else [], *[list(row.values()) for row in rows]])


def _rows(catalogue: Catalogue, goals: tuple[int, ...]) -> Iterator[list[tuple[str, object]]]:
    for metric_id, goal, metric in catalogue.metrics():
        if not goals or goal.goal in goals:
            yield [
                ("id", metric_id),
                ("goal", goal.goal),
                ("name", metric.name),
                ("tier", metric.tier),
                ("audience", metric.audience),
                ("measure", metric.measure.kind),
                ("unit", catalogue.unit(goal, metric.measure)),
                ("version", metric.version),
            ]


LISTS: dict[str, Callable[[Catalogue, tuple[int, ...]], str]] = {
    "table": list_as_table,
    "json": list_as_json,
    "csv": list_as_csv,
}


def explain(catalogue: Catalogue, metric_id: str) -> str:
    """One metric in words."""
    found = catalogue.metric(metric_id)
    if found is None:
        raise AssertionError("the command looked the id up")
    goal, metric = found
    lines = [f"{metric_id}, version {metric.version}", metric.name, ""]
    for title, text in _parts(catalogue, goal, metric):
        lines += textwrap.wrap(
            f"{title:<12}{text}", WIDTH, subsequent_indent=" " * 12, break_on_hyphens=False
        )
    return _text(lines)


def _parts(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[tuple[str, str]]:
    yield "Goal", f"{goal.goal}, {goal.name}"
    yield "Counts", metric.describes
    yield "Measure", _measure(catalogue, goal, metric.measure)
    yield "Tier", f"{metric.tier}, about {metric.audience}"
    if metric.breakdowns:
        yield "Shown by", ", ".join(metric.breakdowns)
    if target := metric.target:
        sides = ", one side only" if target.one_sided else ""
        earns = f"{target.value:g} earns 100 points, {target.floor:g} none"
        better = f"{target.better.replace('_', ' ')} is better{sides}"
        yield "Good", f"{better}: {earns}. {target.why}"
    for benchmark in metric.benchmarks:
        source = catalogue.sources[benchmark.source]
        context = "" if benchmark.like_for_like else ", for context only"
        mark = "" if source.status == "confirmed" else ", unconfirmed"
        yield (
            "Elsewhere",
            f"{benchmark.value:g} ({benchmark.place}, {benchmark.period}{context}): "
            f"{source.publisher}, {source.title}, {source.year}{mark}."
            + (f" {benchmark.note}" if benchmark.note else ""),
        )
    for caution in metric.cautions:
        yield "Caution", caution
    tags = [f"{name} {', '.join(map(str, ids))}" for name, ids in metric.standards if ids]
    if tags:
        yield "Standards", "; ".join(tags)


def _measure(catalogue: Catalogue, goal: Goal, measure: Measure) -> str:
    match measure:
        case Comparison():
            of = _plain(catalogue, goal, measure.of)
            kind = getattr(measure, "kind", "").replace("_", " ")
            if measure.against is not None:
                return f"{kind} of {of} against {_plain(catalogue, goal, measure.against)}"
            taken = f", minus the {measure.subtract}" if hasattr(measure, "subtract") else ""
            sides = f"{measure.group} against {measure.reference} by {measure.by}"
            return f"{kind} of {of}: {sides}{taken}"
        case Change():
            of, since = (_plain(catalogue, goal, m) for m in (measure.of, measure.since))
            return f"change of {of} since {since}, in per cent"
        case _:
            return _plain(catalogue, goal, measure)


def _plain(catalogue: Catalogue, goal: Goal, measure: PlainMeasure) -> str:
    if isinstance(measure, Rate):
        of, per = (_plain(catalogue, goal, m) for m in (measure.of, measure.per))
        return f"{of} per {measure.times:g} of {per}"
    cohort = catalogue.cohort(goal, measure.of)
    who = f"{cohort.table} where {describe(cohort.where)}" if cohort.where else cohort.table
    match measure:
        case Proportion(counted=counted) if counted is not None:
            return f"{counted.part} over {counted.whole}, in {who}"
        case Proportion():
            share = f"share of {measure.sum}" if measure.sum else "share"
            return f"{share} where {describe(measure.where)}, among {who}"
        case Total(column=None):
            return f"number of {who}"
        case _:
            return f"{measure.kind} of {measure.column}, among {who}"


def examples_report(
    catalogue: Catalogue, tried: list[tuple[str, list[Mismatch]]]
) -> tuple[str, bool]:
    """What came of the worked examples, and whether every metric has one that passed."""
    lines: list[str] = []
    for _, mismatches in tried:
        for m in mismatches:
            lines.append(f"{m.metric_id}: {m.case}")
            lines.append(f"    {m.figure}: worked out by hand {m.expected}, computed {m.got}")
    metrics = [metric_id for metric_id, _, _ in catalogue.metrics()]
    bare = sorted(set(metrics) - {metric_id for metric_id, _ in tried})
    lines += [f"{metric_id}: has no worked example" for metric_id in bare]
    passed = sum(not mismatches for _, mismatches in tried)
    lines.append(f"{passed} of {count_of(len(metrics), 'metric')} passed")
    return _text(lines), passed == len(metrics) and not bare


def _text(lines: list[str]) -> str:
    return "".join(f"{as_line(line)}\n" for line in lines)
