"""Rows: their keys, and answers of one row that do not go together."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU501(Rule):
    """The same key stands in two rows.

    A key names one person, site or application. Of rows with the same key only the first is
    counted; which of them is right, nobody can tell. The later ones are left out of every figure.
    In tables without one key, such as survey, it is several columns together that may not repeat.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
        S1      | TLD    | 8

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
        S2      | TLD    | 8

    Way out:
        Remove the copy, or correct the key. Somebody with two jobs is one person: keep the main
        job.
    """


class LU502(Rule):
    """A row has no key.

    Without it nobody knows whom the row is about, nor whether the same person stands there twice.
    The row is left out of every figure. A note typed under the data looks the same.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
                | TLD    | 8

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
        S2      | TLD    | 8

    Way out:
        Give the row a key of its own, a pseudonym where it is about a person. Remove the row, if it
        is a note.
    """


class LU503(Rule):
    """A link leads to no row.

    The site of an employee, say, is not in the sheet sites. What is looked up through the link is
    not known: the region of a job through its site. Training and absence of somebody who is not in
    employees are counted for nobody. Up to 5 % of a column's links may be slips and are a warning;
    above that it is an error, for then one of the sheets is mostly incomplete or out of date.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        vacancies
        vacancy_id | grade | site_id | filled
        V1         | entry | S2      | yes

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        vacancies
        vacancy_id | grade | site_id | filled
        V1         | entry | S1      | yes

    Way out:
        Correct the key, or add the row that it leads to; capitals count, so s1 is not S1. Export
        both sheets on the same day.
    """

    severities = (Severity.ERROR, Severity.WARNING)


class LU505(Rule):
    """The reporting period or the snapshot date is impossible.

    A period ends 27 to 372 days after it starts. One that does not is not used: no row is left out
    for being of another year, and what asks whether something happened in the period is not known.
    A snapshot date more than 372 days from the period is probably mistyped. It is used as it
    stands, so that pay is compared with the living wage of that day.

    Bad:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2025-04-01   | 2025-03-31 | 2025-03-31

    Good:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

    Way out:
        Correct period_start and period_end, or snapshot_date. They can also be given with the
        command, where the sheet organisation does not say them.
    """


class LU506(Rule):
    """The headcount differs from the rows of employees.

    The sheet organisation says how many employees there are, and the sheet employees has another
    number of rows, agency workers aside. Either somebody is missing there, or rows are of people
    who are not employed. Nothing is left out, but every figure about colleagues rests on those
    rows. More than 2 % is a warning, more than 10 % an error.

    Bad:
        organisation
        organisation_id | employees
        example         | 4

        employees
        employee_id | grade   | contract_type | employment_basis
        E1          | manager | permanent     | full_time
        E2          | entry   | permanent     | part_time
        E3          | entry   | agency        | full_time

    Good:
        organisation
        organisation_id | employees
        example         | 2

        employees
        employee_id | grade   | contract_type | employment_basis
        E1          | manager | permanent     | full_time
        E2          | entry   | permanent     | part_time
        E3          | entry   | agency        | full_time

    Way out:
        Check that everybody who is employed at the snapshot date has one row, and nobody else.
        Count heads, not full-time equivalents. Rows that are left out for another reason do not
        count either; mend those first.
    """

    severities = (Severity.ERROR, Severity.WARNING)


class LU507(Rule):
    """Somebody was hired, but not shortlisted.

    Or the stage reached is an earlier one than hired. One of the answers is wrong, and with it the
    chances from one stage to the next would be. The row is left out of every figure.

    Bad:
        applicants
        application_id | route       | stage_reached | shortlisted | hired
        A1             | direct_hire | hired         | no          | yes
        A2             | direct_hire | interviewed   | yes         | yes

    Good:
        applicants
        application_id | route       | stage_reached | shortlisted | hired
        A1             | direct_hire | hired         | yes         | yes
        A2             | direct_hire | interviewed   | yes         | no

    Way out:
        Correct whichever of the two answers is wrong. If there was no shortlist, everybody who was
        hired has passed it: say yes.
    """


class LU510(Rule):
    """A goal is out of scope without a reason.

    A goal that is out of scope is not scored and does not count as missing. That has to be
    explained, so a goal without a reason stays in scope.

    Bad:
        goal_scope
        goal | in_scope | rationale
        12   | no       |

    Good:
        goal_scope
        goal | in_scope | rationale
        12   | no       | We neither let nor build homes

    Way out:
        Say in rationale why the goal is not yours. The reason is printed beside the goal.
    """


class LU513(Rule):
    """Hourly pay is blank, although the person is on full pay.

    Pay gaps compare everybody on full pay. Without the amount the person is counted as unknown
    there, and the bounds of the figures become wider. Other figures use the row.

    Bad:
        employees
        employee_id | grade | contract_type | employment_basis | full_pay_relevant | hourly_pay_gbp
        E1          | entry | permanent     | full_time        | yes               |

    Good:
        employees
        employee_id | grade | contract_type | employment_basis | full_pay_relevant | hourly_pay_gbp
        E1          | entry | permanent     | full_time        | no                |

    Way out:
        Give the hourly pay, or say no in full_pay_relevant if the person was on less than full pay
        because of leave.
    """


class LU514(Rule):
    """Somebody was promoted, and it is not said after how long.

    The time to promotion is worked out from the months in the previous grade. Without them this
    promotion has no length; it still counts as one.

    Bad:
        employees
        employee_id | grade   | promoted_in_period | months_to_promotion
        E1          | manager | yes                |

    Good:
        employees
        employee_id | grade   | promoted_in_period | months_to_promotion
        E1          | manager | yes                | 30

    Way out:
        Give the months in the previous grade. If they are not known, leave the cell blank.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU501,
    LU502,
    LU503,
    LU505,
    LU506,
    LU507,
    LU510,
    LU513,
    LU514,
)
