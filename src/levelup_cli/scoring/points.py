"""A value -> 0 to 100 points: how far it has come from the floor to the target.

The method is a goalpost, as in the UNDP's Human Development Index: floor and target are set in
advance, so nobody's points depend on anybody else's data (sections 6.1 and 6.3 of the method).
"""

import math

from levelup_cli.definitions.goals import Target


def points(value: float, target: Target) -> float:
    """Points of a value, 0 to 100. Folding is for the points only; the value keeps its sign."""
    share = (target.fold(value) - target.floor) / (target.value - target.floor)
    return 100 * min(1.0, max(0.0, share))


def point_bounds(low: float | None, high: float | None, target: Target) -> tuple[float, float]:
    """The fewest and most points over all values from low to high; None has no end.

    Folding is not monotone, so the best value may lie between the ends.
    """
    first = -math.inf if low is None else low
    last = math.inf if high is None else high
    best = {"nearer_zero": 0.0, "nearer_one": 1.0}.get(target.better)
    values = [first, last, *([best] if best is not None and first <= best <= last else [])]
    reached = [points(value, target) for value in values]
    return min(reached), max(reached)
