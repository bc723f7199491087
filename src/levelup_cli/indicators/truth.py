"""Does a row meet a condition? Yes, no, not known, or (in a pay quarter with ties) in part.

Levels are ordered, so that "and" is the smaller of two: NO < UNKNOWN < shares < YES. This is
Kleene's three-valued logic, with room for people who share a place in a pay quarter.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.conditions import (
    Answered,
    Condition,
    Declined,
    Given,
    Range,
    Reply,
    accepted,
)
from levelup_cli.outcomes.tables import Answers, Status

Levels = npt.NDArray[np.int8]
NO, UNKNOWN, FIRST_SHARE, YES = 0, 1, 2, 127


@dataclass(frozen=True, slots=True)
class Truth:
    """A level per row. `shares[i]` is the part in which a row of level FIRST_SHARE + i counts.

    `possible` says the same for bounds, where ranks could shift if missing answers were known: a
    row is then YES or NO only if it would be so in every case.
    """

    levels: Levels
    shares: tuple[Fraction, ...] = ()
    possible: Levels | None = None

    def __and__(self, other: "Truth") -> "Truth":
        possible = None
        if self.possible is not None or other.possible is not None:
            possible = np.minimum(self.for_bounds(), other.for_bounds())
        return Truth(
            levels=np.minimum(self.levels, other.levels),
            shares=self.shares or other.shares,
            possible=possible,
        )

    def __or__(self, other: "Truth") -> "Truth":
        """Either; for conditions on answers, not on shared places."""
        return Truth(np.maximum(self.levels, other.levels))

    def for_bounds(self) -> Levels:
        """The levels that hold in every case, on which bounds rest."""
        return self.levels if self.possible is None else self.possible


@dataclass(frozen=True, slots=True)
class SharedPlaces:
    """A ranking cut into parts: per distinct value, the share of it that falls into each part.

    `possible` gives, per part and distinct value, the level for bounds.
    """

    answers: Answers
    shares: dict[str, tuple[Fraction, ...]]
    possible: dict[str, Levels]

    def meets(self, condition: Condition) -> Truth:
        """Whether each row lies in the parts that the condition accepts."""
        parts = accepted(condition) or tuple(self.shares)  # answered: ranked at all
        known = self.answers.statuses == Status.PRESENT
        share = [
            sum((self.shares[part][i] for part in parts), Fraction(0)) for i in range(len(known))
        ]
        between = tuple(sorted({s for s in share if 0 < s < 1}))
        levels = np.full(len(known), UNKNOWN, np.int8)
        for i in np.flatnonzero(known):
            whole = YES if share[i] == 1 else NO
            levels[i] = FIRST_SHARE + between.index(share[i]) if share[i] in between else whole
        possible = np.where(known, np.maximum.reduce([self.possible[p] for p in parts]), UNKNOWN)
        if set(parts) == set(self.shares):  # in one part or another, whoever is ranked at all
            possible = np.where(known, YES, UNKNOWN)
        codes = self.answers.codes
        return Truth(levels[codes], between, possible.astype(np.int8)[codes])


def _replied(answers: Answers, condition: Reply) -> npt.NDArray[np.bool_]:
    """For each distinct answer, whether it is the kind of reply that is asked about."""
    statuses = answers.statuses
    match condition:
        case Answered(answered=answered):
            wanted = (statuses == Status.PRESENT) == answered
        case Given(given=given):
            wanted = ((statuses != Status.MISSING) & (statuses != Status.WRONG)) == given
        case Declined():
            wanted = statuses == Status.DECLINED
    return np.asarray(wanted, np.bool_)


def meets(answers: Answers, condition: Condition) -> Truth:
    """Whether each row's answer meets a condition; anything but a fact is UNKNOWN."""
    if isinstance(condition, Reply):
        replied = np.where(_replied(answers, condition), YES, NO).astype(np.int8)
        return Truth(replied[answers.codes])
    wanted = set(accepted(condition))
    per_value = np.full(len(answers.values), UNKNOWN, np.int8)
    for i, value in enumerate(answers.values):
        if answers.statuses[i] != Status.PRESENT:
            continue
        if isinstance(condition, Range):
            fits = isinstance(value, Decimal) and float(value) in condition
        else:
            fits = str(value) in wanted
        per_value[i] = YES if fits else NO
    return Truth(per_value[answers.codes])
