"""The forms of `levelup validate`, each read back by a reader that shares no code with it."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from conftest import ROOT
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.reports.findings import FINDINGS_FORMATS, Looked

# Four faults: a wrong code, a word for a number, a key twice, a heading that is nobody's.
BAD = "site_id,region,headcount,fruit\nS1,Mars,ten,x\nS2,TLC,5,x\nS2,TLC,5,x\n"
CELLS = {"LU401": "B2", "LU302": "C2", "LU501": "A4", "LU204": "D:D"}
GOOD = "site_id,region,headcount\nS1,TLC,5\n"
FORMS = ["table", "concise", "grouped", "markdown", "json", "jsonl", "csv"]
FORMS += ["github", "gitlab", "junit", "sarif"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites.csv").write_text(BAD)
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "sites.csv").write_text(GOOD)
    return tmp_path


@pytest.fixture
def said(levelup, folder):
    """What stdout carries for a bad return, a good one, and one that is not there."""

    def say(form, *options):
        returns = ["sites.csv", "good/sites.csv", "gone.xlsx"]
        return levelup("validate", *returns, "-f", form, *options, cwd=folder)

    return say


@pytest.mark.parametrize("form", FORMS)
def test_every_form_ends_with_the_same_code_and_shows_no_content_of_a_cell(said, form):
    done = said(form)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "Mars" not in done.stdout + done.stderr


def test_json_is_what_its_schema_says(said):
    document = json.loads(said("json").stdout)
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    first, second, third = document["returns"]
    assert {f["code"]: f["cells"] for f in first["findings"]} == CELLS
    assert (first["valid"], first["errors"], second["valid"]) == (False, 3, True)
    assert (third["readable"], third["reason"]) == (False, "there is no such file")


def test_json_lines_are_records_with_a_verdict_after_each_return(said):
    records = [json.loads(line) for line in said("jsonl").stdout.splitlines()]
    assert [record["type"] for record in records] == ["finding"] * 4 + ["return"] * 3
    assert {r["code"]: r["cells"] for r in records if r["type"] == "finding"} == CELLS
    assert [r["valid"] for r in records if r["type"] == "return"] == [False, True, False]


def test_csv_has_a_row_for_each_finding_and_for_what_was_not_read(said):
    rows = list(csv.DictReader(io.StringIO(said("csv").stdout)))
    assert {row["code"]: row["cells"] for row in rows[:4]} == CELLS
    assert (rows[4]["path"], rows[4]["code"]) == ("gone.xlsx", "LU100")


def test_concise_is_a_line_for_each_finding_then_the_verdicts(said):
    lines = said("concise").stdout.splitlines()
    assert [re.match(r"sites\.csv:(\S+): (LU\d+) ", line).groups() for line in lines[:4]] == [
        ("A4", "LU501"),
        ("B2", "LU401"),
        ("C2", "LU302"),
        ("D:D", "LU204"),
    ]
    assert lines[-1] == "3 returns: 1 valid, 1 not, 1 not read"


def test_grouped_tells_a_fault_of_many_returns_once(levelup, folder):
    (folder / "more").mkdir()
    (folder / "more" / "sites.csv").write_text(BAD)
    shown = levelup("validate", "sites.csv", "more", "-f", "grouped", cwd=folder).stdout
    assert shown.count("LU401") == 1
    assert "is not one of the codes (2 cells)" in shown


def test_junit_is_xml_with_a_suite_for_each_return(said):
    root = ET.fromstring(said("junit").stdout.partition("\n")[2])  # noqa: S314 our own output
    suites = {s.get("name"): s for s in root}
    assert list(suites) == ["sites.csv", "good/sites.csv", "gone.xlsx"]
    bad = suites["sites.csv"]
    assert (bad.get("tests"), bad.get("failures"), bad.get("errors")) == ("4", "3", "0")
    failed = {case.get("name") for case in bad if case.find("failure") is not None}
    assert failed == {"LU401", "LU302", "LU501"}
    said = suites["gone.xlsx"].find("testcase/error").get("message")
    assert said.startswith("there is no such file. Check the spelling")
    assert suites["good/sites.csv"].get("failures") == "0"


def test_sarif_names_its_rules_and_places_and_its_fingerprints_survive_other_rows(said, folder):
    def results():
        (run,) = json.loads(said("sarif").stdout)["runs"]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
        return {r["ruleId"]: r for r in run["results"]}

    before = results()
    place = before["LU302"]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "sites.csv"
    assert place["physicalLocation"]["region"]["startLine"] == 2
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "C2"
    levels = {code: result["level"] for code, result in before.items()}
    assert levels == {
        **dict.fromkeys(["LU100", "LU302", "LU401", "LU501"], "error"),
        "LU204": "note",
    }
    head, _, rest = BAD.partition("\n")
    (folder / "sites.csv").write_text(f"{head}\nS0,TLC,1,x\n{rest}")
    after = results()
    assert after["LU302"]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    prints = [{c: r["partialFingerprints"] for c, r in found.items()} for found in (before, after)]
    assert prints[0] == prints[1]


def test_gitlab_gets_a_list_of_issues_with_unlike_fingerprints(said):
    issues = json.loads(said("gitlab").stdout)
    assert {i["check_name"]: i["location"]["lines"]["begin"] for i in issues}["LU501"] == 4
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5
    allowed = {"info", "minor", "major", "critical", "blocker"}
    assert {issue["severity"] for issue in issues} <= allowed


def test_github_gets_annotations_and_a_page_for_its_summary(said, folder):
    summary = folder / "summary.md"
    lines = said("github", "-o", "f.md").stdout.splitlines()
    assert [
        line for line in lines if line.startswith("::error file=sites.csv,line=2,title=LU302::C2")
    ]
    assert len([line for line in lines if line.startswith("::")]) == 5
    assert not summary.exists()
    assert "| sites.csv | ✗ not valid | 3 | 0 |" in (folder / "f.md").read_text("utf-8")


def test_the_summary_of_a_step_is_added_to(levelup, folder):
    summary = folder / "summary.md"
    summary.write_text("before\n")
    levelup("validate", "sites.csv", "-f", "github", cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8")
    assert text.startswith("before\n| Return |")
    levelup("validate", "sites.csv", "-f", "json", cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text("utf-8") == text


def test_no_more_than_ten_annotations_of_a_kind_are_written_and_the_rest_counted(levelup, folder):
    names = ",".join(f"site_{i}" for i in range(14))
    (folder / "many.csv").write_text(f"site_id,region,headcount,{names}\nS1,TLC,1\n")
    shown = levelup("validate", "many.csv", "-f", "github", cwd=folder).stdout
    assert len([line for line in shown.splitlines() if line.startswith("::")]) == 10
    assert "and 4 more of severity information" in shown


HOSTILE = "site_id,region,%s\nS1,Mars,1\n"


@pytest.mark.parametrize("form", FORMS)
def test_no_heading_can_begin_a_command_or_leave_its_cell_or_element(levelup, folder, form):
    heading = '"x\n::error::pwned|<b>]]>\x1b[31m%0A"'
    (folder / "h.csv").write_text(HOSTILE % f"headcount,{heading}")
    shown = levelup("validate", "h.csv", "-f", form, cwd=folder).stdout
    assert "\x1b" not in shown
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::error::")]
    if form == "junit":
        ET.fromstring(shown.partition("\n")[2])  # noqa: S314 our own output


CHOICES = {
    ("--select", "LU3"): {"LU302"},
    ("--select", "LU3,LU401"): {"LU302", "LU401"},
    ("--ignore", "lu3, LU4"): {"LU501", "LU204"},
    ("--select", "LU", "--ignore", "LU5"): {"LU302", "LU401", "LU204"},
}


@pytest.mark.parametrize(("options", "codes"), CHOICES.items())
def test_findings_can_be_chosen_by_code_and_family(levelup, folder, options, codes):
    done = levelup("validate", "sites.csv", "-f", "json", *options, cwd=folder)
    (only,) = json.loads(done.stdout)["returns"]
    assert {finding["code"] for finding in only["findings"]} == codes


def test_what_is_not_chosen_neither_fails_nor_is_hushed_up(levelup, folder):
    done = levelup("validate", "sites.csv", "--select", "LU204", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith(
        "VALID: sites.csv: 0 errors, 0 warnings (3 findings not chosen)"
    )


def test_statistics_count_each_code(levelup, folder):
    shown = levelup("validate", "sites.csv", "--statistics", cwd=folder).stdout
    assert "       1  LU401 error, in 1 return\n" in shown


def test_exit_zero_hushes_findings_and_not_what_could_not_be_read(levelup, folder):
    assert levelup("validate", "sites.csv", "--exit-zero", cwd=folder).returncode == 0
    assert levelup("validate", "gone.csv", "--exit-zero", cwd=folder).returncode == 2


def test_patterns_mean_files_where_the_shell_does_not_say_so(levelup, folder):
    shown = levelup("validate", "**/sites.csv", "-f", "jsonl", cwd=folder).stdout
    files = [r["file"] for r in map(json.loads, shown.splitlines()) if r["type"] == "return"]
    assert files == ["good/sites.csv", "sites.csv"]
    none = levelup("validate", "*.ods", cwd=folder)
    assert (none.returncode, "no file has such a name" in none.stderr) == (2, True)


@pytest.mark.parametrize("code", ["LU3x", "401", "LU4011"])
def test_a_code_that_cannot_be_one_is_refused(levelup, folder, code):
    done = levelup("validate", "sites.csv", "--select", code, cwd=folder)
    assert (done.returncode, "is no code" in done.stderr) == (2, True)


@pytest.fixture(scope="module")
def looked(check_texts):
    return Looked("returns/a.csv", check_texts({"sites": "site_id | region\nS1 | TLC"}))


def with_findings(looked, *findings):
    return replace(looked, result=replace(looked.result, findings=findings))


def finding(row, severity=Severity.ERROR, code="LU302"):
    place = Place("a.csv", None, "C", "headcount", ((row, row),))
    return Finding(code, severity, place, "text of 3 characters is no number", "Give one.")


def test_no_more_than_5_000_results_are_given_the_most_serious_first_with_a_note(looked):
    mild = [finding(row, Severity.INFO) for row in range(2, 5_002)]
    given = with_findings(looked, *mild, finding(6_000))
    (run,) = json.loads(FINDINGS_FORMATS["sarif"]([given]))["runs"]
    assert len(run["results"]) == 5_000
    assert run["results"][0]["level"] == "error"
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("There are 5,001 findings; the 5,000 most serious")


def test_findings_in_equal_words_have_fingerprints_of_their_own(looked):
    given = with_findings(looked, finding(2), finding(4))
    later = with_findings(looked, finding(3), finding(5))
    before, after = (json.loads(FINDINGS_FORMATS["gitlab"]([each])) for each in (given, later))
    prints = [issue["fingerprint"] for issue in before]
    assert len(set(prints)) == 2
    assert [issue["fingerprint"] for issue in after] == prints


def test_a_code_without_a_page_has_the_name_of_its_family(looked):
    log = FINDINGS_FORMATS["sarif"]([with_findings(looked, finding(2, code="LU399"))])
    (rule,) = json.loads(log)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "Kinds of cells"}
    assert "help" not in rule


PLACES = {
    "sheet": (Place("a.csv", "my sites"), None, "my sites"),
    "column": (Place("a.csv", "sites", "AB"), None, "sites!AB:AB"),
    "row": (Place("a.csv", "sites", rows=((4, 6),)), (4, 6, None), "sites!rows 4 to 6"),
    "cell": (Place("a.csv", "sites", "AB", rows=((4, 6),)), (4, 6, 28), "sites!AB4:AB6"),
}


@pytest.mark.parametrize("kind", PLACES)
def test_a_sheet_a_column_rows_and_cells_are_places_of_sarif(looked, kind):
    place, region, name = PLACES[kind]
    log = FINDINGS_FORMATS["sarif"]([with_findings(looked, replace(finding(2), place=place))])
    (at,) = json.loads(log)["runs"][0]["results"][0]["locations"]
    got = at["physicalLocation"].get("region", {})
    lines = (got["startLine"], got["endLine"], got.get("startColumn")) if got else None
    assert (lines, at["logicalLocations"]) == (
        region,
        [{"fullyQualifiedName": name, "kind": kind}],
    )
