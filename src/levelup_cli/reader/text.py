"""A CSV file -> its rows, read strictly: what could be read in more than one way is refused."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from levelup_cli.reader.distinct import send_rows
from levelup_cli.reader.stream import write_message

LARGEST_CELL = 32_767  # characters, as in Excel


def send_text(out: BinaryIO, path: str, name: str, first: int) -> int:
    """Send one CSV file as one sheet; gives the number of the next sheet.

    Raises:
        ValueError: in words for the user, where the file cannot be read in exactly one way.
    """
    write_message(out, {"sheet": first, "name": name, "visible": True})
    send_rows(out, first, _rows(path))
    return first + 1


def _rows(path: str) -> Iterator[list[str]]:
    """The records of the file; a row may be shorter than the longest, as Excel writes them."""
    csv.field_size_limit(LARGEST_CELL)
    with Path(path).open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        reader = csv.reader(_without_nul(text), strict=True)
        record = 0
        try:
            for row in reader:
                record += 1
                yield row
        except UnicodeDecodeError:
            raise ValueError(f"it is not UTF-8 text: {_first_bad_byte(path)}") from None
        except csv.Error as error:
            if "field limit" in str(error):
                raise ValueError(
                    f"a cell in the row after {record} has more than {LARGEST_CELL:,} characters,"
                    " or a quotation mark is never closed"
                ) from None
            raise ValueError(
                f"its quotation marks do not match in the row after {record}, at line"
                f" {reader.line_num} ({error})"
            ) from None


def _without_nul(lines: io.TextIOWrapper) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise ValueError(f"line {number} holds a NUL character, so it is no plain text file")
        yield line


def _first_bad_byte(path: str) -> str:
    """Where the file stops being UTF-8; the stream's own error counts from its last block."""
    data = Path(path).read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = io.StringIO(data[: error.start].decode("utf-8"), newline="")
        row = max(1, sum(1 for _ in csv.reader(before)))
        return f"byte {error.start + 1:,} is 0x{data[error.start]:02x}, in row {row}"
    raise AssertionError("a file that was not UTF-8 is")
