"""The front door: a command reads its arguments, calls one function, shows what came back."""

import sys

from levelup_cli.cli.app import app
from levelup_cli.errors import LevelUpError
from levelup_cli.gate import as_line, show, silence_output


def main() -> None:
    """Run the command line. Only here does an exception become a message and an exit code."""
    try:
        app()
    except LevelUpError as error:
        _say(str(error))
        sys.exit(2)
    except OSError as error:
        _say(f"The result cannot be written ({error.strerror}).")
        silence_output()
        sys.exit(2)


def _say(text: str) -> None:
    for line in text.splitlines():
        show(as_line(line) + "\n", sys.stderr)
