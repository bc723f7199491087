"""Sums, years and methods that must agree."""

from typing import ClassVar

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU521(Rule):
    """Electricity is given by the account that no metric counts.

    The emissions of electricity can be worked out in two ways: by location, with the mean of the
    grid, or by market, from the contracts. The metrics of Goal 13 count the rows by location, so
    that a meter counts once and contracts cannot hide its emissions. Electricity that is given by
    market only is missing from them; both accounts together are welcome.

    Bad:
        energy
        record_id | year_label | source      | scope    | kwh  | emissions_tco2e | factor_year
        R1        | current    | electricity | 2_market | 9000 | 0               | 2024

    Good:
        energy
        record_id | year_label | source      | scope      | kwh  | emissions_tco2e | factor_year
        R1        | current    | electricity | 2_market   | 9000 | 0               | 2024
        R2        | current    | electricity | 2_location | 9000 | 1.9             | 2024

    Way out:
        Add a row for the same electricity with the scope that the message names. Its kWh are the
        same; its emissions are the kWh times the factor of that account.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU522(Rule):
    """Two years of energy were worked out with different conversion factors.

    The sets of conversion factors change every year, because the grid gets cleaner. If this year's
    emissions use one set and last year's another, the difference between them shows the change of
    the factors as well as of the organisation, so the change is shown but not scored.

    Bad:
        energy
        record_id | year_label | source | scope | kwh  | emissions_tco2e | factor_year
        R1        | current    | gas    | 1     | 9000 | 1.6             | 2024
        R2        | prior      | gas    | 1     | 9900 | 1.8             | 2023

    Good:
        energy
        record_id | year_label | source | scope | kwh  | emissions_tco2e | factor_year
        R1        | current    | gas    | 1     | 9000 | 1.6             | 2024
        R2        | prior      | gas    | 1     | 9900 | 1.8             | 2024

    Way out:
        Multiply last year's kWh by this year's factors, and give this year's set in factor_year for
        both. If last year cannot be worked out again, leave it; only the change is lost.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU524(Rule):
    """Groups do not add up to everybody.

    Everybody belongs to one group of a breakdown, or to none because the answer is not known. So
    the rows of the groups, with that of those in no group, add up to the row for everybody, apart
    from rounding. If they add up to more, somebody is counted twice; if to less, somebody is left
    out. It is an error if every group has a row, the unknown ones too; a warning otherwise. Where
    a group is withheld or has no row, nothing is said of sums that are too small.

    Bad:
        learners
        academic_year | phase   | measure      | group   | n_assessed | n_achieved
        2023/24       | primary | rwm_expected | all     | 64         | 41
        2023/24       | primary | rwm_expected | fsm     | 12         | 6
        2023/24       | primary | rwm_expected | non_fsm | 61         | 35

    Good:
        learners
        academic_year | phase   | measure      | group   | n_assessed | n_achieved
        2023/24       | primary | rwm_expected | all     | 64         | 41
        2023/24       | primary | rwm_expected | fsm     | 12         | 6
        2023/24       | primary | rwm_expected | non_fsm | 52         | 35

    Way out:
        Correct the number that is wrong. If people belong to no group, add a row for them, with the
        code unknown. If a group has to be withheld, leave its numbers out and say so in suppressed.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR, Severity.WARNING)


RULES: tuple[type[Rule], ...] = (LU521, LU522, LU524)
