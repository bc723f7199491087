"""Goals made of bare points, scored as levelup scores any: for published trees of parts."""

from collections.abc import Sequence

from levelup_cli import load_catalogue
from levelup_cli.definitions.goals import Better, Goal, Metric, Target
from levelup_cli.definitions.measures import Total
from levelup_cli.outcomes.indicators import Indicator, State
from levelup_cli.outcomes.scorecards import GoalScore, MetricScore
from levelup_cli.scoring import points
from levelup_cli.scoring.goals import score_goal

POLICY = load_catalogue().scoring
PART = Metric(
    name="A part",
    describes="A part.",
    audience="communities",
    tier="core",
    measure=Total(kind="total", of="parts"),
    target=Target(better="higher", floor=0, value=100, why="Points are given."),
)


def points_between(value: float, floor: float, target: float) -> float:
    """Points of a value; where the target lies below the floor, lower is better."""
    better: Better = "higher" if target > floor else "lower"
    return points(value, Target(better=better, floor=floor, value=target, why="As published."))


def score_parts(
    parts: Sequence[float | None], weights: Sequence[float], least_coverage: float = 0
) -> GoalScore:
    """The score of a goal whose metrics have these points, None where there are no data."""
    metrics = tuple(
        MetricScore(
            indicator=Indicator(
                metric_id=f"g01_part_{place}",
                goal=1,
                metric=PART,
                state=State.NOT_PROVIDED if part is None else State.COMPUTED,
            ),
            weight=weight,
            points=part,
            low=0 if part is None else part,
            high=100 if part is None else part,
            benchmark=None,
        )
        for place, (part, weight) in enumerate(zip(parts, weights, strict=True))
    )
    named = {m.indicator.metric_id: m.indicator.metric for m in metrics}
    goal = Goal(goal=1, name="A goal", short="A goal", asks="How far?", metrics=named)
    policy = POLICY.model_copy(update={"least_coverage": least_coverage, "least_core_metrics": 1})
    return score_goal(goal, metrics, policy, errors=0, out_of_scope=None)
