"""Conditions on columns: a value, a list of values, or a range. All of them must hold."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from levelup_cli.definitions.definition import Definition


class Range(Definition):
    """From `min` to `max`, both ends included; one of them may be left out."""

    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _has_ends_in_order(self) -> Self:
        if self.min is None and self.max is None:
            raise ValueError("a range needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is above max")
        return self

    def __contains__(self, value: float) -> bool:
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)

    def __str__(self) -> str:
        if self.max is None:
            return f"{self.min:g} or more"
        if self.min is None:
            return f"{self.max:g} or less"
        return f"{self.min:g} to {self.max:g}"


class Answered(Definition):
    """The column is answered, whatever with; who left it blank is out, and not in doubt.

    For columns that most people rightly leave blank, such as the months to a promotion.
    """

    answered: Literal[True]

    def __str__(self) -> str:
        return "answered"


def _form(value: object) -> str:
    if isinstance(value, Answered) or (isinstance(value, dict) and "answered" in value):
        return "answered"
    if isinstance(value, dict | Range):
        return "range"
    return "any_of" if isinstance(value, list | tuple) else "one"


Condition = Annotated[
    Annotated[str | int, Tag("one")]
    | Annotated[tuple[str | int, ...], Field(min_length=1), Tag("any_of")]
    | Annotated[Range, Tag("range")]
    | Annotated[Answered, Tag("answered")],
    Discriminator(_form),
]
Conditions = dict[str, Condition]


def accepted(condition: Condition) -> tuple[str, ...]:
    """The texts that a condition on codes accepts; nothing for a range."""
    if isinstance(condition, Range | Answered):
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
