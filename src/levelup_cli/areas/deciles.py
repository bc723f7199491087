"""Deciles of several indices -> those of one: ranks of two nations or editions are never pooled."""

from collections.abc import Iterable, Iterator

import numpy as np

from levelup_cli.areas.entries import entries_of, place_of_cells
from levelup_cli.areas.indices import INDICES, Index
from levelup_cli.areas.layouts import Layout
from levelup_cli.areas.located import DECILES, Layers, Located
from levelup_cli.outcomes.areas import AreaFile
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Mask, Table
from levelup_cli.words import count_of, simplify


def chosen_index(located: Iterable[Located], layers: Layers) -> Index | None:
    """The index that knows most rows of the return; of equals, the first in the fixed order."""
    known = dict.fromkeys(_indices(layers), 0)
    for place in located:
        if DECILES & place.table.definition.columns.keys():
            for index in known:
                known[index] += int(np.count_nonzero(place.known(index).filled()))
    best = max(known, key=lambda index: known[index], default=None)
    return best if best is not None and known[best] else None


def left_out(
    file: str, located: Iterable[Located], index: Index, layers: Layers
) -> Iterator[Finding]:
    """One warning about the rows of which only another index knows the decile."""
    others = dict.fromkeys((other for other in _indices(layers) if other != index), 0)
    for place in located:
        for column in DECILES & place.table.definition.columns.keys():
            open_ = ~place.known(index).filled() & ~_given(place.table, column)
            for other in others:
                rows = open_ & place.known(other).filled()
                others[other] += int(np.count_nonzero(rows))
                open_ &= ~rows
    left = {other: count for other, count in others.items() if count}
    if left:
        named = " and ".join(
            f"{count_of(count, 'row')} of {other.nation} ({other.name})"
            for other, count in left.items()
        )
        yield Finding(
            code="LU531",
            severity=Severity.WARNING,
            place=Place(file),
            message=f"deciles were joined from {index.name} alone, which knows most rows; {named}"
            " have none, because the tenths of one nation or edition are not those of another",
            help="Nothing, or send the places of each nation as a return of its own.",
            count=sum(left.values()),
        )


def beside_own(table: Table, column: str, rows: Mask, index: Index) -> Iterator[Finding]:
    """A warning where joined deciles come to stand beside those that the return gives itself."""
    given = int(np.count_nonzero(_given(table, column)))
    joined = int(np.count_nonzero(rows))
    if given and joined:
        yield Finding(
            code="LU532",
            severity=Severity.WARNING,
            place=place_of_cells(table, column, rows),
            message=f"{count_of(joined, 'blank cell')} of {column} had the decile of {index.name}"
            f" filled in, beside {given:,} that the return gives; whether both are of one index,"
            " nobody can tell",
            help=f"Clear the column to take all deciles from {index.name}, or fill it yourself.",
            count=joined,
        )


def unnamed(files: Iterable[tuple[AreaFile, Layout]]) -> Iterator[Finding]:
    """A warning for each file whose deciles are of no index that its headings name."""
    for file, layout in files:
        headings = {simplify(heading) for heading in file.headings}
        if headings & DECILES and not layout.deciles:
            yield Finding(
                code="LU531",
                severity=Severity.WARNING,
                place=Place(file.file),
                message="its deciles were not used: its headings do not say of which index and"
                " edition they are, or they are of whole authorities",
                help="Give the official file by LSOA, data zone, SOA or postcode.",
            )


def _given(table: Table, column: str) -> Mask:
    own = table.columns.get(column)
    return np.zeros(len(table), bool) if own is None else entries_of(own).filled()


def _indices(layers: Layers) -> list[Index]:
    """The indices of which any file knows a decile, in their fixed order."""
    return [index for index in INDICES if any(places.of(index) for places in layers.values())]
