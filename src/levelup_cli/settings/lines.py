"""The line of a setting in a TOML file, which the standard reader does not give."""

import tomllib
from bisect import bisect_left
from typing import Any

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """The line on which a setting stands, or whatever holds it; 1 where nothing does.

    `path` has the keys from the top, and numbers from 0 for entries of a list. It is the first
    line up to which the file must be read for the setting to be there.
    """
    lines = text.split("\n")
    while path and not _has(_read(lines), path):
        path = path[:-1]
    return max(1, bisect_left(range(len(lines)), True, key=lambda n: _has(_read(lines[:n]), path)))


def _read(lines: list[str]) -> dict[str, Any]:
    """As many of the lines as can be read; a list may end where they do."""
    while lines:
        for ending in ("", "]"):
            try:
                return tomllib.loads("\n".join(lines) + ending)
            except tomllib.TOMLDecodeError:
                continue
        lines = lines[:-1]
    return {}


def _has(value: Any, path: Path) -> bool:
    for part in path:
        try:
            value = value[part]
        except (LookupError, TypeError):
            return False
    return True
