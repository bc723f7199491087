"""Rules across columns and tables. Each is a small function; their list stands at the foot."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import numpy as np

from levelup_cli.checks.returns import Return, Rule
from levelup_cli.outcomes.findings import Finding, Severity, place_of
from levelup_cli.outcomes.tables import CheckedTable

LATE_BY = timedelta(days=31)


def links_lead_somewhere(sent: Return) -> Iterator[Finding]:
    """A link such as `site_id` names a row of the table it links to, if that table was sent."""
    for table in sent.tables.values():
        for name, target_name in table.definition.links().items():
            target = sent.tables.get(target_name)
            key = target.answers.get(target.definition.key or "") if target else None
            link = table.answers.get(name)
            if key is None or link is None:
                continue
            known = {value for value in key.values if value is not None}
            lost = np.array([v is not None and v not in known for v in link.values], bool)
            rows = table.usable_rows(lost[link.codes])
            share = len(rows) / max(1, int(link.known().sum()))
            if rows:
                yield Finding(
                    code="LU503",
                    severity=Severity.ERROR if share > 0.05 else Severity.WARNING,
                    place=place_of(table.table, name, rows),
                    message=f"{name}: no row of {target_name} has this key",
                    help=f"Correct the key, or add the row to {target_name}.",
                    count=len(rows),
                )


def events_lie_in_the_period(sent: Return) -> Iterator[Finding]:
    """Rows dated outside the period are left out; up to 31 days may be a slip of the pen."""
    start, end = sent.organisation.period_start, sent.organisation.period_end
    for table in sent.tables.values():
        dated = table.answers.get(table.definition.dated or "")
        if dated is None:
            continue
        undated = table.usable_rows(~dated.known())
        if undated:
            yield _finding(
                table,
                undated,
                "LU511",
                Severity.WARNING,
                "a row without a date is counted as if it lay in the period",
                "Give the date, or leave it if it is not known.",
            )
        if start is None or end is None:
            continue
        for severity, far in ((Severity.WARNING, False), (Severity.ERROR, True)):
            outside = [
                v is not None
                and not start <= v <= end  # type: ignore[operator]
                and far != (start - LATE_BY <= v <= end + LATE_BY)  # type: ignore[operator]
                for v in dated.values
            ]
            rows = table.usable_rows(np.array(outside, bool)[dated.codes])
            if rows:
                yield _finding(
                    table,
                    rows,
                    "LU504",
                    severity,
                    f"a date outside the reporting period {start} to {end}; the row is left out",
                    "Correct the date or the period, or remove rows of other years.",
                )


def _finding(
    table: CheckedTable, rows: list[int], code: str, severity: Severity, message: str, help_: str
) -> Finding:
    name = table.definition.dated
    place = place_of(table.table, name, rows)
    return Finding(code, severity, place, f"{name}: {message}", help_, len(rows))


def hires_were_shortlisted(sent: Return) -> Iterator[Finding]:
    """Whoever was hired was shortlisted, and reached the last stage."""
    table = sent.tables.get("applicants")
    if table is None or "hired" not in table.answers:
        return
    hired = table.says("hired", "yes")
    doubts = {
        "shortlisted": ("hired, but not shortlisted", table.says("shortlisted", "no")),
        "stage_reached": (
            "hired, but the stage reached is an earlier one",
            table.known("stage_reached") & ~table.says("stage_reached", "hired"),
        ),
    }
    for name, (message, doubt) in doubts.items():
        rows = table.usable_rows(hired & doubt)
        if rows:
            yield Finding(
                code="LU507",
                severity=Severity.ERROR,
                place=place_of(table.table, name, rows),
                message=f"{name}: {message}",
                help="Correct whichever of the two is wrong. The row is counted as it stands.",
                count=len(rows),
            )


def headcount_agrees(sent: Return) -> Iterator[Finding]:
    """The employees counted and the headcount stated differ by at most 2 % (10 % is an error)."""
    table, stated = sent.tables.get("employees"), sent.tables.get("organisation")
    if table is None or stated is None or "employees" not in stated.answers:
        return
    heads = next((v for v in stated.answers["employees"].values if isinstance(v, Decimal)), None)
    counted = int((table.usable & ~table.says("contract_type", "agency")).sum())
    if heads is None or abs(counted - heads) <= heads * Decimal("0.02"):
        return
    far = abs(counted - heads) > heads / 10
    rows = [int(row) for row in stated.table.rows]
    yield Finding(
        code="LU506",
        severity=Severity.ERROR if far else Severity.WARNING,
        place=place_of(stated.table, "employees", rows),
        message=f"employees: the headcount differs from the rows of the employees table by more"
        f" than {'10' if far else '2'} %",
        help="Check that every employee at the snapshot date has a row, and nobody else.",
    )


RULES: tuple[Rule, ...] = (
    links_lead_somewhere,
    events_lie_in_the_period,
    hires_were_shortlisted,
    headcount_agrees,
)
