"""Which files a return consists of."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from levelup_cli.errors import UnreadableFile
from levelup_cli.reader.opening import KINDS, is_readable

_READABLE = (
    "Give a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods), a .csv, .tsv or .parquet file, or a folder"
    " or .zip of such files."
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read: its path, its name, and what messages call it."""

    path: Path
    name: str
    shown: str


def find_strangers(path: Path) -> list[str]:
    """The names of what lies in a folder and is not read; hidden files are the system's own."""
    if not path.is_dir():
        return []
    names = [entry.name + "/" * entry.is_dir() for entry in path.iterdir()]
    return sorted(n for n in names if not n.startswith((".", "~$")) and not is_readable(n))


def find_files(path: Path, name: str | None = None) -> list[SourceFile]:
    """The files of a return, in one order everywhere.

    With a `name` it stands for the path, as for standard input; it may lack an ending.

    Raises:
        UnreadableFile: where there is nothing that could be read.
    """
    try:
        if not path.is_dir():
            return [_source(path, name)]
        paths = [entry for entry in path.iterdir() if is_readable(entry.name)]
        if not paths:
            raise UnreadableFile(str(path), "this folder holds no file to read", _READABLE)
        return [_source(entry) for entry in sorted(paths, key=lambda p: p.name)]
    except OSError as error:
        reason = f"the system will not open it ({error.strerror})"
        raise UnreadableFile(str(path), reason, "Check the path and your rights to it.") from None


def _source(path: Path, name: str | None = None) -> SourceFile:
    if not path.exists():
        hint = "Check the spelling and the folder that you are in."
        raise UnreadableFile(str(path), "there is no such file", hint)
    if not path.is_file():
        raise UnreadableFile(str(path), "this is no ordinary file", _READABLE)
    shown = name or str(path)
    suffix = Path(shown).suffix.lower()
    if suffix not in KINDS and (suffix or name is None):
        reason = f"'{suffix}' files cannot be read" if suffix else "its name has no ending"
        raise UnreadableFile(shown, reason, _READABLE)
    with path.open("rb") as file:
        if not file.read(1):
            help_ = "Save the data again, then run this again."
            raise UnreadableFile(shown, "it is empty", help_)
    return SourceFile(path, name or path.name, shown)


def fingerprint(files: list[SourceFile]) -> str:
    """A digest of the files' names and bytes."""
    digest = hashlib.sha256()
    for source in files:
        with source.path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        digest.update(source.name.encode("utf-8", "surrogateescape") + b"\0" + content)
    return digest.hexdigest()[:16]
