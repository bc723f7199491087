"""Rules across columns and tables. Each is a small function; their list stands at the foot."""

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.conditions import accepted
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Answers, CheckedTable, Mask

LATE_BY = timedelta(days=31)
MOST_LOST_LINKS = 0.05  # above this share it is not a slip of the pen, but another list


def links_lead_somewhere(sent: Return) -> Iterator[Told]:
    """A link such as `site_id` names a row of the table it links to, if that table was sent."""
    for table in sent.tables.values():
        for name, target_name in table.definition.links().items():
            target = sent.tables.get(target_name)
            if target is not None and target.table.is_silent():
                continue
            key = target.answers.get(target.definition.key or "") if target else None
            link = table.answers.get(name)
            if key is None or link is None:
                continue
            known = {value for value in key.values if value is not None}
            lost = np.array([v is not None and v not in known for v in link.values], bool)
            mask = lost[link.codes]
            share = len(table.usable_rows(mask)) / max(1, int(link.known().sum()))
            severity = Severity.ERROR if share > MOST_LOST_LINKS else Severity.WARNING
            message = f"no row of {target_name} has this key"
            help_ = f"Correct the key, or add the row to {target_name}. Capitals count."
            yield from tell(table, name, mask, Fault("LU503", severity, message, help_))


UNDATED = Fault(
    "LU511",
    Severity.WARNING,
    "a row without a date is counted as if it lay in the period",
    "Give the date, or leave it if it is not known.",
)


def events_lie_in_the_period(sent: Return) -> Iterator[Told]:
    """Rows dated outside the period are left out; up to 31 days may be a slip of the pen."""
    start, end = sent.organisation.period_start, sent.organisation.period_end
    for table in sent.tables.values():
        name = table.definition.dated or ""
        dated = table.answers.get(name)
        if dated is None:
            continue
        if not table.definition.columns[name].required:
            yield from tell(table, name, table.blank(name) & ~_need_no_day(table), UNDATED)
        if start is None or end is None:
            continue
        late = [_days_outside(value, start, end) for value in dated.values]
        message = f"a date outside the reporting period {start} to {end}; the row is left out"
        help_ = "Correct the date or the period, or remove rows of other years."
        for severity, wanted in (
            (Severity.WARNING, [timedelta(0) < days <= LATE_BY for days in late]),
            (Severity.ERROR, [days > LATE_BY for days in late]),
        ):
            mask: Mask = np.array(wanted, bool)[dated.codes]
            fault = Fault("LU504", severity, message, help_, leaves_out=True)
            yield from tell(table, name, mask, fault)


def _need_no_day(table: CheckedTable) -> Mask:
    """Rows about what has not happened, such as courses that nobody completed."""
    rows = np.zeros(len(table.table), bool)
    for name, condition in table.definition.undated.items():
        for value in accepted(condition):
            rows |= table.says(name, value)
    return rows


def _days_outside(value: object, start: date, end: date) -> timedelta:
    if not isinstance(value, date):
        return timedelta(0)
    return max(start - value, value - end, timedelta(0))


def days_stand_in_order(sent: Return) -> Iterator[Told]:
    """Nothing ends before it starts."""
    for table in sent.tables.values():
        for name, earlier in table.definition.not_before.items():
            if not {name, earlier} <= set(table.answers):
                continue
            wrong = _ordinals(table.answers[name]) < _ordinals(table.answers[earlier])
            message = f"a day before {earlier} of the same row; the row is not counted"
            help_ = "Correct whichever of the two days is wrong."
            fault = Fault("LU519", Severity.ERROR, message, help_, leaves_out=True)
            yield from tell(table, name, wrong, fault)


def _ordinals(answers: Answers) -> npt.NDArray[np.float64]:
    """A column's days as numbers; NaN, which is neither before nor after, where there is none."""
    days = [v.toordinal() if isinstance(v, date) else np.nan for v in answers.values]
    return np.array(days, np.float64)[answers.codes]


UNDATED_END = Fault(
    "LU520",
    Severity.ERROR,
    "blank, although the apprenticeship has ended",
    "Give the day on which it ended. Until then it is not known whether it ended in the period.",
)


def endings_are_dated(sent: Return) -> Iterator[Told]:
    """An apprenticeship that was achieved or left has a last day."""
    table = sent.tables.get("apprentices")
    if table is not None and "actual_end_date" in table.answers:
        ended = table.says("status", "achieved") | table.says("status", "withdrawn")
        blank = ended & table.blank("actual_end_date")
        yield from tell(table, "actual_end_date", blank, UNDATED_END)


def hires_were_shortlisted(sent: Return) -> Iterator[Told]:
    """Whoever was hired was shortlisted, and reached the last stage."""
    table = sent.tables.get("applicants")
    if table is None:
        return
    hired = table.says("hired", "yes")
    other_stage = table.known("stage_reached") & ~table.says("stage_reached", "hired")
    unlisted = table.says("shortlisted", "no") & ~other_stage
    for name, message, doubt in (
        ("shortlisted", "hired, but not shortlisted", unlisted),
        ("stage_reached", "hired, but the stage reached is an earlier one", other_stage),
    ):
        help_ = "Correct whichever of the two is wrong. Until then the row is not counted."
        fault = Fault("LU507", Severity.ERROR, message, help_, leaves_out=True)
        yield from tell(table, name, hired & doubt, fault)


FULL_PAY_UNKNOWN = Fault(
    "LU513",
    Severity.ERROR,
    "blank, although the person is on full pay",
    "Give the hourly pay, or say in full_pay_relevant that the person was not on full pay.",
)
PROMOTION_UNTIMED = Fault(
    "LU514",
    Severity.WARNING,
    "blank, although the person was promoted",
    "Give the months in the previous grade. Until then the promotion has no length.",
)


def answers_go_together(sent: Return) -> Iterator[Told]:
    """Full pay has an amount, and a promotion a length."""
    table = sent.tables.get("employees")
    if table is None:
        return
    for name, given, fault in (
        ("hourly_pay_gbp", table.says("full_pay_relevant", "yes"), FULL_PAY_UNKNOWN),
        ("months_to_promotion", table.says("promoted_in_period", "yes"), PROMOTION_UNTIMED),
    ):
        if name in table.answers:
            yield from tell(table, name, given & table.blank(name), fault)


def headcount_agrees(sent: Return) -> Iterator[Told]:
    """The employees counted and the headcount stated differ by at most 2 % (10 % is an error)."""
    table, stated = sent.tables.get("employees"), sent.tables.get("organisation")
    if table is None or stated is None or "employees" not in stated.answers:
        return
    if table.table.is_silent():
        return
    heads = next((v for v in stated.answers["employees"].values if isinstance(v, Decimal)), None)
    counted = int((table.usable & ~table.says("contract_type", "agency")).sum())
    if heads is None or abs(counted - heads) <= heads * Decimal("0.02"):
        return
    far = abs(counted - heads) > heads / 10
    severity = Severity.ERROR if far else Severity.WARNING
    limit = "10" if far else "2"
    message = (
        f"the headcount differs by more than {limit} % from the rows of the employees table:"
        f" {heads:,} and {counted:,}"
    )
    help_ = "Check that every employee at the snapshot date has a row, and nobody else."
    everybody = np.ones(len(stated.table), bool)
    yield from tell(stated, "employees", everybody, Fault("LU506", severity, message, help_))


def template_is_current(sent: Return) -> Iterator[Told]:
    """The return was filled into a template of these definitions, not into an older one."""
    table = sent.tables.get("organisation")
    if table is None or "template_version" not in table.answers:
        return
    current = version_of(sent.catalogue.version)
    old = [version_of(str(value)) < current for value in table.answers["template_version"].values]
    message = f"the template is older than the definitions, {sent.catalogue.version}"
    help_ = "Move the data into a new one: levelup template --upgrade OLD.xlsx -o NEW.xlsx."
    mask: Mask = np.array(old, bool)[table.answers["template_version"].codes]
    yield from tell(
        table, "template_version", mask, Fault("LU215", Severity.WARNING, message, help_)
    )


def version_of(text: str) -> tuple[int, ...]:
    """`1.0.2 + 0.3` -> (1, 0), for a third part changes no sheet; what is no version is newest."""
    match = re.match(r"(\d{1,6})(?:\.(\d{1,6}))?", text, re.ASCII)
    return (int(match[1]), int(match[2] or 0)) if match else (sys.maxsize,)


RULES: tuple[Rule, ...] = (
    template_is_current,
    links_lead_somewhere,
    events_lie_in_the_period,
    days_stand_in_order,
    endings_are_dated,
    hires_were_shortlisted,
    answers_go_together,
    headcount_agrees,
)
