"""Check a whole return: columns, then rows, then what holds across tables."""

from dataclasses import replace

import numpy as np

from levelup_cli.checks import (
    across,
    calendars,
    counts,
    earlier,
    guards,
    plausibility,
    published,
    rows,
    small_groups,
    sums,
)
from levelup_cli.checks.columns import check_column
from levelup_cli.checks.organisation import find_organisation, find_scope
from levelup_cli.checks.returns import Return, Rule, Told
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.mappings import Mapping as OwnWords
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.submissions import Checked, Submission
from levelup_cli.outcomes.tables import Answers, CheckedTable, Table


def validate(
    submission: Submission, catalogue: Catalogue, previous: Checked | None = None
) -> Checked:
    """Understand every cell of a return. Bad data never stops it: a finding is a value.

    With the previous return, which was checked before, also tell what changed since.
    """
    findings: list[Finding] = list(submission.findings)
    ledger: list[LedgerEntry] = list(submission.ledger)
    tables = {
        name: _check_table(table, submission.mapping, catalogue, (findings, ledger))
        for name, table in submission.tables.items()
    }
    organisation, said = find_organisation(submission, tables)
    findings += said
    out_of_scope, said = find_scope(tables)
    findings += said
    sent = Return(tables, organisation, catalogue)
    for rule in RULES:
        for told in rule(sent):
            findings += filter(None, [told.finding])
            if told.table is not None:
                tables[told.table] = _without(tables[told.table], told)
    if previous is not None:
        told_since = (told for rule in earlier.RULES for told in rule(sent, previous))
        findings += filter(None, (told.finding for told in told_since))
    return Checked(
        submission=submission,
        organisation=organisation,
        tables=tables,
        out_of_scope=out_of_scope,
        findings=submission.in_order(_without_repeats(findings)),
        ledger=tuple(ledger),
    )


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    """The same, without saying that a column is not read where it should not have been sent."""
    personal = {finding.place for finding in findings if finding.code == "LU605"}
    return [f for f in findings if f.code != "LU204" or f.place not in personal]


def _check_table(
    table: Table,
    mapping: OwnWords,
    catalogue: Catalogue,
    said_so_far: tuple[list[Finding], list[LedgerEntry]],
) -> CheckedTable:
    findings, ledger = said_so_far
    answers: dict[str, Answers] = {}
    for name in table.columns:
        answers[name], said = check_column(table, name, catalogue.code_lists, mapping, ledger)
        findings += said
    checked = CheckedTable(table, answers, np.ones(len(table), bool))
    for rule in (*guards.RULES, *rows.RULES):
        for told in rule(checked):
            findings += filter(None, [told.finding])
            checked = _without(checked, told)
    return checked


def _without(table: CheckedTable, told: Told) -> CheckedTable:
    """The table without the rows that can no longer be counted."""
    if told.left_out is None:
        return table
    return replace(table, usable=table.usable & ~told.left_out)


RULES: tuple[Rule, ...] = (
    *published.RULES,
    *across.RULES,
    *counts.RULES,
    *calendars.RULES,
    *sums.RULES,
    *plausibility.RULES,
    *small_groups.RULES,
)
