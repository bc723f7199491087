"""An .xlsx or .xlsm workbook -> its sheets, with the things that other readers lose.

Our own pass over the XML, because no library at hand tells errors, formulas never calculated,
percentages, hidden rows and merged headings together with the values (`docs/decisions/0006`).
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from levelup_cli.reader.formats import NUMBER, kind_of_format
from levelup_cli.reader.packages import Package, elements, parse
from levelup_cli.reader.sending import Sender
from levelup_cli.reader.worksheet import RANGE, TRUE, Shared, position_of, read_worksheet, unescape


def send_workbook(sender: Sender, stream: BinaryIO) -> None:
    """Send every worksheet, the hidden ones marked.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    package = Package(stream)
    main = main_part(package)
    parts = dict(relations(package, main))
    sheets, since_1904 = _sheets(package, main)
    shared = Shared(
        strings=_shared_strings(package, _of_type(parts, "sharedStrings")),
        formats=_formats(package, _of_type(parts, "styles")),
        since_1904=since_1904,
    )
    for sheet in sheets:
        kind, part = parts.get(sheet.relation, ("", ""))
        if kind != "worksheet":
            continue  # a chart, a dialog or a macro sheet
        with sender.sheet(sheet.name, visible=sheet.visible) as sent:
            read_worksheet(package, part, shared, sent)
            sent.totals = _totals_rows(package, part)


def worksheet_parts(package: Package) -> dict[str, str]:
    """The name of each worksheet -> the part that it stands in.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    main = main_part(package)
    parts = dict(relations(package, main))
    found = [
        (sheet.name, *parts.get(sheet.relation, ("", ""))) for sheet in _sheets(package, main)[0]
    ]
    return {name: part for name, kind, part in found if kind == "worksheet"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    relation: str
    visible: bool


@dataclass(slots=True)
class _Strings:
    """The shared strings while they are read: text runs count, phonetic guides do not."""

    texts: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    inside: bool = False
    guides: int = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "si":
                self.runs = []
            case "t":
                self.inside = not self.guides
            case "rPh":
                self.guides += 1
            case _:
                pass

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "si":
                self.texts.append(unescape("".join(self.runs)))
            case "t":
                self.inside = False
            case "rPh":
                self.guides -= 1
            case _:
                pass

    def text(self, data: str) -> None:
        if self.inside:
            self.runs.append(data)


def main_part(package: Package) -> str:
    """The part that names the sheets.

    Raises:
        ValueError: where the package is no workbook.
    """
    for _, (kind, part) in relations(package, ""):
        if kind == "officeDocument":
            return part
    raise ValueError("it is no workbook: it does not say where its sheets are")


def relations(package: Package, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The id of each relation of a part -> what it is, and the name of the part it leads to."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return
    for element, attributes in elements(package, relations):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            yield attributes.get("Id", ""), (kind, target.lstrip("/"))


def _of_type(parts: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in parts.values() if found == kind), None)


def _sheets(package: Package, main: str) -> tuple[list[_Sheet], bool]:
    """The sheets in the order of their tabs, and whether days are counted from 1904."""
    sheets: list[_Sheet] = []
    since_1904 = False
    for element, attributes in elements(package, main):
        if element == "workbookPr":
            since_1904 = attributes.get("date1904", "") in TRUE
        elif element == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            sheets.append(_Sheet(attributes.get("name", ""), attributes.get("id", ""), visible))
    names = [sheet.name.casefold() for sheet in sheets]
    if len(set(names)) < len(names):
        raise ValueError("it has two sheets of the same name")
    return sheets, since_1904


def _shared_strings(package: Package, part: str | None) -> list[str]:
    strings = _Strings()
    if part is not None:
        parse(package, part, strings.start, strings.end, strings.text)
    return strings.texts


def _formats(package: Package, part: str | None) -> list[str]:
    """What each cell style makes of a number."""
    if part is None or part not in package:
        return []
    own: dict[str, str] = {}
    kinds: list[str] = []
    inside = False
    for element, attributes in elements(package, part):
        if element == "numFmt" and not inside:
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element in {"cellXfs", "cellStyles", "dxfs"}:
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            known = number.isdecimal() and number.isascii()
            kinds.append(kind_of_format(int(number), own.get(number)) if known else NUMBER)
    return kinds


def _totals_rows(package: Package, part: str) -> list[tuple[int, int, int]]:
    """What the tables of a sheet declare to be totals: row, left and right, 0 for the first."""
    totals: list[tuple[int, int, int]] = []
    for kind, table in dict(relations(package, part)).values():
        if kind == "table" and table in package:
            for element, attributes in elements(package, table):
                place = RANGE.fullmatch(attributes.get("ref", ""))
                if element == "table" and attributes.get("totalsRowCount", "0") == "1" and place:
                    row = int(place[4]) - 1
                    totals.append((row, position_of(place[1]), position_of(place[3])))
    return totals
