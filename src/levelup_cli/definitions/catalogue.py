"""Everything a definitions pack says, in one frozen whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from levelup_cli.definitions.goals import Cohort, Goal, Metric
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
    Lookup,
    MapOfCodes,
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
