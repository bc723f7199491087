"""A pack laid over another: what it adds is joined to what is there, and nothing is lost silently.

Each function takes what the pack below has and what the pack on top says, and complains where a
name is taken.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from levelup_cli.catalogue.table_names import Complaint, unknown
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.packs import CodeListAddition, GoalAddition, TableAddition
from levelup_cli.definitions.tables import CodeList, Table

REPLACED = ("scoring.yaml", "disclosure.yaml", "crosswalks.yaml")  # policies, taken as a whole
Values = dict[str, Definition | dict[str, Definition]]


@dataclass(slots=True)
class Origins:
    """Which metrics and which targets came from the pack on top."""

    metrics: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


def lay_over(below: Values, top: Values, origins: Origins) -> Iterator[tuple[str, Complaint]]:
    """Join `top` into `below`, in place; yields the file and the complaint for what cannot be."""
    for name, value in top.items():
        match value:
            case GoalAddition():
                complaints = _add_to_goal(below, value, origins)
            case TableAddition():
                complaints = _add_to_table(below, value)
            case dict():
                complaints = _add_entries(below, name, value)
            case _ if name in below and name not in REPLACED:
                complaints = iter([((), "the pack below has a file of this name")])
            case _:
                below[name] = value
                if isinstance(value, Goal):
                    origins.metrics |= set(value.metrics)
                continue
        yield from ((name, complaint) for complaint in complaints)


def _find(below: Values, fits: Callable[[object], bool]) -> str | None:
    return next((name for name, value in below.items() if fits(value)), None)


def _add_to_goal(below: Values, extra: GoalAddition, origins: Origins) -> Iterator[Complaint]:
    place = _find(below, lambda value: isinstance(value, Goal) and value.goal == extra.goal)
    goal = below.get(place or "")
    if place is None or not isinstance(goal, Goal):
        yield ("goal",), f"the pack below has no goal {extra.goal}"
        return
    yield from _taken("cohorts", goal.cohorts, extra.cohorts)
    yield from _taken("metrics", goal.metrics, extra.metrics)
    metrics = dict(goal.metrics) | extra.metrics
    origins.metrics |= set(extra.metrics)
    for metric_id, target in extra.targets.items():
        if metric_id not in metrics:
            yield ("targets", metric_id), unknown("metric", metric_id, metrics)
            continue
        metrics[metric_id] = metrics[metric_id].model_copy(update={"target": target})
        origins.targets.add(metric_id)
    for metric_id, own in extra.sector_targets.items():
        metric = metrics.get(metric_id)
        if metric is None or metric.target is None:
            yield ("sector_targets", metric_id), f"there is no metric with a target '{metric_id}'"
            continue
        changed = metric.target.model_copy(update={"by_sector": (*own, *metric.target.by_sector)})
        metrics[metric_id] = metric.model_copy(update={"target": changed})
        origins.targets.add(metric_id)
    cohorts = dict(goal.cohorts) | extra.cohorts
    below[place] = goal.model_copy(update={"cohorts": cohorts, "metrics": metrics})


def _add_to_table(below: Values, extra: TableAddition) -> Iterator[Complaint]:
    place = _find(below, lambda value: isinstance(value, Table) and value.table == extra.table)
    table = below.get(place or "")
    if place is None or not isinstance(table, Table):
        yield ("table",), f"the pack below has no table {extra.table}"
        return
    yield from _taken("columns", table.columns, extra.columns)
    yield from _taken("derived", table.derived, extra.derived)
    changed = {
        "columns": dict(table.columns) | extra.columns,
        "derived": dict(table.derived) | extra.derived,
    }
    below[place] = table.model_copy(update=changed)


def _add_entries(below: Values, name: str, extra: dict[str, Definition]) -> Iterator[Complaint]:
    """More sources, rates, column groups or code lists; a code list that exists gets more codes."""
    there = below.get(name)
    entries = dict(there) if isinstance(there, dict) else {}
    for key, value in extra.items():
        old = entries.get(key)
        if isinstance(value, CodeListAddition):
            if not isinstance(old, CodeList):
                yield (key,), f"the pack below has no code list {key}, so it needs a title"
                continue
            yield from (((key, *p), m) for p, m in _taken("codes", old.codes, value.codes))
            entries[key] = old.model_copy(update={"codes": dict(old.codes) | value.codes})
        elif old is not None:
            yield (key,), f"'{key}' is already defined in the pack below"
        else:
            entries[key] = value
    below[name] = entries


def _taken(
    what: str, there: Mapping[str, object], extra: Mapping[str, object]
) -> Iterator[Complaint]:
    for name in extra:
        if name in there:
            yield (what, name), f"'{name}' is already defined in the pack below"
