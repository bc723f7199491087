"""An .ods workbook -> its sheets, with errors, percentages, hidden rows and merged cells.

The rules are those of OpenDocument 1.3 part 3, chapter 9: a cell or a row may stand for many alike.
"""

from dataclasses import dataclass, field
from typing import BinaryIO

from levelup_cli.reader.distinct import EMPTY, MOST_COLUMNS, MOST_ROWS, Entry
from levelup_cli.reader.formats import NUMBER, PERCENT, entry_of_number
from levelup_cli.reader.packages import Package, elements, parse
from levelup_cli.reader.sending import Refused, Sender, SentSheet

_NUMBERS = {"float": NUMBER, "currency": NUMBER, "percentage": PERCENT}
_HIDDEN = {"collapse", "filter"}
_SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
MOST_SPACES = 1_000
LONGEST_TIMES = 9  # digits of a number of repetitions
MOST_REPEATED_CELLS = 5_000_000  # that stand for more cells than any hand has filled


def send_opendocument(sender: Sender, stream: BinaryIO) -> None:
    """Send every sheet, the hidden ones marked.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    package = Package(stream)
    if "META-INF/manifest.xml" in package:
        names = {name for name, _ in elements(package, "META-INF/manifest.xml")}
        if "encryption-data" in names:
            raise Refused("it is protected by a password", "Save it without one, and run again.")
    reading = _Reading(sender)
    parse(package, "content.xml", reading.start, reading.end, reading.text)


@dataclass(slots=True)
class _Reading:
    sender: Sender
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    sheet: SentSheet | None = None
    visible: bool = True
    row: int = 0
    row_times: int = 1
    column: int = 0
    next_column: int = 0  # of the declarations that say which columns are hidden
    cell: dict[str, str] = field(default_factory=dict)
    in_cell: bool = False
    lines: list[str] = field(default_factory=list)
    asides: int = 0  # how deep we are in comments and drawings, whose text is not the cell's
    repeated: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "style:style":
                self.style = attributes.get("style:name", "")
            case "style:table-properties" if attributes.get("table:display") == "false":
                self.hidden_styles.add(self.style)
            case "table:table" if self.sheet is None:
                self.sheet = SentSheet(attributes.get("table:name", ""))
                self.visible = attributes.get("table:style-name") not in self.hidden_styles
                self.row = self.next_column = 0
            case "office:annotation" | "table:table":
                self.asides += 1
            case _ if name.startswith("draw:"):
                self.asides += 1
            case _ if self.sheet is None or self.asides:
                pass
            case "table:table-column":
                self._column(self.sheet, attributes)
            case "table:table-row":
                self.row_times = times(attributes, "table:number-rows-repeated", MOST_ROWS)
                self.column = 0
                if attributes.get("table:visibility") in _HIDDEN:
                    self.sheet.hide_row(self.row, self.row_times)
            case "table:table-cell" | "table:covered-table-cell":
                self.cell, self.lines, self.in_cell = attributes, [], True
            case "text:p" if self.in_cell:
                self.lines.append("")
            case "text:s" | "text:tab" | "text:line-break" if self.lines:
                self.lines[-1] += _SPACES[name] * times(attributes, "text:c", MOST_SPACES)
            case _:
                pass

    def end(self, name: str) -> None:
        match name:
            case _ if name == "office:annotation" or name.startswith("draw:"):
                self.asides -= 1
            case "table:table" if self.asides:
                self.asides -= 1
            case _ if self.sheet is None or self.asides:
                pass
            case "table:table":
                self._send(self.sheet)
            case "table:table-row":
                self.row += self.row_times
            case "table:table-cell" | "table:covered-table-cell":
                self._put(self.sheet)
                self.in_cell = False
            case _:
                pass

    def text(self, data: str) -> None:
        if self.in_cell and self.lines and not self.asides:
            self.lines[-1] += data

    def _column(self, sheet: SentSheet, attributes: dict[str, str]) -> None:
        first = self.next_column
        self.next_column += times(attributes, "table:number-columns-repeated", MOST_COLUMNS)
        if attributes.get("table:visibility") in _HIDDEN:
            sheet.hidden_columns.append((first, self.next_column - 1))

    def _put(self, sheet: SentSheet) -> None:
        repeated = times(self.cell, "table:number-columns-repeated", MOST_COLUMNS)
        entry = self._entry()
        if entry != EMPTY:
            self.repeated += repeated * self.row_times
            if self.repeated > MOST_REPEATED_CELLS and repeated * self.row_times > 1:
                raise ValueError("it repeats a few cells over far more places than a sheet has")
            for position in range(self.column, self.column + repeated):
                column = sheet.grid.column(position)
                sheet.grid.put(self.row, column, column.code_of(entry), self.row_times)
        wide = times(self.cell, "table:number-columns-spanned", MOST_COLUMNS)
        high = times(self.cell, "table:number-rows-spanned", MOST_ROWS)
        if wide * high > 1:
            sheet.merge(self.row, self.column, self.row + high - 1, self.column + wide - 1)
        self.column += repeated

    def _entry(self) -> Entry:
        text = "\n".join(self.lines)
        kind = self.cell.get("office:value-type", "")
        if self.cell.get("calcext:value-type") == "error":
            return "x", text or "#ERROR"
        if kind in _NUMBERS:
            return entry_of_number(
                self.cell.get("office:value", ""), _NUMBERS[kind], since_1904=False
            )
        if kind == "date":
            return "d", self.cell.get("office:date-value", "").replace("T", " ")
        if kind == "boolean":
            return "b", "TRUE" if self.cell.get("office:boolean-value") == "true" else "FALSE"
        if text or kind == "string":
            text = text or self.cell.get("office:string-value", "")
            return ("t", text) if text else EMPTY
        return ("f", "") if self.cell.get("table:formula") else EMPTY

    def _send(self, sheet: SentSheet) -> None:
        with self.sender.sheet(sheet.name, visible=self.visible) as sent:
            sent.grid, sent.merged = sheet.grid, sheet.merged
            sent.hidden_rows, sent.hidden_columns = sheet.hidden_rows, sheet.hidden_columns
        self.sheet = None


def times(attributes: dict[str, str], name: str, most: int) -> int:
    """How often something is repeated; once where it does not say, and never more than `most`."""
    text = attributes.get(name, "1")
    return (
        min(int(text), most)
        if text.isascii() and text.isdecimal() and len(text) <= LONGEST_TIMES
        else 1
    )
