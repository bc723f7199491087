"""Two results -> what changed, by section 4.8 of the method.

Both sides are result files, or scorecards as if they had been saved: so a result of long ago and a
return of today are one case, and nothing is used that was withheld from a reader.
"""

from collections.abc import Iterator

from levelup_cli.intervals import LEVEL
from levelup_cli.outcomes.progress import GoalChange, Progress, Release
from levelup_cli.progress.comparability import why_nothing_compares
from levelup_cli.progress.verdicts import judge
from levelup_cli.results.parts import MetricPart, Result

WITHOUT_INTERVALS = ("1.0",)  # versions of the result format


def compare(before: Result, after: Result) -> Progress:
    """What changed from an earlier result to a later one.

    Metrics without a target are left out: no direction is good or bad for them. Of those that the
    later result does not hold nothing is said.
    """
    earlier = {metric.id: metric for _, metric in _metrics(before)}
    apart = why_nothing_compares(before, after)
    changes = tuple(
        judge(
            goal,
            earlier.get(metric.id),
            metric,
            apart,
            has_intervals=after.schema_version not in WITHOUT_INTERVALS,
        )
        for goal, metric in _metrics(after)
        if metric.target is not None
    )
    tests = sum(change.tested for change in changes)
    return Progress(
        before=_release(before),
        after=_release(after),
        tests=tests,
        by_chance=tests * (1 - LEVEL),
        goals=tuple(_goals(before, after)),
        metrics=changes,
    )


def _metrics(result: Result) -> Iterator[tuple[int, MetricPart]]:
    for goal in result.goals:
        for metric in goal.metrics:
            yield goal.goal, metric


def _goals(before: Result, after: Result) -> Iterator[GoalChange]:
    scores = {goal.goal: goal.score for goal in before.goals}
    for goal in after.goals:
        if goal.score is not None or scores.get(goal.goal) is not None:
            yield GoalChange(goal.goal, goal.name, scores.get(goal.goal), goal.score)


def _release(result: Result) -> Release:
    organisation = result.organisation
    return Release(
        file=result.file,
        organisation=organisation.name,
        period_start=organisation.period_start,
        period_end=organisation.period_end,
        definitions_version=result.definitions_version,
    )
