"""A file of places -> AreaFile: the sheets whose headings are known, and the rows that matter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from levelup_cli.intake.files import SourceFile, find_files, fingerprint
from levelup_cli.intake.headings import SEARCHED_ROWS
from levelup_cli.intake.reading import RawSheet, read_sheets
from levelup_cli.outcomes.areas import AreaFile
from levelup_cli.reader.sending import Wishes

FindKey = Callable[[Sequence[str]], tuple[str, int] | None]
"""The kind of place that a row of headings is about, and the position of its key; or None."""


def read_area_files(
    path: Path, find_key: FindKey, postcodes: frozenset[str], encoding: str | None = None
) -> Iterator[AreaFile]:
    """The sheets of a file that are about places, those of postcodes with the wanted rows alone.

    A file without such a sheet gives one without headings, which nobody can join.

    Raises:
        UnreadableFile: where it cannot be read.
    """
    files = find_files(path)
    digest = fingerprint(files)
    found = False
    for file in files:
        for sheet, row in _sheets(file, find_key, postcodes, Wishes(encoding=encoding)):
            found = True
            yield AreaFile(path.name, _texts(sheet, row), _rows_below(sheet, row), digest)
    if not found:
        yield AreaFile(path.name, (), (), digest)


def _sheets(
    file: SourceFile, find_key: FindKey, postcodes: frozenset[str], wishes: Wishes
) -> Iterator[tuple[RawSheet, int]]:
    """Each sheet with known headings, and their row.

    A text file of postcodes has millions of rows: its start says where the postcodes stand, and
    then only those that the return names are kept.
    """
    start, _ = read_sheets([file], replace(wishes, first=SEARCHED_ROWS))
    for number, sheet in enumerate(start):
        known = _headings(sheet, find_key)
        if known is None:
            continue
        row, kind, position = known
        if sheet.in_workbook:
            yield sheet, row
            continue
        wanted = replace(wishes, first=row + 1, key_column=position, keys=postcodes)
        sheets, _ = read_sheets([file], wanted if kind == "postcode" else wishes)
        yield sheets[number], row


def _headings(sheet: RawSheet, find_key: FindKey) -> tuple[int, str, int] | None:
    for row in range(min(sheet.rows, SEARCHED_ROWS)):
        known = find_key(_texts(sheet, row))
        if known is not None:
            return row, *known
    return None


def _texts(sheet: RawSheet, row: int) -> tuple[str, ...]:
    return tuple(column.texts[column.codes()[row]] for column in sheet.columns)


def _rows_below(sheet: RawSheet, row: int) -> list[tuple[str, ...]]:
    columns = [[c.texts[code] for code in c.codes()[row + 1 :].tolist()] for c in sheet.columns]
    return list(zip(*columns, strict=True))
