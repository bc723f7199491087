"""The codes by which a return and an area file name the same place."""

import re
from collections.abc import Mapping
from typing import Literal

from levelup_cli.areas.entries import entries_of
from levelup_cli.outcomes.submissions import Submission
from levelup_cli.outcomes.tables import Column, Table
from levelup_cli.words import simplify

Kind = Literal["postcode", "lsoa", "authority"]
KINDS: tuple[Kind, ...] = ("postcode", "lsoa", "authority")  # from the smallest place up
KEY_COLUMNS: Mapping[Kind, str] = {
    "postcode": "postcode",
    "lsoa": "lsoa",
    "authority": "local_authority_code",
}
_SHAPES = {
    "lsoa": re.compile(r"[EWS]01[0-9]{6}|95[A-Z]{2}[0-9]{2}[SW][0-9]|N[0-9]{8}"),
    "local_authority_code": re.compile(r"[EWSN][0-9]{8}"),
    "region": re.compile(r"E12[0-9]{6}|[WSN]92[0-9]{6}"),
}
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_NO_SUCH_AREA = "99999999"  # ONS: E99999999 and its like stand for "none in this nation"


def normalise(text: str) -> str:
    """A code as it is compared: upper case, without spaces."""
    return "".join(text.upper().split())


def code_in(text: str, meaning: str) -> str:
    """What a cell of a file says: of codes, blank where it is none, or stands for no area."""
    shape = _SHAPES.get(meaning)
    if shape is None:
        return text.strip()
    code = normalise(text)
    return code if shape.fullmatch(code) and not code.endswith(_NO_SUCH_AREA) else ""


def initial_of(code: str) -> str:
    """The letter of the nation that a code of an area lies in; blank where it tells none."""
    if code.startswith("95"):  # the super output areas of Northern Ireland
        return "N"
    return code[0] if code[:1] in {"E", "W", "S", "N"} else ""


def columns_of_postcodes(table: Table) -> list[Column]:
    """The columns of a table that hold postcodes: by their names, and of unused ones by content."""
    named = [column for name, column in table.columns.items() if name.endswith("postcode")]
    return named + [column for column in table.unused if _holds_postcodes(column)]


def _holds_postcodes(column: Column) -> bool:
    if "postcode" in simplify(column.heading).replace("_", ""):
        return True
    return any(_POSTCODE.fullmatch(normalise(text)) for text in column.texts)


def wanted_keys(submission: Submission) -> dict[Kind, frozenset[str]]:
    """The postcodes, small areas and authorities that a return names, normalised.

    A postcode file may be filtered to `["postcode"]`. The other kinds of file may not be filtered
    where a postcode file is joined as well, for it leads to areas that the return does not name.
    """
    return {
        kind: frozenset(
            key for table in submission.tables.values() for key in _keys_of(table, kind)
        )
        for kind in KINDS
    }


def _keys_of(table: Table, kind: Kind) -> set[str]:
    column = table.columns.get(KEY_COLUMNS[kind])
    return {normalise(text) for text in entries_of(column).distinct()} if column else set()
