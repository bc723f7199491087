"""A column -> the asked-for columns that it is made of, in its own table and in others."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.derived import (
    AnyOf,
    AtLeast,
    Band,
    DatedRate,
    DerivedColumn,
    Exists,
    FirstKnown,
    InPeriod,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    Matching,
    MostFrequent,
    NumberOfCode,
    PayQuarter,
    Product,
    Quotient,
    WeeksInPeriod,
)
from levelup_cli.definitions.tables import Table

Origin = tuple[str, str]  # a table, and a column of it


def origins(catalogue: Catalogue, table: str, name: str) -> Iterator[Origin]:
    """Every asked-for column that a column is read or worked out from.

    Wider than what a metric cannot do without: where one of several is enough, all are asked for.
    """
    definition = catalogue.tables[table]
    if name in definition.columns:
        yield table, name
    elif name in definition.derived:
        for other, part in _parts(catalogue, definition, definition.derived[name]):
            yield from origins(catalogue, other, part)


def _parts(catalogue: Catalogue, table: Table, derived: DerivedColumn) -> Iterable[Origin]:
    """What a derived column is made of directly, derived columns included."""
    match derived:
        case Lookup(via=via, column=column):
            target = table.links()[via]
            key = catalogue.tables[target].key
            return [(table.table, via), (target, str(key)), (target, column)]
        case Exists(table=other, key=key, where=where):
            return [*_linked(table, other, key), *((other, name) for name in where)]
        case LinkedTotal(table=other, key=key, where=where, column=column):
            return [*_linked(table, other, key), *((other, name) for name in (*where, column))]
        case _:
            return [(table.table, name) for name in _parts_here(derived)]


def _linked(table: Table, other: str, key: str) -> list[Origin]:
    return [(table.table, str(table.key)), (other, key)]


def _parts_here(derived: DerivedColumn) -> Iterable[str]:
    """The columns of the same table that a derived column is made of."""
    match derived:
        case AnyOf(of=sets):
            return [name for where in sets for name in where]
        case FirstKnown(of=choices):
            columns = [choice.column for choice in choices if choice.column]
            return [*columns, *(name for choice in choices for name in choice.where)]
        case Product(of=columns):
            return columns
        case Quotient(of=first, by=second) | AtLeast(column=first, than=second):
            return (first, second)
        case DatedRate(by=by, on=on):
            return (by, on) if on else (by,)
        case MostFrequent(column=column, within=within, among=among):
            return (column, within, *among)
        case Matching(column=column, on=on, where=where):
            return (column, *on, *where)
        case PayQuarter(column=column, among=among):
            return (column, *among)
        case MapOfCodes() | Band() | NumberOfCode() | InPeriod():
            return (derived.column,)
        case WeeksInPeriod() | Lookup() | Exists() | LinkedTotal():
            return ()
        case _:
            assert_never(derived)
