"""The command line as a user runs it: what it prints, where, and the code that it ends with."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata

import pytest
from jsonschema import Draft202012Validator

from conftest import EXAMPLES, NORTHMOOR, ROOT
from levelup_cli.reports.tidy import COLUMNS

FOLDER = EXAMPLES / "northmoor"
SCHEMA = ROOT / "schemas" / "scorecard.schema.json"
STAFF = "employee_id,grade,contract_type,employment_basis,contracted_hours_week"
FILES = {
    "clean.csv": f"{STAFF}\nE1,entry,permanent,full_time,37\n",
    "odd.csv": f"{STAFF}\nE1,entry,permanent,full_time,61\n",
    "code.csv": f"{STAFF}\nE1,entri,permanent,full_time,37\n",
    "number.csv": f"{STAFF}\nE1,entry,permanent,full_time,many\n",
    "twice.csv": f"{STAFF}\nE1,entry,permanent,full_time,37\nE1,entry,permanent,full_time,37\n",
    "column.csv": f"{STAFF},Desk\nE1,entry,permanent,full_time,37,4\n",
    "bytes.csv": "PK\x03\x04 no workbook",
    "bad.xlsx": "PK\x03\x04 no workbook",
    "empty.csv": "",
    "folder/employees.csv": f"{STAFF}\nE1,entry,permanent,full_time,37\n",
    "folder/leadership.csv": "person_id,body\nL1,board\n",
    "none/notes.txt": "no table here",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder of little returns, each with one thing the matter."""
    folder = tmp_path_factory.mktemp("returns")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def summary(levelup):
    return levelup("score", NORTHMOOR)


@pytest.fixture(scope="module")
def printed(levelup):
    return levelup("score", NORTHMOOR, "-f", "json")


@pytest.fixture(scope="module")
def document(printed):
    return json.loads(printed.stdout)


def test_the_summary_of_a_workbook_has_a_line_per_goal_and_ends_with_the_verdict(summary):
    goals = re.findall(r"^ {2}([ \d]\d) [A-Z]", summary.stdout, re.MULTILINE)
    assert (summary.returncode, [int(goal) for goal in goals]) == (0, list(range(1, 15)))
    assert re.fullmatch(r"VALID: 0 errors, .*5 goals scored", summary.stdout.splitlines()[-1])


def test_in_a_pipe_no_line_is_wider_than_80_columns_or_coloured(levelup, summary):
    metrics = levelup("score", NORTHMOOR, "--goals", "5,6,14")
    lines = [*summary.stdout.splitlines(), *metrics.stdout.splitlines()]
    assert [line for line in lines if len(line) > 80 or "\x1b" in line] == []


def test_a_folder_of_csv_files_gives_the_goals_and_metrics_of_the_workbook(levelup, document):
    other = json.loads(levelup("score", FOLDER, "-f", "json").stdout)
    assert other["goals"] == document["goals"]


def test_a_lone_csv_is_scored_from_its_own_folder(levelup):
    done = levelup("score", "employees.csv", "-f", "json", cwd=FOLDER)
    scored = [goal["goal"] for goal in json.loads(done.stdout)["goals"] if goal["score"]]
    assert (done.returncode, scored) == (0, [6, 14])


def test_the_organisation_of_a_lone_file_is_named_with_flags(levelup, files):
    days = ("--period-start", "2024-04-01", "--period-end", "2025-03-31")
    named = ("--organisation", "Acme", *days, "--fact", "has_customers=no")
    shown = json.loads(levelup("score", files / "clean.csv", "-f", "json", *named).stdout)
    assert shown["organisation"]["name"] == "Acme"
    assert shown["organisation"]["period_end"] == "2025-03-31"


def test_standard_output_holds_the_json_document_and_nothing_is_said_beside_it(printed, document):
    assert (document["schema"], printed.stderr) == ("levelup/scorecard", "")


def test_the_json_document_keeps_to_its_schema(document):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_the_csv_has_its_columns_and_one_row_per_metric_and_group(levelup, document):
    text = levelup("score", NORTHMOOR, "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    metrics = [metric for goal in document["goals"] for metric in goal["metrics"]]
    metrics += document["data_quality"]
    groups = [
        (metric["id"], part["breakdown"], group["group"])
        for metric in metrics
        for part in [{"breakdown": "all", "groups": [{"group": "all"}]}, *metric["breakdowns"]]
        for group in part["groups"]
    ]
    assert list(rows[0]) == list(COLUMNS)
    assert [(r["metric_id"], r["breakdown"], r["breakdown_value"]) for r in rows] == groups
    assert len(metrics) == 128


@pytest.mark.parametrize(
    ("choice", "goals", "metrics"),
    [("--goals 5,6", {5, 6}, 19), ("--audience customers", set(range(1, 15)), 13)],
)
def test_what_is_shown_never_changes_a_score_or_a_coverage(
    levelup, document, choice, goals, metrics
):
    shown = json.loads(levelup("score", NORTHMOOR, "-f", "json", *choice.split()).stdout)["goals"]
    wanted = [goal for goal in document["goals"] if goal["goal"] in goals]
    assert [goal | {"metrics": []} for goal in shown] == [g | {"metrics": []} for g in wanted]
    assert sum(len(goal["metrics"]) for goal in shown) == metrics


USAGE = {
    "score {} --goals 99": "1 to 15",
    "score {} --goals 0": "1 to 15",
    "score {} --goals five": "'five' is no goal",
    "score {} --goals 6-5": "--goals",
    "score {} --goals 5,": "--goals",
    "score {} -f jsn": "Did you mean json?",
    "validate {} -f pdf": "no format 'pdf'",
    "score {} -o out.cvs": "'.cvs' cannot be written",
    "score {} -o out": "--out",
    "score {} -o missing/out.json": "cannot be written",
    "score {} --fail-on errors": "fail-on",
    "score {} --period-end 2025-31-03": "Write it as 2025-03-31",
    "score {} --fact has_custmers=yes": "Did you mean has_customers?",
    "score {} --fact has_customers=maybe": "no code of has_customers 'maybe'",
    "score": "Missing argument",
    "scoer {}": "No such command",
    "metrics show g14_gender_pay_gap_medain": "Did you mean g14_gender_pay_gap_median?",
    "metrics list --goals 16": "1 to 15",
}


@pytest.mark.parametrize(("line", "words"), USAGE.items())
def test_what_cannot_be_meant_is_answered_with_the_way_out_and_nothing_printed(
    levelup, files, line, words
):
    done = levelup(*line.format("clean.csv").split(), cwd=files)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


MATTER = {
    "validate clean.csv": (0, "VALID: clean.csv: 0 errors, 0 warnings"),
    "validate odd.csv": (0, "LU403"),
    "validate column.csv": (0, "LU204"),
    "validate code.csv": (1, "Did you mean entry?"),
    "validate number.csv": (1, "LU302"),
    "validate twice.csv": (1, "LU501"),
    "validate folder": (1, "the sheet organisation is missing"),
    "validate bad.xlsx": (2, "its zip directory is damaged"),
    "validate bytes.csv": (2, "its zip directory is damaged"),
    "validate empty.csv": (2, "it is empty"),
    "validate gone.csv": (2, "there is no such file"),
    "validate none": (2, "no file to read"),
    "score code.csv": (0, "NOT VALID: 1 error"),
    "score gone.csv": (2, "there is no such file"),
    "score clean.csv --definitions none": (2, "no .yaml files"),
    "validate odd.csv --fail-on warning": (1, "LU403"),
    "validate column.csv --fail-on information": (1, "LU204"),
    "validate code.csv --fail-on never": (0, "LU401"),
    "score code.csv --fail-on error": (1, "NOT VALID"),
    "score odd.csv --fail-on error": (0, "VALID"),
    "score odd.csv --fail-on warning": (1, "VALID"),
    "validate clean.csv odd.csv": (0, "VALID: odd.csv"),
    "validate code.csv clean.csv": (1, "NOT VALID: code.csv"),
    "validate clean.csv gone.csv": (2, "there is no such file"),
    "validate gone.csv code.csv": (2, "NOT VALID: code.csv"),
}


@pytest.mark.parametrize(("line", "outcome"), MATTER.items())
def test_each_mistake_is_said_and_the_worst_gives_the_code(levelup, files, line, outcome):
    done = levelup(*line.split(), cwd=files)
    code, words = outcome
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_each_file_named_with_out_is_written_as_its_ending_says(levelup, tmp_path, document):
    names = [tmp_path / name for name in ("a.json", "b.txt", "c.csv")]
    done = levelup("score", NORTHMOOR, *(part for name in names for part in ("-o", name)))
    assert json.loads(names[0].read_text("utf-8")) == document
    assert names[1].read_text("utf-8") == done.stdout
    assert names[2].read_bytes().startswith(b"\xef\xbb\xbforganisation_id,")


def test_a_misspelt_word_in_a_definition_is_named_at_its_place(levelup, files, tmp_path):
    pack = shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack")
    goal = pack / "goals" / "05_open_recruitment.yaml"
    goal.write_text(goal.read_text("utf-8").replace("audience:", "audence:", 1), "utf-8")
    lines = goal.read_text("utf-8").splitlines()
    (number,) = (n for n, line in enumerate(lines, 1) if "audence" in line)
    done = levelup("score", files / "clean.csv", "--definitions", pack)
    place = f"05_open_recruitment.yaml:{number}:{lines[number - 1].index('audence') + 1}:"
    assert (done.returncode, done.stdout) == (2, "")
    assert place in done.stderr
    assert "Did you mean audience?" in done.stderr


def test_levelup_alone_prints_its_help(levelup):
    done = levelup()
    assert (done.returncode, done.stderr) == (0, "")
    assert {"score", "validate", "demo", "metrics"} <= set(done.stdout.split())


@pytest.mark.parametrize("command", ["score", "validate", "demo", "metrics list"])
def test_the_help_of_a_command_loads_no_heavy_library(command):
    code = (
        "import atexit, sys; from levelup_cli.cli import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    run = [sys.executable, "-c", code, *command.split(), "--help"]
    loaded = subprocess.run(run, capture_output=True, text=True, check=True).stderr.split()
    assert "levelup_cli.cli.app" in loaded
    assert not {"pandas", "numpy", "pyarrow", "openpyxl"} & set(loaded)


LINES = ["validate --help", "metrics show g05_hire_fsm_share", "score clean.csv", "score gone.csv"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("line", LINES)
def test_a_console_of_few_characters_brings_nothing_down(files, line, encoding):
    run = [sys.executable, "-m", "levelup_cli", *line.split()]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(run, capture_output=True, check=False, cwd=files, env=environment)
    assert done.returncode == (2 if "gone" in line else 0)
    assert b"Traceback" not in done.stderr


BAD_NAME = "=cmd|' /C calc'!A0\x1b[31m\x9b2J\u202enoitasinagro"
BAD_GROUPS = ("::error::sales\u200f", "=HYPERLINK(1)\x07\u2066")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A return whose sender and departments bear names that would steer what reads them."""
    folder = tmp_path_factory.mktemp("hostile")
    sender = {"organisation_id": "::error::sender", "organisation_name": BAD_NAME}
    heading = ["employee_id", "contract_type", "job_family", "parental_occupation"]
    origins = ("lower", "professional")
    people = [(f"E{n}", "permanent", BAD_GROUPS[n % 2], origins[n // 20]) for n in range(40)]
    for name, rows in {
        "organisation": [sender, sender.values()],
        "employees": [heading, *people],
    }.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_hostile_names_are_inert_on_the_screen_and_in_files(levelup, hostile, form):
    done = levelup("score", hostile, "-f", form)
    said = (done.stdout + done.stderr).replace("\r\n", "\n").replace("\n", "")
    assert "noitasinagro" in said or "sales" in said
    assert [c for c in said if unicodedata.category(c) in {"Cc", "Cf"}] == []
    assert [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")] == []


def test_hostile_names_are_no_formulas_in_a_csv(levelup, hostile):
    text = levelup("score", hostile, "-f", "csv").stdout
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))] == []
