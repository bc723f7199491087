"""An explanation as text of 80 columns, without colour: nothing is cut off."""

import textwrap
from collections.abc import Iterator, Sequence

from levelup_cli.gate import as_line
from levelup_cli.reports.score_explanation.document import (
    Explanation,
    Facts,
    Part,
    Prose,
    Table,
)

WIDTH = 80
_INDENT = 2
_WIDEST_LABEL = 28
_NARROWEST_NAMES = 10


def render_screen(explanation: Explanation) -> str:
    """The whole explanation."""
    lines = [*_wrapped(explanation.title, 0), *_wrapped(explanation.about, 0)]
    for section in explanation.sections:
        lines += ["", section.title]
        for part in section.parts:
            lines += _part(part)
    return "".join(f"{as_line(line)}\n" for line in lines)


def _part(part: Part) -> Iterator[str]:
    match part:
        case Prose(text=text):
            yield from _wrapped(text, _INDENT)
        case Facts(rows=rows):
            width = min(max(len(label) for label, _ in rows), _WIDEST_LABEL) + 2
            for label, text in rows:
                yield from _fact(label, text, width)
        case Table():
            yield from _table(part)


def _fact(label: str, text: str, width: int) -> Iterator[str]:
    if len(label) > width - 2:
        yield from _wrapped(label, _INDENT)
        label = ""
    yield from textwrap.wrap(
        f"{'':{_INDENT}}{label:<{width}}{text}",
        WIDTH,
        subsequent_indent=" " * (_INDENT + width),
        break_on_hyphens=False,
    )


def _table(table: Table) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    others = sum(widths[1:]) + 2 * (len(widths) - 1) + _INDENT
    widths[0] = max(min(widths[0], WIDTH - others), _NARROWEST_NAMES)
    for row in (table.head, *table.rows):
        yield from _row(row, widths)


def _row(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A name that is too long for its column goes on in the next line."""
    first, *rest = textwrap.wrap(row[0], widths[0], subsequent_indent=" " * _INDENT) or [""]
    numbers = "".join(f"  {cell:>{w}}" for cell, w in zip(row[1:], widths[1:], strict=True))
    yield f"{'':{_INDENT}}{first:<{widths[0]}}{numbers}".rstrip()
    yield from (f"{'':{_INDENT}}{more}" for more in rest)


def _wrapped(text: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        text, WIDTH, initial_indent=space, subsequent_indent=space, break_on_hyphens=False
    )
