"""Which interval a figure gets, and which ratios are flagged, through returns as they are sent."""

from dataclasses import replace

import pytest

from levelup_cli.indicators import calculate
from levelup_cli.indicators.chance import Chance
from levelup_cli.outcomes.indicators import Figure, Side

PROMOTION = "g06_seb_promotion_ratio"
LOWER, PROFESSIONAL = "technical_craft", "manager_administrator"


def people(*groups):
    """Employees: for each group its occupation, how many were promoted, and of how many."""
    rows = [
        (occupation, "yes" if place < promoted else "no")
        for occupation, promoted, heads in groups
        for place in range(heads)
    ]
    lines = [f"E{i} | {job} | {up} | permanent" for i, (job, up) in enumerate(rows)]
    heading = "employee_id | parental_occupation | promoted_in_period | contract_type"
    return {"employees": "\n".join([heading, *lines])}


@pytest.mark.parametrize(
    ("lower", "professional", "flag"),
    [
        ((60, 600), (150, 1000), "adverse"),  # 0.667, and the interval excludes 1 (section 4.5)
        ((12, 120), (30, 200), "watch"),  # 0.667 as well, and it does not
        ((120, 600), (150, 1000), "adverse"),  # 1.333: the other way round
        ((100, 600), (200, 1000), "none"),  # 0.833: inside four fifths
        ((1, 29), (500, 1000), "none"),  # far out, but fewer than 30 people
        ((2, 29), (10, 29), "none"),
        ((0, 40), (4, 40), "none"),  # fewer than 5 outcomes
        ((0, 40), (5, 40), "watch"),
    ],
)
def test_a_ratio_is_adverse_only_if_all_three_conditions_hold(
    lower, professional, flag, indicator_of
):
    indicator = indicator_of(PROMOTION, people((LOWER, *lower), (PROFESSIONAL, *professional)))
    assert indicator.figure.flag == flag
    assert indicator.figure.interval.method == "log-ratio"


def test_a_ratio_whose_reference_is_nothing_has_neither_interval_nor_flag(indicator_of):
    indicator = indicator_of(PROMOTION, people((LOWER, 5, 40), (PROFESSIONAL, 0, 40)))
    assert (indicator.figure.value, indicator.figure.interval) == (None, None)
    assert indicator.figure.flag is None


def test_a_share_has_wilsons_interval_in_per_cent(indicator_of):
    # 27 of 60: the vector of section 4.5.
    given = people((LOWER, 0, 27), (PROFESSIONAL, 0, 33))
    interval = indicator_of("g06_workforce_lower_seb_share", given).figure.interval
    assert (interval.low, interval.high) == pytest.approx((33.0937, 57.5081), abs=5e-5)
    assert interval.method == "Wilson"


def test_injuries_per_hundred_thousand_have_byars_interval(indicator_of):
    # 10 injuries among 2,000: 4.787 to 18.391 events, times 100,000 / 2,000 = 50.
    heading = "incident_id | incident_date | person_type | category | riddor"
    rows = [f"I{i} | 2024-06-01 | employee | over_7_day | yes" for i in range(10)]
    organisation = (
        "organisation_id | organisation_name | period_start | period_end | employees\n"
        "T | Test | 2024-04-01 | 2025-03-31 | 2000"
    )
    given = {"organisation": organisation, "incidents": "\n".join([heading, *rows])}
    figure = indicator_of("g08_riddor_rate", given).figure
    assert (figure.numerator, figure.value) == (10, 500)
    interval = figure.interval
    assert (interval.low, interval.high) == pytest.approx((239.35, 919.55), abs=0.05)
    assert interval.method == "Byar"


def paid(men, women):
    """Employees on full pay."""
    rows = [("male", pay) for pay in men] + [("female", pay) for pay in women]
    lines = [f"E{i} | {sex} | {pay} | yes | permanent" for i, (sex, pay) in enumerate(rows)]
    heading = "employee_id | sex | hourly_pay_gbp | full_pay_relevant | contract_type"
    return {"employees": "\n".join([heading, *lines])}


def test_a_pay_gap_has_an_interval_from_ten_people_a_side(indicator_of):
    men, women = range(12, 22), range(11, 20)
    assert indicator_of("g14_gender_pay_gap_median", paid(men, women)).figure.interval is None
    figure = indicator_of("g14_gender_pay_gap_median", paid(men, range(11, 21))).figure
    assert figure.interval.method == "bootstrap"
    assert figure.interval.low < figure.value < figure.interval.high


@pytest.mark.parametrize("metric_id", ["g14_gender_pay_gap_median", "g14_gender_pay_gap_mean"])
def test_equal_pay_leaves_nothing_to_chance_only_where_everybody_is_paid_alike(
    metric_id, indicator_of
):
    alike = indicator_of(metric_id, paid([15] * 20, [12] * 30)).figure
    assert (alike.interval.low, alike.interval.high) == pytest.approx((20, 20))
    spread = indicator_of(metric_id, paid(range(10, 40), range(10, 40))).figure
    assert spread.value == 0
    assert spread.interval.low < -5 < 5 < spread.interval.high  # the two sides move apart


def test_a_group_above_five_thousand_is_bounded_by_rank_and_by_variance(indicator_of):
    """6,000 men from 10.000 to 15.999, 100 women at 12: the gap's interval is that of the men.

    Median of the men 12.9995; ranks 3,000 ± 1.96 √6,000 / 2 = 2,924 and 3,077 (outward), so 12.923
    and 13.076; the gaps 100 x (1 - 12 / 12.923) = 7.1422 and 100 x (1 - 12 / 13.076) = 8.2288, up
    to the logarithms by which the sides are combined, which change nothing where one is certain.
    """
    men = [f"{10 + i / 1000:.3f}" for i in range(6000)]
    figure = indicator_of("g14_gender_pay_gap_median", paid(men, ["12"] * 100)).figure
    assert figure.interval.method == "order statistics"
    assert (figure.interval.low, figure.interval.high) == pytest.approx((7.1422, 8.2288), abs=2e-3)
    # Mean 12.9995, s = 6 / √12 = 1.7321, 1.96 s / √6,000 = 0.043827: 12.95567 to 13.04333.
    mean = indicator_of("g14_gender_pay_gap_mean", paid(men, ["12"] * 100)).figure
    assert mean.interval.method == "variance"
    assert (mean.interval.low, mean.interval.high) == pytest.approx((7.3766, 7.9990), abs=3e-3)


def test_a_difference_of_shares_takes_its_sign_from_the_side_that_is_subtracted(catalogue):
    # 56 of 70 against 48 of 80 is 0.2 (0.0524 to 0.3339): the example of Newcombe 1998.
    metric = catalogue.metric("g01_gld_fsm_gap")[1]
    sides = (Side("group", 80, 56, 70), Side("reference", 60, 48, 80))
    turned = metric.measure.model_copy(update={"subtract": "group"})
    straight = metric.measure.model_copy(update={"subtract": "reference"})
    for measure, ends in [(straight, (5.2431, 33.3873)), (turned, (-33.3873, -5.2431))]:
        interval = Chance(catalogue).weigh(measure, Figure(20, sides=sides)).interval
        assert (interval.low, interval.high) == pytest.approx(ends, abs=5e-4)
        assert interval.method == "Newcombe"


def test_sums_of_money_have_no_interval(indicator_of):
    given = {
        "suppliers": "supplier_id | spend_gbp | size\n"
        + "\n".join(f"S{i} | {1000 + i} | {'micro' if i % 2 else 'large'}" for i in range(40))
    }
    figure = indicator_of("g09_sme_spend_share", given).figure
    assert figure.value is not None
    assert figure.interval is None


def test_a_stage_has_the_interval_of_what_it_is_made_of(catalogue, check_texts):
    """A gap of means with a stage of medians: the stage's interval is that of the medians' gap."""
    _, mean = catalogue.metric("g14_gender_pay_gap_mean")
    _, median = catalogue.metric("g14_gender_pay_gap_median")
    staged = mean.model_copy(update={"stages": {"middle": median.measure.of}, "breakdowns": ()})
    goals = tuple(
        goal.model_copy(update={"metrics": {**goal.metrics, "g14_gender_pay_gap_mean": staged}})
        if goal.goal == 14
        else goal
        for goal in catalogue.goals
    )
    checked = check_texts(paid([*range(10, 30), 90], range(9, 29)))
    found = calculate(checked, replace(catalogue, goals=goals), "g14_gender_pay_gap_mean")
    alone = calculate(checked, catalogue, "g14_gender_pay_gap_median")
    (stage,) = found[0].breakdowns[0].groups
    assert stage.figure.interval == alone[0].figure.interval
    assert stage.figure.interval != found[0].figure.interval
