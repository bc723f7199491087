"""Who sent the return, for which period, and which goals they put out of scope."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from levelup_cli.outcomes.findings import Finding, Place, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Organisation, Submission
from levelup_cli.outcomes.tables import CheckedTable, Status

SHORTEST, LONGEST = timedelta(days=27), timedelta(days=372)
Tables = Mapping[str, CheckedTable]


def find_organisation(submission: Submission, tables: Tables) -> tuple[Organisation, list[Finding]]:
    """The organisation of a return: from its sheet, and where that is silent from the flags."""
    table = tables.get("organisation")
    cells = dict(_first_row(table)) if table else {}
    facts = submission.facts
    flags = dict(facts.flags)
    named = cells.get("organisation_name") or facts.name or _only_sender(tables)
    organisation = Organisation(
        id=_text(cells.get("organisation_id")),
        name=_text(named) or submission.file.rpartition(".")[0] or submission.file,
        period_start=_day(cells.get("period_start")) or facts.period_start,
        period_end=_day(cells.get("period_end")) or facts.period_end,
        snapshot_date=_day(cells.get("snapshot_date")) or facts.snapshot_date,
        answers=flags | {k: v for k, v in cells.items() if isinstance(v, str)},
    )
    findings = [
        *_absent(submission, table),
        *_passed_over(submission, organisation),
        *_period(submission, table, organisation),
    ]
    if _is_impossible(organisation):
        organisation = replace(organisation, period_start=None, period_end=None)
    return organisation, findings


def _only_sender(tables: Tables) -> str | None:
    """The name in a table of what organisations have published, where it has one row."""
    for table in tables.values():
        if table.definition.sender and len(table.table) == 1:
            cells = dict(_first_row(table))
            found = [cells.get(column) for column in table.definition.sender]
            return next((name for name in map(_text, reversed(found)) if name), None)
    return None


def _first_row(table: CheckedTable) -> Iterator[tuple[str, object]]:
    for name, answers in table.answers.items():
        if len(answers.codes):
            yield name, answers.values[answers.codes[0]]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _absent(submission: Submission, table: CheckedTable | None) -> Iterator[Finding]:
    said = submission.facts.period_start and submission.facts.period_end
    if table is None and not submission.lone and not said:
        yield Finding(
            code="LU201",
            severity=Severity.ERROR,
            place=Place(submission.file),
            message="the sheet organisation is missing, so the period of the return is not known",
            help="Add it, with one row: who you are, and period_start, period_end, snapshot_date;"
            " or say so: --organisation, --period-start, --period-end, --snapshot-date.",
        )
    if table is not None and len(table.table) != 1:
        which = "the first is used" if len(table.table) else "it has none"
        yield Finding(
            code="LU206",
            severity=Severity.ERROR,
            place=place_of(table.table, rows=[int(row) for row in table.table.rows]),
            message=f"organisation must have exactly one row; {which}",
            help="Keep one row. Send the returns of several organisations as several files.",
        )


def _passed_over(submission: Submission, organisation: Organisation) -> Iterator[Finding]:
    """What the command line said otherwise than the return, whose own words count."""
    names = ("name", "period_start", "period_end", "snapshot_date")
    said = [(name, getattr(submission.facts, name), getattr(organisation, name)) for name in names]
    for name, fact, own in said:
        if fact is not None and fact != own:
            flag = "organisation" if name == "name" else name.replace("_", "-")
            yield Finding(
                code="LU217",
                severity=Severity.WARNING,
                place=Place(submission.file),
                message=f"--{flag} says {fact}; the return itself says {own}, and that counts",
                help="Leave the option out, or correct the sheet organisation.",
            )


def _is_impossible(organisation: Organisation) -> bool:
    start, end = organisation.period_start, organisation.period_end
    return start is not None and end is not None and not SHORTEST <= end - start <= LONGEST


def _period(
    submission: Submission, table: CheckedTable | None, organisation: Organisation
) -> Iterator[Finding]:
    start, end, snapshot = (
        organisation.period_start,
        organisation.period_end,
        organisation.snapshot_date,
    )
    if start is None or end is None:
        return
    wrong = "period_end" if _is_impossible(organisation) else "snapshot_date"
    rows = [int(row) for row in table.table.rows[:1]] if table else []
    place = place_of(table.table, wrong, rows) if table else Place(submission.file)
    if _is_impossible(organisation):
        yield Finding(
            code="LU505",
            severity=Severity.ERROR,
            place=place,
            message="the period must end 27 to 372 days after it starts; it is not used",
            help="Correct period_start or period_end.",
        )
    elif snapshot and (start - snapshot > LONGEST or snapshot - end > LONGEST):
        yield Finding(
            code="LU505",
            severity=Severity.ERROR,
            place=place,
            message="the snapshot date lies more than 12 months from the period",
            help="Correct snapshot_date, or the period.",
        )


def find_scope(tables: Tables) -> tuple[dict[int, str], list[Finding]]:
    """Goal -> the reason why it is out of scope; a goal without a reason stays in."""
    table = tables.get("goal_scope")
    if table is None or not {"goal", "in_scope"} <= set(table.answers):
        return {}, []
    scope: dict[int, str] = {}
    findings: list[Finding] = []
    for row in range(len(table.table)):
        goal, in_scope, reason = (
            _cell(table, name, row) for name in ("goal", "in_scope", "rationale")
        )
        if in_scope != "no" or not isinstance(goal, Decimal) or not table.usable[row]:
            continue
        if isinstance(reason, str):
            scope[int(goal)] = reason
        elif not _is_wrong(table, "rationale", row):
            findings.append(_without_reason(table, int(table.table.rows[row])))
    return scope, findings


def _cell(table: CheckedTable, name: str, row: int) -> object:
    answers = table.answers.get(name)
    if answers is None or answers.statuses[answers.codes[row]] != Status.PRESENT:
        return None
    return answers.values[answers.codes[row]]


def _is_wrong(table: CheckedTable, name: str, row: int) -> bool:
    """Whether a cell cannot be used, of which its own finding tells."""
    answers = table.answers.get(name)
    return answers is not None and answers.statuses[answers.codes[row]] == Status.WRONG


def _without_reason(table: CheckedTable, row: int) -> Finding:
    name = "rationale" if "rationale" in table.answers else "goal"
    return Finding(
        code="LU510",
        severity=Severity.ERROR,
        place=place_of(table.table, name, [row]),
        message="a goal is out of scope without a reason, so it stays in scope",
        help="Say in rationale why the goal is not yours; the reason is printed.",
    )
