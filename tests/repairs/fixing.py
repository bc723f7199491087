"""Returns with planted warts, their mended copies, and what other programs read in these."""

import csv
import io
import shutil
import struct
import subprocess
import warnings
import zipfile
import zlib
from datetime import date
from xml.etree import ElementTree as ET

import openpyxl
import xlsxwriter

from levelup_cli import pipeline
from levelup_cli.outcomes.fixes import Wanted
from levelup_cli.outcomes.ledger import Treatment
from levelup_cli.outcomes.submissions import NO_FACTS, PLAIN_READING

SOFFICE = shutil.which("soffice")
HEADINGS = ["employee_id", "grade", "employment_basis", "fte", "start_date", "hourly_pay_gbp"]
HEADINGS += ["sex", "line_manager"]
# What a person typed: an invented member of staff a row. Days are in British order.
WARTS = [
    [" E1", "Entry", "Full-time", 1, "17/04/2019", "£12.50", "F", "Yes"],
    ["E2", "skilled", "part_time", 0.5, "2020-01-02", 13.25, "female", "no"],
    ["E3\u00a0", "MANAGER", "FT", 1, "3 May 2021", "1,250.00", "M", "N"],
    ["E4", "senior", "full_time", 1, "01/02/2022", 14, "male", "Prefer not to say"],
    ["E5", "Directer", "full_time", 1, "2021-06-30", 15, "femail", "yes"],
]
# What each cell that is mended holds afterwards, worked out by hand from the rows above.
MENDED = {
    "A2": "E1",
    "B2": "entry",
    "C2": "full_time",
    "E2": date(2019, 4, 17),
    "F2": 12.5,
    "G2": "female",
    "H2": "yes",
    "A4": "E3",
    "B4": "manager",
    "C4": "full_time",
    "E4": date(2021, 5, 3),
    "F4": 1250,
    "G4": "male",
    "H4": "no",
    "E5": date(2022, 2, 1),
}
NEARLY = {"G6": "female"}  # with unsafe fixes only


def fix(path, catalogue, reading=PLAIN_READING, *, unsafe=False, kinds=()):
    return pipeline.fix(path, catalogue, NO_FACTS, reading, Wanted(frozenset(kinds), unsafe))


def save_copy(mending, path):
    if "" in mending.copy:
        path.write_bytes(mending.copy[""])
        return path
    path.mkdir()
    for name, content in mending.copy.items():
        (path / name).write_bytes(content)
    return path


def cells_of(fixes):
    """`A2` -> what is to be written there."""
    return {
        f"{fix.place.column}{row}": fix.after
        for fix in fixes
        for first, last in fix.place.rows
        for row in range(first, last + 1)
    }


def repaired_cells(checked):
    """The kinds of repair that concern cells, by which `--strict` refuses a return."""
    return sorted(
        {
            entry.kind
            for entry in checked.ledger
            if entry.treatment is Treatment.REPAIRED and entry.place.column
        }
    )


def figures(path, catalogue, reading=PLAIN_READING):
    """Everything that a scorecard says of a return but how it was read."""
    card = pipeline.assess(path, catalogue, NO_FACTS, reading)
    return card.goals, card.findings


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def told_cells(sheet_part):
    """The cells of a sheet part by their places, and all that is no cell, as other eyes read it."""
    root = ET.fromstring(sheet_part)  # noqa: S314 our own file
    cells = {}
    for row in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"):
        for cell in list(row):
            cells[cell.get("r")] = ET.tostring(cell)
            row.remove(cell)
    return cells, ET.tostring(root)


def picture():
    """A picture of one dot."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + dots + chunk(b"IEND", b""))


def opened(path):
    """A workbook as openpyxl reads it, without its warnings of what it does not know."""
    with warnings.catch_warnings(action="ignore"):
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def write_rich_workbook(path):
    """The warts in a workbook that has whatever else a workbook may have."""
    with xlsxwriter.Workbook(path) as book:
        sheet, notes = book.add_worksheet("employees"), book.add_worksheet("# notes")
        bold = book.add_format({"bold": True, "bg_color": "#FFEE00"})
        money = book.add_format({"num_format": "#,##0.00", "border": 1})
        for row, cells in enumerate([HEADINGS, *WARTS]):
            for column, cell in enumerate(cells):
                is_money = row and column == HEADINGS.index("hourly_pay_gbp")
                sheet.write(row, column, cell, bold if row == 0 else money if is_money else None)
        sheet.data_validation("B2:B6", {"validate": "list", "source": ["entry", "skilled"]})
        red = book.add_format({"font_color": "red"})
        sheet.conditional_format("D2:D6", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format(
            "F2:F6", {"type": "cell", "criteria": ">", "value": 20, "format": red}
        )
        sheet.write_comment("B3", "agreed with payroll")
        sheet.insert_image("K2", "dot.png", {"image_data": picture()})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=employees!$D$2:$D$6"})
        sheet.insert_chart("K10", chart)
        sheet.freeze_panes(1, 0)
        notes.add_table("A1:B3", {"data": [["x", 1], ["y", 2]]})
        notes.write_formula("D1", "=SUM(employees!D2:D6)", None, 4.5)
        book.define_name("pay", "=employees!$F$2:$F$6")
    return path


def converted(path, form):
    """A file as LibreOffice saves it."""
    folder = path.parent / f"as_{form}"
    home = f"-env:UserInstallation=file://{path.parent}/home"
    call = ["soffice", home, "--headless", "--convert-to", form, "--outdir", folder, path]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{form}"


def rows_of_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
