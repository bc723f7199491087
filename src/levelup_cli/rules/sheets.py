"""Sheets: which of them are read, as which table, and who sent them."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU201(Rule):
    """The sheet organisation is missing.

    It says who sent the return and for which period. Without the period nothing can be left out for
    being of another year, and what asks whether something happened in the period is not known. What
    hangs on the kind of organisation, such as whether it has customers, is not known either. A
    return of one table alone does without.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        vacancies
        vacancy_id | grade | filled | advertised_openly | salary_shown | degree_required
        V1         | entry | yes    | yes               | yes          | no

    Good:
        organisation
        organisation_id | organisation_name | period_start | period_end | snapshot_date
        example         | Example Ltd       | 2024-04-01   | 2025-03-31 | 2025-03-31

        sites
        site_id | region | headcount
        S1      | TLC    | 12

        vacancies
        vacancy_id | grade | filled | advertised_openly | salary_shown | degree_required
        V1         | entry | yes    | yes               | yes          | no

    Way out:
        Add the sheet, with one row; `levelup template` makes it. Or say it with the command:
        --period-start and --period-end, and with them --organisation, --snapshot-date and
        --fact has_customers=yes.
    """


class LU203(Rule):
    """A sheet is no table of a return.

    Neither its name nor its headings are those of a table, so it was not read. That is right for a
    cover page or a list of your own. It is told because a table under another name, with headings
    in other words, looks the same.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        Contents
        Page | What it shows
        1    | Our sites

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        #Contents
        Page | What it shows
        1    | Our sites

    Way out:
        Nothing, if the sheet holds no data; begin its name with # to say so. Otherwise give it the
        name of its table, or say in a mapping which table it is (--map FILE): `levelup inspect`
        shows which it could be, and drafts the mapping with --save-map.
    """

    severities = (Severity.INFO,)


class LU206(Rule):
    """The sheet organisation does not hold one row.

    One return is about one organisation and one period. Of several rows the first is used and the
    others are passed over, so that they change no figure. Without a row it is not known who sent
    the return, nor for which period.

    Bad:
        organisation
        organisation_id | organisation_name | period_start | period_end | snapshot_date
        north           | Example North     | 2024-04-01   | 2025-03-31 | 2025-03-31
        south           | Example South     | 2024-04-01   | 2025-03-31 | 2025-03-31

    Good:
        organisation
        organisation_id | organisation_name | period_start | period_end | snapshot_date
        north           | Example North     | 2024-04-01   | 2025-03-31 | 2025-03-31

    Way out:
        Keep one row. Send the returns of several organisations as several files.
    """


class LU211(Rule):
    """A hidden sheet could be the same table as another.

    The sheet that is not hidden was read, and the hidden one was not. Mostly the hidden one is an
    old copy; if it holds other rows, these are in no figure.

    Bad:
        The sheet employees, and behind it a hidden sheet Employees of last year.

    Good:
        The sheet employees, and behind it a hidden sheet #Employees of last year.

    Way out:
        Show the hidden sheet and look at it. Delete an old copy, or rename it so that it begins
        with #. Leaving hidden sheets out (--skip-hidden) changes no figure here, and ends the
        warning.
    """

    severities = (Severity.WARNING,)


class LU212(Rule):
    """A hidden sheet was read.

    Hiding does not say whether a sheet belongs to the return, so it is read like any other, and its
    rows count. If it was hidden because it is out of date, the figures are about rows that nobody
    looked at.

    Bad:
        The sheet leavers, hidden.

    Good:
        The same sheet, shown.

    Way out:
        Show the sheet and look at it. If it is not meant, delete it, begin its name with #, or
        leave out everything that is hidden: --skip-hidden. A mapping that names the sheet
        (--map FILE) says that it is meant.
    """

    severities = (Severity.WARNING,)


class LU215(Rule):
    """The return was filled into an older template.

    Since then columns or codes were added or changed their meaning. What is in the return is used
    as it stands, but what the newer metrics ask for may not be there. The third part of a version
    changes no sheet, so 1.0.2 is as good as 1.0.0.

    Bad:
        organisation
        organisation_id | period_start | period_end | template_version
        example         | 2024-04-01   | 2025-03-31 | 0.9

    Good:
        organisation
        organisation_id | period_start | period_end | template_version
        example         | 2024-04-01   | 2025-03-31 | 1.0

    Way out:
        Move the data into a new template: levelup template --upgrade OLD.xlsx -o NEW.xlsx. It
        carries over everything that has a place there and says what has none.
    """

    severities = (Severity.WARNING,)


class LU216(Rule):
    """A second sheet has the headings of a table that another sheet is.

    The sheet that bears the name of the table was read, and this one was not: a table stands in one
    sheet. If it holds other rows, these are in no figure.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

        North
        site_id | region | headcount
        S2      | TLD    | 8

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
        S2      | TLD    | 8

    Way out:
        If both hold rows, put them into one sheet. If this is a copy, rename it so that it begins
        with #. If this is the one that is meant, begin the name of the other with #.
    """

    severities = (Severity.WARNING,)


class LU217(Rule):
    """The command says otherwise than the return.

    An option such as --period-start fills in what a return does not say. Where the sheet
    organisation says it, the sheet counts, and the option is passed over. Figures are then about
    another period than the one that was typed.

    Bad:
        levelup validate return.xlsx --period-end 2025-12-31, where the sheet organisation has
        2025-03-31 as period_end.

    Good:
        levelup validate return.xlsx

    Way out:
        Leave the option out, or correct the sheet organisation.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU201,
    LU203,
    LU206,
    LU211,
    LU212,
    LU215,
    LU216,
    LU217,
)
