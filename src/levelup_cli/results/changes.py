"""The parts of a result file that look back: progress since an earlier one, and pledges."""

from datetime import date

from pydantic import Field

from levelup_cli.outcomes.progress import Course, Verdict
from levelup_cli.results.part import Number, Part


class MetricChangePart(Part):
    """A metric before and after, and what can be said of it."""

    metric: str
    name: str
    goal: int
    tier: str
    unit: str
    verdict: Verdict
    reason: str
    before: Number
    after: Number
    low: Number = Field(description="Interval of the difference; or of after over before")
    high: Number
    is_ratio: bool = Field(description="Whether low and high are of after over before")
    tested: bool = Field(description="Whether chance was weighed")


class GoalChangePart(Part):
    """A goal's score before and after; scores are not tested."""

    goal: int
    name: str
    before: Number
    after: Number


class ReleasePart(Part):
    """One of the results that are compared."""

    file: str
    organisation: str
    period_start: date | None
    period_end: date | None
    definitions_version: str


class ProgressPart(Part):
    """What changed since an earlier result."""

    before: ReleasePart
    after: ReleasePart
    tests: int
    by_chance: Number = Field(description="Tests that would show a change if there were none")
    goals: list[GoalChangePart]
    metrics: list[MetricChangePart]


class PledgePart(Part):
    """An organisation's own aim for a metric, and how far along it is."""

    metric: str
    name: str
    goal: int
    unit: str
    baseline: Number
    baseline_year: int | None
    target: Number
    target_year: int
    value: Number
    year: int | None
    course: Course
    reason: str
    covered: Number = Field(description="Part of the way from baseline to target")
    due: Number = Field(description="Part of the time")
