"""Sheets as they were read, from any kind of file -> a workbook with each cell at its own place."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Protocol

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from levelup_cli.errors import LevelUpError
from levelup_cli.gate import visible
from levelup_cli.outcomes.findings import Place
from levelup_cli.outcomes.tables import Codes
from levelup_cli.reader.distinct import EXACT_WHOLE
from levelup_cli.repairs.titles import as_title, free_title

MADE = datetime(2020, 1, 1)  # noqa: DTZ001 a fixed day, so that the same copy is the same file
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LAST_CELL = "XFD1048576"
_FIRST_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 before it, spreadsheet programs differ by a day
_UNSEEN = "\n"  # the one control character that cells show


class ReadColumn(Protocol):
    """A column as reading hands it over, distinct texts first."""

    @property
    def texts(self) -> Sequence[str]:
        """The distinct texts; the first is blank."""

    @property
    def kinds(self) -> Sequence[str]:
        """What each text was in the file, as `outcomes.tables.Column` tells."""

    def codes(self) -> Codes:
        """For each row, which of the texts it holds."""


class ReadSheet(Protocol):
    """A sheet as reading hands it over, every row from the first."""

    @property
    def name(self) -> str:
        """Its title, or the name of a text file without its ending."""

    @property
    def visible(self) -> bool:
        """Whether it is shown."""

    @property
    def columns(self) -> Sequence[ReadColumn]:
        """Its columns, from A."""

    def place(self) -> Place:
        """Its file, and its title if it has one."""


def as_workbook(
    sheets: Iterable[ReadSheet],
) -> tuple[bytes, dict[tuple[str, str | None], str]]:
    """The workbook, and the name of its tab for each file and sheet.

    Raises:
        LevelUpError: where a sheet holds more than fits into a workbook.
    """
    data = BytesIO()
    tabs: dict[tuple[str, str | None], str] = {}
    with Workbook(data, _OPTIONS) as book:
        book.set_properties({"created": MADE})
        looks = {
            "p": book.add_format({"num_format": "0.##%"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        for sheet in sheets:
            place = sheet.place()
            title = free_title(as_title(sheet.name), tabs.values())
            tabs[place.file, place.sheet] = title
            _write_sheet(book.add_worksheet(title), sheet, looks)
    return data.getvalue(), tabs


def _write_sheet(page: Any, sheet: ReadSheet, looks: dict[str, Any]) -> None:
    # Texts that look like numbers stay texts, and no green corner need be seen beside the marks.
    page.ignore_errors({"number_stored_as_text": f"A1:{_LAST_CELL}"})
    if not sheet.visible:
        page.hide()
    for position, column in enumerate(sheet.columns):
        entries = list(zip(column.kinds, column.texts, strict=True))
        for row, code in enumerate(column.codes().tolist()):
            if code and _put(page, (row, position), entries[code], looks):
                place = f"{page.get_name()}!{xl_rowcol_to_cell(row, position)}"
                raise LevelUpError(
                    f"{place}: this cell does not fit into a workbook, of at most 1,048,576 rows"
                    " and 32,767 characters in a cell, so no marked copy can be made."
                )


class _Exact(float):
    """A number that XlsxWriter, which rounds to 16 digits, writes with all that it has."""

    def __format__(self, _form: str) -> str:
        return repr(float(self))


def _stays(text: str) -> bool:
    """Whether a number is read again as it was: no float holds all that a Parquet file may.

    Long whole ones, such as identifiers, would come back in another form.
    """
    number = float(text)
    is_short = abs(number) < EXACT_WHOLE or "e" in text
    return is_short and Decimal(repr(number)) == Decimal(text)


def _put(page: Any, at: tuple[int, int], entry: tuple[str, str], looks: dict[str, Any]) -> bool:
    """One cell by its kind, a text never as a formula; true where it does not fit."""
    failed: int | None = 0
    kind, text = entry
    if kind == "b":
        failed = page.write_boolean(*at, text == "TRUE")
    elif kind == "p" or (kind == "n" and _stays(text)):
        failed = page.write_number(*at, _Exact(text), looks.get(kind))
    elif kind == "d" and (moment := datetime.fromisoformat(text)) >= _FIRST_DAY:
        look = looks["moment" if " " in text else "day"]
        failed = page.write_datetime(*at, moment, look)
    elif text:
        shown = _UNSEEN.join(map(visible, text.split(_UNSEEN)))
        failed = page.write_string(*at, shown)
    return bool(failed)
