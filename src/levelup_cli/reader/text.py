"""A text file -> its rows, read strictly: what could be read in more than one way is refused."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from levelup_cli.reader.dialect import LARGEST_CELL, Dialect, find_dialect, find_encoding
from levelup_cli.reader.distinct import send_rows
from levelup_cli.reader.sending import Sender, Wishes

END_OF_TEXT = "\x1a"  # with which some old systems end a file
_USUAL = {"utf-8", "utf-8-sig"}
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def send_text(sender: Sender, stream: BinaryIO, name: str, suffix: str, wishes: Wishes) -> None:
    """Send one text file as one sheet.

    Raises:
        ValueError: in words for the user, where the file cannot be read in exactly one way.
    """
    found = find_encoding(stream, wishes.encoding)
    dialect = find_dialect(stream, found, suffix, wishes.headings)
    if found not in _USUAL:
        sender.note("encoding", "not UTF-8", found)
    if dialect.delimiter != ("\t" if suffix == ".tsv" else ","):
        sender.note("delimiter", suffix, _NAMES.get(dialect.delimiter, "another mark"))
    send_rows(
        sender.out,
        sender.open_sheet(name, in_workbook=False),
        wishes.needed(_rows(stream, dialect)),
    )


def _rows(stream: BinaryIO, dialect: Dialect) -> Iterator[list[str]]:
    """The records of the file; a row may be shorter than the longest, as Excel writes them."""
    csv.field_size_limit(LARGEST_CELL)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, newline="")
    lines = _without_nul(text)
    for _ in range(dialect.skipped_lines):
        next(lines, None)
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    record = 0
    try:
        for row in reader:
            record += 1
            yield row
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
    finally:
        text.detach()


def _without_nul(lines: io.TextIOWrapper) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise ValueError(f"line {number} holds a NUL character, so it is no plain text file")
        if line.rstrip("\r\n") != END_OF_TEXT:
            yield line
