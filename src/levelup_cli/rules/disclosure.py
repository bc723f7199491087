"""Personal data where none belongs, and figures about few people."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU601(Rule):
    """A cell seems to hold an e-mail address.

    Returns are about people, and need not say who they are. An e-mail address names its owner; the
    only place for one is the contact of the organisation. The rows are used as they stand, but
    whoever gets the file reads the address.

    Bad:
        training
        employee_id            | category | hours
        a.example@example.test | digital  | 2

    Good:
        organisation
        organisation_id | contact_email
        example         | data@example.test

        training
        employee_id | category | hours
        E1          | digital  | 2

    Way out:
        Put a number in its place that only you can lead back to the person, the same in every
        sheet, and keep the list of both to yourself.
    """


class LU602(Rule):
    """A cell seems to hold a National Insurance number.

    It names a person for life, opens doors to fraud, and is asked for nowhere in a return. The rows
    are used as they stand, but whoever gets the file reads the number. A number of your own that
    has the same form, two letters, six digits and a letter from A to D, is told as well.

    Bad:
        employees
        employee_id
        AA123456A
        AB 12 34 56 C

    Good:
        employees
        employee_id
        E1
        E2

    Way out:
        Put a number in its place that only you can lead back to the person: the payroll number, or
        better a number made for this return.
    """


class LU603(Rule):
    """A cell seems to hold the full name of a person.

    Where a sheet asks for a pseudonym, names may not stand in its place. They are known by a title,
    or because most cells of the column look like names: two to four words with capitals. A cell of
    free text is a name only if it begins with a title. Names of sites, suppliers or programmes are
    not looked at. Where the looks alone speak for it, the finding is a warning: codes of plain
    words look like names too.

    Bad:
        leadership
        person_id    | body
        Ms A Example | board

    Good:
        leadership
        person_id | body
        L01       | board

    Way out:
        Number the people, and keep the list of names and numbers to yourself. Sort it another way
        than the sheet, so that the order does not tell either.
    """

    severities = (Severity.ERROR, Severity.WARNING)


class LU604(Rule):
    """A cell seems to hold a telephone number.

    A telephone number leads to its owner, and is asked for nowhere in a return. Told are numbers of
    the United Kingdom that are written as text, with the nought or +44 in front. The rows are used
    as they stand. In a column of bare numbers that stand for people it is a warning, for staff
    numbers may look so.

    Bad:
        facts
        fact_id           | value | note
        community_cash_gbp | 1000  | Ring 01632 960001 for details

    Good:
        facts
        fact_id           | value | note
        community_cash_gbp | 1000  | From the accounts

    Way out:
        Take it out. Who can answer questions stands in the sheet organisation.
    """

    severities = (Severity.ERROR, Severity.WARNING)


class LU605(Rule):
    """A column that is not read seems to hold personal data.

    Columns that no metric knows are passed over, and yet they travel with the file. The heading of
    this one promises names, dates of birth, National Insurance numbers, e-mail or home addresses,
    telephone numbers or bank accounts. Columns that begin with # are your own and are not looked
    at, but they travel as well.

    Bad:
        employees
        employee_id | grade | contract_type | Date of birth
        E1          | entry | permanent     | 1990-01-01

    Good:
        employees
        employee_id | grade | contract_type | Cost centre
        E1          | entry | permanent     | 400

    Way out:
        Delete the column in the copy that you send. Where an age is asked for, give the age band.
    """

    severities = (Severity.WARNING,)


class LU611(Rule):
    """Some groups are too small to be shown.

    A figure about few people tells something about each of them. Figures by these columns will be
    withheld for groups of fewer people than the pack's policy on disclosure says, which is ten in
    ours. Neither the group nor its size is told here. Nothing is wrong with the data, and the
    figures for everybody are not affected. Where a sheet has fewer people altogether this is not
    told, for then no figure about them is shown at all.

    Bad:
        employees
        employee_id | sex
        E1          | female
        E2          | female
        E3          | female
        E4          | female
        E5          | female
        E6          | female
        E7          | female
        E8          | female
        E9          | female
        E10         | female
        E11         | male

    Good:
        employees
        employee_id | sex
        E1          | female
        E2          | female
        E3          | female
        E4          | female
        E5          | female
        E6          | female
        E7          | female
        E8          | female
        E9          | female
        E10         | female

    Way out:
        Nothing, if the groups are so small. If codes are too fine for your organisation, use
        coarser ones where the list has them.
    """

    severities = (Severity.INFO,)


RULES: tuple[type[Rule], ...] = (LU601, LU602, LU603, LU604, LU605, LU611)
