"""Codes and ranges: cells that can be read, and say what cannot be."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU401(Rule):
    """A cell is not one of the codes.

    Columns such as grade hold one of a few codes, so that answers can be counted together. The
    code, its name and other spellings that are known all count; this is none of them. The cell is
    taken as not known; the rest of the row is used. Of columns with personal answers no near code
    is suggested, for it would tell what stands there.

    Bad:
        vacancies
        vacancy_id | grade       | filled
        V1         | profesional | yes

    Good:
        vacancies
        vacancy_id | grade        | filled
        V1         | Professional | yes

    Way out:
        Give one of the codes; `levelup template` offers them in each cell. Words of your own, such
        as Band 7, can be translated in a mapping once and for all (--map FILE): `levelup inspect
        FILE --save-map map.yaml` drafts it.
    """


class LU402(Rule):
    """A number lies outside the range that is possible.

    A decile of 11, a share of a post of 12 or a negative count cannot be true. Mostly a point is
    missing or the number belongs into another column. The cell is taken as not known; the rest of
    the row is used.

    Bad:
        suppliers
        supplier_id | size  | imd_decile | spend_gbp
        A1          | micro | 11         | 5000

    Good:
        suppliers
        supplier_id | size  | imd_decile | spend_gbp
        A1          | micro | 10         | 5000

    Way out:
        Correct the number; the finding says what the range is. If the number is not known, leave
        the cell blank.
    """


class LU403(Rule):
    """A number lies outside the range that is usual.

    It is possible, but so seldom true that the unit or the decimal point is more likely wrong:
    hourly pay of 2,500 is a month's. The number is used as it stands, and one such number can move
    a mean or a total far.

    Bad:
        employees
        employee_id | grade   | contract_type | employment_basis | hourly_pay_gbp
        E1          | manager | permanent     | full_time        | 2500

    Good:
        employees
        employee_id | grade   | contract_type | employment_basis | hourly_pay_gbp
        E1          | manager | permanent     | full_time        | 25.00

    Way out:
        Check the unit and the decimal point. Leave the number, if it is right.
    """

    severities = (Severity.WARNING,)


class LU404(Rule):
    """A number below 1 stands where per cent are expected.

    In a column of per cent 0.45 is read as 0.45 %, less than half of one per cent, and used so.
    Whoever wrote it may have meant 45 %. A cell formatted as a percentage, or with a % sign, is
    understood without doubt.

    Bad:
        outreach
        outreach_id | activity_id | participants | phase   | school_fsm_pct
        R1          | P1          | 20           | primary | 0.45
        R2          | P1          | 15           | primary | 38

    Good:
        outreach
        outreach_id | activity_id | participants | phase   | school_fsm_pct
        R1          | P1          | 20           | primary | 45
        R2          | P1          | 15           | primary | 38

    Way out:
        Write 45 or 45 %, or format the cells as percentages. If less than 1 % is right, write it
        with the % sign.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (LU401, LU402, LU403, LU404)
