"""The tutorial's commands, run one after the other on the file that it is about."""

import csv
import importlib
import re
import shlex
import shutil
from datetime import date
from random import Random

import pytest

from conftest import ROOT
from levelup_cli.catalogue import load_mapping
from levelup_cli.indicators import calculate
from levelup_cli.intake import look_at_return
from levelup_cli.outcomes.submissions import Facts, Reading
from levelup_cli.pipeline import check

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n\$ levelup (.*?)\n(.*?)```", TUTORIAL, re.DOTALL)
BRIGHTWELL = ROOT / "examples" / "brightwell"


@pytest.fixture
def folder(tmp_path):
    shutil.copy(BRIGHTWELL / "hr_export.xlsx", tmp_path)
    return tmp_path


def test_three_commands_lead_from_a_foreign_export_to_a_scorecard(levelup, folder):
    assert [command.split()[0] for command, _ in BLOCKS] == ["inspect", "validate", "score"]
    for command, shown in BLOCKS:
        done = levelup(*shlex.split(command), cwd=folder)
        assert (done.returncode, done.stdout + done.stderr) == (0, shown)
        shutil.copy(BRIGHTWELL / "map.yaml", folder)  # the person has filled the draft in


def test_the_draft_can_be_loaded_as_it_is_and_names_every_heading(levelup, folder, catalogue):
    levelup("inspect", "hr_export.xlsx", "--save-map", "map.yaml", cwd=folder)
    text = (folder / "map.yaml").read_text("utf-8")
    assert load_mapping(folder / "map.yaml", catalogue).tables["employees"].columns
    seen = look_at_return(folder / "hr_export.xlsx", catalogue)
    headings = [c.heading.strip() for sheet in seen.loose for c in sheet.columns]
    wanted = [heading for heading in headings if not heading.startswith("#")]
    assert len(wanted) == 25
    assert [heading for heading in wanted if f'"{heading}":' not in text] == []


def test_the_draft_grows_by_what_a_person_added(levelup, folder):
    shutil.copy(BRIGHTWELL / "map.yaml", folder)
    text = (folder / "map.yaml").read_text("utf-8")
    without_codes = re.sub(r"\n        Trade or craft: technical_craft", "", text)
    (folder / "map.yaml").write_text(without_codes, "utf-8")
    done = levelup(
        *("inspect", "hr_export.xlsx", "--map", "map.yaml", "--save-map", "more.yaml"), cwd=folder
    )
    assert done.returncode == 0
    more = (folder / "more.yaml").read_text("utf-8")
    assert '"Trade or craft":' in more
    assert '"Band 7": senior_leader' in more
    assert 'declined: ["Rather not say", "Not disclosed", "Withheld"]' in more


def test_the_foreign_export_gives_the_figures_of_the_same_people_in_our_words(
    folder, catalogue, monkeypatch
):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    brightwell = importlib.import_module("make_brightwell")
    staff = importlib.import_module("making.others.staff")
    plain = folder / "plain"
    plain.mkdir()
    people = staff.employees(Random(brightwell.BRIGHTWELL.seed), brightwell.BRIGHTWELL)
    applicants = staff.applicants(Random(brightwell.BRIGHTWELL.seed + 1), brightwell.APPLICANTS)
    asked = [column for group in brightwell.STAFF.values() for column in group.values()]
    write(plain / "employees.csv", asked, people)
    write(plain / "applicants.csv", list(brightwell.APPLICANT_HEADINGS.values()), applicants)
    foreign = folder / "hr_export.xlsx"
    reading = Reading(mapping=load_mapping(BRIGHTWELL / "map.yaml", catalogue))
    facts = Facts("Brightwell", date(2024, 4, 1), date(2025, 3, 31), date(2025, 3, 31))
    own = calculate(check(plain, catalogue, facts), catalogue)
    read = calculate(check(foreign, catalogue, facts, reading), catalogue)
    assert sum(indicator.figure is not None for indicator in own) > 20
    assert [(i.metric_id, i.figure, i.breakdowns) for i in read] == [
        (i.metric_id, i.figure, i.breakdowns) for i in own
    ]


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
