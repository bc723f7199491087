"""Everything a definitions pack says, in one frozen whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from levelup_cli.definitions.conditions import Range
from levelup_cli.definitions.derived import (
    QUARTERS,
    YES_NO,
    AnyOf,
    AtLeast,
    Band,
    DerivedColumn,
    Exists,
    FirstKnown,
    InPeriod,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    NumberOfCode,
    PayQuarter,
    Product,
    Quotient,
)
from levelup_cli.definitions.goals import Cohort, Goal, Metric
from levelup_cli.definitions.measures import (
    Change,
    Difference,
    Mean,
    Measure,
    Median,
    PassRate,
    PercentGap,
    Pooled,
    Proportion,
    Rate,
    Ratio,
    Total,
)
from levelup_cli.definitions.packs import Crosswalks
from levelup_cli.definitions.policies import DisclosurePolicy, ScoringPolicy
from levelup_cli.definitions.rates import DatedRates
from levelup_cli.definitions.sectors import Sector
from levelup_cli.definitions.sources import Source
from levelup_cli.definitions.tables import CodeColumn, CodeList, Column, NumberColumn, Table
from levelup_cli.definitions.worked_examples import WorkedExample

DATA_QUALITY = 0  # the page of metrics on the data themselves, which is no goal
PER_CENT = 100
PEOPLE = "people"  # the unit of columns that hold head counts
MONEY = "pounds"
MOST_NUMBERED_GROUPS = 10  # tenths and fifths of areas, levels: whole numbers that are groups


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A definitions pack, loaded and cross-checked."""

    version: str
    fingerprint: str
    goals: tuple[Goal, ...]
    tables: dict[str, Table]
    code_lists: dict[str, CodeList]
    rates: dict[str, DatedRates]
    sources: dict[str, Source]
    scoring: ScoringPolicy
    disclosure: DisclosurePolicy
    worked_examples: tuple[WorkedExample, ...]
    crosswalks: Crosswalks | None = None
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    packs: tuple[str, ...] = ()  # the packs it is made of, the one below first
    own_metrics: frozenset[str] = frozenset()  # metrics and targets from the pack on top
    own_targets: frozenset[str] = frozenset()
    retired: Mapping[str, str] = field(default_factory=dict)  # ids that are never used again
    switched_on: frozenset[int] = frozenset()  # optional goals that were asked for
    statuses: frozenset[str] = frozenset({"active"})  # with "draft" when drafts were asked for

    def metrics(self) -> Iterator[tuple[str, Goal, Metric]]:
        """Every metric that is listed and counted, in the order of its goals."""
        for goal in self.goals:
            if not self._is_on(goal):
                continue
            for metric_id, metric in goal.metrics.items():
                if metric.tier != "step" and metric.status in self.statuses:
                    yield metric_id, goal, metric

    def with_goals(self, goals: tuple[int, ...]) -> "Catalogue":
        """The same with the optional goals among these switched on."""
        return replace(self, switched_on=self.switched_on | frozenset(goals))

    def shown_goals(self) -> Iterator[Goal]:
        """The goals proper: neither the page on data quality nor optional goals not asked for."""
        for goal in self.goals:
            if goal.goal != DATA_QUALITY and self._is_on(goal):
                yield goal

    def _is_on(self, goal: Goal) -> bool:
        return not goal.optional or goal.goal in self.switched_on

    def metric(self, metric_id: str) -> tuple[Goal, Metric] | None:
        """A metric by its id, with its goal."""
        for goal in self.goals:
            if metric_id in goal.metrics:
                return goal, goal.metrics[metric_id]
        return None

    def cohort(self, goal: Goal, name: str) -> Cohort:
        """A cohort of a goal; the name of a table stands for all its rows."""
        return goal.cohorts.get(name) or Cohort(table=name)

    def unit(self, goal: Goal, metric: Metric) -> str:
        """What a metric's value is given in."""
        return metric.unit or self._unit(goal, metric.measure)

    def _unit(self, goal: Goal, measure: Measure) -> str:
        match measure:
            case Proportion(per=per) if per != PER_CENT:
                return f"per {per:,.0f}"
            case Proportion() | Pooled() | PassRate() | PercentGap() | Change():
                return "%"
            case Ratio():
                return "ratio"
            case Difference(of=Proportion()):
                return "percentage points"
            case Difference(of=of):
                return self._unit(goal, of)
            case Rate(times=times):
                return f"per {times:,.0f}"
            case Total(column=None):
                return "count"
            case Total() | Mean() | Median():
                table = self.cohort(goal, measure.of).table
                return self.unit_of_column(table, str(measure.column))
            case _:
                assert_never(measure)

    def unit_of_column(self, table: str, name: str) -> str:
        """What the numbers of a column are given in."""
        match self.column(table, name):
            case NumberColumn(unit=unit) | NumberOfCode(unit=unit) | Product(unit=unit):
                return unit
            case Quotient(unit=unit):
                return unit
            case LinkedTotal(table=other, column=column):
                return self.unit_of_column(other, column)
            case FirstKnown(of=choices):
                columns = [choice.column for choice in choices if choice.column]
                return self.unit_of_column(table, columns[0]) if columns else "number"
            case _:
                return "number"

    def counts_people(self, table: str, column: str) -> bool:
        """Whether the numbers of a column are head counts, so that their sums are people."""
        return self.unit_of_column(table, column) == PEOPLE

    def spellings(self, table: str, name: str) -> dict[str, str]:
        """Every spelling of the codes of a column, simplified -> the code; none if it has none."""
        column = self.column(table, name) if table in self.tables else None
        return self.code_lists[column.codes].spellings() if isinstance(column, CodeColumn) else {}

    def non_answers(self) -> frozenset[str]:
        """The codes that say nothing, of all lists; they form no group anywhere."""
        return frozenset(
            code
            for codes in self.code_lists.values()
            for code, entry in codes.codes.items()
            if entry.answer != "known"
        )

    def column(self, table: str, name: str) -> Column | DerivedColumn | None:
        """A column of a table, asked for or derived."""
        definition = self.tables[table]
        return definition.columns.get(name) or definition.derived.get(name)

    def groups(self, table: str, name: str) -> tuple[str, ...] | None:
        """The groups that a column divides people into, in reading order; None where it does not.

        Codes such as `prefer_not_to_say` and `unknown` are answers, but form no group.
        """
        match self.column(table, name):
            case CodeColumn(codes=codes):
                entries = self.code_lists[codes].codes.items()
                return tuple(code for code, entry in entries if entry.answer == "known")
            case MapOfCodes(to=to) | Band(to=to):
                return tuple(to)
            case Lookup(via=via, column=column):
                target = self.tables.get(self.tables[table].links().get(via, ""))
                return self.groups(target.table, column) if target else None
            case Exists() | AnyOf() | AtLeast() | InPeriod():
                return YES_NO
            case FirstKnown(of=choices):
                columns = [choice.column for choice in choices if choice.column]
                return self.groups(table, columns[0]) if columns else None
            case NumberColumn(whole=True, range=Range(min=float(low), max=float(high))) if (
                high - low < MOST_NUMBERED_GROUPS
            ):
                return tuple(str(number) for number in range(int(low), int(high) + 1))
            case PayQuarter():
                return QUARTERS
            case _:
                return None
