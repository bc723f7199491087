"""What is allowed in a pack but worth a second look: warnings, never refusals."""

from collections.abc import Iterator
from datetime import date

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Conditions, accepted
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import Proportion, Rate, plain_parts
from levelup_cli.definitions.needs import cohorts_of

OLD_AFTER = 36  # months


def find_oddities(catalogue: Catalogue, today: date) -> Iterator[str]:
    """Old benchmarks, metrics nobody can reach or has worked out by hand, and what nobody uses."""
    yield from _uncited(catalogue)
    examples = {example.metric for example in catalogue.worked_examples}
    for goal in catalogue.goals:
        used: set[str] = set()
        for metric_id, metric in goal.metrics.items():
            used |= _cohorts(metric)
            yield from (
                f"{metric_id}: {words}" for words in _metric(catalogue, goal, metric, today)
            )
            if metric_id not in examples and metric.status != "retired":
                yield f"{metric_id}: has no worked example"
        for name in goal.cohorts:
            if name not in used:
                yield f"goal {goal.goal}: no metric uses the cohort {name}"


def _uncited(catalogue: Catalogue) -> Iterator[str]:
    cited = {
        b.source for goal in catalogue.goals for m in goal.metrics.values() for b in m.benchmarks
    }
    cited |= {entry.source for rates in catalogue.rates.values() for entry in rates.entries}
    for name in catalogue.sources:
        if name not in cited:
            yield f"sources.yaml: nobody cites {name}"


def _cohorts(metric: Metric) -> set[str]:
    plains = [*plain_parts(metric.measure), *metric.stages.values()]
    names = {name for plain in plains for name in cohorts_of(plain)}
    for plain in plains:
        if isinstance(plain, Rate):
            names |= {base.of for base in plain.group_bases}
    return names | ({metric.estimated} if metric.estimated else set())


def _metric(catalogue: Catalogue, goal: Goal, metric: Metric, today: date) -> Iterator[str]:
    latest = metric.benchmark_on(None)
    if latest is not None:
        begins = latest.begins()
        months = (today.year - begins.year) * 12 + today.month - begins.month
        if months > OLD_AFTER:
            yield f"the latest benchmark is of {latest.period}, more than {OLD_AFTER} months ago"
    for plain in plain_parts(metric.measure):
        for name in cohorts_of(plain):
            cohort = catalogue.cohort(goal, name)
            counts = catalogue.tables[cohort.table].counts
            if clash := _clash(cohort.where, counts):
                yield f"can never be worked out: no row of {name} can meet {clash} as well"
        if isinstance(plain, Proportion):
            cohort = catalogue.cohort(goal, plain.of)
            if clash := _clash(plain.where, cohort.where):
                yield f"is always 0: nobody in {plain.of} can meet {clash} as well"
            if plain.where and all(cohort.where.get(c) == plain.where[c] for c in plain.where):
                yield f"is always 100: everybody in {plain.of} meets what is asked"


def _clash(where: Conditions, other: Conditions) -> str:
    """The first column of which the two accept no code in common."""
    for column, condition in where.items():
        mine, theirs = set(accepted(condition)), set(accepted(other.get(column, ())))
        if mine and theirs and not mine & theirs:
            return f"{column} is {' or '.join(sorted(mine))}"
    return ""
