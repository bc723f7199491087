"""How alike a foreign column is to one of ours: by its heading, and by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from levelup_cli.definitions.tables import (
    CodeColumn,
    CodeList,
    DateColumn,
    NumberColumn,
    Table,
)
from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.outcomes.tables import Column
from levelup_cli.words import clean, simplify

LEAST = 60  # below this, two columns are no more alike than chance makes them
LEAST_WORDS = 66  # the same for headings alone, where the values say nothing
LEAST_FIT = 0.5
FOR_MEANING = 0.8  # what it counts that a heading's words are all in what our column means
MOST_VALUES = 1_000  # distinct values that are looked at
MOST_LOCAL_CODES = 15
MOST_CODES = 200  # distinct values; a column with more of them holds no codes
LEAST_HOPE = (LEAST - 40) / 0.6  # a heading less alike than this cannot be made good by values
_NAMES = re.compile(r"name|mail", re.IGNORECASE)  # of a person: never a key
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"\d{1,4}[/.-]([a-z]{3}|\d{1,2})[/.-]\d{2,4}.*", re.ASCII | re.IGNORECASE)
Scores = npt.NDArray[np.float64]


def liken(
    columns: Sequence[Column], table: Table, names: Sequence[str], lists: Mapping[str, CodeList]
) -> Scores:
    """How alike each of some foreign columns is to each of ours, 0 to 100.

    A heading counts for a little more than half, what stands below it for the rest; where the
    headings alone rule it out, nobody looks below.
    """
    scores = np.zeros((len(columns), len(names)))
    words = _headings(columns, table, names)
    seen = [_Seen.of(column) for column in columns]
    for i, j in zip(*np.nonzero(words >= LEAST_HOPE), strict=True):
        name = names[j]
        fit = seen[i].fit(table.columns[name], lists)
        if name == table.key:
            named = _NAMES.search(columns[i].heading)
            fit = 0.0 if named else _share_of_its_own(columns[i])
        scores[i, j] = _together(words[i, j], fit)
    return scores


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands in a foreign column, looked at once: as words, as numbers, as days."""

    words: tuple[str, ...]
    numbers: tuple[float | None, ...]
    days: float

    @classmethod
    def of(cls, column: Column) -> "_Seen":
        texts = distinct_texts(column)
        days = sum(kind == "d" or bool(_DAY.fullmatch(text)) for kind, text in texts)
        return cls(
            tuple(simplify(text) for _, text in texts),
            tuple(_number(kind, text) for kind, text in texts),
            days / len(texts) if texts else 0.0,
        )

    def fit(self, definition: ColumnDefinition, lists: Mapping[str, CodeList]) -> float | None:
        """The share of the values that could stand in our column; None where any could."""
        if not self.words:
            return None
        match definition:
            case CodeColumn(codes=name):
                return _fit_of_codes(self.words, lists[name])
            case NumberColumn(range=limits):
                fitting = [n is not None and (limits is None or n in limits) for n in self.numbers]
                return sum(fitting) / len(fitting)
            case DateColumn():
                return self.days
            case _:
                return None


def _headings(columns: Sequence[Column], table: Table, names: Sequence[str]) -> Scores:
    """How alike headings are to our names, aliases and, for less, what our columns mean.

    What stands in brackets may be a unit or a remark, so a heading is also taken without it.
    """
    spelt = [(j, _words(s)) for j, n in enumerate(names) for s in (n, *table.columns[n].aliases)]
    meant = [_words(table.columns[name].means) for name in names]
    best = np.zeros((len(columns), len(names)))
    for headings in (
        [_words(column.heading) for column in columns],
        [_words(_IN_BRACKETS.sub("", column.heading)) for column in columns],
    ):
        alike = likeness_of(headings, [text for _, text in spelt])
        for place, (j, _) in enumerate(spelt):
            best[:, j] = np.maximum(best[:, j], alike[:, place])
        meaning = process.cdist(headings, meant, scorer=fuzz.token_set_ratio)
        best = np.maximum(best, FOR_MEANING * meaning)
    return best


def likeness_of(words: Sequence[str], choices: Sequence[str]) -> Scores:
    """How alike words are to each choice: mostly as wholes, partly by the words that they share."""
    whole = process.cdist(words, choices, scorer=fuzz.token_sort_ratio)
    shared = process.cdist(words, choices, scorer=fuzz.token_set_ratio)
    mixed: Scores = 0.6 * whole + 0.4 * shared
    return mixed


def _words(text: str) -> str:
    return simplify(text).replace("_", " ")


def _together(words: float, fit: float | None) -> float:
    """Heading and values in one figure; `fit` is the share of values that could be ours."""
    if fit is None:
        return words if words >= LEAST_WORDS else 0.0
    return 0.6 * words + 0.4 * 100 * fit if fit >= LEAST_FIT else 0.0


def _share_of_its_own(column: Column) -> float:
    """For a key: the share of rows whose value no other row has."""
    rows = np.bincount(column.codes)
    filled = int(rows.sum())
    return float((rows == 1).sum()) / filled if filled else 0.0


def rows_by_text(column: Column) -> dict[str, int]:
    """How many rows hold each text, blanks aside."""
    rows = np.bincount(column.codes, minlength=len(column.texts)).tolist()
    counts: dict[str, int] = {}
    for text, number in zip(map(clean, column.texts), rows, strict=True):
        if text and number:
            counts[text] = counts.get(text, 0) + number
    return counts


def _fit_of_codes(words: Sequence[str], codes: CodeList) -> float | None:
    """Local codes may be quite other words; as long as there are few of them, the heading says."""
    few = len(words) <= max(MOST_LOCAL_CODES, 2 * len(codes.codes))
    spellings = codes.spellings() if len(words) <= MOST_CODES else {}
    found = sum(word in spellings for word in words) / len(words)
    return found if found >= LEAST_FIT or not few else None


def _number(kind: str, text: str) -> float | None:
    """A number as it is written, roughly; with a zero in front it is a name in figures."""
    bare = text.casefold().replace(",", "").replace("£", "").replace("gbp", "").strip(" ()%")
    if kind in "np" or (_NUMBER.fullmatch(bare) and not re.match(r"-?0\d", bare)):
        return float(bare)
    return None


def distinct_texts(column: Column) -> list[tuple[str, str]]:
    """The kinds and texts that a column really holds, blanks aside."""
    used = np.unique(column.codes)[:MOST_VALUES].tolist()
    texts = [(column.kinds[i], clean(column.texts[i])) for i in used]
    return [(kind, text) for kind, text in texts if text and kind != "e"]


def is_mostly_unique(column: Column) -> bool:
    """Whether a value stands in fewer than two rows, on average."""
    rows = np.bincount(column.codes)
    return bool(rows.sum() < 2 * np.count_nonzero(rows))


def pair(scores: Scores) -> list[tuple[int, int, int]]:
    """Pair foreign columns with ours, the most alike of all first; each is used once."""
    pairs: list[tuple[int, int, int]] = []
    left = scores.copy()
    while left.size and left.max() >= LEAST:
        i, j = divmod(int(left.argmax()), left.shape[1])
        pairs.append((i, j, int(left[i, j])))
        left[i, :] = left[:, j] = 0
    return pairs
