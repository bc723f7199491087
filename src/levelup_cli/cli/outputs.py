"""Where results go: standard output, and the files named with --out."""

import sys
from collections.abc import Callable
from pathlib import Path

from levelup_cli.errors import UsageError
from levelup_cli.gate import emit, save, show
from levelup_cli.words import suggest


def check_outputs(
    files: list[Path], endings: dict[str, str], inputs: list[Path], option: str = "--out"
) -> None:
    """Refuse files of an unknown kind, and the inputs themselves, before any work is done.

    Raises:
        UsageError: naming the endings that can be written, or the input that would be lost.
    """
    sources = {path.resolve() for path in inputs}
    for file in files:
        if file.resolve() in sources or file.resolve().parent in sources:
            raise UsageError(f"{option} {file}: that is what is read. Choose another place.")
        if file.suffix.lower() not in endings:
            hint = suggest(file.suffix, endings)
            what = f"'{file.suffix}' cannot be written" if file.suffix else "its name has no ending"
            raise UsageError(f"{option} {file}: {what}.{hint}\nChoose from {', '.join(endings)}.")


def refuse_existing(file: Path, option: str = "--out") -> None:
    """Refuse to write over what may be somebody's work.

    Raises:
        UsageError: naming it.
    """
    if file.exists():
        raise UsageError(
            f"{option} {file}: that is there already. Choose another name, or move it away."
        )


def write_files(files: list[Path], endings: dict[str, str], render: Callable[[str], str]) -> None:
    """Write each file in the format of its ending.

    Raises:
        LevelUpError: where one cannot be written.
    """
    for file in files:
        form = endings[file.suffix.lower()]
        save(file, render(form), with_mark=form == "csv")


def write_folder(folder: Path, texts: dict[str, str]) -> None:
    """Write several texts into one folder, which is made if it is not there.

    Raises:
        UsageError: where the folder cannot be one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"--out {folder}: no folder can be made there ({error.strerror})."
        ) from None
    for name, text in texts.items():
        save(folder / name, text)


def show_result(text: str, form: str = "table") -> None:
    """Standard output carries the result: a table with colour on a terminal, else the bare text."""
    if form != "table":
        emit(text)
        return
    if sys.stdout is None or not sys.stdout.isatty():
        show(text)
        return
    from rich.console import Console
    from rich.text import Text

    coloured = Text(text)
    for pattern, style in _COLOURS.items():
        coloured.highlight_regex(pattern, style)
    Console(highlight=False).print(coloured, soft_wrap=True, end="")


_COLOURS = {
    r"(?m)^VALID": "bold green",
    r"(?m)^NOT VALID": "bold red",
    r"(?m)^  error:": "red",
    r"(?m)^  warning:": "yellow",
    r"weak:": "yellow",
    r"█+": "cyan",
    r"(?m)^(Largest|Quickest)[^(\n]*": "bold",
    r"(?m)^  Goal .*Confidence$": "dim",
}
