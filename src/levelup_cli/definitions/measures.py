"""How a metric is counted: plain measures, and comparisons made of another measure."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from levelup_cli.definitions.conditions import Conditions
from levelup_cli.definitions.definition import Definition, keyed_by_kind


class Total(Definition):
    """How many rows a cohort has, or the sum of a column over them."""

    kind: Literal["total"]
    of: str
    column: str | None = None


class Mean(Definition):
    """The mean of a column over a cohort, of those whose value is known."""

    kind: Literal["mean"]
    of: str
    column: str


class Median(Definition):
    """The median of a column over a cohort, of those whose value is known."""

    kind: Literal["median"]
    of: str
    column: str


class Counted(Definition):
    """Columns of a table that already holds counts: `part` out of `whole`, of `asked` people."""

    part: str
    whole: str
    asked: str | None = None


class Proportion(Definition):
    """The share of a cohort that meets `where`, in per cent of those whose answer is known.

    With `sum`, shares of a summed column (spend, say) instead of shares of rows. With `counted`,
    the rows hold the counts themselves. The numerator is always counted inside the denominator.
    """

    kind: Literal["proportion"]
    of: str
    where: Conditions = {}
    sum: str | None = None
    counted: Counted | None = None

    @model_validator(mode="after")
    def _says_what_is_counted(self) -> Self:
        if bool(self.where) == bool(self.counted):
            raise ValueError("a proportion needs either where or counted")
        if self.counted and self.sum:
            raise ValueError("sum cannot go with counted")
        return self


TotalByKind = Annotated[Total, BeforeValidator(keyed_by_kind)]


class Rate(Definition):
    """One total per so many (`times`) of another; the two may come from different tables."""

    kind: Literal["rate"]
    of: TotalByKind
    per: TotalByKind
    times: float = 1.0


PlainMeasure = Annotated[
    Total | Mean | Median | Proportion | Rate,
    Field(discriminator="kind"),
    BeforeValidator(keyed_by_kind),
]


class Comparison(Definition):
    """Two values of one measure, set against each other.

    Either two groups of one column (`by`, `group`, `reference`), or two cohorts, the second
    spelt out as `against`. `stages` repeats a comparison by group at each step of a funnel.
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
    """Change from an earlier measure (`since`) to this one, in per cent of the earlier."""

    kind: Literal["change"]
    of: PlainMeasure
    since: PlainMeasure


Measure = Annotated[
    Total | Mean | Median | Proportion | Rate | Difference | PercentGap | Ratio | Change,
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
