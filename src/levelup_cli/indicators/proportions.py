"""Shares: of people, of a summed column, and of answers that a table has already counted."""

from decimal import Decimal
from fractions import Fraction

import numpy as np

from levelup_cli.definitions.measures import Proportion
from levelup_cli.indicators.frames import Frame
from levelup_cli.indicators.tallies import Rows
from levelup_cli.indicators.truth import YES, Truth
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.tables import Answers
from levelup_cli.words import simplify

NOT, UNSAID, MET = 0, 1, 2  # the outcome of a row: no, not known, yes
OUTCOMES = 3


def share_of_people(rows: Rows, bounds: Rows) -> Figure:
    """Per cent of those whose answer is known. Rows whose membership is in doubt leave both sides.

    Bounds: an unknown answer becomes no (low) or yes (high), and people in doubt join only where
    that moves the share further.
    """
    no, unsaid, yes = (Fraction(rows.sure[i]) for i in (NOT, UNSAID, MET))
    doubtful = int(rows.maybe.sum())
    known = no + yes
    value = float(100 * yes / known) if known else None
    unknown = unsaid + doubtful
    if not unknown:
        low = high = value
    else:
        low, high = _share_bounds(bounds)
    return Figure(
        value, float(yes), float(known), float(unknown), float(known + unknown), low, high
    )


def _share_bounds(rows: Rows) -> tuple[float | None, float | None]:
    no, unsaid, yes = (Fraction(rows.sure[i]) for i in (NOT, UNSAID, MET))
    may_no, may_unsaid, may_yes = (int(rows.maybe[i]) for i in (NOT, UNSAID, MET))
    everyone = no + unsaid + yes
    least = everyone + may_no + may_unsaid
    most = everyone + may_yes + may_unsaid
    low = 100 * yes / least if least else Fraction(100)
    high = 100 * (yes + unsaid + may_yes + may_unsaid) / most if most else Fraction(0)
    return (float(low), float(high)) if least or most else (None, None)


def share_of_sums(rows: Rows, answers: Answers) -> Figure:
    """Per cent of a summed column; rows whose amount is not known leave both sides.

    What such a row could hold has no bound, so neither has the share where there is one.
    """
    amounts = [Fraction(v) if isinstance(v, Decimal) else None for v in answers.values]
    sums, unknown, population = [Fraction(0)] * 3, 0, 0
    table = zip(rows.sure.reshape(3, -1), rows.maybe.reshape(3, -1), strict=True)
    for outcome, (sure, maybe) in enumerate(table):
        for amount, heads, doubtful in zip(amounts, sure.tolist(), maybe.tolist(), strict=True):
            population += heads + doubtful
            left_out = amount is None or outcome == UNSAID
            unknown += doubtful + (heads if left_out else 0)
            if amount is not None and not left_out:
                sums[outcome] += amount * heads
    known = sums[NOT] + sums[MET]
    value = float(100 * sums[MET] / known) if known else None
    low, high = (None, None) if unknown else (value, value)
    return Figure(
        value,
        float(sums[MET]),
        float(known),
        unknown,
        population,
        low,
        high,
        contributors=population - unknown,
    )


def counted_answers(
    frame: Frame, members: Truth, measure: Proportion, breakdown: str, group: str
) -> Figure:
    """Per cent of answers, from rows that hold counts; those asked who did not answer are unknown.

    Where a count is missing, or a part is above its whole, everybody asked in that row is unknown.
    """
    if measure.counted is None:
        raise AssertionError("not a measure of counts")
    chosen = members.levels == YES
    if frame.definition.groups is not None:
        for name, wanted in (
            (frame.definition.groups.breakdown, simplify(breakdown)),
            (frame.definition.groups.group, simplify(group)),
        ):
            answers = frame.answers(name)
            fits = [
                value is not None and simplify(str(value)) == wanted for value in answers.values
            ]
            chosen &= np.array(fits, bool)[answers.codes]
    names = [measure.counted.part, measure.counted.whole, measure.counted.asked]
    columns = [frame.answers(name) for name in names if name is not None]
    part = whole = asked = Fraction(0)
    bounded = True
    for row in np.flatnonzero(chosen):
        cells = [column.values[column.codes[row]] for column in columns]
        counts = [Fraction(cell) if isinstance(cell, Decimal) else None for cell in cells]
        known = [count for count in counts if count is not None]
        if len(known) == len(counts) and known == sorted(known):
            part, whole = part + known[0], whole + known[1]
        bounded &= counts[-1] is not None
        asked += known[-1] if known else 0
    return _counted_figure(part, whole, asked, bounded)


def _counted_figure(part: Fraction, whole: Fraction, asked: Fraction, bounded: bool) -> Figure:
    silent = asked - whole
    value = float(100 * part / whole) if whole else None
    low = float(100 * part / asked) if asked else None
    high = float(100 * (part + silent) / asked) if asked else None
    if not bounded:
        low = high = None
    elif not silent:
        low = high = value
    return Figure(value, float(part), float(whole), float(silent), float(asked), low, high)
