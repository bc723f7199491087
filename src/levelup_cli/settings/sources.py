"""Where settings come from, the weakest first: a file, the environment, the command line."""

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, get_args

from pydantic import ValidationError

from levelup_cli.errors import UsageError
from levelup_cli.settings.file import File, find_file, read_file
from levelup_cli.settings.lines import Path, line_of
from levelup_cli.settings.mistakes import KEYS, mistakes_of, unknown
from levelup_cli.settings.model import PATHS, Acceptance, AcceptFile, Keys, SettingsFile

PREFIX = "LEVELUP_"
Commands = Mapping[str, Iterable[str]]  # the options of each, without their hyphens in front
_TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting was written: a file and its line, a variable, or the command line."""

    name: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted finding as it was written, and where."""

    acceptance: Acceptance
    origin: Origin


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, where it came from, and the command that it is for, if for one alone."""

    key: str
    value: Any
    origin: Origin
    command: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that were given, the weakest first."""

    given: tuple[Setting, ...] = ()

    def of(self, command: str) -> dict[str, Setting]:
        """What is in force for a command, by key; with no command, for all of them."""
        return {s.key: s for s in self.given if s.command in {"", command}}


@dataclass(frozen=True, slots=True)
class _Source:
    """Settings from one place, as they were written, and how a place in it is named."""

    values: dict[str, Any]
    origin: Callable[[Path], Origin]
    folder: FilePath = FilePath()


def read_settings(
    folder: FilePath,
    environment: Mapping[str, str],
    chosen: Sequence[str],
    commands: Commands,
    *,
    isolated: bool = False,
) -> Settings:
    """The settings that count in a folder.

    `chosen` are files and `key=value`, as `--config` has them; a file named there stands for the
    one that would be found. `isolated` reads no file that was not named.

    Raises:
        UsageError: with everything that is wrong in them, each at its place.
    """
    files, pairs = _parted(chosen)
    named = [read_file(FilePath(file)) for file in files]
    found = None if named or isolated else find_file(folder)
    sources = [_of_file(file) for file in (*named, *([found] if found else []))]
    sources += [_of_environment(environment), *map(_of_pair, pairs)]
    complaints = [complaint for source in sources for complaint in _complaints(source, commands)]
    if complaints:
        raise UsageError("\n".join(complaints))
    return Settings(tuple(setting for source in sources for setting in _settings(source)))


def read_accepted(path: FilePath) -> tuple[Entry, ...]:
    """The accepted findings of a file of its own.

    Raises:
        UsageError: with everything that is wrong in it, each at its line.
    """
    source = _of_file(read_file(path))
    try:
        AcceptFile.model_validate(source.values)
    except ValidationError as error:
        said = [f"{source.origin(place)}: {words}" for place, words in mistakes_of(error, ())]
        raise UsageError("\n".join(said)) from None
    (setting,) = _settings(source)
    entries: tuple[Entry, ...] = setting.value
    return entries


def _parted(chosen: Sequence[str]) -> tuple[list[str], list[str]]:
    files = [text for text in chosen if "=" not in text or FilePath(text).is_file()]
    return files, [text for text in chosen if text not in files]


def _of_file(file: File) -> _Source:
    def origin(path: Path) -> Origin:
        return Origin(file.name, line_of(file.text, (*file.above, *path)))

    return _Source(file.values, origin, file.folder)


def _of_environment(environment: Mapping[str, str]) -> _Source:
    """Settings from variables; others that begin alike may be anything."""
    variables = {key: PREFIX + key.replace("-", "_").upper() for key in KEYS if key != "accept"}
    values = {
        key: _typed(key, environment[name], os.pathsep)
        for key, name in variables.items()
        if environment.get(name)
    }
    return _Source(values, lambda path: Origin(variables[str(path[0])]))


def _of_pair(text: str) -> _Source:
    """One `key=value`, where the value is TOML, or text without its quotes."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        dotted, _, value = (part.strip() for part in text.partition("="))
        *above, key = dotted.split(".")
        values = {key: _typed(key, value, ",")}
        for name in reversed(above):
            values = {name: values}
    return _Source(values, lambda _: Origin(f"--config {text}"))


def _typed(key: str, text: str, between: str) -> Any:
    """A text as the setting wants it: a truth value, a list, or as it is."""
    field = Keys.model_fields.get(key.replace("-", "_"))
    kinds = get_args(field.annotation) if field else ()
    if bool in kinds:
        return _TRUTHS.get(text.casefold(), text)
    return text.split(between if key in PATHS else None) if key in {"areas", "fact"} else text


def _complaints(source: _Source, commands: Commands) -> list[str]:
    """What is wrong with a source, in the order of its lines."""
    found = [(source.origin(path), words) for path, words in _mistakes(source.values, commands)]
    return [f"{origin}: {words}" for origin, words in sorted(found, key=lambda pair: pair[0].line)]


def _mistakes(values: dict[str, Any], commands: Commands) -> Iterator[tuple[Path, str]]:
    try:
        SettingsFile.model_validate(values)
    except ValidationError as error:
        yield from mistakes_of(error, commands)
    for name, table in _tables(values):
        if name not in commands:
            yield (name,), unknown(name, [*KEYS, *commands])
            continue
        for key in sorted(set(KEYS) & table.keys() - {"accept", *commands[name]}):
            yield (name, key), f"{name} has no option --{key}"


def _tables(values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((key, value) for key, value in values.items() if isinstance(value, dict))


def _settings(source: _Source) -> Iterator[Setting]:
    """The settings of a source that was found to be right, those for one command last."""
    plain = {key: value for key, value in source.values.items() if not isinstance(value, dict)}
    for command, values in (("", plain), *_tables(source.values)):
        model = Keys.model_validate(values)
        for key in values:
            path: Path = (command, key) if command else (key,)
            value = _placed(source, key, getattr(model, key.replace("-", "_")), path)
            yield Setting(key, value, source.origin(path), command)


def _placed(source: _Source, key: str, value: Any, path: Path) -> Any:
    """A value with its paths from the working directory, and its acceptances with their lines."""
    if key == "accept":
        return tuple(Entry(one, source.origin((*path, i))) for i, one in enumerate(value))
    if key not in PATHS:
        return value
    if isinstance(value, list):
        return [str(source.folder / part) for part in value]
    return str(source.folder / value)
