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

NEEDS_OFFICE = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OPEN}:office'
    f':1.0" xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0" xmlns:calcext="urn:org:'
    'documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="employees">'
)
FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
    f'"{OPEN}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def text(value, more=""):
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def written(path, *rows):
    from reading.parts import packed

    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": HEAD + "".join(rows) + FOOT,
        "META-INF/manifest.xml": MANIFEST,
    }
    path.write_bytes(packed(members))
    return path


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
