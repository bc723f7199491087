"""Workbooks in Excel's binary form: values only, which is said."""

import pytest

from levelup_cli.errors import UnreadableFile
from reading.binary_parts import binary_workbook
from reading.parts import members_of, packed
from reading.seen import answers, entries, grid, ledger, told

HEADINGS = ["site_id", "site_name", "headcount"]
ROWS = [HEADINGS, ["S1", "Café “Zoë”", 10], ["S2", "x" * 300, 2.5], [7, True, None]]
CELLS = {
    "site_id": [("t", "S1"), ("t", "S2"), ("n", "7")],
    "site_name": [("t", "Café “Zoë”"), ("t", "x" * 300), ("b", "TRUE")],
    "headcount": [("n", "10"), ("n", "2.5"), ("e", "")],
}


@pytest.mark.parametrize("strings", [[], [*HEADINGS, "S1"]], ids=["in cells", "shared"])
def test_24_the_cells_of_a_binary_workbook_are_read_and_that_it_is_one_is_said(read, strings):
    submission = read("r.xlsb", binary_workbook({"sites": ROWS}, strings))
    table = submission.tables["sites"]
    assert {name: entries(table, name) for name in HEADINGS} == CELLS
    assert [line.split()[:2] for line in told(submission, "LU101")] == [["LU101", "warning"]]
    assert "plain_reader" in ledger(submission)


def test_8_rows_of_a_binary_workbook_keep_the_numbers_of_excel(check):
    rows = {3: [None, *HEADINGS], 9: [None, "S1", "North", "many"]}
    checked = check("r.xlsb", binary_workbook({"Cover": [["hello"]], "sites": rows}))
    assert told(checked, "LU302") == ["LU302 error sites!D9 x1"]


def test_22_a_hidden_sheet_of_a_binary_workbook_is_read_and_said(read):
    submission = read("r.xlsb", binary_workbook({"~sites": ROWS}))
    assert told(submission, "LU212") == ["LU212 warning sites x1"]


def test_14_errors_of_a_binary_workbook_look_blank_and_the_warning_says_so(check):
    rows = [HEADINGS, ["S1", "North", "#REF!"]]
    checked = check("r.xlsb", binary_workbook({"sites": rows}))
    assert answers(checked, "sites", "headcount") == ["missing"]
    (warning,) = (f for f in checked.findings if f.code == "LU101")
    assert "#REF!" in warning.message


def test_24_a_binary_workbook_under_another_name_is_read_and_said(read):
    submission = read("sites.xlsx", binary_workbook({"Sheet1": ROWS[:2]}))
    assert grid(submission.tables["sites"])[2]["site_name"] == "Café “Zoë”"
    assert "file_kind" in ledger(submission)


def test_24_a_damaged_binary_workbook_is_refused(read):
    parts = members_of(binary_workbook({"sites": ROWS}))
    parts["xl/workbook.bin"] = parts["xl/workbook.bin"][:60]
    with pytest.raises(UnreadableFile, match="xlsb"):
        read("r.xlsb", packed(parts))
