"""Files -> raw sheets, through the one child process that touches untrusted bytes."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.files import SourceFile
from levelup_cli.machine import READER_SECONDS
from levelup_cli.outcomes.findings import Place
from levelup_cli.outcomes.tables import Codes
from levelup_cli.reader.sending import Wishes
from levelup_cli.reader.stream import read_messages
from levelup_cli.words import clean

_SAVE_AGAIN = "Open it in a spreadsheet program, save it as .xlsx or CSV UTF-8, and run this again."
STRANGER = "stranger"  # a file beside those of the return
Span = tuple[int, int]  # first and last, both included, 0 for the first row or column


@dataclass(slots=True)
class RawColumn:
    """A column by position: its codes in order, and its distinct texts with their kinds."""

    batches: list[Codes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def codes(self) -> Codes:
        """The codes of all batches in order."""
        if len(self.batches) > 1:
            self.batches = [np.concatenate(self.batches)]
        return self.batches[0] if self.batches else np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file itself that reading understood: from what to what."""

    kind: str
    file: str
    before: str
    after: str


@dataclass(slots=True)
class RawSheet:
    """A sheet as the reading child sends it: every row from the first, blank ones too.

    `merged` holds top, left, bottom and right of cells merged where headings may stand, `totals`
    the row, left and right of what the sheet itself declares to be totals.
    """

    file: str
    name: str
    in_workbook: bool
    visible: bool
    rows: int = 0
    columns: list[RawColumn] = field(default_factory=list)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    totals: list[tuple[int, int, int]] = field(default_factory=list)

    def hidden_positions(self) -> frozenset[int]:
        """The columns that are hidden, 0 for A."""
        return frozenset(p for first, last in self.hidden_columns for p in range(first, last + 1))

    def filled_positions(self) -> frozenset[int]:
        """The columns in which anything is to be seen."""
        return frozenset(
            p for p, column in enumerate(self.columns) if any(map(clean, column.texts))
        )

    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not self.filled_positions()

    def place(self) -> Place:
        """The sheet as a place; a CSV file has no sheet."""
        return Place(self.file, self.name if self.in_workbook else None)


def read_sheets(files: list[SourceFile], wishes: Wishes) -> tuple[list[RawSheet], list[Note]]:
    """Read every sheet of every file.

    Raises:
        UnreadableFile: where a file is refused, or kills or outstays the child that reads it.
    """
    request = {
        "files": [[str(source.path), source.name] for source in files],
        **asdict(wishes),
        "headings": sorted(wishes.headings),
        "keys": sorted(wishes.keys),
    }
    command = [sys.executable, "-P", "-m", "levelup_cli.reader"]
    try:
        child = subprocess.run(
            command,
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            check=False,
            timeout=READER_SECONDS,
        )
    except subprocess.TimeoutExpired:
        reason = f"reading it took longer than {READER_SECONDS} seconds"
        raise UnreadableFile(files[0].shown, reason, _SAVE_AGAIN) from None
    return _collect(memoryview(child.stdout), files)


def _collect(data: memoryview, files: list[SourceFile]) -> tuple[list[RawSheet], list[Note]]:
    sheets: list[RawSheet] = []
    notes: list[Note] = []
    shown = {str(source.path): source.shown for source in files}
    path, name, member = str(files[0].path), files[0].name, files[0].name
    finished = False
    try:
        for header, codes in read_messages(data):
            match header:
                case {"file": path, "name": name}:
                    member = name
                case {"member": inner}:
                    member = f"{name}/{inner}"
                case {"refused": path, "why": why, "help": help_}:
                    raise UnreadableFile(shown[path], why, help_ or _SAVE_AGAIN)
                case {"note": kind, "before": before, "after": after}:
                    notes.append(Note(kind, member, before, after))
                case {"sheet": _, "name": title, "visible": visible, "in_workbook": in_workbook}:
                    sheets.append(RawSheet(member, title, in_workbook, visible))
                case {"batch": number, "rows": rows, "fresh": fresh}:
                    _add_batch(sheets[number], rows, fresh, codes)
                case {"about": number}:
                    _describe(sheets[number], header)
                case {"done": True}:
                    finished = True
                case _:
                    break
    except (ValueError, IndexError, KeyError):
        finished = False
    if not finished:
        reason = "it brought the program that reads it down, so it may be damaged or far too large"
        raise UnreadableFile(shown[path], reason, _SAVE_AGAIN)
    return sheets, notes


def _describe(sheet: RawSheet, header: dict[str, Any]) -> None:
    sheet.hidden_rows = [(first, last) for first, last in header["hidden_rows"]]
    sheet.hidden_columns = [(first, last) for first, last in header["hidden_columns"]]
    sheet.merged = [(top, left, bottom, right) for top, left, bottom, right in header["merged"]]
    sheet.totals = [(row, left, right) for row, left, right in header["totals"]]


def _add_batch(
    sheet: RawSheet, rows: int, fresh: list[tuple[str, list[str]]], codes: memoryview
) -> None:
    block = np.frombuffer(codes, dtype="<i4").reshape(len(fresh), rows)
    for position, (kinds, texts) in enumerate(fresh):
        if position == len(sheet.columns):
            sheet.columns.append(RawColumn())
            if sheet.rows:
                sheet.columns[-1].batches.append(np.zeros(sheet.rows, np.int32))
        column = sheet.columns[position]
        column.texts += texts
        column.kinds += kinds
        column.batches.append(block[position].astype(np.int32))
    sheet.rows += rows
