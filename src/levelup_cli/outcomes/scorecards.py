"""A scorecard: everything one organisation is told, and what made it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from levelup_cli.definitions.goals import Benchmark, Target
from levelup_cli.definitions.policies import Grade
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.indicators import Indicator
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.progress import Pledge, Progress
from levelup_cli.outcomes.submissions import Organisation


@dataclass(frozen=True, slots=True)
class MetricScore:
    """An indicator with its points, and the points it could have if everything were known.

    `chance` are the fewest and most points over the interval of its value, None where it has none.
    `target` is the one that was used; `sector_target` is true where it is that of the sector.
    `confirmed` is false where nobody has checked the benchmark against its source, whose title is
    `source`. `added` and `retargeted` say that the metric or its target came from a pack laid over
    the shipped one. `measure` says in one phrase how it is counted.
    """

    indicator: Indicator
    weight: float
    points: float | None
    low: float
    high: float
    benchmark: Benchmark | None
    chance: tuple[float, float] | None = None
    measure: str = ""
    source: str = ""
    target: Target | None = None
    sector_target: bool = False
    confirmed: bool = True
    added: bool = False
    retargeted: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """What a goal's score would be if one thing had been chosen otherwise."""

    choice: str
    score: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A goal's score over a grid of so many choices of method, and each one alone.

    The move that changes most stands first.
    """

    choices: int
    low: float
    median: float
    high: float
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Overall:
    """All goals as one number, with the lowest goal; `lacks` says why there is none."""

    score: float | None
    lowest: int | None
    goals: int
    lacks: str


@dataclass(frozen=True, slots=True)
class GoalScore:
    """What a goal's metrics add up to.

    `score` is None where the evidence is too thin (`lacks` says what for). `low` and `high` bound
    it over everything that is missing, `chance` over the intervals of its metrics. `band` is the
    word for the score; it is open where the bounds lie in different ones. `weak` are core metrics
    under the policy's line.
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
    chance: tuple[float, float] | None = None
    band: str | None = None
    band_is_open: bool = False
    sensitivity: Sensitivity | None = None


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
    headcount: float | None
    seed: int
    goals: tuple[GoalScore, ...]
    overall: Overall
    data_quality: tuple[MetricScore, ...]
    shortfalls: tuple[Shortfall, ...]
    coverage_wins: tuple[CoverageWin, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
    verdict: Verdict
    shown_shortfalls: int
    shown_coverage_wins: int
    pledges: tuple[Pledge, ...] = ()
    progress: Progress | None = None
