"""The one gate for every byte out: what leaves here is inert, whatever a spreadsheet held.

Control and direction characters become visible, cells cannot begin a formula, lines cannot begin a
command of a build server, and files appear whole or not at all.
"""

import csv
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from levelup_cli.errors import LevelUpError
from levelup_cli.machine import replace_file

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 full-width look-alikes
_PLAIN = str.maketrans(
    {"█": "#", "░": ".", "–": "-", "·": "-", "→": "->", "£": "GBP ", "✓": "+", "✗": "x", "…": "..."}  # noqa: RUF001
)
_LAST_SHORT = 0xFF
_SERVER_COMMAND = re.compile(r"##(?=[\w-]*\[)")  # as some build servers read anywhere in a line


def visible(text: str) -> str:
    """Text in which nothing is hidden: control, direction and surrogate characters spelt out."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(char if _shows(char) else _spelt(char) for char in text)
    return _SERVER_COMMAND.sub("# #", text)


def _shows(char: str) -> bool:
    return char == " " or unicodedata.category(char) not in {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }


def _spelt(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code <= _LAST_SHORT else f"\\u{{{code:x}}}"


def inert(value: Any) -> Any:
    """A document of dicts, lists, texts and numbers, with every text visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): inert(item) for key, item in value.items()}
    return [inert(item) for item in value] if isinstance(value, list | tuple) else value


def as_json(document: Any) -> str:
    """A document as JSON; the same document gives the same bytes."""
    return json.dumps(inert(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV. Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[_csv_cell(cell) for cell in row] for row in rows])
    return out.getvalue()


def _csv_cell(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    shown = visible(cell)
    return f"'{shown}" if cell.startswith(_FORMULA) or shown.startswith("::") else shown


def as_line(text: str) -> str:
    """One line for a screen or a log, which no build server takes for a command."""
    shown = visible(text)
    return shown.replace("::", ": :", 1) if shown.lstrip().startswith("::") else shown


def show(text: str, stream: TextIO | None = None) -> None:
    """Write text whose lines came through this gate, in plain characters where it must be."""
    stream = stream or sys.stdout
    if stream is None:  # closed by whoever started us
        return
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:  # whoever read our output has had enough
        silence_output()


def emit(text: str) -> None:
    """Write a result that a program will read: UTF-8 on standard output, whatever the console."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        show(text)
        return
    try:
        binary.write(text.encode("utf-8", "replace"))
        binary.flush()
    except BrokenPipeError:
        silence_output()


def silence_output() -> None:
    """Let nothing be written to standard output any more, so that leaving cannot fail."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def save(path: Path, text: str, *, with_mark: bool = False) -> None:
    """Write a file whole or not at all; `with_mark` puts the mark by which Excel knows UTF-8.

    Raises:
        LevelUpError: where the file cannot be written; an earlier one is then untouched.
    """
    try:
        replace_file(path, text.encode("utf-8-sig" if with_mark else "utf-8"))
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise LevelUpError(f"{path}: cannot be written ({reason})") from None
