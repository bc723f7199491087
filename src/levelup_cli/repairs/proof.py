"""The proof of a mended copy: read again, it says what the return said."""

from collections.abc import Collection, Iterable

import numpy as np

from levelup_cli.outcomes.findings import Place, column_letters
from levelup_cli.outcomes.fixes import Fix
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Answers, CheckedTable, Codes, Mask

Spot = tuple[str, str | None, str | None]  # file, sheet and column; no column for all of it


def spot_of(place: Place) -> Spot:
    """The column that a place is in."""
    return place.file, place.sheet, place.column


def differing(before: Checked, after: Checked, fixes: Collection[Fix]) -> set[Spot]:
    """The columns of which a copy says something else than the return: a cell, or a finding.

    Fixes that are not safe may change their own cells, end findings and name columns; what they
    make of the findings is theirs.
    """
    unsafe = [fix for fix in fixes if not fix.is_safe]
    spots = set() if unsafe else _findings(before, after, {fix.place.file for fix in fixes})
    for name, table in before.tables.items():
        other = after.tables.get(name)
        file, sheet = table.table.file, table.table.sheet
        if other is None or not np.array_equal(table.table.rows, other.table.rows):
            spots.add((file, sheet, None))
            continue
        for column, read in table.table.columns.items():
            spot = (file, sheet, column_letters(read.position))
            expected = _rows_of(table, [fix for fix in unsafe if spot_of(fix.place) == spot])
            if column not in other.answers or (_differ(table, other, column) & ~expected).any():
                spots.add(spot)
    return spots


def _findings(before: Checked, after: Checked, files: set[str]) -> set[Spot]:
    """Where one of the two has a finding in these files that the other has not."""
    first, second = (
        {finding for finding in checked.findings if finding.place.file in files}
        for checked in (before, after)
    )
    return {spot_of(finding.place) for finding in first ^ second}


def _differ(table: CheckedTable, other: CheckedTable, column: str) -> Mask:
    """For each row, whether a column tells something else."""
    meanings: dict[object, int] = {}
    first, second = (_numbered(checked.answers[column], meanings) for checked in (table, other))
    mask: Mask = first != second
    return mask


def _numbered(answers: Answers, meanings: dict[object, int]) -> Codes:
    """Each row's meaning as a number, the same one in both returns."""
    told = zip(answers.statuses.tolist(), answers.values, strict=True)
    numbers = [
        meanings.setdefault((status, value, str(answers.reaches.get(i))), len(meanings))
        for i, (status, value) in enumerate(told)
    ]
    return np.array(numbers, np.int32)[answers.codes]


def _rows_of(table: CheckedTable, fixes: Iterable[Fix]) -> Mask:
    mask = np.zeros(len(table.table), bool)
    for fix in fixes:
        for first, last in fix.place.rows:
            mask |= (table.table.rows >= first) & (table.table.rows <= last)
    return mask
