"""What an explanation is made of, before it is put on a screen or into Markdown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what is to be said of each, in order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column holds names, the others numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Prose | Facts | Table


@dataclass(frozen=True, slots=True)
class Section:
    """One question, answered."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to `levelup explain FILE WHAT`: what it is about, and section by section."""

    title: str
    about: str
    sections: tuple[Section, ...]
