"""Returns as the command line looked at them, and how each of their findings stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.words import count_of


class Fate(StrEnum):
    """Why a finding neither counts nor is told with the others."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    NOT_CHOSEN = "not chosen"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding stands that is set apart; one that is accepted has a reason, and an end."""

    fate: Fate
    reason: str = ""
    until: date | None = None

    def __str__(self) -> str:
        until = f" (until {self.until})" if self.until else ""
        return f"{self.fate}: {self.reason}{until}" if self.reason else self.fate.value


@dataclass(frozen=True, slots=True)
class Looked:
    """A file by the path that it was named by, and what came of looking at it.

    A return was checked, or could not be read; a file of settings has its findings alone. `apart`
    says how findings stand that are not told as the others are; `mendable` are the cells that could
    be mended in a copy, safely and at a person's word.
    """

    path: str
    result: Checked | UnreadableFile | tuple[Finding, ...]
    apart: Mapping[Finding, Standing] = field(default_factory=dict)
    mendable: tuple[int, int] = (0, 0)

    @property
    def is_return(self) -> bool:
        """Whether it is a return, and no file of settings."""
        return not isinstance(self.result, tuple)

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        """All that was found in it, however it stands; nothing where it could not be read."""
        if isinstance(self.result, UnreadableFile):
            return ()
        return self.result.findings if isinstance(self.result, Checked) else self.result

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be told of it, and counts."""
        return tuple(finding for finding in self.every_finding if finding not in self.apart)

    @property
    def accepted(self) -> tuple[tuple[Finding, Standing], ...]:
        """What is told beside it, and does not count, with the reason."""
        stood = ((finding, self.apart.get(finding)) for finding in self.every_finding)
        return tuple((f, s) for f, s in stood if s is not None and s.fate is Fate.ACCEPTED)

    @property
    def unreadable(self) -> str:
        """Why it could not be read; nothing where it could."""
        return self.result.reason if isinstance(self.result, UnreadableFile) else ""

    @property
    def why_unreadable(self) -> str:
        """Why it could not be read, and the way out, in one line; nothing where it could."""
        if not isinstance(self.result, UnreadableFile):
            return ""
        return f"{self.unreadable}. {' '.join(self.result.help.split())}"

    def count(self, severity: Severity) -> int:
        """How many findings that count are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def count_apart(self, fate: Fate) -> int:
        """How many findings are set apart for this reason."""
        return sum(
            finding in self.apart and self.apart[finding].fate is fate
            for finding in self.every_finding
        )

    def set_apart(self, standings: Mapping[Finding, Standing]) -> "Looked":
        """The same, with more findings set apart; what was set apart before stays as it is."""
        return replace(self, apart={**standings, **self.apart})

    def verdict(self) -> str:
        """Whether it is valid, in one line."""
        if self.unreadable:
            return f"NOT READ: {self.path}: {self.unreadable}"
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        counts = f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}"
        if not self.is_return:
            return f"SETTINGS: {self.path}: {counts}"
        word = "NOT VALID" if errors else "VALID"
        return f"{word}: {self.path}: {counts}{self._aside()}"

    def _aside(self) -> str:
        parts = [
            f"{number:,} {fate}"
            for fate in (Fate.ACCEPTED, Fate.KNOWN)
            if (number := self.count_apart(fate))
        ]
        if left_out := self.count_apart(Fate.NOT_CHOSEN):
            parts.append(f"{count_of(left_out, 'finding')} not chosen")
        return f" ({', '.join(parts)})" if parts else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are told and counted: of families or codes, less others (`LU3`, `LU401`)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, looked: Looked) -> Looked:
        """The same return with the chosen findings alone."""
        left = [finding for finding in looked.findings if not self._takes(finding.code)]
        return looked.set_apart(dict.fromkeys(left, Standing(Fate.NOT_CHOSEN)))

    def _takes(self, code: str) -> bool:
        return (not self.select or code.startswith(self.select)) and not (
            self.ignore and code.startswith(self.ignore)
        )


def where_of(finding: Finding, *, file: str = "", most: int | None = None) -> str:
    """A finding's place with its file in front: `return.xlsx:Workforce!H4`."""
    cells = finding.place.cells(most=most)
    return ":".join(filter(None, (file or finding.place.file, cells)))


def each(
    returns: Sequence[Looked], *, with_accepted: bool = False
) -> Iterator[tuple[Looked, Finding]]:
    """Every finding that counts, of every return, in their order; after them what is accepted."""
    for looked in returns:
        beside = [finding for finding, _ in looked.accepted] if with_accepted else []
        for finding in (*looked.findings, *beside):
            yield looked, finding
