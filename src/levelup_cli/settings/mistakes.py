"""What is wrong with settings, in our words, each with its place and the nearest right word."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from levelup_cli.settings.model import Acceptance, Keys
from levelup_cli.words import suggest

KEYS = tuple(field.alias or name for name, field in Keys.model_fields.items())
_OF_ACCEPTANCE = tuple(field.alias or name for name, field in Acceptance.model_fields.items())
_EXPECTED = {
    "string_type": 'text is expected, as in "table"',
    "bool_type": "true or false is expected",
    "date_type": "a day is expected, as in 2027-03-31, without quotes",
    "float_type": "a share is expected, as in 0.02",
    "list_type": "a list is expected, as in [one, two]",
    "greater_than": "a share above 0 is expected",
    "less_than_equal": "a share of at most 1 is expected",
    "string_too_short": "it may not be empty",
}

Path = tuple[str | int, ...]


def mistakes_of(error: ValidationError, commands: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each of Pydantic's errors as a path and a message; `commands` may have tables of theirs."""
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        if len(path) == 1 and detail["type"] in {"model_type", "model_attributes_type"}:
            yield path, unknown(str(path[0]), [*KEYS, *commands])
            continue
        yield path, f"{path[-1]}: {_message(detail)}" if path else _message(detail)


def unknown(key: str, known: Iterable[str]) -> str:
    """That there is no such setting."""
    return f"there is no setting '{key}'.{suggest(key, known)}"


def _message(detail: Any) -> str:
    path = detail["loc"]
    match detail["type"]:
        case "missing":
            why = " An acceptance without end is refused." if path[-1] == "until" else ""
            return f"it is missing.{why}"
        case "extra_forbidden":
            known = _OF_ACCEPTANCE if "accept" in path else KEYS
            return unknown(str(path[-1]), known)
        case "value_error":
            return str(detail["ctx"]["error"])
        case "string_pattern_mismatch":
            return (
                "LU401, or LU4 for its family, is expected" if path[-1] == "code" else "it is empty"
            )
        case "model_type":
            return "keys and values are expected, as in {code = ...}"
        case kind:
            return _EXPECTED.get(kind) or str(detail["msg"])
