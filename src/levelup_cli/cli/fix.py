"""`levelup fix`: mend a return in a copy, or show what would be mended."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.cli.inputs import RETURN_HELP, FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, ShowValues, choose, refuse_values
from levelup_cli.errors import LevelUpError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from levelup_cli.outcomes.fixes import Mending


@takes(reading=ReadingOptions, facts=FactOptions)
def fix(
    path: Annotated[Path, typer.Argument(metavar="RETURN", help=RETURN_HELP)],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write the mended copy to this file."),
    ] = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also make fixes that change what is read.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(metavar="KIND,KIND", help="These fixes only, as they are named: LU401."),
    ] = None,
    show_values: ShowValues = False,
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table or json.")
    ] = "table",
    definitions: Definitions = None,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Write into cells what is read there anyway, in a copy; nothing else in the file changes.

    Without --out, show the difference only. The copy is read again before it is kept.
    """
    from functools import partial

    from levelup_cli import pipeline
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.gate import as_line, show
    from levelup_cli.outcomes.fixes import Wanted
    from levelup_cli.reports.fixes import render_json, render_table

    forms: dict[str, Callable[..., str]] = {
        "table": partial(render_table, values=show_values),
        "json": render_json,
    }
    choose(form, list(forms), "format")
    wanted = Wanted(_kinds(only), unsafe)
    refuse_values(show_values, form)
    if out is not None:
        _check_out(out, path)
    catalogue = load_catalogue(definitions)
    with reading.opened(path, reading.parse(catalogue)) as (file, how):
        mending = pipeline.fix(file, catalogue, facts.parse(catalogue), how, wanted)
    if out is not None:
        _write(out, mending)
    written = out is not None
    show_result(forms[form](mending, written=written), form)
    if out is not None:
        show(as_line(f"{out}: written. Look at it: levelup validate {out}") + "\n", sys.stderr)


def _kinds(text: str | None) -> frozenset[str]:
    """`code_spelling,LU401` -> the kinds of fixes.

    Raises:
        UsageError: for what is none.
    """
    from levelup_cli.outcomes.fixes import FIX_KINDS

    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    return frozenset(choose(part, list(FIX_KINDS), "fix") for part in parts)


def _check_out(out: Path, source: Path) -> None:
    """Refuse what is read, and whatever else is there already.

    Raises:
        UsageError: naming it.
    """
    from levelup_cli.cli.outputs import refuse_existing

    if source.resolve() in (out.resolve(), *out.resolve().parents):
        raise UsageError(f"--out {out}: that is what is read. Choose another place.")
    refuse_existing(out)


def _write(out: Path, mending: "Mending") -> None:
    """Write the copy, a file or a folder, each file whole or not at all.

    Raises:
        UsageError: where a copy of such a return, or one of such a name, cannot be written.
        LevelUpError: where the system will not write it.
    """
    from levelup_cli.machine import replace_file

    if mending.copy is None:
        raise UsageError(f"--out {out}: {mending.unwritable}")
    if mending.endings and out.suffix.lower() not in mending.endings:
        endings = " or ".join(mending.endings)
        raise UsageError(
            f"--out {out}: the copy is of the same kind. Let its name end in {endings}."
        )
    try:
        if "" not in mending.copy:
            out.mkdir(parents=True)
        for name, content in mending.copy.items():
            replace_file(out / name if name else out, content)
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise LevelUpError(f"{out}: cannot be written ({reason})") from None
