"""The parts of the scorecard as a JSON document; they are also its published JSON Schema."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float | None


class Part(BaseModel):
    """A part of the document; nothing in it is left out, what is not known is null."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


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
    like_for_like: bool
    confirmed: bool = Field(description="Whether the figure was read in the publication itself")


class TargetPart(Part):
    """What earned all points and what none, as used for this organisation."""

    better: str
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
    target: TargetPart | None
    benchmark: BenchmarkPart | None
    breakdowns: list[BreakdownPart]


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


class ToldFindingPart(FindingPart):
    """A finding of `levelup validate`, which may be accepted."""

    accepted: str | None = Field(description="Why it is accepted; it then does not count")


class LedgerPart(Part):
    """What reading repaired or left out, and how often."""

    kind: str
    file: str
    sheet: str | None
    cells: str
    count: int


class ReadReturnPart(Part):
    """A return that could be read, with all that was found in it."""

    file: str = Field(description="The path by which the return was named")
    readable: Literal[True]
    valid: bool
    errors: int
    warnings: int
    accepted: int = Field(description="Findings that are accepted, and do not count")
    known: int = Field(description="Findings of the baseline, which are not told again")
    findings: list[ToldFindingPart]
    ledger: list[LedgerPart]


class UnreadReturnPart(Part):
    """A return that could not be read."""

    file: str
    readable: Literal[False]
    reason: str
    help: str


class FindingsDocument(Part):
    """The findings of `levelup validate -f json`."""

    schema_name: Literal["levelup/findings"] = Field(alias="schema")
    schema_version: Literal["1.0"]
    returns: list[ReadReturnPart | UnreadReturnPart]
    settings: list[ToldFindingPart] = Field(description="On accepted findings and the baseline")


class FixPlacePart(Part):
    """The cells of one column that are alike."""

    kind: str = Field(description="A kind of repair, or the code of a finding that it would end")
    file: str
    sheet: str | None
    cells: str
    heading: str | None
    count: int


class FixPart(FixPlacePart):
    """What is written into cells; `before` and `after` are shapes, or codes that may be told."""

    safe: bool = Field(description="Whether it writes what is read there anyway")
    made: bool = Field(description="Whether it is in the copy, as asked for")
    before: str
    after: str


class LeftPart(FixPlacePart):
    """Cells that are left as they are."""

    why: str


class FixesDocument(Part):
    """The fixes of `levelup fix -f json`."""

    schema_name: Literal["levelup/fixes"] = Field(alias="schema")
    schema_version: Literal["1.0"]
    file: str
    fingerprint: str
    written: bool
    cells: int
    more_with_unsafe_fixes: int
    unwritable: str | None = Field(description="Why no copy of such a return can be written")
    fixes: list[FixPart]
    left: list[LeftPart]


class VerdictPart(Part):
    """Whether the return is valid."""

    valid: bool
    errors: int
    warnings: int
    goals_scored: int


class AreaFilePart(Part):
    """A file that places were looked up in."""

    file: str
    fingerprint: str


class Document(Part):
    """A scorecard of `levelup score -f json`."""

    schema_name: Literal["levelup/scorecard"] = Field(alias="schema")
    schema_version: Literal["1.0"]
    tool_version: str
    definitions_version: str
    packs: list[str] = Field(description="The definitions packs, the one below first")
    definitions_fingerprint: str
    file: str
    file_fingerprint: str
    area_files: list[AreaFilePart]
    view: Literal["internal", "external"]
    organisation: OrganisationPart
    verdict: VerdictPart
    goals: list[GoalPart]
    data_quality: list[MetricPart] = Field(description="About the data; part of no score")
    shortfalls: list[ShortfallPart]
    coverage_wins: list[CoverageWinPart]
    findings: list[FindingPart]
    ledger: list[LedgerPart]


def result_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the documents that are written, by the names of their files."""
    documents: dict[str, type[Part]] = {
        "scorecard": Document,
        "findings": FindingsDocument,
        "fixes": FixesDocument,
    }
    return {name: _schema(document) for name, document in documents.items()}


def _schema(document: type[Part]) -> dict[str, Any]:
    schema = document.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
