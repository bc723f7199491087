"""Days: whether they lie in the period, and stand in order."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU504(Rule):
    """A row is dated outside the reporting period.

    Leavers, incidents and courses count in the year in which they happened. A row of another day is
    left out of every figure. Up to 31 days before or after the period may be a slip and are a
    warning; further away it is an error.

    Bad:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

        leavers
        employee_id | leave_date | voluntary | grade
        E1          | 2025-06-30 | yes       | entry
        E2          | 2025-04-10 | yes       | entry

    Good:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

        leavers
        employee_id | leave_date | voluntary | grade
        E1          | 2024-06-30 | yes       | entry
        E2          | 2025-03-31 | yes       | entry

    Way out:
        Correct the date, or the period in the sheet organisation. Rows of other years can be
        removed; they are not counted in any case.
    """

    severities = (Severity.ERROR, Severity.WARNING)


class LU511(Rule):
    """A row has no date, and is counted as if it lay in the period.

    The sheet holds what happened in the period, so a row without a day is believed. If it belongs
    to another year, it is counted in the wrong one.

    Bad:
        training
        employee_id | category | hours | completed | completed_date
        E1          | digital  | 6     | yes       |

    Good:
        training
        employee_id | category | hours | completed | completed_date
        E1          | digital  | 6     | yes       | 2024-11-05

    Way out:
        Give the date. Leave it blank, if it is not known and the row is of this period.
    """

    severities = (Severity.WARNING,)


class LU519(Rule):
    """Something ends before it starts.

    One of the two days is wrong, and nobody can tell which. The row is left out of every figure.

    Bad:
        apprentices
        apprentice_id | level | start_date | actual_end_date | status
        P1            | 3     | 2024-09-02 | 2024-03-01      | achieved

    Good:
        apprentices
        apprentice_id | level | start_date | actual_end_date | status
        P1            | 3     | 2023-09-02 | 2024-03-01      | achieved

    Way out:
        Correct whichever of the two days is wrong. Look at the other days of the column as well: if
        day and month are swapped, they mostly are in all of it.
    """


class LU520(Rule):
    """An apprenticeship has ended, and it is not said when.

    Whether it counts as an ending of this period is not known, so the share that was achieved
    becomes less certain. The row is used elsewhere, as for the day on which the apprenticeship
    started.

    Bad:
        apprentices
        apprentice_id | level | start_date | actual_end_date | status
        P1            | 3     | 2023-09-02 |                 | achieved

    Good:
        apprentices
        apprentice_id | level | start_date | actual_end_date | status
        P1            | 3     | 2023-09-02 | 2025-01-31      | achieved
        P2            | 3     | 2023-09-02 |                 | on_programme

    Way out:
        Give the day on which it ended. If it has not ended, correct the status.
    """


RULES: tuple[type[Rule], ...] = (LU504, LU511, LU519, LU520)
