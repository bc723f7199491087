"""What a pack is called, what it builds on, and what it adds to another pack."""

from typing import Annotated, Literal

from pydantic import Field

from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.derived import DerivedColumn
from levelup_cli.definitions.goals import Cohort, Metric, SectorTarget, Standards, Target
from levelup_cli.definitions.tables import Code, Column


class Pack(Definition):
    """`pack.yaml`: the pack's name and version.

    With `extends: shipped` the pack is laid over the one that comes with the tool. `retired` lists
    ids that metrics once had, with the reason; they are never used again.
    """

    name: str
    version: str
    extends: Literal["shipped"] | None = None
    retired: dict[str, str] = {}


class GoalAddition(Definition):
    """More metrics for a goal of the pack below, and other targets for metrics that it has.

    `targets` replace a metric's target; `sector_targets` stand before those it has.
    """

    goal: Annotated[int, Field(ge=0, le=15)]
    cohorts: dict[str, Cohort] = {}
    metrics: dict[str, Metric] = {}
    targets: dict[str, Target] = {}
    sector_targets: dict[str, tuple[SectorTarget, ...]] = {}


class TableAddition(Definition):
    """More columns for a table of the pack below."""

    table: str
    columns: dict[str, Column] = {}
    derived: dict[str, DerivedColumn] = {}


class CodeListAddition(Definition):
    """More codes for a list of the pack below."""

    codes: dict[str, Code]


class Framework(Definition):
    """Another framework that metrics are tagged with: identifiers only, never its text."""

    title: str
    publisher: str
    edition: str
    address: str | None = None
    note: str | None = None


class Crosswalks(Definition):
    """The frameworks, and the identifiers to which each goal as a whole corresponds."""

    frameworks: dict[str, Framework]
    goals: dict[str, Standards]
