"""How serious a finding is; apart from findings, so that their pages need no tables."""

from enum import StrEnum


class Severity(StrEnum):
    """Errors cost something: a cell, a row or a table is not used. Warnings cost nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "information"
