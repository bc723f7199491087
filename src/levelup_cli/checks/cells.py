"""The text of one cell -> its value: the grammars of numbers, days and codes, as Pydantic types.

Every message here is about shape; none repeats what the cell holds.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

from levelup_cli.checks.conventions import FIGURES, Conventions, bare_number
from levelup_cli.checks.spellings import Spellings
from levelup_cli.definitions.tables import (
    CodeColumn,
    CodeList,
    Column,
    DateColumn,
    NumberColumn,
    TextColumn,
)
from levelup_cli.outcomes.tables import Cell
from levelup_cli.words import clean

LONGEST_TEXT = 2_000
LONGEST_NUMBER = 30
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)  # of what a return may be about
_NUMBER = re.compile(r"-?([1-9]\d{0,2}(,\d{3})+|\d+)?(\.\d+)?", re.ASCII)
_NUMBER_KIND = re.compile(r"-?[\d.]+(e[-+]?\d+)?", re.ASCII)
_ISO_DAY = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})([ t]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]{3,9})[ ,.-]*(\d{4}|\d{2})", re.ASCII)
_NAMED_MONTH = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTHS = ["january", "february", "march", "april", "may", "june"]
_MONTHS += ["july", "august", "september", "october", "november", "december"]
_THIS_CENTURY = 69  # years of two digits below this are of this century, as in POSIX


def adapter(
    column: Column,
    lists: Mapping[str, CodeList],
    spellings: Spellings,
    conventions: Conventions,
) -> TypeAdapter[list[Any]]:
    """The Pydantic adapter that judges all distinct cells of a column in one call."""
    cell: Any = cell_type(column, lists, spellings, conventions)
    cells: Any = list[cell]
    return TypeAdapter(cells, config=ConfigDict(hide_input_in_errors=True))


def cell_type(
    column: Column,
    lists: Mapping[str, CodeList],
    spellings: Spellings,
    conventions: Conventions,
) -> Any:
    """The Pydantic type of one cell of a column."""
    match column:
        case CodeColumn(codes=name):
            read = BeforeValidator(lambda cell: spellings.find(cell.text) or "")
            return Annotated[Literal[tuple(lists[name].codes)], read]
        case NumberColumn(range=limits, whole=whole):
            bounds = Field(ge=limits.min, le=limits.max) if limits else Field()
            read_number = partial(_whole if whole else number_of, conventions=conventions)
            return Annotated[Decimal, bounds, BeforeValidator(read_number)]
        case DateColumn():
            days = Field(ge=FIRST_DAY, le=LAST_DAY)
            return Annotated[date, days, BeforeValidator(partial(day_of, conventions=conventions))]
        case TextColumn(width=width):
            limits_ = StringConstraints(max_length=LONGEST_TEXT)
            return Annotated[str, limits_, BeforeValidator(partial(_text, width=width))]


def _text(cell: Cell, width: int | None) -> str:
    """A text; a number such as a company's gets the zeros back that a spreadsheet took."""
    text = clean(cell.text)
    return text.zfill(width) if width and text.isdecimal() else text


def number_of(cell: Cell, conventions: Conventions) -> Decimal:
    """A number as people write it: with £, thousands, brackets for a loss, or a percentage."""
    if cell.kind in "np" and _NUMBER_KIND.fullmatch(cell.text):
        return Decimal(cell.text) * (conventions.scale if cell.kind == "p" else 1)
    text, in_brackets, per_cent = bare_number(cell.text)
    if conventions.decimal_comma:
        if _THOUSANDS_OR_NOT.fullmatch(text):
            raise PydanticCustomError("two_readings", "a number that can be read in two ways")
        text = text.translate(_SWAPPED)
    plain = cell.kind not in "db" and _NUMBER.fullmatch(text) and any(map(str.isdigit, text))
    if not plain or (in_brackets and text.startswith("-")) or len(text) > LONGEST_NUMBER:
        raise PydanticCustomError("not_a_number", "is no number")
    number = Decimal(text.replace(",", ""))
    if per_cent:
        number = number * conventions.scale / 100
    return -number if in_brackets else number


_THOUSANDS_OR_NOT = re.compile(r"-?[1-9]\d{0,2}[,.]\d{3}", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")


def _whole(cell: Cell, conventions: Conventions) -> Decimal:
    number = number_of(cell, conventions)
    if number != number.to_integral_value():
        raise PydanticCustomError("not_whole", "a number with decimals is no whole number")
    return number.to_integral_value()


def day_of(cell: Cell, conventions: Conventions) -> date:
    """A day in figures or with the name of its month; which comes first, the column settles."""
    text = clean(cell.text).casefold()
    if cell.kind in "td":
        if match := _ISO_DAY.fullmatch(text):
            return _calendar_day(match[1], int(match[2]), match[3])
        if match := FIGURES.fullmatch(text):
            return _day_in_figures(match[1], match[3], match[4], conventions)
        if match := _NAMED_DAY.fullmatch(text):
            return _calendar_day(match[3], _month(match[2]), match[1])
        if match := _NAMED_MONTH.fullmatch(text):
            return _calendar_day(match[3], _month(match[1]), match[2])
    if cell.kind in "np" or text.isdigit():
        raise PydanticCustomError("not_a_date", "a bare number is no date")
    raise PydanticCustomError("not_a_date", "is no date")


def _day_in_figures(first: str, second: str, year: str, conventions: Conventions) -> date:
    readings = {"day first": (first, second), "month first": (second, first)}
    possible = [(d, m) for d, m in readings.values() if 1 <= int(m) <= len(_MONTHS)]
    if conventions.days != "both":
        day, month = readings[conventions.days]
    elif len(possible) == 1 or first == second:
        day, month = possible[0]
    else:
        raise PydanticCustomError("two_readings", "a day that can be read in two ways")
    return _calendar_day(year, int(month), day)


def _month(name: str) -> int:
    """The number of a month by its name or the start of it; 0 where it names none."""
    name = "sep" if name == "sept" else name
    matches = [i for i, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return matches[0] if len(matches) == 1 else 0


def _calendar_day(year: str, month: int, day: str) -> date:
    number = int(year)
    if len(year) == len("25"):
        number += 2000 if number < _THIS_CENTURY else 1900
    try:
        return date(number, month, int(day))
    except ValueError:
        raise PydanticCustomError("not_a_date", "there is no such day in the calendar") from None
