"""Cells of an .xlsx or .xlsm workbook -> the workbook with these alone written anew.

The bytes of each `<c>` element are replaced where they stand, so that everything else in the
workbook, known to us or not, is what it was. The rules are those of ECMA-376 part 1, 18.3.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from levelup_cli.outcomes.tables import Value
from levelup_cli.reader.formats import DAY, NUMBER
from levelup_cli.reader.packages import Package, elements
from levelup_cli.reader.workbook import main_part, relations, worksheet_parts
from levelup_cli.reader.worksheet import RANGE, TRUE, position_of, whole
from levelup_cli.repairs.blocks import Area, within
from levelup_cli.repairs.edits import FORMULA, At, Edits, Made
from levelup_cli.repairs.markup import Piece, as_bytes, listen, open_tag, splice
from levelup_cli.repairs.parts import replace_parts
from levelup_cli.repairs.styles import Styles

IN_A_TABLE = "it heads a column of an Excel table, which knows it by this name: rename it there"
_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LEAST_DAYS = {False: 61, True: 1}  # before 1 March 1900, Excel's count is off by a day
_KEPT = {"r", "s"}
_ARRAYS = {"array", "dataTable"}
# What XML cannot hold, or what would be taken for it, is written as a code.
_ESCAPED = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell where it stands: its bytes, its element's name, and what of it stays."""

    first: int
    last: int
    name: str
    kept: dict[str, str]


@dataclass(slots=True)
class _Search:
    """The pass over a sheet that finds some cells, and all that hold a formula.

    Places are followed as in reading: rows and cells say theirs, or come after the one before.
    """

    wanted: frozenset[At]
    names: dict[str, str] = field(default_factory=dict)  # of elements, with the part's own prefix
    letters: dict[str, int] = field(default_factory=dict)
    cells: dict[At, _Cell] = field(default_factory=dict)
    formulas: set[At] = field(default_factory=set)
    arrays: list[Area] = field(default_factory=list)
    row: int = 0
    column: int = -1
    cell: tuple[dict[str, str], int] = ({}, 0)

    def start(self, name: str, attributes: dict[str, str], first: int) -> None:
        match self.names.get(name):
            case "c":
                place = attributes.get("r")
                self.column = self.column + 1 if place is None else self._column_of(place)
                if (self.row, self.column) in self.wanted:
                    self.cell = attributes, first
            case "row":
                number = attributes.get("r")
                self.row = self.row + 1 if number is None else whole(number)
                self.column = -1
            case "f":
                self.formulas.add((self.row, self.column))
                if attributes.get("t") in _ARRAYS and (area := area_of(attributes.get("ref", ""))):
                    self.arrays.append(area)
            case None if not self.names:
                prefix = name.removesuffix("worksheet")
                self.names = {f"{prefix}{known}": known for known in ("c", "row", "f")}
            case _:
                pass

    def end(self, name: str, last: int) -> None:
        at = self.row, self.column
        if self.names.get(name) == "c" and at in self.wanted:
            attributes, first = self.cell
            kept = {key: value for key, value in attributes.items() if key in _KEPT}
            self.cells[at] = _Cell(first, last, name, kept)

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self.letters:
            self.letters[letters] = position_of(letters)
        return self.letters[letters]

    def worked_out(self) -> set[At]:
        """The wanted cells that a formula fills, one of their own or that of an array."""
        return (self.formulas & self.wanted) | within(self.wanted, self.arrays)


def area_of(reference: str) -> Area | None:
    """`B2:C9` -> the cells that it names; one cell is an area too."""
    both = reference if ":" in reference else f"{reference}:{reference}"
    match = RANGE.fullmatch(both)
    if match is None:
        return None
    return Area(position_of(match[1]), int(match[2]), position_of(match[3]), int(match[4]))


def mend_workbook(content: bytes, edits: Edits) -> Made:
    """The workbook with cells written anew; those that a formula fills are left.

    Raises:
        ValueError: where a part cannot be read.
    """
    package = Package(io.BytesIO(content))
    main = main_part(package)
    styles_part = next((p for _, (kind, p) in relations(package, main) if kind == "styles"), "")
    styles = Styles(package.bytes_of(styles_part)) if styles_part in package else None
    writing = _Writing(styles, since_1904=_since_1904(package, main))
    parts: dict[str, bytes] = {}
    left: dict[tuple[str | None, At], str] = {}
    for sheet, part in worksheet_parts(package).items():
        if cells := edits.get(sheet):
            parts[part], found = _mend_sheet(package, part, cells, writing)
            left |= {(sheet, at): why for at, why in found.items()}
    if styles and (mended := styles.mended()):
        parts[styles_part] = mended
    return Made(replace_parts(io.BytesIO(content), parts), left)


def _since_1904(package: Package, main: str) -> bool:
    return any(
        name == "workbookPr" and attributes.get("date1904", "") in TRUE
        for name, attributes in elements(package, main)
    )


def _mend_sheet(
    package: Package, part: str, cells: Mapping[At, Value], writing: "_Writing"
) -> tuple[bytes, dict[At, str]]:
    content = package.bytes_of(part)
    search = _Search(frozenset(cells))
    listen(content, search)
    left = dict.fromkeys(search.worked_out(), FORMULA)
    left |= dict.fromkeys(within(cells, _table_heads(package, part)), IN_A_TABLE)
    pieces: list[Piece] = []
    for at, value in cells.items():
        if at not in left:
            cell = search.cells[at]
            pieces.append((cell.first, cell.last, as_bytes(writing.element(cell, value), content)))
    return splice(content, pieces), left


def _table_heads(package: Package, part: str) -> list[Area]:
    """The headings of the sheet's tables, which each table knows by their texts."""
    areas = [
        area_of(attributes.get("ref", ""))
        for _, (kind, table) in relations(package, part)
        if kind == "table" and table in package
        for name, attributes in elements(package, table)
        if name == "table" and attributes.get("headerRowCount", "1") != "0"
    ]
    return [area._replace(bottom=area.top) for area in areas if area]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How values stand in cells: which styles there are, and from when days are counted."""

    styles: Styles | None
    since_1904: bool

    def element(self, cell: _Cell, value: Value) -> str:
        """The element of a cell with another value; its place stays, and its style if it fits."""
        number = self._number(value)
        kind = DAY if isinstance(value, date) else NUMBER
        style = self._style(cell, kind) if number else None
        prefix = cell.name.removesuffix("c")
        kept = cell.kept
        if not number or (style is None and kind == DAY):
            tag = open_tag(cell.name, {**kept, "t": "inlineStr"})
            text = f'<{prefix}t xml:space="preserve">{_as_text(str(value))}</{prefix}t>'
            return f"{tag}<{prefix}is>{text}</{prefix}is></{cell.name}>"
        if style is not None and str(style) != kept.get("s", "0"):
            kept = {**kept, "s": str(style)}
        return f"{open_tag(cell.name, kept)}<{prefix}v>{number}</{prefix}v></{cell.name}>"

    def _style(self, cell: _Cell, kind: str) -> int | None:
        style = whole(cell.kept.get("s", "0"))
        return self.styles.fitting(style, kind) if self.styles else None

    def _number(self, value: Value) -> str:
        """A value as a cell's number; nothing for texts, and for days before the calendar begins.

        Those are written as texts, as 1899-12-31.
        """
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, str):
            return ""
        days = (value - _FIRST_DAYS[self.since_1904]).days
        return str(days) if days >= _LEAST_DAYS[self.since_1904] else ""


def _as_text(text: str) -> str:
    return escape(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text))
