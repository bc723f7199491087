"""Blocks of cells, and which cells lie within them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import NamedTuple

from levelup_cli.repairs.edits import At


class Area(NamedTuple):
    """A block of cells, ends included: columns from 0, rows as a spreadsheet counts them."""

    left: int
    top: int
    right: int
    bottom: int


def within(cells: Iterable[At], areas: Collection[Area]) -> set[At]:
    """Those of the cells that lie in any of the areas, however many and large these are."""
    single = {(area.top, area.left) for area in areas if area[:2] == area[2:]}
    wider = [area for area in areas if area[:2] != area[2:]]
    rows_of: dict[int, list[int]] = defaultdict(list)
    found: set[At] = set()
    for row, column in cells:
        if (row, column) in single:
            found.add((row, column))
        else:
            rows_of[column].append(row)
    for column, rows in rows_of.items():
        spans = sorted((a.top, a.bottom) for a in wider if a.left <= column <= a.right)
        tops = [top for top, _ in spans]
        # How far down the areas reach that begin no lower than each of them.
        ends = [0, *accumulate((bottom for _, bottom in spans), max)]
        found |= {(row, column) for row in rows if ends[bisect_right(tops, row)] >= row}
    return found
