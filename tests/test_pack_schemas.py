"""The JSON Schemas of a pack's files, held against the files by an independent validator."""

import json
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT
from levelup_cli.catalogue.yaml_text import read_yaml

PACK = ROOT / "metric_definitions"
SCHEMAS = ROOT / "schemas"
KINDS = {"goals": "goal", "tables": "table", "worked_examples": "worked_example"}
FILES = sorted(path.relative_to(PACK).as_posix() for path in PACK.rglob("*.yaml"))


def schema_of(file):
    folder, _, _ = file.partition("/")
    name = KINDS.get(folder) or Path(file).stem
    return SCHEMAS / f"{name}.schema.json"


def as_json(value):
    """The file's value as JSON has it: tuples are lists there."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_the_shipped_pack_keeps_to_its_schema(file):
    schema = json.loads(schema_of(file).read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    value = as_json(read_yaml(file, (PACK / file).read_bytes()).value)
    assert [error.message for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_file_tells_editors_its_schema(file):
    first = (PACK / file).read_text("utf-8").partition("\n")[0]
    marker = "# yaml-language-server: $schema="
    assert first.startswith(marker)
    assert ((PACK / file).parent / first.removeprefix(marker)).resolve() == schema_of(file)


MISTAKES = {
    "goals/06_fair_progression.yaml": [
        ("tier: core", "tier: main"),
        ("{proportion: {of:", "{propotion: {of:"),
        ("better: higher", "beter: higher"),
        ("{of: seniors, where", "{where"),
    ],
    "tables/sites.yaml": [("type: code", "type: cod"), ("min: 1", 'min: "1"')],
    "sources.yaml": [("status: confirmed", "status: maybe"), ("year: 2024", "year: soon")],
}


@pytest.mark.parametrize(
    ("file", "old", "new"), [(f, *pair) for f, pairs in MISTAKES.items() for pair in pairs]
)
def test_an_editor_sees_a_mistake(file, old, new):
    text = (PACK / file).read_text("utf-8")
    assert old in text
    value = as_json(read_yaml(file, text.replace(old, new, 1).encode()).value)
    schema = json.loads(schema_of(file).read_text("utf-8"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(value)


def test_the_command_writes_the_schemas_that_are_shipped(tmp_path, levelup):
    done = levelup("metrics", "schema", "-o", tmp_path / "made")
    assert done.returncode == 0
    made = {
        path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "made").iterdir()
    }
    assert len(made) == 12
    for name, schema in made.items():
        assert schema == json.loads((SCHEMAS / name).read_text("utf-8"))


def test_what_a_pack_on_top_adds_keeps_to_the_schema_of_goals():
    schema = json.loads((SCHEMAS / "goal.schema.json").read_text("utf-8"))
    own = "goal: 6\ncohorts:\n  managers: {table: employees, where: {grade: manager}}\n"
    for text, good in ((own, True), (own.replace("table:", "tabel:"), False)):
        value = as_json(read_yaml("goals/06.yaml", text.encode()).value)
        assert jsonschema.Draft202012Validator(schema).is_valid(value) is good
