"""What the readers are told, and what they send: sheets one by one, with what is hidden in them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from levelup_cli.reader.distinct import Grid
from levelup_cli.reader.stream import write_message

HEADING_ROWS = 60  # merged cells matter above the data only
MOST_MERGED = 1_000


class Refused(ValueError):
    """A file that cannot be read: why, and the way out where it is a special one."""

    def __init__(self, why: str, help_: str = "") -> None:
        super().__init__(why)
        self.help = help_


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the parent knows of the files, and which rows of a text file it needs.

    Of a file of places it may need the `first` rows only, or besides those the ones whose cell at
    `key_column`, written without spaces, is among `keys`.
    """

    headings: frozenset[str] = frozenset()
    encoding: str | None = None
    password: str | None = None
    first: int | None = None
    key_column: int | None = None
    keys: frozenset[str] = frozenset()

    def needed(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """Those of the rows of a text file that are needed."""
        for number, row in enumerate(rows):
            if self.first is None or number < self.first:
                yield row
            elif self.key_column is None:
                return
            elif self.key_column < len(row):
                key = "".join(row[self.key_column].upper().split())
                if key in self.keys:
                    yield row


@dataclass(slots=True)
class SentSheet:
    """A sheet while it is read; positions are 0 for the first row and column, ends included."""

    name: str
    grid: Grid = field(default_factory=Grid)
    hidden_rows: list[list[int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    totals: list[tuple[int, int, int]] = field(default_factory=list)

    def hide_row(self, row: int, times: int = 1) -> None:
        """Note that rows are hidden, by hand or by a filter."""
        if self.hidden_rows and self.hidden_rows[-1][1] == row - 1:
            self.hidden_rows[-1][1] = row + times - 1
        else:
            self.hidden_rows.append([row, row + times - 1])

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note that cells are merged, where headings may stand."""
        if top < HEADING_ROWS and len(self.merged) < MOST_MERGED:
            self.merged.append((top, left, bottom, right))


class Sender:
    """Writes the sheets of one request to the parent, numbered as they come."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.sheets = 0

    def open_sheet(self, name: str, *, visible: bool = True, in_workbook: bool = True) -> int:
        """Begin a sheet; gives its number. A text or Parquet file is one that has no name."""
        header = {"name": name, "visible": visible, "in_workbook": in_workbook}
        write_message(self.out, {"sheet": self.sheets, **header})
        self.sheets += 1
        return self.sheets - 1

    @contextmanager
    def sheet(self, name: str, *, visible: bool = True) -> Iterator[SentSheet]:
        """A sheet whose cells may come in any order; it is sent when it is whole."""
        number = self.open_sheet(name, visible=visible)
        sent = SentSheet(name)
        yield sent
        sent.grid.send(self.out, number)
        about: dict[str, Any] = {
            "hidden_rows": sent.hidden_rows,
            "hidden_columns": sent.hidden_columns,
            "merged": sent.merged,
            "totals": sent.totals,
        }
        write_message(self.out, {"about": number, **about})

    def member(self, name: str) -> None:
        """The sheets that follow are those of a file in the zip file."""
        write_message(self.out, {"member": name})

    def note(self, kind: str, before: str, after: str) -> None:
        """Something about the file itself that was understood or repaired."""
        write_message(self.out, {"note": kind, "before": before, "after": after})
