"""A minimal .xlsb workbook written by hand, record by record, after [MS-XLSB] 2.1.4 and 2.5."""

import struct

from reading.parts import OFFICE, PACKAGE, packed, relations

ROW, BLANK, RK, ERROR, TRUTH, REAL, TEXT, SHARED = range(8)
BEGIN_SHEET, END_SHEET, BEGIN_BOOK, END_BOOK = 129, 130, 131, 132
BEGIN_SHEETS, END_SHEETS, BEGIN_DATA, END_DATA = 143, 144, 145, 146
SIZE, PROPERTIES, SHEET, CALCULATION, BEGIN_STRINGS, STRING, END_STRINGS = (
    148,
    153,
    156,
    157,
    159,
    19,
    160,
)
ERRORS = {"#DIV/0!": 7, "#REF!": 23, "#N/A": 42}


def record(kind, content=b""):
    """A record: its type and its size in bytes of seven bits, then its content."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, rest = b"", len(content)
    while rest > 127:
        size += bytes([rest & 127 | 128])
        rest >>= 7
    return number + size + bytes([rest]) + content


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(position, value, strings):
    place = struct.pack("<II", position, 0)
    match value:
        case bool():
            return record(TRUTH, place + bytes([value]))
        case int():
            return record(RK, place + struct.pack("<i", value << 2 | 2))
        case float():
            return record(REAL, place + struct.pack("<d", value))
        case str() if value in ERRORS:
            return record(ERROR, place + bytes([ERRORS[value]]))
        case str() if value in strings:
            return record(SHARED, place + struct.pack("<I", strings.index(value)))
        case str():
            return record(TEXT, place + wide(value))
        case _:
            return record(BLANK, place)


def sheet(rows, strings):
    """A sheet of rows by their numbers; None is a cell that has a format and nothing else."""
    last = max(rows, default=1) - 1
    width = max(map(len, rows.values()), default=1) - 1
    told = record(BEGIN_SHEET) + record(SIZE, struct.pack("<IIII", 0, last, 0, width))
    told += record(BEGIN_DATA)
    for number, row in rows.items():
        header = struct.pack("<IIHHBI", number - 1, 0, 300, 0, 0, 0)
        told += record(ROW, header)
        told += b"".join(cell(i, value, strings) for i, value in enumerate(row))
    return told + record(END_DATA) + record(END_SHEET)


def binary_workbook(sheets, strings=()):
    """A workbook of sheets; one whose name begins with ~ is hidden."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    links, bundle = [], b""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="bin" ContentType="{kind}"/></Types>',
        "_rels/.rels": relations(("rId1", f"{OFFICE}/officeDocument", "xl/workbook.bin")),
    }
    for n, (name, rows) in enumerate(sheets.items(), 1):
        state = struct.pack("<II", name.startswith("~"), n)
        bundle += record(SHEET, state + wide(f"rId{n}") + wide(name.removeprefix("~")))
        links.append((f"rId{n}", f"{OFFICE}/worksheet", f"worksheets/sheet{n}.bin"))
        numbered = rows if isinstance(rows, dict) else dict(enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{n}.bin"] = sheet(numbered, list(strings))
    book = record(BEGIN_BOOK) + record(PROPERTIES, bytes(12))
    book += record(BEGIN_SHEETS) + bundle + record(END_SHEETS)
    parts["xl/workbook.bin"] = book + record(CALCULATION, bytes(26)) + record(END_BOOK)
    links.append(("rId90", f"{OFFICE}/sharedStrings", "sharedStrings.bin"))
    shared = b"".join(record(STRING, b"\0" + wide(text)) for text in strings)
    count = struct.pack("<II", len(strings), len(strings))
    parts["xl/sharedStrings.bin"] = record(BEGIN_STRINGS, count) + shared + record(END_STRINGS)
    parts["xl/_rels/workbook.bin.rels"] = relations(*links)
    return packed(parts)
