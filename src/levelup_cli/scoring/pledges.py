"""An organisation's own aims: how far along each is, of what is due by now.

The classes are those of Open SDG (target achieved, substantial, moderate, limited, deterioration,
not available; open-sdg.readthedocs.io, "progress status"). Its growth rates fail for gaps, which
may be nought or negative, so the path here is a straight line from the baseline to the target. Gaps
and ratios count as the metric's own target sees them: by their distance from 0 or nearness to 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from levelup_cli.outcomes.progress import Course, Pledge
from levelup_cli.outcomes.scorecards import MetricScore
from levelup_cli.outcomes.submissions import Checked

# Of the way that is due by now: from these parts on.
_CLASSES = ((0.95, Course.SUBSTANTIAL), (0.5, Course.MODERATE), (0.0, Course.LIMITED))


def judge_pledges(
    checked: Checked, scores: Iterable[MetricScore], day: date | None
) -> tuple[Pledge, ...]:
    """The pledges of the sheet `targets` for metrics that are on, in its order."""
    by_id = {score.indicator.metric_id: score for score in scores}
    year = day.year if day else None
    return tuple(judge_pledge(pledge, by_id) for pledge in _pledges(checked, by_id, year))


def _pledges(
    checked: Checked, scores: Mapping[str, MetricScore], year: int | None
) -> Iterator[Pledge]:
    table = checked.tables.get("targets")
    if table is None:
        return
    for row in range(len(table.table)):
        cells = {
            name: answers.values[answers.codes[row]] for name, answers in table.answers.items()
        }
        metric_id, target = cells.get("metric_id"), cells.get("target_value")
        target_year, score = cells.get("target_year"), scores.get(str(metric_id))
        if not table.usable[row] or score is None or target is None or target_year is None:
            continue
        figure = score.indicator.figure if score.indicator.state.is_shown else None
        yield Pledge(
            metric=score.indicator.metric_id,
            name=score.indicator.metric.name,
            goal=score.indicator.goal,
            unit=score.indicator.unit,
            baseline=_number(cells.get("baseline_value")),
            baseline_year=_year(cells.get("baseline_year")),
            target=float(str(target)),
            target_year=int(str(target_year)),
            value=figure.value if figure else None,
            year=year,
            course=Course.NOT_AVAILABLE,
            reason="",
        )


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, Decimal) else None


def _year(cell: object) -> int | None:
    return int(cell) if isinstance(cell, Decimal) else None


def judge_pledge(pledge: Pledge, scores: Mapping[str, MetricScore]) -> Pledge:
    """The pledge with its class, or with the reason where there is none."""
    if pledge.value is None:
        return replace(pledge, reason="the metric has no value that may be shown")
    own = scores[pledge.metric].target
    fold = own.fold if own else float
    value, aim = fold(pledge.value), fold(pledge.target)
    start = None if pledge.baseline is None else fold(pledge.baseline)
    rising = aim > start if start not in (None, aim) else own.is_rising if own else None
    if rising is not None and (value >= aim if rising else value <= aim):
        return replace(pledge, course=Course.ACHIEVED)
    if start is None or pledge.baseline_year is None:
        return replace(pledge, reason="there is no baseline, with its year, to measure from")
    time = pledge.target_year - pledge.baseline_year
    if start == aim or time <= 0:
        return replace(pledge, reason="the target is the baseline, or of no later year")
    if pledge.year is None or pledge.year <= pledge.baseline_year:
        return replace(pledge, reason="the return is of no later year than the baseline")
    covered = (value - start) / (aim - start)
    due = min(1.0, (pledge.year - pledge.baseline_year) / time)
    reached = covered / due
    course = next((c for least, c in _CLASSES if reached >= least), Course.DETERIORATION)
    return replace(pledge, course=course, covered=covered, due=due)
