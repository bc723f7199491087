"""The vectors that the method prints, through levelup's own functions."""

from dataclasses import replace

import pytest

from levelup_cli.definitions.goals import Target
from levelup_cli.disclosure import protect
from levelup_cli.outcomes.indicators import Figure, Indicator, State
from levelup_cli.outcomes.scorecards import MetricScore
from levelup_cli.outcomes.submissions import Organisation
from levelup_cli.scoring import points
from levelup_cli.scoring.goals import score_goal
from levelup_cli.scoring.scorecard import score_metric

NOBODY = Organisation(None, "Nobody", None, None, None, {})
CLOSE = {"rel": 1e-9}

# ------------------------------------------------ 3.2: nine answers to one question, three groups

GROUPS = {
    "modern_traditional_professional": "professional",
    "manager_administrator": "professional",
    "clerical_intermediate": "intermediate",
    "small_business_owner": "intermediate",
    "technical_craft": "lower",
    "routine_semi_routine": "lower",
    "long_term_unemployed": "lower",
    # Sent by those who only hold the three groups.
    "professional": "professional",
    "intermediate": "intermediate",
    "lower": "lower",
}
UNCLASSIFIED = ["other_not_applicable", "dont_know", "prefer_not_to_say", ""]


def employees(*answers):
    """One employee per answer about the job of the main earner."""
    rows = [f"E{i} | permanent | yes | {answer}" for i, answer in enumerate(answers)]
    heading = "employee_id | contract_type | promoted_in_period | parental_occupation"
    return {"employees": "\n".join([heading, *rows])}


@pytest.mark.parametrize(("code", "group"), GROUPS.items())
def test_a_parental_occupation_falls_into_its_group(code, group, indicator_of):
    share = indicator_of("g06_workforce_lower_seb_share", employees(code)).figure
    assert (share.numerator, share.denominator, share.unknown) == (group == "lower", 1, 0)
    # Among the two compared groups it stands on one side only, and intermediate on neither.
    sides = indicator_of("g06_seb_promotion_ratio", employees(code)).figure.sides
    heads = {side.name: side.denominator for side in sides}
    assert heads == {"lower": group == "lower", "professional": group == "professional"}


@pytest.mark.parametrize("code", UNCLASSIFIED)
def test_an_answer_that_cannot_be_classified_is_kept_out_and_counted(code, indicator_of):
    given = employees(code, "lower", "professional", "professional", "intermediate")
    share = indicator_of("g06_workforce_lower_seb_share", given).figure
    assert (share.value, share.denominator, share.unknown) == (25, 4, 1)
    ratio = indicator_of("g06_seb_promotion_ratio", given).figure
    assert [side.denominator for side in ratio.sides] == [1, 2]
    assert ratio.unknown == 1


# ------------------------------------------------------------- 3.6: a thousand employees, and few


def test_a_thousand_employees_give_the_share_the_known_share_and_the_bounds(indicator_of):
    answers = (
        ["manager_administrator"] * 300
        + ["small_business_owner"] * 150
        + ["technical_craft"] * 250
        + ["other_not_applicable"] * 40
        + ["dont_know"] * 30
        + ["prefer_not_to_say"] * 80
        + [""] * 150
    )
    indicator = indicator_of("g06_workforce_lower_seb_share", employees(*answers))
    figure = indicator.figure
    assert (figure.numerator, figure.denominator, figure.unknown) == (250, 700, 300)
    assert figure.value == pytest.approx(100 * 250 / 700, **CLOSE)
    assert round(figure.value, 1) == 35.7
    assert figure.known_share == indicator.known_share == 0.70
    assert (figure.low, figure.high) == (25.0, 55.0)
    assert indicator.state is State.COMPUTED


# ----------------------------------------------------------------------- 4.7: the gender pay gap

PAY = {"male": (12.0, 14.5, 18.0, 22.0, 35.0), "female": (11.5, 13.0, 15.0, 21.0)}


def pay_table(column, groups):
    rows = [f"{pay} | yes | {group}" for group, pays in groups.items() for pay in pays]
    numbered = [f"E{i} | permanent | {row}" for i, row in enumerate(rows)]
    heading = f"employee_id | contract_type | hourly_pay_gbp | full_pay_relevant | {column}"
    return {"employees": "\n".join([heading, *numbered])}


def test_the_mean_gap_is_that_of_the_vector(indicator_of):
    figure = indicator_of("g14_gender_pay_gap_mean", pay_table("sex", PAY)).figure
    # Men 101.5 / 5 = 20.3, women 60.5 / 4 = 15.125; 5.175 / 20.3 = 25.4926 %.
    assert [side.value for side in figure.sides] == pytest.approx([15.125, 20.3], **CLOSE)
    assert figure.value == pytest.approx(100 * 5.175 / 20.3, **CLOSE)
    assert round(figure.value, 4) == 25.4926


def test_the_median_gap_is_that_of_the_vector(indicator_of):
    figure = indicator_of("g14_gender_pay_gap_median", pay_table("sex", PAY)).figure
    # The middle man has 18, the middle two women (13 + 15) / 2 = 14; 4 / 18 = 22.2222 %.
    assert [side.value for side in figure.sides] == [14.0, 18.0]
    assert round(figure.value, 4) == 22.2222


@pytest.mark.parametrize(
    ("metric_id", "column", "names"),
    [
        ("g14_ethnicity_pay_gap_median", "ethnicity_group", ("white", "asian")),
        ("g06_class_pay_gap_median", "parental_occupation", ("professional", "lower")),
    ],
)
def test_the_other_pay_gaps_follow_the_same_arithmetic(metric_id, column, names, indicator_of):
    groups = dict(zip(names, PAY.values(), strict=True))
    figure = indicator_of(metric_id, pay_table(column, groups)).figure
    assert round(figure.value, 4) == 22.2222


def test_a_gap_in_favour_of_women_is_negative(indicator_of):
    swapped = {"male": PAY["female"], "female": PAY["male"]}
    figure = indicator_of("g14_gender_pay_gap_median", pay_table("sex", swapped)).figure
    assert figure.value == pytest.approx(100 * (14 - 18) / 14, **CLOSE)


# -------------------------------------------------------------------------------- 6.3: the points


def target(better, floor, value, one_sided=False):
    return Target(better=better, floor=floor, value=value, one_sided=one_sided, why="a vector")


@pytest.mark.parametrize(
    ("value", "goalposts", "expected"),
    [
        (30, target("higher", 20, 39), 52.6),  # 10 / 19
        (30, target("higher", 19.5, 39), 53.8),  # 10.5 / 19.5
        (12.8, target("nearer_zero", 20, 0), 36.0),  # 7.2 / 20
        (12.8, target("nearer_zero", 25, 0), 48.8),  # 12.2 / 25
        (68.3, target("higher", 50, 75), 73.2),  # 18.3 / 25
        (95, target("higher", 60, 95), 100),
        (4, target("lower", 6, 2), 50),  # 2 / 4
        (18, target("higher", 10, 39), 27.6),  # 8 / 29
        (55, target("higher", 30, 90), 41.7),  # 25 / 60
    ],
)
def test_a_value_earns_the_points_of_the_vector(value, goalposts, expected):
    assert round(points(value, goalposts), 1) == expected


@pytest.mark.parametrize(
    ("value", "goalposts", "expected"),
    [
        # A gap of 10 either way has lost 10 of 25 points of way.
        (10, target("nearer_zero", 25, 0), 60),
        (-10, target("nearer_zero", 25, 0), 60),
        (-10, target("nearer_zero", 25, 0, one_sided=True), 100),
        # 0.8 lies halfway from 0.6 to 1; 1.25 is 0.8 turned over.
        (0.8, target("nearer_one", 0.6, 1.0), 50),
        (1.25, target("nearer_one", 0.6, 1.0), 50),
        (1.25, target("nearer_one", 0.6, 1.0, one_sided=True), 100),
        (0, target("nearer_one", 0.6, 1.0), 0),
        (0, target("nearer_one", 0.6, 1.0, one_sided=True), 0),
        # Never under 0 or over 100.
        (99, target("higher", 19.5, 39), 100),
        (1, target("higher", 19.5, 39), 0),
        (99, target("lower", 50, 5), 0),
        (1, target("lower", 50, 5), 100),
    ],
)
def test_a_value_is_folded_before_it_earns_points(value, goalposts, expected):
    assert points(value, goalposts) == pytest.approx(expected, **CLOSE)


# ----------------------------------------------------------------- 6.3: the example of four metrics


@pytest.fixture(scope="module")
def four_metrics(catalogue):
    """A 30 %, B 18 %, C missing, D 55 %, with the floors and targets of the method."""
    goal, template = catalogue.metric("g06_workforce_lower_seb_share")

    def metric(tier, floor, value):
        goalposts = target("higher", floor, value)
        return template.model_copy(update={"tier": tier, "target": goalposts})

    metrics = {
        "g06_a": metric("core", 20, 39),
        "g06_b": metric("core", 10, 39),
        "g06_c": metric("core", 0, 1),
        "g06_d": metric("extended", 30, 90),
    }
    values = {"g06_a": 30.0, "g06_b": 18.0, "g06_d": 55.0}
    scores = []
    for name, definition in metrics.items():
        value = values.get(name)
        indicator = Indicator(name, 6, definition, State.NOT_PROVIDED, missing=("employees",))
        if value is not None:
            figure = Figure(value, value * 10, 1000, 0, 1000, value, value)
            indicator = replace(indicator, state=State.COMPUTED, figure=figure, missing=())
        (safe,) = protect((indicator,), catalogue.disclosure)
        scores.append(score_metric(safe, catalogue, None, NOBODY))
    return goal.model_copy(update={"metrics": metrics}), tuple(scores)


def test_the_four_metrics_have_their_weights_and_points(four_metrics):
    _, scores = four_metrics
    assert [score.weight for score in scores] == [2, 2, 2, 1]
    shown = [None if s.points is None else round(s.points, 1) for s in scores]
    assert shown == [52.6, 27.6, None, 41.7]


def test_the_four_metrics_add_up_to_the_score_coverage_and_bounds_of_the_method(
    four_metrics, catalogue
):
    goal, scores = four_metrics
    result = score_goal(goal, scores, catalogue.scoring, errors=0, out_of_scope=None)
    # (2 x 52.63 + 2 x 27.59 + 41.67) / 5 = 202.10 / 5; bounds 202.10 / 7 and 402.10 / 7.
    total = 2 * 1000 / 19 + 2 * 800 / 29 + 2500 / 60
    assert result.score == pytest.approx(total / 5, **CLOSE)
    assert result.coverage == pytest.approx(5 / 7, **CLOSE)
    assert result.low == pytest.approx(total / 7, **CLOSE)
    assert result.high == pytest.approx((total + 200) / 7, **CLOSE)
    shown = (round(result.score, 1), round(100 * result.coverage))
    assert (*shown, round(result.low, 1), round(result.high, 1)) == (40.4, 71, 28.9, 57.4)
    assert (result.usable, result.applicable, result.lacks) == (3, 4, "")


def test_a_metric_that_does_not_apply_leaves_the_coverage(four_metrics, catalogue):
    goal, scores = four_metrics
    away = replace(scores[2].indicator, state=State.NOT_APPLICABLE, missing=())
    scores = (*scores[:2], MetricScore(away, 2, None, 0, 100, None), scores[3])
    result = score_goal(goal, scores, catalogue.scoring, errors=0, out_of_scope=None)
    # Nothing is missing now, so the bounds are the score, 202.10 / 5.
    assert result.coverage == 1
    assert result.low == result.score == result.high
