"""How a column is written, settled by all its cells: days and months, decimal commas, scales."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from levelup_cli.definitions.tables import Column, DateColumn, NumberColumn
from levelup_cli.outcomes.tables import Cell
from levelup_cli.words import clean

# A day in figures: the same mark twice, and perhaps a time.
FIGURES = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})( \d{1,2}:\d{2}(:\d{2})?)?", re.ASCII
)
_MONTHS = 12
LONGEST = 40  # characters of a day or a number; what is longer is neither
_SPACED_THOUSANDS = re.compile(r"-?\d{1,3}( \d{3})+([.,]\d+)?", re.ASCII)
# A decimal comma and a decimal point, with thousands parted by the other mark or not at all.
_COMMA = re.compile(r"-?([1-9]\d{0,2}(\.\d{3})+|\d+),\d+", re.ASCII)
_POINT = re.compile(r"-?([1-9]\d{0,2}(,\d{3})+|\d+)?\.\d+", re.ASCII)
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)

DayOrder = Literal["day first", "month first", "both"]

PER_CENT = ("%", "percentage points")  # units in which 45 % is 45; gaps of less than 1 are ordinary


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one column writes days and decimals; `scale` is 100 where its unit is per cent."""

    days: DayOrder = "day first"
    decimal_comma: bool = False
    scale: int = 1


def find_conventions(column: Column, cells: Iterable[Cell]) -> Conventions:
    """The conventions of a column, from its distinct cells.

    Days come before months unless one cell cannot be read so; a comma parts thousands unless one
    cell cannot be read so, and no cell has a decimal point.
    """
    texts = [clean(cell.text) for cell in cells if cell.kind == "t" and len(cell.text) <= LONGEST]
    match column:
        case DateColumn():
            return Conventions(days=_day_order(texts))
        case NumberColumn(unit=unit):
            numbers = [bare_number(text)[0] for text in texts]
            certain = [number for number in numbers if not _EITHER.fullmatch(number)]
            comma = any(map(_COMMA.fullmatch, certain)) and not any(map(_POINT.fullmatch, certain))
            return Conventions(decimal_comma=comma, scale=100 if unit in PER_CENT else 1)
        case _:
            return Conventions()


def bare_number(text: str) -> tuple[str, bool, bool]:
    """A number without its signs; whether it stood in brackets (a loss), and with a % sign."""
    text = clean(text).replace("\N{MINUS SIGN}", "-")
    in_brackets = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if in_brackets else text
    text = text.casefold().removeprefix("gbp").replace("£", "").strip()
    per_cent = text.endswith("%")
    text = text.removesuffix("%").strip().replace("- ", "-")
    if _SPACED_THOUSANDS.fullmatch(text):
        text = text.replace(" ", "")
    return text, in_brackets, per_cent


def _day_order(texts: Iterable[str]) -> DayOrder:
    proofs = {order_of(text) for text in texts}
    if {"day first", "month first"} <= proofs:
        return "both"
    return "month first" if "month first" in proofs else "day first"


def order_of(text: str) -> DayOrder | None:
    """What a day in figures proves of the order: `both` where it can be read both ways."""
    match = FIGURES.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first == second:
        return None
    if first <= _MONTHS and second <= _MONTHS:
        return "both"
    return "day first" if first > _MONTHS else "month first"
