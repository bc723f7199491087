"""How a value earns its points, spelt out so that it can be done again."""

from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import shown, span
from levelup_cli.reports.score_explanation.document import Facts, Section
from levelup_cli.results.parts import MetricPart, TargetPart

FULL = 100


def explain_points(metric: MetricPart) -> Iterator[Section]:
    """The goalposts, the arithmetic, the bounds, and what the points are worth."""
    rows = list(_points(metric))
    if metric.target is not None:
        rows += _target(metric.target)
    elif metric.tier in ("context", "step"):
        rows.append(("Points", f"none: a metric of tier {metric.tier} is shown and never scored"))
    yield Section("The points", (Facts(tuple(rows)),))


def _points(metric: MetricPart) -> Iterator[tuple[str, str]]:
    target, figure = metric.target, metric.figure
    if target is None:
        return
    if metric.points is None:
        why = "a draft is never scored" if metric.draft else metric.reason or metric.status
        yield "Points", f"none: {why}"
    elif figure is not None and figure.value is not None and target.floor != target.value:
        yield from _arithmetic(figure.value, metric.points, target)
    if metric.weight:
        yield "Bounds", _bounds(metric)
        if metric.points_interval is not None:
            chance = span(metric.points_interval.low, metric.points_interval.high)
            yield "Chance", f"{chance} points, over the interval of the value"
        yield "Weight", f"{shown(metric.weight)} (tier {metric.tier})"
    if metric.points is not None and metric.weight:
        short = metric.weight * (FULL - metric.points)
        text = f"{shown(metric.weight)} x (100 - {shown(metric.points)}) = {shown(short)}"
        yield "Shortfall", text


def _bounds(metric: MetricPart) -> str:
    if metric.points_low == metric.points_high:
        return f"{shown(metric.points_low)} points: no answer that is missing could change them"
    ends = span(metric.points_low, metric.points_high)
    return f"{ends} points, over all that the missing answers could be"


def _arithmetic(value: float, points: float, target: TargetPart) -> Iterator[tuple[str, str]]:
    floor, best = target.floor or 0, target.value or 0
    folded, how = _fold(value, target)
    if how:
        yield "Seen as", how
    earned = FULL * (folded - floor) / (best - floor)
    sum_ = f"100 x ({shown(folded)} - {shown(floor)}) / ({shown(best)} - {shown(floor)})"
    if 0 <= earned <= FULL:
        yield "Points", f"{shown(points)} = {sum_}"
    else:
        end = "above 100 counts as 100" if earned > FULL else "below 0 counts as 0"
        yield "Points", f"{shown(points)}: {sum_} = {shown(earned)}, and {end}"


def _fold(value: float, target: TargetPart) -> tuple[float, str]:
    """The value as the target sees it, and in words how, where that is not as it stands."""
    match target.better:
        case "nearer_zero" if target.one_sided:
            return max(value, 0.0), f"{shown(max(value, 0.0))}: a value below 0 counts as 0"
        case "nearer_zero":
            return abs(value), f"{shown(abs(value))}: its distance from 0, on either side"
        case "nearer_one" if target.one_sided:
            return min(value, 1.0), f"{shown(min(value, 1.0))}: a value above 1 counts as 1"
        case "nearer_one":
            folded = min(value, 1 / value) if value > 0 else 0.0
            return folded, f"{shown(folded)}: a value above 1 counts as 1 / value"
        case _:
            return value, ""


def _target(target: TargetPart) -> Iterator[tuple[str, str]]:
    whose = " (the target of the sector)" if target.of_sector else ""
    whose += " (from a pack laid over the shipped one)" if target.added else ""
    better = target.better.replace("_", " ")
    text = (
        f"{better} is better: {shown(target.value)} earns 100 points,"
        f" {shown(target.floor)} none{whose}. {target.why}"
    )
    yield "Target", text
