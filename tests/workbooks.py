"""Templates made by the command, and opened again by openpyxl, which shares no code with it."""

import re

import openpyxl
import typer

from levelup_cli.cli.template import template

ALWAYS = ["organisation", "goal_scope", "targets"]


def run_template(*arguments):
    app = typer.Typer(add_completion=False)
    app.command()(template)
    app([str(argument) for argument in arguments], standalone_mode=False)


def headings(sheet):
    return [cell.value for cell in sheet[1]]


def tables_of(book):
    return [name for name in book.sheetnames if not name.startswith("_")]


def column_of(sheet, name):
    return openpyxl.utils.get_column_letter(headings(sheet).index(name) + 1)


def validation_of(sheet, name):
    letter = column_of(sheet, name)
    (found,) = [
        v for v in sheet.data_validations.dataValidation if str(v.sqref).startswith(f"{letter}2:")
    ]
    return found


def offered(book, rule):
    """What a drop-down lists, from the cell itself or from the cells that it points to."""
    if rule.formula1.startswith('"'):
        assert len(rule.formula1.strip('"')) <= 255
        return rule.formula1.strip('"').split(",")
    sheet, _, cells = rule.formula1.partition("!")
    assert re.fullmatch(r"\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", cells)
    return [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]


def row_of(sheet, row=2):
    return dict(zip(headings(sheet), [cell.value for cell in sheet[row]], strict=True))
