"""Cells that are no answer: blank, refused, not known, not applicable, withheld, or broken.

The words are those of domain rules for returns and of the symbols that UK statistics use in tables
(Government Analysis Function, symbols in tables; DfE open data standards).
"""

import re

from levelup_cli.checks.spellings import Spellings
from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.mappings import AnswerWords
from levelup_cli.definitions.tables import CodeColumn, Column, NumberColumn, TextColumn
from levelup_cli.outcomes.tables import Cell, Status
from levelup_cli.words import clean, simplify

_DASHES = {"-", "\N{EN DASH}", "\N{EM DASH}"}
_BLANKS = _DASHES | {"", "n/a", "na", ".", "..", "null", "#n/a", "(blank)", "[x]"}
_ERRORS = frozenset(
    {"#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!"}
)
_WITHHELD = frozenset({"*", "**", "[c]", "[low]", "suppressed", "~"})
_WITHHELD_NUMBERS = frozenset({"c", "low", "k"})
_FEW = re.compile(r"(<=|≤|at most|<|less than|fewer than|under)\s*(\d{1,3})", re.ASCII)
_WITH_THE_END = {"<=", "≤", "at most"}
_ANSWERS = {
    "prefer_not_to_say": Status.DECLINED,
    "prefer_not_to_answer": Status.DECLINED,
    "prefer_not_to_disclose": Status.DECLINED,
    "rather_not_say": Status.DECLINED,
    "pnts": Status.DECLINED,
    "declined": Status.DECLINED,
    "refused": Status.DECLINED,
    "not_disclosed": Status.DECLINED,
    "undisclosed": Status.DECLINED,
    "not_stated": Status.DECLINED,
    "dont_know": Status.UNKNOWN,
    "do_not_know": Status.UNKNOWN,
    "not_known": Status.UNKNOWN,
    "unknown": Status.UNKNOWN,
    "not_recorded": Status.UNKNOWN,
    "not_applicable": Status.NOT_APPLICABLE,
}
_NUMBER_ANSWERS = {"[z]": Status.NOT_APPLICABLE, "z": Status.NOT_APPLICABLE}
_NUMBER_BLANKS = frozenset({"x", ":", "[w]"})
_STATUSES = {
    "missing": Status.MISSING,
    "declined": Status.DECLINED,
    "unknown": Status.UNKNOWN,
    "not_applicable": Status.NOT_APPLICABLE,
    "suppressed": Status.SUPPRESSED,
}


class Silence:
    """What the cells of one column mean that hold no value, in common words and the sender's."""

    def __init__(self, column: Column, codes: Spellings, words: AnswerWords) -> None:
        self._is_text = isinstance(column, TextColumn)
        self._is_number = isinstance(column, NumberColumn)
        self._is_code = isinstance(column, CodeColumn)
        self._codes = codes
        self._own = {clean(word).casefold(): _STATUSES[name] for name, own in words for word in own}

    def status(self, cell: Cell) -> Status:
        """Whether a cell is a fact, or one of the ways to say nothing."""
        text = clean(cell.text)
        word = text.casefold()
        if word and word in self._own and not self._codes.is_own(text):
            return self._own[word]
        match cell.kind:
            case "x":
                return Status.MISSING if word == "#n/a" else Status.WRONG
            case "f":
                return Status.WRONG
            case "n" | "p" | "d" | "b":
                return Status.PRESENT
            case _:
                pass
        if not text:
            return Status.MISSING
        if word in _ERRORS:
            return Status.WRONG
        if self._is_code and self._codes.find(text):
            return Status.PRESENT
        if word in _BLANKS or (word == "none" and not self._is_code):
            return Status.MISSING
        if self._is_text:
            return Status.PRESENT
        return self._said(text, word)

    def reach(self, cell: Cell) -> Range | None:
        """What a number that was withheld as `<5` could be: 0 to 4; None where it does not say."""
        match = _FEW.fullmatch(clean(cell.text).casefold())
        if match is None or not self._is_number or cell.kind != "t":
            return None
        most = int(match[2]) - (match[1] not in _WITH_THE_END)
        return Range(min=0, max=max(0, most))

    def _said(self, text: str, word: str) -> Status:
        if word in _WITHHELD:
            return Status.SUPPRESSED
        if self._is_number:
            if word in _WITHHELD_NUMBERS or _FEW.fullmatch(word):
                return Status.SUPPRESSED
            if word in _NUMBER_BLANKS:
                return Status.MISSING
            if word in _NUMBER_ANSWERS:
                return _NUMBER_ANSWERS[word]
        return _ANSWERS.get(simplify(text), Status.PRESENT)
