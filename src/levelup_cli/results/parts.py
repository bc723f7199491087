"""A result file: the scorecard as a JSON document, part by part; also its published JSON Schema.

Version 1.x only ever gains fields, each with a default, so that every file of it can be read.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from levelup_cli.definitions.goals import Better
from levelup_cli.results.changes import PledgePart, ProgressPart
from levelup_cli.results.part import Number, Part

SCHEMA: Literal["levelup/scorecard"] = "levelup/scorecard"
SCHEMA_VERSION = "1.1"


class IntervalPart(Part):
    """How far a value moves by chance alone, at 95 %, and how that was worked out."""

    low: int | float
    high: int | float
    method: str


class RangePart(Part):
    """From the least to the most, in points."""

    low: Number
    high: Number


class BasePart(Part):
    """What one side of a comparison was counted from."""

    numerator: Number
    denominator: Number


class FigurePart(Part):
    """A value and what made it."""

    value: Number
    numerator: Number
    denominator: Number
    unknown: Number = Field(description="People or answers that leave both sides")
    low: Number = Field(description="Lowest value if everything unknown were known")
    high: Number
    estimated: Number = Field(description="How much of the denominator is an estimate")
    sides: dict[str, Number] = Field(description="The two values of a comparison, by group")
    contributors: Number = Field(
        None, description="Suppliers, sites or the like behind a sum, which has no interval"
    )
    published: bool = Field(False, description="Whether it is what was published, without counts")
    bases: dict[str, BasePart] = Field({}, description="What the two were counted from")
    interval: IntervalPart | None = Field(None, description="What chance could make of the value")
    flag: Literal["adverse", "watch", "none"] | None = Field(
        None, description="Whether a ratio calls for a look; null where that cannot be said"
    )
    left_out: dict[str, Number] = Field(
        {}, description="Of the unknown, how many for which reason; null where few have it"
    )
    not_counted: dict[str, Number] = Field(
        {}, description="Rows of the same sheets that no figure counts, by reason"
    )


class GroupPart(Part):
    """One group of a breakdown."""

    group: str
    status: str
    figure: FigurePart | None


class BreakdownPart(Part):
    """A metric shown again for each group of a column."""

    breakdown: str
    of_total: bool = Field(description="Whether each value is the group's share of the whole")
    ungrouped: Number = Field(description="People who gave no group, or null where withheld")
    groups: list[GroupPart]


class BenchmarkPart(Part):
    """What is usual elsewhere."""

    value: Number
    period: str
    place: str
    source: str
    title: str = ""
    like_for_like: bool
    confirmed: bool = Field(description="Whether the figure was read in the publication itself")


class TargetPart(Part):
    """What earned all points and what none, as used for this organisation."""

    better: Better
    one_sided: bool
    floor: Number
    value: Number
    why: str
    of_sector: bool = Field(description="Whether it is the target of the organisation's sector")
    added: bool = Field(description="Whether it came from a pack laid over the shipped one")


class MetricPart(Part):
    """A metric, its figure and its points."""

    id: str
    name: str
    version: int
    describes: str = Field("", description="What is counted, and who is left out")
    measure: str = Field("", description="How it is counted, as one phrase")
    audience: str
    tier: str
    draft: bool = Field(description="A draft is shown on request, and never scored")
    added: bool = Field(description="Whether it came from a pack laid over the shipped one")
    unit: str
    status: str
    reason: str
    missing: list[str]
    assumed: list[str] = Field(description="What the sender's mapping makes of blank cells")
    known_share: Number
    from_aggregates: bool
    figure: FigurePart | None
    weight: Number
    points: Number
    points_low: Number
    points_high: Number
    points_interval: RangePart | None = Field(None, description="The points over the interval")
    target: TargetPart | None
    benchmark: BenchmarkPart | None
    breakdowns: list[BreakdownPart]


class MovePart(Part):
    """One choice of method, and what the score would be under it."""

    choice: str
    score: Number


class SensitivityPart(Part):
    """The score under every combination of other choices of method."""

    choices: int
    low: Number
    median: Number
    high: Number
    moves: list[MovePart] = Field(description="Each choice alone, the one that moves most first")


class GoalPart(Part):
    """A goal's score, its evidence and its metrics."""

    goal: int
    name: str
    score: Number
    low: Number
    high: Number
    coverage: Number
    usable: int
    applicable: int
    confidence: Literal["A", "B", "C", "D"] | None
    confidence_reason: str
    lacks: str
    band: str | None = Field(None, description="What readers call the score")
    band_is_open: bool = Field(False, description="Whether the bounds cross the edge of the band")
    interval: RangePart | None = Field(None, description="The score over all intervals")
    sensitivity: SensitivityPart | None = Field(
        None, description="The score under other choices of method"
    )
    weak: list[str]
    metrics: list[MetricPart]


class OrganisationPart(Part):
    """Who sent the return, and for when."""

    id: str | None
    name: str
    period_start: date | None
    period_end: date | None
    snapshot_date: date | None


class ShortfallPart(Part):
    """A metric that costs many points."""

    metric: str
    goal: int
    points: Number
    shortfall: Number


class CoverageWinPart(Part):
    """A missing sheet or column that would unlock metrics."""

    missing: str
    weight: Number
    metrics: list[str]


class FindingPart(Part):
    """One thing to mend."""

    code: str
    severity: str
    file: str
    sheet: str | None
    cells: str
    heading: str | None
    message: str
    help: str
    count: int


class LedgerPart(Part):
    """What reading repaired or left out, and how often."""

    kind: str
    file: str
    sheet: str | None
    cells: str
    count: int


class VerdictPart(Part):
    """Whether the return is valid."""

    valid: bool
    errors: int
    warnings: int
    goals_scored: int


class OverallPart(Part):
    """All goals as one number, given on request only."""

    score: Number
    lowest: int | None = Field(description="The goal with the lowest score")
    goals: int
    lacks: str = Field(description="Why there is no such number; empty where there is one")


class AreaFilePart(Part):
    """A file that places were looked up in."""

    file: str
    fingerprint: str


class Result(Part):
    """A scorecard of `levelup score -f json`."""

    schema_name: Literal["levelup/scorecard"] = Field(alias="schema")
    schema_version: str = Field(pattern=r"^1\.\d+$")
    tool_version: str
    definitions_version: str
    packs: list[str] = Field(description="The definitions packs, the one below first")
    definitions_fingerprint: str
    file: str
    file_fingerprint: str
    area_files: list[AreaFilePart]
    view: Literal["internal", "external"]
    organisation: OrganisationPart
    headcount: Number = Field(None, description="Staff, as the return gives them")
    seed: Number = Field(None, description="From which intervals were drawn")
    verdict: VerdictPart
    overall: OverallPart | None = None
    goals: list[GoalPart]
    data_quality: list[MetricPart] = Field(description="About the data; part of no score")
    shortfalls: list[ShortfallPart]
    coverage_wins: list[CoverageWinPart]
    pledges: list[PledgePart] = Field([], description="The organisation's own aims")
    progress: ProgressPart | None = Field(None, description="Since an earlier result, if asked for")
    findings: list[FindingPart]
    ledger: list[LedgerPart]
