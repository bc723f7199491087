"""Check a whole return: columns, then rows, then what holds across tables."""

from dataclasses import replace

from levelup_cli.checks import across, counts
from levelup_cli.checks.columns import check_column
from levelup_cli.checks.organisation import find_organisation, find_scope
from levelup_cli.checks.returns import Return
from levelup_cli.checks.rows import check_keys, check_required
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.outcomes.findings import Finding, LedgerEntry
from levelup_cli.outcomes.submissions import Checked, Submission
from levelup_cli.outcomes.tables import Answers, CheckedTable, Table


def validate(submission: Submission, catalogue: Catalogue) -> Checked:
    """Understand every cell of a return. Bad data never stops it: a finding is a value."""
    findings: list[Finding] = list(submission.findings)
    ledger: list[LedgerEntry] = list(submission.ledger)
    tables = {
        name: _check_table(table, catalogue, findings, ledger)
        for name, table in submission.tables.items()
    }
    organisation, said = find_organisation(submission, tables)
    findings += said
    out_of_scope, said = find_scope(tables)
    findings += said
    sent = Return(tables, organisation, catalogue)
    for rule in (*across.RULES, *counts.RULES):
        for told in rule(sent):
            findings.append(told.finding)
            if told.table is not None and told.left_out is not None:
                table = tables[told.table]
                usable = table.usable & ~told.left_out
                tables[told.table] = replace(table, usable=usable)
    return Checked(
        submission=submission,
        organisation=organisation,
        tables=tables,
        out_of_scope=out_of_scope,
        findings=tuple(sorted(findings, key=Finding.order)),
        ledger=tuple(ledger),
    )


def _check_table(
    table: Table, catalogue: Catalogue, findings: list[Finding], ledger: list[LedgerEntry]
) -> CheckedTable:
    answers: dict[str, Answers] = {}
    for name in table.columns:
        answers[name], said = check_column(table, name, catalogue.code_lists, ledger)
        findings += said
    findings += check_required(table, answers)
    usable, said = check_keys(table, answers)
    findings += said
    return CheckedTable(table, answers, usable)
