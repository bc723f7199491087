"""Findings in the forms that build servers show: GitHub, GitLab, JUnit and SARIF.

Forms: GitHub's workflow commands; GitLab's code quality report; JUnit's XML as Jenkins and GitLab
read it; SARIF 2.1.0 (OASIS). A return is an artifact, its cells are logical locations.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from levelup_cli.gate import as_json, visible
from levelup_cli.outcomes.findings import Finding, Severity
from levelup_cli.reports.findings.looked import Looked, each, where_of
from levelup_cli.reports.findings.records import UNREADABLE
from levelup_cli.version import __version__

MOST_ANNOTATIONS = 10  # of a kind, which is as many as GitHub shows for a step
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FAMILIES = {
    "1": "The file",
    "2": "Sheets and headings",
    "3": "Kinds of cells",
    "4": "Codes and ranges",
    "5": "Across columns and sheets",
}


def render_github(returns: Sequence[Looked]) -> str:
    """Workflow commands that annotate a run: the first ten of each severity, then the verdicts."""
    lines = [
        _command("error", looked.path, UNREADABLE, looked.unreadable)
        for looked in returns
        if looked.unreadable
    ]
    for severity, command in _GITHUB.items():
        found = [(at, finding) for at, finding in each(returns) if finding.severity is severity]
        for looked, finding in found[:MOST_ANNOTATIONS]:
            said = f"{finding.place.cells()} {finding.message}. {finding.help}".strip()
            lines.append(_command(command, looked.path, finding.code, said, _row(finding)))
        if len(found) > MOST_ANNOTATIONS:
            lines.append(f"and {len(found) - MOST_ANNOTATIONS:,} more of severity {severity}")
    lines += [visible(looked.verdict()) for looked in returns]
    return "".join(f"{line}\n" for line in lines)


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
    """A code quality report: a list of issues, each with a fingerprint that survives other rows."""
    issues = [
        {
            "description": f"{where_of(finding)}: {finding.message}. {finding.help}",
            "check_name": finding.code,
            "fingerprint": fingerprint(looked, finding),
            "severity": _GITLAB[finding.severity],
            "location": {"path": looked.path, "lines": {"begin": _row(finding) or 1}},
        }
        for looked, finding in each(returns)
    ]
    issues += [
        {
            "description": looked.unreadable,
            "check_name": UNREADABLE,
            "fingerprint": _digest(looked.path, UNREADABLE),
            "severity": "blocker",
            "location": {"path": looked.path, "lines": {"begin": 1}},
        }
        for looked in returns
        if looked.unreadable
    ]
    return as_json(issues)


def fingerprint(looked: Looked, finding: Finding) -> str:
    """What stays the same of a finding when rows are added above it."""
    place = finding.place
    words = (place.file, place.sheet or "", place.heading or place.column or "", finding.message)
    return _digest(looked.path, finding.code, *words)


def _digest(*words: str) -> str:
    text = json.dumps(words)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def render_junit(returns: Sequence[Looked]) -> str:
    """A suite for each return, and in it a case for each kind of finding."""
    root = ET.Element("testsuites", name="levelup")
    for looked in returns:
        _add_suite(root, looked)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_suite(root: ET.Element, looked: Looked) -> None:
    codes = dict.fromkeys(finding.code for finding in looked.findings)
    failed = {f.code for f in looked.findings if f.severity is Severity.ERROR}
    suite = ET.SubElement(
        root,
        "testsuite",
        name=visible(looked.path),
        tests=str(len(codes) or 1),
        failures=str(len(failed)),
        errors=str(int(bool(looked.unreadable))),
    )
    if not codes:
        case = ET.SubElement(suite, "testcase", name="read", classname=visible(looked.path))
        if looked.unreadable:
            ET.SubElement(case, "error", message=visible(looked.unreadable), type=UNREADABLE)
    for code in codes:
        case = ET.SubElement(suite, "testcase", name=code, classname=visible(looked.path))
        findings = [finding for finding in looked.findings if finding.code == code]
        words = "\n".join(visible(f"{where_of(f)}: {f.message}. {f.help}") for f in findings)
        if code in failed:
            part = ET.SubElement(case, "failure", message=visible(findings[0].message), type=code)
        else:
            part = ET.SubElement(case, "system-out")
        part.text = words


def render_sarif(returns: Sequence[Looked]) -> str:
    """A SARIF log of one run; cells are logical locations, rows are lines."""
    rules = sorted({f.code for _, f in each(returns)} | {UNREADABLE})
    results = [*_results(returns, rules)]
    driver = {
        "name": "levelup",
        "version": __version__,
        "rules": [
            {"id": code, "shortDescription": {"text": _FAMILIES.get(code[2], "Other")}}
            for code in rules
        ],
    }
    return as_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
    )


def _results(returns: Sequence[Looked], rules: list[str]) -> Iterator[dict[str, Any]]:
    for looked in returns:
        if looked.unreadable:
            yield {
                "ruleId": UNREADABLE,
                "ruleIndex": rules.index(UNREADABLE),
                "level": "error",
                "message": {"text": looked.unreadable},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(looked)}}],
                "partialFingerprints": {"levelup/v1": _digest(looked.path, UNREADABLE)},
            }
    for looked, finding in each(returns):
        yield {
            "ruleId": finding.code,
            "ruleIndex": rules.index(finding.code),
            "level": _SARIF[finding.severity],
            "message": {"text": f"{where_of(finding)}: {finding.message}. {finding.help}"},
            "locations": [_location(looked, finding)],
            "partialFingerprints": {"levelup/v1": fingerprint(looked, finding)},
        }


def _artifact(looked: Looked) -> dict[str, str]:
    return {"uri": quote(looked.path.replace("\\", "/"))}


def _location(looked: Looked, finding: Finding) -> dict[str, Any]:
    row, cells = _row(finding), finding.place.cells()
    region = {"region": {"startLine": row}} if row else {}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(looked), **region}
    }
    if cells:
        location["logicalLocations"] = [{"fullyQualifiedName": cells, "kind": "cell"}]
    return location
