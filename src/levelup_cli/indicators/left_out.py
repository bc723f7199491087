"""Who is left out of a figure, and why: how many people or rows for each reason.

Those of the unknown add up to what the figure calls unknown. Besides, there are rows that no figure
of their sheet counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Measure,
    PassRate,
    PlainMeasure,
    Pooled,
    Rate,
    RowMeasure,
    plain_parts,
)
from levelup_cli.definitions.needs import cohorts_of
from levelup_cli.indicators.frames import Frames, Grouping
from levelup_cli.indicators.needs import measure_is_there
from levelup_cli.indicators.plain import count, divided_by_of
from levelup_cli.indicators.sieve import ASIDE, ASTRAY, REASONS, sift, stands, uncounted_rows
from levelup_cli.indicators.truth import NO, YES
from levelup_cli.outcomes.indicators import LeftOut, Reason

Found = dict[Reason, float]


def left_out(frames: Frames, goal: Goal, measure: Measure) -> LeftOut:
    """How many of the unknown of a figure over everybody are so for which reason."""
    return _in_order(_count(frames, goal, measure))


def _in_order(found: Found) -> LeftOut:
    return tuple((reason, found[reason]) for reason in Reason if found.get(reason))


def _count(frames: Frames, goal: Goal, measure: Measure) -> Found:
    """As the figure counts them: of two cohorts or totals, those of the one with most unknown."""
    match measure:
        case Comparison(of=of, by=str()):
            return _of_rows(frames, goal, of, measure)
        case Comparison() | Change():
            return _most(frames, goal, tuple(plain_parts(measure)))
        case Rate():
            return _most(frames, goal, measure.totals())
        case Pooled():
            there = (frames.checked, frames.catalogue, goal)
            parts = [part for part in measure.of if measure_is_there(*there, part)]
            return _sum(_of_rows(frames, goal, part) for part in parts)
        case PassRate():
            return {}
        case _:
            return _of_rows(frames, goal, measure)


def _most(frames: Frames, goal: Goal, parts: Sequence[PlainMeasure]) -> Found:
    counted = (_count(frames, goal, part) for part in parts)
    return max(counted, key=lambda found: sum(found.values()))


def _sum(parts: Iterable[Found]) -> Found:
    total = defaultdict[Reason, float](float)
    for part in parts:
        for reason, people in part.items():
            total[reason] += people
    return total


def _of_rows(
    frames: Frames, goal: Goal, measure: PlainMeasure, sides: Comparison | None = None
) -> Found:
    """The rows of one table by reason, counted as the measure counts: in rows or in people."""
    if not isinstance(measure, RowMeasure):
        raise TypeError("the loader lets only measures of one table be compared by groups")
    by = sides.by if sides else None
    sifted = sift(frames, goal, measure, by)
    side = stands(sifted.frame, sides) if sides else np.zeros(len(sifted.frame), np.int32)
    places = side * len(REASONS) + sifted.reasons
    divided_by = divided_by_of(sifted.frame, by) if by else ()
    counted = count(frames, goal, measure, Grouping(places, ()), divided_by)
    found = defaultdict[Reason, float](float)
    for place in np.unique(places[sifted.levels != NO]).tolist():
        which, code = divmod(place, len(REASONS))
        figure = counted.figure(place)
        here = figure.population if which == ASTRAY else figure.unknown
        if which != ASIDE and here:
            found[REASONS[code] or Reason.NO_ANSWER] += here
    return found


def left_out_as_sent(frames: Frames, metric_id: str, unknown: float | None) -> LeftOut:
    """The silent and the refusals that a sender counted, where they make up what is unknown."""
    sheet = frames["aggregates"]
    rows = sheet.checked.usable & sheet.checked.says("metric_id", metric_id)
    row = np.flatnonzero(rows & (sheet.about_everybody(()).levels == YES))[:1]
    counts = [np.nansum(sheet.checked.numbers(name)[row]) for name in ("n_missing", "n_declined")]
    told = zip((Reason.MISSING, Reason.DECLINED), counts, strict=True)
    return tuple((why, float(n)) for why, n in told if n) if sum(counts) == unknown else ()


def not_counted(frames: Frames, goal: Goal, measure: Measure) -> LeftOut:
    """How many rows of the sheets behind a measure no figure of theirs counts, and why."""
    cohorts = [of for plain in plain_parts(measure) for of in cohorts_of(plain)]
    tables = dict.fromkeys(frames.catalogue.cohort(goal, of).table for of in cohorts)
    sent = [frames[name] for name in tables if name in frames.checked.tables]
    parts = [{why: float(rows.sum()) for why, rows in uncounted_rows(frame)} for frame in sent]
    return _in_order(_sum(parts))
