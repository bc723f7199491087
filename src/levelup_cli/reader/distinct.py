"""Rows of cells -> per column, integers into its distinct texts, in batches."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from levelup_cli.reader.stream import INTEGER, write_message

BATCH = 50_000
MOST_COLUMNS = 16_384
MOST_CELLS = 400_000_000
EXACT_WHOLE = 10**15  # up to here a float holds every whole number that a person types
EMPTY = ("e", "")


class _Distinct:
    """The distinct cells of one column: by type, because 1, 1.0 and True are equal in Python."""

    def __init__(self) -> None:
        self.by_type: dict[type, dict[Any, int]] = {}
        self.by_text: dict[tuple[str, str], int] = {EMPTY: 0}
        self.fresh: list[tuple[str, str]] = [EMPTY]

    def code(self, cell: Any) -> int:
        known = self.by_type.setdefault(type(cell), {})
        code = known.get(cell)
        if code is None:
            entry = as_text(cell)
            if entry not in self.by_text:
                self.by_text[entry] = len(self.by_text)
                self.fresh.append(entry)
            known[cell] = code = self.by_text[entry]
        return code


def as_text(cell: Any) -> tuple[str, str]:
    """A cell as its kind and its text: numbers as short as they can be, days in ISO form."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, str):
        return "t", cell
    if isinstance(cell, bool):
        return "b", "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT_WHOLE
        return "n", str(int(cell)) if whole else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return "d", cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, date):
        return "d", cell.isoformat()
    if isinstance(cell, timedelta):
        return "n", repr(cell / timedelta(days=1))
    return "t", str(cell)


def send_rows(out: BinaryIO, sheet: int, rows: Iterable[Sequence[Any]]) -> int:
    """Send every row of a sheet, blank ones too, so that row numbers stay; gives how many.

    A column that begins late is blank above: its rows so far are filled with the empty cell.
    """
    columns: list[_Distinct] = []
    buffers: list[array[int]] = []
    sent = held = cells = 0
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise ValueError(f"a row has more than {MOST_COLUMNS:,} cells, which is all Excel has")
        cells += len(row)
        if cells > MOST_CELLS:
            raise ValueError(f"it has more than {MOST_CELLS:,} cells")
        while len(columns) < len(row):
            columns.append(_Distinct())
            buffers.append(array(INTEGER, bytes(4 * held)))
        for column, buffer, cell in zip(columns, buffers, row, strict=False):
            buffer.append(column.code(cell))
        for buffer in buffers[len(row) :]:
            buffer.append(0)
        held += 1
        if held == BATCH:
            _send_batch(out, sheet, held, columns, buffers)
            sent, held = sent + held, 0
            buffers = [array(INTEGER) for _ in columns]
    if held:
        _send_batch(out, sheet, held, columns, buffers)
    return sent + held


def _send_batch(
    out: BinaryIO,
    sheet: int,
    rows: int,
    columns: list[_Distinct],
    buffers: "list[array[int]]",
) -> None:
    header = {
        "batch": sheet,
        "rows": rows,
        "fresh": [
            ["".join(kind for kind, _ in column.fresh), [text for _, text in column.fresh]]
            for column in columns
        ],
    }
    codes = array(INTEGER)
    for buffer in buffers:
        codes.extend(buffer)
    for column in columns:
        column.fresh = []
    write_message(out, header, codes)
