"""Submission -> proposals: what its unmatched sheets, headings and values could mean."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.tables import CodeColumn, CodeList, Table
from levelup_cli.intake.headings import is_comment
from levelup_cli.intake.likeness import distinct_texts, liken, likeness_of, pair
from levelup_cli.outcomes.inspections import Proposal
from levelup_cli.outcomes.submissions import LooseSheet, Submission
from levelup_cli.outcomes.tables import Column
from levelup_cli.words import clean, simplify

LEAST_ALIKE = 75  # of a value to a code; below this a person has to say
LEAST_HEADINGS = 2  # alike, before a sheet is proposed to be a table
LEAST_SHARE = 0.3  # of a sheet's headings
MOST_CODES = 80  # distinct values; a column with more of them holds no codes
LONGEST_CODE = 60  # characters
_SILENT = {"", "n_a", "na", "null", "none", "not_applicable", "unknown", "not_known", "dont_know"}
_SILENT |= {"prefer_not_to_say", "declined", "refused", "not_stated", "not_disclosed", "pnts"}


def propose(submission: Submission, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Proposals for every sheet, heading and code that nothing is known of."""
    found: list[Proposal] = []
    for name, table in submission.tables.items():
        place = (table.file, table.sheet)
        left = [column for column in table.definition.columns if column not in table.columns]
        found += _headings(place, table.definition, left, table.unused, catalogue)
        own = submission.mapping.of(name).codes
        for column_name, column in table.columns.items():
            codes = _codes_of(table.definition, column_name, catalogue)
            mapped = own.get(column_name, {})
            found += _codes(place, name, column_name, column, (codes, mapped)) if codes else ()
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
    unused = [column for column in unused if not is_comment(column.heading)]
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
            yield from _codes(place, definition.table, name, column, (codes, {}))


def _codes_of(definition: Table, name: str, catalogue: Catalogue) -> CodeList | None:
    column = definition.columns[name]
    return catalogue.code_lists[column.codes] if isinstance(column, CodeColumn) else None


def _codes(
    place: Place,
    table: str,
    name: str,
    column: Column,
    known: tuple[CodeList, Mapping[str, str]],
) -> Iterator[Proposal]:
    """Values of a column of codes that are none of ours, each with the code that is most alike."""
    codes, mapped = known
    spellings = codes.spellings()
    ours = {simplify(word) for word in mapped} | set(spellings) | _SILENT
    strange = [text for _, text in distinct_texts(column) if simplify(text) not in ours]
    if len(strange) > MOST_CODES:
        return
    for text in sorted(strange):
        if len(text) > LONGEST_CODE:
            continue
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
        pairs = pair(liken(sheet.columns, table, names, catalogue.code_lists))
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
