"""What a goal's score would be had the method been chosen otherwise: a grid, nothing random.

The handbook of the OECD and the JRC asks for it (section 6.5 of the method): tier weights or equal
ones, arithmetic or geometric mean, floor and target as they are or both moved by a tenth of their
distance, and without each metric in turn.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from levelup_cli.definitions.goals import Target
from levelup_cli.outcomes.scorecards import MetricScore, Move, Sensitivity
from levelup_cli.scoring.means import geometric_mean, weighted_mean
from levelup_cli.scoring.points import points

MOVED = 0.1  # of the distance from floor to target
_WEIGHTS = {"tier weights": False, "equal weights": True}
_MEANS = {"arithmetic mean": weighted_mean, "geometric mean": geometric_mean}
_GOALPOSTS = {
    "floor and target as they are": 0.0,
    "floor and target nearer each other": MOVED,
    "floor and target further apart": -MOVED,
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to score; the first of each list is how it is done."""

    weights: str = next(iter(_WEIGHTS))
    mean: str = next(iter(_MEANS))
    goalposts: str = next(iter(_GOALPOSTS))
    without: str | None = None


def vary(usable: Sequence[MetricScore]) -> Sensitivity:
    """The scores of a goal under every combination of choices; at least one metric is needed."""
    names = [m.indicator.metric_id for m in usable]
    left_out = [None, *(names if len(names) > 1 else [])]
    reached = {goalposts: _points(usable, by) for goalposts, by in _GOALPOSTS.items()}

    def score(choice: _Choice) -> float:
        kept = [i for i, name in enumerate(names) if name != choice.without]
        weights = [1.0 if _WEIGHTS[choice.weights] else usable[i].weight for i in kept]
        return _MEANS[choice.mean]([reached[choice.goalposts][i] for i in kept], weights)

    grid = [score(_Choice(*c)) for c in product(_WEIGHTS, _MEANS, _GOALPOSTS, left_out)]
    single = {
        **{weights: _Choice(weights=weights) for weights in list(_WEIGHTS)[1:]},
        **{mean: _Choice(mean=mean) for mean in list(_MEANS)[1:]},
        **{goalposts: _Choice(goalposts=goalposts) for goalposts in list(_GOALPOSTS)[1:]},
        **{f"without {name}": _Choice(without=name) for name in left_out if name},
    }
    base = score(_Choice())
    moves = [Move(name, score(choice)) for name, choice in single.items()]
    moves.sort(key=lambda move: (-abs(move.score - base), move.choice))
    return Sensitivity(len(grid), min(grid), statistics.median(grid), max(grid), tuple(moves))


def _points(usable: Sequence[MetricScore], by: float) -> list[float]:
    """The points of each metric with its goalposts moved inward by a part of their distance."""
    reached = []
    for m in usable:
        value = m.indicator.figure.value if m.indicator.figure else None
        if value is None or m.target is None:  # points alone, as they were given
            reached.append(m.points or 0.0)
        else:
            reached.append(points(value, _moved(m.target, by)))
    return reached


def _moved(target: Target, by: float) -> Target:
    """Not validated again: a target beyond parity is allowed in this experiment."""
    way = (target.value - target.floor) * by
    return target.model_copy(update={"floor": target.floor + way, "value": target.value - way})
