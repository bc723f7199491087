"""Findings as JUnit's XML, as Jenkins, GitLab and Azure Pipelines read it."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from levelup_cli.gate import visible
from levelup_cli.outcomes.severities import Severity
from levelup_cli.reports.findings.looked import Looked, where_of
from levelup_cli.reports.findings.records import UNREADABLE


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
            ET.SubElement(case, "error", message=visible(looked.why_unreadable), type=UNREADABLE)
    for code in codes:
        case = ET.SubElement(suite, "testcase", name=code, classname=visible(looked.path))
        findings = [finding for finding in looked.findings if finding.code == code]
        words = "\n".join(visible(f"{where_of(f)}: {f.said()}") for f in findings)
        if code in failed:
            part = ET.SubElement(case, "failure", message=visible(findings[0].message), type=code)
        else:
            part = ET.SubElement(case, "system-out")
        part.text = words
