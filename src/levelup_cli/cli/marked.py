"""The workbook that `levelup validate -o marked.xlsx` hands back, with what is wrong marked."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from levelup_cli.cli.inputs import STANDARD_INPUT
from levelup_cli.cli.outputs import refuse_existing
from levelup_cli.errors import LevelUpError, UsageError

if TYPE_CHECKING:
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.outcomes.submissions import Reading
    from levelup_cli.reports.findings import Looked

MARKED_ENDINGS = {".xlsx": "marked", ".xlsm": "marked"}


def split_outputs(out: Sequence[Path], paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The marked copies among the files that are to be written, and the others.

    Raises:
        UsageError: where it is not one file whose copy could be marked, or another is there.
    """
    marked = [file for file in out if file.suffix.lower() in MARKED_ENDINGS]
    if marked and (len(paths) != 1 or paths[0] == STANDARD_INPUT):
        raise UsageError(
            f"--out {marked[0]}: a marked copy is made of one return at a time, from a file."
        )
    for file in marked:
        refuse_existing(file)
    return marked, [file for file in out if file not in marked]


def write_marked(
    files: Sequence[Path],
    path: Path,
    returns: "Sequence[Looked]",
    catalogue: "Catalogue",
    reading: "Reading",
) -> None:
    """Write marked copies of a return; of one that could not be read there is none.

    Raises:
        LevelUpError: where a copy cannot be made or written.
    """
    from levelup_cli.machine import replace_file
    from levelup_cli.outcomes.submissions import Checked
    from levelup_cli.pipeline import mark

    for looked in returns:
        if not isinstance(looked.result, Checked):
            continue
        checked = replace(looked.result, findings=looked.findings)
        for file in files:
            ending = file.suffix.lower()
            copy = mark(path, checked, looked.verdict(), ending, catalogue, reading)
            try:
                replace_file(file, copy)
            except OSError as error:
                reason = error.strerror or "the system gave no reason"
                raise LevelUpError(f"{file}: cannot be written ({reason})") from None
