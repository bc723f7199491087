"""Rules about what is possible, but seldom true: answers on people, and the sender's own targets.

Such findings are about a column or a sheet, never about cells or numbers: those tell of persons.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.catalogue import PEOPLE
from levelup_cli.definitions.conditions import accepted
from levelup_cli.definitions.goals import Metric, Target
from levelup_cli.definitions.tables import CodeColumn, NumberColumn
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Mask, Status
from levelup_cli.words import per_cent, suggest

BACKGROUND = "parental_occupation"
MOST_APART = 0.15  # of one grade's known share and another's; people differ less than habits
MOST_ERRORS = 4  # standard errors of a difference, for several grades and columns are compared
LARGEST_SHARE = 0.95  # of one answer
MOST_REPLY = 0.98  # of people; where more do, a system may have answered
FEW_BLANKS = 10
ENOUGH_TO_SAY_SO = 100  # answers: of fewer people it would tell what nearly each of them is
ENOUGH_ANSWERS = 30  # from here on chance does not explain what is odd


def background_is_known(sent: Return) -> Iterator[Told]:
    """Of enough people it is known from which background they come."""
    shares = sent.catalogue.scoring.known_shares
    for table in sent.tables.values():
        people, known = _people(table), table.known(BACKGROUND)
        counted = int(people.sum())
        if counted < sent.catalogue.disclosure.least_people or not known[people].any():
            continue
        share = int(known[people].sum()) / counted
        if share >= shares.reliable:
            continue
        few = share < shares.scored
        least = per_cent(shares.scored if few else shares.reliable)
        cost = "are not scored" if few else "have low reliability"
        message = f"{BACKGROUND}: known of fewer than {least}, so metrics that need it {cost}"
        help_ = "Ask those who left it blank, and say what the answer is used for."
        severity = Severity.ERROR if few else Severity.WARNING
        yield _about(table, BACKGROUND, Fault("LU701", severity, message, help_))


def _people(table: CheckedTable) -> Mask:
    """The rows that count; agency workers, say, do not."""
    rows = table.usable
    for name, condition in table.definition.counts.items():
        fits = np.logical_or.reduce([table.says(name, code) for code in accepted(condition)])
        rows = rows & (fits | ~table.known(name))
    return rows


def _about(table: CheckedTable, column: str | None, fault: Fault) -> Told:
    """A finding about a whole column, or about a whole sheet."""
    place = place_of(table.table, column)
    return Told(Finding(fault.code, fault.severity, place, fault.message, fault.help))


def _sensitive(table: CheckedTable) -> Iterator[str]:
    """The columns of sensitive codes in which any answer stands."""
    for name, column in table.definition.columns.items():
        if isinstance(column, CodeColumn) and column.sensitive and table.known(name).any():
            yield name


def grades_answer_alike(sent: Return) -> Iterator[Told]:
    """About as many answers are known in each grade, or figures by grade mislead."""
    for table in sent.tables.values():
        grade = table.answers.get("grade")
        if grade is None:
            continue
        people = _people(table) & grade.known()
        heads = np.bincount(grade.codes[people], minlength=len(grade.values))
        large = heads >= ENOUGH_ANSWERS
        for name in _sensitive(table) if large.any() else ():
            known = np.bincount(grade.codes[people & table.known(name)], minlength=len(heads))
            if not _differ(known[large], heads[large]):
                continue
            message = (
                f"{name}: the share of known answers differs by more than 15 points between grades"
            )
            help_ = "Find out why before comparing grades; ask again where few have answered."
            yield _about(table, name, Fault("LU702", Severity.WARNING, message, help_))


def _differ(known: npt.NDArray[np.int64], heads: npt.NDArray[np.int64]) -> bool:
    """Whether two known shares lie apart, by more than chance does in grades of such sizes."""
    shares = known / heads
    pooled = (known[:, None] + known[None, :]) / (heads[:, None] + heads[None, :])
    errors = np.sqrt(pooled * (1 - pooled) * (1 / heads[:, None] + 1 / heads[None, :]))
    apart = np.round(shares[:, None] - shares[None, :], 9)
    return bool(((apart > MOST_APART) & (apart > MOST_ERRORS * errors)).any())


def answers_differ(sent: Return) -> Iterator[Told]:
    """One answer for nearly everybody may be what the system enters by itself."""
    for table in sent.tables.values():
        people = _people(table)
        for name in _sensitive(table):
            codes = table.answers[name].codes[people & table.known(name)]
            if len(codes) < max(ENOUGH_TO_SAY_SO, MOST_REPLY * int(people.sum())):
                continue
            if np.bincount(codes).max() <= LARGEST_SHARE * len(codes):
                continue
            message = f"{name}: more than {per_cent(LARGEST_SHARE)} of the known answers are alike"
            help_ = "If the system enters this answer where nobody replied, clear those cells."
            yield _about(table, name, Fault("LU703", Severity.WARNING, message, help_))


def refusals_are_kept(sent: Return) -> Iterator[Told]:
    """Where people leave blanks, some refuse; if nobody does, refusals may be stored as blanks."""
    for table in sent.tables.values():
        rows, names = _people(table), list(_sensitive(table))
        if not names or not _is_about_persons(table) or int(rows.sum()) < ENOUGH_ANSWERS:
            continue
        columns = [table.answers[name] for name in names]
        found = np.concatenate([c.statuses[c.codes[rows]] for c in columns])
        blanks = np.count_nonzero(found == Status.MISSING)
        if blanks >= FEW_BLANKS and Status.DECLINED not in found:
            message = f"nobody prefers not to say in {', '.join(names)}, though some are blank"
            help_ = "If the system stores refusals as blanks, export them as prefer_not_to_say."
            yield _about(table, None, Fault("LU704", Severity.WARNING, message, help_))


def _is_about_persons(table: CheckedTable) -> bool:
    """Whether each row is one person, and not perhaps a group, which does not refuse."""
    columns = table.definition.columns.values()
    heads = [c for c in columns if isinstance(c, NumberColumn) and c.unit == PEOPLE]
    return table.definition.key is not None and not heads


WORSE = Fault(
    "LU707",
    Severity.WARNING,
    "worse than baseline_value of the same row",
    "Check that the two are not exchanged, and that both are in the unit of the metric.",
)


def targets_are_about_metrics(sent: Return) -> Iterator[Told]:
    """A target is about a metric that exists."""
    table = sent.tables.get("targets")
    if table is None or "metric_id" not in table.answers:
        return
    answers, ids = table.answers["metric_id"], _metrics(sent)
    lost = [value is not None and value not in ids for value in answers.values]
    unknown = [str(answers.values[i]) for i in np.flatnonzero(lost)]
    hint = suggest(unknown[0], ids) if len(unknown) == 1 else ""
    rows: Mask = np.array(lost, bool)[answers.codes]
    message, help_ = f"there is no such metric.{hint}", "`levelup metrics list` shows the ids."
    yield from tell(table, "metric_id", rows, Fault("LU707", Severity.WARNING, message, help_))


def targets_are_better_than_what_was(sent: Return) -> Iterator[Told]:
    """A target is better than the value from which it sets out, in the metric's own direction."""
    table = sent.tables.get("targets")
    if table is None or "metric_id" not in table.answers:
        return
    answers, ids = table.answers["metric_id"], _metrics(sent)
    aims, baselines = table.numbers("target_value"), table.numbers("baseline_value")
    worse = np.zeros(len(table.table), bool)
    for row, code in enumerate(answers.codes.tolist()):
        metric = ids.get(str(answers.values[code]))
        target = metric.target if metric else None
        if target is not None:
            worse[row] = _is_worse(aims[row], baselines[row], target)
    yield from tell(table, "target_value", worse, WORSE)


def _metrics(sent: Return) -> dict[str, Metric]:
    """Every metric by its id, those that are not on as well."""
    return {name: metric for goal in sent.catalogue.goals for name, metric in goal.metrics.items()}


def _is_worse(value: float, other: float, target: Target) -> bool:
    """Whether a value is farther from the best than another; not where one is not known."""
    first, second = target.fold(value), target.fold(other)
    return first < second if target.is_rising else first > second


PAST = Fault(
    "LU707",
    Severity.WARNING,
    "a year that was over before the period of the return began",
    "Set a target for a later year, or remove the row if it is done with.",
)


def targets_lie_ahead(sent: Return) -> Iterator[Told]:
    """A target is for this year or a later one."""
    table, start = sent.tables.get("targets"), sent.organisation.period_start
    if table is not None and start is not None:
        column = "target_year"
        yield from tell(table, column, table.numbers(column) < start.year, PAST)


RULES: tuple[Rule, ...] = (
    background_is_known,
    grades_answer_alike,
    answers_differ,
    refusals_are_kept,
    targets_are_about_metrics,
    targets_are_better_than_what_was,
    targets_lie_ahead,
)
