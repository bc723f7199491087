"""What a rule across tables may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.submissions import Organisation
from levelup_cli.outcomes.tables import CheckedTable


@dataclass(frozen=True, slots=True)
class Return:
    """The tables of a return, who sent it for when, and the definitions."""

    tables: Mapping[str, CheckedTable]
    organisation: Organisation
    catalogue: Catalogue


Rule = Callable[[Return], Iterator[Finding]]
