"""All goals in a line each with their arithmetic, and all of them as one number."""

import math
from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import DIGITS, level, shown
from levelup_cli.reports.score_explanation.document import Facts, Prose, Section, Table
from levelup_cli.reports.score_explanation.goals import is_whole, mean_of
from levelup_cli.reports.score_explanation.metrics import value_in_words
from levelup_cli.results.parts import GoalPart, Result

_MORE = "A goal (g06), a metric or `overall` after the file's name takes that one apart."
_LEAST = 1.0  # the points at which the shipped policies count each goal at least


def explain_all(result: Result) -> tuple[Section, ...]:
    """Every goal: the weighted mean, as a quotient, or why there is no score."""
    scored = tuple(_mean(goal) for goal in result.goals if goal.score is not None)
    lacking = tuple(
        (f"{goal.goal}", f"{goal.name}: {goal.lacks}")
        for goal in result.goals
        if goal.score is None
    )
    quality = tuple((m.id, value_in_words(m)) for m in result.data_quality)
    head = ("Goal", "Weight x points", "Weight", "Score")
    about = (Facts(tuple(_about(result))), Prose(DIGITS), Prose(_MORE))
    sections = (
        ("Scores: the sum of weight x points over the sum of weights", Table(head, scored), scored),
        ("No score", Facts(lacking), lacking),
        ("Quality of the data (part of no score)", Facts(quality), quality),
    )
    return (
        *(Section(title, (part,)) for title, part, rows in sections if rows),
        Section("About the result", about),
    )


def _mean(goal: GoalPart) -> tuple[str, ...]:
    name = f"{goal.goal:>2} {goal.name}"
    if not is_whole(goal):
        return name, "-", "-", level(goal.score)
    earned, weight = mean_of(goal)
    return name, level(earned), shown(weight), level(goal.score)


def _about(result: Result) -> Iterator[tuple[str, str]]:
    verdict = result.verdict
    yield "Staff", "not told" if result.headcount is None else shown(result.headcount)
    found = (
        f"{verdict.errors:,} errors, {verdict.warnings:,} warnings;"
        f" {verdict.goals_scored} goals scored"
    )
    yield "Findings", found
    if result.seed is not None:
        yield "Seed", f"{result.seed}: intervals by bootstrap are drawn from it"
    yield "Definitions", " with ".join(result.packs)


def explain_overall(result: Result) -> tuple[Section, ...]:
    """The geometric mean of the goals that have a score, with the conditions for one."""
    return (Section("All goals as one number", (Facts(tuple(_overall(result))),)),)


def _overall(result: Result) -> Iterator[tuple[str, str]]:
    overall = result.overall
    scores = [(goal.goal, goal.score) for goal in result.goals if goal.score is not None]
    applying = sum(goal.coverage is not None for goal in result.goals)
    if overall is None:
        yield "Overall", "not in this result: `levelup score --overall` gives it on request"
    elif overall.score is None:
        yield "Overall", f"none: {overall.lacks}"
    else:
        yield "Overall", f"{shown(overall.score)}, the geometric mean of {overall.goals} goals"
        yield from _arithmetic(overall.score, [score for _, score in scores])
        yield "Lowest", f"goal {overall.lowest}: no other goal makes up for it"
    for number, score in scores:
        yield f"Goal {number}", shown(score)
    yield (
        "Conditions",
        (
            f"enough goals must have a score, of the {applying} of which any metric applies"
            f" ({len(scores)} have one); where few apply, all of them. It is given on request"
            " only, because goals do not make up for each other."
        ),
    )


def _arithmetic(overall: float, scores: list[float]) -> Iterator[tuple[str, str]]:
    raised = [max(score, _LEAST) for score in scores]
    mean = math.exp(math.fsum(map(math.log, raised)) / len(raised))
    if abs(mean - overall) > 1e-6 * overall:  # another policy than the shipped one
        return
    product = " x ".join(map(shown, raised))
    yield "That is", f"({product}) ^ (1 / {len(raised)})"
    if raised != scores:
        yield "", f"a goal below {shown(_LEAST)} counts as {shown(_LEAST)}"
