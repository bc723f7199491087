"""`levelup demo`: the example return of an invented organisation, and its scorecard."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to put the example workbook.")
    ] = Path(),
) -> None:
    """Write the return of Northmoor Water, an invented company, and score it."""
    import shutil

    from levelup_cli.catalogue import load_catalogue, shipped_example
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.errors import LevelUpError
    from levelup_cli.pipeline import assess
    from levelup_cli.reports.formats import FORMATS, Selection

    copy, example = folder / "northmoor.xlsx", shipped_example()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            shutil.copyfile(example, copy)
    except OSError as error:
        raise LevelUpError(f"{copy}: cannot be written ({error.strerror})") from None
    scorecard = assess(copy, load_catalogue())
    show_result(FORMATS["table"](scorecard, Selection()))
    typer.echo(
        f"\nThe return is in {copy}. Three commands to try next:\n"
        f"  levelup score {copy} --goals 6\n"
        f"  levelup validate {copy}\n"
        "  levelup metrics show g06_class_pay_gap_median",
        err=True,
    )
