"""How alike a foreign column is to one of ours: by its heading, and by what stands in it."""

import re
from collections.abc import Mapping, Sequence

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
MOST_VALUES = 2_000  # distinct values that are looked at
MOST_LOCAL_CODES = 15
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"\d{1,4}[/.-]([a-z]{3}|\d{1,2})[/.-]\d{2,4}.*", re.ASCII | re.IGNORECASE)
Scores = npt.NDArray[np.float64]


def liken(
    columns: Sequence[Column], table: Table, names: Sequence[str], lists: Mapping[str, CodeList]
) -> Scores:
    """How alike each of some foreign columns is to each of ours, 0 to 100.

    A heading counts for a little more than half, what stands below it for the rest.
    """
    scores = np.zeros((len(columns), len(names)))
    words = _headings(columns, table, names)
    for i, column in enumerate(columns):
        texts = distinct_texts(column)
        for j, name in enumerate(names):
            fit = _fit(texts, table.columns[name], lists)
            own = _share_of_its_own(column) if name == table.key else fit
            scores[i, j] = _together(words[i, j], own)
    return scores


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


def _fit(
    texts: Sequence[tuple[str, str]], definition: ColumnDefinition, lists: Mapping[str, CodeList]
) -> float | None:
    """The share of the distinct values that could stand in our column; None where any could."""
    if not texts:
        return None
    match definition:
        case CodeColumn(codes=name):
            return _fit_of_codes([text for _, text in texts], lists[name])
        case NumberColumn(range=limits):
            numbers = [_number(kind, text) for kind, text in texts]
            return sum(n is not None and (limits is None or n in limits) for n in numbers) / len(
                numbers
            )
        case DateColumn():
            return sum(k == "d" or bool(_DAY.fullmatch(t)) for k, t in texts) / len(texts)
        case _:
            return None


def _fit_of_codes(texts: Sequence[str], codes: CodeList) -> float | None:
    """Local codes may be quite other words; as long as there are few of them, the heading says."""
    spellings = codes.spellings()
    found = sum(simplify(text) in spellings for text in texts) / len(texts)
    few = len(texts) <= max(MOST_LOCAL_CODES, 2 * len(codes.codes))
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


def pair(scores: Scores) -> list[tuple[int, int, int]]:
    """Pair foreign columns with ours, the most alike of all first; each is used once."""
    pairs: list[tuple[int, int, int]] = []
    left = scores.copy()
    while left.size and left.max() >= LEAST:
        i, j = divmod(int(left.argmax()), left.shape[1])
        pairs.append((i, j, int(left[i, j])))
        left[i, :] = left[:, j] = 0
    return pairs
