"""Comparisons: two values of one measure set against each other, and each sign told once."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

import numpy as np

from levelup_cli.definitions.derived import MapOfCodes
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Difference,
    PassRate,
    PercentGap,
    PlainMeasure,
    Pooled,
    Rate,
    Ratio,
    RowMeasure,
)
from levelup_cli.indicators.frames import Frames, Grouping, gather, group_by
from levelup_cli.indicators.plain import Count, count, count_by, divided_by_of
from levelup_cli.indicators.rates import plain_figure
from levelup_cli.indicators.truth import YES
from levelup_cli.outcomes.indicators import Figure, Side

AnyComparison = Difference | PercentGap | Ratio
End = float | None
Named = list[tuple[str, Figure]]


def compare(
    measure: AnyComparison, group: Figure, reference: Figure, names: tuple[str, str]
) -> Figure:
    """The comparison of two figures; its numerator and denominator are what is divided.

    The value is None where the reference is nothing, for nothing can be divided by it.
    """
    sides = tuple(
        Side(name, side.value, side.numerator, side.denominator, side.contributors, side.sample)
        for name, side in zip(names, (group, reference), strict=True)
    )
    shares = [f.known_share for f in (group, reference) if f.known_share is not None]
    figure = Figure(
        value=None,
        unknown=max(group.unknown or 0, reference.unknown or 0),
        population=max(group.population, reference.population),
        sides=sides,
        people=group.people,
        counts=group.counts,
        least_known=min(shares, default=None),
    )
    if group.value is None or reference.value is None:
        return figure
    amount, base = _amounts(measure, group.value, reference.value)
    if base is None:
        value: End = amount
    else:
        value = None if base == 0 else amount / base * (1 if isinstance(measure, Ratio) else 100)
    low, high = _bounds(measure, group, reference)
    if not figure.unknown:
        low = high = value
    elif value is not None:  # the last digit of a quotient may err to either side
        low = None if low is None else min(low, value)
        high = None if high is None else max(high, value)
    return replace(figure, value=value, numerator=amount, denominator=base, low=low, high=high)


def _amounts(measure: AnyComparison, group: float, reference: float) -> tuple[float, End]:
    """What is divided, and by what; a difference is not divided."""
    match measure:
        case Ratio():
            return group, reference
        case PercentGap(subtract="group"):
            return reference - group, reference
        case PercentGap():
            return group - reference, reference
        case Difference(subtract="group"):
            return reference - group, None
        case Difference():
            return group - reference, None
        case _:
            assert_never(measure)


def _bounds(measure: AnyComparison, group: Figure, reference: Figure) -> tuple[End, End]:
    """Each side as far as it can go, against the other; None where there is no end to it."""
    match measure:
        case Ratio():
            return _ratio_bounds(group, reference)
        case PercentGap(subtract="group"):
            low, high = _ratio_bounds(group, reference)
            return _turned(high), _turned(low)
        case PercentGap():
            low, high = (_turned(end) for end in _ratio_bounds(group, reference))
            return _minus(0, low), _minus(0, high)
        case Difference(subtract="group"):
            return _minus(reference.low, group.high), _minus(reference.high, group.low)
        case Difference():
            return _minus(group.low, reference.high), _minus(group.high, reference.low)
        case _:
            assert_never(measure)


def _ratio_bounds(group: Figure, reference: Figure) -> tuple[End, End]:
    """The smallest and largest quotient; no bound where the reference could be nothing or less."""
    if reference.low is None or reference.low < 0:
        return None, None
    tops = (_or(group.low, -math.inf), _or(group.high, math.inf))
    bases = (reference.low, _or(reference.high, math.inf))
    corners = [_quotient(top, base) for top in tops for base in bases]
    low, high = min(corners), max(corners)
    return low if math.isfinite(low) else None, high if math.isfinite(high) else None


def _or(end: End, instead: float) -> float:
    return instead if end is None else end


def _quotient(top: float, base: float) -> float:
    if base == 0:
        return math.copysign(math.inf, top) if top else 0.0
    return 0.0 if math.isinf(base) else top / base


def _turned(ratio: End) -> End:
    """How far a ratio falls short of 1, in per cent."""
    return None if ratio is None else 100 - 100 * ratio


def _minus(value: End, other: End) -> End:
    return None if value is None or other is None else value - other


def compare_all(frames: Frames, goal: Goal, measure: AnyComparison) -> Figure:
    """The comparison over everybody."""
    if measure.against is not None:
        group = plain_figure(frames, goal, measure.of)
        reference = plain_figure(frames, goal, measure.against)
        return compare(measure, group, reference, (_cohort(measure.of), _cohort(measure.against)))
    return compare_groups(frames, goal, measure, measure.of)


def compare_groups(frames: Frames, goal: Goal, measure: AnyComparison, of: PlainMeasure) -> Figure:
    """Two groups of one column, counted in one pass. Unknown groups widen the bounds of both."""
    by = str(measure.by)
    counted = count_by(frames, goal, _of_rows(of), by)
    first, second = _sides(counted.grouping, measure)
    figure = compare(
        measure,
        counted.figure(first, joined_by_unknown=True),
        counted.figure(second, joined_by_unknown=True),
        (str(measure.group), str(measure.reference)),
    )
    figure = _with_unknowns(
        figure, counted, _everybody(counted, (first, second), range(counted.grouping.unknown + 1))
    )
    if not figure.unknown:
        return replace(figure, low=figure.value, high=figure.value)
    return figure


def _of_rows(measure: PlainMeasure) -> RowMeasure:
    if isinstance(measure, Rate | Pooled | PassRate):
        raise TypeError("the loader lets only measures of one table be compared by groups")
    return measure


def _sides(grouping: Grouping, measure: Comparison) -> tuple[int, int]:
    names = grouping.names
    return names.index(str(measure.group)), names.index(str(measure.reference))


def _everybody(counted: Count, sides: tuple[int, int], places: range) -> Sequence[int]:
    """The places of all people of a comparison, those whose group is not known at the end.

    In a table of counts only the two sides: its other rows may be about the same people.
    """
    return places if counted.frame.definition.groups is None else (*sides, places[-1])


def _with_unknowns(figure: Figure, counted: Count, groups: Sequence[int]) -> Figure:
    """The population of a comparison is everybody, also those who are in neither group."""
    unknown, population = counted.unknown_of(groups)
    return replace(figure, unknown=unknown, population=population, least_known=None)


def compare_by(
    frames: Frames, goal: Goal, measure: AnyComparison, breakdown: str
) -> tuple[Named, float | None]:
    """The comparison within each group of a breakdown, and how many people are in none.

    Where the breakdown is the column that the compared groups are gathered from (ethnic groups
    behind "ethnic minority"), each of its groups is set against the same reference.
    """
    of = _of_rows(measure.of)
    if measure.against is not None:
        counted = count_by(frames, goal, of, breakdown)
        others = dict(count_by(frames, goal, _of_rows(measure.against), breakdown).figures())
        names = (of.of, _of_rows(measure.against).of)
        return [
            (g, compare(measure, f, others[g], names)) for g, f in counted.figures() if g in others
        ], counted.outside()
    frame = frames[frames.catalogue.cohort(goal, of.of).table]
    by = frame.definition.derived.get(str(measure.by))
    if isinstance(by, MapOfCodes) and by.column == breakdown:
        return _each_against_reference(frames, goal, measure, by)
    outer, inner = group_by(frame, breakdown), group_by(frame, str(measure.by))
    width = len(inner.names) + 2
    crossed = Grouping((outer.codes * width + inner.codes).astype(np.int32), outer.names)
    divided_by = (*divided_by_of(frame, breakdown), *divided_by_of(frame, str(measure.by)))
    counted = count(frames, goal, of, crossed, divided_by)
    first, second = _sides(inner, measure)
    names = (str(measure.group), str(measure.reference))
    figures = []
    for i, name in enumerate(outer.names):
        start = i * width
        sides = (start + first, start + second)
        group, reference = map(counted.figure, sides)
        figure = compare(measure, group, reference, names)
        inside = _everybody(counted, sides, range(start, start + width))
        figures.append((name, _with_unknowns(figure, counted, inside)))
    outside = range(outer.elsewhere * width, (outer.unknown + 1) * width)
    return figures, sum(counted.figure(place).population for place in outside)


def _each_against_reference(
    frames: Frames, goal: Goal, measure: AnyComparison, by: MapOfCodes
) -> tuple[Named, float | None]:
    of = _of_rows(measure.of)
    frame = frames[frames.catalogue.cohort(goal, of.of).table]
    each = by.to[str(measure.group)]
    groups = {code: (code,) for code in each} | {"(reference)": by.to[str(measure.reference)]}
    grouping = gather(frame.answers(by.column), groups)
    counted = count(frames, goal, of, grouping, divided_by_of(frame, by.column))
    reference = counted.figure(len(each))
    figures = []
    for i, code in enumerate(each):
        figure = compare(measure, counted.figure(i), reference, (code, str(measure.reference)))
        everybody = range(grouping.unknown + 1)
        figures.append((code, _with_unknowns(figure, counted, everybody)))
    return figures, counted.figure(grouping.unknown).population


def _cohort(measure: PlainMeasure) -> str:
    return _of_rows(measure).of


def as_gap(measure: Change) -> PercentGap:
    """A change since an earlier measure is the gap to it, in per cent of it."""
    return PercentGap(
        kind="percent_gap", of=measure.of, against=measure.since, subtract="reference"
    )


def change(frames: Frames, goal: Goal, measure: Change) -> Figure:
    """Change since an earlier measure; said not to be comparable where the sides are not alike."""
    figure = compare_all(frames, goal, as_gap(measure))
    for column in measure.alike:
        now, before = (
            _values_of(frames, goal, _of_rows(side), column) for side in (measure.of, measure.since)
        )
        if now != before:
            differ = f"{column} is {_listed(now)} on one side and {_listed(before)} on the other"
            return replace(figure, incomparable=f"the two cannot be compared: {differ}")
    return figure


def _values_of(frames: Frames, goal: Goal, measure: RowMeasure, column: str) -> set[str]:
    frame, members = frames.members(frames.catalogue.cohort(goal, measure.of))
    answers = frame.answers(column)
    used = np.unique(answers.codes[members.levels == YES])
    return {str(answers.values[i]) for i in used if answers.values[i] is not None}


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values)) or "not given"
