"""An explanation as Markdown; what a spreadsheet held cannot become markup."""

import re
from collections.abc import Iterator

from levelup_cli.gate import as_line
from levelup_cli.reports.score_explanation.document import (
    Explanation,
    Facts,
    Part,
    Prose,
    Table,
)

_MARKUP = re.compile(r"([\\`*{}\[\]<>|#~]|(?<!\w)_|_(?!\w))")


def render_markdown(explanation: Explanation) -> str:
    """The whole explanation, a section under each heading."""
    lines = [f"# {_plain(explanation.title)}", "", _plain(explanation.about), ""]
    for section in explanation.sections:
        lines += [f"## {_plain(section.title)}", ""]
        for part in section.parts:
            lines += [*_part(part), ""]
    return "".join(f"{as_line(line)}\n" for line in lines[:-1])


def _part(part: Part) -> Iterator[str]:
    match part:
        case Prose(text=text):
            yield _plain(text)
        case Facts(rows=rows):
            yield from (f"- {_plain(label)}: {_plain(text)}" for label, text in rows)
        case Table(head=head, rows=rows):
            yield _row(head)
            yield "|---|" + "---:|" * (len(head) - 1)
            yield from (_row(row) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_plain(cell) or ' ' for cell in cells)} |"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
