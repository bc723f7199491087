"""What LibreOffice makes of a workbook, and what becomes of a return in every kind of file."""

import csv
import io
import shutil
import subprocess
from datetime import date, datetime
from itertools import dropwhile

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from conftest import EXAMPLES
from levelup_cli import pipeline
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake import read_submission
from reading.parts import packed
from reading.seen import answers

CHOSEN = sorted(path.stem for path in EXAMPLES.glob("*.xlsx"))
DAY = datetime(2025, 3, 31)  # noqa: DTZ001
STAFF = ["employee_id", "Hourly rate", "start_date", "fte", "line_manager", "job_family", "bonus"]
PEOPLE = [
    ["E1", 12.5, DAY, 0.8, True, "Sales", 0],
    ["E2", "£13.50", "31/12/2024", 1, False, " Old\N{NO-BREAK SPACE}Town ", "<5"],
    ["E3", "#DIV/0!", DAY, 0.5, "Don't know", "Line\nbreak", "*"],
    ["E4", None, "last spring", "twelve", "refused", "\U0001f600 <&>", "n/a"],
    [],
    [5, "1,250", "31-Mar-25", "", "maybe", None, "=1+1"],
    ["Total", None, None, 2.3],
]
UNDERSTOOD = {
    "employee_id": ["E1", "E2", "E3", "E4", "5"],
    "hourly_pay_gbp": ["12.5", "13.50", "wrong", "missing", "1250"],
    "start_date": ["2025-03-31", "2024-12-31", "2025-03-31", "wrong", "2025-03-31"],
    "fte": ["0.8", "1", "0.5", "wrong", "missing"],
    "line_manager": ["yes", "no", "unknown", "declined", "wrong"],
    "job_family": ["Sales", "Old Town", "Line\nbreak", "\U0001f600 <&>", "missing"],
    "bonus_pay_gbp": ["0", "suppressed", "suppressed", "missing", "2"],
}
ROWS = [4, 5, 6, 7, 9]
SAID = {
    ("LU213", "employees!row 5"),
    ("LU214", "employees"),
    ("LU212", "sites"),
    ("LU306", "employees!B6"),
    ("LU303", "employees!C7"),
    ("LU302", "employees!D7"),
    ("LU401", "employees!E9"),
}
FORMS = ["xlsx", "ods", "xls", "back"]


def write_warts(path):
    """Titles, merged headings, errors, per cent, days, hidden rows, columns and sheets, totals."""
    with xlsxwriter.Workbook(path) as book:
        day, share = (book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "0%"))
        page = book.add_worksheet("employees")
        page.write(0, 0, "Our people")
        for row, line in enumerate([STAFF, *PEOPLE], 2):
            for column, value in enumerate(line):
                match value:
                    case datetime():
                        page.write_datetime(row, column, value, day)
                    case "#DIV/0!":
                        page.write_formula(row, column, "=1/0", None, value)
                    case "=1+1":
                        page.write_formula(row, column, value, None, 2)
                    case float() if column == 3:
                        page.write_number(row, column, value, share)
                    case _:
                        page.write(row, column, value)
        page.set_row(4, None, None, {"hidden": True})
        page.set_column(5, 5, None, None, {"hidden": True})
        pupils = book.add_worksheet("outreach")
        pupils.write_row(0, 0, ["phase", "school_fsm_pct"])
        pupils.write_row(1, 0, ["primary", 0.45], share)
        suppliers = book.add_worksheet("suppliers")
        for column, heading in enumerate(["supplier_id", "size", "supplier_type", "spend_gbp"]):
            suppliers.merge_range(0, column, 1, column, heading)
        suppliers.merge_range(0, 4, 0, 5, "Invoices")
        suppliers.write_row(1, 4, ["30d", "late"])
        suppliers.write_row(2, 0, ["A1", "micro", "charity", 99.5, 5, 2])
        sites = book.add_worksheet("sites")
        sites.write_row(0, 0, ["site_id", "region"])
        sites.write_row(1, 0, ["S1", "TLC"])
        sites.hide()
        book.add_worksheet("#old").write_row(0, 0, ["employee_id", "grade"])


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """The workbook of warts and three examples as LibreOffice writes them: form -> name -> path."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")
    write_warts(folder / "warts.xlsx")
    paths = {"warts": folder / "warts.xlsx"} | {n: EXAMPLES / f"{n}.xlsx" for n in CHOSEN}

    def convert(form, out, given):
        home = f"-env:UserInstallation=file://{folder}/home"
        call = ["soffice", home, "--headless", "--convert-to", form, "--outdir", folder / out]
        subprocess.run([*call, *given], check=True, capture_output=True, timeout=300)
        return {path.stem: folder / out / f"{path.stem}.{form}" for path in given}

    forms = {form: convert(form, form, list(paths.values())) for form in ("ods", "xls")}
    return {"xlsx": paths, **forms, "back": convert("xlsx", "back", [forms["ods"]["warts"]])}


@pytest.fixture(scope="session")
def warts(converted, catalogue):
    return {form: pipeline.check(converted[form]["warts"], catalogue) for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_24_the_cells_of_a_workbook_are_understood_alike_in_every_form(warts, form):
    checked = warts[form]
    assert checked.tables["employees"].table.rows.tolist() == ROWS
    assert {name: answers(checked, "employees", name) for name in UNDERSTOOD} == UNDERSTOOD
    assert [float(n) for n in answers(checked, "outreach", "school_fsm_pct")] == [45]
    assert answers(checked, "suppliers", "invoices_30d") == ["5"]
    assert answers(checked, "suppliers", "invoices_late") == ["2"]
    assert answers(checked, "sites", "region") == ["TLC"]


@pytest.mark.parametrize("form", FORMS)
def test_24_what_is_wrong_or_hidden_is_told_at_the_same_place_in_every_form(warts, form):
    told = {(f.code, f.place.cells()) for f in warts[form].findings}
    assert {place for place in told if place[0] in {code for code, _ in SAID}} == SAID
    kinds = {entry.kind for entry in warts[form].ledger}
    assert kinds >= {"title_row", "totals_row", "blank_rows", "heading_joined", "comment_sheet"}
    assert kinds == {entry.kind for entry in warts["xlsx"].ledger}


def test_23_an_old_workbook_with_a_password_is_refused_for_that_reason(
    converted, catalogue, tmp_path
):
    content = bytearray(converted["xls"]["warts"].read_bytes())
    first = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    content[first + 20 : first + 22] = b"\x2f\x00"  # the record after the first says: protected
    path = tmp_path / "protected.xls"
    path.write_bytes(bytes(content))
    with pytest.raises(UnreadableFile, match="password"):
        read_submission(path, catalogue)


def as_text(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case date():
            return value.isoformat()[:10]
        case _:
            return str(value)


def sheets_of(path):
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def in_csv(path):
    members = {}
    for name, rows in sheets_of(path).items():
        out = io.StringIO(newline="")
        csv.writer(out).writerows([as_text(value) for value in row] for row in rows)
        members[f"{name}.csv"] = out.getvalue().encode("utf-8-sig")
    return members


def in_parquet(path):
    """Each table as typed columns; one of several types is a column of texts."""
    members = {}
    for name, lines in sheets_of(path).items():
        if len(lines[0]) < 2:
            continue
        headings, *rows = dropwhile(lambda line: not all(line), lines)
        columns = {}
        for heading, values in zip(headings, zip(*rows, strict=True), strict=True):
            types = {type(value) for value in values if value is not None}
            if len(types) > 1 and not types <= {int, float}:
                columns[heading] = [as_text(value) or None for value in values]
            else:
                columns[heading] = [v.date() if isinstance(v, datetime) else v for v in values]
        out = io.BytesIO()
        parquet.write_table(pa.table(columns), out)
        members[f"{name}.parquet"] = out.getvalue()
    return members


def folder_of(members, folder):
    for name, content in members.items():
        (folder / name).write_bytes(content)
    return folder


def zip_of(members, folder):
    (folder / "return.zip").write_bytes(packed(members))
    return folder / "return.zip"


OWN = {
    "a folder of CSV": lambda path, folder: folder_of(in_csv(path), folder),
    "a zip of CSV": lambda path, folder: zip_of(in_csv(path), folder),
    "a folder of Parquet": lambda path, folder: folder_of(in_parquet(path), folder),
}


def figures(path, catalogue):
    """All that a scorecard says in figures."""
    card = pipeline.assess(path, catalogue)
    goals = [(g.goal, g.score, g.low, g.high, g.coverage, g.usable) for g in card.goals]
    scores = [m for g in card.goals for m in g.metrics] + list(card.data_quality)
    shown = [(m.indicator, m.points) for m in scores]
    return goals, [(i.metric_id, i.state, i.figure, i.breakdowns, points) for i, points in shown]


@pytest.fixture(scope="module", params=CHOSEN)
def example(request, catalogue):
    path = EXAMPLES / f"{request.param}.xlsx"
    return path, figures(path, catalogue)


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_24_a_return_scores_alike_as_libreoffice_writes_it(example, converted, catalogue, form):
    path, expected = example
    assert any(score for _, score, *_ in expected[0])
    assert figures(converted[form][path.stem], catalogue) == expected


@pytest.mark.parametrize("make", OWN.values(), ids=list(OWN))
def test_24_a_return_scores_alike_in_every_kind_of_file(example, catalogue, tmp_path, make):
    path, expected = example
    assert figures(make(path, tmp_path), catalogue) == expected
