"""What an organisation could measure next, and what it would have to collect for that."""

from dataclasses import dataclass

from levelup_cli.outcomes.indicators import State


@dataclass(frozen=True, slots=True)
class PlannedMetric:
    """A metric as things stand: whether it can be worked out, and what it lacks."""

    metric_id: str
    name: str
    goal: int
    state: State
    weight: float
    missing: tuple[str, ...]

    @property
    def is_lacking(self) -> bool:
        """Whether data would make it possible."""
        return self.state is State.NOT_PROVIDED


@dataclass(frozen=True, slots=True)
class Step:
    """A sheet to collect next, with the columns that the metrics need, and what it unlocks.

    Steps build on each other: `unlocks` assumes that those before were taken.
    """

    table: str
    columns: tuple[str, ...]
    unlocks: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The metrics of an organisation, and the steps in the order in which they gain most."""

    organisation: str
    metrics: tuple[PlannedMetric, ...]
    steps: tuple[Step, ...]
