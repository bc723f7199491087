"""A scorecard: everything one organisation is told, and what made it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from levelup_cli.definitions.goals import Benchmark, Target
from levelup_cli.definitions.policies import Grade
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.indicators import Indicator
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.submissions import Organisation


@dataclass(frozen=True, slots=True)
class MetricScore:
    """An indicator with its points, and the points it could have if everything were known.

    `target` is the one that was used; `sector_target` is true where it is that of the sector.
    `confirmed` is false where nobody has checked the benchmark against its source. `added` and
    `retargeted` say that the metric or its target came from a pack laid over the shipped one.
    """

    indicator: Indicator
    weight: float
    points: float | None
    low: float
    high: float
    benchmark: Benchmark | None
    target: Target | None = None
    sector_target: bool = False
    confirmed: bool = True
    added: bool = False
    retargeted: bool = False


@dataclass(frozen=True, slots=True)
class GoalScore:
    """What a goal's metrics add up to.

    `score` is None where the evidence is too thin (`lacks` says what for). `low` and `high` bound
    it over everything that is missing. `weak` are core metrics under the policy's line.
    """

    goal: int
    name: str
    short: str
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    usable: int
    applicable: int
    grade: Grade | None
    grade_reason: str
    lacks: str
    weak: tuple[str, ...]
    metrics: tuple[MetricScore, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Weight times the points that a metric is short of 100."""

    metric_id: str
    name: str
    goal: int
    points: float
    shortfall: float


@dataclass(frozen=True, slots=True)
class CoverageWin:
    """The weight of the metrics that one missing sheet or column would unlock."""

    missing: str
    weight: float
    metric_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The last line: is the return valid, and how much of it was scored?"""

    valid: bool
    errors: int
    warnings: int
    goals_scored: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything one organisation is told. Figures keep full precision; reports round once.

    Of the shortfalls and coverage wins reports list the first so many of those that they show.
    """

    organisation: Organisation
    file: str
    file_fingerprint: str
    area_files: tuple[tuple[str, str], ...]
    definitions_version: str
    packs: tuple[str, ...]
    definitions_fingerprint: str
    tool_version: str
    view: Literal["internal", "external"]
    snapshot: date | None
    goals: tuple[GoalScore, ...]
    data_quality: tuple[MetricScore, ...]
    shortfalls: tuple[Shortfall, ...]
    coverage_wins: tuple[CoverageWin, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
    verdict: Verdict
    shown_shortfalls: int
    shown_coverage_wins: int
