"""Metric scores -> a goal's score, coverage, bounds, confidence grade, and what it lacks.

Weighted arithmetic mean of the metrics that could be used; missing is never zero, it lowers
coverage and widens the bounds (section 6.3 of the method). The grade is about the evidence, not the
performance, and is the worst of its columns (6.4).
"""

from collections.abc import Iterable

from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.policies import Grade, ScoringPolicy
from levelup_cli.outcomes.indicators import State
from levelup_cli.outcomes.scorecards import GoalScore, MetricScore
from levelup_cli.scoring.means import weighted_mean
from levelup_cli.scoring.sensitivity import vary
from levelup_cli.words import per_cent


def score_goal(
    goal: Goal,
    metrics: tuple[MetricScore, ...],
    policy: ScoringPolicy,
    errors: int,
    out_of_scope: str | None,
) -> GoalScore:
    """What a goal's metrics add up to; context metrics have no weight and are only shown."""
    applicable = [m for m in metrics if m.weight and m.indicator.state.applies]
    usable = [m for m in applicable if m.points is not None]
    weight = sum(m.weight for m in applicable)
    used = sum(m.weight for m in usable)
    coverage = used / weight if weight else None
    core = [m for m in usable if m.indicator.metric.tier == "core"]
    lacks = (
        f"out of scope: {out_of_scope}"
        if out_of_scope
        else _lacks(goal, applicable, coverage, len(core), policy)
    )
    grade, reason = (None, "") if lacks else grade_evidence(usable, coverage or 0, policy, errors)
    low = _mean([m.low for m in applicable], applicable)
    high = _mean([m.high for m in applicable], applicable)
    score = None if lacks else _mean([m.points or 0 for m in usable], usable)
    return GoalScore(
        goal=goal.goal,
        name=goal.name,
        short=goal.short,
        score=score,
        low=low,
        high=high,
        coverage=coverage,
        usable=len(usable),
        applicable=len(applicable),
        grade=grade,
        grade_reason=reason,
        lacks=lacks,
        weak=tuple(
            m.indicator.metric_id
            for m in core
            if m.points is not None and m.points < policy.weak_below
        ),
        metrics=metrics,
        chance=None if lacks else _chance(usable),
        band=None if score is None else _band(score, policy),
        band_is_open=score is not None and _band(low or 0, policy) != _band(high or 0, policy),
        sensitivity=None if lacks else vary(usable),
    )


def _mean(values: list[float], metrics: list[MetricScore]) -> float | None:
    weights = [m.weight for m in metrics]
    return weighted_mean(values, weights) if any(weights) else None


def _chance(usable: list[MetricScore]) -> tuple[float, float] | None:
    """The score with all metrics at the low end of their intervals, and at the high end.

    That is wider than chance would have it, for they do not all err on one side. A metric without
    an interval stays where it is; where none has one, there is nothing to say.
    """
    if all(m.chance is None for m in usable):
        return None
    ends = [m.chance or (m.points or 0, m.points or 0) for m in usable]
    weights = [m.weight for m in usable]
    low, high = (weighted_mean([end[side] for end in ends], weights) for side in (0, 1))
    return low, high


def _band(score: float, policy: ScoringPolicy) -> str:
    reached = [band for band in policy.bands if score >= band.least]
    return max(reached, key=lambda band: band.least).name


def _lacks(
    goal: Goal,
    applicable: list[MetricScore],
    coverage: float | None,
    core: int,
    policy: ScoringPolicy,
) -> str:
    """Why a goal has no score; empty where it has one."""
    if not goal.metrics:
        return "no metrics in these definitions yet"
    if goal.optional:
        return "its metrics are shown and never scored"
    if coverage is None or not applicable:
        return "none of its metrics applies"
    missing = dict.fromkeys(name for m in applicable for name in m.indicator.missing)
    hint = f"; not provided: {', '.join(missing)}" if missing else ""
    if coverage < policy.least_coverage:
        return (
            f"coverage {per_cent(coverage)}, and {per_cent(policy.least_coverage)} is needed{hint}"
        )
    if core < policy.least_core_metrics:
        return (
            f"{core} core metrics could be used, and {policy.least_core_metrics} are needed{hint}"
        )
    return ""


def grade_evidence(
    usable: list[MetricScore], coverage: float, policy: ScoringPolicy, errors: int
) -> tuple[Grade, str]:
    """The confidence grade and the reason for it: the worst of its columns (section 6.4)."""
    core = [m for m in usable if m.indicator.metric.tier == "core"]
    columns: list[tuple[Grade, str]] = [
        (_by(policy, "coverage", coverage), f"coverage is {per_cent(coverage)}"),
        _grade_precision(core, policy),
    ]
    known = [
        (m.indicator.known_share, m.indicator.metric_id)
        for m in core
        if m.indicator.known_share is not None
    ]
    if known:
        share, metric_id = min(known)
        columns.append(
            (_by(policy, "known_share", share), f"{metric_id} is known for {per_cent(share)}")
        )
    if any(m.indicator.state is State.LOW_RELIABILITY for m in usable):
        columns.append((policy.grade_with_low_reliability, "a metric has low reliability"))
    if any(m.indicator.from_aggregates for m in usable):
        columns.append((policy.grade_with_aggregates, "figures were sent instead of rows"))
    if errors:
        columns.append((policy.grade_with_aggregates, "the return has errors"))
    worst = max(grade for grade, _ in columns)
    reasons = [reason for grade, reason in columns if grade == worst]
    return worst, "; ".join(reasons)


def _grade_precision(core: list[MetricScore], policy: ScoringPolicy) -> tuple[Grade, str]:
    """The widest interval of a core metric, in points."""
    widths = [(m.chance[1] - m.chance[0], m.indicator.metric_id) for m in core if m.chance]
    if not widths:
        return policy.grade_without_precision, "no core metric has an interval"
    widest, metric_id = max(widths)
    met: Iterable[Grade] = (rule.grade for rule in policy.grades if widest <= rule.precision)
    return min(met, default="D"), f"chance alone could move {metric_id} by {widest:.0f} points"


def _by(policy: ScoringPolicy, column: str, value: float) -> Grade:
    """The best grade whose demand the value meets."""
    met: Iterable[Grade] = (r.grade for r in policy.grades if value >= getattr(r, column))
    return min(met, default="D")
