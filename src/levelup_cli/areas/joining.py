"""Submission + area files -> Submission, with the blank cells of places filled."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeAlias

import numpy as np

from levelup_cli.areas.deciles import beside_own, chosen_index, left_out, unnamed
from levelup_cli.areas.entries import Entries, entries_of, with_entries
from levelup_cli.areas.indices import Index
from levelup_cli.areas.keys import KEY_COLUMNS, KINDS, Kind, columns_of_postcodes, wanted_keys
from levelup_cli.areas.layouts import Layout, recognise_layout
from levelup_cli.areas.located import DECILES, Layers, Located, fillable, headings_of, locate
from levelup_cli.areas.matches import dropped, filled, matches
from levelup_cli.areas.places import Places, read_places
from levelup_cli.areas.sameness import differences
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.areas import AreaFile
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.submissions import Submission
from levelup_cli.outcomes.tables import Column, Match, Table

Said: TypeAlias = Finding | LedgerEntry
_KEYS_WANTED = (
    "Give a file with a column of postcodes, of small areas (LSOA, data zone, SOA) or of local"
    " authority codes. docs/areas.md lists the official ones."
)


def join(submission: Submission, files: Sequence[AreaFile], catalogue: Catalogue) -> Submission:
    """A return with its places joined to the files, and without postcodes.

    Blank cells are filled, and columns added that the definition has and the return lacks; what the
    sender gave is kept. Deciles come from one index only, the one that knows most rows. Every
    postcode column is left out of the result, also where there are no files.

    Raises:
        UnreadableFile: where a file has no heading that is a key of places.
    """
    recognised = [(file, _layout_of(file)) for file in files]
    layers = _read_layers(submission, recognised)
    located = {name: locate(table, layers) for name, table in submission.tables.items()}
    index = chosen_index(located.values(), layers)
    said: list[Said] = [*unnamed(recognised)]
    if index is not None:
        said += left_out(submission.file, located.values(), index, layers)
    tables = {}
    for name, place in located.items():
        said += matches(place)
        tables[name], more = _fill(place, index, catalogue)
        said += more
        said += dropped(place.table)
        tables[name] = _without_postcodes(tables[name])
    findings = [entry for entry in said if isinstance(entry, Finding)]
    ledger = [entry for entry in said if isinstance(entry, LedgerEntry)]
    return replace(
        submission,
        tables=tables,
        area_files=tuple(dict.fromkeys((file.file, file.fingerprint) for file in files)),
        findings=(*submission.findings, *findings),
        ledger=(*submission.ledger, *ledger),
    )


def _layout_of(file: AreaFile) -> Layout:
    layout = recognise_layout(file.headings)
    if layout is None:
        reason = "none of its headings is a key of places, so it cannot be joined"
        raise UnreadableFile(file.file, reason, _KEYS_WANTED)
    return layout


def _read_layers(submission: Submission, files: list[tuple[AreaFile, Layout]]) -> Layers:
    """What the files know, from postcodes up: each kind leads to more keys of the next."""
    definitions = [table.definition for table in submission.tables.values()]
    asked = frozenset(
        heading for d in definitions for column in fillable(d) for heading in headings_of(d, column)
    )
    wanted = {kind: set(keys) for kind, keys in wanted_keys(submission).items()}
    layers: dict[Kind, Places] = {}
    for kind in KINDS:
        of_kind = [(file, layout) for file, layout in files if layout.kind == kind]
        places = read_places(of_kind, frozenset(wanted[kind]), asked)
        layers[kind] = places
        for name in places.small_areas():
            wanted["lsoa"] |= set(places.of(name).values())
        wanted["authority"] |= set(places.of(KEY_COLUMNS["authority"]).values())
    return layers


def _fill(place: Located, index: Index | None, catalogue: Catalogue) -> tuple[Table, list[Said]]:
    """The table with what the files know in its blank cells, and what is to be said about it."""
    table, said = place.table, list[Said]()
    columns = dict(table.columns)
    for name in fillable(table.definition):
        claims = [claim for claim in place.claims(name, index) if claim.filled().any()]
        if not claims:
            continue
        known = reduce(Entries.or_else, claims)
        own = table.columns.get(name)
        column = own or _new_column(table)
        rows = known.filled() & ~entries_of(column).filled()
        said += filled(table, name, rows, place.tellers(name, index), index)
        if own is not None:
            said += differences(table, name, claims, catalogue)
        if own is not None and index is not None and name in DECILES:
            said += beside_own(table, name, rows, index)
        columns[name] = with_entries(column, known)
    return replace(table, columns=columns), said


def _new_column(table: Table) -> Column:
    """A blank column at the place of the key that fills it: the one cell that there is to show."""
    key = next(table.columns[name] for name in KEY_COLUMNS.values() if name in table.columns)
    blank = np.zeros(len(table), np.int32)
    return Column(key.heading, key.position, blank, ("",), "e", Match.AREA)


def _without_postcodes(table: Table) -> Table:
    gone = {id(column) for column in columns_of_postcodes(table)}
    return replace(
        table,
        columns={name: column for name, column in table.columns.items() if id(column) not in gone},
        unused=tuple(column for column in table.unused if id(column) not in gone),
    )
