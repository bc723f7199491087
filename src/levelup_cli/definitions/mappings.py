"""An organisation's own words for ours: sheets, headings, codes, and what its blanks mean."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from levelup_cli.definitions.definition import Definition


def _without_blanks(value: object) -> object:
    if isinstance(value, dict):
        return {key: word for key, word in value.items() if word is not None}
    return {} if value is None else value


class TableMapping(Definition):
    """One table: the sheet that holds it, and what its headings, values and blanks mean.

    `columns` leads from their heading to our column, `ignored` lists headings that only look like
    ours, `codes` leads from our column to their value to our code, and `blank` says of a column
    what was meant where nothing stands. What leads nowhere yet is passed over, so that a draft can
    be filled in line by line.
    """

    sheet: str | None = None
    columns: Annotated[dict[str, str], BeforeValidator(_without_blanks)] = {}
    ignored: tuple[str, ...] = ()
    codes: dict[str, Annotated[dict[str, str], BeforeValidator(_without_blanks)]] = {}
    blank: dict[str, str | int | float] = {}


class AnswerWords(Definition):
    """Words that stand in cells instead of an answer, anywhere in a return."""

    missing: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    suppressed: tuple[str, ...] = ()


class Mapping(Definition):
    """A mapping file, as `levelup inspect --save-map` drafts it and `--map` applies it."""

    tables: dict[str, TableMapping] = {}
    words: AnswerWords = Field(default_factory=AnswerWords)

    def of(self, table: str) -> TableMapping:
        """What is mapped in one table; nothing where the file does not name it."""
        return self.tables.get(table) or _NOTHING


_NOTHING = TableMapping()
NO_MAPPING = Mapping()
