"""How points become scores and grades, and how small a group may be shown: policy as data."""

from typing import Annotated, Literal

from pydantic import Field

from levelup_cli.definitions.definition import Definition

Share = Annotated[float, Field(ge=0, le=1)]
AtLeastFive = Annotated[int, Field(ge=5)]  # no policy may go below five
Grade = Literal["A", "B", "C", "D"]


class KnownShares(Definition):
    """The known share below which a value is not scored, and below which it is less reliable."""

    scored: Share
    reliable: Share


class GradeRule(Definition):
    """What a confidence grade asks of the evidence."""

    grade: Grade
    coverage: Share
    known_share: Share


class ScoringPolicy(Definition):
    """Weights of the tiers and the conditions under which a goal has a score and a grade."""

    weights: dict[str, Annotated[float, Field(ge=0)]]
    known_shares: KnownShares
    least_coverage: Share
    least_core_metrics: int
    weak_below: float
    grades: tuple[GradeRule, ...]
    grade_without_precision: Grade
    grade_with_aggregates: Grade
    grade_with_low_reliability: Grade
    shown_shortfalls: int
    shown_coverage_wins: int


class DisclosurePolicy(Definition):
    """The smallest groups that may be shown; each number has its reason beside it."""

    least_people: AtLeastFive
    least_contributors: AtLeastFive
    least_for_all_or_none: AtLeastFive
    least_for_ratio: AtLeastFive
    least_outcomes_for_ratio: AtLeastFive
