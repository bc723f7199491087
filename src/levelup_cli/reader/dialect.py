"""How a text file is written: its encoding, and what parts its columns.

Both are settled by the whole file or by known headings, never by counts alone; what could be read
in two ways is refused.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from levelup_cli.reader.sending import Refused
from levelup_cli.words import simplify

LARGEST_CELL = 32_767  # characters, as in Excel
SAMPLE_ROWS = 60
SAMPLE_BYTES = 1 << 17
BLOCK = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
FALLBACK = "cp1252"  # what Excel writes on Windows in western Europe
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_SAY_WHICH = "Save it as CSV UTF-8, or name its encoding: --encoding mac_roman, for example."
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The encoding and the delimiter of a text file, and how many lines come before its first row.

    Excel hides a first line such as `sep=;`, so it is no row.
    """

    encoding: str
    delimiter: str
    skipped_lines: int = 0


def find_encoding(stream: BinaryIO, wanted: str | None) -> str:
    """The one encoding in which the whole file can be read.

    Raises:
        Refused: where there is none, or bytes of two encodings stand side by side.
    """
    start = stream.read(4)
    if wanted is not None and not _is_known(wanted):
        raise Refused(f"there is no encoding '{wanted}'", _SAY_WHICH)
    if wanted is None:
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
        wanted = marked or _unmarked_utf16(start)
    bad = _first_bad_byte(stream, wanted or "utf-8")
    if bad is None:
        return wanted or "utf-8"
    position, byte, row = bad
    place = f"byte {position + 1:,} is 0x{byte:02x}, in row {row}"
    if wanted is not None:
        raise Refused(f"it is not {wanted} text: {place}", _SAY_WHICH)
    other = _first_bad_byte(stream, FALLBACK)
    if other is not None:
        raise Refused(f"it is neither UTF-8 nor Windows-1252 text: {place}", _SAY_WHICH)
    stream.seek(0)
    if _UTF8_LETTER.search(stream.read()):
        raise Refused(f"it mixes UTF-8 with another encoding: {place}", _SAY_WHICH)
    return FALLBACK


def _is_known(encoding: str) -> bool:
    try:
        "".encode(encoding)  # which codecs that are none of texts refuse
    except (LookupError, ValueError):
        return False
    return True


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero beside each of the first letters."""
    match [byte == 0 for byte in start]:
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
        case _:
            return None


def _first_bad_byte(stream: BinaryIO, encoding: str) -> tuple[int, int, int] | None:
    """Position and value of the first byte that the encoding does not know, and its row."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    while True:
        block = stream.read(BLOCK)
        held = len(decoder.getstate()[0])  # the start of a letter that the last block cut
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            position = done - held + error.start
            return position, error.object[error.start], _row_at(stream, position, encoding)
        if not block:
            return None
        done += len(block)


def _row_at(stream: BinaryIO, position: int, encoding: str) -> int:
    stream.seek(0)
    before = io.StringIO(stream.read(position).decode(encoding), newline="")
    try:
        return max(1, sum(1 for _ in csv.reader(before)))
    except csv.Error:
        return 1


def find_dialect(stream: BinaryIO, encoding: str, suffix: str, headings: frozenset[str]) -> Dialect:
    """What parts the columns: what its `sep=` line says, else what brings out known headings.

    Where no heading is known, it is what parts the rows most evenly.
    """
    stream.seek(0)
    text = codecs.getincrementaldecoder(encoding)().decode(stream.read(SAMPLE_BYTES))
    declared = _SEPARATOR.fullmatch(_first_line(text))
    if declared:
        return Dialect(encoding, declared[1], skipped_lines=1)
    usual = "\t" if suffix == ".tsv" else ","
    order = sorted(DELIMITERS, key=lambda mark: mark != usual)
    return Dialect(encoding, max(order, key=lambda mark: _fitness(text, mark, headings)))


def _first_line(text: str) -> str:
    return next(iter(io.StringIO(text, newline="")), "")


def _fitness(text: str, delimiter: str, headings: frozenset[str]) -> tuple[int, int]:
    """How many known headings the best row shows, and how many rows agree on their cells."""
    known, widths = 0, Counter[int]()
    for row in _sample(text, delimiter):
        known = max(known, len({simplify(cell) for cell in row} & headings))
        widths[len(row)] += 1
    even = max((count for width, count in widths.items() if width > 1), default=0)
    return known, even


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _, row in zip(range(SAMPLE_ROWS), reader, strict=False):
            yield row
    except csv.Error:  # the sample may end inside a cell
        return
