"""Findings -> the cells to be marked: on which tab of the workbook, and in which areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.submissions import Checked, Sheet
from levelup_cli.reader.worksheet import position_of
from levelup_cli.repairs.blocks import Area

Tabs = Mapping[tuple[str, str | None], str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding, the tab that it stands on if there is one, and the cells to be marked there."""

    finding: Finding
    tab: str | None
    areas: tuple[Area, ...] = ()

    def cells(self, most: int) -> list[tuple[int, int]]:
        """Its first cells, as row and column; of an area that is wider, those at its left."""
        rows = (row for area in self.areas for row in range(area.top, area.bottom + 1))
        left = self.areas[0].left if self.areas else 0
        return [(row, left) for row in islice(rows, most)]


def find_marks(checked: Checked, tabs: Tabs) -> list[Mark]:
    """What is to be marked where, the most serious first.

    `tabs` gives the name of a tab for each file and sheet.
    """
    sheets = {(sheet.file, sheet.name): sheet for sheet in checked.submission.sheets}
    marks = []
    for finding in checked.findings:
        key = finding.place.file, finding.place.sheet
        tab = tabs.get(key)
        areas = () if tab is None else _areas(finding, sheets.get(key), checked)
        marks.append(Mark(finding, tab, areas))
    return marks


def _areas(finding: Finding, sheet: Sheet | None, checked: Checked) -> tuple[Area, ...]:
    """The cells of a finding; of a column as a whole or of a sheet, the heading's."""
    place = finding.place
    heading = sheet.heading_row if sheet else None
    left, right = _width(sheet, checked)
    if place.column is not None:
        left = right = position_of(place.column)
    rows = place.rows
    if not rows or rows == ((heading, heading),):
        if heading is None:
            return ()
        return (Area(left, heading, left, heading),)
    return tuple(Area(left, first, right, last) for first, last in rows)


def _width(sheet: Sheet | None, checked: Checked) -> tuple[int, int]:
    """The first and last column under the headings of a sheet."""
    table = checked.submission.tables.get(sheet.table) if sheet and sheet.table else None
    if table is None:
        return 0, 0
    positions = [column.position for column in (*table.columns.values(), *table.unused)]
    return min(positions, default=0), max(positions, default=0)
