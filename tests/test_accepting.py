"""Accepted findings: which are met, what they still cost, and what is said of the list."""

import csv
import io
import json
from datetime import date

import pytest

from levelup_cli import pipeline
from levelup_cli.settings.accepting import accept, judge_entries, names_in
from levelup_cli.settings.model import Acceptance
from levelup_cli.settings.sources import Entry, Origin
from rules.returns import sheets_of, write_workbook

# region is wrong in B2 and B3, headcount in C5; the sheet is recognised as the table sites.
GIVEN = {
    "Our places": """
site_id | Region | headcount
S1      | Mars   | 5
S2      | Mars   | 5
S3      | TLC    | 5
S4      | TLC    | ten
"""
}
TODAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def checked(tmp_path_factory, catalogue):
    file = write_workbook(sheets_of(GIVEN), tmp_path_factory.mktemp("returns") / "north.xlsx")
    return pipeline.check(file, catalogue)


def entry(code="LU401", where="", until=date(2027, 3, 31), share=None, line=1):
    given = {"code": code, "where": where, "reason": "as agreed", "until": until}
    acceptance = Acceptance.model_validate({**given, **({"max-share": share} if share else {})})
    return Entry(acceptance, Origin("levelup.toml", line))


def cells(checked, *entries, today=TODAY):
    accepted = accept(checked, "in/north.xlsx", entries, today)
    return sorted(finding.place.cells() for finding in accepted.findings)


MET = ["'Our places'!B2:B3"]


@pytest.mark.parametrize(
    "where",
    [
        "",
        "north.xlsx",
        "in/*.xlsx",
        "north",
        "Our places",
        "our PLACES",
        "sites",
        "s*s!region",
        "Our places!Region",
        "'Our places'!Reg*",
        "Our places!B2:B3",
        "Our places!b1:b9",
        "Our places!B:B",
        "*!$B$2:$B$3",
    ],
)
def test_a_finding_is_met_by_its_file_sheet_table_heading_or_cells(checked, where):
    assert cells(checked, entry(where=where)) == MET


@pytest.mark.parametrize(
    "where",
    [
        "south.xlsx",
        "Our place",
        "sites!headcount",
        "sites!B2",
        "sites!B3:B9",
        "sites!C:C",
        "sites!",
    ],
)
def test_a_finding_elsewhere_or_only_partly_there_is_not(checked, where):
    assert cells(checked, entry(where=where)) == []


def test_a_family_meets_all_its_codes(checked):
    assert cells(checked, entry("LU4"), entry("LU3")) == [*MET, "'Our places'!C5"]
    assert cells(checked, entry("LU402")) == []


def test_the_last_day_still_counts_and_the_next_does_not(checked):
    last = entry(until=date(2026, 3, 31))
    assert cells(checked, last, today=date(2026, 3, 31)) == MET
    assert cells(checked, last, today=date(2026, 4, 1)) == []


def test_a_share_bounds_how_many_rows_may_have_it(checked):
    """Two of four rows are a half."""
    assert cells(checked, entry(share=0.5)) == MET
    assert cells(checked, entry(share=0.49)) == []


def test_of_the_list_is_said_what_has_ended_and_what_meets_nothing(checked):
    ended = entry(until=date(2026, 3, 31), line=2)
    idle, met, too_often = entry("LU7", line=3), entry(line=4), entry(share=0.01, line=5)
    entries = [ended, idle, met, too_often]
    seen = accept(checked, "north.xlsx", entries, TODAY).met
    names = names_in(checked, "north.xlsx")
    said = [(f.code, f.place.rows) for _, f in judge_entries(entries, seen, names, TODAY)]
    assert said == [("LU901", ((2, 2),)), ("LU902", ((3, 3),))]
    unsure = [f.code for _, f in judge_entries(entries, None, names, TODAY)]
    assert unsure == ["LU901"]
    elsewhere = [entry("LU7", where=where) for where in ("south.xlsx", "vacancies!grade")]
    assert list(judge_entries(elsewhere, seen, names, TODAY)) == []
    here = [entry("LU7", where=where) for where in ("north*", "'Our places'!region")]
    assert [f.code for _, f in judge_entries(here, seen, names, TODAY)] == ["LU902", "LU902"]


BAD = "site_id,region,headcount\nS1,Mars,ten\n"
ACCEPT = """\
[[accept]]
code = "LU401"
where = "sites.csv!region"
reason = "=old | regions"
until = 2999-03-31
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites.csv").write_text(BAD)
    (tmp_path / "accepted.toml").write_text(ACCEPT)
    return tmp_path


def test_text_tells_the_reason_and_the_last_day_and_does_not_count_it(levelup, folder):
    done = levelup("validate", "sites.csv", "--accept", "accepted.toml", cwd=folder)
    assert "      accepted: =old | regions (until 2999-03-31)\n" in done.stdout
    assert done.stdout.endswith("NOT VALID: sites.csv: 1 error, 0 warnings (1 accepted)\n")
    assert done.returncode == 1
    (folder / "sites.csv").write_text("site_id,region,headcount\nS1,Mars,5\n")
    done = levelup("validate", "sites.csv", "--accept", "accepted.toml", cwd=folder)
    assert done.stdout.endswith("VALID: sites.csv: 0 errors, 0 warnings (1 accepted)\n")
    assert done.returncode == 0


def test_every_form_for_programs_says_which_finding_is_accepted(levelup, folder):
    def said(form):
        return levelup("validate", "sites.csv", "--accept", "accepted.toml", "-f", form, cwd=folder)

    (only,) = json.loads(said("json").stdout)["returns"]
    reasons = {finding["code"]: finding["accepted"] for finding in only["findings"]}
    assert reasons == {"LU302": None, "LU401": "=old | regions"}
    assert (only["errors"], only["accepted"]) == (1, 1)
    records = [json.loads(line) for line in said("jsonl").stdout.splitlines()]
    assert [record.get("accepted") for record in records] == [None, "=old | regions", 1]
    rows = list(csv.DictReader(io.StringIO(said("csv").stdout)))
    assert [row["accepted"] for row in rows] == ["", "'=old | regions"]
    assert "=old \\| regions" in said("markdown").stdout
    results = json.loads(said("sarif").stdout)["runs"][0]["results"]
    assert {result["ruleId"]: result.get("suppressions") for result in results} == {
        "LU302": None,
        "LU401": [
            {"kind": "external", "status": "accepted", "justification": "=old | regions"},
        ],
    }
    for form in ("github", "gitlab", "junit"):
        shown = said(form).stdout
        assert ("LU302" in shown, "LU401" in shown) == (True, False)


def test_the_settings_accept_too_and_their_leftovers_are_findings_there(levelup, folder):
    (folder / "levelup.toml").write_text(
        f'fail-on = "warning"\n{ACCEPT}[[accept]]\ncode = "LU302"\nreason = "late"\n'
        'until = 2020-01-01\n[[accept]]\ncode = "LU999"\nreason = "x"\nuntil = 2999-01-01\n'
    )
    document = json.loads(levelup("validate", "sites.csv", "-f", "json", cwd=folder).stdout)
    assert [(f["code"], f["file"], f["cells"]) for f in document["settings"]] == [
        ("LU901", "levelup.toml", "row 7"),
        ("LU902", "levelup.toml", "row 11"),
    ]
    (folder / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,5\n")
    assert levelup("validate", "sites.csv", cwd=folder).returncode == 1
    shown = levelup("validate", "sites.csv", cwd=folder).stdout
    assert shown.splitlines()[0] == "levelup.toml"
    assert shown.endswith("\nVALID: sites.csv: 0 errors, 0 warnings\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[accept]]\ncode = "LU4"\nreason = "x"', "accepted.toml:1: until: it is missing."),
        (
            'acept = "x"',
            "accepted.toml:1: acept: there is no setting 'acept'. Did you mean accept?",
        ),
        ("accept = 1", "accepted.toml:1: accept: a list is expected"),
    ],
)
def test_a_list_with_a_mistake_is_refused_with_its_line(levelup, folder, text, said):
    (folder / "accepted.toml").write_text(text)
    done = levelup("validate", "sites.csv", "--accept", "accepted.toml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
