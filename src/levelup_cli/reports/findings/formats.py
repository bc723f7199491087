"""The forms that findings can be given in, by their names and by the endings of files."""

from collections.abc import Callable, Sequence

from levelup_cli.reports.findings import junit, records, sarif, servers, text
from levelup_cli.reports.findings.looked import Looked

FINDINGS_FORMATS: dict[str, Callable[[Sequence[Looked]], str]] = {
    "table": text.render_table,
    "concise": text.render_concise,
    "grouped": text.render_grouped,
    "markdown": text.render_markdown,
    "json": records.render_json,
    "jsonl": records.render_jsonl,
    "csv": records.render_csv,
    "github": servers.render_github,
    "gitlab": servers.render_gitlab,
    "junit": junit.render_junit,
    "sarif": sarif.render_sarif,
}
FINDINGS_ENDINGS = {
    ".txt": "table",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".xml": "junit",
    ".sarif": "sarif",
}
