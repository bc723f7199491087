"""What the ledger says of a join: what was found, what was filled, what was not found."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from levelup_cli.areas.entries import entries_of, place_of_cells
from levelup_cli.areas.indices import Index
from levelup_cli.areas.keys import KEY_COLUMNS, KINDS, Kind, columns_of_postcodes
from levelup_cli.areas.located import DECILES, Located
from levelup_cli.outcomes.findings import Finding, Place, column_letters
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Mask, Table

_THINGS: Mapping[Kind, str] = {
    "postcode": "postcodes",
    "lsoa": "codes of small areas",
    "authority": "codes of local authorities",
}
_WHY: Mapping[Kind, str] = {
    "postcode": "they may be mistyped, or newer than the files",
    "lsoa": "they may be of another census than the files (2011 and 2021 differ), or mistyped",
    "authority": "they may be of before or after a merger, of another nation, or mistyped",
}


def matches(place: Located) -> Iterator[LedgerEntry | Finding]:
    """For each kind of code that files were given for: how many rows were found, how many not.

    Those that were not found are a warning as well: their rows have no place.
    """
    for kind in KINDS:
        places = place.layers[kind]
        if not places.consulted:
            continue
        named, found = place.named(kind), place.among(kind, places.found)
        if found.any():
            ended = np.count_nonzero(place.among(kind, places.ended))
            more = f", {ended:,} of them no longer in use" if ended else ""
            note = f"{_THINGS[kind]} found in the area files{more}"
            yield _entry(
                "area_joined", place_of_cells(place.table, KEY_COLUMNS[kind], found), note, found
            )
        lost = named & ~found
        if lost.any():
            note = f"{_THINGS[kind]} that are in no area file"
            cells = place_of_cells(place.table, KEY_COLUMNS[kind], lost)
            entry = _entry("area_unmatched", cells, note, lost)
            yield entry
            help_ = f"Check them: {_WHY[kind]}."
            yield Finding("LU533", Severity.WARNING, cells, note, help_, entry.count)
        yield from _disputed(place, kind)


def filled(
    table: Table, column: str, rows: Mask, files: Sequence[str], index: Index | None
) -> Iterator[LedgerEntry]:
    """How many cells of a column were filled, from which index or files."""
    if rows.any():
        source = f"{index.name}, " if index is not None and column in DECILES else ""
        note = f"{column} filled from {source}{' and '.join(files)}"
        yield _entry("area_joined", place_of_cells(table, column, rows), note, rows)


def dropped(table: Table) -> Iterator[LedgerEntry]:
    """That the postcodes of a table were left out, and how many there were."""
    for column in columns_of_postcodes(table):
        rows = int(np.count_nonzero(entries_of(column).filled()))
        place = Place(table.file, table.sheet, column_letters(column.position))
        note = "postcodes left out, once the place of each row was looked up"
        yield LedgerEntry("postcode_dropped", place, note, rows)


def _disputed(place: Located, kind: Kind) -> Iterator[LedgerEntry]:
    """Rows for which the files contradict each other, so that nothing was taken from them."""
    for fact, keys in place.layers[kind].disputed.items():
        rows = place.among(kind, keys)
        if rows.any():
            name = fact.name if isinstance(fact, Index) else fact.strip()
            note = f"the area files contradict each other about {name}, so neither was taken"
            yield _entry(
                "area_unmatched", place_of_cells(place.table, KEY_COLUMNS[kind], rows), note, rows
            )


def _entry(kind: str, place: Place, note: str, rows: Mask) -> LedgerEntry:
    return LedgerEntry(kind, place, note, int(np.count_nonzero(rows)))
