"""One organisation's return for one period: as it came, and as it was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from levelup_cli.outcomes.findings import Finding, LedgerEntry
from levelup_cli.outcomes.tables import CheckedTable, Table


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said on the command line about the organisation of a lone file."""

    name: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    snapshot_date: date | None = None
    flags: tuple[tuple[str, str], ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Submission:
    """A return as read. `lone` is true for a single table, which needs no organisation sheet."""

    file: str
    fingerprint: str
    lone: bool
    tables: Mapping[str, Table]
    facts: Facts
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who sent the return, and for when; `answers` are its coded facts (`has_customers: yes`)."""

    id: str | None
    name: str
    period_start: date | None
    period_end: date | None
    snapshot_date: date | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A return whose cells are understood, with everything that is to be said about it."""

    submission: Submission
    organisation: Organisation
    tables: Mapping[str, CheckedTable]
    out_of_scope: Mapping[int, str]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
