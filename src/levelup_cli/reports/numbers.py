"""Numbers as they are shown: the one place where anything is rounded."""

from levelup_cli.outcomes.scorecards import MetricScore

_EXACT_WHOLE = 10**15
_DECIMALS = {"ratio": 2, "pounds": 2, "count": 0}


def exact(value: float | None) -> float | int | None:
    """To 12 significant digits, for files that programs read; whole numbers as such."""
    if value is None:
        return None
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < _EXACT_WHOLE else rounded


def whole(value: float) -> str:
    """A score: to whole points, half up."""
    return str(int(value + 0.5))


def figure_value(metric: MetricScore) -> str:
    """A metric's value in its unit, as a person reads it."""
    figure = metric.indicator.figure
    if figure is None or figure.value is None:
        return "-"
    unit = metric.indicator.unit
    decimals = _DECIMALS.get(unit, 1)
    text = f"{figure.value:,.{decimals}f}"
    return f"{text} %" if unit == "%" else text
