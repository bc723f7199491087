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
    return GoalScore(
        goal=goal.goal,
        name=goal.name,
        short=goal.short,
        score=None if lacks else sum(m.weight * (m.points or 0) for m in usable) / used,
        low=sum(m.weight * m.low for m in applicable) / weight if weight else None,
        high=sum(m.weight * m.high for m in applicable) / weight if weight else None,
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
    )


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
    """The confidence grade and the reason for it: the worst of its columns.

    Until intervals are worked out, precision is not assessed, and caps the grade.
    """
    columns: list[tuple[Grade, str]] = [
        (_by(policy, "coverage", coverage), f"coverage is {per_cent(coverage)}"),
        (policy.grade_without_precision, "precision is not assessed"),
    ]
    core = [m.indicator for m in usable if m.indicator.metric.tier == "core"]
    known = [(i.known_share, i.metric_id) for i in core if i.known_share is not None]
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


def _by(policy: ScoringPolicy, column: str, value: float) -> Grade:
    """The best grade whose demand the value meets."""
    met: Iterable[Grade] = (r.grade for r in policy.grades if value >= getattr(r, column))
    return min(met, default="D")
