"""Several points made one: how far strengths may make up for weaknesses.

Section 6.1 of the method; the geometric mean as in the UNDP's Human Development Index since 2010,
because there a low part shows.
"""

import math
from collections.abc import Sequence


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """The arithmetic mean; weights are not negative, and one at least is above 0."""
    total = math.fsum(weight * value for value, weight in zip(values, weights, strict=True))
    return total / math.fsum(weights)


def geometric_mean(
    values: Sequence[float], weights: Sequence[float] | None = None, floor: float = 1.0
) -> float:
    """The geometric mean, each value counted as `floor` at least; without weights all alike."""
    heavy = weights or [1.0] * len(values)
    raised = [max(value, floor) for value in values]
    if any(value <= 0 for value in raised):
        return 0.0
    return math.exp(weighted_mean([math.log(value) for value in raised], heavy))
