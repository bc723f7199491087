"""Definitions, and perhaps an earlier return -> a workbook or CSV files to be filled in."""

from levelup_cli.templates.choice import choose_metrics
from levelup_cli.templates.earlier import not_moved
from levelup_cli.templates.forms import Request, Template
from levelup_cli.templates.making import make_template
from levelup_cli.templates.texts import as_texts
from levelup_cli.templates.workbook import as_workbook

__all__ = [
    "Request",
    "Template",
    "as_texts",
    "as_workbook",
    "choose_metrics",
    "make_template",
    "not_moved",
]
