"""The names that a table uses: columns, codes, links and conditions."""

from collections.abc import Iterable, Iterator

from levelup_cli.catalogue.yaml_text import Path
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Condition, Conditions, Range, Reply, accepted
from levelup_cli.definitions.derived import (
    DatedRate,
    FirstKnown,
    LinkedTotal,
    Matching,
    MostFrequent,
    NumberOfCode,
    Product,
    Quotient,
    WeeksInPeriod,
)
from levelup_cli.definitions.tables import CodeColumn, DateColumn, NumberColumn, Table
from levelup_cli.words import suggest

Complaint = tuple[Path, str]
NUMBERS = (
    NumberColumn,
    LinkedTotal,
    NumberOfCode,
    Product,
    Quotient,
    WeeksInPeriod,
    DatedRate,
    MostFrequent,
    Matching,
)


def unknown(what: str, name: str, choices: Iterable[str]) -> str:
    """What to say of a name that does not exist, with the nearest that does."""
    return f"there is no {what} '{name}'.{suggest(name, choices)}"


def _columns(table: Table) -> list[str]:
    return [*table.columns, *table.derived]


def asked_for(table: Table) -> Table:
    """The table without its derived columns."""
    return table.model_copy(update={"derived": {}})


def check_table(catalogue: Catalogue, table: Table) -> Iterator[Complaint]:
    """The links, codes, conditions and derived columns of a table."""
    for name, column in table.columns.items():
        path: Path = ("columns", name)
        if isinstance(column, CodeColumn) and column.codes not in catalogue.code_lists:
            message = unknown("code list", column.codes, catalogue.code_lists)
            yield (*path, "codes"), message
    for index, name in enumerate(table.lasting):
        if name not in table.columns:
            yield ("lasting", index), unknown("column", name, table.columns)
    for name, target in table.links().items():
        if target not in catalogue.tables:
            yield (
                ("columns", name, "links_to"),
                unknown("table", target, catalogue.tables),
            )
        elif catalogue.tables[target].key is None:
            yield ("columns", name, "links_to"), f"table '{target}' has no key to link to"
    yield from _check_rows(catalogue, table)


def _check_rows(catalogue: Catalogue, table: Table) -> Iterator[Complaint]:
    """What names, dates, groups and compares the rows of a table."""
    for index, name in enumerate(table.unique):
        yield from check_column(asked_for(table), name, ("unique", index))
    for field in ("group", "breakdown"):
        column_name = getattr(table.groups, field, None)
        if column_name is not None and column_name not in table.columns:
            yield ("groups", field), unknown("column", column_name, table.columns)
    for field in ("key", "dated", "latest"):
        column_name = getattr(table, field)
        if column_name is not None and column_name not in table.columns:
            yield (field,), unknown("column", column_name, table.columns)
    for part, whole in table.parts.items():
        yield from check_number(asked_for(table), part, ("parts", part))
        yield from check_number(asked_for(table), whole, ("parts", part))
    for later, earlier in table.not_before.items():
        for name in (later, earlier):
            if not isinstance(table.columns.get(name), DateColumn):
                yield ("not_before", later), f"'{name}' holds no dates"
    yield from check_conditions(catalogue, table, table.counts, ("counts",))
    if table.single_numbers and table.key is None:
        yield ("single_numbers",), "single numbers need a key that names them"


def check_column(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    """A column that a table must have."""
    if name not in _columns(table):
        yield path, unknown(f"column in {table.table}", name, _columns(table))


def check_number(table: Table, name: str, path: Path) -> Iterator[Complaint]:
    """A column that a table must have, and that must hold numbers."""
    yield from check_column(table, name, path)
    definition = table.columns.get(name) or table.derived.get(name)
    if definition is not None and not holds_numbers(table, name):
        yield path, f"'{name}' holds no numbers"


def holds_numbers(table: Table, name: str) -> bool:
    """Whether a column, asked for or derived, gives numbers."""
    match table.columns.get(name) or table.derived.get(name):
        case FirstKnown(of=choices):
            columns = [choice.column for choice in choices if choice.column]
            return bool(columns) and all(holds_numbers(table, column) for column in columns)
        case definition:
            return isinstance(definition, NUMBERS)


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
    if isinstance(condition, Reply):
        return
    if holds_numbers(table, name):
        if not isinstance(condition, Range):
            yield path, f"'{name}' holds numbers, so a range is expected, as in {{min: 1, max: 3}}"
        return
    groups = catalogue.groups(table.table, name)
    if groups is not None:
        if isinstance(condition, Range):
            yield path, f"'{name}' holds codes, so a range makes no sense"
        for code in accepted(condition):
            if code not in groups:
                yield path, unknown(f"code in {name}", code, groups)
        return
    yield path, f"'{name}' holds free text or dates, which no condition may pick from"


def check_sectors(catalogue: Catalogue) -> Iterator[Complaint]:
    """The sectors, and the facts of an organisation that usually hold in them."""
    organisation = "organisation"
    if organisation not in catalogue.tables:
        return
    sectors = catalogue.groups(organisation, "sector") or ()
    for sector, entry in catalogue.sectors.items():
        if sector not in sectors:
            yield (sector,), unknown("sector", sector, sectors)
        for name, code in entry.usually.items():
            codes = catalogue.groups(organisation, name)
            if codes is None:
                choices = catalogue.tables[organisation].columns
                yield (sector, "usually", name), unknown("coded column", name, choices)
            elif code not in codes:
                yield (sector, "usually", name), unknown(f"code of {name}", code, codes)
