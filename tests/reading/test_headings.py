"""Where the headings stand and what each one names: never by likeness, never two for one."""

import pytest

from levelup_cli.definitions.mappings import Mapping
from levelup_cli.errors import UnreadableFile
from reading.parts import data, workbook
from reading.seen import grid, ledger, texts, told

HEADINGS = ["site_id", "site_name", "region", "headcount"]
NORTH = ["S1", "North", "TLC", 10]
CELLS = {"site_id": "S1", "site_name": "North", "region": "TLC", "headcount": "10"}
TITLE = ["Sites of the organisation, March 2025"]
REGION_ONLY = ["Region", None, None, "All"]

ABOVE = {
    "1 nothing": ([], 1, False),
    "1 a title": ([TITLE], 2, True),
    "1 a title and a gap": ([TITLE, []], 3, True),
    "1 blank rows alone": ([[], [], []], 4, False),
    "1 one heading among other words": ([TITLE, REGION_ONLY, []], 4, True),
    "42 row 30, the last that is looked at": ([TITLE, *[[]] * 28], 30, True),
}


@pytest.mark.parametrize(("above", "row", "said"), ABOVE.values(), ids=list(ABOVE))
@pytest.mark.parametrize("name", ["sites.xlsx", "sites.csv"])
def test_headings_are_found_below_what_stands_above_and_rows_keep_their_numbers(
    read, name, above, row, said
):
    submission = read(name, [*above, HEADINGS, NORTH])
    table = submission.tables["sites"]
    assert (table.heading_row, grid(table)) == (row, {row + 1: CELLS})
    assert ("title_row" in ledger(submission)) is said


def test_42_headings_below_row_30_are_not_looked_for(read):
    sheets = {"sites": [TITLE, *[[]] * 29, HEADINGS, NORTH], "employees": [["employee_id"], ["E1"]]}
    submission = read("r.xlsx", sheets)
    assert list(submission.tables) == ["employees"]
    assert told(submission, "LU205") == ["LU205 error sites x1"]


def test_1_the_row_that_names_most_columns_wins_over_an_earlier_one(read):
    legend = ["site_id", "region", "means the place"]
    table = read("sites.xlsx", [legend, [], HEADINGS, NORTH]).tables["sites"]
    assert (table.heading_row, grid(table)) == (3, {4: CELLS})


def test_1_a_sheet_with_a_tables_name_is_read_by_the_one_heading_that_it_knows(read):
    submission = read("sites.xlsx", [TITLE, ["site_id", "Desk"], ["S1", "by the window"]])
    assert grid(submission.tables["sites"]) == {3: {"site_id": "S1"}}
    assert told(submission, "LU204") == ["LU204 information sites!B:B x1"]


def test_1_data_that_begin_at_column_c_keep_their_columns(check):
    rows = [[], [], [None, None, *HEADINGS], [None, None, "S1", "North", "TLC", "ten"]]
    checked = check("sites.xlsx", rows)
    assert told(checked, "LU302") == ["LU302 error sites!F4 x1"]


SUPPLIERS = ["supplier_id", "size", "supplier_type", "spend_gbp", "invoices"]
GROUPED = [*SUPPLIERS, "Invoices", None]
LOWER = [None] * 5 + ["30d", "late"]
ACME = ["A1", "micro", "charity", 100, 9, 5, 2]
MERGED = '<mergeCells><mergeCell ref="F1:G1"/></mergeCells>'
TALL = '<mergeCells><mergeCell ref="F1:G1"/><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/>'
TALL += '<mergeCell ref="C1:C2"/><mergeCell ref="D1:D2"/><mergeCell ref="E1:E2"/></mergeCells>'
TWO_ROWS = {
    "2 groups merged across, headings down": (GROUPED, LOWER, TALL),
    "2 groups not merged": ([None] * 5 + ["Invoices", None], [*SUPPLIERS, "30d", "late"], ""),
    "2 groups merged across": (
        [None] * 5 + ["Invoices", None],
        [*SUPPLIERS, "30d", "late"],
        MERGED,
    ),
    "2 a group above the lower texts alone": (
        ["Supplier", None, None, "Money", "Paid", "Invoices", None],
        [*SUPPLIERS, "30d", "late"],
        "",
    ),
    "2 under a title": ([None] * 5 + ["INVOICES ", None], [*SUPPLIERS, "30d ", "Late"], MERGED),
}


@pytest.mark.parametrize(("upper", "lower", "merged"), TWO_ROWS.values(), ids=list(TWO_ROWS))
def test_headings_over_two_rows_count_alone_or_with_their_group(read, upper, lower, merged):
    submission = read("r.xlsx", workbook({"suppliers": data([upper, lower, ACME], after=merged)}))
    table = submission.tables["suppliers"]
    names = [*SUPPLIERS, "invoices_30d", "invoices_late"]
    assert grid(table) == {3: dict(zip(names, map(str, ACME), strict=True))}
    joined = [entry for entry in submission.ledger if entry.kind == "heading_joined"]
    assert [entry.place.cells() for entry in joined] == ["suppliers!F2", "suppliers!G2"]
    assert "title_row" not in ledger(submission) or upper[0] == "Supplier"


SPELT = {
    "the name": ("hourly_pay_gbp", None),
    "4 capitals": ("HOURLY_PAY_GBP", "heading_alias"),
    "4 spaces": ("Hourly pay GBP", "heading_alias"),
    "4 punctuation": ("hourly-pay.gbp:", "heading_alias"),
    "4 a line break": ("Hourly\npay GBP", "heading_alias"),
    "9 spaces at the ends": (" hourly_pay_gbp ", None),
    "9 a space that does not break": ("hourly\N{NO-BREAK SPACE}pay gbp", "heading_alias"),
    "9 an invisible mark": ("\N{ZERO WIDTH NO-BREAK SPACE}hourly_pay_gbp", None),
    "4 an alias": ("Hourly rate", "heading_alias"),
    "4 an alias in capitals": ("HOURLY RATE", "heading_alias"),
    "4 a unit in brackets": ("hourly_pay_gbp (£)", None),
    "4 an alias with its unit": ("Hourly rate [£ per hour]", "heading_alias"),
}


@pytest.mark.parametrize(("heading", "kind"), SPELT.values(), ids=list(SPELT))
def test_a_heading_names_its_column_by_name_spelling_or_alias(read, heading, kind):
    submission = read("employees.xlsx", [["employee_id", heading], ["E1", 12]])
    assert texts(submission.tables["employees"], "hourly_pay_gbp") == ["12"]
    assert told(submission, "LU204") == []
    if kind:
        assert ledger(submission)[kind] == ("employees!B1", 1)


STRANGE = ["hourly_pay_gb", "Hourly", "rate", "pay", "Hourly rate consent", "My hourly rate", "co"]


@pytest.mark.parametrize("heading", STRANGE)
def test_4_nothing_is_matched_by_likeness_and_what_is_not_is_named(read, heading):
    submission = read("employees.xlsx", [["employee_id", heading, "grade"], ["E1", 12, "entry"]])
    assert list(submission.tables["employees"].columns) == ["employee_id", "grade"]
    assert told(submission, "LU204") == ["LU204 information employees!B:B x1"]


def test_3_headings_that_lack_and_those_that_are_unknown_are_told_together(read):
    rows = [["employee_id", "grade", "employment_basis", "Contract typ", "Desk"], ["E1"] * 5]
    submission = read("employees.xlsx", rows)
    assert told(submission, "LU202", "LU204") == [
        "LU202 error employees!D1 x1",
        "LU204 information employees!E:E x1",
    ]
    (lacking,) = (f.message for f in submission.findings if f.code == "LU202")
    assert "contract_type" in lacking
    assert "Contract typ" in lacking


def test_4_a_surer_way_to_name_a_column_outdoes_a_less_sure_one(read):
    rows = [["employee_id", "Location", "site_id"], ["E1", "Leeds", "S1"]]
    submission = read("employees.xlsx", rows)
    assert texts(submission.tables["employees"], "site_id") == ["S1"]
    assert told(submission, "LU204") == ["LU204 information employees!B:B x1"]


SAME = [["site_id", "region", "Region"], ["S1", "TLC", "TLC "], ["S2", "TLJ", "TLJ"]]
OTHER = [SAME[0], ["S1", "TLC", "TLJ"]]


def test_21_a_heading_that_stands_twice_over_the_same_cells_is_read_once(read):
    submission = read("sites.xlsx", SAME)
    assert texts(submission.tables["sites"], "region") == ["TLC", "TLJ"]
    assert ledger(submission)["doubled_heading"][1] == 1


@pytest.mark.parametrize(("pair", "kept"), [(["TLC", None], 1), ([None, "TLC"], 2)])
def test_21_of_two_headings_with_one_empty_column_the_filled_one_is_read(read, pair, kept):
    submission = read("sites.xlsx", [SAME[0], ["S1", *pair]])
    assert submission.tables["sites"].columns["region"].position == kept


def test_21_a_heading_that_stands_twice_over_different_cells_is_refused_with_both_places(read):
    with pytest.raises(UnreadableFile, match="sites!B1 and C1"):
        read("sites.xlsx", OTHER)


def test_21_a_mapping_says_which_of_two_is_meant(read):
    mapping = Mapping.model_validate({"tables": {"sites": {"ignored": ("Area",)}}})
    rows = [["site_id", "Region", "Area"], ["S1", "TLC", "x"]]
    submission = read("sites.xlsx", rows, mapping=mapping)
    assert texts(submission.tables["sites"], "region") == ["TLC"]
    assert told(submission, "LU204") == []


def test_a_heading_of_the_mapping_names_its_column_before_all_others(read):
    columns = {"Salary band": "grade", "Emp": "employee_id"}
    mapping = Mapping.model_validate({"tables": {"employees": {"columns": columns}}})
    rows = [["Emp", "Grade", "salary  BAND"], ["E1", "old", "entry"]]
    submission = read("employees.xlsx", rows, mapping=mapping)
    assert texts(submission.tables["employees"], "grade") == ["entry"]
    assert "heading_mapped" in ledger(submission)


@pytest.mark.parametrize("mark", ["_", "#", "# ", " _"])
def test_41_a_column_marked_as_a_note_is_not_read_even_under_a_known_name(read, mark):
    submission = read("sites.xlsx", [["site_id", "headcount", f"{mark}region"], ["S1", 9, "TLC"]])
    assert list(submission.tables["sites"].columns) == ["site_id", "headcount"]
    assert told(submission, "LU204") == []
    assert ledger(submission)["comment_column"][1] == 1


def test_cells_under_no_heading_are_said(read):
    submission = read("sites.xlsx", [HEADINGS, [*NORTH, None, "see me"]])
    assert told(submission, "LU207") == ["LU207 warning sites!F2 x1"]


def test_a_file_with_headings_alone_is_a_table_without_rows(read):
    submission = read("sites.csv", b"site_id,region,headcount\n")
    assert (len(submission.tables["sites"]), submission.findings) == (0, ())
