"""What was understood in spite of how a column's cells are written, for the ledger."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from levelup_cli.checks.conventions import Conventions
from levelup_cli.checks.spellings import Spellings
from levelup_cli.definitions.tables import (
    CodeColumn,
    Column,
    DateColumn,
    NumberColumn,
    TextColumn,
)
from levelup_cli.outcomes.findings import place_of
from levelup_cli.outcomes.ledger import KINDS, LedgerEntry
from levelup_cli.outcomes.tables import Answers, Cell, Mask, Status, Table, Value
from levelup_cli.words import clean, simplify


def note_repairs(
    table: Table,
    name: str,
    answers: Answers,
    conventions: Conventions,
    spellings: Spellings,
) -> Iterator[LedgerEntry]:
    """One entry for each kind of repair in a column, with the rows that it touched.

    What stood in a column that is sensitive is not told, only how often.
    """
    column, definition = table.columns[name], table.definition.columns[name]
    cells = [Cell(kind, text) for kind, text in zip(column.kinds, column.texts, strict=True)]
    used = np.bincount(column.codes, minlength=len(cells)) > 0
    told = zip(cells, answers.statuses.tolist(), answers.values, strict=True)
    kinds = [
        kind_of_repair(definition, conventions, spellings, cell, status, value)
        for cell, status, value in told
    ]
    if table.sheet is not None:  # in text files, every number is a text
        kinds = [
            "number_from_text" if not kind and _is_number_as_text(cell, value) else kind
            for kind, cell, value in zip(kinds, cells, answers.values, strict=True)
        ]
    for kind in sorted({*kinds} - {""}):
        matching: Mask = np.array([k == kind for k in kinds], bool) & used
        rows = table.rows[matching[answers.codes]]
        if not len(rows):
            continue
        changes: tuple[tuple[str, str], ...] = ()
        if isinstance(definition, CodeColumn) and not definition.sensitive:
            changes = tuple(
                (cells[i].text.strip(), _shown(answers, i))
                for i in np.flatnonzero(matching).tolist()
            )
        place = place_of(table, name, [int(row) for row in rows])
        note = f"{name}: {KINDS[kind][1]}"
        yield LedgerEntry(kind, place, note, len(rows), changes)


def _is_number_as_text(cell: Cell, value: Value | None) -> bool:
    """Whether a workbook keeps a number as a text, which its own formulas pass over."""
    return cell.kind == "t" and isinstance(value, Decimal)


def _shown(answers: Answers, place: int) -> str:
    value = answers.values[place]
    return str(value) if value is not None else Status(answers.statuses[place]).name.lower()


def kind_of_repair(
    column: Column,
    conventions: Conventions,
    spellings: Spellings,
    cell: Cell,
    status: int,
    value: Value | None,
) -> str:
    """What was done to a cell, as a kind of the ledger; nothing where it was as it should be."""
    seen = clean(cell.text)
    match status:
        case Status.PRESENT if not seen and cell.kind in "et":
            return "blank_means"
        case Status.PRESENT:
            return _of_value(column, conventions, spellings, cell, value)
        case Status.MISSING:
            return "blank_word" if seen else ""
        case Status.SUPPRESSED:
            return "suppressed"
        case Status.WRONG:
            return ""
        case _ if spellings.is_own(seen):
            return "code_mapped"
        case _:
            return "answer_words" if cell.text != simplify(seen) else ""


def _of_value(
    column: Column,
    conventions: Conventions,
    spellings: Spellings,
    cell: Cell,
    value: Value | None,
) -> str:
    match column:
        case CodeColumn() if spellings.is_own(cell.text):
            return "code_mapped"
        case CodeColumn():
            same = simplify(cell.text) == simplify(str(value))
            return "" if cell.text == value else "code_spelling" if same else "code_alias"
        case NumberColumn() if cell.kind == "p" or (cell.kind == "t" and "%" in cell.text):
            return "percent_scale"
        case NumberColumn() if cell.kind == "t" and conventions.decimal_comma and "," in cell.text:
            return "decimal_comma"
        case NumberColumn():
            plain = cell.kind == "n" or set(cell.text) <= set("0123456789.-")
            return "" if plain else "number_from_text"
        case DateColumn():
            return _of_day(cell, conventions)
        case TextColumn(width=width):
            if width and len(clean(cell.text)) < len(str(value)):
                return "leading_zeros"
            return "white_space" if cell.text != value else ""


def _of_day(cell: Cell, conventions: Conventions) -> str:
    if cell.kind == "d" or cell.text[:4].isdecimal():
        return ""
    return "month_first" if conventions.days == "month first" else "day_from_text"
