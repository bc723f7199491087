"""`levelup plan`: which metrics can be worked out now, and what to collect next."""

from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.inputs import RETURN_HELP, FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, Goals, Out, choose, parse_goals


@takes(reading=ReadingOptions, facts=FactOptions)
def plan(
    path: Annotated[Path, typer.Argument(metavar="RETURN", help=RETURN_HELP)],
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table or json.")
    ] = "table",
    out: Out = None,
    goals: Goals = None,
    definitions: Definitions = None,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Say which metrics a return allows, what the others lack, and which sheet gains most."""
    from levelup_cli import pipeline
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.reports.plan import PLAN_ENDINGS, PLAN_FORMATS

    choose(form, list(PLAN_FORMATS), "format")
    check_outputs(out or [], PLAN_ENDINGS, [path])
    catalogue = load_catalogue(definitions)
    chosen = parse_goals(goals, catalogue)
    catalogue = catalogue.with_goals(chosen)
    with reading.opened(path, reading.parse(catalogue)) as (file, how):
        made = pipeline.plan(file, catalogue, facts.parse(catalogue), how, chosen)
    write_files(out or [], PLAN_ENDINGS, lambda form: PLAN_FORMATS[form](made))
    show_result(PLAN_FORMATS[form](made), form)
