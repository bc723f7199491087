"""YAML text -> plain values and the place of each, read strictly by the 1.2 core schema.

Refused: anchors, aliases, tags, duplicate keys, several documents, deep nesting, large files. They
hide what a file says, and some are known ways to exhaust memory. `yes`, `no`, `on` and `12:30` are
text; only `true` and `false` are truth values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import yaml

from levelup_cli.errors import DefinitionError, Problem

Path = tuple[str | int, ...]
LARGEST_FILE = 256 * 1024
DEEPEST = 20
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its value (mappings as dicts, sequences as tuples), and each part's place."""

    file: str
    value: object
    places: dict[Path, tuple[int, int]]

    def problem(self, path: Path, message: str) -> Problem:
        """A problem at a path; parts that are not in the file (a missing key) are passed over."""
        known: Path = ()
        for part in path:
            if (*known, part) in self.places:
                known = (*known, part)
        line, column = self.places[known]
        return Problem(self.file, line, column, message)


def read_yaml(file: str, data: bytes) -> Document:
    """Read one document.

    Raises:
        DefinitionError: naming the place of the first thing that the strict reading refuses.
    """
    if len(data) > LARGEST_FILE:
        raise DefinitionError([Problem(file, 1, 1, f"larger than {LARGEST_FILE // 1024} kB")])
    try:
        events = yaml.parse(data.decode("utf-8-sig"), Loader=_Loader)
        return _Builder(file, events).document()
    except UnicodeDecodeError as error:
        raise DefinitionError([Problem(file, 1, 1, f"not UTF-8 at byte {error.start}")]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"not YAML: {error.problem or error.context}"
        raise DefinitionError([Problem(file, line, column, message)]) from None
    except yaml.YAMLError as error:
        message = f"not YAML: {str(error).splitlines()[0]}"
        raise DefinitionError([Problem(file, 1, 1, message)]) from None


class _Builder:
    """Builds values from the parser's events, because only these still show anchors and tags."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.events = events
        self.places: dict[Path, tuple[int, int]] = {(): (1, 1)}

    def document(self) -> Document:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Document(self.file, None, self.places)
        value = self.value(next(self.events), ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, "a second document in one file")
        return Document(self.file, value, self.places)

    def value(self, event: yaml.Event, path: Path) -> object:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "an alias (*); write the value out")
        if getattr(event, "anchor", None) is not None:
            self.refuse(event, "an anchor (&); write the value out where it is needed")
        if (tag := getattr(event, "tag", None)) is not None:
            self.refuse(event, f"a tag ({tag}); write the plain value")
        if len(path) > DEEPEST:
            self.refuse(event, f"nested deeper than {DEEPEST} levels")
        self.places.setdefault(path, _place(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> tuple[object, ...]:
        values: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return tuple(values)

    def mapping(self, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                self.refuse(event, "a key that is not plain text")
            key: str = event.value
            if key == "<<":
                self.refuse(event, "a merge key (<<); write the keys out")
            if key in values:
                line = self.places[(*path, key)][0]
                self.refuse(event, f"'{key}' is defined twice, first on line {line}")
            self.places[(*path, key)] = _place(event)
            values[key] = self.value(next(self.events), (*path, key))
        return values

    def refuse(self, event: yaml.Event, what: str) -> NoReturn:
        line, column = _place(event)
        raise DefinitionError([Problem(self.file, line, column, f"not allowed here: {what}")])


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: yaml.ScalarEvent) -> object:
    text: str = event.value
    if event.style:  # quoted or a block: always text
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
