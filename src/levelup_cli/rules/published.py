"""What an organisation has published: whose it is, and whether it can be."""

from typing import ClassVar

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU525(Rule):
    """It is not clear which of many employers is meant.

    The gender pay gap service offers the reports of all employers as one file. A return is about
    one of them, and a report of the wrong one would be published as theirs. So the row is found by
    the name of the organisation or by its company number, and where none or several fit, no figure
    is taken.

    Bad:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | DiffMedianHourlyPercent | FemaleTopQuartile
        Acme Ltd     | 12.1                  | 10.4                    | 38.0
        Bolt plc     | 8.8                   | 7.0                     | 41.5

    Good:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | DiffMedianHourlyPercent | FemaleTopQuartile
        Acme Ltd     | 12.1                  | 10.4                    | 38.0

    Way out:
        Give the name as it stands in the file: `--organisation "Acme Ltd"`. Or send the company
        number in the sheet organisation, or keep the employer's row alone.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR,)


class LU526(Rule):
    """The shares of men and women in a quarter of pay do not make 100.

    Everybody who is ranked is counted as a woman or as a man, so the two shares of each quarter add
    up to 100 exactly, also once they are rounded; the service refuses figures that do not. One of
    the two is wrong, and it cannot be said which, so the report is not used.

    Bad:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | MaleTopQuartile | FemaleTopQuartile
        Acme Ltd     | 12.1                  | 61.9            | 38.0

    Good:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | MaleTopQuartile | FemaleTopQuartile
        Acme Ltd     | 12.1                  | 62.0            | 38.0

    Way out:
        Round the share of women to a tenth, and give what is left of 100 for men.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR,)


class LU527(Rule):
    """A published figure has more than one decimal.

    The service publishes tenths of a per cent. More decimals mean that the figures come from
    somewhere else, so they may differ from what everybody can look up.

    Bad:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | DiffMedianHourlyPercent | FemaleTopQuartile
        Acme Ltd     | 12.14                 | 10.4                    | 38.0

    Good:
        pay_gap_report
        EmployerName | DiffMeanHourlyPercent | DiffMedianHourlyPercent | FemaleTopQuartile
        Acme Ltd     | 12.1                  | 10.4                    | 38.0

    Way out:
        Give the figure as it was published. Where it is your own, send the rows of employees
        instead: they give it in full.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU528(Rule):
    """The bonus gaps do not go with the share of men who were paid a bonus.

    A bonus gap is measured against what men got. If no man was paid a bonus there is nothing to
    measure against, and no gap may be given; if any was, both gaps have to be.

    Bad:
        pay_gap_report
        EmployerName | DiffMeanBonusPercent | DiffMedianBonusPercent | MaleBonusPercent
        Acme Ltd     | 20.5                 | 14.0                   | 0

    Good:
        pay_gap_report
        EmployerName | DiffMeanBonusPercent | DiffMedianBonusPercent | MaleBonusPercent
        Acme Ltd     |                      |                        | 0

    Way out:
        Look the figures up as they were published, and correct the share or the gaps.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR, Severity.WARNING)


RULES: tuple[type[Rule], ...] = (LU525, LU526, LU527, LU528)
