"""The scorecard for a terminal: a line per goal, then what to mend first, then the verdict.

Readable at 80 columns, without colour, and in a pipe: nothing rests on colour, nothing is cut off.
"""

import textwrap
from collections.abc import Iterator

from levelup_cli.gate import as_line
from levelup_cli.outcomes.indicators import State
from levelup_cli.outcomes.ledger import sum_up
from levelup_cli.outcomes.scorecards import GoalScore, MetricScore, Scorecard
from levelup_cli.reports.numbers import bounds_of, figure_value, interval_of, whole
from levelup_cli.reports.progress import pledge_lines, progress_lines
from levelup_cli.results.selection import Selection
from levelup_cli.words import count_of, per_cent

WIDTH = 80
_HEAD = f"  {'Goal':<28}{'Score':>5}  {'':13}{'Bounds':<10}{'Coverage':<9}Confidence"


def render(scorecard: Scorecard, selection: Selection) -> str:
    """The whole summary as text."""
    lines = [*_title(scorecard), "", _HEAD]
    for goal in selection.of_goals(scorecard):
        lines += _goal(goal)
        if not selection.is_everything:
            for metric in selection.of_metrics(goal):
                lines += _metric(metric)
    lines += _overall(scorecard, selection)
    progress = selection.of_progress(scorecard)
    lines += [] if progress is None else progress_lines(progress)
    lines += pledge_lines(selection.of_pledges(scorecard))
    lines += [*_shortfalls(scorecard, selection), *_coverage_wins(scorecard, selection)]
    lines += _data_quality(scorecard, selection)
    lines += ["", *_verdict(scorecard, selection)]
    return "".join(f"{as_line(line)}\n" for line in lines)


def _title(scorecard: Scorecard) -> Iterator[str]:
    organisation = scorecard.organisation
    start, end = organisation.period_start, organisation.period_end
    period = f", {start} to {end}" if start and end else ""
    yield from textwrap.wrap(f"{organisation.name}{period}", WIDTH) or [""]
    made = f"Levelling Up Goals, definitions {scorecard.definitions_version}"
    if len(scorecard.packs) > 1:
        made = f"Definitions {' with '.join(scorecard.packs)}"
    yield from textwrap.wrap(f"{made}, {scorecard.view} view, from {scorecard.file}", WIDTH)


def _goal(goal: GoalScore) -> Iterator[str]:
    name = f"  {goal.goal:>2} {goal.short:<25}"
    if goal.score is None:
        first, *rest = textwrap.wrap(goal.lacks, WIDTH - 36)
        yield f"{name}{'–':>5}   {first}"  # noqa: RUF001 the dash of a score that is not there
        yield from (" " * 36 + line for line in rest)
        return
    bounds = f"{whole(goal.low or 0)} to {whole(goal.high or 0)}"
    yield (
        f"{name}{whole(goal.score):>5}  {_band(goal):<13}"
        f"{bounds:<10}{per_cent(goal.coverage or 0):<9}{goal.grade}"
    )
    for metric_id in goal.weak:
        yield f"{'':5}weak: {metric_id}"


def _band(goal: GoalScore) -> str:
    """The word for a score; marked where what is missing could change it."""
    return f"~{goal.band}" if goal.band_is_open else f"{goal.band}"


def _overall(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    if not selection.overall:
        return
    overall = scorecard.overall
    yield ""
    if overall.score is None:
        yield f"No overall number: {overall.lacks}."
        return
    lowest = next(goal for goal in scorecard.goals if goal.goal == overall.lowest)
    text = (
        f"Overall {whole(overall.score)}, the geometric mean of {overall.goals} goals. The lowest"
        f" is {whole(lowest.score or 0)}: goal {lowest.goal}, {lowest.name}."
    )
    yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def _metric(metric: MetricScore) -> list[str]:
    indicator = metric.indicator
    points = "" if metric.points is None else f"{whole(metric.points)} points"
    said = [points, interval_of(metric)] if indicator.state.is_shown else []
    note = ", ".join(filter(None, [*said, _reason(metric), _marks(metric)]))
    start = f"{'':5}{indicator.metric_id:<37}{figure_value(metric):>9}  "
    return textwrap.wrap(start + note, WIDTH, subsequent_indent=" " * len(start))


def _reason(metric: MetricScore) -> str:
    """Why a value is to be taken with care; where few are known, what the others could make of it.

    Section 3.6 of the method asks for the bounds wherever the known share is under the line.
    """
    indicator = metric.indicator
    doubted = indicator.state in (State.LOW_RELIABILITY, State.TOO_UNCERTAIN)
    bounds = bounds_of(metric) if doubted and indicator.figure and indicator.figure.unknown else ""
    return f"{indicator.reason} (if all were: {bounds})" if bounds else indicator.reason


def _marks(metric: MetricScore) -> str:
    """What a reader has to know about where a value, its target and its benchmark come from."""
    figure, benchmark = metric.indicator.figure, metric.benchmark
    marks = {
        "a draft": metric.indicator.metric.status == "draft",
        "added by this pack": metric.added,
        "target of this pack": metric.retargeted,
        "target of the sector": metric.sector_target,
        "partly estimated [e]": bool(figure and figure.estimated),
        "flag: adverse": bool(figure and figure.flag == "adverse"),
        "flag: watch": bool(figure and figure.flag == "watch"),
    }
    words = [mark for mark, holds in marks.items() if holds] + [*metric.indicator.assumed]
    if benchmark is not None and metric.indicator.state.is_shown:
        unconfirmed = "" if metric.confirmed else ", unconfirmed"
        words.append(f"{benchmark.value:g} elsewhere{unconfirmed}")
    return ", ".join(words)


def _data_quality(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    shown = [m for m in selection.of_data_quality(scorecard) if m.indicator.state.is_shown]
    if shown:
        yield ""
        yield "Quality of the data (part of no score)"
    for metric in shown:
        yield f"  {figure_value(metric):>8}  {metric.indicator.metric.name}"


def _shortfalls(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    shown = selection.of_shortfalls(scorecard)
    if shown:
        yield ""
        yield "Largest shortfalls (weight x points short of 100)"
    for shortfall in shown:
        earned = f"{whole(shortfall.points)} points"
        yield f"  {shortfall.shortfall:>4.0f}  {shortfall.metric_id}: {earned}"
        yield f"{'':8}{shortfall.name}"


def _coverage_wins(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    shown = selection.of_coverage_wins(scorecard)
    if shown:
        yield ""
        yield "Quickest coverage wins (weight that one sheet or column would unlock)"
    for win in shown:
        unlocked = count_of(len(win.metric_ids), "metric")
        yield f"  {win.weight:>4.0f}  {win.missing}: {unlocked}"


def _notes(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    """What a reader has to know to read the signs."""
    goals = selection.of_goals(scorecard)
    if any(goal.band_is_open for goal in goals if goal.band):
        yield "~ what is missing could put the score into another band."
    figures = [m.indicator.figure for goal in goals for m in selection.of_metrics(goal)]
    methods = dict.fromkeys(f.interval.method for f in figures if f and f.interval)
    if methods and not selection.is_everything:
        text = (
            f"After the points: how far chance alone moves a value (95 %), by {', '.join(methods)};"
            " `levelup explain` says which."
        )
        yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def _verdict(scorecard: Scorecard, selection: Selection) -> Iterator[str]:
    """What reading did, what is wrong, and last the verdict."""
    if scorecard.ledger:
        text = f"{sum_up(scorecard.ledger)} `levelup inspect` shows each."
        yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ")
    for goal in selection.of_goals(scorecard):
        if goal.grade is None:
            continue
        text = f"Confidence {goal.grade} in goal {goal.goal}: {goal.grade_reason}."
        yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ")
    yield from _notes(scorecard, selection)
    verdict = scorecard.verdict
    if verdict.errors or verdict.warnings:
        yield "`levelup validate` shows each error and warning with its cell."
    word = "VALID" if verdict.valid else "NOT VALID"
    yield (
        f"{word}: {count_of(verdict.errors, 'error')}, {count_of(verdict.warnings, 'warning')},"
        f" {count_of(verdict.goals_scored, 'goal')} scored"
    )
