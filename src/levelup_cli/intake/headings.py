"""Where the headings stand in a sheet, and which column of a table each one names."""

from collections.abc import Mapping
from dataclasses import dataclass

from levelup_cli.definitions.tables import Table
from levelup_cli.intake.reading import RawSheet
from levelup_cli.words import count_of, simplify

SEARCHED_ROWS = 30
SAVE_WITH_COMMAS = "Open it in a spreadsheet program and save it as CSV UTF-8, or as .xlsx."
LEAST_HEADINGS = 2  # one word that is a heading elsewhere does not make a row of headings


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

    def width(self) -> int:
        """How many columns there are up to the last heading."""
        return max((i + 1 for i, text in enumerate(self.texts) if text.strip()), default=0)

    def shown(self, position: int) -> str:
        """A heading that may be repeated in a message.

        In a row of which we know little, what stands there may be a person's data, so that only
        its length is told.
        """
        text = self.texts[position].strip()
        if self.are_sure():
            return f"'{text}'"
        return f"a heading of {count_of(len(text), 'character')}"

    def are_sure(self) -> bool:
        """Whether this is surely a row of headings: we know most of them, and none is a number."""
        numbers = any(
            text.strip().strip("£%").replace(",", "").isdecimal() for text in self._plain()
        )
        return len(self.unnamed()) < len(self.named) and not numbers

    def _plain(self) -> list[str]:
        return [text.replace(".", "") for text in self.texts if text.strip()]


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
        enough = min(LEAST_HEADINGS, sum(bool(text.strip()) for text in texts))
        if len(named) >= max(1, enough) and (best is None or len(named) > len(best.named)):
            best = Headings(row, texts, named)
    return best


def other_delimiter(sheet: RawSheet) -> str:
    """Why a CSV file of one column has none of our headings: something else parts its columns."""
    if len(sheet.columns) == 1:
        first = sheet.columns[0].texts[:3]
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if any(mark in text for text in first):
                return f"its columns seem to be parted by {name}, not by commas"
    return ""


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
