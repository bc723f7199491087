"""Lists of the metrics, of all or of those that answer to another framework."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from levelup_cli.definitions.catalogue import DATA_QUALITY, Catalogue
from levelup_cli.definitions.goals import Goal, Metric, Standards
from levelup_cli.gate import as_csv, as_json, as_line
from levelup_cli.words import count_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Which metrics to list: of some goals (all where empty), and of one identifier."""

    goals: tuple[int, ...] = ()
    standard: tuple[str, str] | None = None  # a framework and an identifier of it: esrs, S1-9

    def of(self, catalogue: Catalogue) -> Iterator[tuple[str, Goal, Metric]]:
        """The metrics to list."""
        for metric_id, goal, metric in catalogue.metrics():
            if self.goals and goal.goal not in self.goals:
                continue
            if self.standard is None or self._answers(metric):
                yield metric_id, goal, metric

    def names_goal(self, catalogue: Catalogue, goal: Goal) -> bool:
        """Whether the goal as a whole corresponds to the identifier."""
        if catalogue.crosswalks is None or (self.goals and goal.goal not in self.goals):
            return False
        own = catalogue.crosswalks.goals.get(str(goal.goal))
        return own is not None and self.standard is not None and self._is_in(own)

    def _answers(self, metric: Metric) -> bool:
        return self._is_in(metric.standards)

    def _is_in(self, standards: Standards) -> bool:
        framework, wanted = self.standard or ("", "")
        ids = (str(name).casefold() for name in getattr(standards, framework))
        return wanted.casefold() in ids


def list_as_table(catalogue: Catalogue, choice: Choice) -> str:
    """A line per metric under its goal, and what each goal as a whole corresponds to."""
    lines: list[str] = []
    listed: dict[int, list[tuple[str, Metric]]] = {}
    for metric_id, goal, metric in choice.of(catalogue):
        listed.setdefault(goal.goal, []).append((metric_id, metric))
    for goal in catalogue.goals:
        whole = choice.names_goal(catalogue, goal)
        if goal.goal not in listed and not whole:
            continue
        note = "  (the goal as a whole)" if whole else ""
        lines.append(f"{goal.goal:>2} {goal.name}{note}" if goal.goal else f"   {goal.name}")
        for metric_id, metric in listed.get(goal.goal, ()):
            draft = ", draft" if metric.status == "draft" else ""
            lines.append(f"     {metric_id}  {metric.tier}, {metric.audience}{draft}")
            lines.append(f"         {metric.name}")
    count = sum(len(metrics) for goal, metrics in listed.items() if goal != DATA_QUALITY)
    quality = len(listed.get(DATA_QUALITY, ()))
    lines.append(
        count_of(count, "metric")
        + (f", {count_of(quality, 'data-quality metric')}" if quality else "")
    )
    return _text(lines)


def list_as_json(catalogue: Catalogue, choice: Choice) -> str:
    """A list of objects with `id` and `goal` at least."""
    return as_json([dict(row) for row in _rows(catalogue, choice)])


def list_as_csv(catalogue: Catalogue, choice: Choice) -> str:
    """A row per metric."""
    rows = [dict(row) for row in _rows(catalogue, choice)]
    return as_csv([list(rows[0]) if rows else [], *[list(row.values()) for row in rows]])


def _rows(catalogue: Catalogue, choice: Choice) -> Iterator[list[tuple[str, object]]]:
    for metric_id, goal, metric in choice.of(catalogue):
        yield [
            ("id", metric_id),
            ("goal", goal.goal),
            ("name", metric.name),
            ("tier", metric.tier),
            ("audience", metric.audience),
            ("measure", metric.measure.kind),
            ("unit", catalogue.unit(goal, metric)),
            ("version", metric.version),
            ("status", metric.status),
        ]


LISTS: dict[str, Callable[[Catalogue, Choice], str]] = {
    "table": list_as_table,
    "json": list_as_json,
    "csv": list_as_csv,
}


def _text(lines: list[str]) -> str:
    return "".join(f"{as_line(line)}\n" for line in lines)
