"""What a spreadsheet's number format says about a number: a date, a percentage, or just a number.

Codes and built-in formats are those of ECMA-376 part 1, 18.8.30.
"""

import re
from datetime import date, datetime, timedelta

from levelup_cli.reader.distinct import Entry, as_entry

NUMBER, PERCENT, DAY = "n", "p", "d"
_BUILT_IN: dict[int, str] = dict.fromkeys((9, 10), PERCENT) | dict.fromkeys(
    (*range(14, 18), 22), DAY
)
# Formats that only some languages have, all of them of days.
_BUILT_IN |= dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), DAY)
# What only looks like a date: text in quotes, escaped letters, padding, colours and languages.
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]')
_FIRST_1900, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_LEAP_DAY = 60  # Excel believes in 29 February 1900; days before it are off by one
_FIRST_DAY = 1  # 0 is what a formula makes of a blank, and shows as no day of any calendar
_LAST_DAY = 2_958_465  # 31 December 9999


def kind_of_format(number: int, code: str | None = None) -> str:
    """What a number format makes of a number: n, p or d."""
    if code is None:
        return _BUILT_IN.get(number, NUMBER)
    bare = _NOT_A_CODE.sub("", code.casefold()).partition(";")[0]
    if "general" in bare or not bare:
        return NUMBER
    if "%" in bare:
        return PERCENT
    months = "m" in bare and not set(bare) & set("hs[")  # [h], [m] and [s] count time that passes
    return DAY if months or set(bare) & set("dy") else NUMBER


def entry_of_number(raw: str, kind: str, *, since_1904: bool) -> Entry:
    """A stored number as an entry.

    Raises:
        ValueError: where it is no finite number.
    """
    value = float(raw) if _PLAIN.fullmatch(raw) else float("nan")
    if value - value != 0:
        raise ValueError("a cell that should hold a number does not")
    if kind == DAY and _FIRST_DAY <= value <= _LAST_DAY:
        return as_entry(_day(value, since_1904=since_1904))
    _, text = as_entry(int(raw) if _WHOLE.fullmatch(raw) else value)
    return (PERCENT if kind == PERCENT else NUMBER), text


_PLAIN = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?\s*", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


def _day(serial: float, *, since_1904: bool) -> datetime | date:
    days, part = int(serial), serial - int(serial)
    if since_1904:
        first = _FIRST_1904
    else:
        first = _FIRST_1900 + timedelta(days=1) if serial < _NO_LEAP_DAY else _FIRST_1900
    midnight = datetime.combine(first, datetime.min.time())
    seconds = round(part * 86_400)
    return midnight + timedelta(days=days, seconds=seconds)
