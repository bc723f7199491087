"""What a metric needs: the sheets and columns without which it cannot be worked out."""

from collections.abc import Iterable, Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import accepted
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    PlainMeasure,
    Pooled,
    plain_parts,
)
from levelup_cli.definitions.needs import (
    EITHER,
    Need,
    cohorts_of,
    column_needs,
    metric_needs,
    plain_needs,
)
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Status


def missing(checked: Checked, catalogue: Catalogue, goal: Goal, metric: Metric) -> tuple[str, ...]:
    """The sheets (`training`) and columns (`employees.sex`) that a metric lacks.

    A column that has a heading and no answer at all is lacking too, be its cells blank or such that
    they cannot be used; so is a key without which no row could be counted, and a sheet without
    rows, which says nothing about anybody unless its sender says that there were none.
    """
    if isinstance(metric.measure, Pooled):
        return _missing_of_all(checked, catalogue, goal, metric.measure)
    lacking = [
        *_numbers_not_there(checked, catalogue, goal, metric),
        *_unmet(checked, metric_needs(catalogue, goal, metric)),
    ]
    return tuple(dict.fromkeys(lacking))


def assumed(checked: Checked, catalogue: Catalogue, goal: Goal, metric: Metric) -> tuple[str, ...]:
    """What the sender's mapping makes of blank cells that this metric rests on."""
    blanks = {
        f"{table}.{column}": meaning
        for table, own in checked.submission.mapping.tables.items()
        for column, meaning in own.blank.items()
    }
    if not blanks:
        return ()
    needs = [
        f"{table}.{column}"
        for table, columns in metric_needs(catalogue, goal, metric)
        for column in (columns or "").split(EITHER)
    ]
    return tuple(
        f"blank is {blanks[name]} in {name}" for name in dict.fromkeys(needs) if name in blanks
    )


def _unmet(checked: Checked, needs: Iterable[Need]) -> Iterator[str]:
    for table, column in needs:
        if table not in checked.tables or checked.tables[table].table.is_silent():
            yield table
        elif column is not None and not _is_there(checked, table, column):
            yield f"{table}.{column}"
        elif column is None and (key := _key_without_answers(checked, table)):
            yield f"{table}.{key}"


def _missing_of_all(
    checked: Checked, catalogue: Catalogue, goal: Goal, measure: Pooled
) -> tuple[str, ...]:
    """Of measures that are pooled one is enough; where none is there, the tables that they need."""
    if any(measure_is_there(checked, catalogue, goal, part) for part in measure.of):
        return ()
    return tuple(dict.fromkeys(_unmet(checked, plain_needs(catalogue, goal, measure))))


def _numbers_not_there(
    checked: Checked, catalogue: Catalogue, goal: Goal, metric: Metric
) -> Iterator[str]:
    """Single numbers, such as facts, whose row was not sent: silence is not zero."""
    for plain in plain_parts(metric.measure):
        for of in cohorts_of(plain):
            cohort = catalogue.cohort(goal, of)
            table = catalogue.tables[cohort.table]
            sent = checked.tables.get(cohort.table)
            if not table.single_numbers or sent is None or table.key is None:
                continue
            for wanted in accepted(cohort.where[table.key]) if table.key in cohort.where else ():
                if not (sent.says(table.key, wanted) & sent.usable).any():
                    yield f"{cohort.table}.{wanted}"


def _key_without_answers(checked: Checked, table: str) -> str | None:
    sent = checked.tables[table]
    key = sent.definition.key
    if key in sent.answers and not _is_there(checked, table, str(key)):
        return key
    return None


def measure_is_there(
    checked: Checked, catalogue: Catalogue, goal: Goal, measure: PlainMeasure
) -> bool:
    """Whether everything that one plain measure rests on has any answer."""
    return all(
        table in checked.tables and (column is None or _is_there(checked, table, column))
        for table, column in plain_needs(catalogue, goal, measure)
    )


def column_is_there(checked: Checked, catalogue: Catalogue, table: str, column: str) -> bool:
    """Whether a column, or everything that a derived one is made of, has any answer."""
    needs = column_needs(catalogue, catalogue.tables[table], column)
    return all(
        name in checked.tables and (asked is None or _is_there(checked, name, asked))
        for name, asked in needs
    )


def _is_there(checked: Checked, table: str, column: str) -> bool:
    """Whether a column has any answer; of alternatives (`a or b`), whether one of them has."""
    return any(_has_answers(checked, table, name) for name in column.split(EITHER))


def _has_answers(checked: Checked, table: str, column: str) -> bool:
    answers = checked.tables[table].answers.get(column)
    if answers is None:
        return False
    silent = answers.count(Status.MISSING) + answers.count(Status.WRONG)
    return checked.tables[table].table.said_none or silent < len(answers.codes)


def why_lacking(checked: Checked, lacking: tuple[str, ...]) -> str:
    """What is not provided, told apart from what was, and cannot be used as it stands."""
    wrong = [name for name in lacking if _is_wrong(checked, name)]
    absent = [name for name in lacking if name not in wrong]
    said = [f"not provided: {', '.join(absent)}"] if absent else []
    said += [f"no cell can be used, see the findings: {', '.join(wrong)}"] if wrong else []
    return "; ".join(said)


def _is_wrong(checked: Checked, name: str) -> bool:
    """Whether a lacking column was filled in, with cells that are all wrong or blank."""
    table, _, columns = name.partition(".")
    sent = checked.tables.get(table)
    found = [sent.answers[c] for c in columns.split(EITHER) if c in sent.answers] if sent else []
    return any(answers.count(Status.WRONG) for answers in found)
