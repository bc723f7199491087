"""Days that cannot be, and days that had not come."""

from datetime import date

import pytest

from levelup_cli.outcomes.tables import Status

PERIOD = "organisation_id | period_start | period_end | snapshot_date"
FACTS = {"organisation": f"{PERIOD}\nexample | 2024-04-01 | 2025-03-31 | 2025-03-05"}


def started(day, table="employees", key="employee_id"):
    return {table: f"{key} | start_date\nX1 | {day}"}


def told(checked, code):
    found = [f for f in checked.findings if f.code == code]
    return [(f.severity.value, f.place.cells(), f.count) for f in found]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        ("1899-12-30", True),  # what Excel's day 0 is for most programs
        ("1899-12-31", True),
        ("1900-01-01", False),
        ("31 December 2100", False),
        ("2101-01-01", True),
        ("9999-12-31", True),
        ("31/12/4712", True),
    ],
)
def test_a_day_of_another_age_is_an_error_and_not_known(check_texts, day, is_told):
    checked = check_texts(started(day))
    answers = checked.tables["employees"].answers["start_date"]
    assert told(checked, "LU310") == ([("error", "employees!B2", 1)] if is_told else [])
    assert answers.statuses[answers.codes[0]] == (Status.WRONG if is_told else Status.PRESENT)
    assert checked.tables["employees"].usable.all()


def test_a_period_of_another_age_is_no_period(check_texts):
    given = f"{PERIOD}\nexample | 2024-04-01 | 2925-03-31 | 2025-03-05"
    checked = check_texts({"organisation": given})
    assert told(checked, "LU310") == [("error", "organisation!C2", 1)]
    assert checked.organisation.period_end is None


@pytest.mark.parametrize(
    ("table", "key", "day", "is_told"),
    [
        ("employees", "employee_id", "2025-03-05", False),
        ("employees", "employee_id", "2025-03-06", True),
        ("apprentices", "apprentice_id", "2025-03-31", False),
        ("apprentices", "apprentice_id", "2025-04-01", True),
        ("activities", "activity_id", "2025-04-01", False),  # it may be planned
    ],
)
def test_a_day_that_had_not_come_is_a_warning_and_used(check_texts, table, key, day, is_told):
    checked = check_texts(FACTS | started(day, table, key))
    column = "B2"
    assert told(checked, "LU311") == ([("warning", f"{table}!{column}", 1)] if is_told else [])
    assert date.fromisoformat(day) in checked.tables[table].answers["start_date"].values


def test_without_the_days_of_the_return_nothing_can_be_too_late(check_texts):
    assert told(check_texts(started("2090-01-01")), "LU311") == []
