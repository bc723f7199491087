"""What changed between two packs, for a terminal."""

from levelup_cli.gate import as_line
from levelup_cli.outcomes.differences import Change, Kind
from levelup_cli.words import count_of


def differences_report(changes: list[Change]) -> tuple[str, bool]:
    """A line per change, those that are refused first, and whether any is."""
    lines = [f"{change.kind:<8}  {change.name}: {change.words}" for change in changes]
    refused = sum(change.kind is Kind.REFUSED for change in changes)
    verdict = count_of(len(changes), "change") if changes else "No changes"
    if refused:
        verdict += f", {refused} refused: an id keeps its meaning, and a version its method"
    return "".join(f"{as_line(line)}\n" for line in [*lines, verdict]), bool(refused)
