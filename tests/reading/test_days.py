"""Days: which part is the day and which the month is settled by the whole column, or refused."""

from datetime import date, datetime

import pytest

from reading.parts import DAY, workbook
from reading.seen import answers, ledger, told


@pytest.fixture
def days(check):
    """What a column of days is understood as."""

    def understood(*cells):
        rows = [["employee_id", "start_date"], *([f"E{n}", c] for n, c in enumerate(cells, 1))]
        return check("employees.xlsx", rows)

    return understood


MARCH = "2025-03-31"
ALONE = {
    "12 a date cell": (date(2025, 3, 31), None),
    "12 a date cell with an hour": (datetime(2025, 3, 31, 17, 45), None),  # noqa: DTZ001
    "12 in ISO form": (MARCH, None),
    "12 in ISO form with midnight": ("2025-03-31T00:00:00", None),
    "12 in ISO form with an hour": ("2025-03-31 17:45:00", None),
    "12 in figures": ("31/03/2025", "day_from_text"),
    "12 in figures with points": ("31.03.2025", "day_from_text"),
    "12 in figures with dashes": ("31-03-2025", "day_from_text"),
    "12 with two figures of the year": ("31.3.25", "day_from_text"),
    "12 with the month's name": ("31 March 2025", "day_from_text"),
    "12 with the month cut": ("31-Mar-25", "day_from_text"),
    "12 in capitals": ("31 MAR 2025", "day_from_text"),
    "12 with an ordinal": ("31st March 2025", "day_from_text"),
    "9 with spaces around": (" 31/03/2025\N{NO-BREAK SPACE}", "day_from_text"),
    "12 month first": ("03/31/2025", "month_first"),
}


@pytest.mark.parametrize(("cell", "kind"), ALONE.values(), ids=list(ALONE))
def test_a_day_is_read_as_people_and_programs_write_it(days, cell, kind):
    checked = days(cell)
    assert answers(checked, "employees", "start_date") == [MARCH]
    assert told(checked, "LU303", "LU308") == []
    assert set(ledger(checked)) & {"day_from_text", "month_first"} == ({kind} if kind else set())


TOGETHER = {
    "12 nothing proves either": (["01/02/2025", "03/04/2025"], ["2025-02-01", "2025-04-03"]),
    "12 one cell proves the day first": (["01/02/2025", "31/12/24"], ["2025-02-01", "2024-12-31"]),
    "12 one cell proves the month first": (
        ["01/02/2025", "12/31/2024"],
        ["2025-01-02", "2024-12-31"],
    ),
    "12 both are proved": (
        ["31/12/2024", "12/31/2024", "01/02/2025", "05/05/2025"],
        ["2024-12-31", "2024-12-31", "wrong", "2025-05-05"],
    ),
    "12 names of months": (["01/02/2025", "Dec 3, 2024"], ["2025-02-01", "2024-12-03"]),
    "12 ISO days prove nothing": (["01/02/2025", "2024-12-31"], ["2025-02-01", "2024-12-31"]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), TOGETHER.values(), ids=list(TOGETHER))
def test_the_whole_column_settles_whether_the_day_or_the_month_comes_first(days, cells, expected):
    checked = days(*cells)
    assert answers(checked, "employees", "start_date") == expected
    wrong = [n for n, day in enumerate(expected, 2) if day == "wrong"]
    assert told(checked, "LU308") == [f"LU308 error employees!B{n} x1" for n in wrong]


def test_12_days_with_the_month_first_are_told_with_their_rows(days):
    entries = ledger(days("01/02/2025", "12/31/2024", date(2025, 1, 1)))
    assert entries["month_first"] == ("employees!B2:B3", 2)


NO_DAYS = {
    "a bare number": (45747, "LU303"),
    "a bare number as text": ("45747", "LU303"),
    "a year": ("2025", "LU303"),
    "words": ("last spring", "LU303"),
    "no such day": ("31/02/2025", "LU303"),
    "no such month": ("2025-13-01", "LU303"),
    "no leap year": ("29 February 2025", "LU303"),
    "no such day, either way": ("45/45/2025", "LU303"),
    "a month alone": ("March 2025", "LU303"),
    "TRUE": (True, "LU303"),
}


@pytest.mark.parametrize(("cell", "code"), NO_DAYS.values(), ids=list(NO_DAYS))
def test_what_is_no_day_is_never_guessed(days, cell, code):
    checked = days(cell)
    assert answers(checked, "employees", "start_date") == ["wrong"]
    assert told(checked, code) == [f"{code} error employees!B2 x1"]


def test_12_dates_beside_texts_with_the_month_first_may_be_swapped(days):
    checked = days(date(2025, 1, 2), "12/31/2024", date(2025, 3, 4), "2025-01-01")
    assert answers(checked, "employees", "start_date") == [
        "2025-01-02",
        "2024-12-31",
        "2025-03-04",
        "2025-01-01",
    ]
    assert told(checked, "LU309") == ["LU309 warning employees!B2, B4 x2"]


@pytest.mark.parametrize("others", [["31/12/2024"], ["01/02/2025"], ["2024-12-31"], []])
def test_12_dates_beside_other_texts_are_no_reason_to_warn(days, others):
    assert told(days(date(2025, 1, 2), *others), "LU309") == []


def test_17_a_text_in_a_cell_that_is_formatted_as_a_day_is_read_as_text(check):
    cell = f'<c r="{{}}" s="{DAY}" t="inlineStr"><is><t>31/03/2025</t></is></c>'
    rows = [["employee_id", "start_date"], ["E1", cell]]
    checked = check("r.xlsx", workbook({"employees": rows}))
    assert answers(checked, "employees", "start_date") == [MARCH]


@pytest.mark.parametrize(("text", "day"), [("31/03/68", "2068-03-31"), ("31/03/70", "1970-03-31")])
def test_years_of_two_figures_are_of_the_nearer_century(days, text, day):
    assert answers(days(text), "employees", "start_date") == [day]
