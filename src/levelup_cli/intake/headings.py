"""Where the headings stand in a sheet, and which column of a table each one names."""

from collections.abc import Mapping
from dataclasses import dataclass

from levelup_cli.definitions.tables import Table
from levelup_cli.intake.reading import RawSheet
from levelup_cli.words import simplify

SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Headings:
    """The row of the headings (0-based), the text at each position, and what each one names.

    `named` maps a column of the table to every position whose heading names it.
    """

    row: int
    texts: tuple[str, ...]
    named: Mapping[str, tuple[int, ...]]

    def unnamed(self) -> list[int]:
        """Positions with a heading that names no column of the table."""
        used = {position for positions in self.named.values() for position in positions}
        return [i for i, text in enumerate(self.texts) if text.strip() and i not in used]


def find_headings(sheet: RawSheet, table: Table) -> Headings | None:
    """The row among the first that names most columns; None where none names any."""
    names = heading_names(table)
    columns = [(column.codes()[:SEARCHED_ROWS], column.texts) for column in sheet.columns]
    best: Headings | None = None
    for row in range(min(sheet.rows, SEARCHED_ROWS)):
        texts = tuple(texts[codes[row]] for codes, texts in columns)
        named: dict[str, tuple[int, ...]] = {}
        for position, text in enumerate(texts):
            name = names.get(simplify(text))
            if name is not None and not is_comment(text):
                named[name] = (*named.get(name, ()), position)
        if named and (best is None or len(named) > len(best.named)):
            best = Headings(row, texts, named)
    return best


def heading_names(table: Table) -> dict[str, str]:
    """Every spelling of a heading, simplified -> the column; a column's own name comes first."""
    names = {simplify(name): name for name in table.columns}
    for name, column in table.columns.items():
        for alias in column.aliases:
            names.setdefault(simplify(alias), name)
    return names


def is_comment(name: str) -> bool:
    """Sheets and columns that begin with # or _ are the sender's own notes."""
    return name.lstrip().startswith(("#", "_"))


def same_name(name: str, table: str) -> bool:
    """Whether a sheet's name means a table: case, spaces, punctuation and a plural s aside."""
    return _bare(name) == _bare(table)


def _bare(name: str) -> str:
    return simplify(name).replace("_", "").removesuffix("s")
