"""Words and how alike they are: one way to compare names, and one way to suggest the right one."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff]"
)  # soft hyphens, joiners, marks of direction
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """A text as it is seen: no invisible characters, plain spaces, none at its ends."""
    if text.isascii():
        return text.strip()
    return _SPACES.sub(_plain_space, _UNSEEN.sub("", text)).strip()


def _plain_space(spaces: re.Match[str]) -> str:
    """Line breaks stay; other kinds of spaces become the common one."""
    return spaces[0] if spaces[0].isascii() else " "


@lru_cache(maxsize=1 << 16)
def simplify(text: str) -> str:
    """A name as people mean it: without case, accents of width, punctuation and stray spaces.

    `Full-time `, `FULL TIME` and `full_time` are one name; so are `Don't know` and `dont_know`.
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))
    return _BETWEEN_WORDS.sub("_", plain.casefold()).strip("_")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is close to a word, capitals and punctuation aside; nothing where none is."""
    names = {simplify(choice): choice for choice in choices}
    close = difflib.get_close_matches(simplify(word), names, n=1, cutoff=0.7)
    return names[close[0]] if close else ""


def suggest(word: str, choices: Iterable[str]) -> str:
    """` Did you mean grade?`, or nothing where no choice is close; ready to follow a sentence."""
    close = nearest(word, choices)
    return f" Did you mean {close}?" if close else ""


def per_cent(share: float) -> str:
    """A share of 1 in whole per cent, half up; less than all never reads as 100 %."""
    points = int(100 * share + 0.5)
    return f"{min(points, 99) if share < 1 else points} %"


def count_of(number: int, thing: str) -> str:
    """`1 row`, `12,000 rows`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
