"""Options that several commands share, and how their text is read."""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.errors import UsageError
from levelup_cli.words import suggest

if TYPE_CHECKING:
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.outcomes.submissions import Facts


class Audience(StrEnum):
    """Whom a metric is about."""

    COLLEAGUES = "colleagues"
    CUSTOMERS = "customers"
    COMMUNITIES = "communities"


class FailOn(StrEnum):
    """The mildest finding that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    NEVER = "never"


Definitions = Annotated[
    Path | None,
    typer.Option("--definitions", metavar="DIR", help="Use this definitions pack."),
]
Out = Annotated[
    list[Path] | None,
    typer.Option("--out", "-o", metavar="FILE", help="Also write this file; its ending says how."),
]
Goals = Annotated[
    str | None,
    typer.Option("--goals", metavar="5,6", help="Show these goals and their metrics only."),
]
Drafts = Annotated[
    bool, typer.Option("--drafts", help="Also work out metrics that are drafts; never scored.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse what would have to be repaired.")]
_UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
MOST_LISTED = 20  # words that a message may list; the only longer list is that of the metrics


def choose(word: str, choices: dict[str, str] | list[str], what: str) -> str:
    """A word that must be one of a few.

    Raises:
        UsageError: with the nearest right word.
    """
    if word in choices:
        return word
    hint = suggest(word, choices)
    known = "`levelup metrics list` shows them."
    if len(choices) <= MOST_LISTED:
        known = f"There is {', '.join(choices)}."
    raise UsageError(f"There is no {what} '{word}'.{hint}\n{known}")


def reaches(fail_on: FailOn, severities: list[str]) -> bool:
    """Whether any finding is as serious as the line that fails."""
    if fail_on is FailOn.NEVER:
        return False
    order = [level.value for level in FailOn]
    return any(order.index(s) <= order.index(fail_on.value) for s in severities)


def parse_goals(text: str | None, catalogue: "Catalogue") -> tuple[int, ...]:
    """`5,6` or `1,3-5` -> goal numbers.

    Raises:
        UsageError: for what is no goal.
    """
    if text is None:
        return ()
    known = {goal.goal for goal in catalogue.goals} - {0}
    goals: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,2})\s*(?:-\s*(\d{1,2})\s*)?", part)
        if match is None:
            raise UsageError(f"--goals: '{part}' is no goal. Write numbers, as in 5,6 or 1,3-5.")
        first, last = int(match[1]), int(match[2] or match[1])
        wanted = set(range(first, last + 1))
        if not wanted or not wanted <= known:
            raise UsageError(f"--goals: the goals are {min(known)} to {max(known)}, not '{part}'.")
        goals |= wanted
    return tuple(sorted(goals))


def parse_facts(
    catalogue: "Catalogue",
    name: str | None,
    days: dict[str, str | None],
    facts: list[str] | None,
) -> "Facts":
    """What was said about the organisation of a lone file.

    Raises:
        UsageError: for a day that is none, or a fact that the organisation table does not know.
    """
    from levelup_cli.outcomes.submissions import Facts

    return Facts(
        name=name,
        flags=tuple(_fact(text, catalogue) for text in facts or []),
        **{key: _day(key, text) for key, text in days.items()},
    )


def _day(option: str, text: str | None) -> date | None:
    try:
        if text is not None and (match := _UK_DAY.fullmatch(text)):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        flag = "--" + option.replace("_", "-")
        raise UsageError(f"{flag}: '{text}' is no day. Write it as 2025-03-31.") from None


def _fact(text: str, catalogue: "Catalogue") -> tuple[str, str]:
    name, _, code = (part.strip() for part in text.partition("="))
    columns = catalogue.tables["organisation"].columns if "organisation" in catalogue.tables else {}
    coded = [column for column in columns if catalogue.groups("organisation", column)]
    codes = catalogue.groups("organisation", name) if name in coded else None
    if codes is None:
        hint = suggest(name, coded)
        raise UsageError(f"--fact: there is no fact '{name}'.{hint}\nThere is {', '.join(coded)}.")
    return name, choose(code, list(codes), f"code of {name}")


def parse_standard(text: str | None, catalogue: "Catalogue") -> tuple[str, str] | None:
    """`esrs:S1-9` -> the framework and its identifier.

    Raises:
        UsageError: where there is no such framework, or no metric answers to the identifier.
    """
    if text is None:
        return None
    framework, _, wanted = (part.strip() for part in text.partition(":"))
    tags = [metric.standards for _, _, metric in catalogue.metrics()]
    tags += catalogue.crosswalks.goals.values() if catalogue.crosswalks else ()
    frameworks = list(type(tags[0]).model_fields) if tags else []
    choose(framework, frameworks, "framework")
    known = {str(name) for standards in tags for name in getattr(standards, framework)}
    if wanted.casefold() not in {name.casefold() for name in known}:
        hint = suggest(wanted, known)
        raise UsageError(f"--standard: no metric answers to {framework}:{wanted}.{hint}")
    return framework, wanted
