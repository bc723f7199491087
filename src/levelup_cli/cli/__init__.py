"""The front door: a command reads its arguments, calls one function, shows what came back."""

import sys

from levelup_cli.cli.app import app
from levelup_cli.errors import LevelUpError


def main() -> None:
    """Run the command line. Only here does an exception become a message and an exit code."""
    try:
        app()
    except LevelUpError as error:
        from levelup_cli.gate import as_line, show

        for line in str(error).splitlines():
            show(as_line(line) + "\n", sys.stderr)
        sys.exit(2)
