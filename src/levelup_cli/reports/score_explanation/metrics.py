"""A metric taken apart: value, people, points, definition, groups."""

from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import (
    DIGITS,
    FEW_DIGITS,
    difference,
    quotient,
    shown,
    span,
    with_unit,
)
from levelup_cli.reports.score_explanation.document import Facts, Prose, Section
from levelup_cli.reports.score_explanation.flags import flag_in_words
from levelup_cli.reports.score_explanation.groups import explain_groups
from levelup_cli.reports.score_explanation.people import explain_people
from levelup_cli.reports.score_explanation.points import explain_points
from levelup_cli.reports.score_explanation.words import STATES
from levelup_cli.results.part import Number
from levelup_cli.results.parts import BenchmarkPart, FigurePart, GoalPart, MetricPart


def explain_metric(metric: MetricPart, goal: GoalPart | None) -> tuple[Section, ...]:
    """Everything that a result says of a metric; `goal` is None for those on the data."""
    digits = DIGITS + (FEW_DIGITS if metric.breakdowns else "")
    return (
        _value(metric),
        *explain_people(metric),
        *(explain_points(metric) if goal is not None else ()),
        _definition(metric, goal),
        *explain_groups(metric),
        Section("About the numbers", (Prose(digits),)),
    )


def _value(metric: MetricPart) -> Section:
    state = STATES.get(metric.status, metric.status)
    told = metric.reason if metric.reason.startswith(state) else f"{state}: {metric.reason}"
    rows = [("Status", told if metric.reason else state)]
    if metric.missing:
        rows.append(("Lacks", ", ".join(metric.missing)))
    if metric.figure is not None:
        rows += _figure(metric.figure, metric.unit)
    return Section("The value", (Facts(tuple(rows)),))


def _figure(figure: FigurePart, unit: str) -> Iterator[tuple[str, str]]:
    yield "Value", _with_source(figure, unit)
    for name, value in figure.sides.items():
        yield f"  {name}", _side(figure, name, value)
    if figure.interval is not None:
        ends = span(figure.interval.low, figure.interval.high, unit)
        yield "Chance", f"{ends}, the 95 % interval ({figure.interval.method})"
    elif figure.published:
        yield "Chance", "no interval: it was published without the counts behind it"
    elif figure.value is not None:
        yield "Chance", "no interval: for such a sum or mean no method says how far chance moves it"
    if figure.contributors is not None:
        yield (
            "Rests on",
            f"{shown(figure.contributors)} amounts (of people, suppliers, sites, rows)",
        )
    if figure.low == figure.high == figure.value:
        yield "Bounds", "the value itself: no answer that is missing could change it"
    elif figure.low is None and figure.high is None:
        yield "Bounds", "what the unknown could make of it has no end, or cannot be said"
    else:
        ends = span(figure.low, figure.high, unit)
        yield "Bounds", f"{ends}, whatever the unknown answers are"
    if flag := flag_in_words(figure):
        yield "Flag", flag
    if figure.estimated:
        yield "Estimated", f"{shown(figure.estimated)} of the denominator are estimates"


def value_in_words(metric: MetricPart) -> str:
    """A metric's value and what is divided to give it, or why it has none."""
    if metric.figure is None:
        return metric.reason or STATES.get(metric.status, metric.status)
    return _with_source(metric.figure, metric.unit)


def _with_source(figure: FigurePart, unit: str) -> str:
    """The value, and what is divided or subtracted to give it."""
    value = with_unit(figure.value, unit)
    if source := quotient(figure.value, figure.numerator, figure.denominator):
        return f"{value} = {source}"
    if source := difference(figure.value, list(figure.sides.values())):
        return f"{value} = {source}"
    return f"{value}{_basis(figure.value, figure.numerator, figure.denominator)}"


def _side(figure: FigurePart, name: str, value: Number) -> str:
    base = figure.bases.get(name)
    if base is None:
        return shown(value)
    if source := quotient(value, base.numerator, base.denominator):
        return f"{shown(value)} = {source}"
    return f"{shown(value)}{_basis(value, base.numerator, base.denominator)}"


def _basis(value: Number, numerator: Number, denominator: Number) -> str:
    """What a value rests on where it is no quotient: a median's people, or nothing but itself."""
    told = "" if numerator in (None, value) else f", numerator {shown(numerator)}"
    return told + ("" if denominator is None else f", of {shown(denominator)}")


def _definition(metric: MetricPart, goal: GoalPart | None) -> Section:
    draft = ", a draft" if metric.draft else ""
    draft += ", from a pack laid over the shipped one" if metric.added else ""
    rows = [
        ("Goal", f"{goal.goal}, {goal.name}" if goal else "none: it is about the data"),
        ("Counts", metric.describes),
        ("Measure", metric.measure),
        ("Unit", metric.unit),
        ("Definition", f"version {metric.version}{draft}"),
        ("Tier", f"{metric.tier}, about {metric.audience}"),
    ]
    if metric.benchmark is not None:
        rows.append(("Elsewhere", _benchmark(metric.benchmark, metric.unit)))
    return Section("What it is", (Facts(tuple((label, text) for label, text in rows if text)),))


def _benchmark(benchmark: BenchmarkPart, unit: str) -> str:
    context = "" if benchmark.like_for_like else ", for context only"
    mark = "" if benchmark.confirmed else ", unconfirmed"
    value = with_unit(benchmark.value, unit)
    where = f"{benchmark.place}, {benchmark.period}{context}"
    return f"{value} ({where}): {benchmark.title or benchmark.source}{mark}"
