"""Goals, their metrics, and what is good: benchmarks for context, targets for points."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from levelup_cli.definitions.conditions import Conditions
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.measures import Comparison, Measure, PlainMeasure

Tier = Literal["core", "extended", "context", "step"]
Audience = Literal["colleagues", "customers", "communities"]
Better = Literal["higher", "lower", "nearer_zero", "nearer_one"]


def _period(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
        raise ValueError('a year or a month is expected, in quotes: "2021" or "2025-04"')
    return value


class Benchmark(Definition):
    """What is usual elsewhere, from its period until the next one; never part of the score."""

    value: float
    period: Annotated[str, AfterValidator(_period)]
    place: str
    source: str
    like_for_like: bool = True
    note: str | None = None

    def begins(self) -> date:
        """The first day from which the benchmark holds."""
        year, _, month = self.period.partition("-")
        return date(int(year), int(month or 1), 1)


class SectorTarget(Definition):
    """Another floor and target for organisations of some sectors, and why."""

    sectors: Annotated[tuple[str, ...], Field(min_length=1)]
    floor: float
    value: float
    why: str


class Target(Definition):
    """What earns 100 points (`value`), what earns none (`floor`), which way is better, and why."""

    better: Better
    one_sided: bool = False
    floor: float
    value: float
    why: str
    by_sector: tuple[SectorTarget, ...] = ()

    def in_sector(self, sector: str | None) -> "Target":
        """The target of a sector: its own where it has one."""
        for own in self.by_sector:
            if sector in own.sectors:
                changed = {"floor": own.floor, "value": own.value, "why": own.why}
                return self.model_copy(update=changed)
        return self

    @property
    def is_rising(self) -> bool:
        """Whether more is better of what `fold` gives."""
        return self.better in ("higher", "nearer_one")

    def fold(self, value: float) -> float:
        """The value as the target sees it: a gap's distance from 0, a ratio's nearness to 1.

        One-sided targets are for background and deprivation, where the disadvantaged group doing
        better is no harm; two-sided ones for protected characteristics, where a gap either way
        matters.
        """
        match self.better:
            case "nearer_zero":
                return max(value, 0.0) if self.one_sided else abs(value)
            case "nearer_one":
                if self.one_sided:
                    return min(value, 1.0)
                return min(value, 1 / value) if value > 0 else 0.0
            case _:
                return value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for own in self.by_sector:
            Target(
                better=self.better,
                one_sided=self.one_sided,
                floor=own.floor,
                value=own.value,
                why=own.why,
            )
        if self.floor == self.value:
            raise ValueError("floor and value are the same, so no value could earn points between")
        if self.is_rising != (self.floor < self.value):
            order = "below" if self.is_rising else "above"
            raise ValueError(f"with better: {self.better} the floor must lie {order} the value")
        if self.one_sided and self.better not in ("nearer_zero", "nearer_one"):
            raise ValueError("one_sided goes with nearer_zero or nearer_one only")
        if self.better == "nearer_one" and not (0 <= self.floor < self.value <= 1):
            raise ValueError("with better: nearer_one floor and value must lie from 0 to 1")
        if self.better == "nearer_zero" and self.value < 0:
            raise ValueError("with better: nearer_zero the value cannot be negative")
        return self


class Standards(Definition):
    """Where other frameworks ask for the same; identifiers only, never their text."""

    smc: tuple[str, ...] = ()
    smei: tuple[str, ...] = ()
    gri: tuple[str, ...] = ()
    esrs: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    mission: tuple[int, ...] = ()
    toms: tuple[str, ...] = ()
    law: tuple[str, ...] = ()


class Cohort(Definition):
    """A named set of rows of a table: those for which every condition holds."""

    table: str
    where: Conditions = {}


class Reported(Definition):
    """Where the figure itself stands, in a table of what organisations have published.

    `less` is a column that is taken off; with `over_mean_of`, the figure is the column over the
    mean of these.
    """

    table: str
    column: str
    less: str | None = None
    over_mean_of: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """All that it is made of."""
        return (self.column, *filter(None, [self.less]), *self.over_mean_of)


class Metric(Definition):
    """The definition of one number worth knowing.

    `stages` are the steps of a funnel at which it is counted again: a comparison by groups is made
    of each, a plain measure gives way to it. `shares_of_total` are columns whose classes make up
    the whole: shown as each one's share of it. `estimated` is the cohort of rows that are
    estimates, so that a figure with any is marked. `reported` is where the figure has been
    published, which stands for rows that were not sent.
    """

    name: str
    describes: str
    version: Annotated[int, Field(ge=1)] = 1
    status: Literal["draft", "active", "retired"] = "active"
    audience: Audience
    tier: Tier
    applies: Conditions = {}
    measure: Measure
    stages: dict[str, PlainMeasure] = {}
    unit: str | None = None
    breakdowns: tuple[str, ...] = ()
    shares_of_total: tuple[str, ...] = ()
    estimated: str | None = None
    reported: Reported | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    target: Target | None = None
    cautions: tuple[str, ...] = ()
    standards: Standards = Standards()

    @model_validator(mode="after")
    def _is_scored_or_not(self) -> Self:
        if self.tier in ("core", "extended") and self.target is None:
            raise ValueError(f"a metric of tier {self.tier} needs a target")
        if self.tier in ("context", "step") and self.target is not None:
            raise ValueError(f"a metric of tier {self.tier} is never scored and takes no target")
        if self.stages and isinstance(self.measure, Comparison) and not self.measure.by:
            raise ValueError("stages go with a plain measure or with a comparison by groups")
        return self

    def benchmark_on(self, day: date | None) -> Benchmark | None:
        """The benchmark in force on a day: the latest that had begun; without a day, the latest."""
        begun = [entry for entry in self.benchmarks if day is None or entry.begins() <= day]
        return max(begun, key=Benchmark.begins, default=None)


class Goal(Definition):
    """One of the fourteen goals; a page of metrics.

    Goal 0 holds the metrics on the quality of the data, which belong to no goal and are never
    scored. An `optional` goal is left out unless it is asked for.
    """

    goal: Annotated[int, Field(ge=0, le=15)]
    name: str
    short: Annotated[str, Field(max_length=24)]
    asks: str
    optional: bool = False
    cohorts: dict[str, Cohort] = {}
    metrics: dict[str, Metric] = {}
