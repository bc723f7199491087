"""Make the export of a foreign HR system: other headings, other codes, the warts of real ones.

Run `python examples/make_brightwell.py` (it needs XlsxWriter). It writes `hr_export.xlsx` into
`brightwell`: the staff of Brightwell Foods, who are invented, and their applicants. Every draw is
seeded, so a second run changes nothing. `map.yaml` beside it is the mapping that a person made.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from making.others import staff
from making.others.organisations import Organisation
from making.tables import Cell, Row

HERE = Path(__file__).parent / "brightwell"
CREATED = datetime(2025, 5, 12, 9, 0)
BRIGHTWELL = Organisation(
    id="brightwell",
    name="Brightwell Foods",
    sector="manufacturing",
    staff=640,
    region="TLF",
    seed=71,
    sizes={"sites": 3},
)
APPLICANTS = 900

# Group above -> heading below -> our column. The group stands once, over merged cells.
STAFF: dict[str, dict[str, str]] = {
    "Person": {"Pers. No.": "employee_id", "Gender at birth": "sex", "Age group": "age_band"},
    "Job": {
        "Salary band": "grade",
        "Engagement": "contract_type",
        "FT or PT": "employment_basis",
        "FTE %": "fte",
        "Continuous service from": "start_date",
        "Moved up in year": "promoted_in_period",
        "Time in previous band (months)": "months_to_promotion",
    },
    "Pay": {"Hourly (incl. bonus)": "hourly_pay_gbp", "On normal pay": "full_pay_relevant"},
    "Monitoring": {
        "Ethnic origin": "ethnicity_group",
        "Disabled?": "disability",
        "Main earner's job at 14": "parental_occupation",
        "School 11-16": "school_type",
    },
}
APPLICANT_HEADINGS = {
    "Candidate no.": "application_id",
    "Way in": "route",
    "Got as far as": "stage_reached",
    "Shortlist Y/N": "shortlisted",
    "Outcome": "hired",
    "Gender": "sex",
    "Ethnic origin": "ethnicity_group",
    "Main earner's job at 14": "parental_occupation",
}
# Our code -> what this system calls it. What is not here stays as it is.
WORDS: dict[str, dict[str, str]] = {
    "grade": {
        "board": "Band 9",
        "executive": "Band 8",
        "senior_leader": "Band 7",
        "manager": "Band 6",
        "professional": "Band 4/5",
        "skilled": "Band 2/3",
        "entry": "Band 1",
    },
    "contract_type": {"permanent": "PERM", "fixed_term": "FTC", "casual": "Bank"},
    "employment_basis": {"full_time": "FT", "part_time": "PT"},
    "sex": {"female": "F", "male": "M", "prefer_not_to_say": "X - withheld"},
    "hired": {"yes": "Appointed", "no": "Not appointed"},
    "shortlisted": {"yes": "Y", "no": "N"},
    "promoted_in_period": {"yes": "Y", "no": "N"},
    "full_pay_relevant": {"yes": "TRUE", "no": "FALSE"},
    "ethnicity_group": {
        "asian": "Asian / Asian British",
        "black": "Black / Black British",
        "white": "White (any)",
        "mixed": "Dual heritage",
        "other": "Other group",
        "prefer_not_to_say": "Not disclosed",
    },
    "parental_occupation": {
        "modern_traditional_professional": "Professional (teacher, nurse, engineer)",
        "manager_administrator": "Manager",
        "clerical_intermediate": "Office or clerical",
        "small_business_owner": "Own small business",
        "technical_craft": "Trade or craft",
        "routine_semi_routine": "Routine or manual",
        "long_term_unemployed": "No job for over a year",
        "prefer_not_to_say": "Rather not say",
    },
    "stage_reached": {"sifted": "Sift", "interviewed": "Interview", "hired": "Hire"},
    "route": {"direct_hire": "External", "apprentice": "Apprentice", "graduate": "Grad scheme"},
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(HERE / "hr_export.xlsx") as book:
        book.set_properties({"created": CREATED, "title": "Brightwell Foods (invented)"})
        write_lookups(book)
        write_about(book)
        write_staff(book)
        write_applicants(book)


def write_lookups(book: xlsxwriter.Workbook) -> None:
    """A hidden first sheet, as systems leave behind."""
    sheet = book.add_worksheet("Lookups")
    sheet.write_column(0, 0, ["Bands", *WORDS["grade"].values()])
    sheet.hide()


def write_about(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("About")
    sheet.write_column(
        0, 0, ["Workforce extract", "Brightwell Foods is invented, and so are its staff."]
    )
    sheet.activate()
    sheet.set_first_sheet()


def write_staff(book: xlsxwriter.Workbook) -> None:
    """Titles, headings over two rows, gaps, a hidden column, a total and a note at the foot."""
    sheet = book.add_worksheet("Staff 31.03.2025")
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "STAFF IN POST", bold)
    sheet.write(1, 0, "Run 02/04/2025 08:15")
    columns = _headings(sheet, bold)
    people = staff.employees(Random(BRIGHTWELL.seed), BRIGHTWELL)
    row = 5
    for serial, person in enumerate(people):
        row += 1 if serial and serial % 250 == 0 else 0  # the system leaves a row between pages
        for position, column in enumerate(columns):
            cell = _staff_cell(column, person, serial)
            style = percent if column == "fte" else day if isinstance(cell, date) else None
            _write(sheet, row, position, cell, style)
        sheet.write(row, len(columns), "" if serial % 97 else "check address")
        sheet.write(row, len(columns) + 1, f"CC{serial % 9}")
        row += 1
    sheet.write(row, 0, "Total", bold)
    sheet.write(row, columns.index("fte"), sum(float(str(p["fte"])) for p in people), percent)
    sheet.write(row + 2, 0, "* Hourly pay includes shift premiums. Source: payroll, March 2025.")
    sheet.set_column(len(columns) + 1, len(columns) + 1, None, None, {"hidden": True})


def _headings(sheet: Worksheet, bold: object) -> list[str]:
    columns: list[str] = []
    for group, headings in STAFF.items():
        first = len(columns)
        for heading, column in headings.items():
            sheet.write(4, len(columns), heading, bold)
            columns.append(column)
        if len(headings) > 1:
            sheet.merge_range(3, first, 3, len(columns) - 1, group, bold)
    sheet.write(4, len(columns), "# our notes", bold)
    sheet.write(4, len(columns) + 1, "Cost centre", bold)
    return columns


def _staff_cell(column: str, person: Row, serial: int) -> Cell:
    """A cell as this system writes it; some of them were typed in by hand."""
    cell = person.get(column)
    if column == "employee_id":
        return f"{serial + 1:06}"
    if column == "start_date" and isinstance(cell, date):
        return f"{cell:%d/%m/%Y}" if serial % 3 else cell
    if column == "hourly_pay_gbp" and isinstance(cell, float) and serial % 7 == 0:
        return f"£{cell:,.2f}"
    if column == "months_to_promotion" and cell is None:
        return "n/a" if serial % 2 else None
    word = WORDS.get(column, {}).get(str(cell), cell)
    if column == "contract_type" and serial % 11 == 0:
        return f"{word} ".lower()
    if column == "ethnicity_group" and cell is None:
        return "-"
    return word


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)
    elif cell is not None:
        sheet.write(row, column, cell, style)


def write_applicants(book: xlsxwriter.Workbook) -> None:
    """Spaces that do not break around the headings, and rows that a filter hides."""
    sheet = book.add_worksheet("Recruitment 24-25")
    for position, heading in enumerate(APPLICANT_HEADINGS):
        sheet.write(0, position, f"\N{NO-BREAK SPACE}{heading} ")
    people = staff.applicants(Random(BRIGHTWELL.seed + 1), APPLICANTS)
    for row, person in enumerate(people, 1):
        for position, column in enumerate(APPLICANT_HEADINGS.values()):
            cell = WORDS.get(column, {}).get(str(person[column]), person[column])
            _write(sheet, row, position, cell, None)
        if person["hired"] == "no" and row % 60 == 0:
            sheet.set_row(row, None, None, {"hidden": True})
    sheet.autofilter(0, 0, len(people), len(APPLICANT_HEADINGS) - 1)


if __name__ == "__main__":
    main()
