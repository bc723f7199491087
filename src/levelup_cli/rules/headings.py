"""Headings and the rows and columns under them."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU202(Rule):
    """A required column is missing.

    No heading names it, neither in our words nor in another spelling that is known. Metrics that
    need it cannot be worked out; they are told as not provided, and the goal is covered less. The
    other columns of the sheet are used.

    Bad:
        sites
        site_id | regoin | headcount
        S1      | TLC    | 12

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12

    Way out:
        Add the column. If it is there under another heading, rename it, or say in a mapping which
        it is (--map FILE): `levelup inspect FILE --save-map map.yaml` drafts the mapping.
    """


class LU204(Rule):
    """A column is not used, because no metric knows its heading.

    Columns of your own do no harm: nothing in them is counted or printed. It is told because a
    heading that is misspelt looks the same, and then a whole column of answers is not used.

    Bad:
        sites
        site_id | region | headcount | oppened
        S1      | TLC    | 12        | 1998

    Good:
        sites
        site_id | region | headcount | #oppened
        S1      | TLC    | 12        | 1998

    Way out:
        Nothing, if the column is your own; begin its heading with # to say so. Otherwise use our
        heading, or say in a mapping which column it is (--map FILE). Two headings that could both
        be one column are told so too: the surer one was read.
    """

    severities = (Severity.INFO,)


class LU205(Rule):
    """A sheet has no headings.

    Its name is that of a table, but none of its first thirty rows names a column of that table.
    Nothing of it is read: without headings nobody can tell what stands in which column. All its
    metrics are told as not provided.

    Bad:
        sites
        S1 | Head office | 12
        S2 | Warehouse   | 8

        vacancies
        vacancy_id | grade | filled | advertised_openly | salary_shown | degree_required
        V1         | entry | yes    | yes               | yes          | no

    Good:
        sites
        site_id | site_name   | headcount
        S1      | Head office | 12
        S2      | Warehouse   | 8

        vacancies
        vacancy_id | grade | filled | advertised_openly | salary_shown | degree_required
        V1         | entry | yes    | yes               | yes          | no

    Way out:
        Put headings above the data. If they are there in your own words, say in a mapping what they
        mean (--map FILE). If the sheet is no part of the return, begin its name with #.
    """


class LU207(Rule):
    """Cells stand under no heading.

    To the right of the last heading, or between two headings, there is more: a note beside the
    table, a sum, or a column whose heading was forgotten. It was not read and is in no figure.

    Bad:
        sites
        site_id | region |
        S1      | TLC    | 12
        S2      | TLD    | 8

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
        S2      | TLD    | 8

    Way out:
        Give the column a heading, one that begins with # if it is a note, or clear the cells.
    """

    severities = (Severity.WARNING,)


class LU208(Rule):
    """The data go on below a gap.

    More than five blank rows stand between rows of data. The rows below are read and counted all
    the same, under the same headings. If another table begins there, or notes, they are counted as
    what they are not.

    Bad:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
                |        |
                |        |
                |        |
                |        |
                |        |
                |        |
        S2      | TLD    | 8

    Good:
        sites
        site_id | region | headcount
        S1      | TLC    | 12
                |        |
        S2      | TLD    | 8

    Way out:
        Move the rows together. Move another table that stands there to a sheet of its own.
    """

    severities = (Severity.WARNING,)


class LU209(Rule):
    """A row of a text file has more cells than there are headings.

    A comma stands inside a value, as in Bricks, mortar and co, so that the rest of the row has
    moved to the right. Which comma it is, nobody can tell; the row is left out of every figure. If
    most rows are so, the whole file is refused.

    Bad:
        sites.csv with the headings site_id,site_name,headcount and the row S1,Mill Lane, North,12

    Good:
        sites.csv with the same headings and the row S1,"Mill Lane, North",12

    Way out:
        Put values that hold a comma in quotation marks; programs that export CSV do so by
        themselves. Or save the data as .xlsx.
    """


class LU213(Rule):
    """Hidden rows were read.

    Rows that a filter or a person has hidden are read like all others and count in every figure.
    Whoever looks at the sheet sees other rows than those that were counted.

    Bad:
        The sheet employees, filtered so that only the rows of one site are shown.

    Good:
        The same sheet with the filter cleared.

    Way out:
        Clear the filter, show the rows and look at them. If hidden rows are not meant, delete them
        or leave them out: --skip-hidden, which leaves out hidden columns and sheets as well.
    """

    severities = (Severity.WARNING,)


class LU214(Rule):
    """Hidden columns were read.

    Columns that are hidden are read like all others. That may be meant, for people hide what they
    do not want to scroll past; but whoever looks at the sheet does not see what was counted.

    Bad:
        The sheet employees with its column ethnicity_group hidden.

    Good:
        The same sheet with the column shown.

    Way out:
        Show the columns and look at them. If they are not meant, delete them or leave them out:
        --skip-hidden, which leaves out hidden rows and sheets as well.
    """

    severities = (Severity.WARNING,)


class LU218(Rule):
    """A mapping names a heading that is not there.

    The mapping says what a heading means, and the sheet has no such heading: it was renamed, or is
    misspelt in the mapping. That line does nothing, so the column it was for may not be used.

    Bad:
        A mapping with columns: {Pay band: grade}, where the sheet has the heading Band of pay.

    Good:
        A mapping with columns: {Band of pay: grade}.

    Way out:
        Correct the mapping, or take the line out. Capitals, spaces and punctuation make no
        difference.
    """

    severities = (Severity.WARNING,)


class LU219(Rule):
    """Rows are filled only under headings that are not read.

    Nothing stands in such a row under any heading that we know, so there is nothing to count, and
    it was left out. It may be a note; or the heading of its main column was not understood.

    Bad:
        sites
        site_id | region | headcount | comment
        S1      | TLC    | 12        | open
                |        |           | another site opens in May

    Good:
        sites
        site_id | region | headcount | comment
        S1      | TLC    | 12        | open
        S2      | TLD    | 0         | opens in May

    Way out:
        Nothing, if they are notes. Otherwise fill in the key of each row, or say in a mapping which
        column the heading is (--map FILE).
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU202,
    LU204,
    LU205,
    LU207,
    LU208,
    LU209,
    LU213,
    LU214,
    LU218,
    LU219,
)
