"""A table and the area files -> what is known of the place of each of its rows.

The place of a row is named by up to three codes, and each leads on to the next: its postcode to
small areas and an authority, its small area to an authority. What the return says itself goes
before what a file says, and the smaller place before the larger.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from levelup_cli.areas.entries import Entries, entries_of, nothing
from levelup_cli.areas.indices import Index
from levelup_cli.areas.keys import KEY_COLUMNS, KINDS, Kind, normalise
from levelup_cli.areas.places import Fact, Places
from levelup_cli.definitions.tables import Table as TableDefinition
from levelup_cli.outcomes.tables import Mask, Table
from levelup_cli.words import simplify

DECILE, QUINTILE = "imd_decile", "imd_quintile"
DECILES = frozenset({DECILE, QUINTILE})
_FIFTHS = {str(decile): str((decile + 1) // 2) for decile in range(1, 11)}
Layers = Mapping[Kind, Places]


@dataclass(frozen=True, slots=True)
class Located:
    """A table with the codes of its rows, by kind: the return's own first, then those they lead to.

    `routes` are one code per row each.
    """

    table: Table
    layers: Layers
    routes: Mapping[Kind, tuple[Entries, ...]]

    def known(self, fact: Fact) -> Entries:
        """What the files know of a fact, row by row."""
        known = nothing(len(self.table))
        for kind in KINDS:
            values = self.layers[kind].of(fact)
            for route in self.routes[kind] if values else ():
                known = known.or_else(route.look_up(values))
        return known

    def claims(self, column: str, index: Index | None) -> list[Entries]:
        """What the files say for a column; several where several answers are right.

        A small area may be named by the codes of any census, the newest first.
        """
        if column == KEY_COLUMNS["lsoa"]:
            return list(self.routes["lsoa"][1:])
        if column in DECILES:
            deciles = [self.known(index)] if index is not None else []
            return deciles if column == DECILE else [d.look_up(_FIFTHS) for d in deciles]
        return [_first(self, [self.known(fact) for fact in self.facts(column)])]

    def facts(self, column: str) -> list[str]:
        """The names under which files may know a column: its own and its aliases."""
        return headings_of(self.table.definition, column)

    def named(self, kind: Kind) -> Mask:
        """For each row, whether it is named by a code of this kind."""
        return _first(self, self.routes[kind]).filled()

    def among(self, kind: Kind, keys: frozenset[str]) -> Mask:
        """For each row, whether one of its codes of this kind is among these."""
        mask: Mask = nothing(len(self.table)).filled()
        for route in self.routes[kind]:
            mask = mask | route.where(keys)
        return mask

    def tellers(self, column: str, index: Index | None) -> list[str]:
        """The names of the files that know a column."""
        facts: list[Fact] = [index] if column in DECILES and index else []
        facts += self.facts(column) or []
        if column == KEY_COLUMNS["lsoa"]:
            facts += self.layers["postcode"].small_areas()
        names = [p.files.get(fact, frozenset()) for p in self.layers.values() for fact in facts]
        return sorted(frozenset[str]().union(*names))


def locate(table: Table, layers: Layers) -> Located:
    """The codes of a table's rows, and those that the files lead on to."""
    postcode, lsoa, authority = (_own(table, kind) for kind in KINDS)
    place = KEY_COLUMNS["authority"]
    small = [postcode.look_up(layers["postcode"].of(n)) for n in layers["postcode"].small_areas()]
    lsoas = (lsoa, *small)
    authorities = (
        authority,
        postcode.look_up(layers["postcode"].of(place)),
        *(route.look_up(layers["lsoa"].of(place)) for route in lsoas),
    )
    return Located(
        table, layers, {"postcode": (postcode,), "lsoa": lsoas, "authority": authorities}
    )


def fillable(definition: TableDefinition) -> Iterator[str]:
    """The columns that a place may tell: no key, no link, nothing about a person."""
    barred = {definition.key, definition.dated, definition.latest, *definition.unique}
    barred |= {*definition.links(), *definition.counts}
    if definition.people:
        barred.add("region")  # of people the code names the home, the region where they work
    for name, column in definition.columns.items():
        if name not in barred and not column.sensitive and not name.endswith("postcode"):
            yield name


def headings_of(definition: TableDefinition, column: str) -> list[str]:
    """The headings of area files that name a column, simplified.

    None name a decile: only an official layout says of which index it is.
    """
    if column in DECILES | {KEY_COLUMNS["lsoa"]}:
        return []
    return [simplify(name) for name in (column, *definition.columns[column].aliases)]


def _own(table: Table, kind: Kind) -> Entries:
    column = table.columns.get(KEY_COLUMNS[kind])
    if column is None:
        return nothing(len(table))
    own = entries_of(column)
    return Entries(own.codes, tuple(normalise(text) for text in own.texts))


def _first(located: Located, entries: list[Entries] | tuple[Entries, ...]) -> Entries:
    return reduce(Entries.or_else, entries, nothing(len(located.table)))
