"""A marked copy keeps the workbook as it was, and shows every finding at its cell."""

import io
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.pipeline import check
from levelup_cli.repairs.colours import COLOURS, WORKSHEET_ORDER
from levelup_cli.repairs.marking import mark_workbook
from repairs.marked_books import parts_of, write_rich_workbook

# openpyxl tells that it would drop data bars, if it were to write the workbook
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
VERDICT = "NOT VALID: rich.xlsx: 9 errors, 3 warnings"
MAY_CHANGE = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/chartsheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}
# ECMA-376 part 1, 18.3.1.99, the sequence of CT_Worksheet
STANDARD_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews "
    "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
    "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst "
)


@pytest.fixture(scope="module")
def rich(tmp_path_factory, catalogue):
    path = write_rich_workbook(tmp_path_factory.mktemp("rich") / "rich.xlsx")
    return path, check(path, catalogue)


@pytest.fixture(scope="module")
def marked(rich):
    path, checked = rich
    copy = path.with_name("marked.xlsx")
    copy.write_bytes(mark_workbook(path.read_bytes(), checked, VERDICT))
    return copy


@pytest.fixture(scope="module")
def book(marked):
    return opened(marked)


def opened(path):
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def coloured(sheet):
    """The cells under a rule of ours, each with the ground that the first of them gives."""
    found = {}
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            if rule.formula == ['LEN("levelup")=7']:
                cells = [c for area in formats.sqref.ranges for row in area.rows for c in row]
                found = dict.fromkeys(cells, rule.dxf.fill.bgColor.rgb) | found
    return found


def test_all_parts_but_those_that_must_change_are_the_same_bytes(rich, marked):
    before, after = parts_of(rich[0].read_bytes()), parts_of(marked.read_bytes())
    assert {name for name in before if before[name] != after[name]} <= MAY_CHANGE
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}


def test_a_part_that_changes_keeps_all_that_stood_in_it(rich, marked):
    before, after = parts_of(rich[0].read_bytes()), parts_of(marked.read_bytes())
    name = "xl/worksheets/sheet2.xml"
    ours = rb"<conditionalFormatting [^>]*>(?:(?!</cond).)*levelup.*?</conditionalFormatting>"
    rest = re.sub(ours, b"", after[name])
    assert rest == before[name].replace(b' tabSelected="1"', b"")


def test_every_part_is_well_formed_and_worksheets_keep_the_order_of_the_standard(marked):
    order = STANDARD_ORDER.split()
    for name, content in parts_of(marked.read_bytes()).items():
        if name.endswith((".xml", ".rels", ".vml")):
            root = ET.fromstring(content)  # noqa: S314 our own
            if name.startswith("xl/worksheets/sheet"):
                places = [order.index(child.tag.rpartition("}")[2]) for child in root]
                assert places == sorted(places), name


def test_the_order_that_is_followed_is_that_of_the_standard():
    assert " ".join(WORKSHEET_ORDER) == STANDARD_ORDER.strip()


def test_each_faulty_cell_has_the_colour_of_its_severity(rich, book):
    cells = coloured(book["employees"])
    for finding in rich[1].findings:
        if finding.place.column and finding.place.rows:
            cell = f"{finding.place.column}{finding.place.rows[0][0]}"
            expected = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}[finding.severity.value]
            row, column = openpyxl.utils.cell.coordinate_to_tuple(cell)
            assert cells[row, column] == expected, cell
    assert {(5, 2), (6, 3), (6, 4), (7, 4), (7, 5), (8, 1)} <= set(cells)
    assert (4, 1) not in cells


def test_colours_are_legible_on_any_ground():
    for text, ground in COLOURS.values():
        light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def luminance(colour):
    """As WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_note_says_what_is_wrong_and_the_way_out(book):
    note = book["employees"]["C6"].comment
    assert note.author == "levelup"
    assert note.text.startswith("LU401 error: sex: text of 8 characters is not one of the codes")
    assert "\nWay out: Give one of female, male" in note.text


def test_a_missing_column_is_noted_on_the_first_heading(book):
    note = book["employees"]["A3"].comment.text
    assert "LU202 error: the column contract_type is required" in note
    assert "LU202 error: the column employment_basis is required" in note


def test_notes_that_were_there_stay_as_they_were(book):
    page = book["employees"]
    assert page["B5"].comment.text == "Asked the manager on Tuesday"
    assert page["H20"].comment.text == "A reminder"
    assert book["_problems"]["A2"].value.startswith("1 cell kept the note that was there")


def test_what_the_owner_made_is_still_there(book):
    page = book["employees"]
    assert [str(v.sqref) for v in page.data_validations.dataValidation] == ["E4:E99"]
    assert {"D4:D99", "B4:B99"} <= {str(f.sqref) for f in page.conditional_formatting}
    assert len(page._charts) == 1  # noqa: SLF001 openpyxl has no other way
    assert page.tables.keys() == {"Table1"}
    assert page.protection.sheet
    assert page.print_title_rows == "$3:$3"
    assert book.defined_names["answers"].attr_text == "'It''s a list'!$A$1:$A$2"


def test_the_list_of_problems_is_last_and_the_one_sheet_that_is_chosen(marked, book):
    assert book.sheetnames == ["Cover", "employees", "It's a list", "Drawing", "_problems"]
    assert book.active.title == "_problems"
    chosen = [n for n, c in parts_of(marked.read_bytes()).items() if b'tabSelected="1"' in c]
    assert chosen == ["xl/worksheets/sheet4.xml"]


def test_the_list_names_each_finding_the_most_serious_first(rich, book):
    rows = list(book["_problems"].iter_rows(values_only=True))
    assert rows[0][0] == VERDICT
    assert rows[3][:5] == ("Severity", "Code", "Sheet", "Cells", "Column")
    told = [(row[0], row[1], row[5], row[6], row[7]) for row in rows[4:]]
    expected = [(f.severity.value, f.code, f.message, f.help, f.count) for f in rich[1].findings]
    assert told == expected


def test_its_links_lead_to_the_first_faulty_cell(book):
    page = book["_problems"]
    rows = {link_row(link): link.location for link in links_of(page)}
    links = {(page.cell(row, 3).value, page.cell(row, 4).value): rows[row] for row in rows}
    assert links["employees", "C6"] == "'employees'!C6"
    assert links["employees", "row 3"] == "'employees'!A3"
    assert links["It's a list", "the sheet"] == "'It''s a list'!A1"
    for location in links.values():
        sheet, _, cell = location.rpartition("!")
        assert sheet[1:-1].replace("''", "'") in book.sheetnames
        assert range_boundaries(cell.partition(":")[0])


def links_of(page):
    return [cell.hyperlink for row in page.iter_rows() for cell in row if cell.hyperlink]


def link_row(link):
    return int(re.sub(r"\D", "", link.ref))


def test_it_can_be_filtered_and_its_headings_stay_in_sight(book):
    page = book["_problems"]
    assert page.freeze_panes == "A5"
    assert page.auto_filter.ref == f"A4:H{page.max_row}"
    assert page.print_title_rows == "$4:$4"


def test_the_marked_copy_gives_the_same_findings(rich, marked, catalogue):
    again = check(marked, catalogue)
    renamed = [
        replace(f, place=replace(f.place, file=rich[1].submission.file)) for f in again.findings
    ]
    assert renamed == list(rich[1].findings)


def test_the_same_return_gives_the_same_bytes(rich, marked):
    path, checked = rich
    assert mark_workbook(path.read_bytes(), checked, VERDICT) == marked.read_bytes()


def test_no_note_and_no_line_holds_a_value_of_the_return(marked):
    parts = parts_of(marked.read_bytes())
    for value in (b"no such grade", b"nonsense", b"perhaps so"):
        assert not [
            name
            for name in ("xl/comments1.xml", "xl/worksheets/sheet4.xml")
            if value in parts[name]
        ]


def test_words_of_a_finding_are_never_a_formula_nor_hidden(rich):
    path, checked = rich
    words = '=HYPERLINK("x") & <b> \u202e _x0041_'
    finding = Finding("LU999", Severity.ERROR, Place("rich.xlsx", "Cover"), words, "+1")
    content = mark_workbook(path.read_bytes(), replace(checked, findings=(finding,)), "=1+1")
    copy = path.with_name("hostile.xlsx")
    copy.write_bytes(content)
    part = parts_of(content)["xl/worksheets/sheet4.xml"]
    assert b"<f>" not in part
    assert b"_x005F_x0041_</t>" in part  # ECMA-376 part 1, 22.9.2.19: else it would read as A
    page = opened(copy)["_problems"]
    assert page["A1"].value == "=1+1"
    assert page["F4"].value.startswith('=HYPERLINK("x") & <b> \\u{202e} ')


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_another_spreadsheet_program_opens_it(marked, tmp_path, form):
    import shutil

    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", tmp_path, marked]
    subprocess.run(command, check=True, capture_output=True)
    made = tmp_path / f"marked.{form}"
    assert made.stat().st_size > 5_000
    if form == "xlsx":
        book = opened(made)
        assert book.active.title == "_problems"
        assert book["employees"]["C6"].comment.text.startswith("LU401 error")
        assert (6, 3) in coloured(book["employees"])
