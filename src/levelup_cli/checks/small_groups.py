"""A rule about groups of few people, of which no figure will be shown; its list is at the foot."""

from collections.abc import Iterator

import numpy as np

from levelup_cli.checks.returns import Return, Rule, Told
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.derived import MapOfCodes
from levelup_cli.definitions.measures import plain_parts
from levelup_cli.definitions.needs import cohorts_of
from levelup_cli.definitions.tables import Table
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Value


def groups_are_large_enough(sent: Return) -> Iterator[Told]:
    """Which breakdowns will have groups withheld; neither which group it is, nor how small.

    Of fewer people altogether no figure is shown at all, so that breakdowns do not come into it.
    """
    least = sent.catalogue.disclosure.least_people
    breakdowns = _breakdowns(sent.catalogue)
    for name, table in sent.tables.items():
        is_large = int(table.usable.sum()) >= least
        if not is_large or not _has_a_row_per_person(sent.catalogue, table.definition):
            continue
        thin = [b for b in breakdowns.get(name, {}) if _has_small_group(table, b, least)]
        if thin:
            listed = " and ".join(filter(None, [", ".join(thin[:-1]), thin[-1]]))
            yield Told(
                Finding(
                    code="LU611",
                    severity=Severity.INFO,
                    place=place_of(table.table),
                    message=f"figures by {listed} will be withheld for groups of fewer than"
                    f" {least} people",
                    help="Nothing, if the groups are so small. It protects the people in them.",
                )
            )


def _breakdowns(catalogue: Catalogue) -> dict[str, dict[str, None]]:
    """Table -> the columns, asked for or derived, by which a metric is shown for each group."""
    found: dict[str, dict[str, None]] = {}
    for _, goal, metric in catalogue.metrics():
        for plain in plain_parts(metric.measure):
            for cohort in cohorts_of(plain):
                table = catalogue.cohort(goal, cohort).table
                found.setdefault(table, {}).update(dict.fromkeys(metric.breakdowns))
    return found


def _has_a_row_per_person(catalogue: Catalogue, table: Table) -> bool:
    """Rows about groups have numbers of people, and are protected by those."""
    counts = table.groups or any(catalogue.counts_people(table.table, c) for c in table.columns)
    return table.people and not counts


def _has_small_group(table: CheckedTable, name: str, least: int) -> bool:
    """Whether a group has somebody in it, and fewer than `least` rows that count.

    Of the derived columns those are known here that gather the codes of a column.
    """
    derived = table.definition.derived.get(name)
    classes: dict[Value | None, str] = {}
    if isinstance(derived, MapOfCodes):
        name = derived.column
        classes = {code: to for to, codes in derived.to.items() for code in codes}
    answers = table.answers.get(name)
    if answers is None:
        return False
    rows = np.bincount(answers.codes[table.usable & answers.known()], minlength=len(answers.values))
    sizes: dict[Value | None, int] = {}
    for value, size in zip(answers.values, rows.tolist(), strict=True):
        group = classes.get(value) if classes else value
        if group is not None:
            sizes[group] = sizes.get(group, 0) + size
    return any(0 < size < least for size in sizes.values())


RULES: tuple[Rule, ...] = (groups_are_large_enough,)
