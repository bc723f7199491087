"""Findings for programs: one JSON document, one JSON record a line, or a row of CSV each."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from levelup_cli.errors import UnreadableFile
from levelup_cli.gate import as_csv, as_json, inert
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.reports.findings.looked import Fate, Looked, each
from levelup_cli.results.findings import finding_as_dict, ledger_as_dict

FINDINGS_SCHEMA, FINDINGS_SCHEMA_VERSION = "levelup/findings", "1.0"
COLUMNS = ("path", "file", "sheet", "cells", "heading", "code", "severity", "count")
WORDS = ("message", "help", "accepted")


def render_json(returns: Sequence[Looked]) -> str:
    """One document for all returns."""
    document = {
        "schema": FINDINGS_SCHEMA,
        "schema_version": FINDINGS_SCHEMA_VERSION,
        "returns": [return_as_dict(looked) for looked in returns if looked.is_return],
        "settings": [
            _told(looked, finding) for looked, finding in each(returns) if not looked.is_return
        ],
    }
    return as_json(document)


def return_as_dict(looked: Looked) -> dict[str, Any]:
    """A return with all that was found, or why it could not be read."""
    if not isinstance(looked.result, Checked):
        return {"file": looked.path, "readable": False, **_why_unreadable(looked)}
    return {
        **_verdict(looked),
        "findings": [_told(*pair) for pair in each([looked], with_accepted=True)],
        "ledger": [ledger_as_dict(entry) for entry in looked.result.ledger],
    }


def _verdict(looked: Looked) -> dict[str, Any]:
    return {
        "file": looked.path,
        "readable": not looked.unreadable,
        "valid": not looked.unreadable and not looked.count(Severity.ERROR),
        "errors": looked.count(Severity.ERROR),
        "warnings": looked.count(Severity.WARNING),
        "accepted": looked.count_apart(Fate.ACCEPTED),
        "known": looked.count_apart(Fate.KNOWN),
    }


def _told(looked: Looked, finding: Finding) -> dict[str, Any]:
    """A finding with the reason for which it is accepted, or null."""
    standing = looked.apart.get(finding)
    return {**finding_as_dict(finding), "accepted": standing.reason if standing else None}


def render_jsonl(returns: Sequence[Looked]) -> str:
    """A record a line: the findings of each return, then its verdict."""
    return "".join(
        json.dumps(inert(record), ensure_ascii=False, allow_nan=False) + "\n"
        for looked in returns
        for record in _records(looked)
    )


def _records(looked: Looked) -> Iterator[dict[str, Any]]:
    for _, finding in each([looked], with_accepted=True):
        yield {"type": "finding", "path": looked.path, **_told(looked, finding)}
    if not looked.is_return:
        return
    yield {"type": "return", **_verdict(looked), **_why_unreadable(looked)}


def _why_unreadable(looked: Looked) -> dict[str, str]:
    if not isinstance(looked.result, UnreadableFile):
        return {}
    return {"reason": looked.result.reason, "help": looked.result.help}


def render_csv(returns: Sequence[Looked]) -> str:
    """A row for each finding; a return that could not be read has a row as well."""
    rows = [
        [looked.path, *(_told(looked, finding)[name] for name in (*COLUMNS[1:], *WORDS))]
        for looked, finding in each(returns, with_accepted=True)
    ]
    for looked in returns:
        if why := _why_unreadable(looked):
            place = [looked.path, looked.path, "", "", "", UNREADABLE, "error", 1]
            rows.append([*place, why["reason"], why["help"], ""])
    return as_csv([[*COLUMNS, *WORDS], *rows])


UNREADABLE = "LU100"  # the code under which a return that cannot be read is told to programs
