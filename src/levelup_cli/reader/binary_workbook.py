"""An .xlsb workbook -> its sheets, by calamine, the one reader of them that is kept up.

It does not tell error cells from blank ones, nor percentages from numbers, so the parent is told.
"""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import python_calamine as calamine

from levelup_cli.reader.distinct import send_rows
from levelup_cli.reader.sending import Sender


def send_binary_workbook(sender: Sender, stream: BinaryIO) -> None:
    """Send every worksheet, the hidden ones marked.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
    except calamine.CalamineError:  # whose own words may hold what stands in a cell
        raise ValueError("it is not a readable .xlsb workbook") from None
    sender.note("plain_reader", ".xlsb", "values only")
    for metadata in book.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        visible = metadata.visible == calamine.SheetVisibleEnum.Visible
        number = sender.open_sheet(metadata.name, visible=visible)
        try:
            rows = _rows_with_blank_edges(book.get_sheet_by_name(metadata.name))
            send_rows(sender.out, number, rows)
        except calamine.CalamineError:
            raise ValueError(f"its sheet '{metadata.name}' is damaged") from None


def _rows_with_blank_edges(sheet: calamine.CalamineSheet) -> Iterator[Sequence[Any]]:
    """Rows from column A on, because calamine starts at the first column that is used.

    It gives every row from the first, blank ones too; a test holds it to that.
    """
    if sheet.start is None:
        return
    margin = [None] * sheet.start[1]
    for row in sheet.iter_rows():
        yield margin + row if margin else row
