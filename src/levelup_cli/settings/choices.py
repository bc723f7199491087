"""What options and settings may hold: the words of each, days, and codes of findings.

Standard library only, so that help stays quick.
"""

import re
from datetime import date
from enum import StrEnum

_UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_CODE = re.compile(r"LU\d{0,3}", re.ASCII)


class Audience(StrEnum):
    """Whom a metric is about."""

    COLLEAGUES = "colleagues"
    CUSTOMERS = "customers"
    COMMUNITIES = "communities"


class FailOn(StrEnum):
    """The mildest finding that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    NEVER = "never"


# Every form that some command prints; each command says which of them it has.
FORMS = (
    "table",
    "concise",
    "grouped",
    "markdown",
    "json",
    "gpg",
    "jsonl",
    "csv",
    "github",
    "gitlab",
    "junit",
    "sarif",
)


def parse_day(text: str) -> date:
    """A day as `2025-03-31` or `31/03/2025`.

    Raises:
        ValueError: for what is no day.
    """
    if match := _UK_DAY.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    return date.fromisoformat(text)


def parse_codes(text: str) -> tuple[str, ...]:
    """`lu3, LU401` -> codes and families of findings in capitals.

    Raises:
        ValueError: for what is no code, saying how one is written.
    """
    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f"'{code}' is no code. Write LU401, or LU4 for its family.")
    return codes
