"""What is written, where, what happens when it cannot be, and what is refused before any work."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, ROOT
from levelup_cli.catalogue import load_catalogue
from levelup_cli.errors import DefinitionError, UnreadableFile
from levelup_cli.intake import read_submission

STAFF = "employee_id,grade,contract_type,religion,disability\n"


def run(arguments, *, stdout, **options):
    command = [sys.executable, "-m", "levelup_cli", *map(str, arguments)]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, **options
    )


@pytest.fixture
def staff(tmp_path):
    file = tmp_path / "employees.csv"
    file.write_text(STAFF + "E1,entry,permanent,muslin,yess\n", "utf-8")
    return file


def test_a_return_is_never_overwritten_by_its_own_result(staff, levelup):
    before = staff.read_bytes()
    done = levelup("score", staff, "-o", staff.with_name("x.json"), "-o", staff)
    assert (done.returncode, staff.read_bytes()) == (2, before)
    assert not staff.with_name("x.json").exists()
    assert levelup("score", staff.parent, "-o", staff.parent / "new.csv").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["metrics", "list"], ["validate", EXAMPLES / "northmoor"]])
def test_a_full_disk_is_one_line_and_exit_code_2(command):
    with Path("/dev/full").open("w") as full:
        done = run(command, stdout=full)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["The result cannot be written (No space left on device)."]


def test_whoever_reads_only_the_first_line_gets_no_complaint():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = run(["metrics", "list"], stdout=closed)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_nearest_code_is_not_told_where_it_would_tell_a_sensitive_answer(staff, levelup):
    done = levelup("validate", staff)
    assert done.stdout.count("LU401") == 2
    assert "Did you mean" not in done.stdout


def test_a_first_row_of_data_is_not_told_as_headings(tmp_path, levelup):
    file = tmp_path / "employees.csv"
    file.write_text("E001,Veteran,Carer,51.20\nE002,none,no,12.60\n", "utf-8")
    done = levelup("validate", file)
    assert not {"E001", "51.20"} & set(done.stdout.replace("'", " ").split())


def test_a_file_that_cannot_be_read_is_in_the_document_too(staff, levelup):
    done = levelup("validate", staff, staff.with_name("gone.csv"), "-f", "json")
    assert done.returncode == 2
    returns = json.loads(done.stdout)["returns"]
    assert [entry["readable"] for entry in returns] == [True, False]


def test_a_selection_holds_for_shortfalls_and_coverage_wins_too(levelup):
    done = levelup("score", EXAMPLES / "northmoor" / "employees.csv", "--goals", "14", "-f", "json")
    document = json.loads(done.stdout)
    assert {shortfall["goal"] for shortfall in document["shortfalls"]} == {14}
    assert {win["missing"] for win in document["coverage_wins"]} == {"leadership", "survey"}


def test_notes_under_a_totals_row_are_left_out_with_it(tmp_path, catalogue):
    file = tmp_path / "sites.csv"
    rows = ["site_id,region,headcount", "S1,TLC,10", "S2,TLJ,20", "Total,,30", "Source: HR,,"]
    file.write_text("\n".join(rows), "utf-8")
    submission = read_submission(file, catalogue)
    assert submission.tables["sites"].rows.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("employee_id,grade\nE1," + "x" * 40_000 + "\n", "more than 32,767 characters"),
        ("," * 20_000 + "\n", "more than 16,384 cells"),
    ],
)
def test_cells_and_rows_beyond_those_of_excel_are_refused(content, says, tmp_path, catalogue):
    file = tmp_path / "employees.csv"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match=says):
        read_submission(file, catalogue)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("goals/05_open_recruitment.yaml", "value: 95", "value: 1e999", "a finite number"),
        ("scoring.yaml", "core: 2", "core: -2", "at least 0 is expected"),
        ("disclosure.yaml", "least_people: 10", "least_people: 4", "at least 5 is expected"),
    ],
)
def test_a_pack_with_senseless_numbers_is_refused(file, old, new, says, tmp_path):
    pack = Path(shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack"))
    text = (pack / file).read_text("utf-8")
    (pack / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=says):
        load_catalogue(pack)


def test_a_folder_that_is_named_like_a_file_of_a_pack_is_passed_over(tmp_path):
    pack = Path(shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack"))
    (pack / "goals" / "zz.yaml").mkdir()
    assert load_catalogue(pack).goals
