"""Files -> raw sheets, through the one child process that touches untrusted bytes."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.files import SourceFile
from levelup_cli.machine import READER_SECONDS
from levelup_cli.outcomes.findings import Place
from levelup_cli.outcomes.tables import Codes
from levelup_cli.reader.stream import read_messages

_SAVE_AGAIN = "Open it in a spreadsheet program, save it as .xlsx or CSV UTF-8, and run this again."


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


@dataclass(slots=True)
class RawSheet:
    """A sheet as the reading child sends it: every row from the first, blank ones too."""

    file: str
    name: str
    in_workbook: bool
    visible: bool
    rows: int = 0
    columns: list[RawColumn] = field(default_factory=list)

    def place(self) -> Place:
        """The sheet as a place; a CSV file has no sheet."""
        return Place(self.file, self.name if self.in_workbook else None)


def read_sheets(files: list[SourceFile]) -> list[RawSheet]:
    """Read every sheet of every file.

    Raises:
        UnreadableFile: where a file is refused, or kills or outstays the child that reads it.
    """
    request = {"files": [[str(source.path), source.path.stem, source.kind] for source in files]}
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
        raise UnreadableFile(str(files[0].path), reason, _SAVE_AGAIN) from None
    return _collect(memoryview(child.stdout), files)


def _collect(data: memoryview, files: list[SourceFile]) -> list[RawSheet]:
    kinds = {str(source.path): source.kind for source in files}
    sheets: list[RawSheet] = []
    path, finished = str(files[0].path), False
    try:
        for header, codes in read_messages(data):
            if "file" in header:
                path = header["file"]
            elif "refused" in header:
                raise UnreadableFile(path, header["why"], _SAVE_AGAIN)
            elif "sheet" in header:
                in_workbook = kinds[path] == "workbook"
                name = Path(path).name
                sheets.append(RawSheet(name, header["name"], in_workbook, header["visible"]))
            elif "batch" in header:
                _add_batch(sheets[header["batch"]], header["rows"], header["fresh"], codes)
            else:
                finished = True
    except (ValueError, IndexError, KeyError):
        finished = False
    if not finished:
        reason = "it brought the program that reads it down, so it may be damaged or far too large"
        raise UnreadableFile(path, reason, _SAVE_AGAIN)
    return sheets


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
