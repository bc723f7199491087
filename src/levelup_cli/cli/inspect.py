"""`levelup inspect`: what was understood of a return, and what could be meant by the rest."""

from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.inputs import RETURN_HELP, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, Out, choose


@takes(reading=ReadingOptions)
def inspect(
    path: Annotated[Path, typer.Argument(metavar="RETURN", help=RETURN_HELP)],
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table or json.")
    ] = "table",
    out: Out = None,
    save_map: Annotated[
        Path | None,
        typer.Option("--save-map", metavar="FILE", help="Write a draft mapping to this file."),
    ] = None,
    definitions: Definitions = None,
    *,
    reading: ReadingOptions,
) -> None:
    """Show which sheets and columns were read, what was repaired, and what could be mapped.

    Nothing is matched by likeness: proposals go into a draft mapping, for a person to read.
    """
    from levelup_cli import pipeline
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import (
        check_outputs,
        refuse_existing,
        show_result,
        write_files,
    )
    from levelup_cli.gate import save
    from levelup_cli.reports.inspection import INSPECTION_ENDINGS, INSPECTION_FORMATS
    from levelup_cli.reports.mapping_draft import draft_mapping

    choose(form, list(INSPECTION_FORMATS), "format")
    inputs = [path, *([reading.map] if reading.map else [])]
    check_outputs(out or [], INSPECTION_ENDINGS, inputs)
    if save_map:
        check_outputs([save_map], {".yaml": "", ".yml": ""}, inputs, "--save-map")
        refuse_existing(save_map, "--save-map")
    catalogue = load_catalogue(definitions)
    with reading.opened(path, reading.parse(catalogue)) as (file, how):
        inspection = pipeline.inspect(file, catalogue, how)
    if save_map:
        save(save_map, draft_mapping(inspection, catalogue))
    write_files(out or [], INSPECTION_ENDINGS, lambda form: INSPECTION_FORMATS[form](inspection))
    show_result(INSPECTION_FORMATS[form](inspection), form)
