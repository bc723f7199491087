"""What `levelup inspect` and `levelup plan` tell, and the options about reading."""

import json

import openpyxl
import pytest

from conftest import NORTHMOOR

STAFF = [
    ["Pers. No.", "Job level", "Gender", "Cost centre"],
    ["000017", "Band 7", "F", "CC1"],
    ["000018", "Band 5", "M", "CC2"],
    ["000019", "Band 5", "F", "CC2"],
]
SITES = [["site_id", "Region ", "headcount"], ["S1", "North East", 12], ["S2", "n/a", 30]]


@pytest.fixture
def folder(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets = {"Cover": [["Ours"]], "Leute": STAFF, "sites": SITES, "#own": [["x"]]}
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "r.xlsx")
    return tmp_path


def test_every_sheet_is_named_with_what_became_of_it_and_why(levelup, folder):
    shown = levelup("inspect", "r.xlsx", cwd=folder).stdout
    assert "Cover: not read: neither its name nor its headings are those of a table" in shown
    assert "sites: sites, by its name; headings on row 1, 2 rows" in shown
    assert "#own: not read: its name begins with # or _" in shown


def test_every_column_is_named_with_its_match_its_kinds_and_what_says_nothing(levelup, folder):
    shown = levelup("inspect", "r.xlsx", cwd=folder).stdout
    assert "  A site_id: 2 texts\n" in shown
    assert "  B Region = region (spelling): 2 texts; 1 missing\n" in shown
    assert "  C headcount: 2 numbers\n" in shown


def test_proposals_are_made_and_none_is_applied(levelup, folder):
    shown = levelup("inspect", "r.xlsx", "-f", "json", cwd=folder)
    document = json.loads(shown.stdout)
    proposals = {(p["kind"], p["from"]): p["to"] for p in document["proposals"]}
    assert proposals["sheet", "Leute"] == "employees"
    assert proposals["heading", "Gender"] == "sex"
    assert proposals["heading", "Job level"] == "grade"
    assert proposals["heading", "Pers. No."] == "employee_id"
    assert "employees" not in {sheet["table"] for sheet in document["sheets"]}


def test_the_draft_holds_codes_and_never_what_stands_in_other_columns(levelup, folder):
    levelup("inspect", "r.xlsx", "--save-map", "map.yaml", cwd=folder)
    text = (folder / "map.yaml").read_text("utf-8")
    assert '"Band 7":' in text
    assert "000017" not in text
    assert "CC1" not in text


def test_json_holds_counts_and_no_value_of_a_cell(levelup, folder):
    done = levelup("inspect", "r.xlsx", "-f", "json", "-o", "i.json", "-o", "i.txt", cwd=folder)
    document = json.loads(done.stdout)
    assert document["schema"] == "levelup/inspection"
    assert json.loads((folder / "i.json").read_text("utf-8")) == document
    assert (folder / "i.txt").read_text("utf-8").startswith("r.xlsx\n")
    assert not {"000017", "Band 7", "S1"} & set(done.stdout.split('"'))


def test_a_draft_does_not_overwrite_the_mapping_that_was_applied(levelup, folder):
    (folder / "map.yaml").write_text("tables: {}")
    done = levelup("inspect", "r.xlsx", "--map", "map.yaml", "--save-map", "map.yaml", cwd=folder)
    assert done.returncode == 2
    assert (folder / "map.yaml").read_text() == "tables: {}"


def test_a_plan_says_what_is_possible_and_what_to_collect_next(levelup):
    done = levelup("plan", NORTHMOOR, "-f", "json")
    document = json.loads(done.stdout)
    by_id = {metric["metric_id"]: metric for metric in document["metrics"]}
    assert by_id["g06_class_pay_gap_median"]["state"] == "computed"
    assert by_id["g13_scope12_change"]["missing"] == ["energy"]
    steps = document["steps"]
    assert [step["table"] for step in steps[:2]] == ["outreach", "suppliers"]
    assert "participants" in steps[0]["columns"]
    unlocked = [name for step in steps for name in step["unlocks"]]
    lacking = [name for name, metric in by_id.items() if metric["state"] == "not_provided"]
    assert sorted(unlocked) == sorted(lacking)


def test_the_steps_of_a_plan_make_good_what_they_promise(levelup, tmp_path):
    """The step for a sheet of which only columns are missing names exactly those."""
    (tmp_path / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,12\n")
    done = levelup("plan", "sites.csv", "--goals", "11", "-f", "json", cwd=tmp_path)
    steps = {step["table"]: step for step in json.loads(done.stdout)["steps"]}
    assert {"public_transport_ok", "step_free"} <= set(steps["sites"]["columns"])
    assert not {"region", "headcount"} & set(steps["sites"]["columns"])


def test_a_plan_for_a_person_ends_with_where_to_begin(levelup):
    shown = levelup("plan", NORTHMOOR, "--goals", "6").stdout
    assert shown.startswith("Northmoor Water plc: 11 of 11 metrics possible now")
    assert shown.rstrip().endswith("every metric that applies can be worked out.")
    more = levelup("plan", NORTHMOOR).stdout
    assert more.splitlines()[-1].startswith("Begin with outreach; `levelup template`")


def test_standard_input_is_read_like_a_file(levelup_reads, folder):
    content = (folder / "r.xlsx").read_bytes()
    done = levelup_reads(content, "validate", "-")
    assert b"VALID: standard input" in done.stdout
    named = levelup_reads(b"site_id,region\nS1,TLC\n", "validate", "-", "--stdin-name", "our.csv")
    assert b"our.csv" in named.stdout
    assert b"Traceback" not in done.stderr + named.stderr


def test_nothing_of_standard_input_is_left_behind(levelup_reads, tmp_path):
    done = levelup_reads(b"site_id,region\nS1,TLC\n", "validate", "-", TMPDIR=str(tmp_path))
    assert done.returncode in {0, 1}
    assert list(tmp_path.iterdir()) == []


STRICT = {
    "a title": "Our sites,,\nsite_id,region,headcount\nS1,TLC,1\n",
    "a spelling": "site_id,region,headcount\nS1,tlc,1\n",
    "a total": "site_id,region,headcount\nS1,TLC,1\nTotal,,1\n",
}


@pytest.mark.parametrize("text", STRICT.values(), ids=list(STRICT))
def test_strict_refuses_what_would_have_to_be_repaired(levelup, tmp_path, text):
    (tmp_path / "sites.csv").write_text(text)
    assert levelup("validate", "sites.csv", cwd=tmp_path).returncode == 0
    done = levelup("validate", "sites.csv", "--strict", cwd=tmp_path)
    assert done.returncode == 2
    assert "--strict allows no repairs" in done.stderr


def test_strict_has_nothing_against_a_clean_file(levelup, tmp_path):
    (tmp_path / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,1\n")
    assert levelup("score", "sites.csv", "--strict", cwd=tmp_path).returncode == 0


USAGE = {
    "--encoding klingon": "no encoding 'klingon'",
    "--password-env NOT_THERE": "no variable 'NOT_THERE'",
    "--map none.yaml": "none.yaml: it cannot be read",
}


@pytest.mark.parametrize(("options", "words"), USAGE.items())
def test_an_option_that_cannot_be_meant_is_said(levelup, folder, options, words):
    done = levelup("inspect", "r.xlsx", *options.split(), cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert words in done.stderr
