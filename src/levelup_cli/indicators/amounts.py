"""The numbers that a row brings together: exact, not known, or withheld between two ends."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from levelup_cli.outcomes.tables import Answers


class Between(NamedTuple):
    """A number that its sender withheld as `<5`: it lies from `low` to `high`, ends included."""

    low: Fraction
    high: Fraction


Given = Fraction | Between | None
GivenRows = list[tuple[Given, ...]]  # for each combination of answers, the numbers in order


def exact(given: tuple[Given, ...]) -> list[Fraction | None]:
    """The numbers that are known; what lies between two ends is not."""
    return [number if isinstance(number, Fraction) else None for number in given]


def number_at(answers: Answers, place: int) -> Given:
    """The number at a place among the distinct answers of a column."""
    value, reach = answers.values[place], answers.reaches.get(place)
    if isinstance(value, Decimal):
        return Fraction(value)
    if reach is not None and reach.min is not None and reach.max is not None:
        return Between(Fraction(reach.min), Fraction(reach.max))
    return None
