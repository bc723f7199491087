"""`levelup metrics`: the definitions themselves, listed, explained, checked and tried out."""

from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.options import Definitions, Goals, choose, parse_goals

app = typer.Typer(
    help="The metric definitions: list, show, lint, test.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list")
def list_metrics(
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, json or csv.")
    ] = "table",
    goals: Goals = None,
    definitions: Definitions = None,
) -> None:
    """List the metrics of each goal."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.reports.definitions import LISTS

    choose(form, list(LISTS), "format")
    catalogue = load_catalogue(definitions)
    show_result(LISTS[form](catalogue, parse_goals(goals, catalogue)), form)


@app.command("show")
def show_metric(
    metric_id: Annotated[str, typer.Argument(metavar="ID", help="As `metrics list` shows it.")],
    definitions: Definitions = None,
) -> None:
    """Explain one metric: what is counted, who is left out, what is good, and who says so."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.reports.definitions import explain

    catalogue = load_catalogue(definitions)
    ids = [name for name, _, _ in catalogue.metrics()]
    show(explain(catalogue, choose(metric_id, ids, "metric")))


@app.command("lint")
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A definitions pack; by default our own.")
    ] = None,
) -> None:
    """Check a definitions pack, and name every mistake with file, line and column."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.words import count_of

    catalogue = load_catalogue(folder)
    metrics = sum(1 for _ in catalogue.metrics())
    tables = count_of(len(catalogue.tables), "table")
    typer.echo(f"No mistakes in {count_of(metrics, 'metric')} and {tables}.")


@app.command("test")
def test(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A definitions pack; by default our own.")
    ] = None,
) -> None:
    """Work out the worked example of every metric, and compare it with what a person worked out."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.gate import show
    from levelup_cli.pipeline import try_examples
    from levelup_cli.reports.definitions import examples_report

    catalogue = load_catalogue(folder)
    text, passed = examples_report(catalogue, list(try_examples(catalogue)))
    show(text)
    if not passed:
        raise typer.Exit(1)
