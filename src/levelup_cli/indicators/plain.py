"""Plain measures: which rows are counted, and what their counts come to."""

from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np

from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import Mean, Median, PlainMeasure, Proportion, Rate, Total
from levelup_cli.indicators.distributions import Distribution
from levelup_cli.indicators.frames import Frame, Frames, Grouping
from levelup_cli.indicators.proportions import (
    MET,
    NOT,
    OUTCOMES,
    UNSAID,
    counted_answers,
    share_of_people,
    share_of_sums,
)
from levelup_cli.indicators.tallies import Rows, Tally
from levelup_cli.indicators.truth import UNKNOWN, YES, Truth
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.tables import Codes
from levelup_cli.words import simplify

Ends = tuple[float | None, float | None]
RowMeasure = Total | Mean | Median | Proportion


@dataclass(frozen=True, slots=True)
class Count:
    """A measure counted once for all groups of a grouping; `figure` reads one of them."""

    measure: RowMeasure
    frame: Frame
    grouping: Grouping
    tally: Tally
    for_bounds: Tally

    def figure(self, group: int, joined_by_unknown: bool = False) -> Figure:
        """The figure of one group.

        With `joined_by_unknown`, people whose group is not known may belong to this one: they do
        not move the value, and widen its bounds.
        """
        rows, bounds = self.tally.rows(group), self.for_bounds.rows(group)
        if joined_by_unknown:
            strays = self.tally.rows(self.grouping.unknown).all_doubtful()
            rows = rows + strays
            bounds = bounds + self.for_bounds.rows(self.grouping.unknown).all_doubtful()
        return _figure(self.measure, self.frame, rows, bounds)

    def unknown_of(self, groups: range) -> tuple[float, float]:
        """How many people's group or answer is not known, and how many people there are.

        The last of the groups is that of people whose group is not known.
        """
        unknown = population = 0.0
        for group in groups:
            figure = self.figure(group)
            population += figure.population
            unknown += figure.population if group == groups[-1] else figure.unknown or 0
        return unknown, population


def count(frames: Frames, goal: Goal, measure: RowMeasure, grouping: Grouping | None) -> Count:
    """Count the rows of a measure's cohort, by group if there is a grouping."""
    frame, members = frames.members(frames.catalogue.cohort(goal, measure.of))
    groups = grouping or Grouping(np.zeros(len(frame), np.int32), ("all",))
    codes, values = _values(frame, measure)
    tally = Tally.of(groups.codes, members.levels, codes, values, members.shares)
    if members.possible is None:
        return Count(measure, frame, groups, tally, tally)
    for_bounds = Tally.of(groups.codes, members.possible, codes, values)
    return Count(measure, frame, groups, tally, for_bounds)


def _values(frame: Frame, measure: RowMeasure) -> tuple[Codes, int]:
    """The value code of each row, and how many codes there are."""
    match measure:
        case Proportion(counted=None, sum=column):
            outcome = _outcomes(frame.meets(measure.where))
            if column is None:
                return outcome, OUTCOMES
            answers = frame.answers(column)
            codes = outcome * len(answers.values) + answers.codes
            return codes.astype(np.int32), OUTCOMES * len(answers.values)
        case Mean(column=column) | Median(column=column) | Total(column=str(column)):
            answers = frame.answers(column)
            return answers.codes, len(answers.values)
        case _:
            return np.zeros(len(frame), np.int32), 1


def _outcomes(truth: Truth) -> Codes:
    known = [truth.levels == YES, truth.levels == UNKNOWN]
    return np.select(known, [MET, UNSAID], NOT).astype(np.int32)


def _figure(measure: RowMeasure, frame: Frame, rows: Rows, bounds: Rows) -> Figure:
    match measure:
        case Proportion(sum=str(column)):
            figure = share_of_sums(rows, frame.answers(column))
        case Proportion():
            figure = share_of_people(rows, bounds)
        case Total(column=None):
            heads, maybe = int(rows.sure.sum()), int(rows.maybe.sum())
            ends = (heads, heads + maybe)
            figure = Figure(heads, heads, None, maybe, heads + maybe, *ends, contributors=heads)
        case Total() | Mean() | Median():
            figure = _figure_of_numbers(measure, frame, rows, str(measure.column))
        case _:
            assert_never(measure)
    return replace(figure, people=frame.definition.people)


def _figure_of_numbers(
    measure: Total | Mean | Median, frame: Frame, rows: Rows, column: str
) -> Figure:
    answers = frame.answers(column)
    numbers, limits = Distribution.of(rows, answers), answers.limits
    total = float(numbers.total())
    match measure:
        case Total():
            value, bounds = total if numbers.people else None, numbers.total_bounds(limits)
            numerator, denominator = value, None
        case Mean():
            value, bounds = numbers.mean(), numbers.mean_bounds(limits)
            numerator, denominator = total, float(numbers.people)
        case Median():
            value, bounds = numbers.median(), numbers.median_bounds(limits)
            numerator, denominator = None, float(numbers.people)
    low, high = (value, value) if not numbers.doubtful else _around(value, *bounds)
    population = numbers.people + numbers.doubtful
    return Figure(
        value,
        numerator,
        denominator,
        numbers.doubtful,
        population,
        low,
        high,
        contributors=numbers.people,
    )


def _around(value: float | None, low: float | None, high: float | None) -> Ends:
    """Bounds that also contain the value of those who are known.

    Of some who are not, a part is known (the hours of one course of two), and that alone may lie
    above everybody else.
    """
    if value is None:
        return low, high
    return None if low is None else min(low, value), None if high is None else max(high, value)


def rate(frames: Frames, goal: Goal, measure: Rate) -> Figure:
    """One total per so many of another."""
    of = count(frames, goal, measure.of, None).figure(0)
    per = count(frames, goal, measure.per, None).figure(0)
    if of.value is None or not per.value:
        return replace(of, value=None, denominator=per.value, low=None, high=None)
    value = of.value / per.value * measure.times
    low = of.low / per.high * measure.times if of.low is not None and per.high else None
    high = of.high / per.low * measure.times if of.high is not None and per.low else None
    return replace(of, value=value, numerator=of.value, denominator=per.value, low=low, high=high)


def plain_figure(frames: Frames, goal: Goal, measure: PlainMeasure) -> Figure:
    """The figure of a plain measure over everybody."""
    if isinstance(measure, Rate):
        return rate(frames, goal, measure)
    if isinstance(measure, Proportion) and measure.counted:
        return counted_figure(frames, goal, measure, "all", "all")
    return count(frames, goal, measure, None).figure(0)


def counted_figure(
    frames: Frames, goal: Goal, measure: Proportion, breakdown: str, group: str
) -> Figure:
    """The figure of a table that holds counts, from the rows of one group of a breakdown."""
    frame, members = frames.members(frames.catalogue.cohort(goal, measure.of))
    return counted_answers(frame, members, measure, breakdown, group)


def groups_counted(frames: Frames, goal: Goal, measure: Proportion, breakdown: str) -> list[str]:
    """The groups that a table of counts has for a breakdown, in the order of its rows.

    Answers that say nothing are no group, however they were counted.
    """
    frame, _ = frames.members(frames.catalogue.cohort(goal, measure.of))
    columns = frame.definition.groups
    if columns is None:
        return []
    names, groups = frame.answers(columns.breakdown), frame.answers(columns.group)
    pairs = zip(names.codes.tolist(), groups.codes.tolist(), strict=True)
    found: dict[str, str] = {}
    for name, group in pairs:
        if simplify(str(names.values[name] or "")) == simplify(breakdown):
            text = str(groups.values[group] or "")
            found.setdefault(simplify(text), text)
    silent = frames.catalogue.non_answers()
    return [text for word, text in found.items() if word and word not in silent]
