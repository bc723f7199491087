"""The two forms of the Northmoor return: a workbook, and a folder of CSV files like it."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from making.tables import Cell, Sheet

# A fixed day, so that the same data give the same bytes whenever the example is made.
CREATED = datetime(2025, 5, 12, 9, 0)
MONEY = ("hourly_pay_gbp", "base_hourly_gbp", "bonus_pay_gbp", "turnover_gbp", "pre_tax_profit_gbp")
BRITISH_DATES = ("employees",)  # the payroll system writes DD/MM/YYYY, everything else ISO
COVER = (
    "Northmoor Water plc",
    "Levelling Up return, 1 April 2024 to 31 March 2025",
    "Prepared by the EDI team from the payroll, recruitment and learning systems.",
    "Northmoor Water is invented. So is every figure in this workbook.",
)
NOTES = (
    "Cost centre in the employees sheet is for our own checks.",
    "Agency workers are on the staff list because they hold a site pass.",
    "Answers to the monitoring questions were last refreshed in February 2025.",
)


def write_folder(folder: Path, sheets: list[Sheet]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        with (folder / f"{sheet.table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            if sheet.title:
                padding = [""] * (len(sheet.columns) - 1)
                writer.writerows([[sheet.title, *padding], ["", *padding]])
            writer.writerow(sheet.headings)
            for row in sheet.rows:
                writer.writerow(
                    [_text(sheet, *pair) for pair in zip(sheet.columns, row, strict=True)]
                )


def _text(sheet: Sheet, column: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}" if sheet.table in BRITISH_DATES else cell.isoformat()
    if isinstance(cell, int | float):
        return f"{cell:.2f}" if column in MONEY else f"{cell:.2f}".rstrip("0").rstrip(".")
    return cell


def write_workbook(
    path: Path,
    sheets: list[Sheet],
    cover: tuple[str, ...] = COVER,
    notes: tuple[str, ...] = NOTES,
) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": cover[1], "author": "EDI team", "created": CREATED})
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        # Wart: sheets that hold no table, one before the data and one marked as a comment.
        _write_lines(book.add_worksheet("Cover"), cover, formats["heading"])
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.table), sheet, formats)
        if notes:
            _write_lines(book.add_worksheet("#notes"), notes, formats["heading"])


def _write_lines(page: Worksheet, lines: tuple[str, ...], heading: Format) -> None:
    page.set_column(0, 0, 90)
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, heading if number == 0 else None)


def _write_sheet(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    top = 0
    if sheet.title:
        page.write_string(0, 0, sheet.title, formats["heading"])
        top = 2
    page.freeze_panes(top + 1, 1)
    for index, heading in enumerate(sheet.headings):
        page.write_string(top, index, heading, formats["heading"])
        page.set_column(index, index, _width(sheet, index))
    for line, row in enumerate(sheet.rows, top + 1):
        for index, cell in enumerate(row):
            _write_cell(page, line, index, sheet.columns[index], cell, formats)


def _write_cell(
    page: Worksheet, line: int, index: int, column: str, cell: Cell, formats: dict[str, Format]
) -> None:
    if isinstance(cell, date):
        page.write_datetime(line, index, cell, formats["date"])
    elif isinstance(cell, int | float):
        page.write_number(line, index, cell, formats["money"] if column in MONEY else None)
    elif cell is not None:
        page.write_string(line, index, cell)


def _width(sheet: Sheet, index: int) -> float:
    cells = [_text(sheet, sheet.columns[index], row[index]) for row in sheet.rows[:200]]
    return min(60, 2 + max(len(sheet.headings[index]), *map(len, cells)))
