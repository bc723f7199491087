"""OpenDocument: cells that stand for many are parted, and nothing else in the content changes."""

from datetime import date

import openpyxl
import pytest

from levelup_cli import pipeline

from .fixing import (
    MENDED,
    SOFFICE,
    cells_of,
    converted,
    figures,
    fix,
    opened,
    parts_of,
    repaired_cells,
    save_copy,
    write_rich_workbook,
)
from .opendocuments import row, text, written

NEEDS_OFFICE = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def content_of(mending):
    return parts_of(mending.copy[""])["content.xml"].decode()


@NEEDS_OFFICE
def test_a_workbook_of_libreoffice_is_mended_as_an_xlsx_one_is(catalogue, tmp_path):
    source = converted(write_rich_workbook(tmp_path / "staff.xlsx"), "ods")
    mending = fix(source, catalogue)
    assert cells_of(mending.made).keys() == MENDED.keys()
    copy = save_copy(mending, tmp_path / "staff.ods")
    before, after = parts_of(source.read_bytes()), parts_of(copy.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"content.xml"}
    assert figures(source, catalogue) == figures(copy, catalogue)
    assert fix(copy, catalogue).made == ()
    assert repaired_cells(pipeline.check(copy, catalogue)) == []
    sheet = opened(converted(copy, "xlsx"))["employees"]
    for place, value in MENDED.items():
        got = sheet[place].value
        assert (got.date() if hasattr(got, "date") else got) == value, place
    assert "agreed with payroll" in sheet["B3"].comment.text


@NEEDS_OFFICE
def test_a_percentage_is_shown_by_libreoffice_as_the_plain_number(catalogue, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "employees"
    for cells in (["employee_id", "grade", "fte"], ["E1", "entry", 0.8], ["E2", "entry", 1]):
        book.active.append(cells)
    for place in ("C2", "C3"):
        book.active[place].number_format = "0%"
    book.save(tmp_path / "staff.xlsx")
    source = converted(tmp_path / "staff.xlsx", "ods")
    copy = save_copy(fix(source, catalogue), tmp_path / "staff.ods")
    sheet = opened(converted(copy, "xlsx"))["employees"]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.8, "General")


def test_a_repeated_row_is_parted_where_it_changes(catalogue, tmp_path):
    # Rows 2 to 4 are one element; under one key the same spelling stands in each of them.
    source = written(
        tmp_path / "staff.ods",
        row(text("employee_id"), text("grade")),
        row(text("E1"), text("Entry"), more=' table:number-rows-repeated="3"'),
        row(text("E2"), text("entry")),
    )
    mending = fix(source, catalogue)
    assert cells_of(mending.made) == {"B2": "entry", "B3": "entry", "B4": "entry"}
    whole = row(text("E1"), text("entry"), more=' table:number-rows-repeated="3"')
    assert whole in content_of(mending)


def test_a_repeated_cell_is_parted_where_it_changes(catalogue, tmp_path):
    # Yes stands under two headings of ours, and under a third that is not.
    headings = ["employee_id", "line_manager", "pension_member", "Our own"]
    source = written(
        tmp_path / "staff.ods",
        row(*map(text, headings)),
        row(text("E1"), text("Yes", ' table:number-columns-repeated="3"')),
    )
    content = content_of(fix(source, catalogue))
    new = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        "<text:p>yes</text:p></table:table-cell>"
    )
    assert row(text("E1"), new + text("Yes")) in content


def test_what_a_formula_or_a_matrix_fills_is_left(catalogue, tmp_path):
    formula = ' table:formula="of:=UPPER(&quot;entry&quot;)"'
    matrix = (
        ' table:formula="of:=[.K3:.K4]" table:number-matrix-rows-spanned="2"'
        ' table:number-matrix-columns-spanned="1"'
    )
    source = written(
        tmp_path / "staff.ods",
        row(text("employee_id"), text("grade")),
        row(text("E1"), text("ENTRY", formula)),
        row(text("E2"), text("Entry", matrix)),
        row(text("E3"), text("Entry")),
    )
    mending = fix(source, catalogue)
    assert mending.made == ()
    assert {left.place.cells() for left in mending.left} == {"employees!B2", "employees!B3:B4"}


def test_texts_and_days_are_written_inertly(catalogue, tmp_path):
    source = written(
        tmp_path / "staff.ods",
        row(text("employee_id"), text("start_date")),
        row(text("\u00a0=1+1 &amp;&lt;b&gt;<text:s text:c='2'/>x"), text("17/04/2019")),
    )
    mending = fix(source, catalogue)
    assert cells_of(mending.made) == {"A2": "=1+1 &<b>  x", "B2": date(2019, 4, 17)}
    content = content_of(mending)
    assert '<text:p>=1+1 &amp;&lt;b&gt; <text:s text:c="1"/>x</text:p>' in content
    assert 'office:date-value="2019-04-17"' in content
    assert "table:formula" not in content


def test_what_stands_for_a_whole_sheet_is_passed_over(catalogue, tmp_path):
    # Cell by cell, these would be thousands of millions: a matrix on a sheet that has no edits,
    # and rows of blanks below one that has.
    formula = (
        '<table:table-cell table:formula="of:=1" table:number-matrix-rows-spanned="1048576"'
        ' table:number-matrix-columns-spanned="16384"/>'
    )
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    source = written(
        tmp_path / "staff.ods",
        row(text("employee_id"), text("grade")),
        row(text("E1"), text("Entry")),
        *[row(blank, more=' table:number-rows-repeated="1000000"')] * 200,
        f'</table:table><table:table table:name="# sums">{row(*[formula] * 20)}',
    )
    mending = fix(source, catalogue)
    assert cells_of(mending.made) == {"B2": "entry"}
    assert content_of(mending).count("table:formula") == 20


def test_a_matrix_that_is_taller_than_a_sheet_is_wide_fills_its_last_row(catalogue, tmp_path):
    matrix = (
        ' table:formula="of:=[.K2:.K20001]" table:number-matrix-rows-spanned="20000"'
        ' table:number-matrix-columns-spanned="1"'
    )
    source = written(
        tmp_path / "staff.ods",
        row(text("employee_id"), text("grade")),
        row(text("E1"), text("Entry", matrix)),
        row("<table:table-cell/>", more=' table:number-rows-repeated="19998"'),
        row(text("E2"), text("Entry")),
        row(text("E3"), text("Entry")),
    )
    mending = fix(source, catalogue)
    assert cells_of(mending.made) == {"B20002": "entry"}
    assert [left.place.cells() for left in mending.left] == ["employees!B2, B20001"]
