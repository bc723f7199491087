"""What stands in cells is shown to whoever sits before the screen, and to nobody else."""

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
ROWS = "employee_id,grade,hourly_pay_gbp\nE1,Quillfeather,12\nE2,entry,about 12\nE3,entry,nine\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "employees.csv").write_text(ROWS, "utf-8")
    return tmp_path


def on_a_terminal(*arguments, cwd):
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "levelup_cli", *arguments]
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, cwd=cwd) as process:
        os.close(slave)
        read = b""
        try:
            while block := os.read(master, 1 << 16):
                read += block
        except OSError:  # the other end is closed
            pass
        os.close(master)
        return process.wait(), read.decode("utf-8")


def test_a_terminal_shows_what_stands_in_the_cells_if_asked(folder):
    code, shown = on_a_terminal("validate", "employees.csv", "--show-values", cwd=folder)
    assert code == 1
    assert "found: 'Quillfeather'" in shown
    assert "text of 4 to 8 characters is no number" in shown
    assert "found: 'about 12', 'nine'" in shown


def test_it_does_not_unless_asked(folder):
    _, shown = on_a_terminal("validate", "employees.csv", cwd=folder)
    assert "LU401" in shown
    assert "Quillfeather" not in shown


def test_files_beside_the_terminal_hold_none(folder):
    on_a_terminal("validate", "employees.csv", "--show-values", "-o", "f.txt", cwd=folder)
    told = (folder / "f.txt").read_text("utf-8")
    assert "LU401" in told
    assert "Quillfeather" not in told


@pytest.mark.parametrize("command", ["validate", "fix"])
def test_what_is_piped_is_refused(command, folder, levelup):
    done = levelup(command, "employees.csv", "--show-values", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "on a terminal only" in done.stderr


@pytest.mark.parametrize("command", ["validate", "fix"])
def test_a_form_for_programs_is_refused_on_a_terminal_too(command, folder):
    code, shown = on_a_terminal(command, "employees.csv", "--show-values", "-f", "json", cwd=folder)
    assert code == 2
    assert "on a terminal only" in shown
    assert "Quillfeather" not in shown
