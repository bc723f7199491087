"""`levelup explain`: what the code of a finding means, and the way out."""

import re
from typing import Annotated

import typer

from levelup_cli.cli.options import choose
from levelup_cli.errors import UsageError
from levelup_cli.words import suggest


def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="LU401, or LU4 for its family; by default all codes."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, markdown or json.")
    ] = "table",
) -> None:
    """Explain the code of a finding: why it matters, a bad and a good case, and the way out."""
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.reports.rule_pages import PAGE_FORMATS
    from levelup_cli.rules import PAGES

    choose(form, list(PAGE_FORMATS), "format")
    wanted = (code or "LU").upper()
    if re.fullmatch(r"G\d\d_\w+", wanted):
        raise UsageError(f"{code} is a metric: levelup metrics show {code}")
    pages = [page for name, page in PAGES.items() if name.startswith(wanted)]
    if not pages:
        hint = suggest(wanted, PAGES)
        raise UsageError(f"There is no code '{code}'.{hint}\n`levelup explain` lists them.")
    show_result(PAGE_FORMATS[form](pages), form)
