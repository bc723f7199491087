"""Findings and the ledger as documents have them: place and shape, never a personal value."""

from typing import Any

from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.ledger import LedgerEntry


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
