"""The commands by name. Each imports what it uses only when it runs, so that help is quick."""

import sys
from typing import Annotated

import typer

from levelup_cli.cli import (
    compare,
    config,
    demo,
    explain,
    fix,
    inspect,
    metrics,
    plan,
    score,
    template,
    validate,
)
from levelup_cli.version import __version__

app = typer.Typer(
    name="levelup",
    help="Measure an organisation against the 14 Levelling Up Goals, from its own spreadsheets.",
    epilog="Start with `levelup demo`. Nothing is sent anywhere; figures of few people are hidden.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"levelup {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def levelup(
    context: typer.Context,
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--config", metavar="FILE|KEY=VALUE", help="Settings; may be repeated, the last counts."
        ),
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Look for no levelup.toml or pyproject.toml.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_show_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Measure an organisation against the 14 Levelling Up Goals, from its own spreadsheets."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    elif not {"-h", "--help"} & set(sys.argv):  # which is there for whoever has wrong settings, too
        config.apply_settings(context, chosen or [], isolated=isolated)


app.command("score", short_help="Score a return and print its summary.")(score.score)
app.command("validate", short_help="Name every mistake in returns, with its cell and the way out.")(
    validate.validate
)
app.command("fix", short_help="Mend a return in a copy; without --out, show the difference.")(
    fix.fix
)
app.command("explain", short_help="Explain a finding, or where each number of a score comes from.")(
    explain.explain
)
app.command("inspect", short_help="Show what was read, repaired and could be mapped.")(
    inspect.inspect
)
app.command("template", short_help="Write an empty return to fill in.")(template.template)
app.command("plan", short_help="Say what a return allows, and what to collect next.")(plan.plan)
app.command("compare", short_help="Set results of several years side by side.")(compare.compare)
app.command("demo", short_help="Write an example return and score it.")(demo.demo)
app.add_typer(metrics.app, name="metrics")
app.add_typer(config.app, name="config")
