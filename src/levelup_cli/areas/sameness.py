"""Whether a cell of the return says the same as the area files, however either is spelt."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from levelup_cli.areas.entries import Entries, entries_of, place_of_cells
from levelup_cli.areas.keys import normalise
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.tables import CodeColumn, NumberColumn
from levelup_cli.definitions.tables import Column as ColumnDefinition
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Mask, Table
from levelup_cli.words import count_of, simplify


def differences(
    table: Table, column: str, claims: Sequence[Entries], catalogue: Catalogue
) -> Iterator[Finding]:
    """A warning about the cells of a column that no claim of the files agrees with."""
    spell = _spelling(table.definition.columns[column], catalogue)
    rows = _differing(entries_of(table.columns[column]), claims, spell)
    count = int(np.count_nonzero(rows))
    if count:
        yield Finding(
            code="LU530",
            severity=Severity.WARNING,
            place=place_of_cells(table, column, rows),
            message=f"{count_of(count, 'cell')} of {column} differ from what the area files say of"
            " the same place; what the return says was kept",
            help="Correct the cell or the code of the place, or clear the cell to have it filled.",
            count=count,
        )


def _differing(own: Entries, claims: Sequence[Entries], spell: Callable[[str], str]) -> Mask:
    """For each row, whether it says something, files say something, and no two agree."""
    said = np.zeros(len(own.codes), bool)
    agreed = np.zeros(len(own.codes), bool)
    for claim in claims:
        numbers: dict[str, int] = {}
        own_numbers, claimed = (
            np.array([numbers.setdefault(spell(text), len(numbers)) for text in entries.texts])
            for entries in (own, claim)
        )
        said |= claim.filled()
        agreed |= claim.filled() & (own_numbers[own.codes] == claimed[claim.codes])
    return own.filled() & said & ~agreed


def _spelling(definition: ColumnDefinition, catalogue: Catalogue) -> Callable[[str], str]:
    """How a text of a column is written so that two spellings of one answer are the same."""
    match definition:
        case CodeColumn(codes=codes):
            spelt = catalogue.code_lists[codes].spellings()
            return lambda text: spelt.get(simplify(text), text)
        case NumberColumn():
            return lambda text: text.replace(",", "").removesuffix(".0")
        case _:
            return normalise
