"""Numbers as people and programs write them, percentages of either scale, and lost zeros."""

import pytest

from reading.parts import PER_CENT, workbook
from reading.seen import answers, ledger, told

KEYS = ["metric_id", "breakdown", "breakdown_value"]


@pytest.fixture
def numbers(check):
    """What a column of bare numbers, without unit or range, is understood as."""

    def understood(*cells):
        rows = [[*KEYS, "value"], *([f"m{n}", "all", "all", cell] for n, cell in enumerate(cells))]
        return check("aggregates.csv", rows)

    return understood


WRITTEN = {
    "plain": ("25000", "25000", False),
    "with a point": ("25000.50", "25000.50", False),
    "negative": ("-5", "-5", False),
    "17 pounds": ("£25,000", "25000", True),
    "17 pounds and pence": ("£1,234.50", "1234.50", True),
    "17 pounds, negative": ("-£12", "-12", True),
    "17 the currency's letters": ("GBP 25,000", "25000", True),
    "17 spaces between thousands": ("25 000", "25000", True),
    "17 spaces that do not break": ("25\N{NO-BREAK SPACE}000", "25000", True),
    "17 narrow spaces": ("25\N{NARROW NO-BREAK SPACE}000", "25000", True),
    "17 thousands": ("1,234,567", "1234567", True),
    "17 brackets": ("(123)", "-123", True),
    "17 brackets and pounds": ("(£1,230.5)", "-1230.5", True),
    "17 a minus of print": ("\N{MINUS SIGN}5", "-5", True),
    "9 spaces around": ("  12 ", "12", True),
    "9 an invisible mark": ("\N{ZERO WIDTH SPACE}12", "12", True),
    "17 a share as per cent": ("80%", "0.80", True),
    "17 a share as per cent, spaced": ("80 %", "0.80", True),
}


@pytest.mark.parametrize(("text", "number", "repaired"), WRITTEN.values(), ids=list(WRITTEN))
def test_a_number_is_read_as_people_write_it(numbers, text, number, repaired):
    checked = numbers(text)
    (got,) = answers(checked, "aggregates", "value")
    assert float(got) == float(number)
    said = set(ledger(checked)) & {"number_from_text", "percent_scale", "decimal_comma"}
    assert bool(said) is repaired


NO_NUMBERS = ["twelve", "1_000", "NaN", "inf", "\u0663", "1.2.3", "1,2345", "1e3", "()", "(-12)"]
NO_NUMBERS += ["£", "0x1F", "\uff11", "12 people", "$5", "€5", "1,23,456", "--5", "5-", "~12"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_could_be_another_number_is_no_number_and_said(numbers, text):
    checked = numbers("1", text, "1.5")
    assert answers(checked, "aggregates", "value") == ["1", "wrong", "1.5"]
    assert told(checked, "LU302") == ["LU302 error D3 x1"]


COMMAS = {
    "18 one cell proves it": (["12,5", "1,2345"], [12.5, 1.2345]),
    "18 one beside what could be either": (["12,5", "1,250", "1.250"], [12.5, "wrong", "wrong"]),
    "18 points between thousands": (["1.234,56", "12,5"], [1234.56, 12.5]),
    "18 points between more thousands": (["1.250.000", "12,5"], [1_250_000, 12.5]),
    "18 nothing proves it": (["1,250", "2,000"], [1250, 2000]),
    "18 points prove the contrary": (["1,250", "2.5"], [1250, 2.5]),
    "18 commas between thousands": (["1,234.56", "12"], [1234.56, 12]),
    "18 cells prove both": (["12,5", "2.5"], ["wrong", 2.5]),
    "18 with pounds": (["£12,50"], [12.5]),
    "18 with per cent": (["12,5 %"], [0.125]),
}


@pytest.mark.parametrize(("cells", "expected"), COMMAS.values(), ids=list(COMMAS))
def test_a_comma_is_a_decimal_comma_only_where_the_column_proves_it(numbers, cells, expected):
    checked = numbers(*cells)
    got = answers(checked, "aggregates", "value")
    assert [cell if cell == "wrong" else float(cell) for cell in got] == expected


def test_18_a_number_that_could_be_either_is_an_error_with_the_way_out(numbers):
    findings = {finding.code: finding for finding in numbers("12,5", "1,250").findings}
    finding = findings["LU308"]
    assert finding.place.cells() == "D3"
    assert "1500 for fifteen hundred" in finding.help


def test_18_what_a_decimal_comma_changed_stands_in_the_ledger(numbers):
    assert ledger(numbers("12,5", "1,25", "3"))["decimal_comma"] == ("D2:D3", 2)


def shown(number):
    return f'<c r="{{}}" s="{PER_CENT}"><v>{number}</v></c>'


OUTREACH = ["phase", "school_fsm_pct"]
PER_CENTS = {
    "17 bare": (45, "45", None),
    "17 shown as 45 %": (shown(0.45), "45", "percent_scale"),
    "17 shown as 100 %": (shown(1), "100", "percent_scale"),
    "17 shown as 0.5 %": (shown(0.005), "0.5", "percent_scale"),
    "17 text with its sign": ("45%", "45", "percent_scale"),
    "17 text, spaced": ("45 %", "45", "percent_scale"),
    "17 text below one per cent": ("0.5%", "0.5", "percent_scale"),
}


@pytest.mark.parametrize(("cell", "number", "kind"), PER_CENTS.values(), ids=list(PER_CENTS))
def test_per_cent_is_one_number_however_it_is_shown(check, cell, number, kind):
    checked = check("r.xlsx", workbook({"outreach": [OUTREACH, ["primary", cell]]}))
    (got,) = answers(checked, "outreach", "school_fsm_pct")
    assert float(got) == float(number)
    assert told(checked, "LU404") == []
    assert ("percent_scale" in ledger(checked)) is (kind is not None)


@pytest.mark.parametrize(("cell", "number"), [("80%", 0.8), (shown(0.8), 0.8), (0.8, 0.8), (1, 1)])
def test_17_a_share_of_a_post_is_no_per_cent_however_it_is_shown(check, cell, number):
    rows = [["employee_id", "fte"], ["E1", cell]]
    checked = check("r.xlsx", workbook({"employees": rows}))
    assert [float(got) for got in answers(checked, "employees", "fte")] == [number]
    assert told(checked, "LU402", "LU302") == []


def test_17_bare_numbers_below_one_among_per_cent_are_used_as_they_stand_with_a_warning(check):
    cells = [45, 0.45, shown(0.3), 0, "0.2%", 0.9]
    rows = [OUTREACH, *(["primary", cell] for cell in cells)]
    checked = check("r.xlsx", workbook({"outreach": rows}))
    got = [float(cell) for cell in answers(checked, "outreach", "school_fsm_pct")]
    assert got == [45, 0.45, 30, 0, 0.2, 0.9]
    assert told(checked, "LU404") == ["LU404 warning outreach!B3, B7 x2"]


COMPANY = ["organisation_id", "company_number"]
NUMBERS = {
    "20 a number": (1234567, "01234567", True),
    "20 short": (6400, "00006400", True),
    "20 text": ("1234567", "01234567", True),
    "20 whole": ("01234567", "01234567", False),
    "20 of Scotland": ("SC123456", "SC123456", False),
}


@pytest.mark.parametrize(("cell", "expected", "repaired"), NUMBERS.values(), ids=list(NUMBERS))
def test_a_company_number_gets_its_zeros_back(check, cell, expected, repaired):
    checked = check("organisation.xlsx", [COMPANY, ["acme", cell]])
    assert answers(checked, "organisation", "company_number") == [expected]
    assert ("leading_zeros" in ledger(checked)) is repaired


def test_20_a_suppliers_company_number_gets_its_zeros_back_too(check):
    checked = check("suppliers.xlsx", [["supplier_id", "company_number"], ["A1", 1234567]])
    assert answers(checked, "suppliers", "company_number") == ["01234567"]


def test_20_numbers_that_stand_for_names_are_texts_as_they_are_shown(check):
    checked = check("sites.xlsx", [["site_id", "region"], [1001, "TLC"], ["007", "TLC"]])
    assert answers(checked, "sites", "site_id") == ["1001", "007"]


ERRORS = {
    "14 #REF!": ('<c r="{}" t="e"><v>#REF!</v></c>', "LU306"),
    "14 #DIV/0!": ('<c r="{}" t="e"><v>#DIV/0!</v></c>', "LU306"),
    "14 #VALUE!": ('<c r="{}" t="e"><f>A1</f><v>#VALUE!</v></c>', "LU306"),
    "14 never calculated": ('<c r="{}"><f>SUM(A1:A2)</f></c>', "LU307"),
}


@pytest.mark.parametrize("heading", ["hourly_pay_gbp", "start_date", "line_manager", "job_family"])
@pytest.mark.parametrize(("cell", "code"), ERRORS.values(), ids=list(ERRORS))
def test_an_error_is_an_error_in_any_column_and_never_a_blank(check, heading, cell, code):
    rows = [["employee_id", heading], ["E1", cell]]
    checked = check("r.xlsx", workbook({"employees": rows}))
    assert answers(checked, "employees", heading) == ["wrong"]
    assert told(checked, code) == [f"{code} error employees!B2 x1"]


@pytest.mark.parametrize("heading", ["hourly_pay_gbp", "start_date", "line_manager", "job_family"])
def test_14_an_error_that_excel_wrote_into_a_text_file_is_an_error_too(check, heading):
    checked = check("employees.csv", f"employee_id,{heading}\nE1,#REF!\n")
    assert answers(checked, "employees", heading) == ["wrong"]
    assert told(checked, "LU306") == ["LU306 error B2 x1"]


def test_14_formulas_that_openpyxl_wrote_were_never_calculated(check):
    rows = [["employee_id", "fte", "hourly_pay_gbp"], ["E1", "=1", 12], ["E2", 1, "=B2*12"]]
    checked = check("employees.xlsx", rows)
    assert told(checked, "LU307") == [
        "LU307 error employees!B2 x1",
        "LU307 error employees!C3 x1",
    ]
