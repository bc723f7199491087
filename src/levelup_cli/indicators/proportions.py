"""Shares: of people, of a summed column, and of amounts that stand in two columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy.typing as npt

from levelup_cli.indicators.amounts import Between, Given, GivenRows, exact
from levelup_cli.indicators.tallies import Rows
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.tables import Value

NOT, UNSAID, MET = 0, 1, 2  # the outcome of a row: no, not known, yes
OUTCOMES = 3
Amount = Fraction | int
Amounts = tuple[Amount, Amount, Amount]  # by outcome
Ends = tuple[Fraction | None, Fraction | None]  # as parts of one


def share_of_people(rows: Rows, bounds: Rows, per: float) -> Figure:
    """The share of those whose answer is known. Rows in doubt of membership leave both sides.

    Bounds: an unknown answer becomes no (low) or yes (high), and people in doubt join only where
    that moves the share further. Where nobody is unknown, shared places leave nothing open.
    """
    sure = _by_outcome(rows.sure)
    unknown = sure[UNSAID] + int(rows.maybe.sum())
    if unknown:
        ends = share_ends(_by_outcome(bounds.sure), _by_outcome(bounds.maybe))
    else:
        ends = share_ends(sure, (0, 0, 0))
    return share(sure, unknown, ends, per)


def _by_outcome(counts: Sequence[Amount] | npt.NDArray[Any]) -> Amounts:
    return Fraction(counts[NOT]), Fraction(counts[UNSAID]), Fraction(counts[MET])


def share(amounts: Amounts, unknown: Amount, ends: Ends, per: float) -> Figure:
    """The figure of amounts by outcome, and of how much more there may be."""
    no, _, yes = amounts
    known = no + yes
    value = float(Fraction(per) * yes / known) if known else None
    low, high = (None if end is None else float(Fraction(per) * end) for end in ends)
    return Figure(
        value, float(yes), float(known), float(unknown), float(known + unknown), low, high
    )


def share_ends(sure: Amounts, maybe: Amounts) -> Ends:
    """The lowest and highest share, as parts of one."""
    no, unsaid, yes = (Fraction(part) for part in sure)
    may_no, may_unsaid, may_yes = maybe
    everyone = no + unsaid + yes
    least = everyone + may_no + may_unsaid
    most = everyone + may_yes + may_unsaid
    if not least and not most:
        return None, None
    low = yes / least if least else Fraction(1)
    high = (yes + unsaid + may_yes + may_unsaid) / most if most else Fraction(0)
    return low, high


def share_of_sums(rows: Rows, numbers: tuple[Value | None, ...], heads: bool, per: float) -> Figure:
    """The share of a summed column; rows whose amount is not known leave both sides.

    With `heads` the sums are people, and the unknown are counted in people too, else in rows. What
    an unknown amount could be has no end, so neither has the share where there is one.
    """
    sure: list[Amount] = [0, 0, 0]
    maybe: list[Amount] = [0, 0, 0]
    unknown: Amount = 0
    contributors, open_end = 0, False
    for outcome, number, count, doubtful in _cells(rows, numbers):
        if number is None:
            unknown += count + doubtful
            open_end = True
            continue
        sure[outcome] += number * count
        maybe[outcome] += number * doubtful
        each = number if heads else 1
        unknown += each * (doubtful + (count if outcome == UNSAID else 0))
        contributors += 0 if outcome == UNSAID else count
    amounts = _by_outcome(sure)
    ends: Ends = (None, None)
    if not open_end and all(n >= 0 for n in (*sure, *maybe)):
        ends = share_ends(amounts, _by_outcome(maybe))
    figure = share(amounts, unknown, ends, per)
    return figure if heads else _of_rows(figure, contributors, unknown)


def _of_rows(figure: Figure, contributors: int, unknown: Amount) -> Figure:
    """The same figure with its unknown and population counted in rows, not in amounts."""
    population = float(contributors + unknown)
    return replace(figure, unknown=float(unknown), population=population, contributors=contributors)


def _cells(
    rows: Rows, numbers: tuple[Value | None, ...]
) -> Iterator[tuple[int, Fraction | None, int, int]]:
    exact = [Fraction(v) if isinstance(v, Decimal) else None for v in numbers]
    table = zip(rows.sure.reshape(OUTCOMES, -1), rows.maybe.reshape(OUTCOMES, -1), strict=True)
    for outcome, (sure, maybe) in enumerate(table):
        for number, count, doubtful in zip(exact, sure.tolist(), maybe.tolist(), strict=True):
            if count or doubtful:
                yield outcome, number, count, doubtful


def _told_of_part(given: tuple[Given, ...]) -> tuple[Fraction, Fraction]:
    """Of a known whole, how much surely belongs to a part that was withheld, and how much not."""
    match given:
        case (Between(low=low, high=high), Fraction() as whole, *_) if low <= whole:
            return low, max(whole - high, Fraction(0))
        case _:
            return Fraction(0), Fraction(0)


def share_of_counts(rows: Rows, amounts: GivenRows, heads: bool, per: float) -> Figure:
    """The share of a part in a whole, from rows that hold both; of people asked, if that is given.

    Rows with a blank in one of them, or with a part above its whole, leave both sides. With `heads`
    the amounts are people, so that those asked who did not answer are the unknown; else the unknown
    are rows. Bounds: of what is unknown, none or all could belong to the part; of a part that was
    withheld as `<5`, as much as that says.
    """
    part = whole = unsaid = Fraction(0)
    surely = never = Fraction(0)  # of the unsaid, what does belong to the part, and what cannot
    maybe = Fraction(0)
    contributors = left_out = 0
    open_end = False
    for given, count, doubtful in zip(
        amounts, rows.sure.tolist(), rows.maybe.tolist(), strict=True
    ):
        if not count and not doubtful:
            continue
        known = [number for number in exact(given) if number is not None]
        most = exact(given)[-1]
        open_end |= most is None
        reach = most if most is not None else (known[-1] if known else Fraction(0))
        left_out += doubtful
        maybe += reach * doubtful
        if len(known) == len(given) and known == sorted(known):
            part, whole = part + known[0] * count, whole + known[1] * count
            unsaid += (reach - known[1]) * count
            contributors += count
        else:
            unsaid += reach * count
            left_out += count
            inside, outside = _told_of_part(given)
            surely, never = surely + inside * count, never + outside * count
    everyone = whole + unsaid + maybe
    ends: Ends = (None, None)
    if not open_end and everyone:
        ends = (part + surely) / everyone, (part + unsaid - never + maybe) / everyone
    figure = share((whole - part, unsaid, part), unsaid + maybe, ends, per)
    return figure if heads else _of_rows(figure, contributors, left_out)
