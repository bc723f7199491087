"""A template that is filled in says the same as the return that it was filled from."""

import shutil
import subprocess
from collections import Counter

import openpyxl
import pytest

from conftest import EXAMPLES
from levelup_cli.intake import read_submission
from levelup_cli.pipeline import assess, check
from levelup_cli.templates.earlier import rows_of
from levelup_cli.words import simplify
from workbooks import headings, offered, run_template, tables_of, validation_of

RETURNS = sorted(EXAMPLES.glob("*.xlsx"))
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    path = tmp_path_factory.mktemp("full") / "full.xlsx"
    run_template("-o", path)
    return path


def fill(template, filled, submission, catalogue):
    """Put the rows of a return into a template; codes of every other column by their labels."""
    book = openpyxl.load_workbook(template)
    for name in set(tables_of(book)) - set(submission.tables):
        del book[name]  # left empty, it would say that there was nothing to tell
    for name, table in submission.tables.items():
        if name not in book.sheetnames:
            # An organisation may send rows and counts: the sheet is that of --aggregate.
            book.create_sheet(name).append(list(table.definition.columns))
        sheet = book[name]
        columns = tuple(headings(sheet))
        for number, cells in enumerate(rows_of(table, columns, frozenset(columns)), 2):
            for position, (heading, cell) in enumerate(zip(columns, cells, strict=True), 1):
                column = table.definition.columns[heading]
                codes = catalogue.code_lists.get(getattr(column, "codes", ""))
                sheet.cell(number, position).value = labelled(codes, cell) if position % 2 else cell
    book.save(filled)


def labelled(codes, cell):
    """A code by its label; anything else as it is."""
    known = codes.spellings() if codes else {}
    code = known.get(simplify(cell)) if isinstance(cell, str) else None
    return codes.codes[code].label if code else cell


def told(findings):
    """What is told, but for refusals: they may stand in columns that a template does not ask."""
    return Counter((f.code, f.severity, f.message) for f in findings if f.code != "LU704")


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.stem)
def test_a_template_filled_from_an_example_is_told_and_scored_as_the_example(
    path, full, tmp_path, catalogue
):
    fill(full, tmp_path / "filled.xlsx", read_submission(path, catalogue), catalogue)
    ours, theirs = assess(tmp_path / "filled.xlsx", catalogue), assess(path, catalogue)
    assert not told(ours.findings) - told(theirs.findings)
    figures = [
        [(goal.goal, goal.score, goal.low, goal.high, goal.grade) for goal in card.goals]
        for card in (ours, theirs)
    ]
    assert figures[0] == figures[1]
    assert any(score is not None for _, score, *_ in figures[0])


def test_there_are_six_examples():
    assert len(RETURNS) == 6


FILLED = {
    "organisation_id": "river",
    "organisation_name": "A made-up water company",
    "sector": "Energy and utilities",
    "period_start": "2024-04-01",
    "period_end": "2025-03-31",
    "snapshot_date": "2025-03-31",
    "contact_name": "The reporting team",
    "contact_email": "reports@example.org",
    "employees": 0,
    "has_customers": "Yes",
    "runs_homes": "No",
    "runs_settings": "No",
    "is_higher_education": "No",
    "return_status": "Draft",
}


@pytest.mark.parametrize("arguments", [[], ["--goals", "5"], ["--aggregate"]])
def test_a_template_of_which_only_the_organisation_is_filled_in_has_no_finding(
    arguments, tmp_path, catalogue
):
    run_template("-o", tmp_path / "made.xlsx", *arguments)
    book = openpyxl.load_workbook(tmp_path / "made.xlsx")
    sheet = book["organisation"]
    for name, value in FILLED.items():
        sheet.cell(2, headings(sheet).index(name) + 1).value = value
    book.save(tmp_path / "filled.xlsx")
    assert check(tmp_path / "filled.xlsx", catalogue).findings == ()


def test_a_template_of_csv_files_with_the_organisation_filled_in_has_no_finding(
    tmp_path, catalogue
):
    run_template("-o", tmp_path / "made", "--goals", "5")
    file = tmp_path / "made" / "organisation.csv"
    names, row = file.read_text("utf-8-sig").splitlines()
    given = dict(zip(names.split(","), row.split(","), strict=True)) | FILLED
    file.write_text(f"{names}\n{','.join(str(given[n]) for n in names.split(','))}\n", "utf-8")
    assert check(tmp_path / "made", catalogue).findings == ()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_libreoffice_keeps_sheets_headings_and_drop_downs(ending, full, tmp_path):
    convert(full, ending, tmp_path / "first")
    if ending == "ods":  # which openpyxl does not read
        convert(tmp_path / "first" / "full.ods", "xlsx", tmp_path)
    else:
        shutil.copy(tmp_path / "first" / "full.xlsx", tmp_path)
    made, kept = openpyxl.load_workbook(full), openpyxl.load_workbook(tmp_path / "full.xlsx")
    assert kept.sheetnames == made.sheetnames
    for name in tables_of(made):
        assert headings(kept[name])[: made[name].max_column] == headings(made[name])
    for name, column in (
        ("organisation", "sector"),  # points to cells
        ("employees", "sex"),  # stands in the cell itself
        ("targets", "metric_id"),
    ):
        wanted = offered(made, validation_of(made[name], column))
        assert offered(kept, validation_of(kept[name], column)) == wanted


def convert(path, ending, folder):
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation=file://{folder.parent}/profile-{ending}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
