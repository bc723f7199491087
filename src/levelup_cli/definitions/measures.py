"""How a metric is counted: plain measures, and comparisons made of another measure."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from levelup_cli.definitions.conditions import Conditions
from levelup_cli.definitions.definition import Definition, keyed_by_kind


class Mean(Definition):
    """The mean of a column over a cohort, of those whose value is known.

    With `weight`, each row counts as often as that column says (answers, invoices, customers); of
    the people `asked`, those beyond the weight did not answer.
    """

    kind: Literal["mean"]
    of: str
    column: str
    weight: str | None = None
    asked: str | None = None

    @model_validator(mode="after")
    def _asks_with_a_weight(self) -> Self:
        if self.asked and not self.weight:
            raise ValueError("asked goes with a weight only")
        return self


MeanByKind = Annotated[Mean, BeforeValidator(keyed_by_kind)]


class Total(Definition):
    """How many rows a cohort has, or the sum of a column over them.

    With `distinct`, how many different texts a column has instead. With `each_at`, every unit of
    the sum is worth the mean given there (an hour at the mean hourly pay).
    """

    kind: Literal["total"]
    of: str
    column: str | None = None
    distinct: str | None = None
    each_at: MeanByKind | None = None

    @model_validator(mode="after")
    def _counts_one_thing(self) -> Self:
        if self.column and self.distinct:
            raise ValueError("column cannot go with distinct")
        if self.each_at and not self.column:
            raise ValueError("each_at needs a column to be summed")
        return self


class Median(Definition):
    """The median of a column over a cohort, of those whose value is known."""

    kind: Literal["median"]
    of: str
    column: str


class Counted(Definition):
    """Columns that are summed and divided: `part` out of `whole`, of `asked` people.

    Rows in which one of the two is blank leave both.
    """

    part: str
    whole: str
    asked: str | None = None


class Proportion(Definition):
    """The share of a cohort that meets `where`, in per cent of those whose answer is known.

    With `sum`, shares of a summed column (spend, say) instead of shares of rows. With `counted`,
    the rows hold both amounts themselves. With `distinct`, rows with the same text in that column
    are one (a school that was visited twice). `per` is 100 for per cent, 1,000 for per thousand.
    The numerator is always counted inside the denominator.
    """

    kind: Literal["proportion"]
    of: str
    where: Conditions = {}
    sum: str | None = None
    counted: Counted | None = None
    distinct: str | None = None
    per: float = 100.0

    @model_validator(mode="after")
    def _says_what_is_counted(self) -> Self:
        if bool(self.where) == bool(self.counted):
            raise ValueError("a proportion needs either where or counted")
        if sum(bool(way) for way in (self.counted, self.sum, self.distinct)) > 1:
            raise ValueError("only one of sum, counted and distinct can be")
        return self


ProportionByKind = Annotated[Proportion, BeforeValidator(keyed_by_kind)]


class Pooled(Definition):
    """Shares of several cohorts taken together: their numerators and denominators are added up.

    What is not provided of them is left out; one is enough.
    """

    kind: Literal["pooled"]
    of: Annotated[tuple[ProportionByKind, ...], Field(min_length=2)]


class PassRate(Definition):
    """The share of the rows sent, but for those about the return itself, that have no error."""

    kind: Literal["pass_rate"]


TotalByKind = Annotated[Total, BeforeValidator(keyed_by_kind)]


class Rate(Definition):
    """One total (or several added up) per so many (`times`) of another, from whatever tables.

    Broken down, each group is divided by its own base: the first of `group_bases` whose table has
    the column of the breakdown. A group without a base is not shown.
    """

    kind: Literal["rate"]
    of: TotalByKind | Annotated[tuple[TotalByKind, ...], Field(min_length=2)]
    per: TotalByKind
    times: float = 1.0
    group_bases: tuple[TotalByKind, ...] = ()

    def totals(self) -> tuple[Total, ...]:
        """What is added up above the line."""
        return self.of if isinstance(self.of, tuple) else (self.of,)


PlainMeasure = Annotated[
    Total | Mean | Median | Proportion | Rate | Pooled | PassRate,
    Field(discriminator="kind"),
    BeforeValidator(keyed_by_kind),
]


class Comparison(Definition):
    """Two values of one measure, set against each other.

    Either two groups of one column (`by`, `group`, `reference`), or two cohorts, the second
    spelt out as `against`.
    """

    of: PlainMeasure
    by: str | None = None
    group: str | None = None
    reference: str | None = None
    against: PlainMeasure | None = None

    @model_validator(mode="after")
    def _has_two_sides(self) -> Self:
        named = [name is not None for name in (self.by, self.group, self.reference)]
        if self.against is None and not all(named):
            raise ValueError("a comparison needs by, group and reference, or against")
        if self.against is not None and any(named):
            raise ValueError("against cannot go with by, group or reference")
        if self.group is not None and self.group == self.reference:
            raise ValueError("group and reference are the same")
        return self


Side = Literal["group", "reference"]


class Difference(Comparison):
    """One side minus the other, in the measure's unit; `subtract` names the side taken away."""

    kind: Literal["difference"]
    subtract: Side


class PercentGap(Comparison):
    """The difference in per cent of the reference; `subtract` names the side taken away.

    A pay gap subtracts the group from the reference: positive means that the group is paid less.
    """

    kind: Literal["percent_gap"]
    subtract: Side


class Ratio(Comparison):
    """The group's value over the reference's; 1 is parity."""

    kind: Literal["ratio"]


class Change(Definition):
    """Change from an earlier measure (`since`) to this one, in per cent of the earlier.

    The two can be compared only where the columns `alike` hold the same values on both sides.
    """

    kind: Literal["change"]
    of: PlainMeasure
    since: PlainMeasure
    alike: tuple[str, ...] = ()


RowMeasure = Total | Mean | Median | Proportion  # counts the rows of one table

Measure = Annotated[
    Total
    | Mean
    | Median
    | Proportion
    | Rate
    | Pooled
    | PassRate
    | Difference
    | PercentGap
    | Ratio
    | Change,
    Field(discriminator="kind"),
    BeforeValidator(keyed_by_kind),
]


def plain_parts(measure: Measure) -> Iterator[PlainMeasure]:
    """The plain measures that a measure is made of, the side of interest first."""
    match measure:
        case Difference() | PercentGap() | Ratio():
            yield measure.of
            if measure.against is not None:
                yield measure.against
        case Change():
            yield measure.of
            yield measure.since
        case _:
            yield measure


def cohort_of(measure: Measure) -> str | None:
    """The cohort that a measure counts first; a pass rate counts none."""
    match measure:
        case Comparison(of=of) | Change(of=of):
            return cohort_of(of)
        case Rate():
            return measure.totals()[0].of
        case Pooled(of=parts):
            return parts[0].of
        case PassRate():
            return None
        case _:
            return measure.of
