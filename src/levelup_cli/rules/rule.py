"""A rule about returns: its code, how serious it is, and the page that explains it."""

import inspect
import textwrap
from dataclasses import dataclass
from typing import ClassVar

from levelup_cli.outcomes.severities import Severity

SECTIONS = ("Bad", "Good", "Way out")


@dataclass(frozen=True, slots=True)
class Example:
    """A return that a rule finds fault with, or none: in words, or as sheets of cells.

    Each sheet is a row of headings and rows of cells, as texts; the heading stands in row 1.
    """

    text: str
    sheets: dict[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class Page:
    """What is told about a code: a title, why it matters, a bad and a good case, the way out."""

    code: str
    severities: tuple[Severity, ...]
    title: str
    why: str
    bad: Example
    good: Example
    way_out: str


class Rule:
    """What may be wrong with a return, under one code, which is the name of the class.

    The docstring of each rule is its page: a title in one line; why it matters; then the sections
    `Bad:`, `Good:` and `Way out:`, indented. Sheets in an example are written as a line with the
    name of the sheet, and lines of cells parted by `|`; a blank line stands between sheets.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR,)

    @classmethod
    def page(cls) -> Page:
        """The page of the rule.

        Raises:
            ValueError: where the docstring lacks a section.
        """
        title, _, rest = inspect.cleandoc(cls.__doc__ or "").partition("\n")
        why, *parts = (_part(rest, name) for name in ("", *SECTIONS))
        bad, good, way_out = parts
        return Page(
            code=cls.__name__,
            severities=cls.severities,
            title=title.removesuffix("."),
            why=why,
            bad=_example(bad),
            good=_example(good),
            way_out=way_out,
        )


def _part(text: str, name: str) -> str:
    """The section of a docstring that has this name; without one, what stands before them all."""
    parts = {"": ""}
    current = ""
    for line in text.split("\n"):
        if line.removesuffix(":") in SECTIONS and line.endswith(":"):
            current = line.removesuffix(":")
            parts[current] = ""
        else:
            parts[current] += f"{line}\n"
    if not parts.get(name, "").strip():
        raise ValueError(f"the page has no section {name or 'on why it matters'}")
    return textwrap.dedent(parts[name]).strip("\n")


def _example(text: str) -> Example:
    sheets: dict[str, list[list[str]]] = {}
    for block in text.split("\n\n") if "|" in text else ():
        name, *rows = block.split("\n")
        sheets[name.strip()] = [[cell.strip() for cell in row.split("|")] for row in rows]
    return Example(text, sheets)
