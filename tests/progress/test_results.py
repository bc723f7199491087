"""Result files are read for as long as their major version lasts, and nothing else is."""

import json
import os
from pathlib import Path

import pytest

from conftest import EXAMPLES
from levelup_cli.errors import UnreadableFile
from levelup_cli.results import read_result

OLD = Path(__file__).parent / "results" / "northmoor-1.0.json"  # of before intervals
NORTHMOOR = EXAMPLES / "northmoor.xlsx"


def test_the_first_results_are_read_and_their_shares_compared(levelup):
    done = levelup("score", NORTHMOOR, "--previous", OLD, "-f", "json")
    assert done.returncode == 0, done.stderr
    progress = json.loads(done.stdout)["progress"]
    said = {change["metric"]: change for change in progress["metrics"]}
    share = said["g05_hire_fsm_share"]
    assert (share["verdict"], share["tested"]) == ("no clear change", True)  # the same return
    assert share["low"] == pytest.approx(-share["high"])
    ratio = said["g06_seb_promotion_ratio"]
    assert (ratio["verdict"], ratio["reason"]) == ("not comparable", "no interval then")
    assert {c["verdict"] for c in said.values()} == {"no clear change", "not comparable"}


def test_what_a_newer_version_added_is_ignored(tmp_path):
    content = json.loads(OLD.read_text("utf-8")) | {"schema_version": "1.9", "moods": ["new"]}
    content["goals"][0]["mood"] = "new"
    (tmp_path / "newer.json").write_text(json.dumps(content), "utf-8")
    assert read_result(tmp_path / "newer.json").schema_version == "1.9"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no JSON file"),
        (b"\xff\xfe\x00", "it is no JSON file"),
        (b"{" * 100_000, "it is no JSON file"),
        (b"[" * 100_000 + b"]" * 100_000, "it is no JSON file"),
        (b'{"schema": NaN}', "it is no JSON file"),
        (b"[]", "it is no result of `levelup score`"),
        (b'{"schema": "levelup/findings"}', "it is no result of `levelup score`"),
        (b'{"schema": "levelup/scorecard", "schema_version": "2.0"}', "version 2.0"),
        (b'{"schema": "levelup/scorecard", "schema_version": "1.1"}', "it is damaged, at"),
    ],
)
def test_what_is_no_result_is_refused_in_words(content, said, tmp_path, levelup):
    file = tmp_path / "last.json"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said.split("`")[0]):
        read_result(file)
    done = levelup("score", NORTHMOOR, "--previous", file)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_number_without_end_is_damage(tmp_path):
    text = OLD.read_text("utf-8").replace('"coverage": 1,', '"coverage": 1e999,')
    (tmp_path / "last.json").write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match="damaged, at goals"):
        read_result(tmp_path / "last.json")


def test_a_file_that_is_not_there_is_said(levelup):
    done = levelup("compare", "nowhere.json", NORTHMOOR)
    assert (done.returncode, "there is no such file" in done.stderr) == (2, True)


def test_two_saved_results_are_compared_without_pandas(levelup):
    done = levelup("compare", OLD, OLD, PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert not [line for line in done.stderr.splitlines() if line.rstrip().endswith("| pandas")]


def test_two_results_without_intervals_prove_no_change(levelup, tmp_path):
    content = json.loads(OLD.read_text("utf-8"))
    for goal in content["goals"]:
        for metric in goal["metrics"]:
            if metric["id"] == "g05_hire_fsm_share":
                metric["figure"]["value"] = 90
    (tmp_path / "later.json").write_text(json.dumps(content), "utf-8")
    done = levelup("compare", OLD, tmp_path / "later.json", "-f", "json")
    (step,) = json.loads(done.stdout)["steps"]
    assert {change["verdict"] for change in step["metrics"]} == {"not comparable"}


def _edited(tmp_path, **figure):
    content = json.loads(OLD.read_text("utf-8"))
    (metric,) = [
        m for g in content["goals"] for m in g["metrics"] if m["id"] == "g05_hire_fsm_share"
    ]
    metric["figure"] |= figure
    metric["target"] |= {"floor": 15, "value": 15}  # as no pack may have it
    (tmp_path / "odd.json").write_text(json.dumps(content), "utf-8")
    return tmp_path / "odd.json"


@pytest.mark.parametrize("number", [10**400, -(10**400)])
def test_a_number_too_large_for_any_count_is_damage(number, tmp_path):
    with pytest.raises(UnreadableFile, match="damaged, at goals"):
        read_result(_edited(tmp_path, value=number))


@pytest.mark.parametrize(
    "figure",
    [
        {"value": 10**40},
        {"numerator": 900, "denominator": 100},
        {"numerator": -5},
        {"value": -3},
    ],
)
def test_figures_that_contradict_themselves_bring_nothing_down(figure, tmp_path, levelup):
    odd = _edited(tmp_path, **figure)
    for files in ((odd, NORTHMOOR), (NORTHMOOR, odd)):
        done = levelup("compare", *files)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_is_no_file_is_not_waited_for(tmp_path, levelup):
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.json").mkdir()
    for name in ("pipe.json", "folder.json"):
        done = levelup("compare", tmp_path / name, OLD)
        assert (done.returncode, "it is no file" in done.stderr) == (2, True)
