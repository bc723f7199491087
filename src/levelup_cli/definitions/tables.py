"""What an organisation sends: tables, columns and code lists."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from levelup_cli.definitions.conditions import Conditions, Range
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.derived import DerivedColumn
from levelup_cli.words import simplify


class Code(Definition):
    """One code of a list. `answer` says what it tells: a fact, a refusal, or nothing.

    `examples` helps people to find their answer: jobs, kinds of schools.
    """

    label: str
    aliases: tuple[str, ...] = ()
    examples: str | None = None
    answer: Literal["known", "declined", "unknown", "not_applicable"] = "known"


class CodeList(Definition):
    """The codes that a column may hold, in the order in which people expect to see them."""

    title: str
    codes: dict[str, Code]

    def spellings(self) -> dict[str, str]:
        """Every spelling of every code, simplified -> the code; the codes themselves come first."""
        spellings = {simplify(code): code for code in self.codes}
        for code, entry in self.codes.items():
            for spelling in (entry.label, *entry.aliases):
                spellings.setdefault(simplify(spelling), code)
        return spellings


class _Column(Definition):
    """What every column says; `question` is put to people, `example` is one cell as it may be."""

    means: str
    required: bool = False
    sensitive: bool = False
    aliases: tuple[str, ...] = ()
    question: str | None = None
    example: str | None = None


Form = Literal[
    "postcode",
    "local_authority",
    "lsoa",
    "company_number",
    "urn",
    "ukprn",
    "soc",
    "soc_group",
    "charity_number",
]
Personal = Literal["name", "email", "ni_number", "telephone"]


class TextColumn(_Column):
    """Free text or an identifier; `links_to` names the table whose key it repeats.

    `width` is how many digits a number such as a company's has, the zeros in front included. `form`
    says which official code it holds: texts of another form are used, and warned of. `pseudonym`
    marks what stands for a person, so that it may be no name. `holds` says what belongs there that
    would be personal data elsewhere; `name` also goes with the names of things and places.
    """

    type: Literal["text"]
    links_to: str | None = None
    width: int | None = None
    form: Form | None = None
    pseudonym: bool = False
    holds: tuple[Personal, ...] = ()


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

    @model_validator(mode="after")
    def _has_ends_that_are_possible(self) -> Self:
        if self.range is not None and self.range.above is not None:
            raise ValueError("the range of a column has min and max; above is for conditions")
        return self


class DateColumn(_Column):
    """A calendar day; `not_after` is the day of the return by which it must have come."""

    type: Literal["date"]
    not_after: Literal["snapshot", "period_end"] | None = None


Column = Annotated[TextColumn | CodeColumn | NumberColumn | DateColumn, Field(discriminator="type")]


class GroupColumns(Definition):
    """The columns by which a table of counts says which group each row is about.

    `group` holds the group, and `all` for everybody; where rows may be about groups of several
    breakdowns, `breakdown` says of which.
    """

    group: str
    breakdown: str | None = None


EVERYBODY = "all"  # the group of rows about everybody


class Table(Definition):
    """One sheet or CSV of a return.

    `key` is the column that names each row; without one, the columns of `unique` together may not
    repeat. `people` is false where rows are things, which need no protection. `counts` keeps the
    rows that are anybody's business (agency workers are no employees). `dated` is the column whose
    day must lie in the reporting period, `undated` the rows that need none. `latest` is a column of
    which only the rows with the last value count, except where a metric is broken down by it: the
    earlier ones are the trend. With
    `single_numbers` each row is a number of its own, named by the key, and a row that is not there
    is not provided. `parts` says of which column another counts a part, and `not_before` which day
    may not lie before which. `include` names column groups. `filled_by` says who in an organisation
    has these data, and `lasting` which columns usually hold next year as well. `sender` are the
    columns that say whose a row is, in a table that may hold those of many organisations.
    """

    table: str
    title: str
    rows: str
    people: bool = True
    key: str | None = None
    unique: tuple[str, ...] = ()
    counts: Conditions = {}
    dated: str | None = None
    undated: Conditions = {}
    groups: GroupColumns | None = None
    latest: str | None = None
    single_numbers: bool = False
    parts: dict[str, str] = {}
    not_before: dict[str, str] = {}
    include: tuple[str, ...] = ()
    filled_by: str | None = None
    lasting: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
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
