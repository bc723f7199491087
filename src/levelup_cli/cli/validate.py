"""`levelup validate`: is a return sound, and if not, what is wrong and where?"""

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.cli.inputs import (
    RETURN_HELP,
    STANDARD_INPUT,
    FactOptions,
    ReadingOptions,
    takes,
)
from levelup_cli.cli.options import Definitions, FailOn, Out, Strict, choose, reaches
from levelup_cli.errors import UsageError

if TYPE_CHECKING:
    from levelup_cli.reports.findings import Choice

Codes = Annotated[
    str | None, typer.Option(metavar="LU3,LU401", help="These findings or families only.")
]


@takes(reading=ReadingOptions, facts=FactOptions)
def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="RETURN…", help=f"{RETURN_HELP} Patterns such as *.xlsx, too."),
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
        FailOn, typer.Option(help="Exit with 1 if a finding is at least this serious.")
    ] = FailOn.ERROR,
    select: Codes = None,
    ignore: Annotated[
        str | None, typer.Option(metavar="LU3,LU401", help="All but these findings or families.")
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how often each finding stands there.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found in what was read.")
    ] = False,
    strict: Strict = False,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Check returns and name everything that is wrong, with its cell and the way out.

    A file that cannot be read stops none of the others; the exit code is then 2.
    """
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.errors import LevelUpError, UnreadableFile
    from levelup_cli.pipeline import check
    from levelup_cli.reports.findings import FINDINGS_ENDINGS, FINDINGS_FORMATS, Looked
    from levelup_cli.reports.findings.text import render_statistics

    choose(form, list(FINDINGS_FORMATS), "format")
    paths = [file for path in paths for file in expand(path)]
    check_outputs(out or [], FINDINGS_ENDINGS, paths)
    choice = _choice(select, ignore)
    catalogue = load_catalogue(definitions)
    returns: list[Looked] = []
    how, said = reading.parse(catalogue, strict=strict), facts.parse(catalogue)
    for path in paths:
        try:
            with reading.opened(path, how) as (file, way):
                name = way.name if path == STANDARD_INPUT else None
                looked = Looked(name or str(path), check(file, catalogue, said, way))
        except UnreadableFile as error:
            looked = Looked(str(path), error)
        returns.append(choice.of(looked))
    write_files(out or [], FINDINGS_ENDINGS, lambda form: FINDINGS_FORMATS[form](returns))
    show_result(render_statistics(returns) if statistics else FINDINGS_FORMATS[form](returns), form)
    if form == "github":
        _summarise(FINDINGS_FORMATS["markdown"](returns))
    unreadable = [seen.result for seen in returns if isinstance(seen.result, UnreadableFile)]
    if unreadable:
        raise LevelUpError("\n".join(map(str, unreadable)))
    severities = [finding.severity.value for seen in returns for finding in seen.findings]
    if reaches(fail_on, severities) and not exit_zero:
        raise typer.Exit(1)


def expand(path: Path) -> list[Path]:
    """The files that a pattern means, in one order everywhere; not every shell does it itself.

    Raises:
        UsageError: where no file is so named.
    """
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    found = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    if not found:
        raise UsageError(f"{path}: no file has such a name.")
    return found


def _choice(select: str | None, ignore: str | None) -> "Choice":
    from levelup_cli.reports.findings import Choice

    return Choice(_codes("--select", select), _codes("--ignore", ignore))


def _codes(option: str, text: str | None) -> tuple[str, ...]:
    codes = tuple(part.strip().upper() for part in (text or "").split(",") if part.strip())
    for code in codes:
        if not re.fullmatch(r"LU\d{0,3}", code):
            raise UsageError(f"{option}: '{code}' is no code. Write LU401, or LU4 for its family.")
    return codes


def _summarise(text: str) -> None:
    """Add a page to the summary of the step, where a GitHub workflow keeps one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text[:LARGEST_SUMMARY])


LARGEST_SUMMARY = 900_000  # characters; GitHub takes a mebibyte
