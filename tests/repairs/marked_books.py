"""A workbook with everything in it that a marked copy must keep, made by XlsxWriter."""

import io
import struct
import zipfile
import zlib

from xlsxwriter import Workbook

HEADINGS = ["employee_id", "grade", "sex", "hourly_pay_gbp", "disability"]
PEOPLE = [
    ["E1", "manager", "female", 21.5, "yes"],
    ["E2", "no such grade", "male", 19.25, "no"],
    ["E3", "manager", "nonsense", -4, "no"],
    ["=E4", "manager", "female", "much", "perhaps so"],
    ["E1", "manager", "male", 22, "no"],
]
FAULTY = {"B5": "LU401", "C6": "LU401", "D6": "LU303", "D7": "LU301", "E7": "LU401"}


def a_picture():
    """A picture of one red point."""

    def chunk(kind, data):
        told = kind + data
        return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    chunks = (chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def write_rich_workbook(path, *, notes=True):
    """A return whose headings stand on row 3, in a workbook that somebody has been busy with."""
    with Workbook(path, {"strings_to_formulas": False}) as book:
        cover = book.add_worksheet("Cover")
        cover.write_string("A1", "Return of Mill Lane Works")
        cover.insert_image("B3", "point.png", {"image_data": a_picture()})
        page = book.add_worksheet("employees")
        page.activate()
        page.write_string("A1", "People on 31 March", book.add_format({"bold": True}))
        for row, cells in enumerate([HEADINGS, *PEOPLE], 2):
            for column, cell in enumerate(cells):
                page.write(row, column, cell)
        _decorate(book, page)
        if notes:
            page.write_comment("B5", "Asked the manager on Tuesday", {"author": "Office"})
            page.write_comment("H20", "A reminder", {"author": "Office"})
        book.add_worksheet("It's a list").write_column("A1", ["yes", "no"])
        book.define_name("answers", "='It''s a list'!$A$1:$A$2")
        book.add_chartsheet("Drawing").set_chart(_chart(book))
    return path


def _chart(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=employees!$D$4:$D$8"})
    return chart


def _decorate(book, page):
    page.set_column("A:E", 16)
    page.freeze_panes(3, 0)
    page.data_validation("E4:E99", {"validate": "list", "source": "=answers"})
    page.conditional_format("D4:D99", {"type": "data_bar", "data_bar_2010": True})
    page.conditional_format("B4:B99", {"type": "text", "criteria": "containing", "value": "x"})
    page.insert_chart("H2", _chart(book))
    page.write_url("G1", "internal:Cover!A1", string="to the cover")
    page.add_table("K30:L32", {"columns": [{"header": "one"}, {"header": "two"}]})
    page.merge_range("A20:B20", "end")
    page.repeat_rows(2)
    page.print_area("A1:E99")
    page.set_footer("&CPage &P")
    page.set_landscape()
    page.protect("", {"format_cells": True})


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
