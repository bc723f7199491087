"""`levelup score`: a return in, the scored summary out."""

from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.inputs import RETURN_HELP, FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import (
    Definitions,
    Drafts,
    Goals,
    Out,
    Strict,
    choose,
    parse_audience,
    parse_fail_on,
    parse_goals,
    reaches,
)
from levelup_cli.settings.choices import Audience, FailOn


@takes(reading=ReadingOptions, facts=FactOptions)
def score(
    path: Annotated[
        Path,
        typer.Argument(metavar="RETURN", help=RETURN_HELP),
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, json, csv or gpg.")
    ] = "table",
    out: Out = None,
    goals: Goals = None,
    audience: Annotated[
        Audience | None,
        typer.Option(
            parser=parse_audience,
            metavar="WHOM",
            help="Show metrics about these people only: colleagues, customers or communities.",
        ),
    ] = None,
    definitions: Definitions = None,
    drafts: Drafts = False,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            parser=parse_fail_on,
            metavar="LEVEL",
            help="Exit with 1 on a finding so serious: error, warning, information or never.",
        ),
    ] = FailOn.NEVER,
    strict: Strict = False,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", metavar="LAST", help="Say what changed since this result or return."
        ),
    ] = None,
    overall: Annotated[
        bool,
        typer.Option("--overall", help="Also give all goals as one number, with its conditions."),
    ] = False,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Score a return and print its summary.

    Figures that rest on fewer than ten people are hidden. Nothing leaves this computer.
    """
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.pipeline import assess, look_back
    from levelup_cli.reports.formats import ENDINGS, FORMATS, Selection

    choose(form, list(FORMATS), "format")
    check_outputs(out or [], ENDINGS, [path, *([previous] if previous else [])])
    catalogue = load_catalogue(definitions, drafts=drafts)
    chosen = parse_goals(goals, catalogue)
    catalogue = catalogue.with_goals(chosen)
    selection = Selection(chosen, audience.value if audience else None, overall=overall)
    how, said = reading.parse(catalogue, strict=strict), facts.parse(catalogue)
    with reading.opened(path, how) as (file, how):
        scorecard = assess(file, catalogue, said, how)
        if previous is not None:
            scorecard = look_back(scorecard, previous, catalogue, how)
    write_files(out or [], ENDINGS, lambda form: FORMATS[form](scorecard, selection))
    show_result(FORMATS[form](scorecard, selection), form)
    if reaches(fail_on, [finding.severity.value for finding in scorecard.findings]):
        raise typer.Exit(1)
