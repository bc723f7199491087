"""What is to be said of a table's shape: columns that lack, are not ours, or have no heading."""

from collections.abc import Container, Iterable, Iterator

import numpy as np

from levelup_cli.definitions.mappings import TableMapping
from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.headings import Headings, Names, is_comment
from levelup_cli.intake.idle_rows import keep_rows
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import Finding, Place, column_letters, place_of, row_ranges
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Mask, Table
from levelup_cli.words import clean, nearest, simplify, suggest

MOST_RAGGED = 0.5  # above this share of rows, it is not the rows that are wrong but the delimiter


def find_remarks(
    table: Table,
    sheet: RawSheet,
    headings: Headings,
    mapping: TableMapping,
    *,
    skip_hidden: bool,
) -> Iterator[Finding]:
    """Everything to be said of the columns of a table."""
    yield from _missing_columns(table)
    yield from _unused_columns(table, sheet, headings, mapping)
    yield from _idle_mappings(table, headings, mapping)
    yield from _hidden_columns(table, sheet)
    hidden = sheet.hidden_positions() if skip_hidden else frozenset()
    yield from _cells_without_heading(table, sheet, headings, hidden)


def leave_out_ragged_rows(
    table: Table, sheet: RawSheet, headings: Headings
) -> tuple[Table, list[Finding]]:
    """Leave out the rows of a text file that have more cells than there are headings.

    A comma stands inside a value there, and the rest of the row has moved; which comma, nobody can
    tell.

    Raises:
        UnreadableFile: where most rows are so, for then it is not the rows that are wrong.
    """
    if sheet.in_workbook:
        return table, []
    ragged = _beyond_headings(sheet, headings)[headings.row + 1 :]
    rows = np.flatnonzero(ragged)
    if not len(rows):
        return table, []
    help_ = "Put values that hold the delimiter in quotation marks, or save the data as .xlsx."
    row = int(table.rows[rows[0]])
    if len(rows) > MOST_RAGGED * len(table):
        reason = f"most rows, such as row {row}, have more cells than the headings"
        raise UnreadableFile(sheet.file, reason, help_)
    finding = Finding(
        code="LU209",
        severity=Severity.ERROR,
        place=place_of(table, rows=[int(row) for row in table.rows[rows]]),
        message="a row has more cells than there are headings, so it is not counted",
        help=help_,
        count=len(rows),
    )
    return keep_rows(table, ~ragged), [finding]


def _beyond_headings(sheet: RawSheet, headings: Headings) -> Mask:
    """For each row of a sheet, whether anything stands to the right of the last heading."""
    beyond = np.zeros(sheet.rows, bool)
    for raw in sheet.columns[headings.width() :]:
        beyond |= np.array([bool(text.strip()) for text in raw.texts], bool)[raw.codes()]
    return beyond


def _missing_columns(table: Table) -> Iterator[Finding]:
    unused = {column.heading: column.position for column in table.unused}
    for name, column in table.definition.columns.items():
        if column.required and name not in table.columns:
            near = nearest_heading(name, column, unused)
            place = Place(
                file=table.file,
                sheet=table.sheet,
                column=column_letters(unused[near]) if near else None,
                heading=near or None,
                rows=((table.heading_row, table.heading_row),),
            )
            hint = f". Is it under the heading {near}?" if near else ""
            yield Finding(
                code="LU202",
                severity=Severity.ERROR,
                place=place,
                message=f"the column {name} is required in {table.definition.table}, and no"
                f" heading names it{hint}",
                help=f"Add a column with the heading {name}: {column.means}. Or map the heading"
                " that it has: `levelup inspect` shows how.",
            )


def nearest_heading(name: str, column: ColumnDefinition, headings: Iterable[str]) -> str:
    """The heading that a missing column may hide under; nothing where none is near."""
    near = (nearest(spelling, headings) for spelling in (name, *column.aliases))
    return next(filter(None, near), "")


def _unused_columns(
    table: Table, sheet: RawSheet, headings: Headings, mapping: TableMapping
) -> Iterator[Finding]:
    names = Names(table.definition, mapping)
    ignored = {clean(text) for text in mapping.ignored}
    asked = {
        nearest_heading(name, column, [unused.heading for unused in table.unused])
        for name, column in table.definition.columns.items()
        if column.required and name not in table.columns
    }
    left = [
        spelling
        for name, definition in table.definition.columns.items()
        if name not in table.columns
        for spelling in (name, *definition.aliases)
    ]
    for position in headings.unnamed():
        heading = headings.texts[position]
        if clean(heading) in ignored or is_comment(heading) or heading in asked:
            continue
        rival = names.find(heading)
        message = f"no metric knows {headings.shown(position)}, so it was not used"
        help_ = "Nothing, if it is your own. Begin its heading with # to say so."
        hint = suggest(heading, left) if headings.are_sure() else ""
        if hint:
            message += f".{hint}"
            help_ = "If so, rename it or map it: `levelup inspect --save-map` drafts the mapping."
        if rival is not None:
            taken = column_letters(table.columns[rival[0]].position)
            message = f"{headings.shown(position)} was not used: {rival[0]} is column {taken}"
            help_ = "Nothing, if that is right; otherwise say in a mapping which column is meant."
        yield Finding(
            code="LU204",
            severity=Severity.INFO,
            place=Place(sheet.file, table.sheet, column_letters(position)),
            message=message,
            help=help_,
        )


def _idle_mappings(table: Table, headings: Headings, mapping: TableMapping) -> Iterator[Finding]:
    """Headings that the mapping names, and that the sheet does not have."""
    there = {simplify(text) for text in headings.texts}
    for heading in mapping.columns:
        if simplify(heading) not in there:
            texts = [column.heading for column in table.unused]
            yield Finding(
                code="LU218",
                severity=Severity.WARNING,
                place=Place(
                    table.file, table.sheet, rows=((table.heading_row, table.heading_row),)
                ),
                message=f"the mapping names the heading '{heading}', and there is none."
                + suggest(heading, texts),
                help="Correct the mapping, or take the line out.",
            )


def _hidden_columns(table: Table, sheet: RawSheet) -> Iterator[Finding]:
    hidden = sheet.hidden_positions()
    read = sorted(column.position for column in table.columns.values())
    found = [column_letters(position) for position in read if position in hidden]
    if found:
        yield Finding(
            code="LU214",
            severity=Severity.WARNING,
            place=place_of(table),
            message=f"columns are hidden ({', '.join(found)}); they were read all the same",
            help="Show them and look at them, or leave hidden columns out: --skip-hidden.",
            count=len(found),
        )


def _cells_without_heading(
    table: Table, sheet: RawSheet, headings: Headings, hidden: Container[int]
) -> Iterator[Finding]:
    """Cells under a blank heading, or to the right of the last: a note, or a nameless column.

    In a text file, rows that reach beyond the headings have a finding of their own.
    """
    last = len(sheet.columns) if sheet.in_workbook else headings.width()
    for position in range(last):
        within = position < headings.width()
        if position in hidden or (within and headings.texts[position].strip()):
            continue
        raw = sheet.columns[position]
        filled = np.array([bool(text.strip()) for text in raw.texts], bool)[raw.codes()]
        below = table.rows if within else np.arange(headings.row + 2, sheet.rows + 1)
        rows = below[filled[below - 1]].tolist()
        if rows:
            yield Finding(
                code="LU207",
                severity=Severity.WARNING,
                place=Place(
                    sheet.file, table.sheet, column_letters(position), rows=row_ranges(rows)
                ),
                message="cells that stand under no heading were not read",
                help="Give the column a heading, or clear the cells.",
                count=len(rows),
            )
