"""One worksheet part -> the cells of a sheet, and what is hidden or merged in it.

The rules are those of ECMA-376 part 1, 18.3: rows and cells say their place or follow on.
"""

import re
from dataclasses import dataclass, field

from levelup_cli.reader.distinct import EMPTY, MOST_COLUMNS, Distinct, Entry
from levelup_cli.reader.formats import NUMBER, entry_of_number
from levelup_cli.reader.packages import Package, parse
from levelup_cli.reader.sending import SentSheet

_COLUMN = re.compile(r"[A-Z]{1,3}")
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_INDEX = 9
TRUE = {"1", "true"}
_TRUTH = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of a workbook share: texts, the kind of number of each style, the epoch."""

    strings: list[str]
    formats: list[str]
    since_1904: bool


def read_worksheet(package: Package, part: str, shared: Shared, sent: SentSheet) -> None:
    """Read one sheet.

    Raises:
        ValueError: in words for the user, where a cell cannot be read in exactly one way.
    """
    reading = _Reading(shared, sent)
    parse(package, part, reading.start, reading.end, reading.parts.append)


@dataclass(slots=True)
class _Reading:
    """The pass over one sheet; `cell_name` is the name of its cells, with their prefix if any.

    Cells come first in both handlers, and text goes straight into a list: a large sheet is mostly
    cells, and each has but one text.
    """

    shared: Shared
    sent: SentSheet
    cell_name: str = ""
    others: dict[str, str] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    row: int = -1
    row_text: str = ""
    column: int = -1
    place: str | None = None
    type: str = "n"
    style: str = "0"
    formula: bool = False
    guides: int = 0
    runs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.cell_name:
            self.place = place = attributes.get("r")
            self.column = self.column + 1 if place is None else self._column_of(place)
            self.type = attributes.get("t", "n")
            self.style = attributes.get("s", "0")
            self.formula = False
            self.parts.clear()
            return
        match self.others.get(name):
            case "row":
                self._open_row(attributes)
            case "t" | "v":
                self.parts.clear()
            case "f":
                self.formula = True
            case "rPh":
                self.guides += 1
            case "col" if attributes.get("hidden") in TRUE:
                first, last = (whole(attributes.get(end)) for end in ("min", "max"))
                self.sent.hidden_columns.append((first - 1, min(last, MOST_COLUMNS) - 1))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case None if not self.cell_name:
                self._learn_names(name.removesuffix("worksheet"))
            case _:
                pass

    def end(self, name: str) -> None:
        if name == self.cell_name:
            if self.parts or self.formula:
                self._put()
            return
        match self.others.get(name):
            case "t" if self.type == "inlineStr" and not self.guides:
                self.runs += self.parts
            case "is":
                self.parts[:], self.runs = self.runs, []
            case "f":
                self.parts.clear()
            case "rPh":
                self.guides -= 1
            case _:
                pass

    def _learn_names(self, prefix: str) -> None:
        self.cell_name = f"{prefix}c"
        names = ("row", "v", "t", "f", "is", "rPh", "col", "mergeCell")
        self.others = {f"{prefix}{name}": name for name in names}

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self.row = self.row + 1 if number is None else whole(number) - 1
        self.row_text = str(self.row + 1)
        self.column = -1
        if attributes.get("hidden") in TRUE:
            self.sent.hide_row(self.row)

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if place[len(letters) :] != self.row_text:
            raise ValueError(f"the cell {place[:20]} stands in row {self.row + 1}")
        position = self.letters.get(letters)
        if position is None:
            position = self.letters[letters] = position_of(letters)
        return position

    def _put(self) -> None:
        raw = "".join(self.parts)
        grid = self.sent.grid
        position = self.column
        column = grid.columns[position] if position < len(grid.columns) else grid.column(position)
        key = (self.type, self.style, raw)
        code = column.known.get(key)
        if code is None:
            code = self._learn(column, key, raw)
        if self.row < len(column.codes) and column.codes[self.row]:
            raise ValueError(f"the cell {self.sent.name}!{self.place} stands twice")
        if code:
            grid.put(self.row, column, code)

    def _learn(self, column: Distinct, key: tuple[str, str, str], raw: str) -> int:
        try:
            entry = self._entry(raw)
        except (ValueError, IndexError, KeyError):
            place = self.place or f"a cell of row {self.row + 1}"
            raise ValueError(f"{self.sent.name}!{place} does not hold what it says") from None
        return column.learn(key if raw else entry, entry)

    def _entry(self, raw: str) -> Entry:
        match self.type:
            case "s":
                text = self.shared.strings[whole(raw.strip())]
                return ("t", text) if text else EMPTY
            case "inlineStr" | "str":
                return ("t", unescape(raw)) if raw else EMPTY
            case "e":
                return "x", raw
            case _ if not raw.strip():
                return ("f", "") if self.formula else EMPTY
            case "b":
                return "b", _TRUTH[raw.strip()]
            case "d":
                return "d", raw.removesuffix("T00:00:00").replace("T", " ")
            case "n":
                style, formats = whole(self.style), self.shared.formats
                kind = formats[style] if style < len(formats) else NUMBER
                return entry_of_number(raw, kind, since_1904=self.shared.since_1904)
            case _:
                raise ValueError(self.type)

    def _merge(self, reference: str) -> None:
        match = RANGE.fullmatch(reference)
        if match:
            first, last = int(match[2]) - 1, int(match[4]) - 1
            self.sent.merge(first, position_of(match[1]), last, position_of(match[3]))


def unescape(text: str) -> str:
    """Text whose control characters are written `_x000D_`, as they should be."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def whole(text: str | None) -> int:
    """A whole number as parts of a workbook write places and indexes.

    Raises:
        ValueError: where it is none; its words do not repeat the text.
    """
    if text is None or len(text) > LONGEST_INDEX or not (text.isascii() and text.isdecimal()):
        raise ValueError("a number that says where something stands is none")
    return int(text)


def position_of(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26.

    Raises:
        ValueError: where these letters name no column that a sheet can have.
    """
    position = 0
    for letter in letters:
        position = 26 * position + ord(letter) - ord("A") + 1
    if not _COLUMN.fullmatch(letters) or position > MOST_COLUMNS:
        raise ValueError(f"a cell stands in the column '{letters[:20]}', which no sheet has")
    return position - 1
