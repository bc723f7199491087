"""`levelup validate`: is a return sound, and if not, what is wrong and where?"""

import glob
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.cli.inputs import (
    RETURN_HELP,
    STANDARD_INPUT,
    FactOptions,
    FindingOptions,
    ReadingOptions,
    takes,
)
from levelup_cli.cli.marked import MARKED_ENDINGS, split_outputs, write_marked
from levelup_cli.cli.options import (
    Definitions,
    Out,
    ShowValues,
    Strict,
    choose,
    parse_fail_on,
    reaches,
    refuse_values,
)
from levelup_cli.errors import LevelUpError, UnreadableFile, UsageError
from levelup_cli.gate import as_line, show
from levelup_cli.settings.choices import FailOn

if TYPE_CHECKING:
    from levelup_cli.outcomes.submissions import Reading
    from levelup_cli.reports.findings import Looked


@takes(told=FindingOptions, reading=ReadingOptions, facts=FactOptions)
def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="RETURN", help=f"{RETURN_HELP} Patterns such as *.xlsx, too."),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="table, concise, grouped, markdown, json, jsonl, csv, github, gitlab, junit or"
            " sarif.",
        ),
    ] = "table",
    out: Out = None,
    definitions: Definitions = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            parser=parse_fail_on,
            metavar="LEVEL",
            help="Exit with 1 on a finding so serious: error, warning, information or never.",
        ),
    ] = FailOn.ERROR,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how often each finding stands there.")
    ] = False,
    show_values: ShowValues = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print verdicts alone, where people read them.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found in what was read.")
    ] = False,
    strict: Strict = False,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="RETURN", help="The last return, to see what changed oddly since."),
    ] = None,
    *,
    told: FindingOptions,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Check returns and name everything that is wrong, with its cell and the way out.

    A file that cannot be read stops none of the others; the exit code is then 2.
    """
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.apart import write_baseline
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.pipeline import check, count_fixes
    from levelup_cli.reports.findings import FINDINGS_ENDINGS, FINDINGS_FORMATS, Looked
    from levelup_cli.words import count_of

    choose(form, list(FINDINGS_FORMATS), "format")
    refuse_values(show_values, form)
    paths = find_returns(paths)
    inputs = [*paths, *([previous] if previous else [])]
    check_outputs(out or [], FINDINGS_ENDINGS | MARKED_ENDINGS, inputs)
    marked, files = split_outputs(out or [], paths)
    apart = told.parse(context.obj, inputs)
    catalogue = load_catalogue(definitions)
    how, said = reading.parse(catalogue, strict=strict), facts.parse(catalogue)

    def look(file: Path, way: "Reading") -> "Looked":
        checked = check(file, catalogue, said, way, previous)
        return Looked(str(file), checked, mendable=count_fixes(checked, catalogue))

    looked = [_look(path, reading, how, look) for path in paths]
    returns = apart.judge(looked, date.today())  # noqa: DTZ011 the user's own day
    write_marked(marked, paths[0], returns, catalogue, how)
    write_files(files, FINDINGS_ENDINGS, lambda form: FINDINGS_FORMATS[form](returns))
    shown = _Shown(statistics=statistics, quiet=quiet, values=show_values)
    show_result(_render(returns, form, shown), form)
    if form == "github":
        _summarise(FINDINGS_FORMATS["markdown"](returns))
    _refuse_unreadable(returns, form)
    if told.write_baseline:
        number = count_of(write_baseline(told.write_baseline, returns), "finding")
        show(as_line(f"{told.write_baseline}: {number} written") + "\n", sys.stderr)
        return
    severities = [finding.severity.value for seen in returns for finding in seen.findings]
    if reaches(fail_on, severities) and not exit_zero:
        raise typer.Exit(1)


def _look(
    path: Path,
    reading: ReadingOptions,
    how: "Reading",
    look: Callable[[Path, "Reading"], "Looked"],
) -> "Looked":
    from levelup_cli.reports.findings import Looked

    try:
        with reading.opened(path, how) as (file, way):
            name = way.name if path == STANDARD_INPUT else None
            return replace(look(file, way), path=name or str(path))
    except UnreadableFile as error:
        return Looked(str(path), error)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was asked to be shown: less than all, or more."""

    statistics: bool
    quiet: bool
    values: bool


def _render(returns: "Sequence[Looked]", form: str, shown: _Shown) -> str:
    from levelup_cli.outcomes.findings import SHOWN_RANGES
    from levelup_cli.reports.findings import FINDINGS_FORMATS, text

    if shown.statistics and form not in TEXT_FORMS:
        raise UsageError(f"--statistics is for people, and -f {form} for programs. Choose one.")
    if shown.statistics:
        return text.render_statistics(returns)
    if shown.quiet and form in TEXT_FORMS:
        return text.render_verdicts(returns)
    if form == "table" and sys.stdout is not None and sys.stdout.isatty():
        return text.render_table(returns, values=shown.values, most=SHOWN_RANGES)
    return FINDINGS_FORMATS[form](returns)


def _refuse_unreadable(returns: "Sequence[Looked]", form: str) -> None:
    """End with what could not be read; on a screen that shows the reason already, with the help.

    Raises:
        LevelUpError: if there is anything.
    """
    unreadable = [seen.result for seen in returns if isinstance(seen.result, UnreadableFile)]
    screens = [stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr)]
    if form in TEXT_FORMS and all(screens):
        single = len(unreadable) == 1
        lines = [error.help if single else f"{error.file}: {error.help}" for error in unreadable]
    else:
        lines = [str(error) for error in unreadable]
    if unreadable:
        raise LevelUpError("\n".join(lines))


TEXT_FORMS = {"table", "concise", "grouped"}


def find_returns(paths: Sequence[Path]) -> list[Path]:
    """The files that are named, or that patterns mean; not every shell does it itself.

    A pattern that means none is told of, and stops the others as little as a file that is missing.

    Raises:
        UsageError: where patterns mean no file at all.
    """
    found = {path: expand(path) for path in paths}
    idle = "\n".join(f"{path}: no file has such a name." for path in paths if not found[path])
    if not any(found.values()):
        raise UsageError(idle)
    if idle:
        show(as_line(idle) + "\n", sys.stderr)
    return list(dict.fromkeys(file for path in paths for file in found[path]))


def expand(path: Path) -> list[Path]:
    """The files that a pattern means, in one order everywhere; any other path as it is."""
    if not glob.has_magic(str(path)) or path.exists():
        return [path]
    return sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 whose ** may be part of a word


def _summarise(text: str) -> None:
    """Add a page to the summary of the step, where a GitHub workflow keeps one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text[:LARGEST_SUMMARY])


LARGEST_SUMMARY = 900_000  # characters; GitHub takes a mebibyte
