"""Notes on cells: the texts in one part, the yellow boxes that show them in another.

A sheet's own notes stay as they are, and a cell that has one gets no other.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping

from levelup_cli.gate import visible
from levelup_cli.outcomes.findings import column_letters
from levelup_cli.reader.worksheet import RANGE, position_of
from levelup_cli.repairs.book import DECLARATION, Book
from levelup_cli.repairs.colours import WORKSHEET_ORDER
from levelup_cli.repairs.splicing import XmlPart, element, text_element

AUTHOR = "levelup"
Cell = tuple[int, int]  # row as a spreadsheet counts it, column from 0
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE_ID = re.compile(rb"_x0000_s([0-9]{1,7})\b")
_FIRST_TAGS = re.compile(r"<v:shape(type)?(?= )")
_FIRST_SHAPE = 1024
_BOX_COLUMNS, _LETTERS_IN_A_LINE, _MOST_LINES = 4, 44, 40
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def add_notes(book: Book, part: str, sheet: XmlPart, notes: Mapping[Cell, str]) -> int:
    """Put notes on cells of a sheet; gives how many cells kept a note of their owner's instead.

    Raises:
        ValueError: in words for the user, where the sheet's own notes cannot be read.
    """
    name = book.related(part, "comments")
    own = _cells_with_notes(book.xml(name)) if name else set()
    seen = _where_seen(sheet, notes)
    new = {cell: text for cell, text in sorted(seen.items()) if cell not in own}
    if not new:
        return len(seen)
    drawing = _drawing_of(book, part, sheet)
    content = _with_boxes(book.read(drawing) if drawing else _new_drawing(), new)
    if name is None:
        name = book.add("xl/comments{}.xml", _new_comments(sheet.namespace), _COMMENTS_TYPE)
        book.relate(part, "comments", name)
    book.write(name, _with_texts(book.xml(name), new))
    if drawing:
        book.write(drawing, content)
    else:
        drawing = book.add("xl/drawings/vmlDrawing{}.vml", content, _DRAWING_TYPE)
        relation = book.relate(part, "vmlDrawing", drawing)
        link = f'<legacyDrawing xmlns:r="{book.office}" r:id="{relation}"/>'
        sheet.insert(WORKSHEET_ORDER, "legacyDrawing", link)
    return len(seen) - len(new)


def _where_seen(sheet: XmlPart, notes: Mapping[Cell, str]) -> dict[Cell, str]:
    """The notes at cells that are seen: those of merged cells stand at the first of these."""
    cells = sorted(notes)
    seen: dict[Cell, Cell] = {}
    for merged in sheet.children("mergeCells"):
        match = RANGE.fullmatch(merged.attributes.get("ref", ""))
        if match:
            left, right = position_of(match[1]), position_of(match[3])
            top, bottom = int(match[2]), int(match[4])
            covered = cells[bisect_left(cells, (top, 0)) : bisect_left(cells, (bottom + 1, 0))]
            seen |= {cell: (top, left) for cell in covered if left <= cell[1] <= right}
    texts: dict[Cell, list[str]] = {}
    for cell in cells:
        texts.setdefault(seen.get(cell, cell), []).append(notes[cell])
    return {cell: "\n\n".join(dict.fromkeys(told)) for cell, told in texts.items()}


def _cells_with_notes(comments: XmlPart) -> set[Cell]:
    found = (_CELL.fullmatch(c.attributes.get("ref", "")) for c in comments.children("commentList"))
    return {(int(match[2]), position_of(match[1])) for match in found if match}


def _drawing_of(book: Book, part: str, sheet: XmlPart) -> str | None:
    """The part that holds the boxes of a sheet's notes, and its old buttons, if there is one."""
    link = sheet.child("legacyDrawing")
    if link is None:
        return None
    _, drawing = dict(book.relations(part)).get(link.bare("id"), ("", ""))
    if drawing not in book:
        raise ValueError("the boxes of its notes are missing")
    return drawing


def _new_comments(namespace: str) -> bytes:
    inner = "<authors/><commentList/>"
    return f'{DECLARATION}<comments xmlns="{namespace}">{inner}</comments>'.encode()


def _with_texts(comments: XmlPart, notes: Mapping[Cell, str]) -> bytes:
    authors, texts = comments.child("authors"), comments.child("commentList")
    if authors is None or texts is None:
        raise ValueError("its notes are damaged")
    number = len(comments.children("authors"))
    comments.append(authors, element("author", AUTHOR))
    comments.append(texts, "".join(_comment(cell, text, number) for cell, text in notes.items()))
    return comments.as_bytes()


def _comment(cell: Cell, text: str, author: int) -> str:
    row, column = cell
    shown = "\n".join(map(visible, text.split("\n")))
    place = f"{column_letters(column)}{row}"
    return element("comment", element("text", text_element(shown)), ref=place, authorId=author)


def _new_drawing() -> bytes:
    spaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return f"<xml{spaces}>{layout}</xml>".encode()


def _with_boxes(drawing: bytes, notes: Mapping[Cell, str]) -> bytes:
    """A drawing with a hidden box for each note, before its end.

    Its end is searched for, because old drawings need not be well-formed XML.
    """
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise ValueError("the boxes of its notes are written in a way that is not understood")
    lacking = "".join(
        f' xmlns:{prefix}="{name}"'
        for prefix, name in _NAMESPACES.items()
        if f"xmlns:{prefix}=".encode() not in drawing
    )
    kind = "" if b'id="_x0000_t202"' in drawing else _SHAPE_TYPE
    taken = max((int(found) for found in _SHAPE_ID.findall(drawing)), default=_FIRST_SHAPE)
    boxes = (_box(cell, text, taken + n) for n, (cell, text) in enumerate(notes.items(), 1))
    new = _FIRST_TAGS.sub(rf"\g<0>{lacking}", "".join([kind, *boxes]))
    return drawing[:end] + new.encode() + drawing[end:]


def _box(cell: Cell, text: str, number: int) -> str:
    """The box of a note, right of its cell and as high as its text needs."""
    row, column = cell
    lines = sum(1 + len(line) // _LETTERS_IN_A_LINE for line in text.split("\n"))
    lines = min(lines, _MOST_LINES)
    left = min(column + 1, _LAST_COLUMN - _BOX_COLUMNS)
    top = min(max(row - 2, 0), _LAST_ROW - lines)
    anchor = f"{left}, 15, {top}, 10, {left + _BOX_COLUMNS}, 15, {top + lines}, 10"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202"'
        ' style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
