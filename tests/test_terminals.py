"""Terminals of all kinds: narrow, without colours, with few characters."""

import os
import subprocess
import sys

import pytest

from conftest import NORTHMOOR

TERMINALS = {
    "narrow": {"COLUMNS": "40"},
    "dumb": {"TERM": "dumb"},
    "without colour": {"NO_COLOR": "1"},
    "of Windows": {"PYTHONIOENCODING": "cp1252"},
    "of the oldest": {"PYTHONIOENCODING": "ascii", "TERM": "dumb", "COLUMNS": "40"},
}
COMMANDS = {
    "validate": ["validate", NORTHMOOR],
    "score": ["score", NORTHMOOR, "--goals", "6"],
    "inspect": ["inspect", NORTHMOOR],
    "explain": ["metrics", "show", "g06_class_pay_gap_median"],
    "help": ["validate", "--help"],
    "settings": ["config", "show"],
}


def run(arguments, environment):
    return subprocess.run(
        [sys.executable, "-m", "levelup_cli", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_terminal_gets_readable_text_and_no_error(command, terminal):
    environment = TERMINALS[terminal]
    done = run(COMMANDS[command], environment)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    shown = done.stdout.decode(encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\x1b" not in shown
    assert "�" not in shown
    if "PYTHONIOENCODING" in environment:
        assert shown.count("?") <= len(shown) / 100  # what has no plain form


@pytest.mark.parametrize("terminal", TERMINALS)
def test_what_cannot_be_done_is_said_on_every_terminal(terminal, tmp_path):
    done = run(["validate", tmp_path / "gone–é.csv"], TERMINALS[terminal])  # noqa: RUF001
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"there is no such file" in done.stderr
