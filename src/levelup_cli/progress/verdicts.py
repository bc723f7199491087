"""Whether one metric improved: by its target's direction, by chance, and by a size that matters.

Section 4.8 of the method. The change has an interval made of the two that the results hold, by the
method of variance estimates recovery: of two shares that is Newcombe's, of two ratios the variances
of the logarithms add up, and of medians and gaps it stands in for resampling the difference, which
needs rows that no result file has. Rates of events differ where their intervals do not overlap.
"""

import math
from dataclasses import replace

from levelup_cli.definitions.goals import Target
from levelup_cli.intervals import Pair, subtract, wilson
from levelup_cli.outcomes.progress import MetricChange, Verdict
from levelup_cli.progress.comparability import why_apart
from levelup_cli.results.parts import FigurePart, IntervalPart, MetricPart, TargetPart

LEAST_CHANGE = {"%": 1.0, "percentage points": 1.0, "ratio": 0.05}  # in the unit; else any


def judge(
    goal: int,
    before: MetricPart | None,
    after: MetricPart,
    apart: str,
    *,
    has_intervals: bool = True,
) -> MetricChange:
    """The change of a metric with its verdict; `apart` says why nothing can be compared at all.

    In a result that is too old to have intervals, a figure without one may be anything.
    """
    change = MetricChange(
        metric=after.id,
        name=after.name,
        goal=goal,
        tier=after.tier,
        unit=after.unit,
        verdict=Verdict.NOT_COMPARABLE,
        reason=apart,
        before=before.figure.value if before and before.figure else None,
        after=after.figure.value if after.figure else None,
    )
    if before is None:
        return replace(change, reason=apart or "the earlier result does not have it")
    reason = apart or why_apart(before, after)
    if reason or before.figure is None or after.figure is None or after.target is None:
        return replace(change, reason=reason)
    if not has_intervals:
        return replace(change, reason="the later result is too old to have intervals")
    return _weigh(change, before.figure, after.figure, after.target)


def _weigh(
    change: MetricChange, before: FigurePart, after: FigurePart, target: TargetPart
) -> MetricChange:
    then, now = _interval(before, after), after.interval
    if (then is None) != (now is None):
        return replace(change, reason=f"no interval {'then' if then is None else 'now'}")
    if then is None or now is None:
        if change.unit not in LEAST_CHANGE:
            return replace(change, reason="no interval, so chance cannot be told from change")
        decided = replace(change, reason="by size alone: there is no interval to weigh chance by")
        return replace(decided, verdict=_direction(decided, target))
    if now.method == "Byar":
        tested = replace(change, tested=True)
        clear = now.low > then.high or now.high < then.low
    else:
        is_ratio = now.method == then.method == "log-ratio" and min(now.low, then.low) > 0
        low, high = _of_ratios(then, now) if is_ratio else _of_values(change, then, now)
        tested = replace(change, low=low, high=high, is_ratio=is_ratio, tested=True)
        unchanged = 1 if is_ratio else 0
        clear = not low <= unchanged <= high
    verdict = _direction(tested, target) if clear else Verdict.NO_CLEAR_CHANGE
    return replace(tested, verdict=verdict)


def _interval(figure: FigurePart, like: FigurePart) -> IntervalPart | None:
    """The interval of the earlier figure; a result that is too old to have one may have counts."""
    if figure.interval is not None or like.interval is None or like.interval.method != "Wilson":
        return figure.interval
    top, base, value = figure.numerator, figure.denominator, figure.value
    if value is None or not top or not base or not 0 < top <= base:
        return None
    low, high = (end * value * base / top for end in wilson(top, base))
    return IntervalPart(low=low, high=high, method="Wilson")


def _of_values(change: MetricChange, then: IntervalPart, now: IntervalPart) -> Pair:
    return subtract(
        (_end(change.after), now.low, now.high),
        (_end(change.before), then.low, then.high),
    )


def _of_ratios(then: IntervalPart, now: IntervalPart) -> Pair:
    """Later over earlier; the middle on the logarithm's scale is the ratio itself."""
    ends = []
    for interval in (now, then):
        low, high = math.log(interval.low), math.log(interval.high)
        ends.append(((low + high) / 2, low, high))
    low, high = subtract(ends[0], ends[1])
    return math.exp(low), math.exp(high)


def _direction(change: MetricChange, part: TargetPart) -> Verdict:
    """Improved or worsened as the target sees it, if by enough to matter."""
    # Not validated: a file may hold any floor and target, and the direction needs neither.
    target = Target.model_construct(
        better=part.better,
        one_sided=part.one_sided,
        floor=_end(part.floor),
        value=_end(part.value),
        why=part.why,
    )
    before, after = target.fold(_end(change.before)), target.fold(_end(change.after))
    least = LEAST_CHANGE.get(change.unit, 0.0)
    if before == after or abs(after - before) < least * (1 - 1e-9):
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.IMPROVED if (after > before) == target.is_rising else Verdict.WORSENED


def _end(number: float | None) -> float:
    return math.nan if number is None else float(number)
