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
    """What a confidence grade asks of the evidence; `precision` is in points."""

    grade: Grade
    coverage: Share
    known_share: Share
    precision: Annotated[float, Field(ge=0, le=100)]


class IntervalPolicy(Definition):
    """From how many people means and medians have an interval, and up to how many it is drawn."""

    seed: Annotated[int, Field(ge=0, lt=2**32)]
    least_people: AtLeastFive
    most_resampled: Annotated[int, Field(ge=5, lt=2**16)]


class DisparityScreen(Definition):
    """Outside these a ratio of shares calls for a look."""

    below: Annotated[float, Field(gt=0, lt=1)]
    above: Annotated[float, Field(gt=1)]


class Band(Definition):
    """What readers call a score of so many points or more."""

    name: str
    least: Annotated[float, Field(ge=0, lt=100)]


class OverallRule(Definition):
    """How many goals an overall number needs, and the points at which each is counted at least."""

    least_goals: Annotated[int, Field(ge=1)]
    floor: Annotated[float, Field(gt=0, lt=100)]


class ScoringPolicy(Definition):
    """Weights of the tiers and the conditions under which a goal has a score and a grade."""

    weights: dict[str, Annotated[float, Field(ge=0)]]
    known_shares: KnownShares
    least_coverage: Share
    least_core_metrics: int
    weak_below: float
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    overall: OverallRule
    intervals: IntervalPolicy
    disparity: DisparityScreen
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
