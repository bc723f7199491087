"""What a look at a return found: what was understood, and what could be meant by the rest."""

from dataclasses import dataclass
from typing import Literal

from levelup_cli.outcomes.submissions import Checked


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be meant by a sheet, a heading or a value that matched nothing.

    It is never applied by itself. `table` is the table of the sheet, `column` ours for headings and
    codes; `likeness` is 0 to 100. `after` is blank where nothing is alike, and a person has to say.
    """

    kind: Literal["sheet", "heading", "code"]
    file: str
    sheet: str | None
    table: str
    before: str
    after: str
    likeness: int
    column: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A return as it was understood, and proposals for what was not."""

    checked: Checked
    proposals: tuple[Proposal, ...]
