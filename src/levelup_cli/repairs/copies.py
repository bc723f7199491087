"""A return, whatever it is made of -> a copy with some cells written anew.

A workbook or text file is mended as a whole; of a folder or zip file, the files in it are.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from levelup_cli.outcomes.fixes import Fix
from levelup_cli.outcomes.tables import Value
from levelup_cli.reader.opening import KINDS, find_kind, is_hidden, is_readable
from levelup_cli.reader.packages import Package
from levelup_cli.reader.sending import Refused, Wishes
from levelup_cli.reader.worksheet import position_of
from levelup_cli.repairs.edits import At, Edits, Made
from levelup_cli.repairs.opendocument import mend_opendocument
from levelup_cli.repairs.parts import replace_parts
from levelup_cli.repairs.text import mend_text
from levelup_cli.repairs.worksheet import mend_workbook

Copy = Mapping[str, bytes]  # the files of a folder by name, or a single one under no name
_SAVE_AS_XLSX = "Save it as .xlsx first, and mend that file."
_NOT_WRITTEN = {
    "old workbook": f"an .xls workbook cannot be written. {_SAVE_AS_XLSX}",
    "binary workbook": f"an .xlsb workbook cannot be written. {_SAVE_AS_XLSX}",
    "parquet": "a Parquet file cannot be written. Mend what it was made from.",
    "protected": "a workbook with a password cannot be written. Save it without one first.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A return as it lies on the disk: its path, the name that its file goes by, how it is read."""

    path: Path
    name: str
    wishes: Wishes

    def endings(self) -> tuple[str, ...]:
        """The endings that a copy's name may have: its own, unless that is of another kind."""
        if self.path.is_dir():
            return ()
        with self.path.open("rb") as stream:
            kind = find_kind(stream)
        own = PurePosixPath(self.name).suffix.lower()
        fitting = tuple(ending for ending, meant in KINDS.items() if meant == kind)
        return fitting if fitting and own not in fitting else (own,)


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy, and the cells that were left: file, sheet and place, and why."""

    files: Copy
    left: Mapping[tuple[str, str | None, At], str]


def copy_of(source: Source, fixes: Iterable[Fix]) -> Copied:
    """The return with these fixes made, as far as no formula and no table forbids.

    Raises:
        Refused: where files of this kind cannot be written.
        OSError: as the system gives it.
    """
    edits: dict[str, dict[str | None, dict[At, Value]]] = {}
    for fix in fixes:
        cells = edits.setdefault(fix.place.file, {}).setdefault(fix.place.sheet, {})
        column = position_of(fix.place.column or "")
        for first, last in fix.place.rows:
            cells |= {(row, column): fix.after for row in range(first, last + 1)}
    names = {source.path: (source.name, "")}
    if source.path.is_dir():
        entries = sorted(e for e in source.path.iterdir() if e.is_file() and not is_hidden(e.name))
        names = {entry: (entry.name, entry.name) for entry in entries}
    files: dict[str, bytes] = {}
    left: dict[tuple[str, str | None, At], str] = {}
    for path, (read_as, name) in names.items():
        files[name], found = _mended(path.read_bytes(), read_as, edits, source.wishes)
        left |= found
    return Copied(files, left)


_AllEdits = Mapping[str, Edits]
_Found = tuple[bytes, dict[tuple[str, str | None, At], str]]


def _mended(content: bytes, name: str, edits: _AllEdits, wishes: Wishes) -> _Found:
    """A file with its edits made; the same bytes where it has none."""
    if not any(file == name or file.startswith(f"{name}/") for file in edits):
        return content, {}
    kind = find_kind(io.BytesIO(content))
    if kind == "zip":
        return _mended_members(content, name, edits, wishes)
    if kind not in MENDERS:
        raise Refused(_NOT_WRITTEN[kind])
    made = MENDERS[kind](content, name, edits[name], wishes)
    return made.content, {(name, sheet, at): why for (sheet, at), why in made.left.items()}


def _mended_members(content: bytes, name: str, edits: _AllEdits, wishes: Wishes) -> _Found:
    package = Package(io.BytesIO(content))
    parts: dict[str, bytes] = {}
    left: dict[tuple[str, str | None, At], str] = {}
    for member in filter(is_readable, package.names):
        if f"{name}/{member}" in edits:
            inner = package.bytes_of(member)
            parts[member], found = _mended(inner, f"{name}/{member}", edits, wishes)
            left |= found
    return replace_parts(io.BytesIO(content), parts), left


def _workbook(content: bytes, _name: str, edits: Edits, _wishes: Wishes) -> Made:
    return mend_workbook(content, edits)


def _opendocument(content: bytes, _name: str, edits: Edits, _wishes: Wishes) -> Made:
    return mend_opendocument(content, edits)


def _text(content: bytes, name: str, edits: Edits, wishes: Wishes) -> Made:
    return mend_text(content, edits[None], PurePosixPath(name).suffix.lower(), wishes)


MENDERS: dict[str, Callable[[bytes, str, Edits, Wishes], Made]] = {
    "workbook": _workbook,
    "opendocument": _opendocument,
    "text": _text,
}
