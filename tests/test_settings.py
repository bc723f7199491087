"""Settings: which file counts, what beats what, and what is said of a mistake."""

import json
import re
import tomllib

import jsonschema
import pytest

from conftest import ROOT
from levelup_cli.errors import UsageError
from levelup_cli.reports.definitions import LISTS
from levelup_cli.reports.findings import FINDINGS_FORMATS
from levelup_cli.reports.formats import FORMATS
from levelup_cli.reports.inspection import INSPECTION_FORMATS
from levelup_cli.reports.plan import PLAN_FORMATS
from levelup_cli.settings.choices import FORMS
from levelup_cli.settings.lines import line_of
from levelup_cli.settings.sources import read_settings

COMMANDS = {"validate": {"format", "select", "areas"}, "score": {"format", "goals"}}
BAD = "site_id,region,headcount\nS1,Mars,5\n"  # one error


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites.csv").write_text(BAD)
    return tmp_path


def read(folder, text, *, name="levelup.toml", environment=None, chosen=()):
    (folder / name).write_text(text, "utf-8")
    return read_settings(folder, environment or {}, list(chosen), COMMANDS)


def value(settings, command, key):
    return settings.of(command)[key].value


def test_the_nearest_file_above_the_working_directory_counts(tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "levelup.toml").write_text('format = "json"')
    assert value(read_settings(below, {}, [], COMMANDS), "validate", "format") == "json"
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "other"')
    assert value(read_settings(below, {}, [], COMMANDS), "validate", "format") == "json"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.levelup]\nformat = "csv"')
    assert value(read_settings(below, {}, [], COMMANDS), "validate", "format") == "csv"
    (tmp_path / "a" / "levelup.toml").write_text('format = "jsonl"')
    assert value(read_settings(below, {}, [], COMMANDS), "validate", "format") == "jsonl"
    assert read_settings(below, {}, [], COMMANDS, isolated=True).given == ()


def test_a_pyproject_of_somebody_else_may_be_broken(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project\n")
    assert read_settings(tmp_path, {}, [], COMMANDS).given == ()


def test_the_environment_beats_the_file_and_config_beats_both(folder):
    text = 'format = "json"\n[validate]\nformat = "csv"\n'
    of_file = read(folder, text)
    assert (value(of_file, "score", "format"), value(of_file, "validate", "format")) == (
        "json",
        "csv",
    )
    environment = {"LEVELUP_FORMAT": "table", "LEVELUP_ORACLES": "a folder"}
    both = read(folder, text, environment=environment)
    assert value(both, "validate", "format") == "table"
    assert str(both.of("validate")["format"].origin) == "LEVELUP_FORMAT"
    pairs = ["validate.format=sarif"]
    all_three = read(folder, text, environment=environment, chosen=pairs)
    assert value(all_three, "validate", "format") == "sarif"
    assert value(all_three, "score", "format") == "table"


def test_a_file_that_is_named_stands_for_the_one_that_would_be_found(folder):
    (folder / "other.toml").write_text("strict = true")
    settings = read(folder, 'format = "json"', chosen=[str(folder / "other.toml")])
    assert list(settings.of("validate")) == ["strict"]


def test_paths_in_a_file_are_relative_to_it(tmp_path):
    below = tmp_path / "a"
    below.mkdir()
    (tmp_path / "levelup.toml").write_text('areas = ["x.csv"]\ndefinitions = "pack"')
    settings = read_settings(below, {}, [], COMMANDS)
    assert value(settings, "validate", "areas") == [str(tmp_path / "x.csv")]
    assert value(settings, "validate", "definitions") == str(tmp_path / "pack")


def test_lists_may_be_written_as_lists_and_days_as_days(folder):
    text = 'select = ["lu3", "LU401"]\ngoals = [5, 6]\nperiod-start = 2024-04-01\nareas = "a"'
    settings = read(folder, text)
    assert value(settings, "validate", "select") == "LU3,LU401"
    assert value(settings, "validate", "goals") == "5,6"
    assert value(settings, "validate", "period-start") == "2024-04-01"
    assert value(settings, "validate", "areas") == [str(folder / "a")]


def test_truth_values_and_lists_are_read_from_the_environment(folder):
    environment = {"LEVELUP_STRICT": "True", "LEVELUP_FACT": "a=yes b=no", "LEVELUP_GOALS": "5"}
    settings = read(folder, "", environment=environment)
    assert value(settings, "score", "strict") is True
    assert value(settings, "score", "fact") == ["a=yes", "b=no"]
    with pytest.raises(UsageError, match="LEVELUP_STRICT: strict: true or false"):
        read(folder, "", environment={"LEVELUP_STRICT": "perhaps"})


MISTAKES = """\
formt = "json"
format = "jsn"
strict = "yes"
fail_on = "error"
accept = [
  {code = "x", until = "2027-01-01"},
  {code = "LU4", reason = "  ", until = 2027-01-01, wher = "x"},
]
[validate]
slect = "LU3"
[scor]
format = "json"
[score]
select = "LU4x"
"""
SAID = {
    1: "there is no setting 'formt'. Did you mean format?",
    2: "format: there is no 'jsn'. Did you mean json?",
    3: "strict: true or false is expected",
    4: "Did you mean fail-on?",
    6: "code: LU401, or LU4 for its family",
    7: "Did you mean where?",
    10: "Did you mean select?",
    11: "there is no setting 'scor'. Did you mean score?",
    14: "score has no option --select",
}


def test_everything_wrong_is_said_at_once_each_with_its_line(folder):
    with pytest.raises(UsageError) as caught:
        read(folder, MISTAKES)
    lines = str(caught.value).splitlines()
    for number, words in SAID.items():
        place = f"levelup.toml:{number}: "
        assert [line for line in lines if place in line and words in line], (number, lines)
    numbers = [int(line.partition("levelup.toml:")[2].partition(":")[0]) for line in lines]
    assert numbers == sorted(numbers)


def test_an_acceptance_without_a_last_day_or_a_reason_is_refused(folder):
    with pytest.raises(UsageError) as caught:
        read(folder, '[[accept]]\ncode = "LU4"')
    assert "until: it is missing. An acceptance without end is refused." in str(caught.value)
    assert "levelup.toml:1: reason: it is missing." in str(caught.value)


UNREADABLE = {
    b"a = \n": ":1: this is not TOML",
    b"a = 1\nb = [\n": ":3: this is not TOML",
    b"a = '\xff'": ": this is not UTF-8",
    b"a = 1\na = 2": ":2: this is not TOML",
    b"a = " + b"[" * 5000: "",
    b"# \n" * 100_000: ": larger than 256 kB",
}


@pytest.mark.parametrize(("data", "said"), UNREADABLE.items(), ids=range(len(UNREADABLE)))
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(levelup, folder, data, said):
    (folder / "levelup.toml").write_bytes(data)
    done = levelup("validate", "sites.csv", cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert done.stderr.startswith(f"levelup.toml{said}")
    assert len(done.stderr.splitlines()) == 1


LINES = """\
format = "json"
[[accept]]
code = "LU1"
[[accept]]
code = "LU2"
[validate]
"select" = "{ = ["
areas = [
  "a",
  "b",
]
ignore = "LU3"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("format",), 1),
        (("accept", 0, "code"), 3),
        (("accept", 1), 4),
        (("accept", 1, "until"), 4),
        (("validate", "select"), 7),
        (("validate", "areas", 1), 10),
        (("validate", "ignore"), 12),
        (("nothing",), 1),
    ],
)
def test_the_line_of_a_setting_is_found(path, line):
    assert line_of(LINES, path) == line


def test_the_forms_of_settings_are_those_of_all_commands():
    known = {*FINDINGS_FORMATS, *FORMATS, *INSPECTION_FORMATS, *PLAN_FORMATS, *LISTS}
    assert set(FORMS) == known


def test_the_schema_takes_what_is_right_and_refuses_what_is_not():
    schema = json.loads((ROOT / "schemas" / "settings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    good = 'fail-on = "warning"\nselect = ["LU3"]\n[validate]\nformat = "sarif"'
    jsonschema.validate(tomllib.loads(good), schema)
    for bad in ('fail-on = "eror"', "[validate]\nformt = 1", "strict = 1"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(tomllib.loads(bad), schema)


def test_the_command_line_beats_every_setting(levelup, folder):
    (folder / "levelup.toml").write_text('fail-on = "never"\nformat = "json"')
    done = levelup("validate", "sites.csv", cwd=folder)
    assert (done.returncode, done.stdout[0]) == (0, "{")
    done = levelup("validate", "sites.csv", "--fail-on", "error", "-f", "concise", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (1, "NOT VALID")
    done = levelup("--isolated", "validate", "sites.csv", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "sites.csv")
    done = levelup("validate", "sites.csv", cwd=folder, LEVELUP_FORMAT="jsonl")
    assert '"type": "finding"' in done.stdout


def test_config_show_says_where_each_setting_came_from(levelup, folder):
    (folder / "levelup.toml").write_text('strict = true\n\n[score]\nformat = "json"\n')
    done = levelup("config", "show", cwd=folder, LEVELUP_GOALS="5")
    rows = [re.split(r" {2,}", line) for line in done.stdout.splitlines()]
    assert ["strict", "true", "levelup.toml:1"] in rows
    assert ["score format", "json", "levelup.toml:4"] in rows
    assert ["goals", "5", "LEVELUP_GOALS"] in rows
    assert ["format", "table", "default"] in rows
    shown = json.loads(levelup("config", "show", "-f", "json", cwd=folder).stdout)
    assert {
        "command": "score",
        "key": "format",
        "value": "json",
        "origin": "levelup.toml:4",
    } in shown["settings"]


def test_help_is_there_for_whoever_has_wrong_settings(levelup, folder):
    (folder / "levelup.toml").write_text("formt = 1")
    assert levelup("validate", "--help", cwd=folder).returncode == 0
    done = levelup("validate", "sites.csv", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "levelup.toml:1: there is no setting 'formt'. Did you mean format?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["valdate"], "Did you mean 'validate'?"),
        (["validate", "--formt", "json"], "--format"),
        (["validate", "x", "--fail-on", "eror"], "Did you mean error?\nChoose from error, warning"),
        (["--config", "gone.toml", "validate", "x"], "gone.toml: it cannot be read"),
        (["--config", "formt=x", "validate", "x"], "Did you mean format?"),
    ],
)
def test_a_word_that_is_nearly_right_is_corrected(levelup, tmp_path, arguments, said):
    done = levelup(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_quiet_prints_the_verdicts_alone_to_people(levelup, folder):
    done = levelup("validate", "sites.csv", "-q", cwd=folder)
    assert done.stdout == "NOT VALID: sites.csv: 1 error, 0 warnings\n"
    assert done.returncode == 1


def test_the_last_return_is_read_beside_this_one(levelup, folder):
    (folder / "last.csv").write_text("site_id,region,headcount\nS1,TLC,5\n")
    done = levelup("validate", "sites.csv", "--previous", "gone.csv", cwd=folder)
    assert (done.returncode, "gone.csv" in done.stderr) == (2, True)
    assert levelup("validate", "sites.csv", "--previous", "last.csv", cwd=folder).returncode == 1
