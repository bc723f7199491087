"""The rows of a table, sifted: which are members, and why each that is not counted is not.

A row has one reason, the first thing that it does not tell. Looked at in this order: what makes
somebody a member, the groups that are compared, what is asked of members. Blanks, refusals and
answers that say nothing are told apart (sections 3.2, 3.4, 3.6 and 4.9 of the method).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.conditions import Conditions
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import Comparison, Mean, Median, Proportion, RowMeasure, Total
from levelup_cli.definitions.needs import EITHER, column_needs
from levelup_cli.indicators.frames import Frame, Frames, group_by
from levelup_cli.indicators.plain import divided_by_of
from levelup_cli.indicators.truth import NO, UNKNOWN, Levels
from levelup_cli.outcomes.indicators import Reason
from levelup_cli.outcomes.tables import Answers, Codes, Mask, Status

HERE, ASTRAY, ASIDE = 0, 1, 2  # of a comparison: looked at, group not known, not looked at
REASONS = (None, *Reason)  # the reasons of rows are places in this; 0 is none
_STATUSES = {
    Status.MISSING: Reason.BLANK,
    Status.DECLINED: Reason.DECLINED,
    Status.UNKNOWN: Reason.UNKNOWN,
    Status.NOT_APPLICABLE: Reason.NOT_APPLICABLE,
    Status.WRONG: Reason.WRONG,
    Status.SUPPRESSED: Reason.WITHHELD,
}
_OF_STATUS = np.array([REASONS.index(_STATUSES.get(status)) for status in Status], np.int32)
_BLANK, _UNKNOWN, _UNCLEAR = map(REASONS.index, (Reason.BLANK, Reason.UNKNOWN, Reason.UNCLEAR))


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows of a measure's table: how surely each is a member, and why it is left out if it is.

    `reasons` holds places in `REASONS`. A member with reason 0 is counted.
    """

    frame: Frame
    levels: Levels
    reasons: Codes


def sift(frames: Frames, goal: Goal, measure: RowMeasure, by: str | None = None) -> Sifted:
    """Why each row of a measure's table is left out, if it is; `by` divides the compared groups."""
    cohort = frames.catalogue.cohort(goal, measure.of)
    frame = frames[cohort.table]
    divided_by = divided_by_of(frame, by) if by else ()
    frame, members = frames.members(cohort, divided_by)
    reasons = np.zeros(len(frame), np.int32)
    doubtful, sure = members.levels == UNKNOWN, members.levels > UNKNOWN
    for conditions in (frame.definition.counts, cohort.where):
        _mark_conditions(frame, reasons, conditions, doubtful)
    if by is not None:
        grouping = group_by(frame, by)
        _mark(frame, reasons, by, (doubtful | sure) & (grouping.codes == grouping.unknown))
    distinct = measure.distinct if isinstance(measure, Total | Proportion) else None
    if distinct is not None:
        _mark(frame, reasons, distinct, sure & ~frame.answers(distinct).known())
    if isinstance(measure, Proportion) and measure.where:
        open_ = sure & (frame.meets(measure.where).levels == UNKNOWN)
        _mark_conditions(frame, reasons, measure.where, open_)
    amounts = _amounts(measure)
    for name in amounts:
        _mark(frame, reasons, name, sure & ~frame.answers(name).known())
    if isinstance(measure, Proportion) and measure.counted is not None:
        reasons[sure & (reasons == 0) & _out_of_order(frame, amounts)] = _UNCLEAR
    if isinstance(measure, Mean) and measure.weight and measure.asked:
        heavy = _out_of_order(frame, (measure.weight, measure.asked))
        reasons[sure & (reasons == 0) & heavy] = _UNCLEAR
    if distinct is not None:
        _follow_the_surest(members.levels, reasons, frame.answers(distinct))
    return Sifted(frame, members.levels, reasons)


def stands(frame: Frame, measure: Comparison) -> Codes:
    """Of each row, whether it is on a side, astray, or of a table of counts on neither."""
    grouping = group_by(frame, str(measure.by))
    looked_at = np.ones(len(frame), bool)
    if frame.definition.groups is not None:
        wanted = (str(measure.group), str(measure.reference))
        places = [grouping.names.index(name) for name in wanted if name in grouping.names]
        looked_at = np.isin(grouping.codes, places)
    astray = grouping.codes == grouping.unknown
    return np.select([astray, looked_at], [ASTRAY, HERE], ASIDE).astype(np.int32)


def _amounts(measure: RowMeasure) -> tuple[str, ...]:
    """The columns without whose number a row cannot be counted."""
    names: tuple[str | None, ...]
    match measure:
        case Proportion(counted=counted) if counted is not None:
            names = (counted.part, counted.whole, counted.asked)
        case Proportion():
            names = (measure.sum,)
        case Mean(column=column, weight=weight):
            names = (column, weight)
        case Median() | Total():
            names = (measure.column,)
    return tuple(name for name in names if name)


def _out_of_order(frame: Frame, names: Sequence[str]) -> Mask:
    """Rows in which a part is above its whole."""
    columns = [_numbers(frame.answers(name)) for name in names]
    wrong = np.zeros(len(frame), bool)
    for part, whole in pairwise(columns):
        wrong |= part > whole
    return wrong


def _numbers(answers: Answers) -> npt.NDArray[np.float64]:
    values = [float(v) if isinstance(v, Decimal) else np.nan for v in answers.values]
    return np.array(values)[answers.codes]


def _mark_conditions(frame: Frame, reasons: Codes, conditions: Conditions, open_: Mask) -> None:
    """Mark rows of which it is open whether they meet the conditions, by the first that is."""
    for name, condition in conditions.items():
        if open_.any():
            levels = frame.meets({name: condition}).levels
            _mark(frame, reasons, name, open_ & (levels == UNKNOWN))


def _mark(frame: Frame, reasons: Codes, name: str, rows: Mask) -> None:
    """Give rows that have no reason yet the one for which a column does not tell."""
    places = np.flatnonzero(rows & (reasons == 0))
    if len(places):
        reasons[places] = _why(frame, name, places)


def _why(frame: Frame, name: str, rows: npt.NDArray[np.intp]) -> Codes:
    """Why a column tells nothing in these rows.

    A derived column carries refusals and the like over from what it is made of; that something is
    blank or not known can come from anywhere, so that the columns behind it are asked.
    """
    told = _status(frame.answers(name), rows)
    if name not in frame.definition.derived:
        return told
    found = np.where((told == _BLANK) | (told == _UNKNOWN), 0, told).astype(np.int32)
    catalogue, definition = frame.frames.catalogue, frame.definition
    for table, columns in column_needs(catalogue, definition, name):
        if table == definition.table and columns is not None:
            found = np.where(found, found, _first(frame, columns.split(EITHER), rows))
    return np.where(found, found, _UNCLEAR).astype(np.int32)


def _first(frame: Frame, names: Iterable[str], rows: npt.NDArray[np.intp]) -> Codes:
    """Of columns one of which is enough, the first that says anything but blank, else blank."""
    columns = [_status(frame.answers(name), rows) for name in names]
    found = np.zeros(len(rows), np.int32)
    for told in columns:
        found = np.where((found == 0) & (told != _BLANK), told, found)
    blank = np.logical_or.reduce([told == _BLANK for told in columns])
    return np.where((found == 0) & blank, _BLANK, found).astype(np.int32)


def _status(answers: Answers, rows: npt.NDArray[np.intp]) -> Codes:
    return _OF_STATUS[answers.statuses][answers.codes[rows]]


def _follow_the_surest(levels: Levels, reasons: Codes, key: Answers) -> None:
    """Rows with one text are one, and the surest of them stands for all."""
    order = np.lexsort((-levels.astype(np.int64), key.codes))
    order = order[key.known()[order]]
    _, first, places = np.unique(key.codes[order], return_index=True, return_inverse=True)
    reasons[order] = reasons[order[first]][places]


def uncounted_rows(frame: Frame) -> Iterator[tuple[Reason, Mask]]:
    """The rows of a table that no figure counts: of other people, of other days, or no use."""
    usable = frame.checked.usable
    if not usable.all():
        outside = ~usable & _outside_the_period(frame)
        yield Reason.OUTSIDE_PERIOD, outside
        yield Reason.UNUSABLE, ~usable & ~outside
    if frame.definition.counts:
        yield Reason.NOT_COUNTED, usable & (frame.meets(frame.definition.counts).levels == NO)


def _outside_the_period(frame: Frame) -> Mask:
    organisation, name = frame.frames.checked.organisation, frame.definition.dated
    start, end = organisation.period_start, organisation.period_end
    if name is None or start is None or end is None:
        return np.zeros(len(frame), bool)
    days = frame.answers(name)
    outside = [isinstance(day, date) and not start <= day <= end for day in days.values]
    rows: Mask = np.array(outside, bool)[days.codes]
    return rows
