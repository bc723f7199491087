"""`levelup compare`: results of several years side by side, each against the one before."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.inputs import FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, Drafts, Goals, Out, choose, parse_goals
from levelup_cli.errors import UsageError


@takes(reading=ReadingOptions, facts=FactOptions)
def compare(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="A B …", help="Returns or results saved as .json, the earliest first."
        ),
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, json or csv.")
    ] = "table",
    out: Out = None,
    goals: Goals = None,
    definitions: Definitions = None,
    drafts: Drafts = False,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Set results of several years side by side, each against the one before.

    A metric improved or worsened only where chance alone would hardly do it, and by enough to
    matter; the reason is given where two years cannot be compared.
    """
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.pipeline import result_of
    from levelup_cli.progress import compare as compare_results
    from levelup_cli.reports.comparison import COMPARISON_ENDINGS, COMPARISON_FORMATS, of_goals

    choose(form, list(COMPARISON_FORMATS), "format")
    check_outputs(out or [], COMPARISON_ENDINGS, paths)
    if len(paths) < 2:  # noqa: PLR2004 one has nothing to be compared with
        raise UsageError("Name two files or more, the earliest first: levelup compare A B")
    catalogue = load_catalogue(definitions, drafts=drafts)
    chosen = parse_goals(goals, catalogue)
    catalogue = catalogue.with_goals(chosen)
    how, said = reading.parse(catalogue), facts.parse(catalogue)
    results = [result_of(path, catalogue, said, how) for path in paths]
    steps = [compare_results(before, after) for before, after in pairwise(results)]
    if chosen:
        steps = [of_goals(step, chosen) for step in steps]
    write_files(out or [], COMPARISON_ENDINGS, lambda to: COMPARISON_FORMATS[to](steps))
    show_result(COMPARISON_FORMATS[form](steps), form)
