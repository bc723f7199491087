"""From metrics to a goal: points, coverage, bounds, grade, and what is named beside the score."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAW

from levelup_cli.outcomes.indicators import Figure, Indicator, State
from levelup_cli.outcomes.scorecards import MetricScore
from levelup_cli.results.selection import Selection
from levelup_cli.scoring import score
from levelup_cli.scoring.goals import grade_evidence, score_goal

CORE = (
    "g06_workforce_lower_seb_share",
    "g06_senior_lower_seb_share",
    "g06_seb_promotion_ratio",
    "g06_class_pay_gap_median",
    "g06_training_participation",
)
EXTENDED = (
    "g06_senior_independent_school_share",
    "g06_seb_time_to_promotion_gap",
    "g06_training_hours_per_employee",
)

# ------------------------------------------------------------------------------------ goals


@pytest.fixture(scope="module")
def goal_6(catalogue):
    goal, _ = catalogue.metric(CORE[0])
    return goal


@pytest.fixture(scope="module")
def metric_score(goal_6):
    """A metric of goal 6 with so many points; without any, it was not provided."""

    def make(metric_id, reached=None, *, low=None, high=None, **facts):
        state = State.NOT_PROVIDED if reached is None else State.COMPUTED
        facts = {"state": state, "known_share": 1.0} | facts
        indicator = Indicator(metric_id, 6, goal_6.metrics[metric_id], **facts)
        weight = 2 if metric_id in CORE else 1
        if reached is None:
            return MetricScore(indicator, weight, None, 0, 100, None)
        ends = (reached if low is None else low, reached if high is None else high)
        return MetricScore(indicator, weight, reached, *ends, None)

    return make


@pytest.fixture(scope="module")
def result_of(goal_6, catalogue):
    def result(scores, out_of_scope=None):
        return score_goal(goal_6, tuple(scores), catalogue.scoring, 0, out_of_scope)

    return result


POINTS = st.integers(0, 1000).map(lambda n: n / 10)
REACHED = st.none() | st.lists(POINTS, min_size=3, max_size=3).map(sorted)


@LAW
@given(reached=st.lists(REACHED, min_size=8, max_size=8))
def test_a_goal_lies_between_its_metrics_and_within_its_bounds(reached, metric_score, result_of):
    scores = [
        metric_score(name, ends and ends[1], low=ends and ends[0], high=ends and ends[2])
        for name, ends in zip(CORE + EXTENDED, reached, strict=True)
    ]
    result = result_of(scores)
    used = [(2 if i < 5 else 1, ends) for i, ends in enumerate(reached) if ends is not None]
    weight = sum(w for w, _ in used)
    assert result.coverage == pytest.approx(weight / 13)
    assert result.low == pytest.approx(sum(w * e[0] for w, e in used) / 13)
    missing = 100 * (13 - weight)
    assert result.high == pytest.approx((sum(w * e[2] for w, e in used) + missing) / 13)
    core = sum(ends is not None for ends in reached[:5])
    assert (result.score is None) == (weight < 6.5 or core < 2)
    if result.score is not None:
        assert result.score == pytest.approx(sum(w * e[1] for w, e in used) / weight)
        middle = [ends[1] for _, ends in used]
        assert min(middle) - 1e-9 <= result.score <= max(middle) + 1e-9
        assert result.low - 1e-9 <= result.score <= result.high + 1e-9


@pytest.mark.parametrize(
    ("used", "missing", "is_scored"),
    [
        (CORE[:2], CORE[2:4], True),  # 4 of 8, exactly half
        (CORE[:2], CORE[2:4] + EXTENDED[:1], False),  # 4 of 9
        (CORE[:1] + EXTENDED, (), False),  # all of 5, but one core metric
        (CORE[:2] + EXTENDED, CORE[2:], True),  # 7 of 13
    ],
)
def test_a_goal_needs_half_the_weight_and_two_core_metrics(
    used, missing, is_scored, metric_score, result_of
):
    absent = {"missing": ("employees.grade",)}
    scores = [metric_score(name, 40.0) for name in used]
    scores += [metric_score(name, **absent) for name in missing]
    result = result_of(scores)
    assert (result.score, bool(result.lacks)) == (40.0 if is_scored else None, not is_scored)
    assert (result.grade is not None) == is_scored
    assert ("employees.grade" in result.lacks) == (not is_scored and bool(missing))


def test_a_goal_out_of_scope_or_without_any_metric_that_applies_has_no_score(
    metric_score, result_of
):
    scores = [metric_score(name, state=State.NOT_APPLICABLE) for name in CORE]
    result = result_of(scores)
    assert (result.score, result.coverage, result.low, result.high) == (None, None, None, None)
    result = result_of([metric_score(CORE[0], 40.0)], out_of_scope="the parent reports")
    assert (result.score, "the parent reports" in result.lacks) == (None, True)


def test_core_metrics_under_20_points_are_named(metric_score, result_of):
    reached = {CORE[0]: 19.9, CORE[1]: 20.0, CORE[2]: 0.0, EXTENDED[0]: 0.0}
    result = result_of([metric_score(name, value) for name, value in reached.items()])
    assert result.weak == (CORE[0], CORE[2])


# ------------------------------------------------------------------------------------- the grade


@pytest.mark.parametrize(
    ("coverage", "facts", "errors", "capped", "uncapped"),
    [
        (1.0, {}, 0, "B", "A"),
        (0.80, {}, 0, "B", "A"),
        (0.79, {}, 0, "B", "B"),
        (0.65, {}, 0, "B", "B"),
        (0.64, {}, 0, "C", "C"),
        (0.50, {}, 0, "C", "C"),
        (0.49, {}, 0, "D", "D"),
        (1.0, {"known_share": 0.85}, 0, "B", "A"),
        (1.0, {"known_share": 0.84}, 0, "B", "B"),
        (1.0, {"known_share": 0.70}, 0, "B", "B"),
        (1.0, {"known_share": 0.69}, 0, "C", "C"),
        (1.0, {"known_share": 0.50}, 0, "C", "C"),
        (1.0, {"known_share": 0.49}, 0, "D", "D"),
        (1.0, {"known_share": None}, 0, "B", "A"),  # how many were asked was not said
        (1.0, {"state": State.LOW_RELIABILITY}, 0, "C", "C"),
        (1.0, {"from_aggregates": True}, 0, "B", "B"),
        (1.0, {}, 1, "B", "B"),
        (0.64, {"known_share": 0.49}, 1, "D", "D"),  # the worst of all
    ],
)
def test_the_grade_is_the_worst_of_its_columns(
    coverage, facts, errors, capped, uncapped, metric_score, catalogue
):
    usable = [metric_score(CORE[0], 50.0), metric_score(CORE[1], 50.0, **facts)]
    policy = catalogue.scoring
    assert grade_evidence(usable, coverage, policy, errors)[0] == capped
    # Without the cap that stands for intervals which no core metric has.
    assessed = policy.model_copy(update={"grade_without_precision": "A"})
    assert grade_evidence(usable, coverage, assessed, errors)[0] == uncapped


def test_a_grade_names_the_core_metric_that_lowered_it(metric_score, catalogue):
    usable = [
        metric_score(CORE[0], 50.0),
        metric_score(CORE[1], 50.0, known_share=0.58),
        metric_score(EXTENDED[0], 50.0, known_share=0.30),  # no core metric, so it lowers nothing
    ]
    grade, reason = grade_evidence(usable, 0.9, catalogue.scoring, errors=0)
    assert (grade, reason) == ("C", f"{CORE[1]} is known for 58 %")


# ---------------------------------------------------------------------------------- the scorecard


@pytest.fixture(scope="module")
def scorecard_of(check_texts, catalogue):
    def scorecard(indicators, snapshot="2025-03-31"):
        facts = f"organisation_id | snapshot_date\nA | {snapshot}"
        return score(tuple(indicators), check_texts({"organisation": facts}), catalogue)

    return scorecard


def computed(catalogue, metric_id, value):
    goal, metric = catalogue.metric(metric_id)
    figure = Figure(value, low=value, high=value, population=100)
    return Indicator(metric_id, goal.goal, metric, State.COMPUTED, figure=figure)


def test_the_largest_shortfalls_come_first_and_ties_by_id(catalogue, scorecard_of):
    values = {
        CORE[0]: 29.25,  # halfway from 19.5 to 39: 2 x 50
        CORE[1]: 24.5,  # halfway from 10 to 39: 2 x 50
        EXTENDED[2]: 4.0,  # the floor: 1 x 100
        CORE[2]: 0.6,  # the floor: 2 x 100
        CORE[3]: -3.0,  # the target: nothing
        CORE[4]: 84.0,  # nine tenths from 30 to 90: 2 x 10
        EXTENDED[0]: 23.75,  # halfway from 40 to 7.5: 1 x 50
    }
    scorecard = scorecard_of(computed(catalogue, *item) for item in values.items())
    found = Selection().of_shortfalls(scorecard)
    assert [entry.metric_id for entry in found] == [
        CORE[2],
        CORE[1],
        EXTENDED[2],
        CORE[0],
        EXTENDED[0],
    ]
    assert [entry.shortfall for entry in found] == pytest.approx([200, 100, 100, 100, 50])


def test_coverage_wins_are_the_weight_that_one_missing_thing_unlocks(catalogue, scorecard_of):
    lacking = {
        CORE[4]: ("training",),
        EXTENDED[2]: ("training",),
        CORE[2]: ("employees.promoted_in_period",),
        CORE[3]: ("employees.hourly_pay_gbp",),
        EXTENDED[0]: ("employees.school_type",),
        CORE[0]: ("employees.grade", "employees.parental_occupation"),  # two things: no win of one
    }
    indicators = [
        Indicator(name, 6, catalogue.metric(name)[1], State.NOT_PROVIDED, missing=missing)
        for name, missing in lacking.items()
    ]
    found = scorecard_of(indicators).coverage_wins
    assert [(win.missing, win.weight) for win in found] == [
        ("training", 3),
        ("employees.hourly_pay_gbp", 2),
        ("employees.promoted_in_period", 2),
        ("employees.school_type", 1),
    ]
    assert found[0].metric_ids == (CORE[4], EXTENDED[2])


@pytest.mark.parametrize(
    ("day", "value"),
    [("2017-12-31", None), ("2018-01-01", 22), ("2022-11-30", 22), ("2022-12-01", 19)],
)
def test_the_benchmark_in_force_on_the_snapshot_stands_beside_a_metric(
    day, value, catalogue, scorecard_of
):
    _, metric = catalogue.metric(EXTENDED[1])
    assert getattr(metric.benchmark_on(date.fromisoformat(day)), "value", None) == value
    card = scorecard_of([computed(catalogue, EXTENDED[1], 10.0)], snapshot=day)
    (shown,) = (m for goal in card.goals for m in goal.metrics)
    assert getattr(shown.benchmark, "value", None) == value
    assert shown.points == pytest.approx(100 * 20 / 30)  # which it never moves
