"""Settings files: the nearest one above the working directory, read as TOML."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from levelup_cli.errors import UsageError

OWN, PROJECT = "levelup.toml", "pyproject.toml"
IN_PROJECT = ("tool", "levelup")
LARGEST_FILE = 256 * 1024  # bytes
_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class File:
    """A TOML file: its name as shown, its folder, its text, and where in it our settings begin."""

    name: str
    folder: Path
    text: str
    values: dict[str, Any]
    above: tuple[str, ...] = ()


def find_file(folder: Path) -> File | None:
    """The settings file that counts in a folder: its own, or the nearest above it.

    Raises:
        UsageError: where it cannot be read.
    """
    for above in (folder, *folder.parents):
        if (above / OWN).is_file():
            return read_file(above / OWN, _seen_from(folder, above / OWN))
        if (above / PROJECT).is_file() and _speaks_of_us(above / PROJECT):
            file = read_file(above / PROJECT, _seen_from(folder, above / PROJECT))
            if file.above:
                return file
    return None


def read_file(path: Path, name: str = "") -> File:
    """A settings file, or the table in a `pyproject.toml`; without that table nothing is settled.

    It is called by `name`, or by its path.

    Raises:
        UsageError: where it cannot be read, with the line where it is no TOML.
    """
    name = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: it cannot be read ({error.strerror}).") from None
    if len(data) > LARGEST_FILE:
        raise UsageError(f"{name}: larger than {LARGEST_FILE // 1024} kB. Is it the right file?")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        raise UsageError(f"{name}: this is not UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_not_toml(name, data, str(error))) from None
    except RecursionError:
        raise UsageError(f"{name}: lists stand too deep in one another.") from None
    if path.name != PROJECT:
        return File(name, path.parent, text, values)
    tool = values.get("tool", {})
    ours = tool.get("levelup") if isinstance(tool, dict) else None
    if not isinstance(ours, dict):
        return File(name, path.parent, text, {})
    return File(name, path.parent, text, ours, IN_PROJECT)


def _not_toml(name: str, data: bytes, said: str) -> str:
    place = _PLACE.search(said)
    line = (place and place[1]) or str(data.count(b"\n") + 1)
    reason = _PLACE.sub("", said).rstrip(".")
    hint = 'A setting is written as fail-on = "warning".'
    return f"{name}:{line}: this is not TOML ({reason[:1].lower()}{reason[1:]}). {hint}"


def _seen_from(folder: Path, file: Path) -> str:
    """A file in the folder itself by its name alone, others by their path."""
    return file.name if file.parent == folder else str(file)


def _speaks_of_us(project: Path) -> bool:
    """Whether a project of whatever kind has settings of ours; others' mistakes are not ours."""
    try:
        return b"levelup" in project.read_bytes()
    except OSError:
        return False
