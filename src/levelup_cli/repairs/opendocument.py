"""Cells of an .ods workbook -> the workbook with these alone written anew.

An element may stand for many cells or rows alike (OpenDocument 1.3 part 3, chapter 9); where only
some of them change, it is parted, and nothing else in `content.xml` is touched.
"""

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TypeVar
from xml.sax.saxutils import escape

from levelup_cli.outcomes.tables import Value
from levelup_cli.reader.distinct import MOST_COLUMNS, MOST_ROWS
from levelup_cli.reader.opendocument import times
from levelup_cli.reader.packages import Package
from levelup_cli.repairs.blocks import Area, within
from levelup_cli.repairs.edits import FORMULA, At, Edits, Made
from levelup_cli.repairs.markup import Piece, as_bytes, end_of_tag, listen, open_tag, splice
from levelup_cli.repairs.parts import replace_parts

CONTENT = "content.xml"
T = TypeVar("T")
_COLUMNS, _ROWS = "table:number-columns-repeated", "table:number-rows-repeated"
_WIDE, _HIGH = "table:number-matrix-columns-spanned", "table:number-matrix-rows-spanned"
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_GROUPS = {"table:table-row-group", "table:table-header-rows", "table:table-rows"}
_VALUES = ("value-type", "value", "date-value", "time-value", "boolean-value", "string-value")
_OF_THE_VALUE = {f"office:{name}" for name in (*_VALUES, "currency")} | {"calcext:value-type"}
_SPACES = re.compile("  +")
_PLAIN_STYLE = "Default"  # the style that every workbook has, and shows a number as it is


@dataclass(slots=True)
class _Element:
    """A row or a cell: its bytes, how many it stands for from which place on, what it holds.

    For a cell, `inner` are what stays of it: comments and drawings, but not its text.
    """

    name: str
    attributes: dict[str, str]
    first: int
    place: int
    times: int
    last: int = 0
    inner: list["_Element"] = field(default_factory=list)


@dataclass(slots=True)
class _Search:
    """The pass over the content that finds the rows of each sheet with their cells.

    `path` says of each element around us what it is to us; what it has no word for lies aside, as
    do the tables within a drawing.
    """

    rows: dict[str, list[_Element]] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)
    sheet: str = ""
    next_row: int = 1
    next_column: int = 0

    def start(self, name: str, attributes: dict[str, str], first: int) -> None:
        kind = _kind_of(name, self.path[-1] if self.path else "outside")
        self.path.append(kind)
        match kind:
            case "sheet":
                self.sheet, self.next_row = attributes.get("table:name", ""), 1
                self.rows.setdefault(self.sheet, [])
            case "row":
                number = times(attributes, _ROWS, MOST_ROWS)
                self.open.append(_Element(name, attributes, first, self.next_row, number))
                self.next_row += number
                self.next_column = 0
            case "cell":
                number = times(attributes, _COLUMNS, MOST_COLUMNS)
                self.open.append(_Element(name, attributes, first, self.next_column, number))
                self.next_column += number
            case "inner":
                self.open.append(_Element(name, attributes, first, 0, 1))
            case _:
                pass

    def end(self, _name: str, last: int) -> None:
        kind = self.path.pop()
        if kind in {"row", "cell", "inner"}:
            element = self.open.pop()
            element.last = last
            holder = self.rows[self.sheet] if kind == "row" else self.open[-1].inner
            holder.append(element)


def _kind_of(name: str, around: str) -> str:
    match around:
        case "outside" if name == "table:table":
            return "sheet"
        case "sheet" | "group" if name in _GROUPS:
            return "group"
        case "sheet" | "group" if name == "table:table-row":
            return "row"
        case "row" if name in _CELLS:
            return "cell"
        case "cell":
            return "inner"
        case "outside":
            return "outside"
        case _:
            return "aside"


def mend_opendocument(content: bytes, edits: Edits) -> Made:
    """The workbook with cells written anew; those that a formula fills are left.

    Raises:
        ValueError: where its content cannot be read.
    """
    text = Package(io.BytesIO(content)).bytes_of(CONTENT)
    search = _Search()
    listen(text, search)
    pieces: list[Piece] = []
    left: dict[tuple[str | None, At], str] = {}
    for sheet, rows in search.rows.items():
        if cells := edits.get(sheet):
            held = within(cells, [*_worked_out(rows)])
            left |= {(sheet, at): FORMULA for at in held}
            pieces += _mend_rows(rows, {at: cells[at] for at in cells if at not in held}, text)
    mended = splice(text, pieces)
    return Made(replace_parts(io.BytesIO(content), {CONTENT: mended}), left)


def _worked_out(rows: list[_Element]) -> Iterator[Area]:
    """The areas that a formula fills, its own cells or those of its matrix."""
    for row in rows:
        for cell in row.inner:
            if "table:formula" in cell.attributes:
                wide = max(cell.times, times(cell.attributes, _WIDE, MOST_COLUMNS))
                high = max(row.times, times(cell.attributes, _HIGH, MOST_ROWS))
                right, bottom = cell.place + wide - 1, row.place + high - 1
                yield Area(cell.place, row.place, right, bottom)


def _mend_rows(rows: list[_Element], cells: Mapping[At, Value], text: bytes) -> Iterator[Piece]:
    """The elements of the rows that change; the others are passed over, whatever they stand for."""
    by_row: dict[int, dict[int, Value]] = {}
    for (row, column), value in cells.items():
        by_row.setdefault(row, {})[column] = value
    numbers = sorted(by_row)
    for element in rows:
        first, beyond = element.place, element.place + element.times
        if bisect_left(numbers, first) < bisect_left(numbers, beyond):
            changes = [by_row.get(number, {}) for number in range(first, beyond)]
            yield element.first, element.last, _mend_row(element, changes, text)


def _mend_row(row: _Element, changes: Sequence[Mapping[int, Value]], text: bytes) -> bytes:
    """The rows that an element stands for, those that change parted from those that do not."""
    out: list[bytes] = []
    for change, number in _runs(changes):
        pieces = [(c.first, c.last, new) for c in row.inner if (new := _mend_cell(c, change, text))]
        attributes = _repeated(row.attributes, _ROWS, number)
        tag = as_bytes(open_tag(row.name, attributes), text)
        end = end_of_tag(text, row.first)
        inside = [(first - end, last - end, new) for first, last, new in pieces]
        out.append(tag + splice(text[end : row.last], inside))
    return b"".join(out)


def _mend_cell(cell: _Element, change: Mapping[int, Value], text: bytes) -> bytes | None:
    """The cells that an element stands for, those that change parted from those that do not."""
    places = range(cell.place, cell.place + cell.times)
    if not any(column in places for column in change):
        return None
    values = [change.get(column) for column in places]
    return b"".join(
        _cell_as_it_was(cell, number, text)
        if value is None
        else _cell_of_value(cell, number, value, text)
        for value, number in _runs(values)
    )


def _runs(items: Iterable[T]) -> Iterator[tuple[T, int]]:
    """Items that follow each other and are alike, with their number."""
    for item, alike in groupby(items):
        yield item, sum(1 for _ in alike)


def _repeated(attributes: dict[str, str], name: str, number: int) -> dict[str, str]:
    kept = {key: value for key, value in attributes.items() if key != name}
    return kept | ({name: str(number)} if number > 1 else {})


def _cell_as_it_was(cell: _Element, number: int, text: bytes) -> bytes:
    end = end_of_tag(text, cell.first)
    attributes = _repeated(cell.attributes, _COLUMNS, number)
    tag = open_tag(cell.name, attributes, closed=end == cell.last)
    return as_bytes(tag, text) + text[end : cell.last]


def _cell_of_value(cell: _Element, number: int, value: Value, text: bytes) -> bytes:
    """Cells with another value; their comments and drawings stay, and their style if it fits."""
    kept = {k: v for k, v in cell.attributes.items() if k not in _OF_THE_VALUE}
    if cell.attributes.get("office:value-type") == "percentage":
        kept["table:style-name"] = _PLAIN_STYLE
    told, shown = _as_value(value)
    attributes = _repeated(kept, _COLUMNS, number) | told
    inner = b"".join(text[c.first : c.last] for c in cell.inner if c.name != "text:p")
    paragraphs = "".join(f"<text:p>{_as_text(line)}</text:p>" for line in shown.split("\n"))
    opened, closed = open_tag(cell.name, attributes), f"</{cell.name}>"
    return as_bytes(opened, text) + inner + as_bytes(paragraphs + closed, text)


def _as_value(value: Value) -> tuple[dict[str, str], str]:
    """The attributes of a value, and the text that is shown of it."""
    match value:
        case Decimal():
            number = format(value, "f")
            return {"office:value-type": "float", "office:value": number}, number
        case date():
            day = value.isoformat()
            return {"office:value-type": "date", "office:date-value": day}, day
        case _:
            return {"office:value-type": "string"}, value


def _as_text(text: str) -> str:
    """A line of text; spaces that follow each other, and tabs, have elements of their own."""
    spaced = _SPACES.sub(lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', escape(text))
    return spaced.replace("\t", "<text:tab/>")
