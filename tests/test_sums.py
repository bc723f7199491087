"""Sums that must agree: what is left alone because it is right, and what rows and counts give."""

from dataclasses import replace

import pytest

from conftest import EXAMPLES
from levelup_cli import pipeline
from levelup_cli.checks import validate
from levelup_cli.indicators import calculate
from levelup_cli.indicators.agreement import compare_sources
from levelup_cli.intake import submission_of_texts

BOOKS = sorted(EXAMPLES.glob("*.xlsx"))
ENERGY = (
    "record_id | year_label | source | scope | kwh | emissions_tco2e | factor_year\n"
    "R1 | current | electricity | 2_location | 9000 | 1.9 | 2024"
)


def codes(checked, *wanted):
    return [finding for finding in checked.findings if finding.code in wanted]


def as_counts(indicators):
    """Figures from rows, written as a sheet of counts."""
    rows = ["metric_id | breakdown | breakdown_value | numerator | denominator"]
    for indicator in indicators:
        figures = [("all", "all", indicator.figure)]
        for breakdown in indicator.breakdowns:
            figures += [(breakdown.name, group.name, group.figure) for group in breakdown.groups]
        rows += [
            f"{indicator.metric_id} | {name} | {group} | {figure.numerator} | {figure.denominator}"
            for name, group, figure in figures
            if figure is not None and figure.numerator is not None
        ]
    return "\n".join(rows)


@pytest.mark.parametrize("book", BOOKS, ids=[book.stem for book in BOOKS])
def test_groups_counted_from_rows_never_add_up_to_more_than_everybody(book, catalogue, check_texts):
    indicators = calculate(pipeline.check(book, catalogue), catalogue)
    sheet = as_counts(indicators)
    assert sheet.count("\n") > 20
    told = codes(check_texts({"aggregates": sheet}), "LU524")
    assert not [finding.message for finding in told if "to more than" in finding.message]


def test_the_account_of_electricity_is_the_one_that_the_definitions_ask_for(catalogue):
    submission = submission_of_texts({"energy": ENERGY}, catalogue)
    goal = next(goal for goal in catalogue.goals if goal.goal == 13)
    by_market = goal.cohorts["electricity"].model_copy(
        update={"where": {"year_label": "current", "scope": "2_market"}}
    )
    asks = goal.model_copy(update={"cohorts": {"electricity": by_market}})
    others = tuple(other for other in catalogue.goals if other is not goal)
    told = codes(validate(submission, replace(catalogue, goals=(*others, asks))), "LU521")
    assert [finding.place.cells() for finding in told] == ["energy!D2"]
    assert "2_market" in told[0].help
    assert not codes(validate(submission, catalogue), "LU521")


# 12 of 40 employees are governors: 300 per 1,000, of which half a per cent is 1.5.
@pytest.mark.parametrize(
    ("numerator", "denominator", "differs"),
    [(12, 40, False), (301, 1003, False), (303, 1000, True), (11, 40, True)],
)
def test_a_rate_may_differ_by_half_a_per_cent_between_rows_and_counts(
    check_texts, catalogue, numerator, denominator, differs
):
    people = "\n".join(f"E{n} | permanent | {'yes' if n <= 12 else 'no'}" for n in range(1, 41))
    checked = check_texts(
        {
            "employees": f"employee_id | contract_type | school_governor\n{people}",
            "aggregates": "metric_id | breakdown | breakdown_value | numerator | denominator\n"
            f"g02_governors_per_1000 | all | all | {numerator} | {denominator}",
        }
    )
    told = compare_sources(checked, catalogue)
    assert [finding.place.cells() for finding in told] == ["aggregates!A2"] * differs


# Women earn 10 and 12 (median 11), men 20 and 24 (median 22): a gap of 50 per cent.
@pytest.mark.parametrize(("value", "differs"), [(50.4, False), (49.5, False), (50.6, True)])
def test_a_gap_may_differ_by_half_a_point(check_texts, catalogue, value, differs):
    checked = check_texts(
        {
            "employees": "employee_id | contract_type | sex | hourly_pay_gbp | full_pay_relevant\n"
            "E1 | permanent | female | 10 | yes\nE2 | permanent | female | 12 | yes\n"
            "E3 | permanent | male | 20 | yes\nE4 | permanent | male | 24 | yes",
            "aggregates": "metric_id | breakdown | breakdown_value | value\n"
            f"g14_gender_pay_gap_median | all | all | {value}",
        }
    )
    assert len(compare_sources(checked, catalogue)) == differs


def test_what_rows_and_counts_give_differently_is_told_without_the_figures(check_texts, catalogue):
    checked = check_texts(
        {
            "facts": "fact_id | value\ndevices_retired | 317\ndevices_reused | 151",
            "aggregates": "metric_id | breakdown | breakdown_value | numerator | denominator\n"
            "g10_device_reuse_rate | All | All | 33 | 317",
        }
    )
    (finding,) = compare_sources(checked, catalogue)
    assert not {"33", "151", "317", "47", "10.4"} & set(finding.message.split())
    assert finding.place.cells() == "aggregates!A2"
