"""Plain measures of one table: which rows are counted, and what their counts come to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np

from levelup_cli.definitions.catalogue import MONEY, Catalogue
from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Mean,
    Measure,
    Median,
    PassRate,
    Pooled,
    Proportion,
    Rate,
    RowMeasure,
    Total,
)
from levelup_cli.indicators.amounts import GivenRows, number_at
from levelup_cli.indicators.distributions import Distribution
from levelup_cli.indicators.frames import Frame, Frames, Grouping, group_by, joined
from levelup_cli.indicators.means import weighted_mean
from levelup_cli.indicators.proportions import (
    MET,
    NOT,
    OUTCOMES,
    UNSAID,
    share_of_counts,
    share_of_people,
    share_of_sums,
)
from levelup_cli.indicators.tallies import Rows, Tally
from levelup_cli.indicators.truth import NO, UNKNOWN, YES, Levels, Truth
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.tables import Answers, Codes

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Count:
    """A measure counted once for all groups of a grouping; `figure` reads one of them.

    `amounts` are the numbers behind each value code, where a row has several.
    """

    measure: RowMeasure
    frame: Frame
    grouping: Grouping
    tally: Tally
    for_bounds: Tally
    amounts: GivenRows

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
        return _figure(self, rows, bounds)

    def figures(self) -> list[tuple[str, Figure]]:
        """The figure of every group by its name."""
        return [(name, self.figure(i)) for i, name in enumerate(self.grouping.names)]

    def unknown_of(self, groups: Sequence[int]) -> tuple[float, float]:
        """How many people's group or answer is not known, and how many people there are.

        The last of the groups is that of people whose group is not known.
        """
        unknown = population = 0.0
        for group in groups:
            figure = self.figure(group)
            population += figure.population
            unknown += figure.population if group == groups[-1] else figure.unknown or 0
        return unknown, population

    def outside(self) -> float:
        """How many people are in none of the groups."""
        places = (self.grouping.elsewhere, self.grouping.unknown)
        return sum(self.figure(place).population for place in places)


def count(
    frames: Frames,
    goal: Goal,
    measure: RowMeasure,
    grouping: Grouping | None = None,
    divided_by: Collection[str] = (),
) -> Count:
    """Count the rows of a measure's cohort, by group if there is a grouping."""
    frame, members = frames.members(frames.catalogue.cohort(goal, measure.of), divided_by)
    groups = grouping or Grouping(np.zeros(len(frame), np.int32), ("all",))
    codes, values, amounts = _values(frame, measure)
    if isinstance(measure, Total | Proportion) and measure.distinct:
        levels = _first_of_each(members.levels, groups, frame.answers(measure.distinct))
        members = Truth(levels)
    tally = Tally.of(groups.codes, members.levels, codes, values, members.shares)
    if members.possible is None:
        return Count(measure, frame, groups, tally, tally, amounts)
    for_bounds = Tally.of(groups.codes, members.possible, codes, values)
    return Count(measure, frame, groups, tally, for_bounds, amounts)


def count_by(frames: Frames, goal: Goal, measure: RowMeasure, breakdown: str) -> Count:
    """Count the rows of a measure's cohort by the groups of a column."""
    frame = frames[frames.catalogue.cohort(goal, measure.of).table]
    return count(frames, goal, measure, group_by(frame, breakdown), divided_by_of(frame, breakdown))


def divided_by_of(frame: Frame, breakdown: str) -> tuple[str, ...]:
    """The columns of a table by which a breakdown divides its rows."""
    groups = frame.definition.groups
    if groups is not None and groups.breakdown is not None:
        return (groups.breakdown,)
    return (breakdown,)


def _first_of_each(levels: Levels, groups: Grouping, key: Answers) -> Levels:
    """One member of each group for every text of the key; rows without one stand for themselves.

    The surest of the rows with one text is kept.
    """
    kept = levels.copy()
    known = key.known()
    order = np.lexsort((-levels.astype(np.int64), key.codes, groups.codes))
    order = order[known[order]]
    same = np.zeros(len(order), bool)
    same[1:] = (key.codes[order][1:] == key.codes[order][:-1]) & (
        groups.codes[order][1:] == groups.codes[order][:-1]
    )
    kept[order[same]] = NO
    kept[~known & (levels == YES)] = UNKNOWN
    return kept


def _values(frame: Frame, measure: RowMeasure) -> tuple[Codes, int, GivenRows]:
    """The value code of each row, how many codes there are, and the amounts behind them."""
    names = _amount_columns(measure)
    if names:
        columns = [frame.answers(name) for name in names]
        codes, rows = joined(columns)
        amounts = [
            tuple(number_at(c, i) for c, i in zip(columns, row, strict=True)) for row in rows
        ]
        return codes, max(1, len(amounts)), amounts or [(None,) * len(names)]
    match measure:
        case Proportion(sum=column):
            outcome = _outcomes(frame.meets(measure.where))
            if column is None:
                return outcome, OUTCOMES, []
            answers = frame.answers(column)
            codes = (outcome * len(answers.values) + answers.codes).astype(np.int32)
            return codes, OUTCOMES * len(answers.values), []
        case Mean(column=column) | Median(column=column) | Total(column=str(column)):
            answers = frame.answers(column)
            return answers.codes, len(answers.values), []
        case _:
            return np.zeros(len(frame), np.int32), 1, []


def _amount_columns(measure: RowMeasure) -> list[str]:
    """The columns whose numbers a row brings together."""
    match measure:
        case Proportion(counted=counted) if counted is not None:
            return [name for name in (counted.part, counted.whole, counted.asked) if name]
        case Mean(weight=str(weight)):
            return [name for name in (measure.column, weight, measure.asked) if name]
        case _:
            return []


def _outcomes(truth: Truth) -> Codes:
    known = [truth.levels == YES, truth.levels == UNKNOWN]
    return np.select(known, [MET, UNSAID], NOT).astype(np.int32)


def _figure(counted: Count, rows: Rows, bounds: Rows) -> Figure:
    measure, frame = counted.measure, counted.frame
    table, catalogue = frame.definition, frame.frames.catalogue
    match measure:
        case Proportion(sum=str(column), per=per):
            heads = catalogue.counts_people(table.table, column)
            figure = share_of_sums(rows, frame.answers(column).values, heads, per)
        case Proportion(counted=columns, per=per) if columns is not None:
            heads = catalogue.counts_people(table.table, columns.whole)
            figure = share_of_counts(rows, counted.amounts, heads, per)
        case Proportion(per=per):
            figure = share_of_people(rows, bounds, per)
        case Mean(weight=str(weight)):
            heads = catalogue.counts_people(table.table, weight)
            limits = frame.answers(measure.column).limits
            figure = weighted_mean(rows, counted.amounts, heads, limits)
        case Total(column=None):
            here, maybe = int(rows.sure.sum()), int(rows.maybe.sum())
            figure = Figure(here, here, None, maybe, here + maybe, here, here + maybe)
            figure = replace(figure, contributors=here)
        case Total() | Mean() | Median():
            answers = frame.answers(str(measure.column))
            figure = _figure_of_numbers(measure, Distribution.of(rows, answers), answers.limits)
        case _:
            assert_never(measure)
    counts = counts_heads(catalogue, table.table, measure)
    contributors = figure.contributors if table.people or _is_money(frame, measure) else None
    return replace(figure, people=table.people, counts=counts, contributors=contributors)


def _is_money(frame: Frame, measure: RowMeasure) -> bool:
    """Whether a sum of few amounts would tell somebody what another one pays or gets."""
    name = measure.sum if isinstance(measure, Proportion) else measure.column
    table = frame.definition.table
    return bool(name) and frame.frames.catalogue.unit_of_column(table, str(name)) == MONEY


def counts_heads(catalogue: Catalogue, table: str, measure: Measure) -> bool:
    """Whether the numerator of a measure counts rows or people, and is no other sum or mean."""
    people = catalogue.counts_people
    match measure:
        case Comparison(of=of) | Change(of=of):
            return counts_heads(catalogue, table, of)
        case Rate():
            return all(counts_heads(catalogue, table, total) for total in measure.totals())
        case Proportion(sum=str(column)) | Total(column=str(column)):
            return people(table, column)
        case Proportion(counted=columns) if columns is not None:
            return people(table, columns.whole)
        case Proportion() | Total() | Pooled() | PassRate():
            return True
        case _:
            return False


def _figure_of_numbers(
    measure: Total | Mean | Median, numbers: Distribution, limits: Range | None
) -> Figure:
    total = float(numbers.total())
    match measure:
        case Total():
            nothing = numbers.doubtful and not numbers.people
            value, bounds = None if nothing else total, numbers.total_bounds(limits)
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
        sample=None if isinstance(measure, Total) else numbers.sample(),
    )


def _around(value: float | None, low: float | None, high: float | None) -> Ends:
    """Bounds that also contain the value of those who are known.

    Of some who are not, a part is known (the hours of one course of two), and that alone may lie
    above everybody else.
    """
    if value is None:
        return low, high
    return None if low is None else min(low, value), None if high is None else max(high, value)
