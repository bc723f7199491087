"""A request -> a template: the columns asked for, and the cells that are known already."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.tables import CodeColumn, Table
from levelup_cli.templates.choice import usual_facts
from levelup_cli.templates.codes import spelling_offered, spellings_offered
from levelup_cli.templates.earlier import rows_of
from levelup_cli.templates.forms import Request, Row, Sheet, Template, Value
from levelup_cli.templates.questions import AGGREGATES, ALWAYS, ORGANISATION, Asked, ask, framework

LONGEST_NAME = 31  # of a sheet, in Excel
RESERVED = ("_guidance", "_codes", "history")  # ours, and a name that Excel keeps for itself
METRIC_ID = "metric_id"
VERSION = "template_version"


def make_template(catalogue: Catalogue, request: Request) -> Template:
    """The template that asks for what the metrics need, with what is known filled in."""
    asked = ask(catalogue, request.metrics, aggregate=request.aggregate)
    if request.earlier is not None and request.everything:
        for name, table in request.earlier.tables.items():
            asked.setdefault(name, framework(table.definition)).update(table.columns)
    names = dict(zip(_in_order(catalogue, asked), _sheet_names(catalogue, asked), strict=True))
    sheets = (_sheet(catalogue, request, names[table], table, asked[table]) for table in names)
    counted = request.metrics if request.aggregate else ()
    return Template(catalogue.version, tuple(sheets), counted)


def _in_order(catalogue: Catalogue, asked: Asked) -> list[str]:
    """The tables about the return itself first, then the others as they are defined."""
    own = [name for name in (ORGANISATION, AGGREGATES, *ALWAYS[1:]) if name in asked]
    return own + [name for name in catalogue.tables if name in asked and name not in own]


def _sheet_names(catalogue: Catalogue, asked: Asked) -> Iterator[str]:
    """The tables' names, as far as spreadsheets take them: short, plain and told apart.

    A name that had to be cut is still recognised when it is read, by the sheet's headings.
    """
    taken = set(RESERVED)
    for table in _in_order(catalogue, asked):
        plain = re.sub(r"[^\w .-]", "_", table)[:LONGEST_NAME].strip()
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        taken.add(name.casefold())
        yield name


def _sheet(
    catalogue: Catalogue, request: Request, name: str, table_name: str, wanted: Iterable[str]
) -> Sheet:
    table = catalogue.tables[table_name]
    columns = tuple(column for column in table.columns if column in set(wanted))
    sheet = Sheet(name, table, columns, _offers(catalogue, request, table, columns))
    sent = request.earlier.tables.get(table_name) if request.earlier else None
    if sent is not None:
        kept = frozenset(columns if request.everything else table.lasting)
        sheet = replace(sheet, rows=tuple(rows_of(sent, columns, kept)))
    return _with_facts(catalogue, request, sheet) if table_name == ORGANISATION else sheet


def _offers(
    catalogue: Catalogue, request: Request, table: Table, columns: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    """What the drop-downs hold: labels of codes, and where a row is about a metric, its id."""
    offers: dict[str, tuple[str, ...]] = {}
    for name in columns:
        column = table.columns[name]
        if isinstance(column, CodeColumn):
            offers[name] = spellings_offered(catalogue.code_lists[column.codes])
        elif name == METRIC_ID and table.table in {AGGREGATES, *ALWAYS}:
            offers[name] = tuple(metric_id for metric_id, _, _ in request.metrics)
    return offers


def _with_facts(catalogue: Catalogue, request: Request, sheet: Sheet) -> Sheet:
    """The organisation's row: what was said earlier, what usually holds, and the version."""
    usual = {
        name: spelling_offered(catalogue.code_lists[column.codes], code)
        for name, code in usual_facts(catalogue, request.sector).items()
        if isinstance(column := sheet.table.columns.get(name), CodeColumn)
    }
    first, *others = sheet.rows or ((None,) * len(sheet.columns),)
    stamp = {VERSION: catalogue.version}
    rows = (_laid(sheet, first, usual, stamp), *(_laid(sheet, row, {}, stamp) for row in others))
    return replace(sheet, rows=rows)


def _laid(sheet: Sheet, row: Row, below: Mapping[str, Value], above: Mapping[str, Value]) -> Row:
    """A row with its blanks filled from `below`, and `above` put over it."""
    return tuple(
        above.get(name, below.get(name) if cell is None else cell)
        for name, cell in zip(sheet.columns, row, strict=True)
    )
