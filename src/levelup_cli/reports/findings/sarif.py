"""Findings as a SARIF 2.1.0 log (OASIS), which code scanning services and editors read.

A return is an artifact; its rows are lines, its columns are columns, its cells logical locations.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from levelup_cli.gate import inert, visible
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.reports.findings.looked import Looked, Standing, where_of
from levelup_cli.reports.findings.records import UNREADABLE
from levelup_cli.reports.findings.tracking import digest, file_of, path_of, tracked
from levelup_cli.reports.rule_pages import render_pages, render_pages_as_markdown
from levelup_cli.rules import PAGES, family_of
from levelup_cli.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS = 5_000  # as many as GitHub shows of a run
MOST_LOCATIONS = 100  # of a result, likewise
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(returns: Sequence[Looked]) -> str:
    """A SARIF log of one run, with the 5,000 most serious findings and a note if there are more."""
    results = [*_unread(returns), *sorted(_found(returns), key=_seriousness)]
    shown = results[:MOST_RESULTS]
    rules = _numbered(sorted({result["ruleId"] for result in shown}))
    files = _numbered(file["uri"] for result in shown for file in _files(result))
    for result in shown:
        result["ruleIndex"] = rules[result["ruleId"]]
        for file in _files(result):
            file["index"] = files[file["uri"]]
    driver = {"name": "levelup", "version": __version__}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(returns, len(results))],
        "artifacts": [{"location": {"uri": uri}, "roles": ["analysisTarget"]} for uri in files],
        "results": shown,
    }
    log = inert({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
    # Pages are our own words, and are read line by line: the gate would spell their lines out.
    log["runs"][0]["tool"]["driver"]["rules"] = [_rule(code) for code in rules]
    return json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _seriousness(result: dict[str, Any]) -> int:
    return list(_LEVELS.values()).index(result["level"])


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name once, with its position."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _files(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [at["physicalLocation"]["artifactLocation"] for at in result["locations"]]


def _invocation(returns: Sequence[Looked], found: int) -> dict[str, Any]:
    invocation: dict[str, Any] = {
        "executionSuccessful": not any(looked.unreadable for looked in returns)
    }
    if found > MOST_RESULTS:
        note = (
            f"There are {found:,} findings; the {MOST_RESULTS:,} most serious are listed. "
            "`levelup validate -o findings.json` lists all."
        )
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": note}}]
    return invocation


def _rule(code: str) -> dict[str, Any]:
    """A code with its page, or with the name of its family where there is no page."""
    family = family_of(code)
    page = PAGES.get(code)
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": page.title if page else family},
        "properties": {"tags": [family]},
    }
    if page:
        first, *_ = page.why.split("\n\n")
        rule |= {
            "fullDescription": {"text": " ".join(first.split())},
            "help": {"text": render_pages([page]), "markdown": render_pages_as_markdown([page])},
            "defaultConfiguration": {"level": _LEVELS[page.severities[0]]},
        }
    return rule


def _unread(returns: Sequence[Looked]) -> Iterator[dict[str, Any]]:
    for looked in returns:
        if looked.unreadable:
            path = path_of(looked)
            yield {
                "ruleId": UNREADABLE,
                "level": "error",
                "message": {"text": _plain(looked.why_unreadable)},
                "locations": [_location(path, {}, {})],
                "partialFingerprints": _fingerprints(digest(path, UNREADABLE)),
            }


def _found(returns: Sequence[Looked]) -> Iterator[dict[str, Any]]:
    for looked, finding, fingerprint in tracked(returns, with_accepted=True):
        said = f"{where_of(finding)}: {finding.said()}"
        yield {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": _plain(said)},
            "occurrenceCount": max(finding.count, 1),
            "locations": [*_locations(file_of(looked, finding), finding)],
            "partialFingerprints": _fingerprints(fingerprint),
            **_suppressed(looked.apart.get(finding)),
        }


def _suppressed(standing: Standing | None) -> dict[str, Any]:
    """Of an accepted finding, that it is so, and why."""
    if standing is None:
        return {}
    why = {"kind": "external", "status": "accepted", "justification": _plain(standing.reason)}
    return {"suppressions": [why]}


def _plain(text: str) -> str:
    """Text in which no heading can make a link or a placeholder, as messages may hold both."""
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _fingerprints(fingerprint: str) -> dict[str, str]:
    """Our own, and the one that GitHub goes by: else it would hash lines of a workbook's bytes."""
    return {"levelup/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"}


def _locations(path: str, finding: Finding) -> Iterator[dict[str, Any]]:
    """The place of a finding, range by range; a whole column or sheet has no lines."""
    place = finding.place
    for rows in place.rows[:MOST_LOCATIONS] or (None,):
        part = Place(place.file, place.sheet, place.column, place.heading, (rows,) if rows else ())
        yield _location(path, _region(part), _logical(part))


def _location(path: str, region: dict[str, int], logical: dict[str, str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if region:
        physical["region"] = region
    return {"physicalLocation": physical, **({"logicalLocations": [logical]} if logical else {})}


def _uri(path: str) -> str:
    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(visible(path))


def _region(place: Place) -> dict[str, int]:
    """Lines and columns from 1; the end column is the one after the last, as SARIF counts."""
    if not place.rows:
        return {}
    ((first, last),) = place.rows
    region = {"startLine": first, "endLine": last}
    if place.column:
        column = _column_number(place.column)
        region |= {"startColumn": column, "endColumn": column + 1}
    return region


def _column_number(letters: str) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _logical(place: Place) -> dict[str, str]:
    match bool(place.column), bool(place.rows):
        case True, True:
            kind = "cell"
        case True, False:
            kind = "column"
        case False, True:
            kind = "row"
        case _:
            kind = "sheet"
    return {"fullyQualifiedName": place.cells(), "kind": kind} if place.cells() else {}
