"""Safe indicators -> Scorecard: points between floor and target, goals, coverage, bounds, grade."""

from levelup_cli.scoring.planning import make_plan
from levelup_cli.scoring.points import point_bounds, points
from levelup_cli.scoring.scorecard import score

__all__ = ["make_plan", "point_bounds", "points", "score"]
