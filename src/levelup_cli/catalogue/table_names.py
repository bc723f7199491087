"""The names that a table uses: columns, codes, links, and what derived columns are made of."""

from collections.abc import Iterable, Iterator

from levelup_cli.catalogue.yaml_text import Path
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Answered, Condition, Conditions, Range, accepted
from levelup_cli.definitions.tables import (
    Band,
    CodeColumn,
    Exists,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    NumberColumn,
    PayQuarter,
    Table,
)
from levelup_cli.words import suggest

Complaint = tuple[Path, str]


def unknown(what: str, name: str, choices: Iterable[str]) -> str:
    """What to say of a name that does not exist, with the nearest that does."""
    return f"there is no {what} '{name}'.{suggest(name, choices)}"


def _columns(table: Table) -> list[str]:
    return [*table.columns, *table.derived]


def _asked_for(table: Table) -> Table:
    """The table without its derived columns, so that these cannot go round in a circle."""
    return table.model_copy(update={"derived": {}})


def check_table(catalogue: Catalogue, table: Table) -> Iterator[Complaint]:
    """The links, codes, conditions and derived columns of a table."""
    for name, column in table.columns.items():
        path: Path = ("columns", name)
        if isinstance(column, CodeColumn) and column.codes not in catalogue.code_lists:
            message = unknown("code list", column.codes, catalogue.code_lists)
            yield (*path, "codes"), message
    for name, target in table.links().items():
        if target not in catalogue.tables:
            yield (
                ("columns", name, "links_to"),
                unknown("table", target, catalogue.tables),
            )
        elif catalogue.tables[target].key is None:
            yield ("columns", name, "links_to"), f"table '{target}' has no key to link to"
    for index, name in enumerate(table.unique):
        yield from check_column(_asked_for(table), name, ("unique", index))
    for field in ("key", "dated"):
        column_name = getattr(table, field)
        if column_name is not None and column_name not in table.columns:
            yield (field,), unknown("column", column_name, table.columns)
    yield from check_conditions(catalogue, table, table.counts, ("counts",))
    for name in table.derived:
        yield from _check_derived(catalogue, table, name)


def _check_derived(catalogue: Catalogue, table: Table, name: str) -> Iterator[Complaint]:
    path: Path = ("derived", name)
    match table.derived[name]:
        case MapOfCodes(column=column, to=to):
            yield from check_column(_asked_for(table), column, (*path, "map", "column"))
            groups = catalogue.groups(table.table, column) or ()
            for group, codes in to.items():
                for index, code in enumerate(codes):
                    if code not in groups:
                        message = unknown("code", code, groups)
                        yield (*path, "map", "to", group, index), message
        case Band(column=column) | PayQuarter(column=column) as derived:
            yield from check_number(_asked_for(table), column, (*path, derived.kind, "column"))
            if isinstance(derived, PayQuarter):
                where: Path = (*path, "quarter", "among")
                yield from check_conditions(catalogue, _asked_for(table), derived.among, where)
        case Lookup(via=via, column=column):
            target = catalogue.tables.get(table.links().get(via, ""))
            if target is None:
                yield (*path, "lookup", "via"), f"'{via}' links to no table"
            else:
                yield from check_column(_asked_for(target), column, (*path, "lookup", "column"))
        case (
            Exists(table=other, key=key, where=where_)
            | LinkedTotal(table=other, key=key, where=where_) as derived
        ):
            base: Path = (*path, derived.kind)
            linked = catalogue.tables.get(other)
            if linked is None:
                yield (*base, "table"), unknown("table", other, catalogue.tables)
                return
            if linked.links().get(key) != table.table:
                yield (*base, "key"), f"'{other}.{key}' does not link to {table.table}"
            linked = _asked_for(linked)
            yield from check_conditions(catalogue, linked, where_, (*base, "where"))
            if isinstance(derived, LinkedTotal):
                yield from check_number(linked, derived.column, (*base, "column"))


def check_column(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    """A column that a table must have."""
    if name not in _columns(table):
        yield path, unknown(f"column in {table.table}", name, _columns(table))


def check_number(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    """A column that a table must have, and that must hold numbers."""
    yield from check_column(table, name, path)
    definition = table.columns.get(name) or table.derived.get(name)
    if definition is not None and not isinstance(definition, NumberColumn | LinkedTotal):
        yield path, f"'{name}' holds no numbers"


def check_conditions(
    catalogue: Catalogue, table: Table, conditions: Conditions, path: Path
) -> Iterator[Complaint]:
    """Conditions: each column exists, and can hold what is asked of it."""
    for name, condition in conditions.items():
        place: Path = (*path, name)
        complaints = list(check_column(table, name, place))
        yield from complaints or _check_condition(catalogue, table, name, condition, place)


def _check_condition(
    catalogue: Catalogue, table: Table, name: str, condition: Condition, path: Path
) -> Iterator[Complaint]:
    if isinstance(condition, Answered):
        return
    groups = catalogue.groups(table.table, name)
    if groups is not None:
        if isinstance(condition, Range):
            yield path, f"'{name}' holds codes, so a range makes no sense"
        for code in accepted(condition):
            if code not in groups:
                yield path, unknown(f"code in {name}", code, groups)
        return
    if isinstance(table.columns.get(name) or table.derived.get(name), NumberColumn | LinkedTotal):
        if not isinstance(condition, Range):
            yield path, f"'{name}' holds numbers, so a range is expected, as in {{min: 1, max: 3}}"
        return
    yield path, f"'{name}' holds free text or dates, which no condition may pick from"
