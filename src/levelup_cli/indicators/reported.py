"""What an organisation has published itself: it stands for rows that were not sent."""

import math

from levelup_cli.definitions.goals import Metric
from levelup_cli.definitions.measures import Difference, Measure
from levelup_cli.outcomes.indicators import Figure, Side
from levelup_cli.outcomes.submissions import Checked


def reported_figure(checked: Checked, metric: Metric) -> Figure | None:
    """The published figure of a metric, or None where there is none, or not for one sender alone.

    It has a value and no counts, so there is no interval. Quarters of pay hold equally many people
    but for one, so the mean of their shares is the share in all of them.
    """
    reported = metric.reported
    table = checked.tables.get(reported.table) if reported else None
    if reported is None or table is None or table.usable.sum() != 1:
        return None
    numbers = {name: float(table.numbers(name)[table.usable][0]) for name in reported.columns()}
    if any(map(math.isnan, numbers.values())):
        return None
    value = numbers[reported.column]
    sides: tuple[Side, ...] = ()
    if reported.less is not None:
        value -= numbers[reported.less]
        sides = _sides(metric.measure, numbers[reported.column], numbers[reported.less])
    if reported.over_mean_of:
        parts = [numbers[name] for name in reported.over_mean_of]
        if not sum(parts):
            return None
        value *= len(parts) / sum(parts)
    return Figure(
        value, unknown=None, low=value, high=value, sides=sides, counts=False, published=True
    )


def _sides(measure: Measure, whole: float, taken_off: float) -> tuple[Side, ...]:
    """The two values of a difference, the group of interest first."""
    if not isinstance(measure, Difference):
        return ()
    group, reference = (taken_off, whole) if measure.subtract == "group" else (whole, taken_off)
    named = ((str(measure.group), group), (str(measure.reference), reference))
    return tuple(Side(name, value, None, None) for name, value in named)
