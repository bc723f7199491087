"""Rules that need the previous return: what it is, and what changed since; list at the foot."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from levelup_cli.checks.across import version_of
from levelup_cli.checks.returns import Fault, Return, Told, tell
from levelup_cli.definitions.catalogue import PEOPLE
from levelup_cli.definitions.tables import NumberColumn
from levelup_cli.outcomes.findings import Finding, Place, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import simplify

LARGE = 0.25  # a change by more than a quarter is more often a slip than a turn of events
FEW_PEOPLE = 10  # in small numbers of people a quarter is one or two
YEAR = re.compile(r"(19|20)\d\d([-/]\d\d){0,2}")  # 2024, 2024/25, 2024-06
WAYS = (("higher", 1), ("lower", -1))
COUNTS = {"numerator", "denominator", "n_missing", "n_declined", "n_group_a", "n_group_b"}

WHY_IT_CHANGED = "Check the unit, and what was counted; if it is right, leave it as it is."

Rows = npt.NDArray[np.intp]
ComparisonRule = Callable[[Return, Checked], Iterator[Told]]


def return_before_is_of_the_year_before(sent: Return, before: Checked) -> Iterator[Told]:
    """The previous return is of the same organisation, and of the period just before."""
    now, then = sent.organisation, before.organisation
    if _is_of_another(sent, before):
        message = "the previous return is of another organisation_id; numbers are not compared"
        help_ = "Give the previous return of this organisation, or correct the id."
        yield from _about(sent, "organisation_id", Fault("LU708", Severity.WARNING, message, help_))
    if now.period_start is None or now.period_end is None or then.period_end is None:
        return
    gap, length = now.period_start - then.period_end, now.period_end - now.period_start
    if gap.days > 0 and gap <= length:
        return
    when = "more than one period earlier" if gap.days > 0 else "not earlier than this one"
    message = f"the period of the previous return is {when}"
    help_ = "Give the return of the period just before this one, or correct the dates."
    yield from _about(sent, "period_start", Fault("LU708", Severity.WARNING, message, help_))


def _is_of_another(sent: Return, before: Checked) -> bool:
    now, then = sent.organisation.id, before.organisation.id
    return now is not None and then is not None and simplify(now) != simplify(then)


def definitions_are_the_same(sent: Return, before: Checked) -> Iterator[Told]:
    """The previous return was filled in for the definitions in use."""
    table = before.tables.get("organisation")
    answers = table.answers.get("template_version") if table is not None else None
    versions = [str(v) for v in answers.values if v is not None] if answers else []
    if any(version_of(version) != version_of(sent.catalogue.version) for version in versions):
        message = "the previous return was filled in under other definitions than these"
        help_ = "Take changes in figures with care: they may come from the definitions."
        yield from _about(
            sent, "template_version", Fault("LU706", Severity.WARNING, message, help_)
        )


def _about(sent: Return, column: str, fault: Fault) -> Iterator[Told]:
    """A finding on the two returns, at a cell of the newer one's organisation if it has one."""
    tables = list(sent.tables.values())
    table = sent.tables.get("organisation")
    if table is not None and column in table.answers:
        place = place_of(table.table, column, table.table.rows[:1].tolist())
    elif tables:
        place = Place(tables[0].table.file)
    else:
        return
    yield Told(Finding(fault.code, fault.severity, place, fault.message, fault.help))


def tables_are_as_long_as_before(sent: Return, before: Checked) -> Iterator[Told]:
    """A table of people has about as many rows as the year before."""
    for table, then in _pairs(sent, before):
        definition = table.definition
        if definition.groups is not None or not definition.people or _is_of_one_row(table):
            continue
        difference = int(table.usable.sum()) - int(then.usable.sum())
        if abs(difference) < FEW_PEOPLE or abs(difference) <= LARGE * int(then.usable.sum()):
            continue
        more = "more" if difference > 0 else "fewer"
        message = f"more than a quarter {more} rows than in the previous return"
        place = place_of(table.table)
        yield Told(Finding("LU705", Severity.WARNING, place, message, WHY_IT_CHANGED))


def numbers_are_like_before(sent: Return, before: Checked) -> Iterator[Told]:
    """Numbers about the whole organisation and its groups change by a quarter at most."""
    for table, then in _pairs(sent, before):
        rows, rows_then = _same_rows(table, then)
        for name, column in table.definition.columns.items():
            if not isinstance(column, NumberColumn) or name in _key(table):
                continue
            if sent.catalogue.groups(table.definition.table, name) is not None:
                continue  # a level, say, of which a quarter means nothing
            if column.range is None or column.range.min is None or column.range.min < 0:
                continue  # a profit, which may as well be a loss
            old = then.numbers(name)[rows_then]
            change = table.numbers(name)[rows] - old
            large = np.abs(change) > LARGE * np.abs(old)
            if column.unit == PEOPLE or name in COUNTS:
                large &= np.abs(change) >= FEW_PEOPLE
            mask: Mask = np.zeros(len(table.table), bool)
            mask[rows[large]] = True
            ways = [way for way, to in WAYS if (large & (np.sign(change) == to)).any()]
            message = f"more than a quarter {' or '.join(ways)} than in the previous return"
            fault = Fault("LU705", Severity.WARNING, message, WHY_IT_CHANGED)
            yield from tell(table, name, mask, fault)


def _pairs(sent: Return, before: Checked) -> Iterator[tuple[CheckedTable, CheckedTable]]:
    """Each table with the same one of the year before, where both say something."""
    if _is_of_another(sent, before):
        return
    for name, table in sent.tables.items():
        then = before.tables.get(name)
        if then is not None and not table.table.is_silent() and not then.table.is_silent():
            yield table, then


def _is_of_one_row(table: CheckedTable) -> bool:
    return table.definition.table == "organisation"


def _key(table: CheckedTable) -> tuple[str, ...]:
    """The columns that say what a row of counts is about; none where rows are persons or things."""
    definition = table.definition
    if definition.groups is not None or (definition.unique and not definition.people):
        return definition.unique
    return (definition.key,) if definition.single_numbers and definition.key else ()


def _same_rows(table: CheckedTable, then: CheckedTable) -> tuple[Rows, Rows]:
    """The places of the rows that are about the same in both returns."""
    now, old = _rows_by_key(table), _rows_by_key(then)
    pairs = [(row, old[key]) for key, row in now.items() if key in old]
    both = np.array(pairs, np.intp).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _rows_by_key(table: CheckedTable) -> dict[tuple[object, ...], int]:
    """What a row is about, apart from the year -> its place; what two rows share is left out."""
    if _is_of_one_row(table):
        return {(): 0} if len(table.table) else {}
    columns = [table.answers[name] for name in _key(table) if name in table.answers]
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in np.flatnonzero(_latest(table)).tolist() if columns else ():
        key = tuple(_without_year(c.values[c.codes[row]]) for c in columns)
        found[key].append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _latest(table: CheckedTable) -> Mask:
    """The usable rows; of a table that holds several years, those of the last."""
    years = table.answers.get(table.definition.latest or "")
    if years is None:
        return table.usable
    used = {years.values[code] for code in np.unique(years.codes[table.usable])}
    last = max((str(year) for year in used if year is not None), default="")
    return table.usable & table.says(table.definition.latest or "", last)


def _without_year(value: object) -> object:
    """The name of a survey or year without the year: `Staff survey 2024` -> `staff_survey`."""
    return simplify(YEAR.sub("", value)) if isinstance(value, str) else value


RULES: tuple[ComparisonRule, ...] = (
    return_before_is_of_the_year_before,
    definitions_are_the_same,
    tables_are_as_long_as_before,
    numbers_are_like_before,
)
