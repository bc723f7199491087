"""Titles of tabs, as spreadsheet programs allow them."""

import re
from collections.abc import Iterable

from levelup_cli.gate import visible

LONGEST_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def as_title(name: str) -> str:
    """A name that a tab can have, as near as may be to the one wanted."""
    title = _FORBIDDEN.sub("_", visible(name))[:LONGEST_TITLE].strip("' ")
    return "history_" if title.casefold() == "history" else title or "sheet"


def free_title(wanted: str, taken: Iterable[str]) -> str:
    """A title that no other tab has: the one wanted, or that with a number."""
    others = {title.casefold() for title in taken}
    if wanted.casefold() not in others:
        return wanted
    ends = (f" ({number})" for number in range(2, len(others) + 3))
    titles = (f"{wanted[: LONGEST_TITLE - len(end)]}{end}" for end in ends)
    return next(title for title in titles if title.casefold() not in others)
