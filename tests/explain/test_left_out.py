"""Who was left out of a figure and why: by the first reason, adding up, and never few people."""

import csv

import pytest

from conftest import EXAMPLES
from levelup_cli.catalogue import load_catalogue
from levelup_cli.disclosure import protect
from levelup_cli.indicators import calculate
from levelup_cli.pipeline import check

LOWER = "g06_workforce_lower_seb_share"
STAFF = "employee_id | grade | contract_type | employment_basis"
# Section 3.6 of the method: 1,000 employees, and what they answered about their parents.
WORKED_EXAMPLE = {
    "manager_administrator": 300,
    "clerical_intermediate": 150,
    "routine_semi_routine": 250,
    "other_not_applicable": 40,
    "dont_know": 30,
    "prefer_not_to_say": 80,
    "": 150,
}


def staff(answers):
    """A sheet of employees, so many for each answer about their parents."""
    told = [answer for answer, people in answers.items() for _ in range(people)]
    rows = [f"E{i} | entry | permanent | full_time | {answer}" for i, answer in enumerate(told)]
    return {"employees": "\n".join([f"{STAFF} | parental_occupation", *rows])}


def reasons(pairs):
    return {reason.value: count for reason, count in pairs}


@pytest.fixture(scope="module")
def everything():
    return load_catalogue(drafts=True).with_goals((15,))


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.xlsx")))
def test_the_reasons_of_every_metric_add_up_to_the_unknown(name, everything):
    figures = {
        indicator.metric_id: indicator.figure
        for indicator in calculate(check(EXAMPLES / name, everything), everything)
        if indicator.figure is not None
    }
    assert figures
    for metric_id, figure in figures.items():
        assert sum(count for _, count in figure.left_out) == figure.unknown, metric_id


def test_refusals_unknowns_and_blanks_of_the_worked_example_are_told_apart(indicator_of):
    figure = indicator_of(LOWER, staff(WORKED_EXAMPLE)).figure
    assert (figure.numerator, figure.denominator) == (250, 700)
    assert reasons(figure.left_out) == {
        "blank": 150,
        "declined": 80,
        "unknown": 30,
        "not_applicable": 40,
    }


def test_the_rates_of_the_worked_example_come_out_of_explain(tmp_path, levelup):
    with (tmp_path / "employees.csv").open("w", encoding="utf-8", newline="") as file:
        lines = staff(WORKED_EXAMPLE)["employees"].split("\n")
        csv.writer(file).writerows([line.split(" | ") for line in lines])
    done = levelup("explain", "employees.csv", LOWER, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    for rate in (
        "Known 70 % = 100 x 700 / 1,000",
        "Replied 85.0 % = 100 x 850 / 1,000",
        "Refused 9.4 % = 100 x 80 / 850",
        "150: blank 80: prefers not to say 30: does not know, or unknown 40: does not apply",
        "Bounds 25 to 55 %",
    ):
        assert rate in said


def test_a_row_counts_under_the_first_thing_that_it_does_not_tell(indicator_of):
    rows = [
        f"{STAFF} | sex | hourly_pay_gbp | full_pay_relevant",
        "E1 | entry | permanent | full_time | female | 12 | yes",
        "E2 | entry | permanent | full_time | male | 13 | yes",
        "E3 | entry | permanent | full_time | prefer_not_to_say | | ",  # blank: on full pay or not
        "E4 | entry | permanent | full_time | prefer_not_to_say | | yes",  # then the sex
        "E5 | entry | permanent | full_time | female | about 12 | yes",  # last the pay
        "E6 | entry | permanent | full_time | | | no",  # no member, whatever else
    ]
    figure = indicator_of("g14_gender_pay_gap_mean", {"employees": "\n".join(rows)}).figure
    assert figure.unknown == 3
    assert reasons(figure.left_out) == {"blank": 1, "declined": 1, "wrong": 1}


def test_what_a_linked_sheet_leaves_in_doubt_cannot_be_worked_out(indicator_of):
    given = {
        "employees": f"{STAFF}\nE1 | entry | permanent | full_time\n"
        "E2 | entry | permanent | full_time",
        "training": "employee_id | category | completed | hours\n"
        "E1 | digital | yes | 3\nE2 | digital |  | 2",
    }
    figure = indicator_of("g06_training_participation", given).figure
    assert (figure.numerator, figure.denominator) == (1, 1)
    assert reasons(figure.left_out) == {"unclear": 1}


def test_people_who_were_asked_and_did_not_answer_are_counted_as_people(indicator_of):
    given = {
        "survey": "survey_name | question_id | group_by | group | n_invited | n_responses"
        " | n_favourable\nStaff | wellbeing_supported | all | all | 1000 | 640 | 500"
    }
    figure = indicator_of("g08_wellbeing_support_share", given).figure
    assert reasons(figure.left_out) == {"no_answer": 1000 - 640}


def test_a_sender_who_counted_says_how_many_are_missing_and_refused(indicator_of):
    given = {
        "aggregates": "metric_id | breakdown | breakdown_value | numerator | denominator"
        f" | n_missing | n_declined\n{LOWER} | all | all | 250 | 700 | 220 | 80"
    }
    indicator = indicator_of(LOWER, given)
    assert indicator.from_aggregates
    assert reasons(indicator.figure.left_out) == {"missing": 220, "declined": 80}


def test_rows_of_agency_workers_and_rows_of_no_use_are_told_apart(indicator_of):
    rows = (
        "E1 | entry | permanent | full_time | technical_craft",
        "E2 | entry | agency | full_time | technical_craft",
        "E1 | entry | permanent | full_time | technical_craft",
    )  # stands there already
    given = {"employees": "\n".join([f"{STAFF} | parental_occupation", *rows])}
    figure = indicator_of(LOWER, given).figure
    assert (figure.numerator, figure.denominator) == (1, 1)
    assert reasons(figure.not_counted) == {"not_counted": 1, "unusable": 1}


def test_rows_of_other_years_are_told_apart_from_rows_of_no_use(indicator_of):
    incidents = [
        "incident_id | incident_date | person_type | category | riddor",
        "I1 | 2024-05-01 | employee | specified_injury | yes",
        "I1 | 2024-06-01 | employee | specified_injury | yes",  # the same key
        "I2 | 2023-12-31 | employee | specified_injury | yes",
        "I3 | 2025-04-01 | employee | specified_injury | yes",
    ]
    given = {
        "organisation": "period_start | period_end | employees\n2024-04-01 | 2025-03-31 | 1000",
        "incidents": "\n".join(incidents),
    }
    figure = indicator_of("g08_riddor_rate", given).figure
    assert (figure.numerator, figure.denominator) == (1, 1000)
    assert reasons(figure.not_counted) == {"outside_period": 2, "unusable": 1}


@pytest.mark.parametrize(
    ("refused", "unknown", "shown"),
    [
        (80, 30, {"blank": 150, "declined": 80, "unknown": 30}),
        (9, 4, {"blank": 150, "other": 13}),  # 9 + 4 together are ten or more
        (5, 4, {"other": None}),  # 5 + 4 are not, and taken off the whole they would show
        (9, 0, {"other": None}),
        (0, 0, {"blank": 150}),
    ],
)
def test_reasons_of_few_people_are_gathered_or_withheld(
    refused, unknown, shown, catalogue, indicator_of
):
    answers = WORKED_EXAMPLE | {"prefer_not_to_say": refused, "dont_know": unknown}
    answers.pop("other_not_applicable")
    (safe,) = protect((indicator_of(LOWER, staff(answers)),), catalogue.disclosure)
    assert safe.figure.unknown == 150 + refused + unknown
    assert reasons(safe.figure.left_out) == shown


def test_reasons_of_things_need_no_protection(catalogue, indicator_of):
    rows = ["V1 | entry | yes", "V2 | entry | ", "V3 | entry | unknown"]
    given = {"vacancies": "\n".join(["vacancy_id | grade | advertised_openly", *rows])}
    (safe,) = protect((indicator_of("g05_openly_advertised_share", given),), catalogue.disclosure)
    assert reasons(safe.figure.left_out) == {"blank": 1, "unknown": 1}
