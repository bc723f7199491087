"""The names that derived columns use: what they are made of exists, stands above them, and fits."""

from collections.abc import Iterator

from levelup_cli.catalogue.table_names import (
    Complaint,
    asked_for,
    check_column,
    check_conditions,
    check_number,
    unknown,
)
from levelup_cli.catalogue.yaml_text import Path
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
)
from levelup_cli.definitions.rates import OTHER
from levelup_cli.definitions.tables import DateColumn, Table


def check_derived(catalogue: Catalogue, table: Table) -> Iterator[Complaint]:
    """Every derived column of a table; each sees the columns and the derived ones above it."""
    above: dict[str, DerivedColumn] = {}
    for name, column in table.derived.items():
        seen = table.model_copy(update={"derived": dict(above)})
        for place, message in _check(catalogue, seen, column):
            yield ("derived", name, column.kind, *place), message
        above[name] = column


def _check(catalogue: Catalogue, table: Table, column: DerivedColumn) -> Iterator[Complaint]:
    match column:
        case MapOfCodes() | NumberOfCode():
            yield from _check_codes(catalogue, table, column)
        case Lookup() | Exists() | LinkedTotal():
            yield from _check_linked(catalogue, table, column)
        case AnyOf(of=sets):
            for index, where in enumerate(sets):
                yield from check_conditions(catalogue, table, where, ("of", index))
        case FirstKnown(of=choices):
            for index, choice in enumerate(choices):
                path: Path = ("of", index)
                if (choice.column is None) == (choice.value is None):
                    yield path, "either a column or a value is expected"
                elif choice.column is not None:
                    yield from check_column(table, choice.column, (*path, "column"))
                yield from check_conditions(catalogue, table, choice.where, (*path, "where"))
        case DatedRate():
            yield from _check_rate(catalogue, table, column)
        case InPeriod(column=name):
            yield from _check_day(table, name, ("column",))
        case MostFrequent(within=within, among=among):
            yield from check_column(table, within, ("within",))
            yield from check_conditions(catalogue, table, among, ("among",))
            yield from check_number(table, column.column, ("column",))
        case Matching(on=on, where=where):
            for index, name in enumerate(on):
                yield from check_column(table, name, ("on", index))
            yield from check_conditions(catalogue, table, where, ("where",))
            yield from check_number(table, column.column, ("column",))
        case _:
            yield from _check_numbers(catalogue, table, column)


def _check_numbers(
    catalogue: Catalogue, table: Table, column: DerivedColumn
) -> Iterator[Complaint]:
    match column:
        case Band(column=name):
            yield from check_number(table, name, ("column",))
        case PayQuarter(column=name, among=among):
            yield from check_number(table, name, ("column",))
            yield from check_conditions(catalogue, table, among, ("among",))
        case Product(of=names):
            for index, name in enumerate(names):
                yield from check_number(table, name, ("of", index))
        case Quotient(of=of, by=by):
            yield from check_number(table, of, ("of",))
            yield from check_number(table, by, ("by",))
        case AtLeast(column=name, than=than):
            yield from check_number(table, name, ("column",))
            yield from check_number(table, than, ("than",))
        case _:
            return


def _check_codes(
    catalogue: Catalogue, table: Table, column: MapOfCodes | NumberOfCode
) -> Iterator[Complaint]:
    yield from check_column(table, column.column, ("column",))
    groups = catalogue.groups(table.table, column.column) or ()
    for name, codes in column.to.items():
        listed = codes if isinstance(codes, tuple) else (name,)
        for index, code in enumerate(listed):
            if code not in groups:
                place: Path = ("to", name, index) if isinstance(codes, tuple) else ("to", name)
                yield place, unknown("code", code, groups)


def _check_rate(catalogue: Catalogue, table: Table, column: DatedRate) -> Iterator[Complaint]:
    yield from check_column(table, column.by, ("by",))
    if column.on is not None:
        yield from _check_day(table, column.on, ("on",))
    if column.rates not in catalogue.rates:
        yield ("rates",), unknown("rate", column.rates, catalogue.rates)
        return
    codes = catalogue.groups(table.table, column.by) or ()
    for entry in catalogue.rates[column.rates].entries:
        for code in entry.values:
            if code != OTHER and code not in codes:
                yield ("rates",), f"from {entry.begins}: {unknown('code', code, codes)}"


def _check_day(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    complaints = list(check_column(asked_for(table), name, path))
    yield from complaints
    if not complaints and not isinstance(table.columns[name], DateColumn):
        yield path, f"'{name}' holds no dates"


def _check_linked(
    catalogue: Catalogue, table: Table, column: Lookup | Exists | LinkedTotal
) -> Iterator[Complaint]:
    if isinstance(column, Lookup):
        target = catalogue.tables.get(table.links().get(column.via, ""))
        if target is None:
            yield ("via",), f"'{column.via}' links to no table"
        else:
            yield from check_column(asked_for(target), column.column, ("column",))
        return
    linked = catalogue.tables.get(column.table)
    if linked is None:
        yield ("table",), unknown("table", column.table, catalogue.tables)
        return
    if linked.links().get(column.key) != table.table:
        yield ("key",), f"'{column.table}.{column.key}' does not link to {table.table}"
    linked = asked_for(linked)
    yield from check_conditions(catalogue, linked, column.where, ("where",))
    if isinstance(column, LinkedTotal):
        yield from check_number(linked, column.column, ("column",))
