"""An .xls workbook -> its sheets, by xlrd, which knows formats, errors and what is hidden."""

import io
from typing import Any, BinaryIO

import xlrd
from xlrd.biffh import XLRDError

from levelup_cli.reader.distinct import EMPTY, Entry, as_entry
from levelup_cli.reader.formats import DAY, NUMBER, entry_of_number, kind_of_format
from levelup_cli.reader.sending import Refused, Sender, SentSheet


def send_old_workbook(sender: Sender, stream: BinaryIO) -> None:
    """Send every worksheet, the hidden ones marked.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=stream.read(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),  # standard output carries the cells
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise Refused("it is protected by a password") from None
        raise ValueError("it is not a readable .xls workbook") from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 xlrd lets all kinds escape from a damaged file
        raise ValueError("it is a damaged .xls workbook") from None
    for name in book.sheet_names():
        _send_sheet(sender, book, name)


def _send_sheet(sender: Sender, book: Any, name: str) -> None:
    try:
        sheet = book.sheet_by_name(name)
        kinds = [_kind_of_style(book, style) for style in book.xf_list]
        with sender.sheet(name, visible=sheet.visibility == 0) as sent:
            for row in range(sheet.nrows):
                _put_row(sheet, row, kinds, sent, since_1904=book.datemode == 1)
            _note_layout(sheet, sent)
        book.unload_sheet(name)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 as above
        raise ValueError(f"its sheet '{name}' is damaged") from None


def _kind_of_style(book: Any, style: Any) -> str:
    code = book.format_map.get(style.format_key)
    return kind_of_format(style.format_key, code.format_str if code else None)


def _put_row(sheet: Any, row: int, kinds: list[str], sent: SentSheet, *, since_1904: bool) -> None:
    for position, cell in enumerate(sheet.row(row)):
        entry = _entry(cell, kinds, since_1904=since_1904)
        if entry != EMPTY:
            column = sent.grid.column(position)
            sent.grid.put(row, column, column.code_of(entry))


def _entry(cell: Any, kinds: list[str], *, since_1904: bool) -> Entry:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return as_entry(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            style = cell.xf_index or 0
            kind = kinds[style] if style < len(kinds) else NUMBER
            is_day = cell.ctype == xlrd.XL_CELL_DATE and kind == NUMBER
            return entry_of_number(repr(cell.value), DAY if is_day else kind, since_1904=since_1904)
        case xlrd.XL_CELL_BOOLEAN:
            return as_entry(bool(cell.value))
        case xlrd.XL_CELL_ERROR:
            return "x", xlrd.error_text_from_code.get(cell.value, "#ERROR")
        case _:
            return EMPTY


def _note_layout(sheet: Any, sent: SentSheet) -> None:
    for row in sorted(row for row, info in sheet.rowinfo_map.items() if info.hidden):
        sent.hide_row(row)
    for column in sorted(column for column, info in sheet.colinfo_map.items() if info.hidden):
        sent.hidden_columns.append((column, column))
    for top, bottom, left, right in sheet.merged_cells:
        sent.merge(top, left, bottom - 1, right - 1)
