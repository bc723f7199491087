"""Marks in workbooks of other programs: prefixes, UTF-16, missing styles, notes and old buttons."""

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import NO_FACTS, Checked, Organisation, Submission
from levelup_cli.repairs.marking import NOTES_OF_A_FINDING, NOTES_OF_A_SHEET, mark_workbook
from reading.parts import (
    MAIN,
    STRICT_MAIN,
    STRICT_OFFICE,
    cell,
    packed,
    parts_of,
    relations,
    workbook,
)
from repairs.marked_books import parts_of as parts_in

SHEET = "xl/worksheets/sheet1.xml"
NOBODY = Organisation(None, "", None, None, None, {})


def found_at(*places, severity=Severity.ERROR):
    """A return of which nothing is known but that these cells are wrong."""
    findings = tuple(
        Finding("LU401", severity, Place("return.xlsx", sheet, column, rows=rows), "wrong", "mend")
        for sheet, column, rows in places
    )
    sent = Submission("return.xlsx", "", False, {}, NO_FACTS, findings, ())
    return Checked(sent, NOBODY, {}, {}, findings, ())


def marked(content, *places):
    return mark_workbook(content, found_at(*places), "NOT VALID")


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def marked_cells(content, name):
    """The cells with a note of ours, by openpyxl."""
    page = opened(content)[name]
    return [c.coordinate for row in page.iter_rows() for c in row if c.comment]


def test_the_smallest_workbook_is_marked():
    content = marked(workbook({"people": [["a"], ["b"]]}), ("people", "A", ((2, 2),)))
    book = opened(content)
    assert marked_cells(content, "people") == ["A2"]
    assert [str(f.sqref) for f in book["people"].conditional_formatting] == ["A2"]
    assert book.sheetnames == ["people", "_problems"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_parts_in_utf_16_stay_so(encoding):
    parts = parts_of({"people": [["Zoë"], ["b"]]})
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        parts[name] = (mark + parts[name].replace("UTF-8", "UTF-16")).encode(encoding)
    content = marked(packed(parts), ("people", "A", ((2, 2),)))
    assert parts_in(content)[SHEET].decode("utf-16").count("Zoë") == 1
    assert marked_cells(content, "people") == ["A2"]
    assert opened(content)["people"]["A1"].value == "Zoë"


def test_prefixed_parts_are_marked_under_their_prefix():
    parts = parts_of({"people": [["a"], ["b"]]})
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        parts[name] = prefixed(parts[name])
    content = marked(packed(parts), ("people", "A", ((2, 2),)))
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        tags = {e.tag for e in ET.fromstring(parts_in(content)[name]).iter()}  # noqa: S314
        assert {tag for tag in tags if not tag.startswith(f"{{{MAIN}}}")} == set()
    assert marked_cells(content, "people") == ["A2"]


def prefixed(text):
    import re

    text = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", text.replace("<?xml", "<?XML"))
    return text.replace("<?XML", "<?xml").replace("xmlns=", "xmlns:x=")


def test_a_strict_workbook_stays_strict():
    parts = parts_of({"people": [["a"], ["b"]]}, main=STRICT_MAIN, office=STRICT_OFFICE)
    after = parts_in(marked(packed(parts), ("people", "A", ((2, 2),))))
    links = after["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert f'Type="{STRICT_OFFICE}/comments"' in links
    assert STRICT_MAIN in after["xl/comments1.xml"].decode()
    assert not [name for name in after if MAIN.encode() in after[name]]


def test_a_workbook_without_styles_gets_some():
    parts = parts_of({"people": [["a"], ["b"]]})
    del parts["xl/styles.xml"]
    links = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = "".join(
        piece for piece in links.replace("/>", "/>\n").splitlines() if "styles" not in piece
    )
    book = opened(marked(packed(parts), ("people", "A", ((2, 2),))))
    (rules,) = book["people"].conditional_formatting
    assert rules.rules[0].dxf.fill.bgColor.rgb == "FFFFC7CE"


def test_old_buttons_that_are_no_well_formed_xml_keep_their_bytes():
    drawing = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1031"><br></xml>'
    parts = with_drawing(drawing)
    after = parts_in(marked(packed(parts), ("people", "A", ((2, 2),))))
    assert after["xl/old.vml"].startswith(drawing.removesuffix(b"</xml>"))
    assert b'id="_x0000_s1032"' in after["xl/old.vml"]
    assert after[SHEET].count(b"legacyDrawing") == 1


def test_a_drawing_that_cannot_be_added_to_is_told_in_words():
    with pytest.raises(UnreadableFile, match="the boxes of its notes"):
        marked(packed(with_drawing(b"no end")), ("people", "A", ((2, 2),)))


def with_drawing(drawing):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = parts_of({"people": [["a"], ["b"]]})
    link = f'<legacyDrawing xmlns:r="{office}" r:id="rId7"/></worksheet>'
    parts[SHEET] = parts[SHEET].replace("</worksheet>", link)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        ("rId7", f"{office}/vmlDrawing", "../old.vml")
    )
    parts["xl/old.vml"] = drawing
    return parts


def test_a_damaged_part_is_told_in_words():
    parts = parts_of({"people": [["a"], ["b"]]})
    parts["xl/styles.xml"] = "<styleSheet"
    with pytest.raises(UnreadableFile, match=r"no marked copy can be made: .*damaged"):
        marked(packed(parts), ("people", "A", ((2, 2),)))


def test_a_title_that_is_taken_gets_a_number():
    content = marked(workbook({"_Problems": [["own"]], "people": [["a"]]}))
    assert opened(content).sheetnames == ["_Problems", "people", "_problems (2)"]
    assert opened(content)["_Problems"]["A1"].value == "own"


def test_a_long_column_is_coloured_whole_and_noted_on_its_first_cells():
    content = marked(workbook({"people": [["a"]]}), ("people", "A", ((2, 100_001),)))
    (rules,) = opened(content)["people"].conditional_formatting
    assert str(rules.sqref) == "A2:A100001"
    noted = parts_in(content)["xl/comments1.xml"].count(b"<comment ")
    assert noted == NOTES_OF_A_FINDING
    assert opened(content)["_problems"]["A2"].value.startswith("Not all could be marked: notes")


def test_a_sheet_has_no_more_notes_than_people_can_read():
    places = [("people", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i], ((2, 99),)) for i in range(26)]
    content = marked(workbook({"people": [["a"]]}), *places)
    assert parts_in(content)["xl/comments1.xml"].count(b"<comment ") == NOTES_OF_A_SHEET


def test_a_note_and_a_line_grow_no_longer_than_a_program_takes():
    one = Finding(
        "LU401", Severity.ERROR, Place("return.xlsx", "people", "A", rows=((1, 1),)), "", ""
    )
    many = tuple(replace(one, message=f"{n} {'long ' * 400}") for n in range(60))
    checked = replace(found_at(), findings=many)
    book = opened(mark_workbook(workbook({"people": [["a"]]}), checked, "NOT VALID"))
    assert 2_000 < len(book["people"]["A1"].comment.text) < 32_767
    assert max(d.height for d in book["_problems"].row_dimensions.values()) <= 409


def test_cells_that_lie_apart_are_coloured_under_several_rules():
    rows = tuple((row, row) for row in range(2, 2_402, 2))
    content = marked(workbook({"people": [["a"]]}), ("people", "A", rows))
    rules = list(opened(content)["people"].conditional_formatting)
    assert [len(f.sqref.ranges) for f in rules] == [500, 500, 200]
    assert [rule.priority for f in rules for rule in f.rules] == [1, 2, 3]


def test_rules_of_the_owner_come_first():
    own = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="7">'
        "<formula>TRUE</formula></cfRule></conditionalFormatting>"
    )
    sheet = f'<sheetData><row r="1">{cell("A1", "a")}</row></sheetData>{own}'
    content = marked(workbook({"people": sheet}), ("people", "A", ((1, 1),)))
    ours = list(opened(content)["people"].conditional_formatting)[-1]
    assert [rule.priority for rule in ours.rules][-1] == 8


def test_a_finding_without_a_sheet_stands_on_the_list_alone():
    content = marked(workbook({"people": [["a"]]}), (None, None, ()))
    page = opened(content)["_problems"]
    assert [cell.value for cell in page[4]][:4] == ["error", "LU401", "return.xlsx", None]
    assert not page["D4"].hyperlink
    assert set(zipfile.ZipFile(io.BytesIO(content)).namelist()) == {
        *parts_of({"people": [["a"]]}),
        "xl/worksheets/sheet2.xml",
    }
