"""Pydantic's errors in our words, each with the nearest right word."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from levelup_cli.catalogue.yaml_text import Document, Path
from levelup_cli.definitions.definition import Definition
from levelup_cli.errors import Problem
from levelup_cli.words import suggest

_EXPECTED = {
    "string_type": "text is expected (put a number in quotes to make it text)",
    "float_type": "a number is expected",
    "int_type": "a whole number is expected",
    "bool_type": "true or false is expected",
    "dict_type": "keys and values are expected",
    "tuple_type": "a list is expected, as in [one, two]",
    "model_type": "keys and values are expected",
    "too_short": "at least one entry is expected in the list",
    "finite_number": "a finite number is expected",
    "model_attributes_type": "keys and values are expected",
}


def problems_of(document: Document, error: ValidationError, prefix: Path = ()) -> Iterator[Problem]:
    """Each of Pydantic's errors as a problem at its place in the file."""
    for detail in error.errors(include_url=False, include_input=False):
        yield document.problem((*prefix, *detail["loc"]), _message(detail["type"], detail))


def _message(kind: str, detail: Any) -> str:
    last = detail["loc"][-1] if detail["loc"] else ""
    context = detail.get("ctx", {})
    match kind:
        case "missing":
            return f"'{last}' is missing"
        case "extra_forbidden":
            return f"there is no key '{last}'.{suggest(str(last), _keys())}"
        case "union_tag_invalid":
            kinds = context["expected_tags"].replace("'", "")
            hint = suggest(context["tag"], kinds.split(", "))
            return f"there is no kind '{context['tag']}'.{hint} The kinds are {kinds}."
        case "union_tag_not_found":
            return f"{context['discriminator']} is missing"
        case "literal_error":
            return f"{context['expected']} is expected"
        case "value_error":
            return str(context["error"])
        case "string_too_long":
            return f"at most {context['max_length']} characters"
        case "greater_than_equal":
            return f"at least {context['ge']:g} is expected"
        case "less_than_equal":
            return f"at most {context['le']:g} is expected"
        case _:
            return _EXPECTED.get(kind) or str(detail["msg"])


def _keys() -> set[str]:
    """Every key of the language, to suggest from."""
    pending: list[type[BaseModel]] = [Definition]
    names: set[str] = set()
    while pending:
        model = pending.pop()
        names.update(model.model_fields)
        pending.extend(model.__subclasses__())
    return names
