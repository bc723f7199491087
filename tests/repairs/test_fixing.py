"""Fixing: the safe fixes change no figure, the others are made on demand, the rest is left."""

import openpyxl
import pytest

from conftest import EXAMPLES
from levelup_cli import pipeline
from levelup_cli.catalogue import load_mapping
from levelup_cli.outcomes.submissions import Reading

from .fixing import (
    HEADINGS,
    MENDED,
    NEARLY,
    SOFFICE,
    WARTS,
    cells_of,
    converted,
    figures,
    fix,
    opened,
    repaired_cells,
    save_copy,
    told_cells,
    write_rich_workbook,
)
from .fixing import parts_of as parts

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return write_rich_workbook(tmp_path_factory.mktemp("rich") / "staff.xlsx")


@pytest.fixture(scope="module")
def mending(rich, catalogue):
    return fix(rich, catalogue)


@pytest.fixture(scope="module")
def copy(mending, tmp_path_factory):
    return save_copy(mending, tmp_path_factory.mktemp("copy") / "staff.xlsx")


def plain_workbook(path, rows, sheet="employees", headings=HEADINGS):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def values_of(path, sheet="employees"):
    cells = opened(path)[sheet]
    return {c.coordinate: c.value for row in cells for c in row if c.value is not None}


def test_each_wart_is_mended_into_what_a_person_would_write(mending):
    expected = {place: str(value) for place, value in MENDED.items()}
    told = {place: str(value) for place, value in cells_of(mending.made).items()}
    assert told.pop("F2") == "12.50"
    assert told.pop("F4") == "1250.00"
    assert told == {p: v for p, v in expected.items() if p not in {"F2", "F4"}}
    assert cells_of(mending.more) == NEARLY


def test_openpyxl_reads_the_copy_as_mended_and_all_else_as_before(rich, copy):
    before, after = values_of(rich), values_of(copy)
    for place, value in after.items():
        expected = MENDED.get(place, before[place])
        assert (value.date() if hasattr(value, "date") else value) == expected, place
    assert before.keys() == after.keys()
    dates = opened(copy)["employees"]
    assert dates["E2"].is_date
    assert dates["F2"].number_format == "#,##0.00"


def test_of_the_package_only_the_sheet_and_the_styles_change(rich, copy):
    before, after = parts(rich.read_bytes()), parts(copy.read_bytes())
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {SHEET, "xl/styles.xml"}


def test_of_the_sheet_only_the_mended_cells_change(rich, copy):
    (before, around), (after, still_around) = (
        told_cells(parts(path.read_bytes())[SHEET]) for path in (rich, copy)
    )
    assert around == still_around
    assert {place for place in before if before[place] != after[place]} == MENDED.keys()
    assert before.keys() == after.keys()


def test_every_style_keeps_its_number_and_those_added_come_after(rich, copy):
    before, after = (opened(p)._cell_styles for p in (rich, copy))  # noqa: SLF001
    assert list(after)[: len(before)] == list(before)
    assert len(after) == len(before) + 1


def test_the_charts_pictures_rules_and_notes_are_still_there(copy):
    book = opened(copy)
    sheet = book["employees"]
    assert len(sheet._charts) == len(sheet._images) == 1  # noqa: SLF001
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet["B3"].comment.text == "agreed with payroll"
    assert [str(r.sqref) for r in sheet.conditional_formatting] == ["D2:D6", "F2:F6"]
    assert list(book["# notes"].tables) == ["Table1"]
    assert book["# notes"]["D1"].value == "=SUM(employees!D2:D6)"
    assert list(book.defined_names) == ["pay"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_copy_and_reads_it_as_mended(copy, tmp_path):
    moved = tmp_path / "staff.xlsx"
    moved.write_bytes(copy.read_bytes())
    read = values_of(converted(converted(moved, "ods"), "xlsx"))
    for place, value in MENDED.items():
        got = read[place]
        assert (got.date() if hasattr(got, "date") else got) == value, place


def test_a_safe_fix_changes_no_figure_and_no_finding(rich, copy, catalogue):
    assert figures(rich, catalogue) == figures(copy, catalogue)


def test_the_copy_has_nothing_to_fix_and_nothing_that_strict_refuses_in_cells(copy, catalogue):
    again = fix(copy, catalogue)
    assert again.made == ()
    assert again.copy[""] == copy.read_bytes()
    assert repaired_cells(pipeline.check(copy, catalogue)) == []


def test_brightwell_is_mended_and_scores_as_before(catalogue, tmp_path):
    source = EXAMPLES / "brightwell" / "hr_export.xlsx"
    reading = Reading(mapping=load_mapping(EXAMPLES / "brightwell" / "map.yaml", catalogue))
    mending = fix(source, catalogue, reading)
    copy = save_copy(mending, tmp_path / "hr_export.xlsx")
    # Of the ledger of `levelup inspect`: days, pay, per cent, and codes that are ours.
    kinds = {kind: sum(f.count() for f in mending.made if f.kind == kind) for kind in KINDS}
    assert kinds == {"day_from_text": 426, "number_from_text": 92, "percent_scale": 640}
    assert figures(source, catalogue, reading) == figures(copy, catalogue, reading)
    assert fix(copy, catalogue, reading).made == ()
    assert repaired_cells(pipeline.check(copy, catalogue, reading=reading)) == []


KINDS = ("day_from_text", "number_from_text", "percent_scale")


def test_what_the_mapping_translates_is_left_as_it_stands(catalogue):
    reading = Reading(mapping=load_mapping(EXAMPLES / "brightwell" / "map.yaml", catalogue))
    mending = fix(EXAMPLES / "brightwell" / "hr_export.xlsx", catalogue, reading)
    checked = pipeline.check(EXAMPLES / "brightwell" / "hr_export.xlsx", catalogue, reading=reading)
    mapped = {entry.place for entry in checked.ledger if entry.kind == "code_mapped"}
    assert mapped
    touched = {(f.place.sheet, f.place.column, span) for f in mending.made for span in f.place.rows}
    assert not touched & {(p.sheet, p.column, span) for p in mapped for span in p.rows}


def test_an_unsafe_fix_is_made_with_the_flag_only(rich, catalogue, tmp_path):
    safe = fix(rich, catalogue)
    bold = fix(rich, catalogue, unsafe=True)
    assert "G6" not in cells_of(safe.made)
    assert cells_of(bold.made)["G6"] == "female"
    copy = save_copy(bold, tmp_path / "staff.xlsx")
    assert "LU401" in told_of("sex", rich, catalogue)
    assert "LU401" not in told_of("sex", copy, catalogue)


def told_of(column, path, catalogue):
    findings = pipeline.check(path, catalogue).findings
    return [f.code for f in findings if f.message.startswith(f"{column}:")]


def test_a_code_that_is_near_none_stays_and_is_still_told(rich, catalogue, tmp_path):
    copy = save_copy(fix(rich, catalogue, unsafe=True), tmp_path / "staff.xlsx")
    told = [f.place.cells() for f in pipeline.check(copy, catalogue).findings if f.code == "LU401"]
    assert values_of(copy)["B6"] == WARTS[4][1]
    assert "employees!B5:B6" in told


def test_a_heading_that_is_nearly_required_is_renamed_with_the_flag_only(catalogue, tmp_path):
    headings = ["employe_id" if h == "employee_id" else h for h in HEADINGS]
    headings = ["employee_id", "grad", *headings[2:]]
    path = plain_workbook(tmp_path / "a.xlsx", WARTS, headings=headings)
    assert "B1" not in cells_of(fix(path, catalogue).made)
    mending = fix(path, catalogue, unsafe=True, kinds=["LU202"])
    assert cells_of(mending.made) == {"B1": "grade"}


def test_shares_below_1_become_per_cent_with_the_flag_only(catalogue, tmp_path):
    headings = ["activity_id", "school_fsm_pct"]
    rows = [["O1", 0.25], ["O2", 0.5], ["O3", 1]]
    path = plain_workbook(tmp_path / "a.xlsx", rows, "outreach", headings)
    assert fix(path, catalogue).made == ()
    made = cells_of(fix(path, catalogue, unsafe=True).made)
    assert {place: float(value) for place, value in made.items()} == {"B2": 25, "B3": 50, "B4": 100}


def test_only_the_kinds_that_are_named_are_made(rich, catalogue):
    assert cells_of(fix(rich, catalogue, kinds=["number_from_text"]).made).keys() == {"F2", "F4"}


def test_columns_whose_other_cells_would_be_read_otherwise_are_left(catalogue, tmp_path):
    # 01/02/2021 cannot be told, because the two above it prove both orders; it must stay so.
    days = ["31/12/2020", "12/31/2020", "01/02/2021"]
    rows = [[f"E{i}", "entry", "full_time", 1, day, 12, "male", "no"] for i, day in enumerate(days)]
    mending = fix(plain_workbook(tmp_path / "a.xlsx", rows), catalogue)
    assert mending.made == ()
    assert {left.place.column for left in mending.left} == {"E"}
    assert all("other cells are read" in left.why for left in mending.left)


def test_the_evidence_that_days_and_months_were_swapped_is_not_mended_away(catalogue, tmp_path):
    from datetime import date

    days = [date(2020, 3, 4), "12/31/2020", "01/02/2021"]
    rows = [[f"E{i}", "entry", "full_time", 1, day, 12, "male", "no"] for i, day in enumerate(days)]
    path = plain_workbook(tmp_path / "a.xlsx", rows)
    assert "LU309" in [finding.code for finding in pipeline.check(path, catalogue).findings]
    assert fix(path, catalogue).made == ()


def test_numbers_with_decimal_commas_are_mended_together(catalogue, tmp_path):
    pay = ["12,5", "1.250,75", "11,25"]
    rows = [[f"E{i}", "entry", "full_time", 1, None, p, "male", "no"] for i, p in enumerate(pay)]
    mending = fix(plain_workbook(tmp_path / "a.xlsx", rows), catalogue)
    made = {place: float(value) for place, value in cells_of(mending.made).items()}
    assert made == {"F2": 12.5, "F3": 1250.75, "F4": 11.25}


def test_numbers_that_a_workbook_keeps_as_texts_become_numbers(catalogue, tmp_path):
    pay = ["10.50", 11, "-0.5"]  # the last is below what is paid, and stays as it is
    rows = [[f"E{i}", "entry", "full_time", 1, None, p, "male", "no"] for i, p in enumerate(pay)]
    path = plain_workbook(tmp_path / "a.xlsx", rows)
    mending = fix(path, catalogue)
    assert {at: float(value) for at, value in cells_of(mending.made).items()} == {"F2": 10.5}
    assert repaired_cells(pipeline.check(path, catalogue)) == ["number_from_text"]
    copy = save_copy(mending, tmp_path / "copy.xlsx")
    assert (values_of(copy)["F2"], values_of(copy)["F4"]) == (10.5, "-0.5")
    assert figures(path, catalogue)[0] == figures(copy, catalogue)[0]


def test_a_plain_number_in_a_text_file_is_as_it_should_be(catalogue, tmp_path):
    path = tmp_path / "employees.csv"
    path.write_text("employee_id,grade,hourly_pay_gbp\nE1,entry,10.50\n", "utf-8")
    assert fix(path, catalogue).made == ()


def test_where_only_unseen_characters_go_it_is_said_so(catalogue, tmp_path):
    rows = [["E1", "manager ", "full_time", 1], ["E2", "\u200bManager", "full_time", 1]]
    headings = [*HEADINGS[:3], "fte"]
    told = {
        fix.before.text: fix.told
        for fix in fix(plain_workbook(tmp_path / "a.xlsx", rows, headings=headings), catalogue).made
    }
    unseen = "manager and spaces or unseen characters"
    assert told == {"manager ": (unseen, "manager"), "\u200bManager": ("Manager", "manager")}
