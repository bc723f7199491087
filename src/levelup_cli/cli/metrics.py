"""`levelup metrics`: the definitions themselves, listed, explained, checked and tried out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.options import (
    Definitions,
    Drafts,
    Goals,
    choose,
    parse_goals,
    parse_standard,
)
from levelup_cli.errors import UsageError

Pack = Annotated[
    Path | None, typer.Argument(metavar="DIR", help="A definitions pack; by default our own.")
]
app = typer.Typer(
    help="The metric definitions: list, show, lint, test, diff, schema.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list")
def list_metrics(
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, json or csv.")
    ] = "table",
    goals: Goals = None,
    standard: Annotated[
        str | None,
        typer.Option("--standard", metavar="esrs:S1-9", help="List what answers to this only."),
    ] = None,
    definitions: Definitions = None,
    drafts: Drafts = False,
) -> None:
    """List the metrics of each goal."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.reports.definitions import LISTS, Choice

    choose(form, list(LISTS), "format")
    catalogue = load_catalogue(definitions, drafts=drafts)
    chosen = parse_goals(goals, catalogue)
    catalogue = catalogue.with_goals(chosen)
    show_result(LISTS[form](catalogue, Choice(chosen, parse_standard(standard, catalogue))), form)


@app.command("show")
def show_metric(
    metric_id: Annotated[str, typer.Argument(metavar="ID", help="As `metrics list` shows it.")],
    definitions: Definitions = None,
) -> None:
    """Explain one metric: what is counted, who is left out, what is good, and who says so."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.reports.explanation import explain

    catalogue = load_catalogue(definitions)
    ids = [name for goal in catalogue.goals for name in goal.metrics]
    if metric_id in catalogue.retired:
        raise UsageError(f"{metric_id} is retired: {catalogue.retired[metric_id]}")
    show(explain(catalogue, choose(metric_id, ids, "metric")))


@app.command("lint")
def lint(
    folder: Pack = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on warnings.")] = False,
) -> None:
    """Check a definitions pack: mistakes with file and line, and what is worth a second look."""
    from levelup_cli.catalogue import find_oddities, load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.words import count_of

    catalogue = load_catalogue(folder, drafts=True)
    oddities = list(find_oddities(catalogue, date.today()))  # noqa: DTZ011 the user's own day
    show("".join(f"warning: {oddity}\n" for oddity in oddities))
    metrics = sum(1 for _, goal, _ in catalogue.metrics() if goal.goal)
    tables = count_of(len(catalogue.tables), "table")
    warnings = count_of(len(oddities), "warning")
    typer.echo(f"No mistakes in {count_of(metrics, 'metric')} and {tables}; {warnings}.")
    if strict and oddities:
        raise typer.Exit(1)


@app.command("test")
def test(folder: Pack = None) -> None:
    """Work out the worked example of every metric, and compare it with what a person worked out."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.pipeline import try_examples
    from levelup_cli.reports.examples import examples_report

    catalogue = load_catalogue(folder)
    text, passed = examples_report(catalogue, list(try_examples(catalogue)))
    show(text)
    if not passed:
        raise typer.Exit(1)


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier definitions pack.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one.")],
) -> None:
    """Say what changed between two versions of a pack; 1 where an id lost its meaning."""
    from levelup_cli.catalogue import compare_packs, load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.reports.differences import differences_report

    changes = compare_packs(load_catalogue(old), load_catalogue(new))
    text, refused = differences_report(changes)
    show(text)
    if refused:
        raise typer.Exit(1)


@app.command("schema")
def schema(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write them to.")
    ] = Path("schemas"),
) -> None:
    """Write the JSON Schemas of a pack's files, for editors that complete and check YAML."""
    from levelup_cli.catalogue import pack_schemas
    from levelup_cli.cli.outputs import write_folder
    from levelup_cli.gate import as_json

    schemas = {name: as_json(made) for name, made in pack_schemas().items()}
    write_folder(out, schemas)
    typer.echo(f"{len(schemas)} schemas written to {out}", err=True)
