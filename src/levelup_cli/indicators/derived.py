"""Columns worked out from others: one function for each kind of the closed list."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.derived import (
    QUARTERS,
    AnyOf,
    AtLeast,
    Band,
    DatedRate,
    DerivedColumn,
    Exists,
    FirstKnown,
    InPeriod,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    Matching,
    MostFrequent,
    NumberOfCode,
    PayQuarter,
    Product,
    Quotient,
    WeeksInPeriod,
)
from levelup_cli.indicators import reckoning
from levelup_cli.indicators.frames import Frame
from levelup_cli.indicators.truth import NO, UNKNOWN, YES, SharedPlaces, Truth
from levelup_cli.outcomes.tables import Answers, Status, Value

Rows = npt.NDArray[np.intp]


def derive(frame: Frame, column: DerivedColumn) -> Answers | SharedPlaces:
    """The answers of a derived column of a table."""
    return _KINDS[type(column)](frame, column)


def _map(frame: Frame, column: MapOfCodes) -> Answers:
    places = {code: name for name, codes in column.to.items() for code in codes}
    return _replace(frame.answers(column.column), lambda v: places.get(str(v), "(other)"))


def _bands(frame: Frame, column: Band) -> Answers:
    return _replace(frame.answers(column.column), lambda value: _band(column, value))


def _replace(answers: Answers, new: Callable[[Value], Value]) -> Answers:
    values = tuple(None if value is None else new(value) for value in answers.values)
    return Answers(answers.codes, answers.statuses, values)


def _band(column: Band, value: Value) -> str:
    if not isinstance(value, Decimal):
        return "(other)"
    return next((name for name, band in column.to.items() if float(value) in band), "(other)")


def _positions(links: Answers, keys: Answers, usable: npt.NDArray[np.bool_]) -> Rows:
    """For each row, the row of the other table that its link names; -1 where there is none."""
    rows = np.flatnonzero(keys.known() & usable)
    index = pd.Index([keys.values[code] for code in keys.codes[rows]], dtype=object)
    found = index.get_indexer(pd.Index(list(links.values), dtype=object))
    per_value = np.where(found >= 0, rows[found] if len(rows) else -1, -1)
    per_value[links.statuses != Status.PRESENT] = -1
    positions: Rows = per_value[links.codes]
    return positions


def _look_up(frame: Frame, column: Lookup) -> Answers:
    """The linked row's answer; unknown where the link leads nowhere."""
    linked = frame.definition.links()[column.via]
    if linked not in frame.frames.checked.tables:
        return reckoning.not_known(len(frame))
    target = frame.frames[linked]
    there = target.answers(column.column)
    key = target.answers(target.definition.key or "")
    positions = _positions(frame.answers(column.via), key, target.checked.usable)
    nothing = len(there.values)
    codes = np.where(positions >= 0, there.codes[positions] if len(target) else nothing, nothing)
    statuses = np.append(there.statuses, Status.MISSING).astype(np.int8)
    return Answers(codes.astype(np.int32), statuses, (*there.values, None), there.limits)


def _linked(frame: Frame, column: Exists | LinkedTotal) -> tuple[Frame, Rows, npt.NDArray[np.int8]]:
    """The linked table, the row here that each of its rows is about, and whether it counts."""
    other = frame.frames[column.table]
    key = frame.answers(frame.definition.key or "")
    positions = _positions(other.answers(column.key), key, frame.checked.usable)
    levels = (other.counted() & other.meets(column.where)).levels
    return other, positions, levels


def _exists(frame: Frame, column: Exists) -> Answers:
    """Yes if any linked row surely counts, unknown if one may, else no."""
    if column.table not in frame.frames.checked.tables:
        return reckoning.not_known(len(frame))
    _, positions, levels = _linked(frame, column)
    best = np.full(len(frame), NO, np.int8)
    here = positions >= 0
    np.maximum.at(best, positions[here], levels[here])
    return reckoning.answers_of_truth(Truth(best))


def _total(frame: Frame, column: LinkedTotal) -> Answers:
    """The sum over linked rows, exact; unknown if a row may count, or counts and has no value.

    Sums are taken over whole numbers of the smallest decimal in use, so that order never matters.
    """
    if column.table not in frame.frames.checked.tables:
        return reckoning.not_known(len(frame))
    other, positions, levels = _linked(frame, column)
    numbers = other.answers(column.column)
    exact = [value if isinstance(value, Decimal) else Decimal(0) for value in numbers.values]
    places = max(0, max((-int(value.as_tuple().exponent) for value in exact), default=0))
    whole = [int(value.scaleb(places)) for value in exact]
    fits = max(map(abs, whole), default=0) * max(1, len(other)) < np.iinfo(np.int64).max
    scaled = np.array(whole, np.int64 if fits else object)[numbers.codes]
    here = positions >= 0
    counts = here & (levels == YES)
    sums = np.zeros(len(frame), scaled.dtype)
    np.add.at(sums, positions[counts], scaled[counts])
    doubt = here & ((levels == UNKNOWN) | ((levels == YES) & ~numbers.known()))
    unsure = np.bincount(positions[doubt], minlength=len(frame))
    distinct, places_of = np.unique(sums, return_inverse=True)
    values = tuple(Decimal(int(value)).scaleb(-places) for value in distinct)
    statuses = np.append(np.full(len(values), Status.PRESENT), Status.UNKNOWN).astype(np.int8)
    codes = np.where(unsure > 0, len(values), places_of).astype(np.int32)
    limits = _limits_of_sums(sums[unsure > 0], places, unsure[unsure > 0], numbers.limits)
    return Answers(codes, statuses, (*values, None), limits)


def _limits_of_sums(
    sums: npt.NDArray[Any], places: int, doubtful: npt.NDArray[np.int64], each: Range | None
) -> Range | None:
    """What sums of which some rows are in doubt could be: each such row adds what one row may."""
    if not len(sums) or each is None or each.min is None or each.max is None:
        return None
    known = [float(Decimal(int(value)).scaleb(-places)) for value in sums]
    low = min(k + n * min(0.0, each.min) for k, n in zip(known, doubtful.tolist(), strict=True))
    high = max(k + n * max(0.0, each.max) for k, n in zip(known, doubtful.tolist(), strict=True))
    return Range(min=low, max=high)


def _quarters(frame: Frame, column: PayQuarter) -> SharedPlaces:
    """Quarters of the ranking, whose sizes differ by one at most; ties at a cut are shared.

    People left over go to the lower quarters, so the upper one holds floor(n / 4). Bounds: with
    `extra` people whose place is not known, a row is surely above a cut only if it would be so
    however they rank.
    """
    answers = frame.answers(column.column)
    among = (frame.counted() & frame.meets(column.among)).levels
    known = answers.known()
    ranked = (among == YES) & known
    extra = int(np.count_nonzero(among != NO)) - int(np.count_nonzero(ranked))
    worth = [float(v) if isinstance(v, Decimal) else np.nan for v in answers.values]
    order = np.argsort(np.array(worth), kind="stable")
    heads = np.bincount(answers.codes[ranked], minlength=len(worth))
    total = int(heads.sum())
    shares = {name: [Fraction(0)] * len(worth) for name in QUARTERS}
    possible = {name: np.full(len(worth), NO, np.int8) for name in QUARTERS}
    cuts = [total - _in_upper(quarters, total) for quarters in (4, 3, 2, 1, 0)]
    below = 0
    for i in order:
        if not heads[i]:
            continue
        above = total - below - int(heads[i])
        for part, name in enumerate(QUARTERS):
            inside = min(below + int(heads[i]), cuts[part + 1]) - max(below, cuts[part])
            shares[name][i] = Fraction(max(0, inside), int(heads[i]))
            possible[name][i] = _surely(part, above, int(heads[i]), total, extra)
        below += int(heads[i])
    place = np.where(ranked, answers.codes, len(worth)).astype(np.int32)
    statuses = np.append(np.where(heads > 0, Status.PRESENT, Status.UNKNOWN), Status.UNKNOWN)
    statuses = statuses.astype(np.int8)
    return SharedPlaces(
        Answers(place, statuses, tuple(None for _ in statuses)),
        {name: (*parts, Fraction(0)) for name, parts in shares.items()},
        {name: np.append(levels, UNKNOWN).astype(np.int8) for name, levels in possible.items()},
    )


def _in_upper(quarters: int, total: int) -> int:
    """How many people of `total` the upper so many quarters hold."""
    each, over = divmod(total, len(QUARTERS))
    return quarters * each + max(0, over + quarters - len(QUARTERS))


def _surely(part: int, above: int, heads: int, total: int, extra: int) -> int:
    """Whether `heads` people with `above` people over them lie in a quarter in every case.

    Up to `extra` more people may join the ranking, anywhere: they push these down, and move the
    edges of the quarter (counted from the top) from where they are to where they would be.
    """
    top, bottom = len(QUARTERS) - 1 - part, len(QUARTERS) - part
    first, last = above, above + heads + extra
    lowest = part == 0
    inside = first >= _in_upper(top, total + extra) and (lowest or last <= _in_upper(bottom, total))
    outside = last <= _in_upper(top, total) or (
        not lowest and first >= _in_upper(bottom, total + extra)
    )
    return YES if inside else NO if outside else UNKNOWN


_KINDS: dict[type, Callable[[Frame, Any], Answers | SharedPlaces]] = {
    MapOfCodes: _map,
    Band: _bands,
    Lookup: _look_up,
    Exists: _exists,
    LinkedTotal: _total,
    PayQuarter: _quarters,
    AnyOf: reckoning.any_of,
    FirstKnown: reckoning.first_known,
    NumberOfCode: reckoning.number_of_code,
    Product: reckoning.product,
    Quotient: reckoning.quotient,
    AtLeast: reckoning.at_least,
    InPeriod: reckoning.in_period,
    WeeksInPeriod: reckoning.weeks_in_period,
    DatedRate: reckoning.dated_rate,
    MostFrequent: reckoning.most_frequent,
    Matching: reckoning.matching,
}
