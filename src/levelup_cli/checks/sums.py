"""Rules about what must agree: accounts of energy, and groups with everybody; list at the foot."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import accepted
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import Mean, Pooled, Proportion, Rate, cohort_of
from levelup_cli.definitions.tables import EVERYBODY, CodeColumn
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import simplify

OTHER_ACCOUNT = {"2_location": "2_market", "2_market": "2_location"}
COMPARED_SCOPES = ("1", "2_location")  # the emissions whose change over the year is scored
HALVES = (("fsm", "non_fsm"), ("disadvantaged", "not_disadvantaged"))  # of all learners
COARSE = 5  # counts made safe are often rounded to fives


def electricity_has_the_account_that_counts(sent: Return) -> Iterator[Told]:
    """Electricity is told by location or by market, and metrics find only the one they ask for."""
    table = sent.tables.get("energy")
    if table is None:
        return
    electricity = table.usable & table.says("source", "electricity")
    for year, account in sorted(_accounts_asked_for(sent.catalogue)):
        rows = electricity & table.says("year_label", year)
        if (rows & table.says("scope", account)).any():
            continue
        other = OTHER_ACCOUNT[account]
        message = f"the electricity of a year stands as {other} only, but metrics count {account}"
        help_ = f"Add the same electricity with scope {account} for year_label {year}."
        fault = Fault("LU521", Severity.WARNING, message, help_)
        yield from tell(table, "scope", rows & table.says("scope", other), fault)


def _accounts_asked_for(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Year and scope of the electricity that any metric counts."""
    years = catalogue.groups("energy", "year_label") or ()
    return {
        (year, scope)
        for goal in catalogue.goals
        for cohort in goal.cohorts.values()
        if cohort.table == "energy"
        for year in accepted(cohort.where.get("year_label", years))
        for scope in accepted(cohort.where.get("scope", ()))
        if scope in OTHER_ACCOUNT
    }


OTHER_FACTORS = Fault(
    "LU522",
    Severity.WARNING,
    "this year and the year before were worked out with different sets of conversion factors,"
    " so the change in emissions is not scored",
    "Work the year before out again with this year's set, and give that set for both years.",
)


def both_years_use_one_set_of_factors(sent: Return) -> Iterator[Told]:
    """Emissions of two years can be compared only if one set of conversion factors made both."""
    table = sent.tables.get("energy")
    if table is None or "factor_year" not in table.answers:
        return
    factors = table.numbers("factor_year")
    counted = table.usable & ~np.isnan(factors)
    counted &= np.logical_or.reduce([table.says("scope", scope) for scope in COMPARED_SCOPES])
    now, before = (counted & table.says("year_label", year) for year in ("current", "prior"))
    if now.any() and before.any():
        odd = (now & ~np.isin(factors, factors[before])) | (
            before & ~np.isin(factors, factors[now])
        )
        yield from tell(table, "factor_year", odd, OTHER_FACTORS)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Rows about groups, and the row about everybody that they should add up to.

    `lists_groups` says that no group lacks a row, `complete` that those in no group have theirs.
    """

    name: str
    whole: int
    parts: Sequence[int]
    lists_groups: bool
    complete: bool


def groups_of_aggregates_add_up(sent: Return) -> Iterator[Told]:
    """The groups of a breakdown add up to everybody, unless one of them is withheld."""
    table = sent.tables.get("aggregates")
    if table is None or not {"metric_id", "breakdown", "breakdown_value"} <= set(table.answers):
        return
    rows = _rows_by_metric(table)
    for metric_id, goal, metric in sent.catalogue.metrics():
        sent_groups = rows.get(metric_id, {})
        whole = sent_groups.get(EVERYBODY, {}).get(EVERYBODY)
        columns = _columns_that_add_up(metric)
        if whole is None or not columns:
            continue
        for name in _parting(sent.catalogue, goal, metric):
            groups, listed, codes = _groups_of(sent.catalogue, goal, metric, name)
            parts = {codes.get(text, text): row for text, row in sent_groups.get(name, {}).items()}
            parts.pop(EVERYBODY, None)
            lists_groups = bool(groups) and set(parts) >= groups
            complete = lists_groups and set(parts) >= listed
            title = f"{metric_id} by {name}"
            total = _Sum(title, whole, tuple(parts.values()), lists_groups, complete)
            yield from _compare(table, total, columns)


def _rows_by_metric(table: CheckedTable) -> dict[str, dict[str, dict[str, int]]]:
    """Metric -> breakdown -> group -> the usable row about it, names simplified."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    columns = [table.answers[name] for name in ("metric_id", "breakdown", "breakdown_value")]
    for row in np.flatnonzero(table.usable).tolist():
        metric_id, breakdown, group = (str(c.values[c.codes[row]]) for c in columns)
        found[metric_id][simplify(breakdown)][simplify(group)] = row
    return found


def _columns_that_add_up(metric: Metric) -> tuple[str, ...]:
    """The counts that add up over groups; a rate may divide each group by a base of its own.

    Things counted once, as schools visited by several programmes, may be counted in each group.
    """
    match metric.measure:
        case Proportion(distinct=None) | Mean():
            return "numerator", "denominator"
        case Pooled(of=of) if all(part.distinct is None for part in of):
            return "numerator", "denominator"
        case Rate() if all(total.distinct is None for total in metric.measure.totals()):
            return ("numerator",)
        case _:
            return ()


def _parting(catalogue: Catalogue, goal: Goal, metric: Metric) -> Iterator[str]:
    """The breakdowns whose groups have nobody in common: not years, nor kinds of customers."""
    of = cohort_of(metric.measure)
    table = catalogue.tables[catalogue.cohort(goal, of).table] if of else None
    overlapping = (table.latest, table.groups and table.groups.group) if table else ()
    return (name for name in metric.breakdowns if name not in overlapping)


def _groups_of(
    catalogue: Catalogue, goal: Goal, metric: Metric, name: str
) -> tuple[set[str], set[str], dict[str, str]]:
    """The groups of a breakdown, the same with the codes that form no group, and all spellings."""
    own = catalogue.cohort(goal, cohort_of(metric.measure) or "").table
    counts = catalogue.tables[own].groups
    tables = catalogue.tables if counts and counts.breakdown else (own,)
    home = next((table for table in tables if catalogue.groups(table, name)), own)
    groups = set(catalogue.groups(home, name) or ())
    column = catalogue.column(home, name)
    codes = catalogue.code_lists[column.codes].codes if isinstance(column, CodeColumn) else ()
    listed = groups | set(codes)
    own_names = {simplify(code): code for code in listed}
    return groups, listed, catalogue.spellings(home, name) | own_names


def groups_of_learners_add_up(sent: Return) -> Iterator[Told]:
    """Pupils eligible for free meals and all others are everybody, and so for disadvantage."""
    table = sent.tables.get("learners")
    definition = sent.catalogue.tables.get("learners")
    if table is None or definition is None or not set(definition.unique) <= set(table.answers):
        return
    *names, group = (table.answers[name] for name in definition.unique)
    rows: dict[tuple[object, ...], dict[object, int]] = defaultdict(dict)
    for row in np.flatnonzero(table.usable).tolist():
        key = tuple(answers.values[answers.codes[row]] for answers in names)
        rows[key][group.values[group.codes[row]]] = row
    for sent_groups in rows.values():
        for halves in HALVES:
            if {EVERYBODY, *halves} <= set(sent_groups):
                parts = [sent_groups[half] for half in halves]
                total = _Sum(" and ".join(halves), sent_groups[EVERYBODY], parts, True, True)
                yield from _compare(table, total, ("n_assessed", "n_achieved"))


def _compare(table: CheckedTable, total: _Sum, columns: Sequence[str]) -> Iterator[Told]:
    """Tell where groups do not add up; a withheld or blank number among them could be anything."""
    rows = [total.whole, *total.parts]
    if not total.parts or table.withheld()[rows].any():
        return
    for column in columns:
        whole, *parts = table.numbers(column)[rows].tolist()
        difference = sum(parts) - whole
        is_known_shortfall = difference >= 0 or total.lists_groups
        if abs(difference) <= _rounding([whole, *parts]) or not is_known_shortfall:
            continue
        severity = Severity.ERROR if total.complete else Severity.WARNING
        more = "more" if difference > 0 else "less"
        message = f"the groups of {total.name} add up to {more} than everybody"
        help_ = "Correct the number that is wrong, or add the row of those in no group (unknown)."
        mask: Mask = np.zeros(len(table.table), bool)
        mask[list(total.parts)] = True
        yield from tell(table, column, mask, Fault("LU524", severity, message, help_))


def _rounding(numbers: Sequence[float]) -> float:
    """How far rounded parts may lie from a rounded whole: half a step for each of the numbers.

    Where one of them is not known (NaN) there is no limit.
    """
    if any(np.isnan(number) for number in numbers):
        return float("inf")
    step = COARSE if all(number % COARSE == 0 for number in numbers) else 1
    return step / 2 * len(numbers)


RULES: tuple[Rule, ...] = (
    electricity_has_the_account_that_counts,
    both_years_use_one_set_of_factors,
    groups_of_aggregates_add_up,
    groups_of_learners_add_up,
)
