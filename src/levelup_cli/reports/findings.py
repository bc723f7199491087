"""What is wrong with returns, for a terminal or as JSON; the last line is the verdict."""

from collections.abc import Callable, Sequence
from typing import Any

from levelup_cli.errors import UnreadableFile
from levelup_cli.gate import as_json, as_line
from levelup_cli.outcomes.findings import Finding, Severity
from levelup_cli.outcomes.ledger import KINDS, LedgerEntry
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.words import count_of

FINDINGS_SCHEMA, FINDINGS_SCHEMA_VERSION = "levelup/findings", "1.0"


Seen = Checked | UnreadableFile  # a return that was checked, or one that could not be read


def render_table(returns: Sequence[Seen]) -> str:
    """Each return with its findings, most serious first, and what reading repaired."""
    lines: list[str] = []
    for checked in returns:
        if isinstance(checked, UnreadableFile):
            lines += [f"NOT READ: {checked.file}: {checked.reason}", ""]
            continue
        lines += [checked.submission.file, *map(str, _repairs(checked.ledger))]
        for finding in checked.findings:
            lines += _finding(finding)
        lines += ["", _verdict(checked), ""]
    return "".join(f"{as_line(line)}\n" for line in lines[:-1])


def _finding(finding: Finding) -> list[str]:
    place = finding.place
    where = place.cells() if place.sheet else f"{place.file} {place.cells()}".strip()
    many = f" ({count_of(finding.count, 'cell')})" if finding.count > 1 else ""
    said = f"{where}: {finding.message}{many} [{finding.code}]"
    return [f"  {finding.severity.value}: {said}", f"      {finding.help}"]


def _repairs(ledger: Sequence[LedgerEntry]) -> list[str]:
    """The ledger in one line per kind."""
    totals: dict[str, int] = {}
    for entry in ledger:
        totals[entry.kind] = totals.get(entry.kind, 0) + entry.count
    return [f"  {KINDS[kind][0]}: {KINDS[kind][1]}: {n:,}" for kind, n in totals.items()]


def _verdict(checked: Checked) -> str:
    severities = [finding.severity for finding in checked.findings]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    word = "NOT VALID" if errors else "VALID"
    counts = f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}"
    return f"{word}: {checked.submission.file}: {counts}"


def render_json(returns: Sequence[Seen]) -> str:
    """One document for all returns."""
    document = {
        "schema": FINDINGS_SCHEMA,
        "schema_version": FINDINGS_SCHEMA_VERSION,
        "returns": [_return(checked) for checked in returns],
    }
    return as_json(document)


def _return(checked: Seen) -> dict[str, Any]:
    if isinstance(checked, UnreadableFile):
        return {"file": checked.file, "readable": False, "reason": checked.reason}
    severities = [finding.severity for finding in checked.findings]
    return {
        "file": checked.submission.file,
        "readable": True,
        "valid": Severity.ERROR not in severities,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "findings": [finding_as_dict(finding) for finding in checked.findings],
        "ledger": [ledger_as_dict(entry) for entry in checked.ledger],
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as a document has it: place and shape, never a personal value."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": place.file,
        "sheet": place.sheet,
        "cells": place.cells(most=None),
        "heading": place.heading,
        "message": finding.message,
        "help": finding.help,
        "count": finding.count,
    }


def ledger_as_dict(entry: LedgerEntry) -> dict[str, Any]:
    """An entry of the ledger as a document has it: its counts and ranges."""
    place = entry.place
    return {
        "kind": entry.kind,
        "file": place.file,
        "sheet": place.sheet,
        "cells": place.cells(),
        "count": entry.count,
    }


FINDINGS_FORMATS: dict[str, Callable[[Sequence[Seen]], str]] = {
    "table": render_table,
    "json": render_json,
}
FINDINGS_ENDINGS = {".txt": "table", ".json": "json"}
