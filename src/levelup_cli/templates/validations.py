"""A column -> the data validation of its cells: a drop-down, limits, a prompt, a way out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.tables import Column, DateColumn, NumberColumn
from levelup_cli.templates.forms import Sheet
from levelup_cli.templates.prompts import LONGEST_TITLE, cut, prompt, refusal

LONGEST_LIST = 255  # characters of a drop-down that stands in the cell itself, in Excel
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
_FURTHEST = 10**15  # no number of a return is larger; it keeps words out
_PARTING = (",", ";", '"')  # what cannot stand in a drop-down without a sheet of its own

Ranges = Mapping[tuple[str, ...], str]  # what a drop-down lists -> the cells where it stands


def fits_inline(offered: tuple[str, ...]) -> bool:
    """Whether a drop-down can stand in the cell itself."""
    plain = not any(mark in spelling for mark in _PARTING for spelling in offered)
    return plain and len(",".join(offered)) <= LONGEST_LIST


def validation(sheet: Sheet, name: str, ranges: Ranges) -> dict[str, Any]:
    """The options that XlsxWriter takes for the cells of a column; a blank is always allowed."""
    column = sheet.table.columns[name]
    odd = isinstance(column, NumberColumn) and column.usual is not None
    return {
        **_rule(sheet, name, ranges),
        "ignore_blank": True,
        "input_title": cut(name, LONGEST_TITLE),
        "input_message": prompt(column),
        "error_title": cut(f"{name}?", LONGEST_TITLE),
        "error_message": refusal(sheet, name),
        "error_type": "warning" if odd else "stop",
    }


def _rule(sheet: Sheet, name: str, ranges: Ranges) -> dict[str, Any]:
    offered = sheet.offers.get(name)
    if offered:
        source = list(offered) if fits_inline(offered) else ranges[offered]
        return {"validate": "list", "source": source}
    return _limits(sheet.table.columns[name])


def _limits(column: Column) -> dict[str, Any]:
    match column:
        case NumberColumn(whole=whole):
            kind = "integer" if whole else "decimal"
            return {"validate": kind, "criteria": "between", **_ends(column.usual, column.range)}
        case DateColumn():
            ends = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
            return {"validate": "date", "criteria": "between", **ends}
        case _:
            return {"validate": "any"}


def _ends(usual: Range | None, possible: Range | None) -> dict[str, float]:
    """From the lowest to the highest number that is usual, or else possible."""
    limits = [limits for limits in (usual, possible) if limits is not None]
    low = next((limit.min for limit in limits if limit.min is not None), -_FURTHEST)
    high = next((limit.max for limit in limits if limit.max is not None), _FURTHEST)
    return {"minimum": _whole(low), "maximum": _whole(high)}


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number
