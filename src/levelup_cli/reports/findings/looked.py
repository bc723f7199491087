"""Returns as the command line looked at them, and which of their findings are to be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.findings import Finding, Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.words import count_of


@dataclass(frozen=True, slots=True)
class Looked:
    """A return by the path that it was named by: as it was checked, or why it could not be read."""

    path: str
    result: Checked | UnreadableFile
    left_out: int = 0  # findings that the reader did not choose

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be told of it; nothing where it could not be read."""
        return () if isinstance(self.result, UnreadableFile) else self.result.findings

    @property
    def unreadable(self) -> str:
        """Why it could not be read; nothing where it could."""
        return self.result.reason if isinstance(self.result, UnreadableFile) else ""

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def verdict(self) -> str:
        """Whether it is valid, in one line."""
        if self.unreadable:
            return f"NOT READ: {self.path}: {self.unreadable}"
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        word = "NOT VALID" if errors else "VALID"
        counts = f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}"
        left = f" ({count_of(self.left_out, 'finding')} not chosen)" if self.left_out else ""
        return f"{word}: {self.path}: {counts}{left}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are told and counted: of families or codes, less others (`LU3`, `LU401`)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, looked: Looked) -> Looked:
        """The same return with the chosen findings alone."""
        if isinstance(looked.result, UnreadableFile):
            return looked
        kept = tuple(finding for finding in looked.findings if self._takes(finding.code))
        left_out = len(looked.findings) - len(kept)
        return replace(looked, result=replace(looked.result, findings=kept), left_out=left_out)

    def _takes(self, code: str) -> bool:
        return (not self.select or code.startswith(self.select)) and not (
            self.ignore and code.startswith(self.ignore)
        )


def where_of(finding: Finding, *, file: str = "", most: int | None = None) -> str:
    """A finding's place with its file in front: `return.xlsx:Workforce!H4`."""
    cells = finding.place.cells(most=most)
    return ":".join(filter(None, (file or finding.place.file, cells)))


def each(returns: Sequence[Looked]) -> Iterator[tuple[Looked, Finding]]:
    """Every finding of every return, in their order."""
    for looked in returns:
        for finding in looked.findings:
            yield looked, finding
