"""A result file -> Result: every file of the same major version can be read, for ever."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from levelup_cli.errors import UnreadableFile
from levelup_cli.results.parts import SCHEMA, Result

MAJOR = "1"
SAVED = ".json"  # the ending of result files
MOST_BYTES = 50_000_000  # a hundred times a full result
_LONGEST = 18
_WAY_OUT = "Name a file that `levelup score RETURN -o last.json` wrote, or a return."


def read_result(path: Path) -> Result:
    """A saved result. What a newer minor version added is ignored, what an older lacks is empty.

    Raises:
        UnreadableFile: for what is no result, or of another major version.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may have no end
            raise UnreadableFile(str(path), "it is no file", _WAY_OUT)
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(str(path), "it is too large for a result file", _WAY_OUT)
        content: Any = json.loads(path.read_bytes(), parse_constant=_refuse, parse_int=_whole)
    except OSError as error:
        why = (
            "there is no such file" if isinstance(error, FileNotFoundError) else "it cannot be read"
        )
        raise UnreadableFile(str(path), why, _WAY_OUT) from None
    except (ValueError, RecursionError):  # no JSON, no text, or nested without end
        raise UnreadableFile(str(path), "it is no JSON file", _WAY_OUT) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise UnreadableFile(str(path), "it is no result of `levelup score`", _WAY_OUT)
    version = str(content.get("schema_version"))
    if version.split(".", maxsplit=1)[0] != MAJOR:
        reason = f"it is of version {version[:20]} of the result format, and {MAJOR}.x can be read"
        raise UnreadableFile(str(path), reason, "Use the levelup that wrote it, or score it anew.")
    try:
        return Result.model_validate(content, extra="ignore")
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        reason = f"it is damaged, at {where[:200]}"
        raise UnreadableFile(str(path), reason, "Score the return again.") from None


def _whole(text: str) -> int | float:
    """A whole number; one too long for any count is a float, and refused where that has no end."""
    return int(text) if len(text) < _LONGEST else float(text)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
