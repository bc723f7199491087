"""Rows at the foot of a table that are no data: totals, and notes under them."""

import math
import re

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.tables import NumberColumn, TextColumn
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.tables import Codes, Column, Mask, Table
from levelup_cli.words import clean, simplify

MOST_FOOT_ROWS = 10
LEAST_COLUMNS_OF_NOTES = 3  # in a narrower table, a row of one text may well be data
LEAST_WORDS_OF_NOTES = 2
LEAST_SUMMED_ROWS = 2
_TOTALS = {"total", "totals", "grand_total", "sum", "overall_total", "subtotal", "sub_total"}
_TOTALS |= {"total_of_all", "column_total", "sum_total"}
_LABELS = ("total_", "grand_total", "sub_total", "subtotal")
_NOTES = re.compile(
    r"(notes?|sources?|n\.?b\.?)\s*\d*\s*[:.]|[*†‡©]|\(c\)"
    r"|(prepared by|extracted|report run|end of)\b",
    re.IGNORECASE,
)


def find_totals(table: Table, sheet: RawSheet, keep: Mask) -> npt.NDArray[np.intp]:
    """Rows that the sheet declares to be totals of this table, or whose key says so."""
    first = _first_column(table)
    declared = [row for row, left, right in sheet.totals if left <= first.position <= right]
    total = np.isin(table.rows, np.array(declared, np.int64) + 1)
    if _names_rows(table, first):
        words = [simplify(text) in _TOTALS for text in first.texts]
        total |= np.array(words, bool)[first.codes]
    rows: npt.NDArray[np.intp] = np.flatnonzero(keep & total)
    return rows


def _names_rows(table: Table, first: Column) -> bool:
    """Whether the first column names each row; a group may well be called Total."""
    name = next(name for name, column in table.columns.items() if column is first)
    return isinstance(table.definition.columns[name], TextColumn) and not table.definition.groups


def _first_column(table: Table) -> Column:
    key = table.definition.key
    return table.columns.get(key or "") or min(
        table.columns.values(), key=lambda column: column.position
    )


def find_notes(table: Table, keep: Mask) -> npt.NDArray[np.intp]:
    """Rows at the foot that hold one text alone: all below a gap, else those in words of a note."""
    if len(table.columns) < LEAST_COLUMNS_OF_NOTES:
        return np.zeros(0, np.intp)
    block: list[int] = []
    for row in reversed(np.flatnonzero(keep)[-MOST_FOOT_ROWS:].tolist()):
        texts = texts_of(table, row)
        if len(texts) != 1 or len(texts[0].split()) < LEAST_WORDS_OF_NOTES:
            break
        block.insert(0, row)
    apart = next((i for i, row in enumerate(block) if _stands_apart(keep, row)), len(block))
    while apart and _is_note(texts_of(table, block[apart - 1])[0]):
        apart -= 1
    return np.array(block[apart:], np.intp)


def _stands_apart(keep: Mask, row: int) -> bool:
    """Whether the row above is blank, or a totals row."""
    return row > 0 and not keep[row - 1]


def _is_note(text: str) -> bool:
    return bool(_NOTES.match(clean(text)))


def texts_of(table: Table, row: int) -> list[str]:
    """What is to be seen in a row, under the headings that are ours."""
    cells = [column.texts[column.codes[row]] for column in table.columns.values()]
    return [text for text in cells if clean(text)]


def is_total(table: Table, keep: Mask, row: int) -> bool:
    """Whether the last row is a total: by a label such as Total vacancies, or by adding up."""
    first = _first_column(table)
    label = simplify(first.texts[first.codes[row]])
    if label.startswith(_LABELS):
        others = [column for column in table.columns.values() if column is not first]
        cells = [column.texts[column.codes[row]] for column in others]
        return all(_number(cell) for cell in cells if clean(cell))
    return _adds_up_columns(table, keep, row)


def _adds_up_columns(table: Table, keep: Mask, row: int) -> bool:
    """Whether a row has no key, and only numbers that add up those above."""
    above = keep.copy()
    above[row:] = False
    first = _first_column(table)
    if clean(first.texts[first.codes[row]]) or np.count_nonzero(above) < LEAST_SUMMED_ROWS:
        return False
    sums = 0
    for name, column in table.columns.items():
        cell = column.texts[column.codes[row]].strip()
        if not cell:
            continue
        if not isinstance(table.definition.columns[name], NumberColumn):
            return False
        if not _adds_up(column.codes[above], column.texts, cell):
            return False
        sums += _number(cell) != 0
    return sums > 0


def _adds_up(codes: Codes, texts: tuple[str, ...], cell: str) -> bool:
    numbers = np.array([_number(text) for text in texts])
    total = float(numbers[codes].sum())
    return abs(total - _number(cell)) <= 0.005 * max(1.0, abs(total) / 100)


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "").lstrip("£").strip() or 0)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0
