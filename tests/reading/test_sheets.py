"""Which table a sheet is, and which sheets are none: each of these is named."""

import pytest

from levelup_cli.definitions.mappings import Mapping
from levelup_cli.errors import UnreadableFile
from reading.parts import workbook
from reading.seen import ledger, texts, told

SITES = [["site_id", "region", "headcount"], ["S1", "TLC", 9], ["S2", "TLJ", 8]]
OLD = [SITES[0], ["S9", "TLC", 1]]
STAFF = [["employee_id", "grade"], ["E1", "entry"]]
NOTES = [["Our return"], ["for 2025"]]


@pytest.mark.parametrize("name", ["sites", "SITES", "Site", " sites ", "Sites_", "Si-tes"])
def test_a_sheet_is_known_by_its_name_in_other_capitals_number_or_punctuation(read, name):
    submission = read("r.xlsx", {name: SITES})
    assert list(submission.tables) == ["sites"]
    assert "sheet_recognised" not in ledger(submission)


def test_a_table_name_of_two_words_is_known_however_they_are_joined(read):
    rows = [["goal", "in_scope", "rationale"], [12, "no", "No homes"]]
    for name in ("goal_scope", "Goal scope", "GoalScope", "goal-scope"):
        assert list(read("r.xlsx", {name: rows}).tables) == ["goal_scope"]


RECOGNISED = {
    "5 by its headings": ("r.xlsx", {"Export 12": STAFF}, "employees", True),
    "by the file's name, alone in it": ("employees.xlsx", {"Sheet1": STAFF}, "employees", False),
    "by the file's name in capitals": ("Employees.xlsx", {"Sheet1": STAFF}, "employees", False),
    "not by the file's name among others": (
        "sites.xlsx",
        {"Sheet1": STAFF, "Sheet2": NOTES},
        "employees",
        True,
    ),
    "a text file by its name": ("employees.csv", STAFF, "employees", False),
    "a text file by its headings": ("export.csv", STAFF, "employees", True),
}


@pytest.mark.parametrize(
    ("name", "content", "table", "said"), RECOGNISED.values(), ids=list(RECOGNISED)
)
def test_a_sheet_without_a_tables_name_is_known_by_its_file_or_headings(
    read, name, content, table, said
):
    submission = read(name, content)
    assert list(submission.tables) == [table]
    assert ("sheet_recognised" in ledger(submission)) is said
    assert submission.lone


def test_other_sheets_are_named_and_not_read(read):
    submission = read("r.xlsx", {"Cover": NOTES, "sites": SITES, "Pivot 2": [[1, 2], [3, 4]]})
    assert list(submission.tables) == ["sites"]
    assert told(submission) == [
        "LU203 information Cover x1",
        "LU203 information Pivot 2 x1",
    ]


def test_an_empty_sheet_is_told_of_among_the_sheets(read):
    submission = read("r.xlsx", {"sites": SITES, "Sheet2": []})
    assert [(sheet.name, sheet.table) for sheet in submission.sheets] == [
        ("sites", "sites"),
        ("Sheet2", None),
    ]


@pytest.mark.parametrize("name", ["#sites", "_sites", " # old"])
def test_41_a_sheet_of_notes_is_left_out_and_said(read, name):
    submission = read("r.xlsx", {name: OLD, "sites": SITES})
    assert texts(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert ledger(submission)["comment_sheet"] == (name, 1)
    assert told(submission) == []


REFUSED = {
    "two by name": ({"sites": SITES, "Site": OLD}, "'sites' and 'Site'"),
    "two by headings": ({"North": STAFF, "South": STAFF}, "'North' and 'South'.* employees"),
    "two hidden": ({"~sites": SITES, "~Site": OLD}, "'sites' and 'Site'"),
    "none": ({"Cover": NOTES}, "no sheet is named like a table"),
    "all empty": ({"sites": []}, "no rows"),
}


@pytest.mark.parametrize(("sheets", "words"), REFUSED.values(), ids=list(REFUSED))
def test_sheets_that_could_be_read_in_more_than_one_way_are_refused(read, sheets, words):
    with pytest.raises(UnreadableFile, match=words):
        read("r.xlsx", workbook(sheets))


def test_a_sheet_by_its_headings_never_takes_the_place_of_one_by_its_name(read):
    submission = read("r.xlsx", {"Copy": OLD, "sites": SITES})
    assert texts(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert told(submission) == ["LU216 warning Copy x1"]


@pytest.mark.parametrize("sheets", [{"~Site": OLD, "sites": SITES}, {"sites": SITES, "~Site": OLD}])
def test_22_of_a_visible_and_a_hidden_sheet_the_visible_is_read_and_that_is_said(read, sheets):
    submission = read("r.xlsx", workbook(sheets))
    assert texts(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert told(submission) == ["LU211 warning Site x1"]
    assert "hidden_sheet" not in ledger(submission)


def test_22_a_hidden_sheet_is_read_and_that_is_said(read):
    submission = read("r.xlsx", {"Cover": NOTES, "sites": SITES}, hidden=["sites"])
    assert texts(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert ledger(submission)["hidden_sheet"] == ("sites", 1)
    assert told(submission, "LU212") == ["LU212 warning sites x1"]


def test_22_hidden_sheets_are_left_out_where_that_is_wished(read):
    sheets = {"employees": STAFF, "sites": SITES}
    submission = read("r.xlsx", sheets, hidden=["sites"], skip_hidden=True)
    assert list(submission.tables) == ["employees"]
    assert ledger(submission)["hidden_left_out"] == ("sites", 1)
    assert told(submission, "LU212") == []


def mapped(sheet):
    return Mapping.model_validate({"tables": {"sites": {"sheet": sheet}}})


def test_the_sheet_that_the_mapping_names_is_read_and_its_rival_is_not(read):
    sheets = {"sites": OLD, "Estate 2025": SITES}
    submission = read("r.xlsx", sheets, mapping=mapped("Estate 2025"))
    assert texts(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert ledger(submission)["sheet_mapped"][1] == 1
    assert told(submission) == []


def test_a_mapping_decides_between_two_sheets_that_would_be_refused(read):
    sheets = {"North": SITES, "South": OLD}
    submission = read("r.xlsx", sheets, mapping=mapped("South"))
    assert texts(submission.tables["sites"], "site_id") == ["S9"]


def test_a_mapping_that_names_no_sheet_is_refused_with_the_nearest(read):
    with pytest.raises(UnreadableFile, match="Did you mean Estate 2025"):
        read("r.xlsx", {"Estate 2025": SITES}, mapping=mapped("Estates 2025"))


def test_26_a_table_is_known_without_any_named_range_or_table_of_the_template(read):
    broken = '<definedNames><definedName name="sites">#REF!</definedName></definedNames>'
    content = workbook({"Sheet1": SITES}, properties="<!-- web -->" + broken)
    assert list(read("r.xlsx", content).tables) == ["sites"]


def test_5_a_fault_is_told_with_its_sheet_quoted_as_in_a_formula(check):
    rows = [SITES[0], ["S1", "TLC", "many"]]
    checked = check("r.xlsx", {"My sites": rows, "organisation": [["organisation_id"], ["a"]]})
    assert told(checked, "LU302") == ["LU302 error 'My sites'!C2 x1"]
