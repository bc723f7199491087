"""Rows of cells and the sheet they end up in: what the parts of the Northmoor example pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
Row = dict[str, Cell]


@dataclass
class Sheet:
    """One table as a person would keep it: headings over rows, perhaps with a title above."""

    table: str
    columns: list[str]  # our names, which decide how a cell is written
    headings: list[str]  # what stands in the file
    rows: list[list[Cell]]
    title: str | None = None

    @classmethod
    def of(cls, table: str, rows: list[Row]) -> Sheet:
        columns = list(rows[0])
        return cls(
            table, columns, list(columns), [[row[column] for column in columns] for row in rows]
        )

    def column(self, name: str) -> list[Cell]:
        index = self.columns.index(name)
        return [row[index] for row in self.rows]


def number(cell: Cell) -> float:
    """A number cell as a number; anything else counts as nothing, as in a spreadsheet's sum."""
    return float(cell) if isinstance(cell, int | float) else 0.0
