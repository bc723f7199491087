"""Everything a definitions pack says, in one frozen whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from levelup_cli.definitions.goals import Cohort, Goal, Metric
from levelup_cli.definitions.measures import (
    Change,
    Difference,
    Mean,
    Measure,
    Median,
    PercentGap,
    Proportion,
    Rate,
    Ratio,
    Total,
)
from levelup_cli.definitions.policies import DisclosurePolicy, ScoringPolicy
from levelup_cli.definitions.sources import Source
from levelup_cli.definitions.tables import (
    QUARTERS,
    Band,
    CodeColumn,
    CodeList,
    Column,
    DerivedColumn,
    Exists,
    LinkedTotal,
    Lookup,
    MapOfCodes,
    NumberColumn,
    PayQuarter,
    Table,
)
from levelup_cli.definitions.worked_examples import WorkedExample


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A definitions pack, loaded and cross-checked."""

    version: str
    fingerprint: str
    goals: tuple[Goal, ...]
    tables: dict[str, Table]
    code_lists: dict[str, CodeList]
    sources: dict[str, Source]
    scoring: ScoringPolicy
    disclosure: DisclosurePolicy
    worked_examples: tuple[WorkedExample, ...]

    def metrics(self) -> Iterator[tuple[str, Goal, Metric]]:
        """Every metric that is listed and counted, in the order of its goals."""
        for goal in self.goals:
            for metric_id, metric in goal.metrics.items():
                if metric.tier != "step" and metric.status == "active":
                    yield metric_id, goal, metric

    def metric(self, metric_id: str) -> tuple[Goal, Metric] | None:
        """A metric by its id, with its goal."""
        for goal in self.goals:
            if metric_id in goal.metrics:
                return goal, goal.metrics[metric_id]
        return None

    def cohort(self, goal: Goal, name: str) -> Cohort:
        """A cohort of a goal; the name of a table stands for all its rows."""
        return goal.cohorts.get(name) or Cohort(table=name)

    def unit(self, goal: Goal, measure: Measure) -> str:
        """What a measure's value is given in."""
        match measure:
            case Proportion() | PercentGap() | Change():
                return "%"
            case Ratio():
                return "ratio"
            case Difference(of=Proportion()):
                return "percentage points"
            case Difference(of=of):
                return self.unit(goal, of)
            case Rate(times=times):
                return f"per {times:,.0f}"
            case Total(column=None):
                return "count"
            case Total() | Mean() | Median():
                table = self.cohort(goal, measure.of).table
                return self._unit_of_column(table, str(measure.column))
            case _:
                assert_never(measure)

    def _unit_of_column(self, table: str, name: str) -> str:
        match self.column(table, name):
            case NumberColumn(unit=unit):
                return unit
            case LinkedTotal(table=other, column=column):
                return self._unit_of_column(other, column)
            case _:
                return "number"

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
            case Exists():
                return ("yes", "no")
            case PayQuarter():
                return QUARTERS
            case _:
                return None
