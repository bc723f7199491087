"""Templates ask for what the metrics need and nothing else, as workbooks that help to fill in."""

import zipfile

import openpyxl
import pytest

from levelup_cli.definitions.tables import CodeColumn
from levelup_cli.words import simplify
from workbooks import (
    ALWAYS,
    column_of,
    headings,
    offered,
    row_of,
    run_template,
    tables_of,
    validation_of,
)

PAY_GAP = "g14_gender_pay_gap_mean"


@pytest.fixture
def make(tmp_path):
    """Run the command, and open the workbook that it wrote."""

    def run(*arguments):
        run_template("-o", tmp_path / "made.xlsx", *arguments)
        return openpyxl.load_workbook(tmp_path / "made.xlsx")

    return run


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    path = tmp_path_factory.mktemp("full") / "full.xlsx"
    run_template("-o", path)
    return path


@pytest.fixture
def book(full):
    return openpyxl.load_workbook(full)


# ---------------------------------------------------------------- only what is asked for


def test_one_metric_is_asked_for_its_columns_and_no_others(make):
    book = make("--metrics", PAY_GAP)
    assert tables_of(book) == [*ALWAYS, "employees"]
    # The key; sex, pay and full pay for the gap; the contract, because agency workers are not
    # counted; grade and basis to show it by; and nothing else, though there are 44 columns.
    assert headings(book["employees"]) == [
        "employee_id",
        "grade",
        "contract_type",
        "employment_basis",
        "hourly_pay_gbp",
        "full_pay_relevant",
        "sex",
    ]


def test_what_derived_columns_are_made_of_is_asked_for(make):
    # The price is compared with that of the same product in the same region.
    asked = headings(make("--metrics", "g07_poverty_premium_ratio")["customers"])
    assert asked == ["product", "segment", "region", "customers", "average_unit_price_gbp"]


def test_a_breakdown_by_a_linked_table_asks_for_that_table(make):
    # By region: the region of the site of the vacancy.
    book = make("--metrics", "g05_openly_advertised_share")
    assert tables_of(book) == [*ALWAYS, "sites", "vacancies"]
    assert "region" in headings(book["sites"])
    assert "site_id" in headings(book["vacancies"])


def test_goals_narrow_what_is_asked_for(make):
    # Goal 5 is about recruitment alone.
    assert tables_of(make("--goals", "5")) == [*ALWAYS, "applicants", "sites", "vacancies"]


def test_with_nothing_given_every_active_metric_has_what_it_needs(book, catalogue):
    assert book.sheetnames[0] == "_guidance"
    for name in tables_of(book):
        table = catalogue.tables[name]
        assert set(headings(book[name])) <= set(table.columns)
        assert {n for n, c in table.columns.items() if c.required} <= set(headings(book[name]))
    assert "aggregates" not in book.sheetnames
    assert "notes" not in headings(book["organisation"])


def test_a_sector_leaves_out_what_makes_no_sense_in_it_and_fills_in_what_it_tells(make):
    book = make("--sector", "university")
    assert "students" in book.sheetnames
    assert "learners" not in book.sheetnames
    row = row_of(book["organisation"])
    assert row["sector"] == "University"
    assert row["is_higher_education"] == "Yes"
    assert row["runs_settings"] == "No"
    assert row["has_customers"] is None
    assert row["runs_homes"] is None


def test_who_sends_counts_is_asked_for_four_sheets_and_offered_the_metrics(make):
    book = make("--aggregate", "--goals", "5,6")
    assert tables_of(book) == ["organisation", "aggregates", "goal_scope", "targets"]
    ids = offered(book, validation_of(book["aggregates"], "metric_id"))
    assert {metric_id[:4] for metric_id in ids} == {"g05_", "g06_"}
    assert len(ids) == 19


# ---------------------------------------------------------------- the workbook


def test_headings_are_frozen_bold_and_required_ones_marked_by_more_than_colour(book, catalogue):
    for name in tables_of(book):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        for cell in sheet[1]:
            assert cell.font.bold
            required = catalogue.tables[name].columns[cell.value].required
            assert (cell.border.bottom.style == "thick") is required
            prompt = validation_of(sheet, cell.value).prompt
            assert prompt.startswith("Required.") is required


def test_columns_have_the_format_of_their_kind(book):
    organisation, employees, sites = book["organisation"], book["employees"], book["sites"]
    for sheet, name, wanted in (
        (organisation, "company_number", "@"),
        (organisation, "period_start", "yyyy-mm-dd"),
        (employees, "hourly_pay_gbp", "#,##0.00"),
        (sites, "imd_decile", "0"),
    ):
        assert sheet.column_dimensions[column_of(sheet, name)].number_format == wanted


def test_every_code_column_offers_every_code_in_words_that_are_read_as_that_code(book, catalogue):
    seen = 0
    for name in tables_of(book):
        for heading in headings(book[name]):
            column = catalogue.tables[name].columns[heading]
            if not isinstance(column, CodeColumn):
                continue
            rule = validation_of(book[name], heading)
            codes = catalogue.code_lists[column.codes]
            spellings = codes.spellings()
            read = [spellings[simplify(word)] for word in offered(book, rule)]
            assert read == list(codes.codes)
            assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
            assert rule.allowBlank
            seen += 1
    assert seen > 100


def test_numbers_and_days_have_their_limits(book):
    decile = validation_of(book["sites"], "imd_decile")
    assert (decile.type, decile.formula1, decile.formula2) == ("whole", "1", "10")
    assert (decile.errorStyle or "stop") == "stop"
    # 6 to 500 pounds an hour is usual; other amounts may be right, so that they are asked about.
    pay = validation_of(book["employees"], "hourly_pay_gbp")
    assert (pay.type, pay.formula1, pay.formula2) == ("decimal", "6", "500")
    assert pay.errorStyle == "warning"
    assert validation_of(book["organisation"], "period_start").type == "date"
    assert str(decile.sqref).endswith("5001")


def test_prompts_and_errors_keep_to_what_spreadsheets_show(book):
    for name in tables_of(book):
        for rule in book[name].data_validations.dataValidation:
            assert 0 < len(rule.promptTitle) <= 32
            assert 0 < len(rule.prompt) <= 255
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.error or "") <= 255


def test_no_cell_is_a_formula(full):
    with zipfile.ZipFile(full) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        for name in sheets:
            assert b"<f>" not in archive.read(name)


def test_the_version_stands_in_three_places(book, catalogue):
    assert book.custom_doc_props["levelup_template"].value == catalogue.version
    assert book.defined_names["levelup_template"].attr_text == f'"{catalogue.version}"'
    assert row_of(book["organisation"])["template_version"] == catalogue.version


def test_the_same_template_is_the_same_bytes(full, tmp_path):
    run_template("-o", tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == full.read_bytes()


def test_the_guidance_tells_of_every_column_and_who_fills_it_in(book):
    lines = [[cell for cell in row if cell] for row in book["_guidance"].values]
    told = {tuple(line[:2]) for line in lines if len(line) == 6}
    assert {(n, h) for n in tables_of(book) for h in headings(book[n])} <= told
    (line,) = [line for line in lines if line[0] == "employees" and len(line) == 4]
    assert line[2] == "Human resources and payroll"
    (line,) = [line for line in lines if line[:2] == ["sites", "imd_decile"]]
    assert line[2:5] == [
        "if you have it",
        "The tenth of areas that the site lies in by deprivation, 1 the most deprived",
        "A whole number, 1 to 10",
    ]


def test_the_guidance_puts_the_questions_on_background_in_words_of_our_own(book):
    lines = [[cell for cell in row if cell] for row in book["_guidance"].values]
    text = "\n".join(" ".join(map(str, line)) for line in lines)
    for name in ("parental_occupation", "school_type", "fsm_eligible"):
        (line,) = [x for x in lines if x[0] == name and x[-1].startswith("In ")]
        assert line[1].endswith("?")
    assert "a mechanic, plumber, electrician or train driver" in text
    for official in (  # as the Social Mobility Commission and the Cabinet Office word them
        "What was the occupation of your main household earner when you were",
        "Which type of school did you attend for the most time between",
        "were you eligible for free school meals at any point during your school years",
        "What is the highest level of qualifications achieved by either of your parent",
    ):
        assert official not in text
