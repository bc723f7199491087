"""Packs of one's own: laid over the shipped one, drafts, retired ids, changes between versions."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import NORTHMOOR, ROOT
from levelup_cli.catalogue import compare_packs, find_oddities, load_catalogue
from levelup_cli.errors import DefinitionError
from levelup_cli.outcomes.differences import Kind

PACK = ROOT / "metric_definitions"
EXTRA = """
goal: 6
cohorts:
  managers: {table: employees, where: {grade: manager}}
metrics:
  g06_riverside_manager_share:
    name: Managers who were promoted
    describes: Of the managers, how many were promoted in the period.
    status: STATUS
    audience: colleagues
    tier: extended
    measure: {proportion: {of: managers, where: {promoted_in_period: yes}}}
    target: {better: higher, floor: 0, value: 20, why: An aim of our own.}
sector_targets:
  g06_training_participation:
    - {sectors: [energy_utilities], floor: 60, value: 100, why: Safety training counts twice here.}
"""


@pytest.fixture
def extra(tmp_path):
    """A pack that is laid over the shipped one: one metric more, and one sector's target."""

    def make(
        status="active", goal=EXTRA, pack='name: Riverside\nversion: "0.3"\nextends: shipped\n'
    ):
        folder = tmp_path / "riverside"
        (folder / "goals").mkdir(parents=True, exist_ok=True)
        (folder / "pack.yaml").write_text(pack, "utf-8")
        (folder / "goals" / "06_more.yaml").write_text(goal.replace("STATUS", status), "utf-8")
        return folder

    return make


@pytest.fixture
def copy(tmp_path):
    """A copy of the shipped pack, and a way to change a text in one of its files."""
    folder = Path(shutil.copytree(PACK, tmp_path / "copy"))

    def change(file, old, new):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return change


def scored(levelup, folder, *options):
    done = levelup("score", NORTHMOOR, "-f", "json", "--definitions", folder, *options)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    metrics = {m["id"]: m for goal in document["goals"] for m in goal["metrics"]}
    return document, metrics


def test_a_pack_adds_a_metric_and_a_sector_target_and_the_scorecard_says_so(extra, levelup):
    document, metrics = scored(levelup, extra())
    assert document["packs"] == ["Levelling Up Goals 1.0.0", "Riverside 0.3"]
    added = metrics["g06_riverside_manager_share"]
    assert (added["added"], added["status"]) == (True, "computed")
    assert [name for name, m in metrics.items() if m["added"]] == ["g06_riverside_manager_share"]
    trained = metrics["g06_training_participation"]
    assert trained["target"]["of_sector"]
    assert trained["target"]["added"]
    value = trained["figure"]["value"]
    assert trained["points"] == pytest.approx(min(100, max(0, 100 * (value - 60) / 40)))
    other = metrics["g06_training_hours_per_employee"]["target"]
    assert (other["of_sector"], other["added"]) == (False, False)


def test_the_summary_tells_added_metrics_and_sector_targets_apart(extra, levelup):
    shown = levelup("score", NORTHMOOR, "--definitions", extra(), "--goals", "6").stdout
    assert "Definitions Levelling Up Goals 1.0.0 with Riverside 0.3" in shown
    told = " ".join(shown.split())
    assert "added by this pack" in told
    assert "target of the sector" in told


def test_a_draft_is_worked_out_on_request_marked_and_never_scored(extra, levelup):
    folder = extra("draft")
    without, metrics = scored(levelup, folder)
    assert "g06_riverside_manager_share" not in metrics
    with_, metrics = scored(levelup, folder, "--drafts")
    draft = metrics["g06_riverside_manager_share"]
    assert draft["draft"]
    assert draft["figure"]["value"] is not None
    assert (draft["points"], draft["weight"]) == (None, 0)
    before, after = ({g["goal"]: g["score"] for g in d["goals"]} for d in (without, with_))
    assert before == after
    listed = levelup("metrics", "list", "--definitions", folder, "--drafts").stdout
    assert "g06_riverside_manager_share  extended, colleagues, draft" in listed


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        (EXTRA.replace("g06_riverside_manager_share", "g06_training_participation"), "already"),
        (EXTRA.replace("managers: {table", "seniors: {table"), "'seniors' is already defined"),
        (EXTRA.replace("g06_training_participation:", "g06_training_participatoin:"), "no metric"),
        (EXTRA.replace("of: managers", "of: manager"), "there is no cohort or table 'manager'"),
        (EXTRA.replace("goal: 6", "goal: 6\nasks: What?"), "'name' is missing"),
    ],
)
def test_what_cannot_be_joined_is_refused_at_its_place(extra, goal, says):
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(extra(goal=goal))
    (first, *_) = caught.value.problems
    assert says in str(caught.value)
    assert first.file == "goals/06_more.yaml"


def test_a_pack_adds_columns_codes_and_sources(extra):
    folder = extra()
    (folder / "tables").mkdir()
    column = (
        "table: employees\ncolumns:\n  shift: {type: code, codes: shift, means: The shift worked}\n"
    )
    (folder / "tables" / "employees.yaml").write_text(column, "utf-8")
    codes = (
        "shift: {title: Shift, codes: {day: {label: Day}, night: {label: Night}}}\n"
        "basis: {codes: {annual_hours: {label: Annual hours}}}\n"
    )
    (folder / "codes.yaml").write_text(codes, "utf-8")
    catalogue = load_catalogue(folder)
    assert catalogue.groups("employees", "shift") == ("day", "night")
    assert (catalogue.groups("employees", "employment_basis") or ())[-1] == "annual_hours"


def test_a_retired_id_is_never_used_again(copy, levelup):
    folder = copy("pack.yaml", "version:", "retired: {g06_old: Replaced in 2026.}\nversion:")
    done = levelup("metrics", "show", "g06_old", "--definitions", folder)
    assert (done.returncode, "Replaced in 2026." in done.stderr) == (2, True)
    copy("goals/06_fair_progression.yaml", "  g06_workforce_lower_seb_share:", "  g06_old:")
    with pytest.raises(DefinitionError, match="this id is retired"):
        load_catalogue(folder)


CHANGES = {
    "another measure": (
        "goals/05_open_recruitment.yaml",
        "{of: vacancies, where: {advertised_openly: yes}}",
        "{of: vacancies, where: {salary_shown: yes}}",
        (Kind.REFUSED, "g05_openly_advertised_share", "under the same version"),
    ),
    "another derived column": (
        "tables/employees.yaml",
        "senior: [board, executive, senior_leader]",
        "senior: [board, executive]",
        (Kind.REFUSED, "g06_senior_lower_seb_share", "under the same version"),
    ),
    "other rows that count": (
        "tables/employees.yaml",
        "[permanent, fixed_term, zero_hours, casual]",
        "[permanent, fixed_term]",
        (Kind.REFUSED, "g06_workforce_lower_seb_share", "under the same version"),
    ),
    "another audience": (
        "goals/06_fair_progression.yaml",
        "audience: colleagues",
        "audience: communities",
        (Kind.REFUSED, "g06_workforce_lower_seb_share", "audience was colleagues"),
    ),
    "a dropped id": (
        "goals/14_equality.yaml",
        "  g14_inclusion_index:",
        "  g14_belonging_index:",
        (Kind.REFUSED, "g14_inclusion_index", "never dropped silently"),
    ),
    "another floor": (
        "goals/06_fair_progression.yaml",
        "floor: 19.5",
        "floor: 20",
        (Kind.CHANGED, "g06_workforce_lower_seb_share", "was 19.5 to 39, and is 20 to 39"),
    ),
    "another tier": (
        "goals/06_fair_progression.yaml",
        "tier: core",
        "tier: extended",
        (Kind.CHANGED, "g06_workforce_lower_seb_share", "tier was core, and is extended"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_change_between_two_versions_is_told_and_a_lost_meaning_refused(
    change, copy, catalogue, levelup
):
    file, old, new, (kind, name, words) = change
    folder = copy(file, old, new)
    if "example" not in name and kind is Kind.REFUSED and "dropped" in words:
        for example in (folder / "worked_examples").glob("g14_inclusion_index.yaml"):
            example.unlink()
    changes = compare_packs(catalogue, load_catalogue(folder))
    assert any((c.kind, c.name) == (kind, name) and words in c.words for c in changes), changes
    done = levelup("metrics", "diff", PACK, folder)
    assert done.returncode == (1 if kind is Kind.REFUSED else 0)
    assert f"{name}: " in done.stdout


def test_a_better_method_is_a_new_version_and_is_not_refused(copy, catalogue):
    folder = copy(
        "goals/05_open_recruitment.yaml",
        "{of: vacancies, where: {advertised_openly: yes}}",
        "{of: vacancies, where: {advertised_openly: yes, filled: [yes, no]}}",
    )
    path = folder / "goals" / "05_open_recruitment.yaml"
    start = "    audience: colleagues"
    path.write_text(path.read_text("utf-8").replace(start, f"    version: 2\n{start}", 1), "utf-8")
    changes = compare_packs(catalogue, load_catalogue(folder))
    assert [c.kind for c in changes] == [Kind.CHANGED]
    assert "version 1 became 2" in changes[0].words


def test_the_same_pack_has_no_changes(levelup):
    done = levelup("metrics", "diff", PACK, PACK)
    assert (done.returncode, done.stdout) == (0, "No changes\n")


ODDITIES = {
    "nobody cites": (
        "sources.yaml",
        "smc_toolkit:",
        "unread: {publisher: A, title: B, year: 2020, status: confirmed}\n\nsmc_toolkit:",
    ),
    "no metric uses the cohort idle": (
        "goals/06_fair_progression.yaml",
        "cohorts:\n",
        "cohorts:\n  idle: {table: employees}\n",
    ),
    "can never be worked out": (
        "goals/06_fair_progression.yaml",
        "where: {full_pay_relevant: yes}}",
        "where: {contract_type: agency}}",
    ),
    "is always 100": (
        "goals/05_open_recruitment.yaml",
        "{of: vacancies, where: {advertised_openly: yes}}",
        "{of: open_ones, where: {advertised_openly: yes}}",
    ),
}


@pytest.mark.parametrize("words", ODDITIES)
def test_lint_warns_of_what_is_worth_a_second_look(words, copy):
    file, old, new = ODDITIES[words]
    folder = copy(file, old, new)
    if "open_ones" in new:
        cohort = "cohorts:\n  open_ones: {table: vacancies, where: {advertised_openly: yes}}\n"
        copy(file, "cohorts:\n", cohort)
    assert any(
        words in oddity for oddity in find_oddities(load_catalogue(folder), date(2025, 1, 1))
    )


def test_lint_warns_of_old_benchmarks_by_the_day_and_can_be_strict(catalogue, levelup):
    name = "g06_workforce_lower_seb_share: the latest benchmark is of 2021"
    assert any(name in oddity for oddity in find_oddities(catalogue, date(2024, 2, 1)))
    assert not any(name in oddity for oddity in find_oddities(catalogue, date(2024, 1, 1)))
    assert levelup("metrics", "lint").returncode == 0
    assert levelup("metrics", "lint", "--strict").returncode == 1
