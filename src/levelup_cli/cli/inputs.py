"""What commands read: the return, perhaps from standard input, how, and what it does not say."""

import codecs
import dataclasses
import functools
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from levelup_cli.cli.options import parse_choice, parse_facts
from levelup_cli.errors import UsageError

if TYPE_CHECKING:
    from levelup_cli.cli.apart import Apart
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.outcomes.submissions import Facts, Reading
    from levelup_cli.settings.sources import Settings

STANDARD_INPUT = Path("-")
BLOCK = 1 << 20
RETURN_HELP = "A workbook, .csv or .parquet file, a folder or .zip of them, or - (standard input)."


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The options about how a return is read, as they were typed."""

    map: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="What your headings and codes mean, as YAML."),
    ] = None
    areas: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Look places up in this file; may be repeated."),
    ] = None
    skip_hidden: Annotated[
        bool, typer.Option("--skip-hidden", help="Leave out hidden sheets, rows and columns.")
    ] = False
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of text files; by default it is found."),
    ] = None
    password_env: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The variable that holds a workbook's password."),
    ] = None
    stdin_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call standard input.")
    ] = None

    def parse(self, catalogue: "Catalogue", *, strict: bool = False) -> "Reading":
        """How a return is to be read.

        Raises:
            UsageError: for an encoding or a variable that does not exist.
            DefinitionError: for a mapping with mistakes.
        """
        from levelup_cli.catalogue import load_mapping
        from levelup_cli.definitions.mappings import NO_MAPPING
        from levelup_cli.outcomes.submissions import Reading

        return Reading(
            mapping=load_mapping(self.map, catalogue) if self.map else NO_MAPPING,
            encoding=_encoding(self.encoding),
            password=_password(self.password_env),
            areas=tuple(self.areas or ()),
            skip_hidden=self.skip_hidden,
            strict=strict,
        )

    @contextmanager
    def opened(self, path: Path, reading: "Reading") -> Iterator[tuple[Path, "Reading"]]:
        """The return as a file on disk: standard input is put into one that only its owner reads.

        Raises:
            UsageError: where standard input is a keyboard.
        """
        if path != STANDARD_INPUT:
            yield path, reading
            return
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("Standard input is a terminal. Pipe a file into it, or name the file.")
        with tempfile.TemporaryDirectory(prefix="levelup-") as folder:
            copy = Path(folder) / "return"
            with copy.open("xb") as file:
                while block := sys.stdin.buffer.read(BLOCK):
                    file.write(block)
            yield copy, replace(reading, name=self.stdin_name or "standard input")


@dataclass(frozen=True, slots=True)
class FactOptions:
    """The options that say what a return without a sheet organisation does not, as typed."""

    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who sent a return that does not say.")
    ] = None
    period_start: Annotated[
        str | None, typer.Option(metavar="2024-04-01", help="For a return that does not say.")
    ] = None
    period_end: Annotated[
        str | None, typer.Option(metavar="2025-03-31", help="For a return that does not say.")
    ] = None
    snapshot_date: Annotated[
        str | None, typer.Option(metavar="2025-03-31", help="For a return that does not say.")
    ] = None
    fact: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=CODE", help="Another fact of it: has_customers=yes."),
    ] = None

    def parse(self, catalogue: "Catalogue") -> "Facts":
        """What was said about the organisation.

        Raises:
            UsageError: for a day that is none, or a fact that the organisation table does not know.
        """
        days = {
            "period_start": self.period_start,
            "period_end": self.period_end,
            "snapshot_date": self.snapshot_date,
        }
        return parse_facts(catalogue, self.organisation, days, self.fact)


@dataclass(frozen=True, slots=True)
class FindingOptions:
    """The options that set findings apart, as typed."""

    select: Annotated[
        str | None, typer.Option(metavar="LU3,LU401", help="These findings or families only.")
    ] = None
    ignore: Annotated[
        str | None, typer.Option(metavar="LU3,LU401", help="All but these findings or families.")
    ] = None
    accept: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", envvar="LEVELUP_ACCEPT", help="Findings that are right, and why."
        ),
    ] = None
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tell only what is not in this baseline.")
    ] = None
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write what is found as a baseline."),
    ] = None

    def parse(self, settings: "Settings | None", inputs: list[Path]) -> "Apart":
        """What sets findings apart; entries of the option stand beside those of the settings.

        Raises:
            UsageError: for a code, a list or a baseline that is none.
        """
        from levelup_cli.cli.apart import Apart
        from levelup_cli.cli.outputs import check_outputs
        from levelup_cli.reports.findings.baselines import read_baseline
        from levelup_cli.settings.sources import read_accepted

        written = [self.write_baseline] if self.write_baseline else []
        check_outputs(written, {".json": "baseline"}, inputs, "--write-baseline")
        known = self.baseline if not written else None
        settled = settings.of("validate").get("accept") if settings else None
        return Apart(
            parse_choice(self.select, self.ignore),
            (
                *(settled.value if settled else ()),
                *(read_accepted(self.accept) if self.accept else ()),
            ),
            (known, read_baseline(known)) if known else None,
        )


def takes(**groups: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a group as one parameter: `@takes(reading=ReadingOptions)`.

    Several commands share these options; written out in each, they would drift apart.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = [p for p in inspect.signature(command).parameters.values() if p.name not in groups]
        names = {
            name: [f.name for f in dataclasses.fields(group)] for name, group in groups.items()
        }

        @functools.wraps(command)
        def with_groups(**arguments: Any) -> None:
            made = {
                name: group(**{field: arguments.pop(field) for field in names[name]})
                for name, group in groups.items()
            }
            command(**arguments, **made)

        shared = [parameter for group in groups.values() for parameter in _parameters(group)]
        parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *shared)]
        with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # typer reads it
        with_groups.__annotations__ = {p.name: p.annotation for p in parameters}
        return with_groups

    return decorate


def _parameters(group: type[Any]) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in dataclasses.fields(group):
        yield inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )


def _encoding(name: str | None) -> str | None:
    try:
        if name:
            "".encode(name)  # which codecs that are none of texts refuse
        return name and codecs.lookup(name).name
    except (LookupError, ValueError):
        hint = "Write utf-8, cp1252, mac_roman or another that Python knows."
        raise UsageError(f"--encoding: there is no encoding '{name}'.\n{hint}") from None


def _password(variable: str | None) -> str | None:
    if variable is None:
        return None
    password = os.environ.get(variable)
    if password is None:
        raise UsageError(f"--password-env: there is no variable '{variable}' in the environment.")
    return password
