"""Why a ratio is flagged, or is not: the three conditions of section 4.6 of the method."""

from levelup_cli.reports.score_explanation.amounts import shown, span
from levelup_cli.results.parts import FigurePart

# The limits of the shipped policies: a result holds none. Where they do not give the flag that
# stands in the result, its pack has others.
_BELOW, _ABOVE, _PEOPLE, _OUTCOMES = 0.8, 1.25, 30, 5


def flag_in_words(figure: FigurePart) -> str:
    """The flag and its three conditions; empty where there is none to be told."""
    interval, value = figure.interval, figure.value
    if figure.flag is None or value is None or interval is None:
        return ""
    people = [base.denominator or 0 for base in figure.bases.values()]
    outcomes = sum(base.numerator or 0 for base in figure.bases.values())
    low, high = interval.low or 0, interval.high or 0
    outside = not _BELOW <= value <= _ABOVE
    sure = not low <= 1 <= high
    enough = min(people, default=0) >= _PEOPLE and outcomes >= _OUTCOMES
    expected = "none" if not (outside and enough) else "adverse" if sure else "watch"
    if expected != figure.flag:
        return f"{figure.flag}, by the limits of these definitions"
    heads = " and ".join(map(shown, people))
    return (
        f"{figure.flag}. 1: outside {_BELOW:.2f} to {_ABOVE:.2f}: {_yes(outside)},"
        f" {shown(value)}. 2: the interval excludes 1: {_yes(sure)}, {span(low, high)}."
        f" 3: {_PEOPLE} people on each side and {_OUTCOMES} outcomes: {_yes(enough)}, {heads}"
        f" people and {shown(outcomes)} outcomes. All three make it adverse; the first and the"
        " third alone, watch."
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
