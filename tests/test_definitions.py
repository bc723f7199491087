"""The shipped pack is sound, and every mistake in one is named at its place.

Drop a file into `definitions/bad` and it is a test: `replace` a text of the shipped pack `by`
another; loading must say `says`, at the line where `at` then stands.
"""

import shutil
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from levelup_cli.catalogue import load_catalogue
from levelup_cli.catalogue.yaml_text import read_yaml
from levelup_cli.errors import DefinitionError

PACK = ROOT / "metric_definitions"
BAD = sorted((Path(__file__).parent / "definitions" / "bad").glob("*.yaml"))


@pytest.fixture
def pack(tmp_path):
    return Path(shutil.copytree(PACK, tmp_path / "pack"))


@pytest.mark.parametrize("fault", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_named_at_its_place(fault, pack):
    case = yaml.safe_load(fault.read_text("utf-8"))
    file = pack / case["in"]
    text = file.read_text("utf-8")
    assert case["replace"] in text
    spoilt = text.replace(case["replace"], case["by"], 1)
    file.write_text(spoilt, "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(pack)
    said = [
        problem for problem in caught.value.problems if problem.message.startswith(case["says"])
    ]
    assert said, str(caught.value)
    assert said[0].file == case["in"]
    if "at" in case:
        start = spoilt.index(case["at"], spoilt.index(case["by"][:3]) if case["by"] else 0)
        line = spoilt.count("\n", 0, start) + 1
        assert said[0].line == line, (said[0], line)


def test_all_mistakes_are_named_at_once(pack):
    goal = pack / "goals" / "05_open_recruitment.yaml"
    table = pack / "tables" / "vacancies.yaml"
    text = goal.read_text("utf-8").replace("tier: core", "tier: main")
    goal.write_text(text, "utf-8")
    table.write_text(table.read_text("utf-8").replace("required: true", "required: maybe"), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(pack)
    files = {problem.file for problem in caught.value.problems}
    assert files == {"goals/05_open_recruitment.yaml", "tables/vacancies.yaml"}
    tiers = [p for p in caught.value.problems if "'core'" in p.message]
    assert len(tiers) == text.count("tier: main")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("0777", 777),
        ("1_000", "1_000"),
        ("2025-03-31", "2025-03-31"),
        ("true", True),
        ("'true'", "true"),
        ("1.10", 1.1),
        ("'1.10'", "1.10"),
        ("~", None),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0x1F", "0x1F"),
    ],
)
def test_scalars_follow_the_core_schema_and_not_yaml_one_point_one(text, value):
    assert read_yaml("case.yaml", f"key: {text}\n".encode()).value == {"key": value}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: " + b"[" * 30 + b"]" * 30, "nested deeper than 20 levels"),
        (b"#" * (256 * 1024 + 1), "larger than 256 kB"),
        (b"a: \xff\n", "not UTF-8 at byte 3"),
        (b"a: \x00\n", "not YAML"),
        (b"? [a]\n: b\n", "a key that is not plain text"),
    ],
)
def test_hostile_yaml_is_refused(data, says):
    with pytest.raises(DefinitionError, match=says):
        read_yaml("case.yaml", data)


def test_a_file_that_is_no_part_of_a_pack_is_refused(pack):
    (pack / "notes.yaml").write_text("a: 1\n")
    with pytest.raises(DefinitionError, match=r"notes\.yaml:1:1: no part of a pack"):
        load_catalogue(pack)


@pytest.mark.parametrize("part", ["pack.yaml", "codes.yaml", "scoring.yaml", "disclosure.yaml"])
def test_a_pack_without_one_of_its_files_is_refused(pack, part):
    (pack / part).unlink()
    with pytest.raises(DefinitionError, match=part.replace(".", r"\.")):
        load_catalogue(pack)


def test_a_folder_without_definitions_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match=r"no \.yaml files"):
        load_catalogue(tmp_path)
    with pytest.raises(DefinitionError, match="no such folder"):
        load_catalogue(tmp_path / "absent")


def test_the_fingerprint_does_not_depend_on_line_ends(pack):
    before = load_catalogue(pack).fingerprint
    for file in pack.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalogue(pack).fingerprint == before


def test_the_fingerprint_changes_with_any_definition(pack, catalogue):
    file = pack / "scoring.yaml"
    file.write_text(file.read_text("utf-8").replace("core: 2", "core: 3"), "utf-8")
    assert load_catalogue(pack).fingerprint != catalogue.fingerprint


def test_every_metric_has_a_worked_example_and_says_why_its_target_is_what_it_is(catalogue):
    worked = {example.metric for example in catalogue.worked_examples}
    for metric_id, _, metric in catalogue.metrics():
        assert metric_id in worked
        if metric.tier != "context":
            assert metric.target
            assert len(metric.target.why) > 20


def test_every_source_is_cited(catalogue):
    cited = {b.source for _, _, metric in catalogue.metrics() for b in metric.benchmarks}
    cited |= {entry.source for rates in catalogue.rates.values() for entry in rates.entries}
    assert cited == set(catalogue.sources)
