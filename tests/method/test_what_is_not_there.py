"""What is absent, empty or impossible is told apart, and never becomes a zero."""

import pytest

from levelup_cli.disclosure import WITHHELD_NAME, protect

STAFF = "employee_id | contract_type | disability | sex | hourly_pay_gbp | full_pay_relevant"
TRAINED = "g06_training_participation"
HIRES = "g05_hire_lower_seb_share"
GAP = "g14_gender_pay_gap_median"


def staff(*rows, count=20):
    rows = rows or [f"E{i} | permanent | no | female | 20 | yes" for i in range(count)]
    return {"employees": "\n".join([STAFF, *rows])}


def aggregates(*rows):
    heading = (
        "metric_id | breakdown | breakdown_value | numerator | denominator | value | n_missing"
    )
    return {"aggregates": "\n".join([heading, *rows])}


def state_of(indicator):
    return indicator.state.value, indicator.missing


def codes_of(checked):
    return [finding.code for finding in checked.findings if finding.code != "LU201"]


def test_a_linked_sheet_with_headings_alone_does_not_say_that_nobody_was_trained(indicator_of):
    given = staff() | {"training": "employee_id | category | hours | completed"}
    assert state_of(indicator_of(TRAINED, given)) == ("not_provided", ("training",))


def test_aggregates_fill_in_for_a_sheet_without_rows(indicator_of):
    sent = aggregates(f"{HIRES} | all | all | 62 | 171 | | 14")
    empty = {"applicants": "application_id | hired | parental_occupation"}
    indicator = indicator_of(HIRES, empty | sent)
    assert indicator.from_aggregates
    assert indicator.figure.value == pytest.approx(100 * 62 / 171)


def test_a_sheet_whose_keys_are_all_blank_is_not_provided(indicator_of):
    rows = [" | permanent | no | female | 20 | yes" for _ in range(20)]
    indicator = indicator_of("g14_disabled_employee_share", staff(*rows))
    assert state_of(indicator) == ("not_provided", ("employees.employee_id",))


@pytest.mark.parametrize(
    "period",
    [
        "2025-03-31 | 2024-04-01 | 2024-04-01",  # ends before it starts
        "0001-01-01 | 0001-12-31 | 0001-06-01",
        "9999-01-01 | 9999-12-31 | 9999-06-01",
    ],
)
def test_a_period_at_odds_with_everything_is_no_crash(period, check_texts, indicator_of):
    given = staff() | {
        "organisation": f"period_start | period_end | snapshot_date\n{period}",
        "training": "employee_id | category | hours | completed | completed_date\n"
        "E1 | digital | 2 | yes | 2024-06-01",
    }
    assert check_texts(given).organisation is not None
    if period.startswith("2025"):  # such a period is not used, so that no course is lost
        assert indicator_of(TRAINED, given).figure.numerator == 1


def test_a_comparison_with_an_empty_side_does_not_apply(indicator_of, catalogue):
    indicator = indicator_of(GAP, staff(count=40))
    assert indicator.state.value == "not_applicable"
    (few,) = protect((indicator_of(GAP, staff(count=12)),), catalogue.disclosure)
    assert few.state.value == "too_few"  # of twelve, "no men" would tell everybody's sex


def test_pay_of_nothing_is_no_pay(indicator_of, check_texts):
    rows = [f"M{i} | permanent | no | male | 20 | yes" for i in range(12)]
    rows += [f"F{i} | permanent | no | female | {0 if i < 13 else 20} | yes" for i in range(25)]
    assert indicator_of(GAP, staff(*rows)).figure.value == 0
    assert "LU402" in codes_of(check_texts(staff(*rows)))


def test_full_pay_without_an_amount_is_an_error(check_texts):
    assert "LU513" in codes_of(check_texts(staff("E1 | permanent | no | male | | yes")))
    assert "LU513" not in codes_of(check_texts(staff("E1 | permanent | no | male | | no")))


SURVEY = "survey_name | question_id | group_by | group | n_invited | n_responses | n_favourable"


def survey(*rows):
    return {"survey": "\n".join([SURVEY, *rows])}


def test_a_survey_row_pasted_twice_counts_once(indicator_of, check_texts):
    row = "2024 | inclusion_belong | all | all | 100 | 60 | 30"
    assert indicator_of("g14_inclusion_index", survey(row, row)).figure.denominator == 60
    assert "LU501" in codes_of(check_texts(survey(row, row)))


def test_one_question_in_two_surveys_is_added_up_with_a_warning(indicator_of, check_texts):
    rows = [f"{year} | inclusion_belong | all | all | 100 | 60 | 30" for year in (2023, 2024)]
    assert indicator_of("g14_inclusion_index", survey(*rows)).figure.denominator == 120
    assert "LU515" in codes_of(check_texts(survey(*rows)))


def test_all_and_groups_are_understood_in_any_spelling_and_refusals_are_no_group(indicator_of):
    given = survey(
        "2024 | inclusion_belong | All | ALL | 100 | 60 | 30",
        "2024 | inclusion_belong | Sex | Female | 50 | 30 | 20",
        "2024 | inclusion_belong | Sex | Prefer not to say | 10 | 5 | 1",
    )
    indicator = indicator_of("g14_inclusion_index", given)
    assert indicator.figure.value == 50
    (sex,) = indicator.breakdowns
    assert [group.name for group in sex.groups] == ["Female"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{HIRES} | all | all | | | 36 | 0", "LU516"),
        (f"{HIRES} | all | all | 40 | 30 | | 0", "LU508"),
        ("g05_seb_hiring_ratio | all | all | | | -3 | 0", "LU518"),
        (f"{GAP} | all | all | | | 500 | 0", "LU518"),
        (f"{GAP} | all | all | | | | 0", "LU517"),
        (f"{HIRES} | all | all | 62 | 171 | |", "LU512"),
    ],
)
def test_an_aggregate_that_cannot_be_used_is_said_and_not_used(
    row, code, check_texts, indicator_of
):
    assert code in codes_of(check_texts(aggregates(row)))
    metric_id = row.split(" |")[0]
    used = indicator_of(metric_id, aggregates(row)).from_aggregates
    assert used == (code == "LU512")


def test_of_two_aggregates_for_one_figure_the_first_counts(indicator_of, check_texts):
    sent = aggregates(f"{HIRES} | all | all | 62 | 171 | | 0", f"{HIRES} | all | all | 1 | 2 | | 0")
    assert indicator_of(HIRES, sent).figure.denominator == 171
    assert "LU501" in codes_of(check_texts(sent))


def test_a_name_typed_as_a_group_goes_with_its_figure(indicator_of, catalogue):
    sent = aggregates(
        f"{HIRES} | all | all | 62 | 171 | | 0", f"{HIRES} | route | Someone's team | 1 | 3 | | 0"
    )
    (safe,) = protect((indicator_of(HIRES, sent),), catalogue.disclosure)
    assert [group.name for group in safe.breakdowns[0].groups] == [WITHHELD_NAME]


def test_vacancies_are_no_people_and_need_no_protection(indicator_of, catalogue):
    rows = [f"V{i} | {'no' if i < 3 else 'yes'}" for i in range(60)]
    given = {"vacancies": "\n".join(["vacancy_id | advertised_openly", *rows])}
    (safe,) = protect((indicator_of("g05_openly_advertised_share", given),), catalogue.disclosure)
    assert safe.figure.value == 95


def test_only_people_whose_wait_is_known_are_the_population_of_time_to_promotion(indicator_of):
    heading = "employee_id | contract_type | parental_occupation | months_to_promotion"
    known = [f"E{i} | permanent | technical_craft | 30" for i in range(20)]
    known += [f"P{i} | permanent | manager_administrator | 20" for i in range(20)]
    others = [f"N{i} | permanent | | " for i in range(100)]
    given = {"employees": "\n".join([heading, *known, *others])}
    indicator = indicator_of("g06_seb_time_to_promotion_gap", given)
    assert (indicator.known_share, indicator.figure.value) == (1, 50)


def test_a_hire_who_was_not_shortlisted_is_not_counted(indicator_of):
    given = {
        "applicants": "application_id | shortlisted | hired | parental_occupation\n"
        "A1 | yes | yes | technical_craft\nA2 | no | yes | manager_administrator"
    }
    assert indicator_of(HIRES, given).figure.denominator == 1


@pytest.mark.parametrize("mark", ["*", "[c]", "<5", "c"])
def test_a_count_that_its_sender_marked_as_withheld_is_suppressed_and_not_missing(
    indicator_of, mark
):
    sent = aggregates(f"{HIRES} | all | all | {mark} | 171 | | 14")
    indicator = indicator_of(HIRES, sent)
    assert (indicator.state.value, indicator.figure) == ("suppressed", None)
