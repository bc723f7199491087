"""Cells of a text file -> the file with these alone written anew, the rest byte for byte.

Records are parted as in reading (`reader.text`); only their fields that change are written.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from levelup_cli.outcomes.tables import Value
from levelup_cli.reader.dialect import LARGEST_CELL, find_dialect, find_encoding
from levelup_cli.reader.sending import Refused, Wishes
from levelup_cli.reader.text import END_OF_TEXT
from levelup_cli.repairs.edits import At, Made

LIKE_A_FORMULA = "without what stands before it, a spreadsheet program would take it for a formula"
_FORMULA = ("=", "+", "-", "@")
_MARKS = {  # encodings that begin with a mark, and what follows it is written in
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


def mend_text(content: bytes, cells: Mapping[At, Value], suffix: str, wishes: Wishes) -> Made:
    """The text file with fields written anew; a text that would begin a formula is left.

    Raises:
        Refused: where what was read would not come out as the same bytes.
    """
    stream = io.BytesIO(content)
    dialect = find_dialect(stream, find_encoding(stream, wishes.encoding), suffix, wishes.headings)
    stream.seek(0)
    mark, encoding = _without_mark(stream.read(len(codecs.BOM_UTF32_LE)), dialect.encoding)
    text = content[len(mark) :].decode(encoding)
    if text.encode(encoding) != content[len(mark) :]:
        raise Refused(f"not all of its {encoding} text can be written as it stands there")
    left: dict[tuple[str | None, At], str] = {
        (None, at): LIKE_A_FORMULA for at, value in cells.items() if _begins_formula(value)
    }
    by_row: dict[int, dict[int, Value]] = {}
    for (row, column), value in cells.items():
        if (None, (row, column)) not in left:
            by_row.setdefault(row, {})[column] = value
    mended = (
        _mend_record(raw, by_row[row], dialect.delimiter) if row in by_row else raw
        for row, raw in _records(text, dialect.delimiter, dialect.skipped_lines)
    )
    return Made(mark + "".join(mended).encode(encoding), left)


def _without_mark(start: bytes, encoding: str) -> tuple[bytes, str]:
    """The mark at the start of a file, and the encoding of what follows it."""
    for mark, following in _MARKS.get(encoding, ()):
        if start.startswith(mark):
            return mark, following
    return b"", encoding


def _begins_formula(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(_FORMULA)


def _records(text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, str]]:
    """Each record by its number, as it is written; what belongs to none has the number 0."""
    csv.field_size_limit(LARGEST_CELL)
    taken: list[str] = []
    lines = io.StringIO(text, newline="")
    for _ in range(skipped):
        yield 0, next(lines, "")

    def told() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            if line.rstrip("\r\n") != END_OF_TEXT:
                yield line

    for number, _ in enumerate(csv.reader(told(), delimiter=delimiter, strict=True), 1):
        yield number, "".join(taken)
        taken.clear()
    yield 0, "".join(taken)


def _mend_record(raw: str, values: Mapping[int, Value], delimiter: str) -> str:
    """A record with some of its fields written anew, quoted where they were."""
    field = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(delimiter)}\r\n]*')
    out: list[str] = []
    at = 0
    for column in range(max(values) + 1):
        match = field.match(raw, at)
        if match is None:  # a field without letters matches too
            raise AssertionError(column)
        old = match[0]
        out.append(_as_field(values[column], old, delimiter) if column in values else old)
        at = match.end()
        if raw.startswith(delimiter, at) and column < max(values):
            out.append(delimiter)
            at += len(delimiter)
    return "".join(out) + raw[at:]


def _as_field(value: Value, old: str, delimiter: str) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if old.startswith('"') or set(text) & {delimiter, '"', "\r", "\n"}:
        return '"' + text.replace('"', '""') + '"'
    return text
