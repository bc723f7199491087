"""Columns worked out row by row from others: products, quotients, rates, the first that is known.

All sums are exact: numbers stay decimals or fractions of them until a figure is made.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.derived import (
    AnyOf,
    AtLeast,
    DatedRate,
    FirstKnown,
    InPeriod,
    Matching,
    MostFrequent,
    NumberOfCode,
    Product,
    Quotient,
    WeeksInPeriod,
)
from levelup_cli.definitions.rates import OTHER
from levelup_cli.indicators.frames import Frame, joined
from levelup_cli.indicators.truth import NO, YES, Truth
from levelup_cli.outcomes.tables import Answers, Status, Value

_PLACES = Decimal("1e-15")  # quotients that do not end are cut here, far below what is shown
DAYS_OF_A_WEEK = 7


def answers_of_truth(truth: Truth) -> Answers:
    """Levels as the answers yes, no and not known."""
    codes = np.select([truth.levels == YES, truth.levels == NO], [0, 1], 2).astype(np.int32)
    statuses = np.array([Status.PRESENT, Status.PRESENT, Status.UNKNOWN], np.int8)
    return Answers(codes, statuses, ("yes", "no", None))


def not_known(rows: int) -> Answers:
    """Answers of which none is known: the table that would give them was not sent."""
    return Answers(np.zeros(rows, np.int32), np.array([Status.UNKNOWN], np.int8), (None,))


def any_of(frame: Frame, column: AnyOf) -> Answers:
    """Yes where any set of conditions holds."""
    truth = Truth(np.full(len(frame), NO, np.int8))
    for conditions in column.of:
        truth |= frame.meets(conditions)
    return answers_of_truth(truth)


def first_known(frame: Frame, column: FirstKnown) -> Answers:
    """Row by row the first of the choices that is known."""
    values: list[Value | None] = [None]
    codes = np.zeros(len(frame), np.int32)
    limits = []
    for choice in column.of:
        open_rows = (codes == 0) & (frame.meets(choice.where).levels == YES)
        if choice.column is None:
            fixed = choice.value
            values.append(fixed if isinstance(fixed, str) else Decimal(str(fixed)))
            codes[open_rows] = len(values) - 1
            continue
        answers = frame.answers(choice.column)
        limits.append(answers.limits)
        rows = open_rows & answers.known()
        codes[rows] = answers.codes[rows] + len(values)
        values += answers.values
    statuses = np.array([Status.MISSING if v is None else Status.PRESENT for v in values], np.int8)
    return Answers(codes, statuses, tuple(values), limits[0] if limits else None)


def number_of_code(frame: Frame, column: NumberOfCode) -> Answers:
    """The number that stands for each code; a code without one is not known."""
    answers = frame.answers(column.column)
    numbers = [column.to.get(str(value)) for value in answers.values]
    known = [
        number is not None and status == Status.PRESENT
        for number, status in zip(numbers, answers.statuses, strict=True)
    ]
    statuses = np.where(known, Status.PRESENT, Status.MISSING).astype(np.int8)
    values = tuple(
        Decimal(str(number)) if here else None for number, here in zip(numbers, known, strict=True)
    )
    limits = Range(min=min(column.to.values()), max=max(column.to.values()))
    return Answers(answers.codes, statuses, values, limits)


def combine(
    columns: Sequence[Answers], reckon: Callable[..., Value | None], limits: Range | None = None
) -> Answers:
    """A value for each distinct combination of known values; not known where one of them is not."""
    codes, rows = joined(columns)
    values: list[Value | None] = []
    for row in rows:
        parts = [c.values[i] for c, i in zip(columns, row, strict=True)]
        known = all(c.statuses[i] == Status.PRESENT for c, i in zip(columns, row, strict=True))
        values.append(reckon(*parts) if known else None)
    return Answers(codes, _known_or_not(values), tuple(values), limits)


def product(frame: Frame, column: Product) -> Answers:
    """Columns multiplied with each other."""
    times = Decimal(str(column.times))

    def multiply(*parts: Decimal) -> Decimal:
        result = times
        for part in parts:
            result *= part
        return result

    return combine([frame.answers(name) for name in column.of], multiply)


def quotient(frame: Frame, column: Quotient) -> Answers:
    """One column divided by another; cut after fifteen places."""

    def divide(top: Decimal, base: Decimal) -> Decimal | None:
        return (top / base).quantize(_PLACES) if base else None

    return combine([frame.answers(column.of), frame.answers(column.by)], divide)


def at_least(frame: Frame, column: AtLeast) -> Answers:
    """Whether one column reaches so many times another; of nothing nothing can be reached."""
    times = Fraction(Decimal(str(column.times)))

    def reaches(value: Decimal, other: Decimal) -> str | None:
        if not other:
            return None
        return "yes" if Fraction(value) >= times * Fraction(other) else "no"

    return combine([frame.answers(column.column), frame.answers(column.than)], reaches)


def in_period(frame: Frame, column: InPeriod) -> Answers:
    """Whether a day lies in the period; not known where the period or the day is not."""
    organisation = frame.frames.checked.organisation
    start, end = organisation.period_start, organisation.period_end

    def lies_inside(day: date) -> str | None:
        if start is None or end is None:
            return None
        return "yes" if start <= day <= end else "no"

    return combine([frame.answers(column.column)], lies_inside)


def weeks_in_period(frame: Frame, _: WeeksInPeriod) -> Answers:
    """The weeks of the period, the same in every row."""
    organisation = frame.frames.checked.organisation
    start, end = organisation.period_start, organisation.period_end
    value = None
    if start is not None and end is not None:
        value = (Decimal((end - start).days + 1) / DAYS_OF_A_WEEK).quantize(_PLACES)
    statuses = np.array([Status.MISSING if value is None else Status.PRESENT], np.int8)
    return Answers(np.zeros(len(frame), np.int32), statuses, (value,))


def dated_rate(frame: Frame, column: DatedRate) -> Answers:
    """The rate in force for each row's code."""
    rates = frame.frames.catalogue.rates[column.rates]
    organisation = frame.frames.checked.organisation

    def look_up(code: str, day: date | None) -> Decimal | None:
        entry = rates.on(day)
        rate = None if entry is None else entry.values.get(code, entry.values.get(OTHER))
        return None if rate is None else Decimal(str(rate))

    by = frame.answers(column.by)
    if column.on is None:
        return combine([by], lambda code: look_up(code, organisation.snapshot_date))
    days = frame.answers(column.on)
    fallback = organisation.period_start
    statuses = np.full(len(days.values), Status.PRESENT, np.int8)
    filled = tuple(day or fallback or date.min for day in days.values)
    return combine([by, Answers(days.codes, statuses, filled)], look_up)


def most_frequent(frame: Frame, column: MostFrequent) -> Answers:
    """For each row, the number most frequent among the rows of its place."""
    numbers, places = frame.answers(column.column), frame.answers(column.within)
    looked_at = (frame.counted() & frame.meets(column.among)).levels == YES
    looked_at &= numbers.known() & places.known()
    codes, pairs = joined((places, numbers))
    heads = np.bincount(codes[looked_at], minlength=len(pairs)).tolist()
    sign = 1 if column.ties == "highest" else -1
    best: dict[int, tuple[int, Decimal]] = {}
    for (place, number), count in zip(pairs, heads, strict=True):
        value = numbers.values[number]
        if count and isinstance(value, Decimal):
            best[place] = max(best.get(place, (0, sign * value)), (count, sign * value))
    values = tuple(sign * best[i][1] if i in best else None for i in range(len(places.values)))
    return Answers(places.codes, _known_or_not(values), values, numbers.limits)


def matching(frame: Frame, column: Matching) -> Answers:
    """For each row, the number in the one row that agrees with it in every column of `on`."""
    numbers = frame.answers(column.column)
    codes, rows = joined([frame.answers(name) for name in column.on])
    wanted = np.flatnonzero((frame.counted() & frame.meets(column.where)).levels == YES)
    places, first, counts = np.unique(codes[wanted], return_index=True, return_counts=True)
    values: list[Value | None] = [None] * len(rows)
    for place, index, count in zip(places, first, counts, strict=True):
        if count == 1:
            values[place] = numbers.values[numbers.codes[wanted[index]]]
    return Answers(codes, _known_or_not(values), tuple(values))


def _known_or_not(values: Sequence[Value | None]) -> npt.NDArray[np.int8]:
    return np.array([Status.UNKNOWN if v is None else Status.PRESENT for v in values], np.int8)
