"""What changed since an earlier return, and how an organisation keeps its own pledges."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of a metric that was measured twice."""

    IMPROVED = "improved"
    NO_CLEAR_CHANGE = "no clear change"
    WORSENED = "worsened"
    NOT_COMPARABLE = "not comparable"


class Course(StrEnum):
    """How far along a pledge is, after the classes of Open SDG."""

    ACHIEVED = "target achieved"
    SUBSTANTIAL = "substantial progress"
    MODERATE = "moderate progress"
    LIMITED = "limited progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric before and after.

    `low` and `high` are the interval of the difference, in the metric's unit, or where `is_ratio`
    of the later value over the earlier. `tested` is true where chance was weighed.
    """

    metric: str
    name: str
    goal: int
    tier: str
    unit: str
    verdict: Verdict
    reason: str
    before: float | None
    after: float | None
    low: float | None = None
    high: float | None = None
    is_ratio: bool = False
    tested: bool = False


@dataclass(frozen=True, slots=True)
class GoalChange:
    """A goal's score before and after; scores have bounds and are not tested."""

    goal: int
    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Release:
    """One of the results that are compared: of whom, for when, from which file."""

    file: str
    organisation: str
    period_start: date | None
    period_end: date | None
    definitions_version: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that can be said about what changed from one result to the next.

    Of so many `tests`, `by_chance` would show a change if nothing had changed at all.
    """

    before: Release
    after: Release
    tests: int
    by_chance: float
    goals: tuple[GoalChange, ...]
    metrics: tuple[MetricChange, ...]

    def having(self, verdict: Verdict) -> tuple[MetricChange, ...]:
        """The metrics of a verdict, core ones first."""
        found = [change for change in self.metrics if change.verdict is verdict]
        return tuple(sorted(found, key=lambda change: change.tier != "core"))


@dataclass(frozen=True, slots=True)
class Pledge:
    """An organisation's own aim for a metric, and how far along it is.

    `covered` is the part of the way from the baseline to the target, `due` the part of the time.
    """

    metric: str
    name: str
    goal: int
    unit: str
    baseline: float | None
    baseline_year: int | None
    target: float
    target_year: int
    value: float | None
    year: int | None
    course: Course
    reason: str
    covered: float | None = None
    due: float | None = None
