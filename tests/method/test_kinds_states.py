"""What becomes of a metric whose rows are missing or silent, or were counted by the sender."""

import pytest

COLUMNS = (
    "metric_id",
    "breakdown",
    "breakdown_value",
    "numerator",
    "denominator",
    "value",
    "n_missing",
    "n_declined",
    "n_group_a",
    "n_group_b",
    "suppressed",
)
SHARE, GAP, HOURS = (
    "g05_hire_lower_seb_share",
    "g14_gender_pay_gap_median",
    "g06_training_hours_per_employee",
)
OCCUPATION = "applicants.parental_occupation"
HEADING = "application_id | hired | parental_occupation"


@pytest.mark.parametrize(
    ("given", "state", "missing"),
    [
        ({"sites": "site_id | region\nS1 | TLC"}, "not_provided", ("applicants",)),
        ({"applicants": "application_id | hired\nA1 | yes"}, "not_provided", (OCCUPATION,)),
        ({"applicants": f"{HEADING}\nA1 | yes |\nA2 | no |"}, "not_provided", (OCCUPATION,)),
        ({"applicants": f"{HEADING}\nA1 | no | lower"}, "not_applicable", ()),
        ({"applicants": HEADING}, "not_provided", ("applicants",)),
        ({"applicants": f"{HEADING}\nnone | |"}, "not_applicable", ()),
    ],
)
def test_what_was_not_sent_is_told_from_nobody_to_count(given, state, missing, indicator_of):
    found = indicator_of(SHARE, given)
    assert (found.state.value, found.missing, found.figure) == (state, missing, None)


def test_a_column_whose_cells_are_all_wrong_is_told_from_one_that_was_not_sent(indicator_of):
    pay = "employees.hourly_pay_gbp"
    heading = "employee_id | sex | hourly_pay_gbp | full_pay_relevant | contract_type"
    rows = "\n".join(
        f"E{n} | {sex} | {{}} | yes | permanent" for n, sex in enumerate(["male", "female"] * 12)
    )
    wrong = indicator_of(GAP, {"employees": f"{heading}\n{rows.replace('{}', 'about 12')}"})
    blank = indicator_of(GAP, {"employees": f"{heading}\n{rows.replace('{}', '')}"})
    assert wrong.state == blank.state == "not_provided"
    assert wrong.missing == blank.missing == (pay,)
    assert wrong.reason == f"no cell can be used, see the findings: {pay}"
    assert blank.reason == f"not provided: {pay}"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (COUNTS_ABOVE := {"metric_id": SHARE, "numerator": "30", "denominator": "20"}, True),
        (COUNTS_ABOVE | {"breakdown": "All"}, True),
        (COUNTS_ABOVE | {"breakdown": "route", "breakdown_value": "graduate"}, False),
        (COUNTS_ABOVE | {"metric_id": GAP}, False),
    ],
)
def test_a_refused_row_of_aggregates_is_told_from_none(row, said, indicator_of):
    found = indicator_of(SHARE, aggregates(row))
    assert found.state == "not_provided"
    assert ("its row of aggregates cannot be used" in found.reason) is said


@pytest.mark.parametrize(
    ("known", "unknown", "state"),
    [
        (49, 51, "too_uncertain"),
        (50, 50, "low_reliability"),
        (69, 31, "low_reliability"),
        (70, 30, "computed"),
    ],
)
def test_the_known_share_decides_how_far_a_value_is_to_be_trusted(
    known, unknown, state, indicator_of
):
    answers = ["lower"] * known + ["dont_know"] * unknown
    rows = [f"A{i} | yes | {answer}" for i, answer in enumerate(answers)]
    found = indicator_of(SHARE, {"applicants": "\n".join([HEADING, *rows])})
    assert (found.state.value, found.known_share) == (state, known / 100)


@pytest.mark.parametrize(("answered", "state"), [(49, "too_uncertain"), (50, "low_reliability")])
def test_a_survey_needs_answers_from_half_of_those_asked(answered, state, indicator_of):
    heading = "question_id | group_by | group | n_invited | n_responses | n_favourable"
    row = f"inclusion_belong | all | all | 100 | {answered} | 40"
    found = indicator_of("g14_inclusion_index", {"survey": f"{heading}\n{row}"})
    assert (found.state.value, found.figure.value) == (state, 4000 / answered)


# ------------------------------------------------- figures that an organisation counted itself

OF_ALL = {"breakdown": "all", "breakdown_value": "all"}
COUNTS = {"metric_id": SHARE, **OF_ALL, "numerator": "144", "denominator": "420"}
MEDIANS = {"metric_id": GAP, **OF_ALL, "value": "12.5", "n_group_a": "60", "n_group_b": "240"}


def aggregates(*rows):
    lines = [" | ".join(row.get(name, "") for name in COLUMNS) for row in rows]
    return {"aggregates": "\n".join([" | ".join(COLUMNS), *lines])}


def test_counts_give_a_share_with_its_unknown_and_bounds(indicator_of):
    row = COUNTS | {"n_missing": "60", "n_declined": "40"}
    found = indicator_of(SHARE, aggregates(row))
    figure = found.figure
    assert (found.state.value, found.from_aggregates) == ("computed", True)
    assert (figure.numerator, figure.denominator, figure.unknown) == (144, 420, 100)
    assert figure.value == pytest.approx(100 * 144 / 420, rel=1e-12)
    # All 100 who said nothing are not lower, or all are: 144 and 244 of 520.
    assert figure.low == pytest.approx(14400 / 520, rel=1e-12)
    assert figure.high == pytest.approx(24400 / 520, rel=1e-12)
    assert found.known_share == pytest.approx(420 / 520, rel=1e-12)


def test_a_count_with_nobody_missing_is_certain(indicator_of):
    figure = indicator_of(SHARE, aggregates(COUNTS | {"n_missing": "0"})).figure
    assert figure.low == figure.value == figure.high
    assert figure.known_share == 1


def test_how_many_are_missing_is_not_taken_for_none_where_it_was_not_said(indicator_of):
    for refusals in ("", "40"):
        found = indicator_of(SHARE, aggregates(COUNTS | {"n_declined": refusals}))
        figure = found.figure
        assert figure.value == pytest.approx(100 * 144 / 420, rel=1e-12)
        assert (figure.unknown, figure.low, figure.high) == (None, None, None)
        assert (found.state.value, found.known_share) == ("computed", None)


@pytest.mark.parametrize(
    ("missing", "state"),
    [
        ("180", "computed"),  # 420 of 600 are exactly 70 %
        ("181", "low_reliability"),
        ("420", "low_reliability"),  # exactly half
        ("421", "too_uncertain"),
    ],
)
def test_the_known_share_of_counts_is_judged_as_that_of_rows(missing, state, indicator_of):
    found = indicator_of(SHARE, aggregates(COUNTS | {"n_missing": missing}))
    assert found.state.value == state


def test_a_median_gap_is_taken_as_given_with_the_people_on_each_side(indicator_of):
    figure = indicator_of(GAP, aggregates(MEDIANS | {"n_missing": "0"})).figure
    assert (figure.value, figure.population) == (12.5, 300)
    assert [(s.name, s.denominator) for s in figure.sides] == [("female", 60), ("male", 240)]


def test_a_mean_is_worked_out_from_its_sum_and_its_people(indicator_of):
    row = {"metric_id": HOURS, **OF_ALL, "numerator": "975", "denominator": "50", "value": "99"}
    assert indicator_of(HOURS, aggregates(row)).figure.value == 19.5


def test_groups_of_a_breakdown_are_taken_over_and_the_withheld_ones_stay_withheld(indicator_of):
    group = {"metric_id": SHARE, "breakdown": "route", "denominator": "50", "n_missing": "0"}
    rows = [
        COUNTS,
        group | {"breakdown_value": "direct_hire", "numerator": "20"},
        group | {"breakdown_value": "graduate", "numerator": "3", "suppressed": "yes"},
    ]
    (breakdown,) = indicator_of(SHARE, aggregates(*rows)).breakdowns
    shown, withheld = breakdown.groups
    assert (breakdown.name, shown.name, shown.figure.value) == ("route", "direct_hire", 40)
    assert (withheld.name, withheld.state.value, withheld.figure) == (
        "graduate",
        "suppressed",
        None,
    )


def test_a_figure_that_the_sender_withholds_has_no_value(indicator_of):
    found = indicator_of(SHARE, aggregates(COUNTS | {"suppressed": "yes"}))
    assert (found.state.value, found.figure, found.breakdowns) == ("suppressed", None, ())


@pytest.mark.parametrize(
    "row",
    [
        COUNTS | {"numerator": "421"},  # more than there are
        COUNTS | {"denominator": ""},
        COUNTS | {"denominator": "0"},
        COUNTS | {"breakdown": "route", "breakdown_value": "graduate"},  # no row for everybody
        MEDIANS,  # about another metric
    ],
)
def test_a_row_from_which_the_metric_cannot_be_had_gives_none(row, indicator_of):
    found = indicator_of(SHARE, aggregates(row))
    assert (found.state.value, found.figure) == ("not_provided", None)


def test_none_of_nobody_says_that_there_was_nobody(indicator_of):
    counts = COUNTS | {"numerator": "0", "denominator": "0"}
    found = indicator_of(SHARE, aggregates(counts))
    assert (found.state, found.reason) == ("not_applicable", "there is nobody to count")
    group = counts | {"breakdown": "route", "breakdown_value": "graduate"}
    assert indicator_of(SHARE, aggregates(COUNTS, group)).breakdowns[0].groups == ()


ROWS = {
    "applicants": """
        application_id | hired | parental_occupation
        A1             | yes   | lower
        A2             | yes   | professional
    """
}


def test_rows_win_over_aggregates(indicator_of):
    found = indicator_of(SHARE, ROWS | aggregates(COUNTS))
    assert (found.figure.value, found.from_aggregates) == (50, False)


def test_aggregates_fill_in_where_only_a_column_is_missing(indicator_of):
    nothing_said = {"applicants": "application_id | hired\nA1 | yes\nA2 | yes"}
    found = indicator_of(SHARE, nothing_said | aggregates(COUNTS))
    assert (found.figure.numerator, found.from_aggregates) == (144, True)


def test_a_goal_out_of_scope_takes_no_aggregates_either(indicator_of):
    scope = {"goal_scope": "goal | in_scope | rationale\n5 | no | no recruitment this year"}
    found = indicator_of(SHARE, scope | aggregates(COUNTS))
    assert (found.state.value, found.figure) == ("out_of_scope", None)
