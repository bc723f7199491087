"""Numbers of an explanation: with as many digits as it takes to work them out again."""

from collections.abc import Iterable, Sequence
from itertools import permutations

from levelup_cli.results.part import Number
from levelup_cli.results.parts import FigurePart

LARGE = 10
_TIMES = (1, 100, 1_000, 100_000, 1_000_000)  # a share, per cent, per thousand …
NO_DIFFERENCE = 1e-9  # a result holds twelve digits
_PLAIN_UNITS = ("ratio", "number", "count", "people")
DIGITS = (
    "Numbers are shown to four decimals, single ones under 10 to six. They are rounded for this"
    " page only: the score was worked out from them as they are."
)
FEW_DIGITS = " Those of groups are shown to two decimals, under 10 to four."


def shown(value: Number) -> str:
    """A number to four decimals, under 10 to six: enough for a calculator."""
    return _to(value, 4, 6)


def level(value: Number) -> str:
    """A number to exactly four decimals, so that those of a column stand under each other."""
    return "-" if value is None else f"{value:,.4f}"


def short(value: Number) -> str:
    """A number to two decimals, under 10 to four, for tables of many."""
    return _to(value, 2, 4)


def _to(value: Number, decimals: int, under_ten: int) -> str:
    if value is None:
        return "-"
    text = f"{value:,.{decimals if abs(value) >= LARGE else under_ten}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def with_unit(value: Number, unit: str) -> str:
    """A number and what it is given in."""
    if value is None or unit in _PLAIN_UNITS:
        return shown(value)
    return f"{shown(value)} ({unit})" if unit.startswith("score") else f"{shown(value)} {unit}"


def per_cent(share: Number) -> str:
    """A share of 1 in per cent."""
    return "-" if share is None else f"{shown(100 * share)} %"


def span(low: Number, high: Number, unit: str = "") -> str:
    """From one number to another; an end that is not there is open."""
    ends = ["no end" if end is None else shown(end) for end in (low, high)]
    return " to ".join(ends) + (f" {unit}" if unit and unit not in _PLAIN_UNITS else "")


def quotient(value: Number, top: Number, base: Number) -> str:
    """`100 x 525 / 1,444`: how a value comes of what is divided; empty where it does not."""
    if value is None or top is None or not base:
        return ""
    for times in _TIMES:
        if abs(times * top / base - value) <= NO_DIFFERENCE * max(1.0, abs(value)):
            ahead = f"{times:,} x " if times > 1 else ""
            return f"{ahead}{shown(top)} / {shown(base)}"
    return ""


def difference(value: Number, sides: Sequence[Number]) -> str:
    """`50.98 - 24.95`: how a value comes of its two sides; empty where it does not."""
    known = [side for side in sides if side is not None]
    for first, second in permutations(known, 2):
        if value is not None and abs(first - second - value) <= NO_DIFFERENCE * max(1, abs(value)):
            return f"{shown(first)} - {shown(second)}"
    return ""


def share(part: float, whole: float) -> str:
    """A share of 1 as per cent, to one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def sum_of(values: Iterable[Number]) -> float:
    """The sum of numbers of a result; what is not there adds nothing."""
    return sum(value or 0 for value in values)


def known_part(figure: FigurePart) -> str:
    """The known share of a figure without sides, `78.1 %`; a dash where it is not told."""
    if figure.sides or figure.unknown is None or not figure.denominator:
        return "-"
    return share(figure.denominator, figure.denominator + figure.unknown)
