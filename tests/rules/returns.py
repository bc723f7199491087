"""Returns written from little tables of text, as workbooks, folders of CSV files, or OpenDocument.

A cell is what a person would type: `2024-06-30` is a date, `25` a number, `'25` a text, `=A1` a
formula that was never calculated, `#REF!` an error, anything else a text.
"""

import csv
import re
from datetime import date

import openpyxl

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def sheets_of(given):
    """`{name: "a | b\\n1 | 2"}` -> `{name: [["a", "b"], ["1", "2"]]}`."""
    return {
        name: [[cell.strip() for cell in row.split("|")] for row in text.strip("\n").split("\n")]
        for name, text in given.items()
    }


def write_workbook(sheets, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([typed(cell) for cell in row])
    book.save(path)
    return path


def typed(cell):
    if DAY.fullmatch(cell):
        return date.fromisoformat(cell)
    if NUMBER.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    return cell.removeprefix("'") or None


def write_folder(sheets, path):
    path.mkdir()
    for name, rows in sheets.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[c.removeprefix("'") for c in row] for row in rows])
    return path
