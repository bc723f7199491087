"""Which rows of which sheet a figure was made of, and which it left out; for the owner alone."""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Measure,
    PassRate,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    RowMeasure,
    plain_parts,
)
from levelup_cli.indicators.calculation import calculate
from levelup_cli.indicators.derived import derive
from levelup_cli.indicators.frames import Frame, Frames, group_by
from levelup_cli.indicators.needs import measure_is_there
from levelup_cli.indicators.sieve import ASIDE, REASONS, Sifted, sift, stands, uncounted_rows
from levelup_cli.indicators.truth import NO, UNKNOWN, YES
from levelup_cli.outcomes.findings import place_of
from levelup_cli.outcomes.indicators import Use
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Mask


def trace(checked: Checked, catalogue: Catalogue, metric_id: str) -> tuple[Use, ...]:
    """The rows behind a metric's figure over everybody; none where it has no figure.

    A figure that its sender counted has the row of `aggregates`. Rows that share a place in a pay
    quarter are in its numerator if any part of them is.
    """
    frames, found = Frames(checked, catalogue, derive), catalogue.metric(metric_id)
    indicator = next(iter(calculate(checked, catalogue, metric_id)), None)
    if found is None or indicator is None or indicator.figure is None:
        return ()
    if indicator.from_aggregates:
        sheet = frames["aggregates"]
        rows = sheet.checked.usable & sheet.checked.says("metric_id", metric_id)
        return tuple(_use(sheet, rows & (sheet.about_everybody(()).levels == YES), "counted"))
    return tuple(dict.fromkeys(_uses(frames, found[0], found[1].measure)))


def _uses(frames: Frames, goal: Goal, measure: Measure) -> Iterator[Use]:
    match measure:
        case Comparison(of=of, by=str()):
            yield from _of_sides(frames, goal, of, measure)
        case Comparison() | Change():
            for plain in plain_parts(measure):
                yield from _of_plain(frames, goal, plain)
        case _:
            yield from _of_plain(frames, goal, measure)


def _of_plain(frames: Frames, goal: Goal, measure: PlainMeasure) -> Iterator[Use]:
    match measure:
        case Rate():
            for total in measure.totals():
                yield from _of_rows(frames, goal, total, "numerator")
            yield from _of_rows(frames, goal, measure.per, "denominator")
        case Pooled():
            for part in measure.of:
                if measure_is_there(frames.checked, frames.catalogue, goal, part):
                    yield from _of_rows(frames, goal, part)
        case PassRate():
            return
        case _:
            yield from _of_rows(frames, goal, measure)


def _of_rows(
    frames: Frames, goal: Goal, measure: RowMeasure, role: str | None = None
) -> Iterator[Use]:
    sifted = sift(frames, goal, measure)
    yield from _counted(sifted, measure, sifted.levels > UNKNOWN, measure.of, role)
    yield from _not_counted(sifted, sifted.levels != NO)


def _of_sides(
    frames: Frames, goal: Goal, measure: PlainMeasure, sides: Comparison
) -> Iterator[Use]:
    if not isinstance(measure, RowMeasure):
        raise TypeError("the loader lets only measures of one table be compared by groups")
    sifted = sift(frames, goal, measure, sides.by)
    grouping = group_by(sifted.frame, str(sides.by))
    for name in (str(sides.group), str(sides.reference)):
        rows = grouping.codes == grouping.names.index(name)
        yield from _counted(sifted, measure, rows, name)
    looked_at = stands(sifted.frame, sides) != ASIDE
    yield from _not_counted(sifted, looked_at & (sifted.levels != NO))


def _counted(
    sifted: Sifted, measure: RowMeasure, among: Mask, part: str, role: str | None = None
) -> Iterator[Use]:
    frame = sifted.frame
    rows = among & (sifted.levels > UNKNOWN) & (sifted.reasons == 0)
    if not isinstance(measure, Proportion):
        yield from _use(frame, rows, role or "counted", part)
        return
    yield from _use(frame, rows, "denominator", part)
    if measure.where:
        met = frame.meets(measure.where).levels > UNKNOWN
        yield from _use(frame, rows & met, "numerator", part)


def _not_counted(sifted: Sifted, members: Mask) -> Iterator[Use]:
    frame = sifted.frame
    for place, reason in enumerate(REASONS):
        if reason is not None:
            rows = members & (sifted.reasons == place)
            yield from _use(frame, rows, reason.value)
    for why, rows in uncounted_rows(frame):
        yield from _use(frame, rows, why.value)


def _use(frame: Frame, rows: Mask, role: str, part: str = "") -> Iterator[Use]:
    """One use, if any row is put to it."""
    if rows.any():
        table = frame.checked.table
        yield Use(role, part, place_of(table, rows=[int(row) for row in table.rows[rows]]))
