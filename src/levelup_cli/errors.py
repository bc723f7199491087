"""What can go wrong for a reason the user can mend, drawn as a tree.

LevelUpError            shown without a traceback, exit code 2
├── UsageError          the command cannot be meant as typed
├── UnreadableFile      a return cannot be read at all, or in more than one way
├── UnreadableAid       nor can a file that was to help with it: of places, or of last year
└── DefinitionError     a definitions pack contradicts itself or the language

Bad *data* is never an exception: it is a finding (`outcomes.findings`). Anything else is a bug.
"""

from dataclasses import dataclass


class LevelUpError(Exception):
    """Something the user can mend; its text is the whole message."""


class UsageError(LevelUpError):
    """The command line asks for something that does not exist."""


class UnreadableFile(LevelUpError):
    """A file cannot be read: which one, why, and the way out."""

    def __init__(self, file: str, reason: str, help_: str) -> None:
        super().__init__(f"{file}: {reason}\n{help_}")
        self.file = file
        self.reason = reason
        self.help = help_


class UnreadableAid(LevelUpError):
    """A file that was to help with returns cannot be read; the returns are not to blame."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a definitions pack, at its place in the YAML."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class DefinitionError(LevelUpError):
    """All the mistakes of a definitions pack or a mapping, each with file, line and column."""

    def __init__(self, problems: list[Problem], what: str = "The definitions") -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        head = f"{what} cannot be used: {count} mistake{'s' * (count != 1)}."
        super().__init__("\n".join([head, *map(str, self.problems)]))
