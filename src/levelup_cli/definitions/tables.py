"""What an organisation sends: tables, columns, code lists, and what is derived from columns."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from levelup_cli.definitions.conditions import Conditions, Range
from levelup_cli.definitions.definition import Definition, keyed_by_kind


class Code(Definition):
    """One code of a list. `answer` says what it tells: a fact, a refusal, or nothing."""

    label: str
    aliases: tuple[str, ...] = ()
    answer: Literal["known", "declined", "unknown", "not_applicable"] = "known"


class CodeList(Definition):
    """The codes that a column may hold, in the order in which people expect to see them."""

    title: str
    codes: dict[str, Code]


class _Column(Definition):
    means: str
    required: bool = False
    sensitive: bool = False
    aliases: tuple[str, ...] = ()


class TextColumn(_Column):
    """Free text or an identifier; `links_to` names the table whose key it repeats."""

    type: Literal["text"]
    links_to: str | None = None


class CodeColumn(_Column):
    """One code of a code list."""

    type: Literal["code"]
    codes: str


class NumberColumn(_Column):
    """A number, with decimals unless `whole`; outside `range` it is wrong, outside `usual` odd."""

    type: Literal["number"]
    unit: str = "number"
    whole: bool = False
    range: Range | None = None
    usual: Range | None = None


class DateColumn(_Column):
    """A calendar day."""

    type: Literal["date"]


Column = Annotated[TextColumn | CodeColumn | NumberColumn | DateColumn, Field(discriminator="type")]


class MapOfCodes(Definition):
    """Codes of a column gathered into fewer ones; codes that are not listed belong to none."""

    kind: Literal["map"]
    column: str
    to: dict[str, tuple[str, ...]]


class Band(Definition):
    """Ranges of a number, by name."""

    kind: Literal["band"]
    column: str
    to: dict[str, Range]


class Lookup(Definition):
    """A column of the table that `via` links to, brought over row by row."""

    kind: Literal["lookup"]
    via: str
    column: str


class Exists(Definition):
    """Yes where a linked table has a row for this one that meets `where`; else no.

    `key` is the column of the linked table that repeats this table's key.
    """

    kind: Literal["exists"]
    table: str
    key: str
    where: Conditions


class LinkedTotal(Definition):
    """The sum of a linked table's column over the rows for this one that meet `where`."""

    kind: Literal["total"]
    table: str
    key: str
    column: str
    where: Conditions


class PayQuarter(Definition):
    """The quarter of the ranking by `column`, among those who meet `among`; ties are shared.

    Quarters are `lower`, `lower_middle`, `upper_middle` and `upper`. People on one value that
    straddles a cut belong to both sides in proportion.
    """

    kind: Literal["quarter"]
    column: str
    among: Conditions


DerivedColumn = Annotated[
    MapOfCodes | Band | Lookup | Exists | LinkedTotal | PayQuarter,
    Field(discriminator="kind"),
    BeforeValidator(keyed_by_kind),
]
QUARTERS = ("lower", "lower_middle", "upper_middle", "upper")


class GroupColumns(Definition):
    """The two columns by which a table of counts says which breakdown and which group a row is."""

    breakdown: str
    group: str


class Table(Definition):
    """One sheet or CSV of a return.

    `key` is the column that names each row; without one, the columns of `unique` together may not
    repeat. `people` is false where rows are things, which need no protection. `counts` keeps the
    rows that are anybody's business (agency workers are no employees). `dated` is the column whose
    day must lie in the reporting period. `include` names column groups.
    """

    table: str
    title: str
    rows: str
    people: bool = True
    key: str | None = None
    unique: tuple[str, ...] = ()
    counts: Conditions = {}
    dated: str | None = None
    groups: GroupColumns | None = None
    include: tuple[str, ...] = ()
    columns: dict[str, Column]
    derived: dict[str, DerivedColumn] = {}

    def links(self) -> dict[str, str]:
        """Column -> the table that it links to."""
        return {
            name: column.links_to
            for name, column in self.columns.items()
            if isinstance(column, TextColumn) and column.links_to
        }


class ColumnGroup(Definition):
    """Columns, and what is worked out from them, that several tables share."""

    columns: dict[str, Column]
    derived: dict[str, DerivedColumn] = {}
