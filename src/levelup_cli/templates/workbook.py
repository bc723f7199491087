"""A template -> the bytes of a workbook: guidance, a sheet per table, and what drop-downs list.

No cell is a formula, whatever an earlier return held; the same template gives the same bytes.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from levelup_cli.definitions.catalogue import MONEY, Catalogue
from levelup_cli.definitions.tables import Column, DateColumn, NumberColumn
from levelup_cli.errors import LevelUpError
from levelup_cli.gate import visible
from levelup_cli.templates.forms import Percent, Sheet, Template, Value
from levelup_cli.templates.guidance import guidance
from levelup_cli.templates.validations import Ranges, fits_inline, validation

GUIDANCE, CODES = "_guidance", "_codes"
STAMP = "levelup_template"
VALIDATED_ROWS = 5_000
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 a fixed day, so that the same template is the same file
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_STAMP = 255
_NARROWEST, _WIDEST = 12, 36
LINE, TITLE = 15.0, 24.0  # points
WIDER = 1.1  # words do not fill a line to its end
_GUIDANCE_WIDTHS = (18, 38, 28, 52, 52, 20)


def as_workbook(template: Template, catalogue: Catalogue) -> bytes:
    """The workbook, made in memory.

    Raises:
        LevelUpError: where an earlier return holds more than fits into a workbook.
    """
    data = BytesIO()
    with Workbook(data, _OPTIONS) as book:
        styles = _Styles(book)
        _stamp(book, template.version)
        _write_guidance(book.add_worksheet(GUIDANCE), template, catalogue, styles)
        made = [(book.add_worksheet(sheet.name), sheet) for sheet in template.sheets]
        ranges = _write_codes(book, template, styles)
        for page, sheet in made:
            _write_sheet(page, sheet, ranges, styles)
    return data.getvalue()


class _Styles:
    """The looks of cells, each made once per workbook."""

    def __init__(self, book: Any) -> None:
        head = {"bold": True, "border": 1, "valign": "top"}
        self.required = book.add_format({**head, "bottom": 5, "bg_color": "#FFE699"})
        self.optional = book.add_format({**head, "bg_color": "#EDEDED"})
        self.title = book.add_format({"bold": True, "font_size": 14, "top": 1})
        self.body = book.add_format({"text_wrap": True, "valign": "top"})
        self.note = book.add_format({"valign": "top"})
        self.plain = book.add_format()
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.money = book.add_format({"num_format": "#,##0.00"})
        self.whole = book.add_format({"num_format": "0"})
        self.share = book.add_format({"num_format": "0.##%"})

    def of(self, column: Column) -> Any:
        """The look of a column's cells; text keeps its leading zeros."""
        match column:
            case NumberColumn(unit=unit) if unit == MONEY:
                return self.money
            case NumberColumn(whole=True):
                return self.whole
            case NumberColumn():
                return self.plain
            case DateColumn():
                return self.day
            case _:
                return self.text


def _stamp(book: Any, version: str) -> None:
    """The version of the definitions, where people and programs find it."""
    version = visible(version)[:_LONGEST_STAMP]
    book.set_properties({"title": "Return to be filled in for levelup", "created": MADE})
    book.set_custom_property(STAMP, version, "text")
    quoted = version.replace('"', "'")
    book.define_name(STAMP, f'="{quoted}"')


def _write_guidance(page: Any, template: Template, catalogue: Catalogue, styles: _Styles) -> None:
    looks = {"title": styles.title, "head": styles.optional, "body": styles.body}
    for position, width in enumerate(_GUIDANCE_WIDTHS):
        page.set_column(position, position, width)
    for row, (style, cells) in enumerate(guidance(template, catalogue)):
        page.set_row(row, _height(style, cells))
        for position, cell in enumerate(cells):
            _put(page, row, position, cell, looks.get(style, styles.note))
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _height(style: str, cells: Sequence[str]) -> float:
    """The height of a row, in points: not every program finds by itself that texts wrap."""
    if style != "body":
        return TITLE if style == "title" else LINE
    widths = zip(cells, _GUIDANCE_WIDTHS, strict=False)
    return LINE * max(1, *(ceil(len(cell) * WIDER / width) for cell, width in widths))


def _write_codes(book: Any, template: Template, styles: _Styles) -> Ranges:
    """The lists of drop-downs that are too long for a cell, one per column of their own sheet."""
    lists: dict[tuple[str, ...], str] = {}
    for sheet in template.sheets:
        for name, offered in sheet.offers.items():
            if offered and not fits_inline(offered):
                lists.setdefault(offered, name)
    if not lists:
        return {}
    page = book.add_worksheet(CODES)
    ranges: dict[tuple[str, ...], str] = {}
    for position, (offered, name) in enumerate(lists.items()):
        page.set_column(position, position, _WIDEST, styles.text)
        _put(page, 0, position, name, styles.optional)
        for row, spelling in enumerate(offered, 1):
            _put(page, row, position, spelling, styles.text)
        cells = xl_range_abs(1, position, len(offered), position)
        ranges[offered] = f"={CODES}!{cells}"
    return ranges


def _write_sheet(page: Any, sheet: Sheet, ranges: Ranges, styles: _Styles) -> None:
    last = max(VALIDATED_ROWS, len(sheet.rows))
    looks = [styles.of(sheet.table.columns[name]) for name in sheet.columns]
    for position, name in enumerate(sheet.columns):
        required = sheet.table.columns[name].required
        width = min(max(len(name) + 2, _NARROWEST), _WIDEST)
        page.set_column(position, position, width, looks[position])
        _put(page, 0, position, name, styles.required if required else styles.optional)
        page.data_validation(1, position, last, position, validation(sheet, name, ranges))
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for row, cells in enumerate(sheet.rows, 1):
        for position, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            if cell is not None:
                _put(page, row, position, cell, _look(cell, look, styles))


def _look(value: Value, look: Any, styles: _Styles) -> Any:
    """The look of one cell: as its column's, but days and percentages stay what they are."""
    match value:
        case Percent():
            return styles.share
        case datetime():
            return styles.moment
        case date():
            return styles.day
        case float() if look in {styles.text, styles.day}:
            return styles.plain
        case _:
            return look


def _put(page: Any, row: int, position: int, value: Value, look: Any) -> None:
    """One cell by the type of its value: text is never a formula, a link or a number."""
    match value:
        case bool():
            failed = page.write_boolean(row, position, value, look)
        case float():
            failed = page.write_number(row, position, value, look)
        case date():
            failed = page.write_datetime(row, position, value, look)
        case str():
            shown = "\n".join(map(visible, value.split("\n")))
            failed = page.write_string(row, position, shown, look)
        case _:
            return
    if failed:
        place = f"{page.get_name()}!{xl_rowcol_to_cell(row, position)}"
        raise LevelUpError(
            f"{place}: this cell does not fit into a workbook, of at most 1,048,576 rows and 32,767"
            " characters in a cell.\nName a folder with --out instead, for CSV files."
        )
