"""Options that several commands share, and how their text is read."""

import re
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.errors import UsageError
from levelup_cli.settings.choices import Audience, FailOn, parse_codes, parse_day
from levelup_cli.words import suggest

if TYPE_CHECKING:
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.outcomes.submissions import Facts
    from levelup_cli.reports.findings import Choice

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
ShowValues = Annotated[
    bool, typer.Option("--show-values", help="Show what stands in the cells; on a terminal only.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse what would have to be repaired.")]
MOST_LISTED = 20  # words that a message may list; the only longer list is that of the metrics


def choose(word: str, choices: Collection[str], what: str) -> str:
    """A word that must be one of a few.

    Raises:
        UsageError: with the nearest right word.
    """
    if word in choices:
        return word
    hint = suggest(word, choices)
    known = "`levelup metrics list` shows them."
    if len(choices) <= MOST_LISTED:
        known = f"Choose from {', '.join(choices)}."
    raise UsageError(f"There is no {what} '{word}'.{hint}\n{known}")


def parse_fail_on(text: str) -> FailOn:
    """The mildest finding that makes the exit code 1.

    Raises:
        UsageError: with the nearest right word.
    """
    return FailOn(choose(text, list(FailOn), "--fail-on"))


def parse_audience(text: str) -> Audience:
    """Whom metrics are about.

    Raises:
        UsageError: with the nearest right word.
    """
    return Audience(choose(text, list(Audience), "--audience"))


def parse_choice(select: str | None, ignore: str | None) -> "Choice":
    """Which findings were chosen.

    Raises:
        UsageError: for what is no code and no family.
    """
    from levelup_cli.reports.findings import Choice

    return Choice(_codes("--select", select), _codes("--ignore", ignore))


def _codes(option: str, text: str | None) -> tuple[str, ...]:
    from levelup_cli.rules import PAGES

    try:
        codes = parse_codes(text or "")
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
    for code in codes:
        if not any(known.startswith(code) for known in PAGES):
            raise UsageError(f"{option}: there is no code {code}.\n`levelup explain` lists them.")
    return codes


def refuse_values(wanted: bool, form: str) -> None:
    """Let cells be shown on their owner's screen only.

    Raises:
        UsageError: where the result goes elsewhere, or is for programs.
    """
    if wanted and (form != "table" or sys.stdout is None or not sys.stdout.isatty()):
        raise UsageError(
            "--show-values: cells may hold personal data, so they are shown on a terminal only, in"
            " the form table."
        )


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
        return None if text is None else parse_day(text)
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
        raise UsageError(
            f"--fact: there is no fact '{name}'.{hint}\nChoose from {', '.join(coded)}."
        )
    if not code:
        raise UsageError(f"--fact {text}: say what it is, as in {name}={next(iter(codes))}.")
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
