"""What a template is made from, and what it is: sheets, their columns, and cells already filled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.tables import Table
from levelup_cli.outcomes.submissions import Submission

Chosen = tuple[str, Goal, Metric]


class Percent(float):
    """A number that its sender showed as a percentage: 0.45 for 45 %."""


Value = str | float | bool | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a template is to ask for, and what is known already.

    Of an `earlier` return what lasts is carried over, or with `everything` all that it holds.
    """

    metrics: tuple[Chosen, ...]
    aggregate: bool = False
    sector: str | None = None
    earlier: Submission | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to be filled in; `offers` holds what the drop-down of a column lists."""

    name: str
    table: Table
    columns: tuple[str, ...]
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The sheets to be filled in, and the version of the definitions that ask for them.

    `counted` are the metrics whose counts are asked for, where there are no rows about people.
    """

    version: str
    sheets: tuple[Sheet, ...]
    counted: tuple[Chosen, ...] = ()

    def count_columns(self) -> int:
        """How many columns there are to fill in, over all sheets."""
        return sum(len(sheet.columns) for sheet in self.sheets)
