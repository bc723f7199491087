"""`levelup fix` as a user runs it: what is shown, what is written, what is refused."""

import io
import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import typer

from conftest import ROOT
from levelup_cli.cli.fix import fix as command
from levelup_cli.errors import UsageError

from .fixing import MENDED, SOFFICE, converted, write_rich_workbook


def run(*arguments):
    app = typer.Typer(add_completion=False)
    app.command()(command)
    app([str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return write_rich_workbook(tmp_path_factory.mktemp("rich") / "staff.xlsx")


def test_the_difference_is_shown_by_cells_and_nothing_is_written(rich, capsys):
    before = sorted(rich.parent.iterdir())
    run(rich)
    out = capsys.readouterr().out
    assert "- employees!E2, E4:E5  text of 10 characters\n+ a date  day_from_text safe\n" in out
    assert "- employees!C4  FT\n+ full_time  code_alias safe\n" in out
    assert "- employees!G6  text of 6 characters\n+ a code  LU401 unsafe\n" in out
    told = f"Would change {len(MENDED)} cells (1 more with --unsafe-fixes)."
    assert out.endswith(f"{told} Nothing is written; add -o FILE.\n")
    assert sorted(rich.parent.iterdir()) == before


def test_no_personal_value_is_shown(rich, capsys):
    for form in ("table", "json"):
        run(rich, "-f", form)
        out = capsys.readouterr().out
        assert not [value for value in ("E1", "12.50", "17/04/2019", "femail") if value in out]


def test_the_copy_is_written_and_the_return_is_not_touched(rich, tmp_path, capsys):
    before = rich.read_bytes()
    run(rich, "-o", tmp_path / "fixed.xlsx", "--unsafe-fixes")
    assert capsys.readouterr().out.endswith(f"Changed {len(MENDED) + 1} cells in the copy.\n")
    assert rich.read_bytes() == before
    run(tmp_path / "fixed.xlsx")
    assert capsys.readouterr().out == "Nothing to mend.\n"


def test_a_program_gets_a_document_without_values(rich, capsys):
    run(rich, "-f", "json")
    document = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schemas" / "fixes.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    assert (document["schema"], document["schema_version"]) == ("levelup/fixes", "1.0")
    assert (document["cells"], document["more_with_unsafe_fixes"]) == (len(MENDED), 1)
    (unsafe,) = [fix for fix in document["fixes"] if not fix["safe"]]
    assert unsafe == {
        "kind": "LU401",
        "safe": False,
        "made": False,
        "file": "staff.xlsx",
        "sheet": "employees",
        "cells": "employees!G6",
        "heading": "sex",
        "count": 1,
        "before": "text of 6 characters",
        "after": "a code",
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "taken.xlsx"], "that is there already"),
        (["-o", "fixed.csv"], "Let its name end in .xlsx"),
        (["-o", "staff.xlsx"], "that is what is read"),
        (["--only", "code_speling"], "Did you mean code_spelling?"),
        (["-f", "yaml"], "There is no format 'yaml'"),
        (["--show-values"], "on a terminal only"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(arguments, words, rich, tmp_path, monkeypatch):
    source = tmp_path / "staff.xlsx"
    shutil.copy(rich, source)
    (tmp_path / "taken.xlsx").write_bytes(b"theirs")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=re.escape(words)):
        run(source, *arguments)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["staff.xlsx", "taken.xlsx"]
    assert (tmp_path / "taken.xlsx").read_bytes() == b"theirs"


def test_values_are_shown_on_a_terminal(rich, monkeypatch):
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr(sys, "stdout", screen)
    run(rich, "--show-values")
    shown = screen.getvalue()
    assert "'17/04/2019'" in shown
    assert "'2019-04-17'" in shown
    assert "'femail'" in shown


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_kind_that_cannot_be_written_is_shown_and_says_what_to_do(rich, tmp_path, capsys):
    shutil.copy(rich, tmp_path / "staff.xlsx")
    source = converted(tmp_path / "staff.xlsx", "xls")
    run(source)
    out = capsys.readouterr().out
    assert f"Would change {len(MENDED)} cells" in out
    assert "Save it as .xlsx first" in out
    with pytest.raises(UsageError, match=r"Save it as \.xlsx first"):
        run(source, "-o", tmp_path / "fixed.xls")


def test_a_workbook_with_a_password_is_shown_but_not_written(rich, tmp_path, capsys, monkeypatch):
    office = pytest.importorskip("msoffcrypto.format.ooxml")
    monkeypatch.setenv("STAFF_PASSWORD", "invented")
    source = tmp_path / "staff.xlsx"
    with rich.open("rb") as plain, source.open("wb") as locked:
        office.OOXMLFile(plain).encrypt("invented", locked)
    run(source, "--password-env", "STAFF_PASSWORD")
    assert f"Would change {len(MENDED)} cells" in capsys.readouterr().out
    with pytest.raises(UsageError, match="Save it without one first"):
        run(source, "--password-env", "STAFF_PASSWORD", "-o", tmp_path / "fixed.xlsx")


def test_standard_input_is_mended_too(rich, tmp_path, capsys, monkeypatch):
    piped = SimpleNamespace(buffer=io.BytesIO(rich.read_bytes()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", piped)
    run("-", "-o", tmp_path / "fixed.xlsx")
    assert f"Changed {len(MENDED)} cells in the copy" in capsys.readouterr().out
    run(tmp_path / "fixed.xlsx")
    assert "Would change 0 cells (1 more with --unsafe-fixes)." in capsys.readouterr().out


def test_a_folder_is_written_as_a_folder(tmp_path, capsys):
    source = tmp_path / "return"
    source.mkdir()
    (source / "employees.csv").write_text("employee_id,grade\nE1,Entry\n", "utf-8")
    run(source, "-o", tmp_path / "fixed")
    assert "- employees.csv:B2  Entry\n+ entry  code_spelling safe\n" in capsys.readouterr().out
    assert (tmp_path / "fixed" / "employees.csv").read_text("utf-8").endswith("E1,entry\n")
    with pytest.raises(UsageError, match="that is what is read"):
        run(source, "-o", source / "fixed")


def test_a_return_that_is_as_it_should_be_has_nothing_to_mend(tmp_path, capsys):
    source = tmp_path / "employees.csv"
    source.write_text("employee_id,grade\nE1,entry\n", "utf-8")
    run(source)
    assert capsys.readouterr().out == "Nothing to mend.\n"


@pytest.mark.parametrize("inside", ["copy.xlsx", "old/copy", "old/older/copy"])
def test_nothing_is_written_into_the_folder_that_is_read(inside, tmp_path, monkeypatch):
    folder = tmp_path / "return"
    (folder / "old" / "older").mkdir(parents=True)
    (folder / "employees.csv").write_text("employee_id,grade\nE1,Entry\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="that is what is read"):
        run("return", "-o", Path("return") / inside)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["employees.csv"]


def test_fixes_are_shown_as_they_stand_in_the_return_the_safe_ones_first(rich, capsys):
    run(rich)
    lines = capsys.readouterr().out.splitlines()
    cells = [line.split()[1].rstrip(",") for line in lines if line.startswith("- ")]
    assert " ".join(cells).replace("employees!", "") == "A2 B2 B4 C2 C4 E2 F2 F4 G2 H2 H4 G6"
