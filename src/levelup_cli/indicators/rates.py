"""Measures of several tables: rates, and shares of cohorts that are pooled."""

from dataclasses import replace

from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Measure,
    PassRate,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    RowMeasure,
    Total,
)
from levelup_cli.indicators.frames import Frames
from levelup_cli.indicators.needs import column_is_there, measure_is_there
from levelup_cli.indicators.passing import pass_rate
from levelup_cli.indicators.plain import count, count_by
from levelup_cli.indicators.truth import YES
from levelup_cli.outcomes.indicators import Figure

Named = list[tuple[str, Figure]]
End = float | None


def total_figure(frames: Frames, goal: Goal, measure: Total) -> Figure:
    """A total; with `each_at`, every unit of it at the mean given there."""
    figure = count(frames, goal, measure).figure(0)
    if measure.distinct is not None:
        return replace(figure, least_known=_share_named(frames, goal, measure))
    if measure.each_at is None:
        return figure
    mean = count(frames, goal, measure.each_at).figure(0)
    if not figure.value:  # nothing to be valued
        return figure
    value = None if mean.value is None else figure.value * mean.value
    low, high = _times(figure.low, mean.low), _times(figure.high, mean.high)
    return replace(figure, value=value, numerator=value, low=low, high=high)


def _share_named(frames: Frames, goal: Goal, measure: Total) -> float | None:
    """The share of rows that have the text by which distinct ones are told apart."""
    frame, members = frames.members(frames.catalogue.cohort(goal, measure.of))
    rows = members.levels == YES
    named = rows & frame.answers(str(measure.distinct)).known()
    return float(named.sum() / rows.sum()) if rows.any() else None


def _times(amount: End, each: End) -> End:
    return None if amount is None or each is None else amount * each


def _sum_of(figures: list[Figure]) -> Figure:
    """Several totals added up; the rows in doubt are those of the total with most of them."""
    first = figures[0]
    if len(figures) == 1:
        return first
    values, lows, highs = ([getattr(f, end) for f in figures] for end in ("value", "low", "high"))
    return replace(
        first,
        value=None if None in values else sum(values),
        low=None if None in lows else sum(lows),
        high=None if None in highs else sum(highs),
        unknown=max(f.unknown or 0 for f in figures),
        population=max(f.population for f in figures),
        counts=all(f.counts for f in figures),
    )


def rate(frames: Frames, goal: Goal, measure: Rate) -> Figure:
    """One total, or several added up, per so many of another."""
    above = _sum_of([total_figure(frames, goal, total) for total in measure.totals()])
    figure = _divide(above, total_figure(frames, goal, measure.per), measure)
    return _counted_even_if_none(figure)


def _divide(of: Figure, per: Figure, measure: Rate) -> Figure:
    """The rate; where events are counted it rests on the people of the base, not on the events."""
    of = replace(of, contributors=None) if of.counts else of
    if of.value is None or per.value is None or per.value <= 0:
        return replace(of, value=None, denominator=per.value, low=None, high=None)
    value = of.value / per.value * measure.times
    low = of.low / per.high * measure.times if of.low is not None and per.high else None
    high = of.high / per.low * measure.times if of.high is not None and per.low else None
    if not of.unknown and not per.unknown:
        low = high = value
    return replace(of, value=value, numerator=of.value, denominator=per.value, low=low, high=high)


def rate_by(
    frames: Frames, goal: Goal, measure: Rate, breakdown: str
) -> tuple[Named, float | None]:
    """The rate of each group, divided by the group's own base; without a base no groups."""
    base = next((b for b in measure.group_bases if _has_groups(frames, goal, b, breakdown)), None)
    if base is None or len(measure.totals()) > 1:
        return [], None
    above = count_by(frames, goal, measure.totals()[0], breakdown)
    below = dict(count_by(frames, goal, base, breakdown).figures())
    shown = [
        (name, _divide(figure, below[name], measure))
        for name, figure in above.figures()
        if name in below and below[name].value
    ]
    return [(name, _counted_even_if_none(figure)) for name, figure in shown], above.outside()


def _counted_even_if_none(figure: Figure) -> Figure:
    """Staff without any event have a rate of nothing, which is a figure too."""
    return figure if figure.population else replace(figure, population=figure.denominator or 0)


def _has_groups(frames: Frames, goal: Goal, measure: RowMeasure, breakdown: str) -> bool:
    """Whether a measure, and the column by which it is to be divided, were sent."""
    table = frames.catalogue.tables[frames.catalogue.cohort(goal, measure.of).table]
    return (
        (breakdown in table.columns or breakdown in table.derived)
        and measure_is_there(frames.checked, frames.catalogue, goal, measure)
        and column_is_there(frames.checked, frames.catalogue, table.table, breakdown)
    )


def pool(frames: Frames, goal: Goal, measure: Pooled) -> Figure:
    """The shares of several cohorts taken together."""
    there = (frames.checked, frames.catalogue, goal)
    parts = [part for part in measure.of if measure_is_there(*there, part)]
    return _pool([count(frames, goal, part).figure(0) for part in parts])


def pool_by(
    frames: Frames, goal: Goal, measure: Pooled, breakdown: str
) -> tuple[Named, float | None]:
    """The pooled share of each group, from the cohorts whose table has the column."""
    counts = [
        count_by(frames, goal, part, breakdown)
        for part in measure.of
        if _has_groups(frames, goal, part, breakdown)
    ]
    figures: dict[str, list[Figure]] = {}
    for counted in counts:
        for name, figure in counted.figures():
            figures.setdefault(name, []).append(figure)
    outside = sum(counted.outside() for counted in counts)
    return [(name, _pool(parts)) for name, parts in figures.items()], outside


def _pool(figures: list[Figure]) -> Figure:
    if not figures:
        return Figure(None)
    yes = sum(f.numerator or 0 for f in figures)
    known = sum(f.denominator or 0 for f in figures)
    unknown = sum(f.unknown or 0 for f in figures)
    value = 100 * yes / known if known else None
    low, high = value, value
    if unknown:
        everyone = known + unknown
        low, high = 100 * yes / everyone, 100 * (yes + unknown) / everyone
        if any(f.low is None and f.unknown for f in figures):
            low = high = None
    people, counts = any(f.people for f in figures), all(f.counts for f in figures)
    figure = Figure(value, yes, known, unknown, known + unknown, low, high)
    return replace(figure, people=people, counts=counts)


def shares_of_total(frames: Frames, goal: Goal, measure: Measure, column: str) -> Named:
    """What part of the whole each class of a column holds, of what can be told apart."""
    if not isinstance(measure, Proportion):
        return []
    whole = Total(kind="total", of=measure.of, column=measure.sum)
    named = [(n, f) for n, f in count_by(frames, goal, whole, column).figures() if f.value]
    everything = sum(figure.value or 0 for _, figure in named)
    return [
        (
            name,
            replace(
                figure,
                value=100 * (figure.value or 0) / everything,
                numerator=figure.value,
                denominator=everything,
                low=None,
                high=None,
            ),
        )
        for name, figure in named
    ]


def plain_figure(frames: Frames, goal: Goal, measure: PlainMeasure) -> Figure:
    """The figure of a plain measure over everybody."""
    match measure:
        case Rate():
            return rate(frames, goal, measure)
        case Pooled():
            return pool(frames, goal, measure)
        case PassRate():
            return pass_rate(frames.checked)
        case Total():
            return total_figure(frames, goal, measure)
        case _:
            return count(frames, goal, measure).figure(0)
