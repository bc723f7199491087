"""Which files a return consists of, and what each truly is, whatever its name says."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from levelup_cli.errors import UnreadableFile

_KINDS = {".xlsx": "workbook", ".xlsm": "workbook", ".csv": "text"}
_READABLE = "Give an .xlsx workbook, a .csv file, or a folder of .csv files."
_SIGNATURES = (
    (b"PK\x03\x04", "workbook", "a workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "old", "an old .xls workbook, or one protected by a password"),
    (b"%PDF", "other", "a PDF document"),
    (b"\xff\xfe", "other", "UTF-16 text"),
    (b"\xfe\xff", "other", "UTF-16 text"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read: its path, the name to show, and how to open it."""

    path: Path
    name: str
    kind: str


def find_files(path: Path) -> list[SourceFile]:
    """The files of a return, in one order everywhere.

    Raises:
        UnreadableFile: where there is nothing that could be read.
    """
    try:
        if not path.is_dir():
            return [_source(path)]
        paths = [entry for entry in path.iterdir() if entry.suffix.lower() == ".csv"]
        if not paths:
            raise UnreadableFile(str(path), "this folder holds no .csv files", _READABLE)
        return [_source(entry) for entry in sorted(paths, key=lambda entry: entry.name)]
    except OSError as error:
        reason = f"the system will not open it ({error.strerror})"
        raise UnreadableFile(str(path), reason, "Check the path and your rights to it.") from None


def _source(path: Path) -> SourceFile:
    if not path.exists():
        hint = "Check the spelling and the folder that you are in."
        raise UnreadableFile(str(path), "there is no such file", hint)
    if not path.is_file():
        raise UnreadableFile(str(path), "this is no ordinary file", _READABLE)
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableFile(str(path), f"'{path.suffix}' files cannot be read", _READABLE)
    _refuse_disguise(path, kind)
    return SourceFile(path, path.name, kind)


def _refuse_disguise(path: Path, kind: str) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise UnreadableFile(str(path), "it is empty", "Save the data again, then run this again.")
    for signature, true_kind, what in _SIGNATURES:
        if start.startswith(signature) and true_kind != kind:
            help_ = "Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8."
            raise UnreadableFile(str(path), f"it is {what}, not a {path.suffix} file", help_)
    if kind == "workbook" and not start.startswith(b"PK\x03\x04"):
        help_ = "Open it in a spreadsheet program and save it as .xlsx."
        raise UnreadableFile(str(path), "it is not an Excel workbook, in spite of its name", help_)


def fingerprint(files: list[SourceFile]) -> str:
    """A digest of the files' names and bytes."""
    digest = hashlib.sha256()
    for source in files:
        with source.path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        digest.update(source.name.encode("utf-8", "surrogateescape") + b"\0" + content)
    return digest.hexdigest()[:16]
