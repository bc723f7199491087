"""Earlier returns are carried over or moved: typed as they were, and with nothing lost."""

import csv
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from conftest import NORTHMOOR
from levelup_cli.errors import LevelUpError, UsageError
from levelup_cli.intake import read_submission
from levelup_cli.outcomes.tables import Column, Table
from levelup_cli.templates.earlier import rows_of
from workbooks import headings, row_of, run_template, tables_of


@pytest.fixture
def old(tmp_path):
    """A return with everything that is hard to move."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Organisation"
    sheet.append(["Org ID", "period_start", "sector", "Headcount", "template_version", "notes"])
    sheet.append(["river", date(2024, 4, 1), "Water", 2, "0.1", "line 1\nline 2"])
    staff = book.create_sheet("Staff")
    staff.append(["employee_id", "Band", "promoted_in_period", "hourly_pay_gbp", "religion", "Pet"])
    staff.append(["00123", "Board", True, 12.5, "None", "cat"])
    staff.append(['=HYPERLINK("http://x")', "@SUM(1)", False, 12, "-1", "dog"])
    # The second cell holds a mark that turns the direction of writing.
    staff.append([17, "entry\u202e", None, "1,234", date(1999, 12, 31), None])
    for cell in (staff["A3"], staff["B3"]):
        cell.data_type = "s"
    book.create_sheet("Lunch").append(["Monday", "soup"])
    path = tmp_path / "old.xlsx"
    book.save(path)
    return path


def test_an_upgrade_moves_every_row_typed_as_it_was(old, tmp_path):
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", old)
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    staff = book["employees"]
    first, second, third = (row_of(staff, row) for row in (2, 3, 4))
    assert first["employee_id"] == "00123"
    assert (first["grade"], first["promoted_in_period"]) == ("Board", True)
    assert first["hourly_pay_gbp"] == 12.5
    assert second["promoted_in_period"] is False
    assert second["hourly_pay_gbp"] == 12
    assert third["employee_id"] == 17
    assert third["hourly_pay_gbp"] == "1,234"
    assert third["promoted_in_period"] is None
    assert staff.max_row == 4
    organisation = row_of(book["organisation"])
    assert organisation["organisation_id"] == "river"
    assert organisation["period_start"].date() == date(2024, 4, 1)
    assert organisation["notes"] == "line 1\nline 2"


def test_hostile_text_stays_text_and_shows_what_it_hides(old, tmp_path):
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", old)
    staff = openpyxl.load_workbook(tmp_path / "new.xlsx")["employees"]
    with zipfile.ZipFile(tmp_path / "new.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, data in parts.items() if b"<f>" in data or b"hyperlink" in data]
    assert b'=HYPERLINK("http://x")' in parts["xl/sharedStrings.xml"]
    assert row_of(staff, 4)["grade"] == "entry\\u{202e}"


def test_columns_that_no_metric_needs_are_moved_if_the_definitions_know_them(old, tmp_path):
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", old, "--goals", "15")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert {"employees", "organisation"} <= set(tables_of(book))
    assert [row_of(book["employees"], row)["religion"] for row in (2, 3)] == ["None", "-1"]
    assert row_of(book["employees"], 4)["religion"].date() == date(1999, 12, 31)
    assert {"contract_type", "employment_basis"} <= set(headings(book["employees"]))


def test_what_could_not_be_moved_is_listed_with_its_place(old, tmp_path, capsys):
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", old)
    said = capsys.readouterr().err
    assert "Staff!F:F" in said
    assert "old.xlsx Lunch" in said
    assert "cat" not in said


def test_an_upgrade_is_stamped_with_the_new_version_and_leaves_the_old_file_alone(
    old, tmp_path, catalogue
):
    before = old.read_bytes()
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", old)
    organisation = openpyxl.load_workbook(tmp_path / "new.xlsx")["organisation"]
    assert row_of(organisation)["template_version"] == catalogue.version
    assert old.read_bytes() == before
    with pytest.raises(UsageError, match="what is read"):
        run_template("-o", old, "--upgrade", old)
    assert old.read_bytes() == before


def test_an_upgrade_into_a_folder_keeps_numbers_and_defuses_formulas(old, tmp_path):
    run_template("-o", tmp_path / "new", "--upgrade", old)
    text = (tmp_path / "new" / "employees.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["employee_id"] for row in rows] == ["00123", '\'=HYPERLINK("http://x")', "17"]
    assert [row["hourly_pay_gbp"] for row in rows] == ["12.5", "12", "1,234"]
    assert [row["promoted_in_period"] for row in rows] == ["TRUE", "FALSE", ""]


def test_a_folder_is_never_upgraded_into_itself(tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(NORTHMOOR.parent / "northmoor", folder)
    with pytest.raises(UsageError, match="earlier return"):
        run_template("-o", folder, "--upgrade", folder)


def test_a_prefill_carries_over_what_lasts_and_nothing_about_single_people(tmp_path):
    run_template("-o", tmp_path / "new.xlsx", "--prefill", NORTHMOOR)
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    old = openpyxl.load_workbook(NORTHMOOR)
    organisation = row_of(book["organisation"])
    assert organisation["organisation_name"] == "Northmoor Water plc"
    for name in ("period_start", "period_end", "snapshot_date", "return_status", "employees"):
        assert organisation[name] is None
    assert {row[0] for row in book["sites"].iter_rows(min_row=2, values_only=True)} == {
        row[0] for row in old["sites"].iter_rows(min_row=2, values_only=True) if row[0]
    }
    assert all(row_of(book["sites"], row)["headcount"] is None for row in (2, 3))
    assert all(row_of(book["sites"], row)["region"] is not None for row in (2, 3))
    assert [row_of(book["goal_scope"], row)["goal"] for row in range(2, 16)] == list(range(1, 15))
    for name in ("employees", "applicants", "training", "leadership", "vacancies", "survey"):
        assert book[name].max_row == 1


def test_what_the_earlier_return_says_stands_before_what_usually_holds(old, tmp_path):
    run_template("-o", tmp_path / "new.xlsx", "--prefill", old, "--sector", "university")
    row = row_of(openpyxl.load_workbook(tmp_path / "new.xlsx")["organisation"])
    assert row["sector"] == "Water"
    assert row["is_higher_education"] == "Yes"


def read_column(kind, text):
    return Column("h", 0, np.array([1], np.int32), ("", text), f"e{kind}")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("t", "12.50", 12.5),  # text that is a number is one where a number is asked for
        ("t", "007", "007"),
        ("t", "1e9", "1e9"),
        ("n", "3", 3.0),
        ("n", "1e999", "1e999"),
        ("d", "2025-03-31", date(2025, 3, 31)),
        ("d", "2025-03-31 09:30:00", datetime.fromisoformat("2025-03-31 09:30")),
        ("d", "1850-01-01", "1850-01-01"),  # before spreadsheets have days
        ("b", "TRUE", True),
        ("x", "#DIV/0!", "#DIV/0!"),
        ("p", "0.45", 0.45),
    ],
)
def test_each_kind_of_cell_stays_what_it_was(kind, text, expected, catalogue):
    definition = catalogue.tables["targets"]
    table = Table(
        definition, "f", None, 1, np.array([2], np.int32), {"target_value": read_column(kind, text)}
    )
    columns = ("metric_id", "target_value")
    ((key, cell),) = rows_of(table, columns, frozenset(columns))
    assert key is None
    assert (cell, type(cell) is bool) == (expected, expected is True)


def test_a_text_that_no_cell_can_hold_is_refused_before_anything_is_written(tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    hidden = "\u202e" * 32_000  # spelt out, eight times as long
    (folder / "organisation.csv").write_text(f"organisation_id,sector\n{hidden},other\n", "utf-8")
    with pytest.raises(LevelUpError, match="does not fit"):
        run_template("-o", tmp_path / "new.xlsx", "--upgrade", folder)
    assert not Path(tmp_path / "new.xlsx").exists()


def said_that_there_were_no_incidents(folder):
    folder.mkdir()
    (folder / "incidents.csv").write_text("incident_id,person_type\nnone,\n")
    (folder / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,9\n")
    return folder


def test_an_upgrade_still_says_that_there_were_none(tmp_path, catalogue):
    earlier = said_that_there_were_no_incidents(tmp_path / "old")
    run_template("-o", tmp_path / "new.xlsx", "--upgrade", earlier)
    moved = read_submission(tmp_path / "new.xlsx", catalogue)
    assert moved.tables["incidents"].said_none
    assert not moved.tables["employees"].said_none


def test_a_new_year_does_not_begin_with_none(tmp_path, catalogue):
    earlier = said_that_there_were_no_incidents(tmp_path / "old")
    run_template("-o", tmp_path / "new.xlsx", "--prefill", earlier)
    assert not read_submission(tmp_path / "new.xlsx", catalogue).tables["incidents"].said_none
