"""The pages of findings' codes: why each matters, a bad and a good case, and the way out."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from levelup_cli.gate import as_json
from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules import Example, Page, family_of

WIDTH = 88
ACCEPTING = (
    "If it is right as it stands, accept it with a reason and a last day: `accept` in levelup.toml"
    " (docs/settings.md)."
)
NEVER_RIGHT = ("LU1", "LU6", "LU9")  # families of which nothing should stay as it is


def render_pages(pages: Sequence[Page]) -> str:
    """A page for a screen; of several, their codes and titles under the names of their families."""
    return _page(pages[0]) if len(pages) == 1 else _list(pages)


def _page(page: Page) -> str:
    severities = " or ".join(page.severities)
    lines = [f"{page.code}  {page.title}", f"{family_of(page.code)} · {severities}", ""]
    lines += [_wrapped(page.why), ""]
    for word, example in (("Bad", page.bad), ("Good", page.good)):
        text = example.text if example.sheets else _wrapped(example.text)
        lines += [word, textwrap.indent(text, "  "), ""]
    lines += ["The way out", textwrap.indent(_wrapped(page.way_out), "  ")]
    if page.severities != (Severity.ERROR,) and page.code[:3] not in NEVER_RIGHT:
        lines += ["", _wrapped(ACCEPTING)]
    return "\n".join(lines) + "\n"


def _list(pages: Sequence[Page]) -> str:
    lines: list[str] = []
    family = ""
    for page in pages:
        if family != family_of(page.code):
            family = family_of(page.code)
            lines += ["", family]
        lines.append(f"  {page.code}  {page.title}")
    return "\n".join(lines[1:]) + "\n"


def render_pages_as_markdown(pages: Sequence[Page]) -> str:
    """Each page as a section of a document; sheets become tables."""
    return "\n".join(_section(page) for page in pages)


def _section(page: Page) -> str:
    severities = " or ".join(page.severities)
    lines = [f"## {page.code}: {page.title}", "", f"*{family_of(page.code)}, {severities}*", ""]
    lines += [_flowing(page.why), ""]
    for word, example in (("Bad", page.bad), ("Good", page.good)):
        lines += [f"**{word}**", ""]
        if not example.sheets:
            lines += [_flowing(example.text), ""]
        for name, rows in example.sheets.items():
            lines += [f"Sheet `{name}`", "", *_table(rows), ""]
    lines += ["**The way out**", "", _flowing(page.way_out)]
    return "\n".join(lines) + "\n"


def render_pages_as_json(pages: Sequence[Page]) -> str:
    """The pages for a program, as a list."""
    return as_json([_record(page) for page in pages])


def _record(page: Page) -> dict[str, Any]:
    return {
        "code": page.code,
        "title": page.title,
        "family": family_of(page.code),
        "severities": [severity.value for severity in page.severities],
        "why": _flowing(page.why),
        "bad": _case(page.bad),
        "good": _case(page.good),
        "way_out": _flowing(page.way_out),
    }


def _case(example: Example) -> dict[str, Any] | str:
    """The sheets of an example, or where it has none its words."""
    return example.sheets or _flowing(example.text)


def _table(rows: list[list[str]]) -> list[str]:
    cells = [[cell.replace("|", "\\|") or " " for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return [lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]]


def _flowing(text: str) -> str:
    """Paragraphs, each in one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, WIDTH) for part in _flowing(text).split("\n\n"))


PAGE_FORMATS: dict[str, Callable[[Sequence[Page]], str]] = {
    "table": render_pages,
    "markdown": render_pages_as_markdown,
    "json": render_pages_as_json,
}
