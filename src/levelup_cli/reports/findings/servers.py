"""Findings in the forms that build servers show on their own pages: those of GitHub and GitLab.

Forms: GitHub's workflow commands; GitLab's code quality report. JUnit and SARIF, which many servers
read, have files of their own.
"""

from collections import Counter
from collections.abc import Sequence

from levelup_cli.gate import as_json, visible
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.severities import Severity
from levelup_cli.reports.findings.looked import Looked, each, where_of
from levelup_cli.reports.findings.records import UNREADABLE
from levelup_cli.reports.findings.tracking import digest, file_of, path_of, tracked

MOST_ANNOTATIONS = 10  # of a kind, which is as many as GitHub shows for a step
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_github(returns: Sequence[Looked]) -> str:
    """Workflow commands that annotate a run: the first ten of each severity, then the verdicts."""
    lines = [
        _command("error", path_of(looked), UNREADABLE, looked.why_unreadable)
        for looked in returns
        if looked.unreadable
    ]
    for severity, command in _GITHUB.items():
        found = [(at, finding) for at, finding in each(returns) if finding.severity is severity]
        for looked, finding in _in_turn(found)[:MOST_ANNOTATIONS]:
            said = f"{finding.place.cells()} {finding.said()}".strip()
            file = file_of(looked, finding)
            lines.append(_command(command, file, finding.code, said, _row(finding)))
        if len(found) > MOST_ANNOTATIONS:
            lines.append(f"and {len(found) - MOST_ANNOTATIONS:,} more of severity {severity}")
    lines += [visible(looked.verdict()) for looked in returns]
    return "".join(f"{line}\n" for line in lines)


def _in_turn(found: list[tuple[Looked, Finding]]) -> list[tuple[Looked, Finding]]:
    """The first of each return, then the second of each, so that none goes without."""
    seen: Counter[str] = Counter()
    turns = []
    for looked, _ in found:
        turns.append(seen[looked.path])
        seen[looked.path] += 1
    order = sorted(range(len(found)), key=turns.__getitem__)
    return [found[place] for place in order]


def _command(name: str, path: str, title: str, text: str, row: int | None = None) -> str:
    place = f"file={_property(path)}" + (f",line={row}" if row else "")
    return f"::{name} {place},title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    """Text that cannot end its line or begin another command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(finding: Finding) -> int | None:
    return finding.place.rows[0][0] if finding.place.rows else None


def render_gitlab(returns: Sequence[Looked]) -> str:
    """A code quality report: a list of issues, each with a fingerprint of its own."""
    issues = [
        {
            "description": f"{where_of(finding)}: {finding.said()}",
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.severity],
            "location": {
                "path": file_of(looked, finding),
                "lines": {"begin": _row(finding) or 1},
            },
        }
        for looked, finding, fingerprint in tracked(returns)
    ]
    issues += [
        {
            "description": looked.why_unreadable,
            "check_name": UNREADABLE,
            "fingerprint": digest(path_of(looked), UNREADABLE),
            "severity": "blocker",
            "location": {"path": path_of(looked), "lines": {"begin": 1}},
        }
        for looked in returns
        if looked.unreadable
    ]
    return as_json(issues)
