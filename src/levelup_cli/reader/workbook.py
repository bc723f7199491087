"""A workbook -> its sheets' rows, by calamine."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import python_calamine as calamine

from levelup_cli.reader.distinct import send_rows
from levelup_cli.reader.stream import write_message


def send_workbook(out: BinaryIO, path: str, first: int) -> int:
    """Send every worksheet, the hidden ones marked; gives the number of the next sheet.

    Raises:
        ValueError: in words for the user, where the workbook cannot be read.
    """
    try:
        book = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        raise ValueError("it is protected by a password") from None
    except calamine.CalamineError as error:
        raise ValueError(f"it is not a readable workbook ({error})") from None
    number = first
    for metadata in book.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        visible = metadata.visible == calamine.SheetVisibleEnum.Visible
        write_message(out, {"sheet": number, "name": metadata.name, "visible": visible})
        try:
            rows = _rows_with_blank_edges(book.get_sheet_by_name(metadata.name))
            send_rows(out, number, rows)
        except calamine.CalamineError:  # whose own words may hold what stands in a cell
            raise ValueError(f"its sheet '{metadata.name}' is damaged") from None
        number += 1
    return number


def _rows_with_blank_edges(sheet: calamine.CalamineSheet) -> Iterator[Sequence[Any]]:
    """Rows from column A on, because calamine starts at the first column that is used.

    It gives every row from the first, blank ones too; a test holds it to that.
    """
    if sheet.start is None:
        return
    margin = [None] * sheet.start[1]
    for row in sheet.iter_rows():
        yield margin + row if margin else row
