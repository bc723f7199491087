"""The figure of any measure: over everybody, and by the groups of a column."""

from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Difference,
    Measure,
    PassRate,
    PercentGap,
    Pooled,
    Rate,
    Ratio,
)
from levelup_cli.indicators.comparisons import Named, as_gap, change, compare_all, compare_by
from levelup_cli.indicators.frames import Frames
from levelup_cli.indicators.plain import count_by
from levelup_cli.indicators.rates import plain_figure, pool_by, rate_by
from levelup_cli.outcomes.indicators import Figure


def figure_of(frames: Frames, goal: Goal, measure: Measure) -> Figure:
    """The figure of any measure over everybody."""
    match measure:
        case Ratio() | PercentGap() | Difference():
            return compare_all(frames, goal, measure)
        case Change():
            return change(frames, goal, measure)
        case _:
            return plain_figure(frames, goal, measure)


def figures_by(
    frames: Frames, goal: Goal, measure: Measure, breakdown: str
) -> tuple[Named, float | None]:
    """The figure of each group of a breakdown, and how many people gave none of them."""
    match measure:
        case Ratio() | PercentGap() | Difference():
            return compare_by(frames, goal, measure, breakdown)
        case Change():
            return compare_by(frames, goal, as_gap(measure), breakdown)
        case Rate():
            return rate_by(frames, goal, measure, breakdown)
        case Pooled():
            return pool_by(frames, goal, measure, breakdown)
        case PassRate():
            return [], None
        case _:
            counted = count_by(frames, goal, measure, breakdown)
            if counted.frame.definition.groups is not None:  # rows about groups may overlap
                return counted.figures(), None
            return counted.figures(), counted.outside()
