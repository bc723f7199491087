"""The warts of real files, put on clean sheets for the tool to repair and report.

Every wart is one function, so that each finding of the example can be traced to its origin.
"""

from __future__ import annotations

from random import Random

from making.tables import Cell, Sheet, number

TITLE = "Northmoor Water plc - workforce at 31 March 2025"
SUMMED = ("fte", "volunteering_hours")

# Headings as the payroll and recruitment systems export them; the other columns keep our names.
HEADINGS = {
    "employees": {
        "employee_id": "Employee Number",
        "site_id": "Work Location",
        "contract_type": "Contract Type",
        "employment_basis": "Full/Part time",
        "fte": "FTE",
        "start_date": "Date joined",
        "hourly_pay_gbp": "GPG hourly",
        "sex": "Gender",
        "ethnicity_group": "Ethnic Group",
        "parental_occupation": "SEB",
        "fsm_eligible": "Free School Meals",
        "cost_centre": "Cost centre",
    },
    "applicants": {
        "application_id": "Candidate ref",
        "vacancy_id": "Requisition",
        "hired": "Appointed",
        "sex": "Gender",
        "ethnicity_group": "Ethnic Group",
        "parental_occupation": "SEB",
    },
}
REFUSALS = {"prefer_not_to_say": "Prefer not to say", "dont_know": "Don't know"}
CODED = {
    "employees": (
        "grade",
        "contract_type",
        "employment_basis",
        "flexible_working",
        "sex",
        "school_type",
    ),
    "applicants": ("route", "stage_reached", "prior_status", "sex", "hired"),
}
DASHED = {
    "employees": ("job_family", "bonus_pay_gbp", "digital_tasks_passed", "imd_decile"),
    "applicants": ("vacancy_id", "imd_decile", "local_authority_code"),
}


def spoil(rng: Random, sheet: Sheet) -> Sheet:
    """The sheet as it left its system: the two exported ones get warts, the others stay clean."""
    if sheet.table not in HEADINGS:
        return sheet
    human_headings(sheet)
    spelt_refusals(sheet)
    loose_codes(rng, sheet)
    dashed_blanks(rng, sheet)
    if sheet.table == "employees":
        totals_row(sheet)
        title_row(sheet)
    else:
        blank_row(sheet)
    return sheet


def human_headings(sheet: Sheet) -> None:
    """Wart: headings in the words of another system; in employees also one that no table knows."""
    names = HEADINGS[sheet.table]
    sheet.headings = [names.get(column, column) for column in sheet.columns]


def spelt_refusals(sheet: Sheet) -> None:
    """Wart: refused and unsure answers spelt as people spell them, not as codes."""
    for row in sheet.rows:
        row[:] = [REFUSALS.get(cell, cell) if isinstance(cell, str) else cell for cell in row]


def loose_codes(rng: Random, sheet: Sheet) -> None:
    """Wart: codes with trailing spaces and odd case ("Female ", "Permanent", "Full-time")."""
    for column in CODED[sheet.table]:
        index = sheet.columns.index(column)
        for row in sheet.rows:
            cell = row[index]
            if isinstance(cell, str) and cell not in REFUSALS.values() and rng.random() < 0.06:
                row[index] = rng.choice(_spellings(cell))


def _spellings(code: str) -> tuple[str, ...]:
    spaced = code.replace("_", " ").capitalize()
    return (code + " ", spaced, spaced + " ", code.upper(), code.replace("_", "-").capitalize())


def dashed_blanks(rng: Random, sheet: Sheet) -> None:
    """Wart: "n/a" and "-" where an optional cell should be empty."""
    for column in DASHED[sheet.table]:
        index = sheet.columns.index(column)
        for row in sheet.rows:
            if row[index] is None and rng.random() < 0.5:
                row[index] = rng.choice(("n/a", "-"))


def blank_row(sheet: Sheet) -> None:
    """Wart: one wholly blank row in the middle."""
    sheet.rows.insert(len(sheet.rows) // 2, [None] * len(sheet.columns))


def totals_row(sheet: Sheet) -> None:
    """Wart: a totals row at the foot, adding up every row above it, agency workers too."""
    totals: list[Cell] = [None] * len(sheet.columns)
    totals[0] = "Total"
    for column in SUMMED:
        totals[sheet.columns.index(column)] = round(sum(map(number, sheet.column(column))), 2)
    sheet.rows.append(totals)


def title_row(sheet: Sheet) -> None:
    """Wart: a title row and a blank row above the headings (the writers leave the two rows)."""
    sheet.title = TITLE
