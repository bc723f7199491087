"""How the codes of a column may be written: in our words, or in the sender's."""

from collections.abc import Mapping

from levelup_cli.definitions.tables import CodeList
from levelup_cli.words import clean, simplify


class Spellings:
    """Every spelling of the codes of a column.

    The sender's own words come first, as they are written, capitals aside: `+` and `-` are two
    words. They also count in other punctuation, where only one of them is then meant.
    """

    def __init__(self, codes: CodeList | None, own: Mapping[str, str]) -> None:
        self._codes = codes.spellings() if codes else {}
        self._own = {clean(word).casefold(): code for word, code in own.items()}
        loose = [(simplify(word), code) for word, code in own.items()]
        self._loosely = {
            word: code
            for word, code in loose
            if word and all(other == code for spelt, other in loose if spelt == word)
        }

    def find(self, text: str) -> str | None:
        """The code that a text means; None where it means none."""
        own = self._find_own(text)
        return own or self._codes.get(simplify(text)) or None

    def is_own(self, text: str) -> bool:
        """Whether a text is one of the sender's own words."""
        return self._find_own(text) is not None

    def _find_own(self, text: str) -> str | None:
        word = clean(text).casefold()
        return self._own.get(word) or self._loosely.get(simplify(text))
