"""Cells -> per column, integers into its distinct texts, sent in batches.

An entry is a kind and a text: t text, n number, p number shown as a percentage, d date, b truth
value, x error such as #DIV/0!, f formula that was never calculated, e empty.
"""

import math
from array import array
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

from levelup_cli.reader.stream import INTEGER, write_message

BATCH = 50_000
MOST_ROWS = 1_048_576  # of a sheet, as in Excel; text and Parquet have no such end
MOST_COLUMNS = 16_384
MOST_CELLS = 100_000_000  # 400 MB of codes, which the parent holds whole
EXACT_WHOLE = 10**15  # up to here a float holds every whole number that a person types
Entry = tuple[str, str]
EMPTY: Entry = ("e", "")


class Distinct:
    """One column: its distinct entries, and one code per row so far."""

    def __init__(self, rows: int = 0) -> None:
        self.codes = array(INTEGER, bytes(4 * rows))
        self.known: dict[Hashable, int] = {}
        self.fresh: list[Entry] = [EMPTY]
        self._by_entry: dict[Entry, int] = {EMPTY: 0}

    def code(self, cell: Any) -> int:
        """The code of a cell as Python has it: by type, because 1, 1.0 and True are equal."""
        key = (type(cell), cell)
        code = self.known.get(key)
        return self.learn(key, as_entry(cell)) if code is None else code

    def code_of(self, entry: Entry) -> int:
        """The code of an entry that a reader made itself."""
        code = self.known.get(entry)
        return self.learn(entry, entry) if code is None else code

    def learn(self, key: Hashable, entry: Entry) -> int:
        """The code of an entry, remembered under a key that is quicker to come by."""
        code = self._by_entry.get(entry)
        if code is None:
            code = self._by_entry[entry] = len(self._by_entry)
            self.fresh.append(entry)
        self.known[key] = code
        return code

    def take_fresh(self) -> list[Any]:
        """The entries that were not sent yet: their kinds as one text, and their texts."""
        fresh, self.fresh = self.fresh, []
        return ["".join(kind for kind, _ in fresh), [text for _, text in fresh]]


def as_entry(cell: Any) -> Entry:
    """A cell as its kind and its text: numbers as short as they can be, days in ISO form."""
    match cell:
        case None | "":
            return EMPTY
        case str():
            return "t", cell
        case bool():
            return "b", "TRUE" if cell else "FALSE"
        case int() | Decimal():
            return "n", str(cell)
        case float():
            if math.isnan(cell):
                return EMPTY
            whole = cell.is_integer() and abs(cell) < EXACT_WHOLE
            return "n", str(int(cell)) if whole else repr(cell)
        case datetime():
            midnight = cell.time() == time()
            return "d", cell.date().isoformat() if midnight else cell.isoformat(" ")
        case date():
            return "d", cell.isoformat()
        case timedelta():
            return "n", repr(cell / timedelta(days=1))
        case _:
            return "t", str(cell)


class Grid:
    """A sheet whose cells may come in any order; the empty ones are never put."""

    def __init__(self) -> None:
        self.columns: list[Distinct] = []
        self.rows = 0

    def column(self, position: int) -> Distinct:
        """A column by its position, 0 for A.

        Raises:
            ValueError: beyond the last column that a sheet can have.
        """
        if position >= MOST_COLUMNS:
            raise ValueError(f"a row has more than {MOST_COLUMNS:,} cells, which is all Excel has")
        while len(self.columns) <= position:
            self.columns.append(Distinct())
        return self.columns[position]

    def put(self, row: int, column: Distinct, code: int, times: int = 1) -> None:
        """Put a cell's code at a row, 0 for the first, and at the rows that repeat it.

        Raises:
            ValueError: beyond the last row that a sheet can have.
        """
        codes = column.codes
        if row == len(codes):
            codes.append(code)
        else:
            self._check_row(row)
            if row > len(codes):
                codes.frombytes(bytes(4 * (row + 1 - len(codes))))
            codes[row] = code
        if row >= self.rows:
            self._check_row(row)
            self.rows = row + 1
        for later in range(row + 1, row + times):
            self.put(later, column, code)

    def _check_row(self, row: int) -> None:
        if row >= MOST_ROWS:
            raise ValueError(f"a sheet has more than {MOST_ROWS:,} rows, which is all Excel has")

    def send(self, out: BinaryIO, sheet: int) -> None:
        """Send the sheet as one batch, from its first row and column to its last.

        Raises:
            ValueError: where the square that holds all cells is too large.
        """
        if self.rows * len(self.columns) > MOST_CELLS:
            raise ValueError(f"its cells stretch over more than {MOST_CELLS:,} places")
        for column in self.columns:
            column.codes.frombytes(bytes(4 * (self.rows - len(column.codes))))
        if self.rows:
            _send_batch(out, sheet, self.rows, self.columns)


def send_rows(out: BinaryIO, sheet: int, rows: Iterable[Sequence[Any]]) -> int:
    """Send every row of a sheet, blank ones too, so that row numbers stay; gives how many.

    A column that begins late is blank above: its rows so far are filled with the empty cell.
    """
    columns: list[Distinct] = []
    sent = held = cells = 0
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise ValueError(f"a row has more than {MOST_COLUMNS:,} cells, which is all Excel has")
        while len(columns) < len(row):
            columns.append(Distinct(held))
        cells += len(columns)
        if cells > MOST_CELLS:
            raise ValueError(f"it has more than {MOST_CELLS:,} cells")
        for column, cell in zip(columns, row, strict=False):
            column.codes.append(column.code(cell))
        for column in columns[len(row) :]:
            column.codes.append(0)
        held += 1
        if held == BATCH:
            _send_batch(out, sheet, held, columns)
            sent, held = sent + held, 0
    if held:
        _send_batch(out, sheet, held, columns)
    return sent + held


def send_columns(out: BinaryIO, sheet: int, columns: Sequence[Distinct]) -> None:
    """Send one batch of columns that are equally long, and empty them."""
    if columns and columns[0].codes:
        _send_batch(out, sheet, len(columns[0].codes), columns)


def _send_batch(out: BinaryIO, sheet: int, rows: int, columns: Sequence[Distinct]) -> None:
    header = {"batch": sheet, "rows": rows, "fresh": [column.take_fresh() for column in columns]}
    codes = array(INTEGER)
    for column in columns:
        codes.extend(column.codes)
        column.codes = array(INTEGER)
    write_message(out, header, codes)
