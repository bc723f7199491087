"""A checked return -> the fixes of its cells: what is read there anyway, or is nearly meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.tables import CodeColumn, Column
from levelup_cli.outcomes.findings import Finding, Place, column_letters, place_of
from levelup_cli.outcomes.fixes import SAFE_KINDS, Fix
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Cell, CheckedTable, Mask, Status, Value
from levelup_cli.words import clean, nearest

Rows = npt.NDArray[np.intp]  # where rows stand in a table, 0 for the first
_PLAIN_NUMBER = set("0123456789.-")
_PER_CENT = 100
_UNSEEN = " and spaces or unseen characters"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A column of a checked table: where a ledger entry or a finding points."""

    table: CheckedTable
    name: str

    @property
    def definition(self) -> Column:
        """The column's definition."""
        return self.table.definition.columns[self.name]

    def rows_of(self, place: Place) -> Mask:
        """The rows of the table that a place names."""
        mask = np.zeros(len(self.table.table), bool)
        for first, last in place.rows:
            mask |= (self.table.table.rows >= first) & (self.table.table.rows <= last)
        return mask

    def cells(self, mask: Mask) -> Iterator[tuple[Cell, Status, Value | None, Rows]]:
        """Each distinct cell among these rows: what it is, how it is read, and where it stands."""
        column, answers = self.table.table.columns[self.name], self.table.answers[self.name]
        places = np.flatnonzero(mask)
        places = places[np.argsort(column.codes[places], kind="stable")]
        codes, starts = np.unique(column.codes[places], return_index=True)
        for code, rows in zip(codes.tolist(), np.split(places, starts[1:]), strict=False):
            meaning = int(answers.codes[rows[0]])
            status = Status(int(answers.statuses[meaning]))
            cell = Cell(column.kinds[code], column.texts[code])
            yield cell, status, answers.values[meaning], rows

    def fix(self, kind: str, cell: Cell, after: Value, rows: Rows) -> Fix:
        """A fix of the cells at these places of the table."""
        place = place_of(self.table.table, self.name, self.table.table.rows[rows].tolist())
        return Fix(kind, place, cell, after, self._told(kind, cell, after))

    def _told(self, kind: str, cell: Cell, after: Value) -> tuple[str, str]:
        """What may be said of it: a cell that holds none of the codes may hold anything."""
        before = cell.shape()
        if isinstance(self.definition, CodeColumn):
            if self.definition.sensitive:
                return before, "a code"
            return before if kind == "LU401" else _seen(cell.text, str(after)), str(after)
        if kind == "white_space":
            before += _UNSEEN
        if isinstance(after, str):
            return before, Cell("t", after).shape()
        return before, "a number" if isinstance(after, Decimal) else "a date"


def _seen(text: str, after: str) -> str:
    """A text as it is seen; where that is how it will be, what else there is to it is said."""
    seen = clean(text)
    return seen + _UNSEEN if seen == after else seen


def find_fixes(checked: Checked, catalogue: Catalogue) -> tuple[Fix, ...]:
    """Every fix of a return, the safe ones first, each with the cells that hold one distinct thing.

    What a mapping translates is left: the mapping stays in force for the copy.
    """
    spots = {
        (table.table.file, table.table.sheet, column_letters(column.position)): _Spot(table, name)
        for table in checked.tables.values()
        for name, column in table.table.columns.items()
        if name in table.answers
    }
    fixes: list[Fix] = []
    for entry in checked.ledger:
        spot = spots.get(_key(entry.place))
        if entry.kind in SAFE_KINDS and spot is not None:
            fixes += _safe(spot, entry.kind, entry.place)
    for finding in checked.findings:
        spot = spots.get(_key(finding.place))
        if spot is not None:
            fixes += _unsafe(spot, finding, catalogue)
    for table in checked.tables.values():
        fixes += _headings(table, checked)
    return tuple(fixes)


def _key(place: Place) -> tuple[str, str | None, str]:
    return place.file, place.sheet, place.column or ""


def _safe(spot: _Spot, kind: str, place: Place) -> Iterator[Fix]:
    """Write what is read, where that is a value; and no share with its % sign taken away.

    Without the sign, 0.5 in a column of per cent would be asked about.
    """
    mask = spot.rows_of(place)
    if kind == "decimal_comma":
        mask = mask | _with_dots(spot)
    for cell, status, value, rows in spot.cells(mask):
        is_share = kind == "percent_scale" and isinstance(value, Decimal) and 0 < value < 1
        if status is Status.PRESENT and value is not None:
            if is_share and getattr(spot.definition, "unit", "") == "%":
                continue
            yield spot.fix(kind, cell, value, rows)


def _with_dots(spot: _Spot) -> Mask:
    """Where a comma parts decimals, 12.500.000 is read by that rule too, and goes with the rest."""
    column = spot.table.table.columns[spot.name]
    dotted = [
        kind == "t" and text.count(".") > 1 and set(text) <= _PLAIN_NUMBER
        for kind, text in zip(column.kinds, column.texts, strict=True)
    ]
    mask: Mask = np.array(dotted, bool)[column.codes]
    return mask


def _unsafe(spot: _Spot, finding: Finding, catalogue: Catalogue) -> Iterator[Fix]:
    match finding.code, spot.definition:
        case "LU401", CodeColumn(codes=name):
            codes = catalogue.code_lists[name].codes
            for cell, status, _, rows in spot.cells(spot.rows_of(finding.place)):
                near = nearest(cell.text, list(codes)) if cell.kind == "t" else ""
                if status is Status.WRONG and near:
                    yield spot.fix("LU401", cell, near, rows)
        case "LU404", _:
            yield from _shares(spot, finding.place)
        case _:
            pass


def _shares(spot: _Spot, place: Place) -> Iterator[Fix]:
    """Shares of 1 -> per cent. Where no number is above 1, a 1 is all of it, and goes with them."""
    answers = spot.table.answers[spot.name]
    used = {answers.values[code] for code in np.unique(answers.codes).tolist()}
    numbers = [value for value in used if isinstance(value, Decimal)]
    mask = spot.rows_of(place)
    if max(numbers, default=Decimal(0)) <= 1:
        mask = mask | spot.table.says(spot.name, Decimal(1))
    for cell, _, value, rows in spot.cells(mask):
        if isinstance(value, Decimal) and cell.kind != "p" and "%" not in cell.text:
            yield spot.fix("LU404", cell, value * _PER_CENT, rows)


def _headings(table: CheckedTable, checked: Checked) -> Iterator[Fix]:
    """Headings that name nothing but are nearly those of required columns that are not there."""
    read, mapping = table.table, checked.submission.mapping.of(table.definition.table)
    ignored = {clean(heading) for heading in mapping.ignored}
    unused = {c.heading: c for c in read.unused if clean(c.heading) not in ignored}
    for name, column in table.definition.columns.items():
        if not column.required or name in read.columns:
            continue
        near = (nearest(spelling, list(unused)) for spelling in (name, *column.aliases))
        heading = next(filter(None, near), "")
        if heading:
            found = unused.pop(heading)
            row = (read.heading_row, read.heading_row)
            place = Place(read.file, read.sheet, column_letters(found.position), heading, (row,))
            yield Fix("LU202", place, Cell("t", heading), name, (_seen(heading, name), name))
