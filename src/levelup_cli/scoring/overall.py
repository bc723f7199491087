"""All goals as one number: off by default, because goals do not make up for each other."""

from collections.abc import Sequence

from levelup_cli.definitions.policies import OverallRule
from levelup_cli.outcomes.scorecards import GoalScore, Overall
from levelup_cli.scoring.means import geometric_mean


def score_overall(goals: Sequence[GoalScore], rule: OverallRule) -> Overall:
    """The geometric mean of the goals, with the lowest named beside it.

    Of the goals of which any metric applies, so many must have a score; where fewer apply, all of
    them. Section 6.3 of the method.
    """
    applying = [goal for goal in goals if goal.coverage is not None]
    scored = [(goal.score, goal.goal) for goal in applying if goal.score is not None]
    needed = min(rule.least_goals, len(applying))
    if not scored or len(scored) < needed:
        lacks = f"{len(scored)} goals have a score, and {needed or rule.least_goals} are needed"
        return Overall(None, None, len(scored), lacks)
    score = geometric_mean([score for score, _ in scored], floor=rule.floor)
    return Overall(score, min(scored)[1], len(scored), "")
