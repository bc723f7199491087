"""What a rule across tables may look at, and what it may say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Organisation
from levelup_cli.outcomes.tables import CheckedTable, Mask


@dataclass(frozen=True, slots=True)
class Return:
    """The tables of a return, who sent it for when, and the definitions."""

    tables: Mapping[str, CheckedTable]
    organisation: Organisation
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and the rows of a table that can no longer be counted because of it.

    There is no finding where one of another rule has told of these rows already.
    """

    finding: Finding | None
    table: str | None = None
    left_out: Mask | None = None


Rule = Callable[[Return], Iterator[Told]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with some rows, and what it costs."""

    code: str
    severity: Severity
    message: str
    help: str
    leaves_out: bool = False


def tell(table: CheckedTable, column: str, mask: Mask, fault: Fault) -> Iterator[Told]:
    """One finding about the usable rows of a mask, at their cells in a column, if there are any."""
    rows = table.usable_rows(mask)
    if not rows:
        return
    place = place_of(table.table, column, rows)
    message = f"{column}: {fault.message}"
    finding = Finding(fault.code, fault.severity, place, message, fault.help, len(rows))
    if fault.leaves_out:
        yield Told(finding, table.definition.table, mask)
    else:
        yield Told(finding)
