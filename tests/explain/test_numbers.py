"""Every number of a result stands in what explains it, and the arithmetic shown adds up.

Single numbers are shown to four decimals, those under 10 to six, those in columns of points to
four; numbers of groups to two decimals, those under 10 to four; shares of 1 in per cent.
"""

import re

import pytest

from conftest import NORTHMOOR
from levelup_cli.catalogue import load_catalogue
from levelup_cli.pipeline import assess
from levelup_cli.reports.score_explanation import EXPLANATION_FORMATS, explain_result
from levelup_cli.results import make_result
from levelup_cli.results.parts import Result
from levelup_cli.results.selection import Selection

NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
QUOTIENT = re.compile(
    rf"(?<![\d,.])(?<!per )({NUMBER})(?: %| [a-z][\w, ]*)? ="
    rf" (?:({NUMBER}) x )?({NUMBER}) / ({NUMBER})(?!\d)"
)
POINTS = re.compile(
    rf"({NUMBER})(?: =|:) 100 x \(({NUMBER}) - ({NUMBER})\) / \(({NUMBER}) - ({NUMBER})\)"
)
SHOWN = {"computed", "low_reliability", "too_uncertain"}


@pytest.fixture(scope="module")
def result():
    scorecard = assess(NORTHMOOR, load_catalogue())
    made = make_result(scorecard, Selection(overall=True))
    return Result.model_validate_json(made.model_dump_json(by_alias=True))


def text_of(result, what=None, form="table"):
    """What explains something, without the line breaks that 80 columns need."""
    return " ".join(EXPLANATION_FORMATS[form](explain_result(result, what)).split())


def metrics_of(result):
    return [metric for goal in result.goals for metric in goal.metrics] + result.data_quality


def number(text):
    return float(text.replace(",", ""))


def assert_holds(text, numbers, decimals=(4, 6)):
    """Each number stands in the text, rounded as the page says."""
    large, small = decimals
    there = {number(found) for found in re.findall(NUMBER, text)}
    for name, value in numbers.items():
        wanted = {round(value, large if abs(value) >= 10 else small), round(value, large)}
        assert wanted & there, (name, value)


def told(part, *names):
    """The numbers of a part by name; what is null has nothing to be found."""
    found = {name: getattr(part, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def numbers_of_figure(figure):
    found = told(figure, "value", "numerator", "denominator", "unknown")
    found |= told(figure, "low", "high") if figure.unknown else {}
    found |= {side: value for side, value in figure.sides.items() if value is not None}
    for side, base in figure.bases.items():
        found |= {f"{side} {k}": v for k, v in told(base, "numerator", "denominator").items()}
    found |= told(figure.interval, "low", "high") if figure.interval else {}
    found |= {f"estimated {figure.estimated}": figure.estimated} if figure.estimated else {}
    return found | {k: v for k, v in {**figure.left_out, **figure.not_counted}.items() if v}


def test_every_number_of_a_metric_is_in_its_explanation(result):
    scored = {metric.id for goal in result.goals for metric in goal.metrics}
    for metric in metrics_of(result):
        text = text_of(result, metric.id)
        assert_holds(text, {"version": metric.version})
        if metric.known_share is not None:
            assert_holds(text, {"known": 100 * metric.known_share})
        if metric.figure is not None:
            assert_holds(text, numbers_of_figure(metric.figure))
        if metric.id in scored and metric.weight:
            assert_holds(text, told(metric, "weight", "points", "points_low", "points_high"))
            if metric.points_interval is not None:
                assert_holds(text, told(metric.points_interval, "low", "high"))
            assert_holds(text, told(metric.target, "floor", "value"))
        if metric.benchmark is not None:
            assert_holds(text, told(metric.benchmark, "value"))


def test_every_number_of_a_group_is_in_the_explanation_of_its_metric(result):
    seen = 0
    for metric in metrics_of(result):
        text = text_of(result, metric.id)
        for breakdown in metric.breakdowns:
            if breakdown.breakdown != "stage" and breakdown.ungrouped is not None:
                assert_holds(text, {"ungrouped": breakdown.ungrouped})
            for group in breakdown.groups:
                assert group.group in text
                if group.figure is not None:
                    assert group.status in SHOWN
                    assert_holds(text, numbers_of_figure(group.figure), decimals=(2, 4))
                    seen += 1
    assert seen > 100


def test_every_number_of_a_goal_is_in_its_explanation(result):
    for goal in result.goals:
        text = text_of(result, f"g{goal.goal:02}")
        assert_holds(text, told(goal, "goal", "score", "usable", "applicable"))
        if goal.coverage is None:
            continue
        assert_holds(text, {"coverage": 100 * goal.coverage} | told(goal, "low", "high"))
        if goal.interval is not None:
            assert_holds(text, told(goal.interval, "low", "high"))
        if goal.sensitivity is not None:
            assert_holds(text, told(goal.sensitivity, "choices", "low", "median", "high"))
            for move in goal.sensitivity.moves:
                assert_holds(text, {move.choice: move.score})


def test_shortfalls_and_coverage_wins_are_in_the_explanations_of_their_goals(result):
    assert result.shortfalls
    assert result.coverage_wins
    for shortfall in result.shortfalls:
        for what in (f"g{shortfall.goal:02}", shortfall.metric):
            numbers = told(shortfall, "points", "shortfall")
            if what == shortfall.metric or shortfall.metric in text_of(result, what):
                assert_holds(text_of(result, what), numbers)
    for win in result.coverage_wins:
        goals = {metric_id[:3] for metric_id in win.metrics}
        for goal in goals:
            row = rf" {re.escape(win.missing)} \d+ {win.weight} {len(win.metrics)} "
            assert re.search(row, text_of(result, goal)), (win.missing, goal)


def test_the_overview_and_the_overall_number_hold_every_score(result):
    scores = {goal.name: goal.score for goal in result.goals if goal.score is not None}
    for what in (None, "overall"):
        assert_holds(text_of(result, what), scores)
    assert_holds(text_of(result), told(result, "headcount", "seed"))


def test_the_quotients_that_are_shown_add_up(result):
    """As closely as the last digit that is shown allows."""
    checked = 0
    goals = [f"{goal.goal}" for goal in result.goals]
    for what in [None, *goals, *(metric.id for metric in metrics_of(result))]:
        for found in QUOTIENT.findall(text_of(result, what)):
            value, times, top, base = (number(part) if part else 1 for part in found)
            last_digit = 0.05 if re.search(r"\.\d$", found[0]) else 1e-4
            assert value == pytest.approx(times * top / base, rel=2e-5, abs=last_digit), found
            checked += 1
    assert checked > 100


def test_the_points_that_are_shown_add_up(result):
    checked = 0
    for metric in metrics_of(result):
        for found in POINTS.findall(text_of(result, metric.id)):
            shown, value, floor, best, same = map(number, found)
            assert floor == same
            points = 100 * (value - floor) / (best - floor)
            assert shown == pytest.approx(min(100, max(0, points)), abs=0.01), metric.id
            checked += 1
    assert checked == sum(metric.points is not None for metric in metrics_of(result))


def test_weights_times_points_over_the_weights_give_the_score(result):
    row = re.compile(rf"(g\d\d_\w+) ({NUMBER}) ({NUMBER}) ({NUMBER}) ")
    for goal in result.goals:
        text = text_of(result, f"g{goal.goal:02}").partition("The bounds")[0]
        if goal.score is None:
            continue
        rows = [tuple(map(number, found[1:])) for found in row.findall(text)]
        assert len(rows) == goal.usable
        for weight, points, product in rows:
            assert product == pytest.approx(weight * points, abs=1e-3)
        total, weights = sum(row[2] for row in rows), sum(row[0] for row in rows)
        assert f"Sum {weights:g} {total:,.2f}"[:-1] in text
        assert total / weights == pytest.approx(goal.score, abs=1e-3)


def test_markdown_says_what_the_screen_says(result):
    for what in (None, "overall", "g06", "g06_seb_promotion_ratio", "dq_seb_employee_disclosure"):
        shown, written = text_of(result, what), text_of(result, what, "markdown")
        assert set(re.findall(NUMBER, shown)) <= set(re.findall(NUMBER, written))


def test_every_line_of_the_screen_fits_into_80_columns(result):
    for what in [None, "overall", *(f"{goal.goal}" for goal in result.goals)]:
        text = EXPLANATION_FORMATS["table"](explain_result(result, what))
        assert max(map(len, text.splitlines())) <= 80, what
    for metric in metrics_of(result):
        text = EXPLANATION_FORMATS["table"](explain_result(result, metric.id))
        assert max(map(len, text.splitlines())) <= 80, metric.id
