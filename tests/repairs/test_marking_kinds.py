"""Marked copies of every kind of return: workbooks with macros, text, folders, other programs'."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from levelup_cli.errors import LevelUpError, UnreadableFile, UsageError
from levelup_cli.intake.files import find_files
from levelup_cli.intake.reading import read_sheets
from levelup_cli.pipeline import check
from levelup_cli.reader.sending import Wishes
from levelup_cli.repairs.marking import mark_return
from reading.parts import packed
from repairs.marked_books import parts_of, write_rich_workbook

PEOPLE = "employee_id,grade,sex\n0012,manager,female\nE2,manager,=1+1\nE3,manager,male\n"


def marked(path, catalogue, ending=".xlsx"):
    """A marked copy, opened, and the findings in it."""
    checked = check(path, catalogue)

    def read():
        return read_sheets(find_files(path), Wishes())[0]

    return mark_return(path, checked, "NOT VALID", ending, read), checked


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_text_file_becomes_a_workbook_with_each_cell_at_its_place(tmp_path, catalogue):
    path = tmp_path / "employees.csv"
    path.write_text(PEOPLE, "utf-8")
    content, checked = marked(path, catalogue)
    book = opened(content)
    assert book.sheetnames == ["employees", "_problems"]
    rows = [[c.value for c in row] for row in book["employees"].iter_rows(max_row=4)]
    assert rows == [line.split(",") for line in PEOPLE.splitlines()]
    assert book["employees"]["C3"].comment.text.startswith("LU401 error: sex")
    assert book["_problems"]["C4"].value == "employees"
    assert book["_problems"].max_row == 3 + len(checked.findings)


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path, catalogue):
    path = tmp_path / "employees.csv"
    path.write_text(PEOPLE, "utf-8")
    for name, part in parts_of(marked(path, catalogue)[0]).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in part


def test_a_folder_becomes_one_workbook(tmp_path, catalogue):
    folder = tmp_path / "return"
    folder.mkdir()
    (folder / "employees.csv").write_text(PEOPLE, "utf-8")
    (folder / "sites.csv").write_text("site_id,postcode\nS1,nowhere\n", "utf-8")
    content, checked = marked(folder, catalogue)
    book = opened(content)
    assert book.sheetnames == ["employees", "sites", "_problems"]
    assert len(book["_problems"]["A"]) == 3 + len(checked.findings)
    for finding in checked.findings:
        if finding.place.column and finding.place.rows:
            name = finding.place.file.removesuffix(".csv")
            assert book[name][f"{finding.place.column}{finding.place.rows[0][0]}"].comment


def test_sheets_of_one_name_in_several_files_become_tabs_of_several_names(tmp_path, catalogue):
    folder = tmp_path / "return"
    folder.mkdir()
    (folder / "employees.csv").write_text(PEOPLE, "utf-8")
    for name in ("first", "second"):
        with xlsxwriter.Workbook(folder / f"{name}.xlsx") as book:
            book.add_worksheet("list: old"[:4]).write("A1", "x")
    assert opened(marked(folder, catalogue)[0]).sheetnames == [
        "employees",
        "list",
        "list (2)",
        "_problems",
    ]


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_workbooks_of_other_kinds_are_made_anew(tmp_path, catalogue, ending):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    source = write_rich_workbook(tmp_path / "rich.xlsx", notes=False)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True)
    content, checked = marked(tmp_path / f"rich.{ending}", catalogue)
    page = opened(content)["employees"]
    assert page["C6"].comment.text.startswith("LU401 error: sex")
    assert (page["D4"].value, page["A7"].value) == (21.5, "=E4")
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(content)
    again = {as_told(f) for f in check(copy, catalogue).findings}
    assert again == {as_told(f) for f in checked.findings if f.place.sheet}


def as_told(finding):
    return replace(finding, place=replace(finding.place, file=""))


def test_numbers_days_and_shares_stay_what_they_were(tmp_path, catalogue):
    path = tmp_path / "employees.parquet"
    columns = {
        "employee_id": ["E1", "E2"],
        "grade": ["manager", "none of them"],
        "start_date": [date(2024, 2, 29), None],
        "hourly_pay_gbp": [12.5, 20.0],
        "remark": [12345678901234567, 2],
    }
    parquet.write_table(pa.table(columns), path)
    page = opened(marked(path, catalogue)[0])["employees"]
    assert page["C2"].value.date() == date(2024, 2, 29)
    assert page["C2"].number_format == "yyyy-mm-dd"
    assert (page["D2"].value, page["D3"].value) == (12.5, 20)
    assert page["E2"].value == "12345678901234567"  # no float holds it


def test_what_fits_into_no_workbook_is_told_in_words(tmp_path, catalogue):
    path = tmp_path / "employees.parquet"
    columns = {"employee_id": ["E1", "E2"], "grade": ["manager"] * 2, "sex": ["", "x" * 40_000]}
    parquet.write_table(pa.table(columns), path)
    with pytest.raises(LevelUpError, match=r"employees!C3: this cell does not fit"):
        marked(path, catalogue)


def test_a_workbook_with_macros_keeps_them_under_its_own_ending_alone(tmp_path, catalogue):
    path = tmp_path / "return.xlsm"
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(b"macros")
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("employees").write_row("A1", ["employee_id", "grade", "sex"])
        book.add_vba_project(str(project))
    content, _ = marked(path, catalogue, ".xlsm")
    assert parts_of(content)["xl/vbaProject.bin"] == b"macros"
    with pytest.raises(UsageError, match=r"holds macros.*\nName one that ends in \.xlsm"):
        marked(path, catalogue, ".xlsx")


def test_a_damaged_list_of_parts_is_told_in_words(tmp_path, catalogue):
    source = write_rich_workbook(tmp_path / "rich.xlsx")
    parts = {**parts_of(source.read_bytes()), "[Content_Types].xml": b"<Types"}
    source.write_bytes(packed(parts))
    with pytest.raises(UnreadableFile, match="no marked copy can be made"):
        marked(source, catalogue)


def test_an_ending_for_macros_is_refused_where_there_are_none(tmp_path, catalogue):
    path = tmp_path / "employees.csv"
    path.write_text(PEOPLE, "utf-8")
    with pytest.raises(UsageError, match=r"Name one that ends in \.xlsx"):
        marked(path, catalogue, ".xlsm")
    source = write_rich_workbook(tmp_path / "rich.xlsx")
    with pytest.raises(UsageError, match=r"Name one that ends in \.xlsx"):
        marked(source, catalogue, ".xlsm")


def test_no_open_copy_is_made_of_a_protected_workbook(tmp_path, catalogue):
    from msoffcrypto.format.ooxml import OOXMLFile

    source = write_rich_workbook(tmp_path / "rich.xlsx")
    checked = check(source, catalogue)
    path = tmp_path / "locked.xlsx"
    with source.open("rb") as plain, path.open("wb") as locked:
        OOXMLFile(plain).encrypt("made up", locked)
    with pytest.raises(UnreadableFile, match="protected by a password"):
        mark_return(path, checked, "NOT VALID", ".xlsx", list)
