"""Ten faults in one return: each is told at its cell in every kind of file, among warts or not."""

import shutil
import subprocess

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from levelup_cli import pipeline
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Reading

from .returns import sheets_of, write_folder, write_workbook

ORGANISATION = {
    "organisation_id": "northmoor",
    "organisation_name": "Northmoor Ltd",
    "sector": "retail",
    "period_start": "2024-04-01",
    "period_end": "2025-03-31",
    "snapshot_date": "2025-03-31",
    "contact_name": "Reports team",
    "contact_email": "reports@example.org",
    "employees": "5",
    "has_customers": "no",
    "runs_homes": "no",
    "runs_settings": "no",
    "is_higher_education": "no",
    "template_version": "1.0",
    "return_status": "draft",
}
SOUND = {
    "sites": """
site_id | region | headcount | floor_area_m2 | imd_decile
S1      | TLC    | 3         | 400           | 2
S2      | TLD    | 2         | 250           | 7
""",
    "employees": """
employee_id | site_id | grade        | contract_type | employment_basis | fte | start_date | hours
E1          | S1      | manager      | permanent     | full_time        | 1   | 2015-06-01 | 37
E2          | S1      | entry        | permanent     | part_time        | 80% | 2019-02-28 | 29.6
E3          | S1      | skilled      | permanent     | full_time        | 1   | 2021-09-13 | 37
E4          | S2      | professional | fixed_term    | full_time        | 1   | 2024-01-08 | 37
E5          | S2      | entry        | permanent     | full_time        | 1   | 2023-11-20 | 37
""",
    "vacancies": """
vacancy_id | grade        | site_id | filled | advertised_openly | salary_shown | degree_required
V1         | professional | S1      | yes    | yes               | yes          | no
V2         | entry        | S2      | yes    | yes               | no           | no
""",
    "applicants": """
application_id | vacancy_id | route       | stage_reached | shortlisted | hired
A1             | V1         | direct_hire | hired         | yes         | yes
A2             | V1         | direct_hire | applied       | no          | no
A3             | V2         | direct_hire | hired         | yes         | yes
A4             | V2         | direct_hire | interviewed   | yes         | no
""",
    "suppliers": """
supplier_id | size   | supplier_type | spend_gbp  | Invoices 30d | Invoices late
P1          | micro  | charity       | £5,000     | 5            | 2
P2          | medium | commercial    | £12,500.50 | 20           | 1
""",
}
# Code: the sheet and the cell at which it must be told, and what is typed there.
FAULTS = {
    "LU202": ("vacancies", "G1", "degree_requried"),
    "LU301": ("employees", "C4", ""),
    "LU302": ("employees", "H3", "part of the week"),
    "LU303": ("employees", "G3", "30/02/2019"),
    "LU306": ("sites", "D2", "#REF!"),
    "LU401": ("vacancies", "B2", "profesional"),
    "LU402": ("suppliers", "E3", "-20"),
    "LU501": ("applicants", "A5", "A2"),
    "LU503": ("vacancies", "C3", "S9"),
    "LU507": ("applicants", "E4", "no"),
}
SUGGESTED = {"LU202": "degree_requried", "LU401": "professional"}
AMONG_WARTS = {
    ("LU202", "vacancies", "G3"),
    ("LU301", "employees", "C7"),
    ("LU302", "employees", "H6"),
    ("LU303", "employees", "G6"),
    ("LU306", "sites", "D4"),
    ("LU401", "vacancies", "B4"),
    ("LU402", "suppliers", "E7"),
    ("LU501", "applicants", "A8"),
    ("LU503", "vacancies", "C6"),
    ("LU507", "applicants", "E7"),
}
HIDDEN_ROW = 5  # of the sheet employees
OLD_ROW = ["E1", "S8", "boss", "permanent", "full_time", "9", "2015-06-01", "999"]
FORMS = ["xlsx", "ods", "csv"]


def sound():
    sheets = sheets_of(SOUND)
    sheets["employees"][0][-1] = "contracted_hours_week"
    return {"organisation": [list(ORGANISATION), list(ORGANISATION.values())], **sheets}


def faulty():
    sheets = sound()
    for sheet, cell, typed in FAULTS.values():
        row, column = coordinate_to_tuple(cell)
        sheets[sheet][row - 1][column - 1] = typed
    return sheets


def with_warts(sheets):
    """Titles, blank rows, a heading over two rows, totals at the foot, and a column of notes."""
    sheets["suppliers"][0][-2:] = ["Invoices", ""]
    sheets["suppliers"].insert(1, ["", "", "", "", "30d", "late"])
    sheets["suppliers"].append(["Total", "", "", "£17,500.50", "25", "3"])
    sheets["sites"].append(["Total", "", "5", "650", ""])
    for row, note in zip(sheets["vacancies"], ("# notes", "asked twice", ""), strict=True):
        row.append(note)
    for name, rows in sheets.items():
        rows.insert(3 if name == "suppliers" else 2, [""])
        rows[:0] = [[f"Northmoor: {name}"], [""]]
    return sheets


def add_what_text_cannot_hold(path):
    """Merged cells, and a row that is hidden because it is out of date."""
    book = openpyxl.load_workbook(path)
    for cells in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"):
        book["suppliers"].merge_cells(cells)
    for column, value in enumerate(OLD_ROW, 1):
        book["employees"].cell(HIDDEN_ROW, column, value)
    book["employees"].row_dimensions[HIDDEN_ROW].hidden = True
    book.save(path)
    return path


def in_all_forms(sheets, folder, *, warts=False):
    """The return as a workbook, as OpenDocument where LibreOffice is there, and as CSV files."""
    path = write_workbook(sheets, folder / "return.xlsx")
    if warts:
        add_what_text_cannot_hold(path)
    paths = {"xlsx": path, "csv": write_folder(sheets, folder / "return")}
    if shutil.which("soffice"):
        call = ["soffice", f"-env:UserInstallation=file://{folder}/home", "--headless"]
        call += ["--convert-to", "ods", "--outdir", folder, path]
        subprocess.run(call, check=True, capture_output=True, timeout=300)
        paths["ods"] = folder / "return.ods"
    return paths


@pytest.fixture(scope="module")
def checked(tmp_path_factory, catalogue):
    """Check one of the returns in one form."""
    returns = {
        "sound": in_all_forms(sound(), tmp_path_factory.mktemp("sound")),
        "faulty": in_all_forms(faulty(), tmp_path_factory.mktemp("faulty")),
        "among warts": in_all_forms(
            with_warts(faulty()), tmp_path_factory.mktemp("warts"), warts=True
        ),
    }

    def check(which, form):
        if form not in returns[which]:
            pytest.skip("LibreOffice (soffice) is not installed")
        return pipeline.check(returns[which][form], catalogue, reading=Reading(skip_hidden=True))

    return check


def serious(checked):
    return [f for f in checked.findings if f.severity is not Severity.INFO]


def places(checked):
    """Code, sheet or file, and cell of each finding."""
    return sorted(
        (f.code, f.place.sheet or f.place.file.removesuffix(".csv"), f.place.cells().split("!")[-1])
        for f in serious(checked)
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_return_is_told_nothing_serious(checked, form):
    assert places(checked("sound", form)) == []


@pytest.mark.parametrize("form", FORMS)
def test_each_of_ten_faults_is_told_where_it_was_planted_and_nothing_else(checked, form):
    expected = [(code, sheet, cell) for code, (sheet, cell, _) in FAULTS.items()]
    assert places(checked("faulty", form)) == sorted(expected)


@pytest.mark.parametrize("form", FORMS)
def test_each_is_told_at_its_cell_among_warts(checked, form):
    assert places(checked("among warts", form)) == sorted(AMONG_WARTS)


@pytest.mark.parametrize("which", ["faulty", "among warts"])
@pytest.mark.parametrize("form", FORMS)
def test_each_fault_has_a_way_out_and_the_near_word_where_there_is_one(checked, which, form):
    findings = serious(checked(which, form))
    assert all(finding.help for finding in findings)
    hints = {f.code: f.message for f in findings if f.message.endswith("?")}
    assert hints.keys() == SUGGESTED.keys()
    assert all(word in hints[code] for code, word in SUGGESTED.items())


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_wrong_in_a_hidden_row_is_left_out_with_it(checked, form):
    ledger = {e.kind: e.place.cells() for e in checked("among warts", form).ledger}
    assert ledger["hidden_left_out"] == f"employees!row {HIDDEN_ROW}"
