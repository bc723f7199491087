"""A goal taken apart: its score, coverage, bounds, confidence, and what moves it most."""

from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import (
    DIGITS,
    level,
    per_cent,
    shown,
    span,
    sum_of,
    with_unit,
)
from levelup_cli.reports.score_explanation.document import Facts, Prose, Section, Table
from levelup_cli.reports.score_explanation.evidence import explain_confidence
from levelup_cli.reports.score_explanation.improvement import explain_improvement
from levelup_cli.reports.score_explanation.words import STATES
from levelup_cli.results.part import Number
from levelup_cli.results.parts import GoalPart, MetricPart, Result

UNSCORED = ("not_applicable", "out_of_scope")  # states that do not count in coverage


def explain_goal(goal: GoalPart, result: Result) -> tuple[Section, ...]:
    """Everything that a result says of a goal."""
    return (
        _score(goal),
        *(_bounds(goal) if is_whole(goal) else ()),
        *explain_confidence(goal, result.verdict.errors, whole=is_whole(goal)),
        *_sensitivity(goal),
        *explain_improvement(goal, applicable_of(goal), result),
        *_aside(goal),
        Section("About the numbers", (Prose(DIGITS),)),
    )


def usable_of(goal: GoalPart) -> list[MetricPart]:
    """The metrics that earn points for the goal."""
    return [metric for metric in goal.metrics if metric.weight and metric.points is not None]


def applicable_of(goal: GoalPart) -> list[MetricPart]:
    """The metrics that count in its coverage, whether they could be used or not."""
    return [m for m in goal.metrics if m.weight and m.status not in UNSCORED]


def is_whole(goal: GoalPart) -> bool:
    """Whether a result holds all metrics that count; it may have been asked for one audience."""
    counts = len(usable_of(goal)), len(applicable_of(goal))
    return counts == (goal.usable, goal.applicable)


def mean_of(goal: GoalPart) -> tuple[float, float]:
    """The sum of weight times points, and the sum of weights; their quotient is the score."""
    usable = usable_of(goal)
    earned = sum((metric.weight or 0) * (metric.points or 0) for metric in usable)
    return earned, sum_of(metric.weight for metric in usable)


def _score(goal: GoalPart) -> Section:
    usable, applicable = usable_of(goal), applicable_of(goal)
    rows = []
    if goal.score is None:
        rows.append(("Score", f"none: {goal.lacks}"))
    else:
        mean = f" = {' / '.join(map(shown, mean_of(goal)))}" if is_whole(goal) else ""
        rows.append(("Score", f"{shown(goal.score)}{mean}, the weighted mean of the points"))
    if goal.band is not None:
        open_ = "; what is missing could put it into another" if goal.band_is_open else ""
        rows.append(("Band", f"{goal.band}{open_}"))
    if goal.coverage is not None:
        part, whole = (shown(sum_of(m.weight for m in ms)) for ms in (usable, applicable))
        weights = f" = 100 x {part} / {whole} in weight" if is_whole(goal) else ""
        rows.append(("Coverage", f"{per_cent(goal.coverage)}{weights}"))
        rows.append(("Metrics", f"{goal.usable} used of {goal.applicable} that apply"))
    if not is_whole(goal):
        rows.append(("Bounds", span(goal.low, goal.high)))
        rows.append(("Shown", "some metrics only, as the result was asked for; sums need them all"))
    if goal.weak:
        rows.append(("Weak", f"core metrics with few points: {', '.join(goal.weak)}"))
    table = (_points_table(goal),) if usable else ()
    return Section("The score", (Facts(tuple(rows)), *table))


def _points_table(goal: GoalPart) -> Table:
    rows = [
        (m.id, shown(m.weight), level(m.points), level((m.weight or 0) * (m.points or 0)))
        for m in usable_of(goal)
    ]
    earned, weight = mean_of(goal)
    if not is_whole(goal):
        return Table(("Metric", "Weight", "Points", "Weight x points"), tuple(rows))
    total = ("Sum", shown(weight), "", level(earned))
    return Table(("Metric", "Weight", "Points", "Weight x points"), (*rows, total))


def _bounds(goal: GoalPart) -> Iterator[Section]:
    """Which metrics open the bounds, the widest first, and what chance could do."""
    applicable = applicable_of(goal)
    weight = sum_of(m.weight for m in applicable)
    if not weight or goal.low is None:
        return
    ends = [
        sum((m.weight or 0) * (end or 0) for m, end in side)
        for side in (
            [(m, m.points_low) for m in applicable],
            [(m, m.points_high) for m in applicable],
        )
    ]
    text = (
        f"{shown(goal.low)} = {shown(ends[0])} / {shown(weight)} if everything unknown or missing"
        f" came out worst, {shown(goal.high)} = {shown(ends[1])} / {shown(weight)} if best."
    )
    opened = sorted(applicable, key=lambda m: (-_opens(m), m.id))
    rows = tuple(
        (m.id, level(m.points_low), level(m.points_high), level(_opens(m) / weight))
        for m in opened
        if _opens(m)
    )
    head = ("Metric", "Fewest", "Most", "Opens by")
    parts = (Prose(text), Table(head, rows)) if rows else (Prose(text),)
    yield Section("The bounds: what is missing or unknown", parts)
    yield from _chance(goal)


def _opens(metric: MetricPart) -> float:
    """Weight times the points between the fewest and the most."""
    return (metric.weight or 0) * ((metric.points_high or 0) - (metric.points_low or 0))


def _chance(goal: GoalPart) -> Iterator[Section]:
    if goal.interval is None:
        return
    text = (
        f"{span(goal.interval.low, goal.interval.high)} with every metric at the low end of its 95"
        " % interval, and at the high end. That is wider than chance, for they do not all err on"
        " one side; a metric without an interval stays where it is."
    )
    rows = tuple(
        (m.id, shown(m.weight), *_ends(m)) for m in usable_of(goal) if m.points_interval is not None
    )
    yield Section("Chance", (Prose(text), Table(("Metric", "Weight", "Points from", "to"), rows)))


def _ends(metric: MetricPart) -> tuple[str, str]:
    ends = metric.points_interval
    return (level(ends.low), level(ends.high)) if ends else ("-", "-")


def _sensitivity(goal: GoalPart) -> Iterator[Section]:
    grid = goal.sensitivity
    if grid is None or goal.score is None:
        return
    text = (
        f"Over {grid.choices} combinations of other choices of method the score is"
        f" {shown(grid.low)} at least, {shown(grid.median)} in the middle and {shown(grid.high)} at"
        " most. Each choice alone, the one that moves most first:"
    )
    score = goal.score
    rows = tuple((m.choice, level(m.score), _moved(m.score, score)) for m in grid.moves)
    yield Section(
        "Had the method been another", (Prose(text), Table(("Choice", "Score", "Moved by"), rows))
    )


def _moved(score: Number, base: float) -> str:
    moved = (score or 0) - base
    return f"{moved:+,.4f}"


def _aside(goal: GoalPart) -> Iterator[Section]:
    """Metrics that are no part of the score: context, drafts, and what could not be used."""
    used = {metric.id for metric in usable_of(goal)}
    rows = tuple((m.id, _why_aside(m)) for m in goal.metrics if m.id not in used)
    if rows:
        yield Section("No part of the score", (Facts(rows),))


def _why_aside(metric: MetricPart) -> str:
    why = metric.reason or STATES.get(metric.status, metric.status)
    if not metric.weight:
        why = "a draft" if metric.draft else f"a {metric.tier} metric"
        why += f"; {metric.reason}" if metric.reason else ""
    if metric.figure is None or metric.figure.value is None:
        return why
    return f"{with_unit(metric.figure.value, metric.unit)}; {why}"
