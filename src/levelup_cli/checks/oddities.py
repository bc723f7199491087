"""Cells of a column that are possible but odd; they are used as they stand, with a warning."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np

from levelup_cli.checks.conventions import order_of
from levelup_cli.checks.identifiers import GRAMMARS
from levelup_cli.definitions.tables import Column, DateColumn, NumberColumn, TextColumn
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Answers, Cell, Mask, Table
from levelup_cli.words import clean


def find_oddities(
    table: Table, name: str, column: Column, answers: Answers, cells: Sequence[Cell]
) -> Iterator[Finding]:
    """Unusual numbers, two scales, days and months that may be swapped, codes of another form."""
    match column:
        case NumberColumn(unit="%"):
            yield from _two_scales(table, name, answers, cells)
        case NumberColumn(usual=usual) if usual is not None:
            odd = [isinstance(v, Decimal) and float(v) not in usual for v in answers.values]
            message = f"{name}: a number outside the usual {usual}"
            help_ = "Check the unit and the decimal point. The number is used as it stands."
            yield from _warn(table, name, odd, ("LU403", message, help_))
        case DateColumn():
            yield from _swapped_days(table, name, cells)
        case TextColumn(form=form) if form is not None:
            grammar = GRAMMARS[form]
            odd = [isinstance(v, str) and not grammar.fits(v) for v in answers.values]
            message = f"{name}: not in the form of {grammar.thing}"
            help_ = f"Give {grammar.expected}. The cell is used as it stands."
            yield from _warn(table, name, odd, (grammar.code, message, help_))
        case _:
            pass


def _warn(
    table: Table, name: str, odd: Sequence[bool], said: tuple[str, str, str]
) -> Iterator[Finding]:
    mask: Mask = np.array(odd, bool)[table.columns[name].codes]
    rows = table.rows[mask]
    if len(rows):
        place = place_of(table, name, [int(row) for row in rows])
        code, message, help_ = said
        yield Finding(code, Severity.WARNING, place, message, help_, len(rows))


def _two_scales(
    table: Table, name: str, answers: Answers, cells: Sequence[Cell]
) -> Iterator[Finding]:
    """Bare numbers below 1 where per cent are expected: 0.45 may well mean 45."""
    bare = [
        isinstance(value, Decimal) and cell.kind != "p" and "%" not in cell.text
        for cell, value in zip(cells, answers.values, strict=True)
    ]
    shares = [
        is_bare and isinstance(value, Decimal) and 0 < value < 1
        for is_bare, value in zip(bare, answers.values, strict=True)
    ]
    used = np.bincount(answers.codes, minlength=len(cells)) > 0
    larger = any(
        isinstance(value, Decimal) and value > 1
        for value, is_used in zip(answers.values, used, strict=True)
        if is_used
    )
    beside = ", beside others above 1" if larger else ""
    message = (
        f"{name}: numbers below 1{beside}, where per cent are expected: 0.45 is read as 0.45 %"
    )
    help_ = "Write 45 or 45 %, or format the cells as percentages."
    yield from _warn(table, name, shares, ("LU404", message, help_))


def _swapped_days(table: Table, name: str, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Real dates beside texts with the month first.

    A program that expected the day first made them: it turned what it could read, day and month
    swapped, and left the rest as text.
    """
    used = np.bincount(table.columns[name].codes, minlength=len(cells)) > 0
    orders = [
        order_of(clean(cell.text)) if cell.kind == "t" and is_used else None
        for cell, is_used in zip(cells, used, strict=True)
    ]
    if "month first" in orders and "day first" not in orders:
        dates = [cell.kind == "d" for cell in cells]
        message = (
            f"{name}: dates beside texts that have the month first; day and month may be swapped"
        )
        help_ = "Export the data again with days as 2025-03-31."
        yield from _warn(table, name, dates, ("LU309", message, help_))
