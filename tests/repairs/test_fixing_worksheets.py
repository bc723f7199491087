"""Cells in workbooks that are written in unusual ways, and texts that mean harm."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from levelup_cli import pipeline
from levelup_cli.repairs.edits import FORMULA
from reading.parts import DAY, DECLARATION, MAIN, PER_CENT, UNIT, data, packed, parts_of

from .fixing import HEADINGS, cells_of, fix, save_copy
from .fixing import parts_of as parts

SHEET = "xl/worksheets/sheet1.xml"
ROW = ["E1", "entry", "full_time", 1, "17/04/2019", 12, "male", "no"]


def written(tmp_path, *rows, change=None, **more):
    """A workbook of parts written by hand, with these rows under the headings."""
    members = parts_of({"employees": data([HEADINGS, *rows])}, **more)
    if change:
        members[SHEET] = change(members[SHEET])
    path = tmp_path / "staff.xlsx"
    path.write_bytes(packed(members))
    return path


def with_cell(column, xml):
    row = list(ROW)
    row[HEADINGS.index(column)] = xml
    return row


def read(path):
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["employees"]


def copied(path, catalogue, tmp_path):
    mending = fix(path, catalogue)
    return mending, save_copy(mending, tmp_path / "copy.xlsx")


def test_days_since_1904_are_written_as_such(catalogue, tmp_path):
    path = written(tmp_path, ROW, properties='<workbookPr date1904="1"/>')
    _, copy = copied(path, catalogue, tmp_path)
    # 17 April 2019 is the 43,572th day since 30 December 1899; 1904 began 1,462 days later.
    assert b"<v>42110</v>" in parts(copy.read_bytes())[SHEET]
    assert read(copy)["E2"].value.date() == date(2019, 4, 17)


def test_a_cell_that_has_a_style_of_days_keeps_it(catalogue, tmp_path):
    cell = f'<c r="{{}}" s="{DAY}" t="inlineStr"><is><t>17/04/2019</t></is></c>'
    path = written(tmp_path, with_cell("start_date", cell))
    _, copy = copied(path, catalogue, tmp_path)
    before, after = parts(path.read_bytes()), parts(copy.read_bytes())
    assert f'<c r="E2" s="{DAY}"><v>43572</v></c>'.encode() in after[SHEET]
    assert before["xl/styles.xml"] == after["xl/styles.xml"]


@pytest.mark.parametrize(("style", "kept"), [(UNIT, True), (DAY, False), (PER_CENT, False)])
def test_a_number_keeps_the_style_that_shows_it_as_one(style, kept, catalogue, tmp_path):
    cell = f'<c r="{{}}" s="{style}" t="inlineStr"><is><t>£12.50</t></is></c>'
    _, copy = copied(written(tmp_path, with_cell("hourly_pay_gbp", cell)), catalogue, tmp_path)
    cell = read(copy)["F2"]
    assert cell.value == 12.5
    assert cell.number_format == ('0.0" days"' if kept else "General")


def test_a_percentage_becomes_the_number_that_is_read(catalogue, tmp_path):
    path = written(tmp_path, with_cell("fte", f'<c r="{{}}" s="{PER_CENT}"><v>0.8</v></c>'))
    mending, copy = copied(path, catalogue, tmp_path)
    assert "percent_scale" in {made.kind for made in mending.made}
    assert (read(copy)["D2"].value, read(copy)["D2"].number_format) == (0.8, "General")


def test_a_share_that_only_its_sign_explains_keeps_it(catalogue, tmp_path):
    headings = ["activity_id", "school_fsm_pct"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts_of({"outreach": data([headings, ["O1", "0.5 %"]])})))
    assert fix(path, catalogue).made == ()


def test_a_style_typed_as_text_is_not_given_to_numbers(catalogue, tmp_path):
    def quoted(members):
        styles = members["xl/styles.xml"].replace(
            '<xf numFmtId="10"/>', '<xf numFmtId="49" quotePrefix="1"><alignment indent="2"/></xf>'
        )
        return members | {"xl/styles.xml": styles}

    cell = f'<c r="{{}}" s="{PER_CENT}" t="inlineStr"><is><t>£12.50</t></is></c>'
    members = parts_of({"employees": data([HEADINGS, with_cell("hourly_pay_gbp", cell)])})
    path = tmp_path / "staff.xlsx"
    path.write_bytes(packed(quoted(members)))
    _, copy = copied(path, catalogue, tmp_path)
    cell = read(copy)["F2"]
    assert (cell.number_format, cell.quotePrefix, cell.alignment.indent) == ("General", False, 2)


def test_days_before_the_calendar_of_workbooks_are_written_as_texts(catalogue, tmp_path):
    path = written(tmp_path, with_cell("start_date", "05/01/1900"))
    _, copy = copied(path, catalogue, tmp_path)
    assert read(copy)["E2"].value == "1900-01-05"


def test_a_workbook_without_styles_takes_days_as_texts(catalogue, tmp_path):
    members = parts_of({"employees": data([HEADINGS, ROW])})
    del members["xl/styles.xml"]
    members["xl/_rels/workbook.xml.rels"] = (
        members["xl/_rels/workbook.xml.rels"]
        .replace("styles.xml", "theme.xml")
        .replace("/styles", "/theme")
    )
    path = tmp_path / "staff.xlsx"
    path.write_bytes(packed(members))
    made = fix(path, catalogue)
    assert b"2019-04-17</t>" in parts(made.copy[""])[SHEET]


def test_a_part_in_utf_16_stays_in_it(catalogue, tmp_path):
    row = [" É1", *ROW[1:]]
    path = written(
        tmp_path,
        row,
        change=lambda part: part.replace("UTF-8", "UTF-16").encode("utf-16"),
    )
    mending = fix(path, catalogue)
    part = parts(mending.copy[""])[SHEET]
    text = part.decode("utf-16")
    assert part.startswith(b"\xff\xfe")
    assert '<c r="A2" t="inlineStr"><is><t xml:space="preserve">&#201;1</t></is></c>' in text
    assert text.count("<c ") == 2 * len(HEADINGS)
    assert fix(save_copy(mending, tmp_path / "copy.xlsx"), catalogue).made == ()


def test_styles_in_utf_16_with_more_in_them_are_copied_whole(catalogue, tmp_path):
    members = parts_of({"employees": data([HEADINGS, ROW])})
    styles = members["xl/styles.xml"].replace("UTF-8", "UTF-16")
    aligned = '<cellXfs><xf numFmtId="0"><alignment indent="3"/></xf>'
    styles = styles.replace('<cellXfs><xf numFmtId="0"/>', aligned)
    members["xl/styles.xml"] = styles.encode("utf-16")
    path = tmp_path / "staff.xlsx"
    path.write_bytes(packed(members))
    _, copy = copied(path, catalogue, tmp_path)
    cell = read(copy)["E2"]
    assert (cell.value.date(), cell.alignment.indent) == (date(2019, 4, 17), 3)


def test_elements_with_a_prefix_stay_so(catalogue, tmp_path):
    part = f"""{DECLARATION}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">
<x:c r="A1" t="inlineStr"><x:is><x:t>employee_id</x:t></x:is></x:c>
<x:c r="B1" t="inlineStr"><x:is><x:t>grade</x:t></x:is></x:c></x:row><x:row r="2">
<x:c r="A2" t="inlineStr"><x:is><x:t> E1</x:t></x:is></x:c><x:c r="B2" t="inlineStr"><x:is>
<x:t>Entry</x:t></x:is></x:c><x:c r="C2"/></x:row></x:sheetData></x:worksheet>"""
    mending, copy = copied(written(tmp_path, ROW, change=lambda _: part), catalogue, tmp_path)
    assert cells_of(mending.made) == {"A2": "E1", "B2": "entry"}
    assert read(copy)["A2"].value == "E1"
    assert b"<x:is><x:t xml:space" in parts(copy.read_bytes())[SHEET]


def test_cells_and_rows_that_do_not_say_their_place_are_counted(catalogue, tmp_path):
    def cell(text):
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    part = (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData><row>{cell("employee_id")}'
        f"<c/>{cell('grade')}</row><row>{cell(' E1')}<c/>{cell('Entry')}</row></sheetData>"
        "</worksheet>"
    )
    mending, copy = copied(written(tmp_path, ROW, change=lambda _: part), catalogue, tmp_path)
    assert cells_of(mending.made) == {"A2": "E1", "C2": "entry"}
    after = parts(copy.read_bytes())[SHEET].decode()
    assert after == part.replace("<t> E1", '<t xml:space="preserve">E1').replace(
        "<t>Entry", '<t xml:space="preserve">entry'
    )


def test_what_a_formula_fills_is_left_and_told(catalogue, tmp_path):
    cells = [
        '<c r="{}" t="str"><f>UPPER("entry")</f><v>ENTRY</v></c>',
        '<c r="{}" t="str"><f t="array" ref="B3:B4">K3:K4</f><v>Entry</v></c>',
        '<c r="{}" t="str"><v>Entry</v></c>',
    ]
    rows = [with_cell("grade", cell) for cell in cells]
    for number, row in enumerate(rows):
        row[0], row[4] = f"E{number}", None
    path = written(tmp_path, *rows)
    mending = fix(path, catalogue)
    assert mending.made == ()
    assert {(left.place.cells(), left.why) for left in mending.left} == {
        ("employees!B2", FORMULA),
        ("employees!B3:B4", FORMULA),
    }
    assert mending.copy[""] == path.read_bytes()


def test_of_cells_that_say_the_same_only_those_without_a_formula_are_mended(catalogue, tmp_path):
    worked_out = with_cell("grade", '<c r="{}" t="str"><f>UPPER("entry")</f><v>ENTRY</v></c>')
    typed = with_cell("grade", "ENTRY")
    typed[0] = "E2"
    rows = [[*row[:4], None, *row[5:]] for row in (worked_out, typed)]
    mending = fix(written(tmp_path, *rows), catalogue)
    assert cells_of(mending.made) == {"B3": "entry"}
    assert [left.place.cells() for left in mending.left] == ["employees!B2"]


def test_the_heading_of_an_excel_table_is_not_renamed(catalogue, tmp_path):
    headings = ["employee_id", "grad", *HEADINGS[2:]]
    members = parts_of(
        {"employees": data([headings, ROW])}, tables=['id="1" name="T" displayName="T" ref="A1:H2"']
    )
    path = tmp_path / "staff.xlsx"
    path.write_bytes(packed(members))
    mending = fix(path, catalogue, unsafe=True, kinds=["LU202"])
    assert mending.made == ()
    assert "Excel table" in mending.left[0].why


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("+44", "+44"),
        ("&amp;&lt;>\"']]&gt;", "&<>\"']]>"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("bell _x0007_ and return_x000D_ed", "bell \a and return\red"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\N{GRINNING FACE} \u00e9", "\N{GRINNING FACE} \u00e9"),
    ],
)
def test_hostile_texts_survive_inertly(stored, text, catalogue, tmp_path):
    cell = f'<c r="{{}}" t="inlineStr"><is><t xml:space="preserve">  {stored} </t></is></c>'
    path = written(tmp_path, with_cell("employee_id", cell))
    mending, copy = copied(path, catalogue, tmp_path)
    assert cells_of(mending.made)["A2"] == text
    answers = pipeline.check(copy, catalogue).tables["employees"].answers["employee_id"]
    assert answers.values[answers.codes[0]] == text
    cell = read(copy)["A2"]
    assert cell.data_type != "f"
    assert cell.value in {text, stored}  # openpyxl leaves escapes in such texts as they are


def test_the_order_and_packing_of_the_parts_stay(catalogue, tmp_path):
    path = written(tmp_path, ROW)
    _, copy = copied(path, catalogue, tmp_path)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy) as after:
        assert before.namelist() == after.namelist()
        assert after.testzip() is None


def test_the_comment_of_a_package_stays(catalogue, tmp_path):
    path = written(tmp_path, ROW)
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"sent in May"
    _, copy = copied(path, catalogue, tmp_path)
    with zipfile.ZipFile(copy) as package:
        assert package.comment == b"sent in May"


def test_thousands_of_formulas_stand_beside_thousands_of_fixes(catalogue, tmp_path):
    # Each compared with each, they would be 27 million pairs.
    array = '<c r="{}"><f t="array" ref="{}">1+1</f><v>2</v></c>'
    rows = [[f"E{i}", "Entry", "FT", *ROW[3:], array] for i in range(3_000)]
    mending = fix(written(tmp_path, *rows), catalogue)
    assert len(cells_of(mending.made)) == 3 * 3_000
    assert mending.left == ()
