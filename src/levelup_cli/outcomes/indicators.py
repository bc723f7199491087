"""An indicator: the computed value of a metric, never a bare number."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.goals import Metric
from levelup_cli.definitions.measures import Measure
from levelup_cli.outcomes.findings import Place

Flag = Literal["adverse", "watch", "none"]


class State(StrEnum):
    """What became of a metric, and so whether it is shown, scored, and counted in coverage."""

    COMPUTED = "computed"
    LOW_RELIABILITY = "low_reliability"
    TOO_UNCERTAIN = "too_uncertain"
    TOO_FEW = "too_few"
    SUPPRESSED = "suppressed"
    NOT_PROVIDED = "not_provided"
    NOT_APPLICABLE = "not_applicable"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def is_shown(self) -> bool:
        """Whether its value may be seen."""
        return self in (State.COMPUTED, State.LOW_RELIABILITY, State.TOO_UNCERTAIN)

    @property
    def is_scored(self) -> bool:
        """Whether its value earns points."""
        return self in (State.COMPUTED, State.LOW_RELIABILITY)

    @property
    def applies(self) -> bool:
        """Whether the metric counts in the denominator of coverage."""
        return self not in (State.NOT_APPLICABLE, State.OUT_OF_SCOPE)


class Reason(StrEnum):
    """Why somebody is in neither side of a figure: what is not told, or why the row is not counted.

    The last three are of rows that no figure of their sheet counts. `MISSING` are the blank and the
    unknown as a sender counted them together; `OTHER` stands for reasons that are not shown one by
    one, because few people have them.
    """

    BLANK = "blank"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    WRONG = "wrong"
    WITHHELD = "withheld"
    MISSING = "missing"
    NO_ANSWER = "no_answer"
    UNCLEAR = "unclear"
    OTHER = "other"
    NOT_COUNTED = "not_counted"
    OUTSIDE_PERIOD = "outside_period"
    UNUSABLE = "unusable"


LeftOut = tuple[tuple[Reason, float | None], ...]  # how many by reason; None where withheld


@dataclass(frozen=True, slots=True)
class Interval:
    """How far a value moves by chance alone, in the value's unit, and how that was worked out."""

    low: float
    high: float
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The numbers that a mean or a median rests on, in ascending order, and how often each stands.

    An interval is drawn from it; it is gone before anything is shown.
    """

    numbers: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its value, and the people or sums behind it.

    `contributors` is how many people (or suppliers, sites …) it rests on, where that is not the
    denominator.
    """

    name: str
    value: float | None
    numerator: float | None
    denominator: float | None
    contributors: float | None = None
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and what made it.

    `numerator` over `denominator` gives the value (times 100 for per cent); for a median the
    numerator is absent; for a comparison they are the two amounts that are divided, and `sides`
    are the groups. `unknown` is the number of people (or answers) that left both sides, and
    `population` all of them. `low` and `high` are what the value could be if everything unknown
    were known; None where that cannot be said. `contributors` is how many people (or suppliers,
    sites …) it rests on, where that is not the denominator; `people` is false where they are no
    people. `counts` is true where the numerator is a number of people or rows. `estimated` is how
    much of the population is an estimate. `least_known` is the lower of two known shares, where two
    cohorts are compared. `incomparable` says why two sides cannot be compared. `interval` is what
    chance could make of the value, None where no method fits; `flag` says whether a ratio calls for
    a look. `left_out` says of the unknown why they are, and `not_counted` how many rows of the same
    sheets no figure counts; both only over everybody. What is `published` is everybody's already.
    """

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    unknown: float | None = 0
    population: float = 0
    low: float | None = None
    high: float | None = None
    sides: tuple[Side, ...] = ()
    contributors: float | None = None
    people: bool = True
    counts: bool = True
    estimated: float = 0
    least_known: float | None = None
    incomparable: str = ""
    sample: Sample | None = None
    interval: Interval | None = None
    flag: Flag | None = None
    published: bool = False
    left_out: LeftOut = ()
    not_counted: LeftOut = ()

    @property
    def known_share(self) -> float | None:
        """Known answers over all; None where nobody was asked."""
        if self.least_known is not None:
            return self.least_known
        if not self.population or self.unknown is None:
            return None
        return (self.population - self.unknown) / self.population


@dataclass(frozen=True, slots=True)
class Group:
    """The figure of one group of a breakdown; a stage has a measure of its own."""

    name: str
    state: State
    figure: Figure | None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A metric shown again for each group of a column; `ungrouped` people gave none of them.

    `parts` is true where the groups together make up the whole; `free_text` where their names are
    whatever the sender wrote; `of_total` where each figure is the group's share of the whole.
    """

    name: str
    groups: tuple[Group, ...]
    ungrouped: float | None = 0
    parts: bool = True
    free_text: bool = False
    of_total: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """Rows of a sheet, and what a figure made of them.

    `role` is `denominator`, `numerator` or `counted` (where nothing is divided), else the reason
    for which they are left out. `part` is the side, cohort or total, where there are several.
    """

    role: str
    part: str
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """A metric's computed value, its groups, and what is to be known about it.

    `missing` names the sheets (`training`) or columns (`employees.sex`) that it lacks, `assumed`
    the columns whose blanks its sender gave a meaning, with that meaning.
    """

    metric_id: str
    goal: int
    metric: Metric
    state: State
    reason: str = ""
    figure: Figure | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    missing: tuple[str, ...] = ()
    known_share: float | None = None
    from_aggregates: bool = False
    unit: str = "number"
    assumed: tuple[str, ...] = ()
