"""Conditions on columns: a value, a list of values, or a range. All of them must hold."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from levelup_cli.definitions.definition import Definition


class Range(Definition):
    """From `min` to `max`, both ends included, or anything `above` a number."""

    min: float | None = None
    max: float | None = None
    above: float | None = None

    @model_validator(mode="after")
    def _has_ends_in_order(self) -> Self:
        if self.above is not None:
            if self.min is not None or self.max is not None:
                raise ValueError("above goes with neither min nor max")
            return self
        if self.min is None and self.max is None:
            raise ValueError("a range needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is above max")
        return self

    def __contains__(self, value: float) -> bool:
        if self.above is not None:
            return value > self.above
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)

    def __str__(self) -> str:
        if self.above is not None:
            return f"above {_plain(self.above)}"
        if self.max is None:
            return f"{_plain(self.min)} or more"
        if self.min is None:
            return f"{_plain(self.max)} or less"
        if self.min == self.max:
            return _plain(self.min)
        return f"{_plain(self.min)} to {_plain(self.max)}"


def _plain(number: float | None) -> str:
    """A number as people write it, 100,000,000 and not 1e+08."""
    return f"{number:,.10g}" if number is not None and abs(number) >= _LARGE else f"{number:g}"


_LARGE = 100_000


class Answered(Definition):
    """The column is answered with a fact, whatever it is, or it is not; never in doubt.

    For columns that most people rightly leave blank, such as the months to a promotion.
    """

    answered: bool

    def __str__(self) -> str:
        return "answered" if self.answered else "not answered"


class Given(Definition):
    """Anything stands in the cell (a fact, a refusal, or that one does not know), or nothing."""

    given: bool

    def __str__(self) -> str:
        return "given any reply" if self.given else "left blank"


class Declined(Definition):
    """The reply is a refusal, such as prefer_not_to_say."""

    declined: Literal[True]

    def __str__(self) -> str:
        return "declined"


Reply = Answered | Given | Declined  # conditions on how a question was replied to: never in doubt


def _form(value: object) -> str:
    if isinstance(value, Answered | Given | Declined):
        return type(value).__name__.lower()
    if isinstance(value, dict):
        return next((key for key in ("answered", "given", "declined") if key in value), "range")
    if isinstance(value, Range):
        return "range"
    return "any_of" if isinstance(value, list | tuple) else "one"


Condition = Annotated[
    Annotated[str | int, Tag("one")]
    | Annotated[tuple[str | int, ...], Field(min_length=1), Tag("any_of")]
    | Annotated[Range, Tag("range")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[Given, Tag("given")]
    | Annotated[Declined, Tag("declined")],
    Discriminator(_form),
]
Conditions = dict[str, Condition]


def accepted(condition: Condition) -> tuple[str, ...]:
    """The texts that a condition on codes accepts; nothing for a range."""
    if isinstance(condition, Range | Reply):
        return ()
    values = condition if isinstance(condition, tuple) else (condition,)
    return tuple(str(value) for value in values)


def describe(conditions: Conditions) -> str:
    """The conditions in words: `grade is board or executive, and hired is yes`."""
    parts = []
    for column, condition in conditions.items():
        words = " or ".join(accepted(condition)) or str(condition)
        parts.append(f"{column} is {words}")
    return ", and ".join(parts)
