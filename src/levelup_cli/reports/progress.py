"""What changed, and which pledges are kept, as sections of the scorecard on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from levelup_cli.outcomes.progress import Course, MetricChange, Pledge, Progress, Release, Verdict
from levelup_cli.reports.numbers import in_unit, whole
from levelup_cli.words import count_of

WIDTH = 80


def progress_lines(progress: Progress) -> Iterator[str]:
    """Goals before and after, what improved, what worsened, and how far chance is to be trusted."""
    before = progress.before
    yield ""
    yield from _wrapped(f"Since {period_of(before)}, from {before.file}")
    goals = [
        f"{goal.goal}: {_score(goal.before)} to {_score(goal.after)}" for goal in progress.goals
    ]
    if goals:
        yield from _wrapped(f"  Scores of goals, not tested: {', '.join(goals)}", "    ")
    for verdict in (Verdict.IMPROVED, Verdict.WORSENED):
        found = progress.having(verdict)
        yield f"  {verdict.value.capitalize()}: {count_of(len(found), 'metric')}"
        for change in found:
            yield from _wrapped(f"    {told(change)}", "      ")
    same = len(progress.having(Verdict.NO_CLEAR_CHANGE))
    yield f"  No clear change: {count_of(same, 'metric')}"
    yield from apart_lines(progress, "  ")
    yield from notes(progress)


def notes(progress: Progress) -> Iterator[str]:
    """How many tests were made, and what they are worth."""
    if not progress.tests:
        return
    chance = in_unit(progress.by_chance, "")
    yield from _wrapped(
        f"  {count_of(progress.tests, 'test')} made, at 95 %: about {chance} would show a change if"
        " nothing had changed at all. The same people are in both years, so intervals of stocks"
        " (who works here) are rather too wide; those of flows (who was hired) are about right.",
        "  ",
    )


def apart_lines(progress: Progress, indent: str) -> Iterator[str]:
    """Why metrics that have a value on a side cannot be compared, the commonest reason first."""
    found = progress.having(Verdict.NOT_COMPARABLE)
    measured = [c for c in found if c.before is not None or c.after is not None]
    without = f"{len(found) - len(measured)} without a value on either side"
    yield f"{indent}Not comparable: {count_of(len(measured), 'metric')}, and {without}"
    reasons = Counter(change.reason for change in measured)
    for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        yield from _wrapped(f"{indent}  {count}: {reason}", f"{indent}    ")


def told(change: MetricChange) -> str:
    """`g05_hire_fsm_share: 12.0 to 14.8 %, by 0.4 to 5.2`."""
    values = f"{_value(change.before, change.unit)} to {_value(change.after, change.unit)}"
    mark = " %" if change.unit == "%" else ""
    interval = ""
    if change.low is not None and change.high is not None:
        unit = "ratio" if change.is_ratio else change.unit
        ends = f"{in_unit(change.low, unit)} to {in_unit(change.high, unit)}"
        interval = f", times {ends}" if change.is_ratio else f", by {ends}"
    reason = f" ({change.reason})" if change.reason else ""
    return f"{change.metric}: {values}{mark}{interval}{reason}"


def pledge_lines(pledges: list[Pledge]) -> Iterator[str]:
    """Each pledge with where it stands; nothing where there are none."""
    if pledges:
        yield ""
        yield "Pledges of the organisation"
    for pledge in pledges:
        mark = " %" if pledge.unit == "%" else ""
        aim = f"{in_unit(pledge.target, pledge.unit)}{mark} by {pledge.target_year}"
        text = f"  {pledge.metric}: {aim}, now {_value(pledge.value, pledge.unit)}"
        if pledge.baseline is not None and pledge.baseline_year is not None:
            text += f" from {in_unit(pledge.baseline, pledge.unit)} in {pledge.baseline_year}"
        text += f": {pledge.course.value}"
        if pledge.course is Course.NOT_AVAILABLE:
            text += f", {pledge.reason}"
        elif pledge.covered is not None and pledge.due is not None:
            text += (
                f", {100 * pledge.covered:.0f} % of the way in {100 * pledge.due:.0f} % of the time"
            )
        yield from _wrapped(text, "    ")


def period_of(release: Release) -> str:
    """The period of a result, as far as it says."""
    if release.period_start and release.period_end:
        return f"{release.period_start} to {release.period_end}"
    return "an earlier return"


def _value(value: float | None, unit: str) -> str:
    return "-" if value is None else in_unit(value, unit)


def _score(score: float | None) -> str:
    return "none" if score is None else whole(score)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
