"""Kinds of cells: numbers, days, codes, and what is none of these."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU301(Rule):
    """A required cell is blank.

    Some columns are needed in every row: without its grade a job stands on no level, without the
    last day somebody who left belongs to no year. Where such a cell is blank, the metrics that need
    it count the row as unknown, which lowers what is known and widens the bounds of the score. A
    blank is never taken for "no" or for zero. Where the cell leads to another row, as from training
    to employees, the row belongs to nobody.

    Bad:
        applicants
        application_id | route       | stage_reached | shortlisted | hired
        A1             | direct_hire | hired         | yes         | yes
        A2             | direct_hire | interviewed   | yes         |

    Good:
        applicants
        application_id | route       | stage_reached | shortlisted | hired
        A1             | direct_hire | hired         | yes         | yes
        A2             | direct_hire | interviewed   | yes         | no

    Way out:
        Fill in the cell. If nobody knows the answer, leave it blank and accept the finding with a
        reason; the figure then says how many are unknown.
    """


class LU302(Rule):
    """A text stands where a number belongs.

    It cannot be counted or added up, so the cell is taken as not known, though never as zero. The
    rest of the row is used. Numbers with £, with commas or spaces between thousands, in brackets
    for a loss or with a % sign are understood; words beside a number are not.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | about 12

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

    Way out:
        Write the number alone, the unit in the heading. If it is not known, leave the cell blank.
        Words of your own for no answer can be listed in a mapping (--map FILE), under words.
    """


class LU303(Rule):
    """A date is no date.

    It is a day that no calendar has, a text that is no day, or a bare number. A bare number such as
    45382 may be a day that lost its format, or anything else, so it is not guessed at. The cell is
    taken as not known; the rest of the row is used.

    Bad:
        apprentices
        apprentice_id | level | start_date  | status
        P1            | 3     | 30/02/2024  | active
        P2            | 3     | last autumn | active
        P3            | 3     | 45382       | active

    Good:
        apprentices
        apprentice_id | level | start_date | status
        P1            | 3     | 29/02/2024 | active
        P2            | 3     | 1 Oct 2023 | active
        P3            | 3     | 2024-03-31 | active

    Way out:
        Give a date cell, or a text such as 2025-03-31, 31/03/2025 or 31 March 2025. Format a column
        of bare numbers as dates, if they are days.
    """


class LU304(Rule):
    """A number has decimals where only a whole one is possible.

    People, levels and deciles are counted in whole numbers. Half a person mostly means that another
    figure, such as full-time equivalents, went into the column. The cell is taken as not known.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 11.5

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12.0

    Way out:
        Give the whole number. Do not round what is another figure: count the heads.
    """


class LU305(Rule):
    """A text is too long to be used.

    A name or key has a few words. A text of more than 2,000 characters is mostly a document that
    was pasted into a cell, or the rest of a file whose quotation marks do not match. The cell is
    taken as not known, so that a row with such a key is not counted.

    Bad:
        The column job_family of the sheet employees, with three pages of a job description.

    Good:
        The same column with Finance in it.

    Way out:
        Give a short text. Put the long one into a column of your own, whose heading begins with #.
    """


class LU306(Rule):
    """A cell holds an error such as #REF! or #DIV/0!.

    A formula is broken, so the value that should stand there is lost. An error is no blank: nobody
    decided to leave the cell out. It is taken as not known; the rest of the row is used. #N/A alone
    means that there is no answer, and counts as blank.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | #REF!

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

    Way out:
        Mend the formula, or clear the cell if the value is not known.
    """


class LU307(Rule):
    """A formula was never calculated.

    Formulas hold their result only once a spreadsheet program has calculated them. A file that
    another program wrote may have the formula alone, and levelup calculates nothing itself. The
    cell is taken as not known; the rest of the row is used.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | =5+7

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

    Way out:
        Open the file in a spreadsheet program, save it, and check it again.
    """


class LU308(Rule):
    """A date or number can be read in two ways.

    The cells of one column prove two ways of writing. Where one day can only be read with the day
    first and another only with the month first, 03/04/2025 could be either; beside 2,5 with a
    decimal comma, 1,500 could be one and a half. Those that could be either are taken as not known,
    the others are used.

    Bad:
        apprentices
        apprentice_id | level | start_date | status
        P1            | 3     | 31/01/2025 | active
        P2            | 3     | 01/31/2025 | active
        P3            | 3     | 03/04/2025 | active

    Good:
        apprentices
        apprentice_id | level | start_date | status
        P1            | 3     | 31/01/2025 | active
        P2            | 3     | 30/01/2025 | active
        P3            | 3     | 03/04/2025 | active

    Way out:
        Write all days of the column as 2025-04-03, and all numbers in one way: 1500 for fifteen
        hundred, 1.5 for one and a half.
    """


class LU309(Rule):
    """Day and month may be swapped in the dates of a column.

    Beside real dates stand texts with the month first, such as 12/31/2024. A program that expected
    the day first made such columns: it turned 04/03/2025 into a date with day and month swapped,
    and left as text what it could not turn. The dates are used as they stand. If they are swapped,
    people are counted in the wrong months, even in the wrong year.

    Bad:
        apprentices
        apprentice_id | level | start_date | status
        P1            | 3     | 2025-03-04 | active
        P2            | 3     | 12/31/2024 | active

    Good:
        apprentices
        apprentice_id | level | start_date | status
        P1            | 3     | 2025-03-04 | active
        P2            | 3     | 31/12/2024 | active

    Way out:
        Export the data again with days as 2025-03-31. Compare a few dates with the system that
        they come from.
    """

    severities = (Severity.WARNING,)


class LU310(Rule):
    """A day before 1900 or after 2100.

    No day of a return lies so far away. Programs write such days where they know none: 30 December
    1899 for a zero, 9999 for no end. The cell is taken as not known, as every other wrong cell is;
    the rest of the row is used.

    Bad:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2925-03-31

    Good:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

    Way out:
        Correct the year. Where there is no such day, as for a programme that has no end yet, leave
        the cell blank.
    """


class LU311(Rule):
    """A day lies after the day by which it must have come.

    An employee on the snapshot date has begun by then, and so has an apprenticeship or a support by
    the end of the period. A later day is likely a slip of the pen, or the row belongs to the next
    return. The day is used as it stands.

    Bad:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

        employees
        employee_id | start_date
        E1          | 2025-04-14

    Good:
        organisation
        organisation_id | period_start | period_end | snapshot_date
        example         | 2024-04-01   | 2025-03-31 | 2025-03-31

        employees
        employee_id | start_date
        E1          | 2024-04-15

    Way out:
        Correct the day, or remove the row if nobody was there yet on the snapshot date.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU301,
    LU302,
    LU303,
    LU304,
    LU305,
    LU306,
    LU307,
    LU308,
    LU309,
    LU310,
    LU311,
)
