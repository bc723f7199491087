"""Numbers as they are shown: the one place where anything is rounded."""

from levelup_cli.outcomes.scorecards import MetricScore

_DECIMALS = {"ratio": 2, "pounds": 2, "count": 0}


def whole(value: float) -> str:
    """A score: to whole points, half up."""
    return str(int(value + 0.5))


def figure_value(metric: MetricScore) -> str:
    """A metric's value in its unit, as a person reads it."""
    figure, unit = metric.indicator.figure, metric.indicator.unit
    if figure is None or figure.value is None:
        return "-"
    return f"{in_unit(figure.value, unit)} %" if unit == "%" else in_unit(figure.value, unit)


def in_unit(value: float, unit: str) -> str:
    """A number with as many decimals as its unit has."""
    return f"{value:,.{_DECIMALS.get(unit, 1)}f}"


def bounds_of(metric: MetricScore) -> str:
    """What the value would be if everything unknown were known; empty where that has no end."""
    figure, unit = metric.indicator.figure, metric.indicator.unit
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return f"{in_unit(figure.low, unit)} to {in_unit(figure.high, unit)}"


def interval_of(metric: MetricScore) -> str:
    """What chance could make of the value; empty where that is not known."""
    figure, unit = metric.indicator.figure, metric.indicator.unit
    if figure is None or figure.interval is None:
        return ""
    low, high = (in_unit(end, unit) for end in (figure.interval.low, figure.interval.high))
    return f"{low} to {high}"
