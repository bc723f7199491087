"""A sheet of which nothing is known -> the columns under what look like its headings."""

from levelup_cli.intake.headings import SEARCHED_ROWS
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.submissions import LooseSheet
from levelup_cli.outcomes.tables import Column

LEAST_COLUMNS = 2
LEAST_SHARE = 0.6  # of the sheet's columns, before a row is taken for its headings


def loose_sheet(sheet: RawSheet) -> LooseSheet | None:
    """The first row that is all text, all different and nearly as wide as the sheet, or None."""
    for row in range(min(sheet.rows, SEARCHED_ROWS)):
        filled = [
            (position, raw.texts[code], raw.kinds[code])
            for position, raw in enumerate(sheet.columns)
            if raw.texts[code := raw.codes()[row]].strip()
        ]
        texts = {text.strip().casefold() for _, text, _ in filled}
        wide = len(filled) >= max(LEAST_COLUMNS, LEAST_SHARE * len(sheet.columns))
        if wide and len(texts) == len(filled) and all(kind == "t" for _, _, kind in filled):
            columns = tuple(_column(sheet, row, p, heading) for p, heading, _ in filled)
            place = sheet.place()
            return LooseSheet(place.file, place.sheet, row + 1, columns)
    return None


def _column(sheet: RawSheet, row: int, position: int, heading: str) -> Column:
    raw = sheet.columns[position]
    codes = raw.codes()[row + 1 :]
    return Column(heading, position, codes, tuple(raw.texts), "".join(raw.kinds))
