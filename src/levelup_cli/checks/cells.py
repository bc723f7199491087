"""The text of one cell -> its value: the grammars of numbers, days and codes, as Pydantic types.

Every message here is about shape; none repeats what the cell holds.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

from levelup_cli.definitions.tables import (
    CodeColumn,
    CodeList,
    Column,
    DateColumn,
    NumberColumn,
    TextColumn,
)
from levelup_cli.words import simplify

LONGEST_TEXT = 2_000
LONGEST_NUMBER = 30
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)?(?P<decimals>\.\d+)?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?", re.ASCII)
_UK_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})( \d{1,2}:\d{2}(:\d{2})?)?", re.ASCII)
_NUMBER_KIND = re.compile(r"-?[\d.]+(e[-+]?\d+)?", re.ASCII)


class Cell(NamedTuple):
    """A distinct cell of a column: the reader's kind (t, n, d, b) and its text."""

    kind: str
    text: str


def shape(cell: Cell) -> str:
    """What a cell looks like, without what it says: `text of 9 characters`."""
    named = {"n": "a number", "d": "a date", "b": "TRUE or FALSE"}
    length = len(cell.text.strip())
    return named.get(cell.kind) or f"text of {length} character{'s' * (length != 1)}"


def adapter(column: Column, lists: Mapping[str, CodeList]) -> TypeAdapter[list[Any]]:
    """The Pydantic adapter that judges all distinct cells of a column in one call."""
    cells: Any = list[cell_type(column, lists)]  # type: ignore[misc] # made at run time from a definition
    return TypeAdapter(cells, config=ConfigDict(hide_input_in_errors=True))


def cell_type(column: Column, lists: Mapping[str, CodeList]) -> Any:
    """The Pydantic type of one cell of a column."""
    match column:
        case CodeColumn(codes=name):
            spellings = code_spellings(lists[name])
            read = BeforeValidator(lambda cell: spellings.get(simplify(cell.text), ""))
            return Annotated[Literal[tuple(lists[name].codes)], read]
        case NumberColumn(range=limits, whole=whole):
            bounds = Field(ge=limits.min, le=limits.max) if limits else Field()
            return Annotated[Decimal, bounds, BeforeValidator(_whole if whole else _number)]
        case DateColumn():
            return Annotated[date, BeforeValidator(_day)]
        case TextColumn():
            limits_ = StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)
            return Annotated[str, limits_, BeforeValidator(lambda cell: cell.text)]


def code_spellings(codes: CodeList) -> dict[str, str]:
    """Every spelling of every code, simplified -> the code; the codes themselves come first."""
    spellings = {simplify(code): code for code in codes.codes}
    for code, entry in codes.codes.items():
        for spelling in (entry.label, *entry.aliases):
            spellings.setdefault(simplify(spelling), code)
    return spellings


def _number(cell: Cell) -> Decimal:
    if cell.kind in "db":
        raise PydanticCustomError("not_a_number", "{shape} is no number", {"shape": shape(cell)})
    if cell.kind == "n" and _NUMBER_KIND.fullmatch(cell.text):
        return Decimal(cell.text)
    text = cell.text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").strip()
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    text = text.replace("£", "").replace(" ", "")
    match = _NUMBER.fullmatch(text)
    doubled = negative and text.startswith("-")
    digits = any(map(str.isdigit, text))
    if match is None or doubled or not digits or len(text) > LONGEST_NUMBER:
        raise PydanticCustomError("not_a_number", "{shape} is no number", {"shape": shape(cell)})
    number = Decimal(text.replace(",", ""))
    return -number if negative else number


def _whole(cell: Cell) -> Decimal:
    number = _number(cell)
    if number != number.to_integral_value():
        raise PydanticCustomError("not_whole", "a number with decimals is no whole number")
    return number.to_integral_value()


def _day(cell: Cell) -> date:
    text = cell.text.strip()
    if cell.kind in "td":
        if match := _ISO_DAY.fullmatch(text):
            return _calendar_day(match[1], match[2], match[3])
        if match := _UK_DAY.fullmatch(text):
            return _calendar_day(match[3], match[2], match[1])
    if cell.kind == "n" or text.isdigit():
        raise PydanticCustomError("not_a_date", "a bare number is no date")
    raise PydanticCustomError("not_a_date", "{shape} is no date", {"shape": shape(cell)})


def _calendar_day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise PydanticCustomError("not_a_date", "there is no such day in the calendar") from None
