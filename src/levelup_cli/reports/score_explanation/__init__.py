"""Where each number of a result comes from: a result, or a goal or metric of it, taken apart.

Everything is worked out from the result alone, so that a saved one explains as well as a fresh one;
only the rows need the file itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from levelup_cli.errors import UsageError
from levelup_cli.outcomes.indicators import Use
from levelup_cli.reports.score_explanation.document import Explanation, Section
from levelup_cli.reports.score_explanation.goals import explain_goal
from levelup_cli.reports.score_explanation.markdown import render_markdown
from levelup_cli.reports.score_explanation.metrics import explain_metric
from levelup_cli.reports.score_explanation.overview import explain_all, explain_overall
from levelup_cli.reports.score_explanation.rows import explain_rows
from levelup_cli.reports.score_explanation.screen import render_screen
from levelup_cli.results.parts import GoalPart, MetricPart, Result
from levelup_cli.words import suggest

OVERALL = "overall"
EXPLANATION_FORMATS: dict[str, Callable[[Explanation], str]] = {
    "table": render_screen,
    "markdown": render_markdown,
}
EXPLANATION_ENDINGS = {".txt": "table", ".md": "markdown"}
_GOAL = re.compile(r"(?:goal|g)?\s*0*([1-9]\d?)", re.IGNORECASE)


def explain_result(result: Result, what: str | None = None) -> Explanation:
    """One goal (`g06` or `6`), metric or the overall number taken apart; else all goals in a line.

    Raises:
        UsageError: where the result holds no such thing.
    """
    if what is None:
        return _explanation(result, "The scores", explain_all(result))
    if what.lower() == OVERALL:
        return _explanation(result, "All goals as one number", explain_overall(result))
    goal, metric = _find(result, what)
    if metric is not None:
        return _explanation(result, f"{metric.id}: {metric.name}", explain_metric(metric, goal))
    if goal is None:
        raise AssertionError("either is found, or the word is refused")
    return _explanation(result, f"Goal {goal.goal}: {goal.name}", explain_goal(goal, result))


def with_rows(explanation: Explanation, uses: Sequence[Use]) -> Explanation:
    """The explanation of a metric with the rows behind it, for the screen of their owner."""
    return replace(explanation, sections=(*explanation.sections, *explain_rows(uses)))


def metric_of(result: Result, what: str | None) -> str:
    """The metric of a result whose rows are asked for.

    Raises:
        UsageError: where it is none.
    """
    if what is None or what.lower() not in _metrics(result):
        raise UsageError("--rows: name one metric, as in levelup explain FILE g06_... --rows")
    return what.lower()


def _find(result: Result, what: str) -> tuple[GoalPart | None, MetricPart | None]:
    metrics = _metrics(result)
    if what.lower() in metrics:
        return metrics[what.lower()]
    match = _GOAL.fullmatch(what.strip())
    found = [goal for goal in result.goals if match and goal.goal == int(match[1])]
    if found:
        return found[0], None
    known = [f"g{goal.goal:02}" for goal in result.goals]
    hint = suggest(what, [*known, *metrics, OVERALL])
    listed = f"a goal ({', '.join(known)}), a metric or {OVERALL}"
    raise UsageError(f"There is no '{what}' in this result.{hint}\nName {listed}.")


def _metrics(result: Result) -> dict[str, tuple[GoalPart | None, MetricPart]]:
    found: dict[str, tuple[GoalPart | None, MetricPart]]
    found = {metric.id: (goal, metric) for goal in result.goals for metric in goal.metrics}
    return found | {metric.id: (None, metric) for metric in result.data_quality}


def _explanation(result: Result, title: str, sections: tuple[Section, ...]) -> Explanation:
    organisation = result.organisation
    start, end = organisation.period_start, organisation.period_end
    period = f", {start} to {end}" if start and end else ""
    about = (
        f"{organisation.name}{period}; definitions {result.definitions_version}, from {result.file}"
    )
    return Explanation(title, about, sections)
