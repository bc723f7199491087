"""Rates that change from year to year, such as a minimum wage: dated, and with their source."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from levelup_cli.definitions.definition import Definition

OTHER = "other"  # stands for every code that has no rate of its own


class RateEntry(Definition):
    """The rates from one day on, by code; `other` is for every code that is not named."""

    begins: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    values: dict[str, float]
    source: str
    note: str | None = None


class DatedRates(Definition):
    """A rate and its history, the oldest first."""

    title: str
    unit: str
    entries: Annotated[tuple[RateEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        days = [date.fromisoformat(entry.begins) for entry in self.entries]
        if sorted(set(days)) != days:
            raise ValueError("the entries must stand in the order of their days")
        return self

    def on(self, day: date | None) -> RateEntry | None:
        """The entry in force on a day: the last that had begun."""
        begun = [e for e in self.entries if day and date.fromisoformat(e.begins) <= day]
        return begun[-1] if begun else None
