"""Rows that are no data are left out and said, and no others; every place is as Excel shows it."""

import pytest
import xlsxwriter

from reading.parts import DAY, data, row, workbook
from reading.seen import ledger, told

HEADINGS = ["site_id", "site_name", "region", "headcount"]
NORTH = ["S1", "North", "TLC", 10]
SOUTH = ["S2", "South", "TLJ", 20]
SITES = [HEADINGS, NORTH, SOUTH]
GAP_OF_5, GAP_OF_6 = [[]] * 5, [[]] * 6
TOTAL = {"totals_row": ("sites!row 4", 1)}
BLANKS = {"blank_rows": ("sites!rows 3 to 4", 2)}
APART = {"blank_rows": ("sites!row 4", 1), "foot_note": ("sites!row 5", 1)}
ROWS = {
    "10 blank rows": ([HEADINGS, NORTH, [], [], SOUTH], [2, 5], BLANKS),
    "10 rows of spaces": ([HEADINGS, NORTH, [" "], ["\N{NO-BREAK SPACE}"], SOUTH], [2, 5], BLANKS),
    "10 rows of unseen marks": ([HEADINGS, NORTH, ["\u200b"], ["\ufeff"], SOUTH], [2, 5], BLANKS),
    "10 blank rows at the foot": ([*SITES, [None], [" "]], [2, 3], {}),
    "11 the word Total": ([*SITES, ["Total", None, None, 31]], [2, 3], TOTAL),
    "11 the word in capitals": ([*SITES, ["GRAND TOTAL ", None, None, None]], [2, 3], TOTAL),
    "11 a subtotal": ([*SITES, ["Sub-total", None, None, 30]], [2, 3], TOTAL),
    "11 totals between": ([HEADINGS, NORTH, ["Total", None, None, 10], SOUTH], [2, 4], {
        "totals_row": ("sites!row 3", 1)}),
    "11 no key, a sum": ([*SITES, [None, None, None, 30]], [2, 3], TOTAL),
    "11 no key, a sum as text": ([*SITES, [None, None, None, "30"]], [2, 3], TOTAL),
    "11 no key, no sum": ([*SITES, [None, None, None, 31]], [2, 3, 4], {}),
    "11 no key, a sum, a region": ([*SITES, [None, None, "TLC", 30]], [2, 3, 4], {}),
    "11 a key, a sum": ([*SITES, ["S3", None, None, 30]], [2, 3, 4], {}),
    "11 Total in another column": ([*SITES, ["S3", "Total", "TLC", 5]], [2, 3, 4], {}),
    "11 a key that begins so": ([*SITES, ["Total Tower", None, "TLC", 5]], [2, 3, 4], {}),
    "11 a note after a gap": ([*SITES, [], ["Counted at the end of March"]], [2, 3], APART),
    "11 a note in another column": ([*SITES, [], [None, "Counted in March"]], [2, 3], APART),
    "11 a note with its word": ([*SITES, ["Note: counted in March"]], [2, 3], {
        "foot_note": ("sites!row 4", 1)}),
    "11 a source": ([*SITES, ["Source: estates register"]], [2, 3], {
        "foot_note": ("sites!row 4", 1)}),
    "11 a note under the totals": (
        [*SITES, ["Total", None, None, 30], ["Counted at the end of March"]],
        [2, 3],
        TOTAL | {"foot_note": ("sites!row 5", 1)},
    ),
    "11 a sum above a note": (
        [*SITES, [None, None, None, 30], [], ["Counted at the end of March"]],
        [2, 3],
        {
            "blank_rows": ("sites!row 5", 1),
            "foot_note": ("sites!row 6", 1),
            "totals_row": ("sites!row 4", 1),
        },
    ),
    "11 a lone key after a gap": ([*SITES, [], ["S3"]], [2, 3, 5], {
        "blank_rows": ("sites!row 4", 1)}),
    "11 two cells after a gap": ([*SITES, [], ["S3", "West"]], [2, 3, 5], {
        "blank_rows": ("sites!row 4", 1)}),
    "11 a note that does not stand apart": ([*SITES, ["Counted in March"]], [2, 3, 4], {}),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "kept", "said"), ROWS.values(), ids=list(ROWS))
def test_rows_that_are_no_data_are_left_out_and_said_and_no_others(read, rows, kept, said):
    submission = read("r.xlsx", {"sites": rows})
    assert (submission.tables["sites"].rows.tolist(), ledger(submission)) == (kept, said)


@pytest.mark.parametrize(("gap", "said"), [(GAP_OF_5, []), (GAP_OF_6, ["sites!row 9"])])
def test_10_reading_goes_on_below_a_gap_and_says_so_where_it_is_wide(read, gap, said):
    submission = read("r.xlsx", {"sites": [HEADINGS, NORTH, *gap, SOUTH]})
    assert submission.tables["sites"].rows.tolist() == [2, 3 + len(gap)]
    assert told(submission, "LU208") == [f"LU208 warning {place} x1" for place in said]


def far_formats(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("sites")
        for number, line in enumerate(SITES):
            page.write_row(number, 0, line)
        shade = book.add_format({"bg_color": "yellow", "num_format": "dd/mm/yyyy"})
        for far in (5_000, 900_000, 1_048_575):
            page.write_blank(far, 16_000, None, shade)
            page.set_row(far, 20, shade)


def test_10_cells_formatted_far_away_do_not_count(read, tmp_path):
    far_formats(tmp_path / "far.xlsx")
    submission = read("r.xlsx", (tmp_path / "far.xlsx").read_bytes())
    assert submission.tables["sites"].rows.tolist() == [2, 3]
    assert (told(submission), ledger(submission)) == ([], {})


def test_10_rows_that_are_formatted_and_empty_are_no_rows(read):
    styled = [f'<row r="{n}"><c r="A{n}" s="{DAY}"/></row>' for n in range(4, 200_000)]
    submission = read("r.xlsx", workbook({"sites": data([*SITES, *styled])}))
    assert submission.tables["sites"].rows.tolist() == [2, 3]


HIDDEN = ' hidden="1"'
FILTERED = [
    HEADINGS,
    NORTH,
    row(3, *SOUTH, more=HIDDEN),
    row(4, more=HIDDEN),
    ["S3", "W", "TLC", 1],
]
COLUMNS = '<cols><col min="1" max="1" width="9"/><col min="3" max="3" hidden="1"/></cols>'


def test_22_hidden_rows_with_data_are_read_and_counted(read):
    submission = read("r.xlsx", workbook({"sites": FILTERED}))
    assert submission.tables["sites"].rows.tolist() == [2, 3, 5]
    assert told(submission, "LU213") == ["LU213 warning sites!row 3 x1"]
    assert ledger(submission)["hidden_rows"] == ("sites!row 3", 1)


def test_22_hidden_rows_are_left_out_where_that_is_wished(read):
    submission = read("r.xlsx", workbook({"sites": FILTERED}), skip_hidden=True)
    assert submission.tables["sites"].rows.tolist() == [2, 5]
    assert told(submission, "LU213") == []
    assert ledger(submission)["hidden_left_out"] == ("sites!row 3", 1)


def test_22_a_hidden_column_is_read_and_said(read):
    submission = read("r.xlsx", workbook({"sites": data(SITES, before=COLUMNS)}))
    assert "region" in submission.tables["sites"].columns
    (finding,) = (f for f in submission.findings if f.code == "LU214")
    assert "(C)" in finding.message
    assert ledger(submission)["hidden_columns"] == ("sites", 1)


def test_22_a_hidden_column_is_left_out_where_that_is_wished(read):
    submission = read("r.xlsx", workbook({"sites": data(SITES, before=COLUMNS)}), skip_hidden=True)
    assert list(submission.tables["sites"].columns) == ["site_id", "site_name", "headcount"]
    assert told(submission, "LU214", "LU204") == []
    assert ledger(submission)["hidden_left_out"] == ("sites", 1)


BAD = ["S9", "West", "TLC", "many"]
WIDE = [None] * 25
TEXT = "site_id,site_name,region,headcount\r\n"
SHIFTS = {
    "8 a title": ([["Our sites"], [], HEADINGS, NORTH, BAD], "D5"),
    "8 blank rows": ([HEADINGS, NORTH, [], [], [], BAD], "D6"),
    "8 totals between": ([HEADINGS, NORTH, ["Total", None, None, 10], BAD], "D4"),
    "8 rows hidden by a filter": ([HEADINGS, row(2, *NORTH, more=HIDDEN), BAD], "D3"),
    "8 rows without places": (data({1: HEADINGS, 900: BAD}), "D900"),
    "8 rows out of order": (data({1: HEADINGS, 7: BAD, 3: NORTH}), "D7"),
    "6 columns beyond Z": ([[*HEADINGS[:3], *WIDE, "headcount"], [*BAD[:3], *WIDE, "many"]], "AC2"),
    "8 a column before": ([[None, *HEADINGS], [None, *BAD]], "E2"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "place"), SHIFTS.values(), ids=list(SHIFTS))
@pytest.mark.parametrize("skip_hidden", [False, True])
def test_a_wrong_cell_below_what_shifts_rows_is_told_where_excel_shows_it(
    check, rows, place, skip_hidden
):
    checked = check("r.xlsx", workbook({"sites": rows}), skip_hidden=skip_hidden)
    assert told(checked, "LU302") == [f"LU302 error sites!{place} x1"]


IN_TEXT = {
    "8 line breaks in cells": (TEXT + 'S1,"Old\r\nTown\nHall",TLC,1\r\nS9,West,TLC,many\r\n', "D3"),
    "8 blank lines": (TEXT + "S1,North,TLC,1\r\n\r\n\r\nS9,West,TLC,many\r\n", "D5"),
    "8 a title": ('"Sites,\r\n2025"\r\n\r\n' + TEXT + "S9,West,TLC,many\r\n", "D4"),
    "8 lone carriage returns": (TEXT.replace("\r\n", "\r") + "\rS9,West,TLC,many\r", "D3"),
    "8 sep=": ("sep=,\r\n" + TEXT + "S9,West,TLC,many\r\n", "D2"),
    "8 a row that is not counted": (
        TEXT + "S1,North,TLC,1,000\r\nS2,a,TLC,2\r\nS9,b,TLC,many",
        "D4",
    ),
}


@pytest.mark.parametrize(("text", "place"), IN_TEXT.values(), ids=list(IN_TEXT))
def test_a_wrong_cell_of_a_text_file_is_told_where_excel_shows_it(check, text, place):
    assert told(check("sites.csv", text), "LU302") == [f"LU302 error {place} x1"]
