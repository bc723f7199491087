"""Means in which each row stands for many: answers to a survey, invoices, customers."""

from fractions import Fraction

from levelup_cli.definitions.conditions import Range
from levelup_cli.indicators.amounts import GivenRows, exact
from levelup_cli.indicators.tallies import Rows
from levelup_cli.outcomes.indicators import Figure


def weighted_mean(
    rows: Rows,
    amounts: GivenRows,
    heads: bool,
    limits: Range | None,
) -> Figure:
    """The mean of a number over rows that each count as often as their weight says.

    `amounts` holds, for each value code, the number, its weight and, if given, how many were asked.
    Rows with a blank leave both sides. With `heads` the weights are people, and those asked who did
    not answer are unknown; else the unknown are rows. Bounds put the unknown at the ends of the
    number's range; without one, or where a weight is not known, there are none.
    """
    total = weight = unsaid = Fraction(0)
    contributors = left_out = 0
    open_end = False
    for given, count, doubtful in zip(
        amounts, rows.sure.tolist(), rows.maybe.tolist(), strict=True
    ):
        if not count and not doubtful:
            continue
        numbers = exact(given)
        number, heavy, most = numbers[0], numbers[1], numbers[-1]
        open_end |= most is None
        reach = most if most is not None else heavy or Fraction(0)
        left_out += doubtful
        unsaid += reach * doubtful
        if number is None or heavy is None or reach < heavy:
            unsaid += reach * count
            left_out += count
            continue
        total, weight = total + number * heavy * count, weight + heavy * count
        unsaid += (reach - heavy) * count
        contributors += count
    value = float(total / weight) if weight else None
    everyone = weight + unsaid
    unknown = unsaid if heads else Fraction(left_out)
    known = weight if heads else Fraction(contributors)
    low = high = value
    if unknown or open_end:
        closed = limits is not None and not open_end and everyone
        low, high = (
            float((total + Fraction(end) * unsaid) / everyone)
            if closed and end is not None
            else None
            for end in (limits.min if limits else None, limits.max if limits else None)
        )
    return Figure(
        value,
        float(total),
        float(weight),
        float(unknown),
        float(known + unknown),
        low,
        high,
        contributors=float(known),
    )
