"""Rules about the days of a return; their list stands at the foot."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.tables import DateColumn
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import Mask


def days_have_come(sent: Return) -> Iterator[Told]:
    """Whoever is counted on a day has begun by then; a later day is likely a slip of the pen."""
    organisation = sent.organisation
    limits = {
        "snapshot": ("the snapshot date", organisation.snapshot_date),
        "period_end": ("the end of the reporting period", organisation.period_end),
    }
    for table in sent.tables.values():
        for name, column in table.definition.columns.items():
            if not isinstance(column, DateColumn) or name not in table.answers:
                continue
            words, limit = limits.get(column.not_after or "", ("", None))
            if limit is None:
                continue
            answers = table.answers[name]
            late = [isinstance(value, date) and value > limit for value in answers.values]
            mask: Mask = np.array(late, bool)[answers.codes]
            message = f"a day after {words}, {limit}"
            help_ = "Correct the day, or remove the row if it belongs to a later return."
            yield from tell(table, name, mask, Fault("LU311", Severity.WARNING, message, help_))


RULES: tuple[Rule, ...] = (days_have_come,)
