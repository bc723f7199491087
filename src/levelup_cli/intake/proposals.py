"""Submission -> proposals: what its unmatched sheets, headings and values could mean."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.tables import CodeColumn, CodeList, Table
from levelup_cli.intake.headings import is_comment
from levelup_cli.intake.likeness import (
    MOST_LOCAL_CODES,
    is_mostly_unique,
    liken,
    likeness_of,
    pair,
    rows_by_text,
)
from levelup_cli.outcomes.inspections import Proposal
from levelup_cli.outcomes.submissions import LooseSheet, Submission
from levelup_cli.outcomes.tables import Column
from levelup_cli.words import clean, simplify

LEAST_ALIKE = 75  # of a value to a code; below this a person has to say
LEAST_HEADINGS = 2  # alike, before a sheet is proposed to be a table
LEAST_SHARE = 0.3  # of a sheet's headings
MOST_COLUMNS = 500  # of a sheet; beyond them nobody would read the proposals
MOST_CODES = 80  # distinct values; a column with more of them holds no codes
LEAST_ROWS = 2  # in which a value of a sensitive column stands, before it is written down
LONGEST_CODE = 60  # characters
_SILENT = {"", "n_a", "na", "null", "none", "not_applicable", "unknown", "not_known", "dont_know"}
_SILENT |= {"prefer_not_to_say", "declined", "refused", "not_stated", "not_disclosed", "pnts"}


def propose(submission: Submission, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Proposals for every sheet, heading and code that nothing is known of."""
    found: list[Proposal] = []
    for name, table in submission.tables.items():
        place = (table.file, table.sheet)
        mapping = submission.mapping.of(name)
        left = [column for column in table.definition.columns if column not in table.columns]
        ignored = {clean(heading) for heading in mapping.ignored}
        unused = [column for column in table.unused if clean(column.heading) not in ignored]
        found += _headings(place, table.definition, left, unused, catalogue)
        own = mapping.codes
        for column_name, column in table.columns.items():
            codes = _codes_of(table.definition, column_name, catalogue)
            mapped = own.get(column_name, {})
            sensitive = table.definition.columns[column_name].sensitive
            if codes:
                known = (codes, mapped)
                found += _codes(place, name, column_name, column, known, sensitive=sensitive)
    taken = set(submission.tables)
    for sheet in submission.loose:
        found += _sheet(sheet, taken, catalogue)
    return tuple(found)


Place = tuple[str, str | None]


def _headings(
    place: Place,
    definition: Table,
    left: Sequence[str],
    unused: Sequence[Column],
    catalogue: Catalogue,
) -> Iterator[Proposal]:
    """Unused headings, each with the column still to be had that is most alike, if there is one.

    Where the column holds codes, so do the values under the heading.
    """
    unused = [column for column in unused if not is_comment(column.heading)][:MOST_COLUMNS]
    pairs = pair(liken(unused, definition, left, catalogue.code_lists)) if left and unused else []
    paired = {i: (left[j], likeness) for i, j, likeness in pairs}
    for i, column in enumerate(unused):
        name, likeness = paired.get(i, ("", 0))
        yield Proposal(
            "heading",
            *place,
            table=definition.table,
            before=clean(column.heading),
            after=name,
            likeness=likeness,
            column=name,
            position=column.position,
        )
        codes = _codes_of(definition, name, catalogue) if name else None
        if codes is not None:
            sensitive = definition.columns[name].sensitive
            yield from _codes(
                place, definition.table, name, column, (codes, {}), sensitive=sensitive
            )


def _codes_of(definition: Table, name: str, catalogue: Catalogue) -> CodeList | None:
    column = definition.columns[name]
    return catalogue.code_lists[column.codes] if isinstance(column, CodeColumn) else None


def _codes(
    place: Place,
    table: str,
    name: str,
    column: Column,
    known: tuple[CodeList, Mapping[str, str]],
    *,
    sensitive: bool,
) -> Iterator[Proposal]:
    """Values of a column of codes that are none of ours, each with the code that is most alike."""
    codes, mapped = known
    spellings = codes.spellings()
    ours = {simplify(word) for word in mapped} | set(spellings) | _SILENT
    rows = rows_by_text(column)
    strange = [text for text in rows if simplify(text) not in ours]
    if len(strange) > MOST_CODES or (len(strange) > MOST_LOCAL_CODES and is_mostly_unique(column)):
        return  # these are no codes but names, say, and names do not belong in a draft
    for text in sorted(strange):
        if len(text) > LONGEST_CODE or (sensitive and rows[text] < LEAST_ROWS):
            continue  # what one person alone wrote may be about that person
        spelling, likeness = _nearest(text, list(spellings))
        alike = likeness >= LEAST_ALIKE
        yield Proposal(
            "code",
            *place,
            table=table,
            before=text,
            after=spellings[spelling] if alike else "",
            likeness=likeness if alike else 0,
            column=name,
            position=column.position,
        )


def _tells(table: Table, found: set[str]) -> bool:
    """Whether the columns found are what the table stands on: its key, or most that is required."""
    required = [name for name, column in table.columns.items() if column.required]
    return table.key in found if table.key else 2 * len(found & set(required)) > len(required)


def _nearest(text: str, spellings: list[str]) -> tuple[str, int]:
    words = [spelling.replace("_", " ") for spelling in spellings]
    scores = likeness_of([simplify(text).replace("_", " ")], words)[0]
    best = int(scores.argmax())
    return spellings[best], int(scores[best])


def _sheet(sheet: LooseSheet, taken: set[str], catalogue: Catalogue) -> Iterator[Proposal]:
    """The table that a sheet could be: the one with which most of its headings can be paired."""
    best: tuple[int, int, list[tuple[int, int, int]], str] | None = None
    for name, table in catalogue.tables.items():
        if name in taken:
            continue
        names = list(table.columns)
        pairs = pair(liken(sheet.columns[:MOST_COLUMNS], table, names, catalogue.code_lists))
        if not _tells(table, {names[j] for _, j, _ in pairs}):
            continue
        rank = (len(pairs), sum(likeness for _, _, likeness in pairs), pairs, name)
        if best is None or rank[:2] > best[:2]:
            best = rank
    if best is None:
        return
    number, total, _, name = best
    if number < LEAST_HEADINGS or number < LEAST_SHARE * len(sheet.columns):
        return
    place = (sheet.file, sheet.name)
    title = sheet.name or PurePosixPath(sheet.file).stem
    yield Proposal("sheet", *place, table=name, before=title, after=name, likeness=total // number)
    table = catalogue.tables[name]
    yield from _headings(place, table, list(table.columns), sheet.columns, catalogue)
