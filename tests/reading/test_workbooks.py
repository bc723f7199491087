"""What stands in an .xlsx file that programs write differently, and hands write worse."""

import io
import re
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from levelup_cli.errors import UnreadableFile
from reading.parts import (
    DAY,
    DECLARATION,
    HOURS,
    MAIN,
    OFFICE,
    OWN_DAY,
    PACKAGE,
    PER_CENT,
    POUNDS,
    STRICT_MAIN,
    STRICT_OFFICE,
    UNIT,
    data,
    members_of,
    packed,
    parts_of,
    relations,
    row,
    workbook,
)
from reading.seen import entries, grid, ledger, told

HEADINGS = ["site_id", "site_name"]
RICH = "<r><t>Old </t></r><r><rPr><b/><i/></rPr><t>Town</t></r>"
GUIDE = '<t>課きく</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>'
STRINGS = ["<t>site_id</t>", "<t>site_name</t>", RICH, GUIDE, '<t xml:space="preserve"> a </t>']
STRINGS += ["<t>Old_x000D_&#10;Town</t>", "<t>_x005F_x000D_</t>", "<t/>", "<t>A &amp; B &lt;</t>"]

CELLS = {
    "a plain number": ("<c r='{}'><v>12.5</v></c>", ("n", "12.5")),
    "a number in CDATA": ("<c r='{}'><v><![CDATA[12.5]]></v></c>", ("n", "12.5")),
    "a number in spaces": ("<c r='{}'><v> 12 </v></c>", ("n", "12")),
    "a number with an exponent": ("<c r='{}'><v>2.5E+1</v></c>", ("n", "25")),
    "a number cut by a comment": ("<c r='{}'><v>12<!-- no -->.5</v></c>", ("n", "12.5")),
    "a whole number with .0": ("<c r='{}'><v>7.0</v></c>", ("n", "7")),
    "the most exact number": ("<c r='{}'><v>0.1</v></c>", ("n", "0.1")),
    "12 dates": (f"<c r='{{}}' s='{DAY}'><v>45747</v></c>", ("d", "2025-03-31")),
    "12 dates with an hour": (f"<c r='{{}}' s='{DAY}'><v>45747.5</v></c>", ("d", "2025-03-31 12")),
    "12 a format of days": (f"<c r='{{}}' s='{OWN_DAY}'><v>45747</v></c>", ("d", "2025-03-31")),
    "12 a day in ISO form": ("<c r='{}' t='d'><v>2025-03-31T00:00:00</v></c>", ("d", "2025-03-31")),
    "12 before the false leap day": (f"<c r='{{}}' s='{DAY}'><v>59</v></c>", ("d", "1900-02-28")),
    "12 after the false leap day": (f"<c r='{{}}' s='{DAY}'><v>61</v></c>", ("d", "1900-03-01")),
    "17 per cent": (f"<c r='{{}}' s='{PER_CENT}'><v>0.45</v></c>", ("p", "0.45")),
    "17 a unit that looks like days": (f"<c r='{{}}' s='{UNIT}'><v>45747</v></c>", ("n", "45747")),
    "17 hours are no day": (f"<c r='{{}}' s='{HOURS}'><v>1.5</v></c>", ("n", "1.5")),
    "17 pounds": (f"<c r='{{}}' s='{POUNDS}'><v>1250</v></c>", ("n", "1250")),
    "a style that is not there": ("<c r='{}' s='99'><v>3</v></c>", ("n", "3")),
    "14 a formula": ("<c r='{}'><f>1+1</f><v>2</v></c>", ("n", "2")),
    "14 a formula of text": ("<c r='{}' t='str'><f>A1</f><v>x</v></c>", ("t", "x")),
    "14 a formula of nothing": ("<c r='{}' t='str'><f>\"\"</f><v></v></c>", ("e", "")),
    "14 a shared formula": ("<c r='{}'><f t='shared' si='0'/><v>7</v></c>", ("n", "7")),
    "14 never calculated": ("<c r='{}'><f>1+1</f></c>", ("f", "")),
    "14 never calculated, empty": ("<c r='{}'><f>1+1</f><v/></c>", ("f", "")),
    "14 #REF!": ("<c r='{}' t='e'><v>#REF!</v></c>", ("x", "#REF!")),
    "14 #DIV/0! of a formula": ("<c r='{}' t='e'><f>1/0</f><v>#DIV/0!</v></c>", ("x", "#DIV/0!")),
    "TRUE": ("<c r='{}' t='b'><v>1</v></c>", ("b", "TRUE")),
    "FALSE": ("<c r='{}' t='b'><v>0</v></c>", ("b", "FALSE")),
    "an inline text": ("<c r='{}' t='inlineStr'><is><t>007</t></is></c>", ("t", "007")),
    "a rich inline text": (f"<c r='{{}}' t='inlineStr'><is>{RICH}</is></c>", ("t", "Old Town")),
    "an inline guide": (f"<c r='{{}}' t='inlineStr'><is>{GUIDE}</is></c>", ("t", "課きく")),
    "a rich text": ("<c r='{}' t='s'><v>2</v></c>", ("t", "Old Town")),
    "a phonetic guide": ("<c r='{}' t='s'><v>3</v></c>", ("t", "課きく")),
    "9 spaces are kept": ("<c r='{}' t='s'><v>4</v></c>", ("t", " a ")),
    "9 a carriage return escaped": ("<c r='{}' t='s'><v>5</v></c>", ("t", "Old\r\nTown")),
    "9 an escape escaped": ("<c r='{}' t='s'><v>6</v></c>", ("t", "_x000D_")),
    "an empty text": ("<c r='{}' t='s'><v>7</v></c>", ("e", "")),
    "entities": ("<c r='{}' t='s'><v>8</v></c>", ("t", "A & B <")),
    "10 a format alone": (f"<c r='{{}}' s='{DAY}'/>", ("e", "")),
    "15 the text NA": ("<c r='{}' t='inlineStr'><is><t>NA</t></is></c>", ("t", "NA")),
    "15 the text None": ("<c r='{}' t='inlineStr'><is><t>None</t></is></c>", ("t", "None")),
}


@pytest.mark.parametrize(("xml", "entry"), CELLS.values(), ids=list(CELLS))
def test_a_cell_is_read_as_excel_shows_it(read, xml, entry):
    content = workbook({"sites": [HEADINGS, ["S1", xml.replace("'", '"')]]}, strings=STRINGS)
    submission = read("r.xlsx", content)
    (cell,) = entries(submission.tables["sites"], "site_name")
    assert (cell[0], cell[1][: len(entry[1])]) == entry


WRONG = {
    "text in a number": "<c r='{}'><v>twelve</v></c>",
    "no number": "<c r='{}'><v>NaN</v></c>",
    "no such text": "<c r='{}' t='s'><v>99</v></c>",
    "a text below the first": "<c r='{}' t='s'><v>-1</v></c>",
    "neither TRUE nor FALSE": "<c r='{}' t='b'><v>maybe</v></c>",
    "a kind that nobody knows": "<c r='{}' t='z'><v>1</v></c>",
}


@pytest.mark.parametrize("xml", WRONG.values(), ids=list(WRONG))
def test_5_a_cell_that_does_not_hold_what_it_says_is_refused_with_its_place(read, xml):
    content = workbook({"sites": [HEADINGS, ["S1", xml.replace("'", '"')]]}, strings=STRINGS)
    with pytest.raises(UnreadableFile, match="sites!B2"):
        read("r.xlsx", content)


SITES = [HEADINGS, ["S1", "North"], ["S2", "South"]]
PLAIN = parts_of({"sites": SITES})
SHEET = "xl/worksheets/sheet1.xml"
FAR = f'<row r="2000"><c r="XFD2000" s="{DAY}"/></row>'


def changed(part=SHEET, *replaced, **parts):
    """The plain workbook with a part's text changed."""
    text = PLAIN[part]
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return PLAIN | {part: text} | parts


def with_prefix():
    """Every element of the sheet, the workbook and the styles under a prefix."""
    prefixed = {
        name: re.sub(r"<(/?)(?=[a-z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
        for name, text in PLAIN.items()
        if name.startswith("xl/") and not name.endswith(".rels")
    }
    return PLAIN | prefixed


def in_utf16():
    return {
        name: text.replace('"UTF-8"', '"UTF-16"').encode("utf-16") if "sheet" in name else text
        for name, text in PLAIN.items()
    }


def without_places():
    return changed(SHEET, *((f' r="{c}{n}"', "") for n in (1, 2, 3) for c in "AB")) | {
        SHEET: re.sub(r' r="[A-Z]?\d+"', "", PLAIN[SHEET])
    }


def elsewhere():
    """Parts under other names, found by their relations alone, one with an absolute target."""
    moved = {
        "book/main.xml" if name == "xl/workbook.xml" else name: text for name, text in PLAIN.items()
    }
    kind = f"{OFFICE}/worksheet"
    return moved | {
        "_rels/.rels": relations(("rId1", f"{OFFICE}/officeDocument", "/book/main.xml")),
        "book/_rels/main.xml.rels": relations(("rId1", kind, "/xl/worksheets/sheet1.xml")),
    }


ROW_2, ROW_3 = row(2, *SITES[1]), row(3, *SITES[2])
SWAPPED = ('<c r="A2" t="inlineStr"><is><t>S1</t></is></c>', "")
EXTENSION = (
    f'<extLst><ext xmlns:x14="{PACKAGE}/x14"><x14:row r="9"><x14:c r="A9"><x14:v>9</x14:v>'
    "</x14:c></x14:row></ext></extLst></worksheet>"
)
SHAPES = {
    "as programs write it": PLAIN,
    "namespace prefixes": with_prefix(),
    "the strict namespace": parts_of({"sites": SITES}, main=STRICT_MAIN, office=STRICT_OFFICE),
    "UTF-16 parts": in_utf16(),
    "no r attributes": without_places(),
    "rows out of order": changed(SHEET, (ROW_2, ""), (ROW_3, ROW_3 + ROW_2)),
    "cells out of order": changed(
        SHEET, SWAPPED, ("<t>North</t></is></c>", "<t>North</t></is></c>" + SWAPPED[0])
    ),
    "parts elsewhere": elsewhere(),
    "10 formats far away": changed(SHEET, (ROW_3, ROW_3 + FAR)),
    "10 a dimension that lies": changed(SHEET, ("<sheetData>", '<dimension ref="A1"/><sheetData>')),
    "cells of an extension": changed(SHEET, ("</worksheet>", EXTENSION)),
    "no styles": {name: text for name, text in PLAIN.items() if name != "xl/styles.xml"},
    "a mark before the XML": PLAIN | {SHEET: b"\xef\xbb\xbf" + PLAIN[SHEET].encode()},
}


@pytest.mark.parametrize("parts", SHAPES.values(), ids=list(SHAPES))
def test_a_workbook_is_read_alike_in_whichever_shape_its_parts_are_written(read, parts):
    submission = read("r.xlsx", packed(parts))
    assert grid(submission.tables["sites"]) == {
        2: {"site_id": "S1", "site_name": "North"},
        3: {"site_id": "S2", "site_name": "South"},
    }
    assert told(submission, "LU207", "LU208") == []


@pytest.mark.parametrize("value", ["1", "true"])
def test_13_days_since_1904_are_the_days_that_excel_shows(read, value):
    headings = ["employee_id", "start_date"]
    day = f'<c r="{{}}" s="{DAY}"><v>44285</v></c>'
    properties = f'<workbookPr date1904="{value}"/>'
    content = workbook({"employees": [headings, ["E1", day]]}, properties=properties)
    assert entries(read("r.xlsx", content).tables["employees"], "start_date") == [
        ("d", "2025-03-31")
    ]


@pytest.mark.parametrize("since_1904", [True, False])
def test_13_days_as_xlsxwriter_and_openpyxl_write_them_in_either_epoch(read, since_1904):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": since_1904}) as book:
        page = book.add_worksheet("employees")
        page.write_row(0, 0, ["employee_id", "start_date"])
        page.write_row(1, 0, ["E1"])
        form = book.add_format({"num_format": "d mmm yyyy"})
        page.write_datetime(1, 1, datetime(2025, 3, 31), form)  # noqa: DTZ001
    content = out.getvalue()
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(again)
    for bytes_ in (content, again.getvalue()):
        table = read("r.xlsx", bytes_).tables["employees"]
        assert entries(table, "start_date") == [("d", "2025-03-31")]


def test_11_the_totals_row_that_a_table_declares_is_no_data(read):
    rows = [["site_id", "headcount"], ["S1", 10], ["S2", 20], ["All of them", 99]]
    table = 'id="1" name="T" displayName="T" ref="A1:B4" totalsRowCount="1"'
    submission = read("r.xlsx", workbook({"sites": rows}, tables=[table]))
    assert submission.tables["sites"].rows.tolist() == [2, 3]
    assert ledger(submission)["totals_row"] == ("sites!row 4", 1)


def test_22_hidden_rows_columns_and_sheets_are_marked_by_the_file_itself(read):
    rows = data(
        [HEADINGS, row(2, "S1", "North", more=' hidden="1"'), ["S2", "South"]],
        before='<cols><col min="2" max="3" hidden="true"/></cols>',
    )
    submission = read("r.xlsx", workbook({"~sites": rows}))
    said = told(submission, "LU212", "LU213", "LU214")
    assert sorted(line.split()[0] for line in said) == ["LU212", "LU213", "LU214"]
    assert "LU213 warning sites!row 2 x1" in said


BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
TWICE = [*PLAIN.items(), (SHEET, PLAIN[SHEET])]
DAMAGED = {
    "a part that is cut off": (packed(changed(SHEET, ("</worksheet>", ""))), "damaged"),
    "a document type": (packed(PLAIN | {SHEET: DECLARATION + BOMB}), "document type"),
    "a missing part": (packed({n: t for n, t in PLAIN.items() if n != SHEET}), "missing"),
    "a cell in another row": (packed(changed(SHEET, ('r="B2"', 'r="B7"'))), "B7"),
    "a cell that stands twice": (packed(changed(SHEET, ('r="B2"', 'r="A2"'))), "A2"),
    "a row that stands twice": (packed(changed(SHEET, ('3"', '2"'))), "A2|row 2"),
    "half a file": (packed(PLAIN)[:900], "a damaged zip directory|zip directory is damaged"),
    "two sheets of one name": (workbook({"sites": SITES, "Sites": SITES}), "same name"),
}


@pytest.mark.parametrize(("content", "words"), DAMAGED.values(), ids=list(DAMAGED))
def test_a_workbook_that_is_damaged_or_contradicts_itself_is_refused(read, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read("r.xlsx", content)


def test_a_zip_with_a_part_twice_is_refused(read):
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed(TWICE)
    with pytest.raises(UnreadableFile, match="two parts of the same name"):
        read("r.xlsx", content)


def test_the_parts_written_by_hand_are_a_workbook_to_others_too():
    book = openpyxl.load_workbook(io.BytesIO(packed(PLAIN)))
    assert [[c.value for c in line] for line in book["sites"]] == SITES
    assert set(members_of(packed(PLAIN))) == set(PLAIN)
