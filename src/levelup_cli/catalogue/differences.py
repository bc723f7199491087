"""What changed between two versions of a pack, and what may not change under one id.

An id keeps its meaning for ever. What it counts (its sort of measure, table, cohort, unit and
audience) is its meaning; how it counts is its method, and a better method is a new version. So a
changed measure under the same version is refused, and a changed meaning under any.
"""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import cohort_of, plain_parts
from levelup_cli.definitions.needs import cohorts_of
from levelup_cli.outcomes.differences import Change, Kind

_Metric = tuple[Goal, Metric]
_Defined = dict[str, _Metric]


def compare_packs(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every change, those that are refused first."""
    before, after = _metrics(old), _metrics(new)
    changes = [*_gone(before, after, new), *_new(before, after, old)]
    for metric_id in before:
        if metric_id in after:
            changes += _changed(metric_id, old, before[metric_id], new, after[metric_id])
    changes += _names("table", set(old.tables), set(new.tables))
    changes += _names("code list", set(old.code_lists), set(new.code_lists))
    changes += _names("source", set(old.sources), set(new.sources))
    for table in sorted(set(old.tables) & set(new.tables)):
        columns = (set(pack.tables[table].columns) for pack in (old, new))
        changes += _names(f"column of {table}", *columns)
    order = list(Kind)
    return sorted(changes, key=lambda change: (order.index(change.kind), change.name, change.words))


def _metrics(catalogue: Catalogue) -> _Defined:
    return {i: (goal, metric) for goal in catalogue.goals for i, metric in goal.metrics.items()}


def _gone(before: _Defined, after: _Defined, new: Catalogue) -> Iterator[Change]:
    for metric_id in sorted(set(before) - set(after)):
        if metric_id in new.retired:
            yield Change(Kind.RETIRED, metric_id, new.retired[metric_id])
        else:
            words = "is gone; an id is never dropped silently, so list it under `retired`"
            yield Change(Kind.REFUSED, metric_id, words)


def _new(before: _Defined, after: _Defined, old: Catalogue) -> Iterator[Change]:
    for metric_id in sorted(set(after) - set(before)):
        if metric_id in old.retired:
            yield Change(Kind.REFUSED, metric_id, "was retired, and is used again")
        else:
            yield Change(Kind.ADDED, metric_id, after[metric_id][1].name)


def _changed(
    metric_id: str, old: Catalogue, was: _Metric, new: Catalogue, now: _Metric
) -> Iterator[Change]:
    (_, before), (_, after) = was, now
    meaning, other = _meaning(old, *was), _meaning(new, *now)
    for part, value in meaning.items():
        if value != other[part]:
            words = f"changed its meaning: {part} was {value}, and is {other[part]}; use a new id"
            yield Change(Kind.REFUSED, metric_id, words)
    if after.version < before.version:
        words = f"its version went back, from {before.version} to {after.version}"
        yield Change(Kind.REFUSED, metric_id, words)
    if _method(old, *was) != _method(new, *now) and after.version == before.version:
        yield Change(Kind.REFUSED, metric_id, "counts otherwise under the same version; raise it")
    if after.version > before.version:
        words = f"version {before.version} became {after.version}; the two are not compared"
        yield Change(Kind.CHANGED, metric_id, words)
    for field in ("name", "describes", "status", "tier", "breakdowns", "shares_of_total", "target"):
        if getattr(before, field) != getattr(after, field):
            yield Change(Kind.CHANGED, metric_id, f"{field} {_told(before, after, field)}")
    for field in ("benchmarks", "cautions", "standards"):
        if getattr(before, field) != getattr(after, field):
            yield Change(Kind.CHANGED, metric_id, f"other {field}")


def _meaning(catalogue: Catalogue, goal: Goal, metric: Metric) -> dict[str, str]:
    of = cohort_of(metric.measure)
    table = "" if of is None else catalogue.cohort(goal, of).table
    return {
        "goal": str(goal.goal),
        "measure": metric.measure.kind,
        "table": table,
        "unit": catalogue.unit(goal, metric),
        "audience": metric.audience,
    }


def _method(catalogue: Catalogue, goal: Goal, metric: Metric) -> dict[str, object]:
    """How a metric counts: its measure, and everything by name that the measure rests on.

    That is cohorts, the rows of their tables that count at all, and derived columns with those that
    they are made of in turn.
    """
    plains = list(plain_parts(metric.measure))
    cohorts = {name: catalogue.cohort(goal, name) for p in plains for name in cohorts_of(p)}
    method: dict[str, object] = {"measure": metric.measure, "applies": metric.applies, **cohorts}
    text = repr((metric.measure, cohorts))
    for name in {cohort.table: None for cohort in cohorts.values()}:
        table = catalogue.tables[name]
        method[f"{table.table}: rows"] = (table.counts, table.dated, table.latest)
        for derived, column in reversed(table.derived.items()):  # those above may be its parts
            if f"'{derived}'" in text:
                method[f"{table.table}.{derived}"] = column
                text += repr(column)
    return method


def _told(before: Metric, after: Metric, field: str) -> str:
    if field in ("target", "describes"):
        if field == "target" and before.target and after.target:
            was, now = before.target, after.target
            return (
                f"was {was.floor:g} to {was.value:g}, and is {now.floor:g} to {now.value:g}"
                if (was.floor, was.value) != (now.floor, now.value)
                else "is explained or applied otherwise"
            )
        return "is worded otherwise" if field == "describes" else "came or went"
    was, now = getattr(before, field), getattr(after, field)
    shown = (", ".join(v) or "none" if isinstance(v, tuple) else v for v in (was, now))
    return "was {}, and is {}".format(*shown)


def _names(what: str, before: set[str], after: set[str]) -> Iterator[Change]:
    for name in sorted(after - before):
        yield Change(Kind.ADDED, name, f"a {what}")
    for name in sorted(before - after):
        yield Change(Kind.CHANGED, name, f"this {what} is gone")
