"""A template as CSV files, one per table: headings, and the rows that stand there already."""

from datetime import datetime

from levelup_cli.gate import as_csv
from levelup_cli.templates.forms import Percent, Template, Value


def as_texts(template: Template) -> dict[str, str]:
    """File name -> text, to be written with the mark by which Excel knows UTF-8."""
    return {
        f"{sheet.name}.csv": as_csv([sheet.columns, *([_cell(c) for c in r] for r in sheet.rows)])
        for sheet in template.sheets
    }


def _cell(value: Value) -> object:
    match value:
        case Percent():
            return f"{100 * value:.15g}%"
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return int(value)
        case datetime():
            return value.isoformat(" ")
        case _:
            return value
