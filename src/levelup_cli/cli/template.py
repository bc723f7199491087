"""`levelup template`: a workbook or a folder of CSV files to be filled in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.cli.options import Definitions, choose, parse_goals
from levelup_cli.errors import LevelUpError, UsageError

if TYPE_CHECKING:
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.templates import Request, Template

WORKBOOK = ".xlsx"


def template(
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write this .xlsx file, or CSV files into a folder."
        ),
    ],
    goals: Annotated[
        str | None,
        typer.Option("--goals", metavar="5,6", help="Ask for what these goals need only."),
    ] = None,
    metrics: Annotated[
        str | None,
        typer.Option("--metrics", metavar="ID,ID", help="Ask for what these metrics need only."),
    ] = None,
    sector: Annotated[
        str | None,
        typer.Option("--sector", metavar="CODE", help="Leave out what makes no sense in it."),
    ] = None,
    aggregate: Annotated[
        bool, typer.Option("--aggregate", help="For counts per metric instead of rows on people.")
    ] = False,
    prefill: Annotated[
        Path | None,
        typer.Option(
            "--prefill", metavar="RETURN", help="Carry over what lasts from year to year."
        ),
    ] = None,
    upgrade: Annotated[
        Path | None,
        typer.Option("--upgrade", metavar="RETURN", help="Move all of this return into it."),
    ] = None,
    definitions: Definitions = None,
) -> None:
    """Write an empty return that asks for what the metrics need, and for nothing else."""
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.gate import as_line, show
    from levelup_cli.templates import make_template, not_moved
    from levelup_cli.words import count_of

    if prefill is not None and upgrade is not None:
        raise UsageError(
            "--prefill and --upgrade exclude each other: give --prefill for a new year,"
            " --upgrade for the same year in a newer template."
        )
    _check_out(out, [path for path in (prefill, upgrade) if path is not None])
    catalogue = load_catalogue(definitions)
    request = _request(catalogue, goals, metrics, sector, aggregate)
    request = _with_earlier(catalogue, request, prefill, upgrade)
    made = make_template(catalogue, request)
    _write(out, made, catalogue)
    sheets = count_of(len(made.sheets), "sheet" if _is_workbook(out) else "file")
    columns = count_of(made.count_columns(), "column")
    typer.echo(f"{as_line(str(out))}: {sheets} with {columns} in all.", err=True)
    left = list(not_moved(request.earlier)) if request.earlier and request.everything else []
    if left:
        show("Not moved, and still only in the old return:\n", sys.stderr)
        show("".join(f"  {as_line(line)}\n" for line in left), sys.stderr)


def _is_workbook(out: Path) -> bool:
    return out.suffix.lower() == WORKBOOK and not out.is_dir()


def _check_out(out: Path, inputs: list[Path]) -> None:
    """Refuse the earlier return, and whatever else may have been filled in already."""
    from levelup_cli.cli.outputs import check_outputs

    if out.is_dir() or not out.suffix:
        if out.resolve() in {path.resolve() for path in inputs}:
            raise UsageError(f"--out {out}: that is the earlier return. Choose another folder.")
        return
    check_outputs([out], {WORKBOOK: "workbook"}, inputs)
    _refuse_existing(out)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise UsageError(
            f"--out {file}: that is there already, and may be filled in. Choose another name, or"
            " move it away."
        )


def _request(
    catalogue: "Catalogue",
    goals: str | None,
    metrics: str | None,
    sector: str | None,
    aggregate: bool,
) -> "Request":
    """What was asked for on the command line, with its names made sure of.

    Raises:
        UsageError: for a name that does not exist, or where no metric is left.
    """
    from levelup_cli.templates import Request, choose_metrics

    if aggregate and "aggregates" not in catalogue.tables:
        raise UsageError("--aggregate: these definitions have no table aggregates. Leave it out.")
    wanted = parse_goals(goals, catalogue)
    ids = [part.strip() for part in metrics.split(",") if part.strip()] if metrics else []
    every = catalogue.with_goals(tuple(goal.goal for goal in catalogue.goals))
    known = [metric_id for metric_id, _, _ in every.metrics()]
    for metric_id in ids:
        choose(metric_id, known, "metric")
    if sector is not None:
        sector = _sector(catalogue, sector)
    listed = every if ids else catalogue.with_goals(wanted)
    chosen = tuple(choose_metrics(listed, wanted, ids, sector))
    if not chosen:
        raise UsageError("No metric is left to ask for. Leave out --goals, --metrics or --sector.")
    return Request(chosen, aggregate, sector)


def _sector(catalogue: "Catalogue", text: str) -> str:
    """The code of a sector, by its code, its label or another of its names.

    Raises:
        UsageError: where there is no such sector.
    """
    from levelup_cli.words import simplify

    spellings = catalogue.spellings("organisation", "sector")
    codes = list(catalogue.groups("organisation", "sector") or ()) if spellings else []
    return choose(spellings.get(simplify(text), text), codes or list(catalogue.sectors), "sector")


def _with_earlier(
    catalogue: "Catalogue", request: "Request", prefill: Path | None, upgrade: Path | None
) -> "Request":
    path = prefill or upgrade
    if path is None:
        return request

    from dataclasses import replace

    from levelup_cli.intake import read_submission

    earlier = read_submission(path, catalogue)
    return replace(request, earlier=earlier, everything=upgrade is not None)


def _write(out: Path, made: "Template", catalogue: "Catalogue") -> None:
    """The workbook, or a CSV file per table, each whole or not at all.

    Raises:
        LevelUpError: where it cannot be written.
    """
    from levelup_cli.gate import save
    from levelup_cli.machine import replace_file
    from levelup_cli.templates import as_texts, as_workbook

    try:
        if _is_workbook(out):
            replace_file(out, as_workbook(made, catalogue))
            return
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise LevelUpError(f"{out}: cannot be written ({reason})") from None
    texts = {out / name: text for name, text in as_texts(made).items()}
    for file in texts:
        _refuse_existing(file)
    for file, text in texts.items():
        save(file, text, with_mark=True)
