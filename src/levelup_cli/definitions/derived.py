"""Columns that are worked out from others: a closed list of kinds, and no expressions.

A derived column may be made of the table's columns and of the derived columns that stand above it.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from levelup_cli.definitions.conditions import Conditions, Range
from levelup_cli.definitions.definition import Definition, keyed_by_kind


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


class AnyOf(Definition):
    """Yes where one set of conditions holds, no where none can, else not known."""

    kind: Literal["any"]
    of: Annotated[tuple[Conditions, ...], Field(min_length=1)]


class Choice(Definition):
    """One place to take an answer from: a column or a fixed value, where the conditions hold."""

    column: str | None = None
    value: float | str | None = None
    where: Conditions = {}


class FirstKnown(Definition):
    """The first of several answers that is known, row by row."""

    kind: Literal["first_known"]
    of: Annotated[tuple[Choice, ...], Field(min_length=1)]


class NumberOfCode(Definition):
    """A number for each code of a column."""

    kind: Literal["number"]
    column: str
    to: dict[str, float]
    unit: str = "number"


class Product(Definition):
    """Columns multiplied with each other, and with `times`."""

    kind: Literal["product"]
    of: Annotated[tuple[str, ...], Field(min_length=1)]
    times: float = 1.0
    unit: str = "number"


class Quotient(Definition):
    """One column divided by another; not known where that is zero."""

    kind: Literal["quotient"]
    of: str
    by: str
    unit: str = "ratio"


class AtLeast(Definition):
    """Yes where a column is at least `times` another, no where it is less, unknown of zero."""

    kind: Literal["at_least"]
    column: str
    than: str
    times: float = 1.0


class InPeriod(Definition):
    """Yes where a day lies in the reporting period, both ends included."""

    kind: Literal["in_period"]
    column: str


class WeeksInPeriod(Definition):
    """The weeks of the reporting period: its days, both ends included, divided by seven."""

    kind: Literal["weeks_in_period"]


class DatedRate(Definition):
    """The rate of `rates.yaml` that was in force for the code in `by`.

    In force on the day in the column `on`, or where that is blank, on the first day of the period;
    without `on`, on the snapshot date.
    """

    kind: Literal["rate"]
    rates: str
    by: str
    on: str | None = None


class MostFrequent(Definition):
    """The number that is most frequent in `column` among rows with the same text in `within`.

    `among` says which rows are looked at; of numbers equally frequent, `ties` takes the highest or
    lowest.
    """

    kind: Literal["most_frequent"]
    column: str
    within: str
    among: Conditions = {}
    ties: Literal["highest", "lowest"]


class Matching(Definition):
    """The column's number in the row of the same table that meets `where` and agrees in `on`.

    Blanks agree with blanks. Not known where there is no such row, or more than one.
    """

    kind: Literal["matching"]
    column: str
    on: tuple[str, ...]
    where: Conditions


DerivedColumn = Annotated[
    MapOfCodes
    | Band
    | Lookup
    | Exists
    | LinkedTotal
    | PayQuarter
    | AnyOf
    | FirstKnown
    | NumberOfCode
    | Product
    | Quotient
    | AtLeast
    | InPeriod
    | WeeksInPeriod
    | DatedRate
    | MostFrequent
    | Matching,
    Field(discriminator="kind"),
    BeforeValidator(keyed_by_kind),
]
QUARTERS = ("lower", "lower_middle", "upper_middle", "upper")
YES_NO = ("yes", "no")
