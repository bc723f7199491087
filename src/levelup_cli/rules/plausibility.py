"""What is possible, but seldom true, and what changed since the last return."""

from typing import ClassVar

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU701(Rule):
    """The socio-economic background of too few people is known.

    Those who do not answer are rarely like those who do. Below 70 % known, a figure about
    background could be turned round by the people who are not known, so it has low reliability and
    limits the confidence grade. Below 50 % it is not scored. Refusals, "does not know" and answers
    that cannot be classified count as not known.

    Bad:
        The job of the main earner at home is known of 40 of 100 employees; 50 cells are blank, and
        10 people prefer not to say.

    Good:
        It is known of 75 of 100 employees.

    Way out:
        Ask those whose cell is blank, and say what the answer is used for and who sees it. Do not
        guess from a postcode, a school or a name.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.ERROR, Severity.WARNING)


class LU702(Rule):
    """Some grades answer far less often than others.

    If nearly all of one grade answered a question and far fewer of another, a comparison of the
    grades says more about trust, or about who was asked, than about the people. Grades with fewer
    than thirty people are left out, as are differences that chance may make, and the message does
    not say which grades differ.

    Bad:
        Of 80 managers the ethnic group of 76 is known, of 90 people at entry level that of 60.

    Good:
        Of 80 managers it is known of 76, of 90 people at entry level of 81.

    Way out:
        Find out why: people without a desk may never have seen the form. Ask again where few have
        answered, and be careful with figures by grade until then.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU703(Rule):
    """Nearly everybody gives the same answer.

    Personnel systems often enter an answer by themselves where nobody replied: "no" for disability,
    say. Then silence looks like a fact, and the figure is wrong without a sign of it. More than
    95 % alike, of a hundred answers or more, where hardly anybody is without one, may be such a
    default; it may also be true.

    Bad:
        Of 400 known answers about disability 398 are alike, and no cell is blank.

    Good:
        Of 400 cells 290 hold one answer and 40 the other, and 70 are blank.

    Way out:
        Ask those who run the system whether it has a default for this field. If so, clear the cells
        to which nobody replied, or ask again. If the answers are real, accept the finding.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU704(Rule):
    """Nobody prefers not to say, although some cells are blank.

    Where some people leave a question open, others usually refuse it. If a whole sheet holds ten
    blanks or more but no refusal, the system may store a refusal as a blank. A refusal is an
    answer: people who gave it should not be asked again, and many refusals show that people do not
    trust the use.

    Bad:
        Of 60 employees 12 have a blank for ethnic group or disability, and nobody the answer
        prefer_not_to_say.

    Good:
        Of 60 employees 9 have a blank, and 3 prefer not to say.

    Way out:
        Ask those who run the system how it stores refusals, and export them as prefer_not_to_say.
        If nobody could refuse, offer that answer on the form.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU705(Rule):
    """A number differs from the previous return by more than a quarter.

    Organisations seldom change that much in a year. More often the unit is another one, a site is
    missing, or something else was counted. Compared are the numbers about the organisation, the
    length of tables of people, and rows of counts about the same group; numbers of people must
    differ by ten as well. What may be negative, such as a profit, is left out. The message says the
    direction, never the numbers.

    Bad:
        The turnover is 4,100,000 pounds, and 4,100 in the previous return, which was filled in in
        thousands.

    Good:
        The turnover is 4,100,000 pounds, and 3,900,000 in the previous return.

    Way out:
        Check unit and scope of both numbers, and correct the one that is wrong. If both are right,
        leave them, and say why in the notes.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU706(Rule):
    """The previous return was filled in under other definitions.

    Definitions improve, and with them what a column or a metric means. If the template of the
    previous return is of another version than the definitions in use, a figure may have changed
    because its definition did. Numbers that are far apart are told all the same.

    Bad:
        The template_version of the previous return is 0.9; the definitions are those of 1.0.

    Good:
        Both are 1.0. A third number, as in 1.0.2, makes no difference.

    Way out:
        Read in the list of changes what changed between the two. Move the previous return into a
        new template with `levelup template --upgrade`, if the columns are the same.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU707(Rule):
    """A target of the organisation's own does not lead forward.

    A target is for a year to come, and better than what there was when it was set: higher or lower
    as is better for the metric, or nearer to 0 for gaps and to 1 for ratios. A target that is worse
    than its baseline is mostly a slip, such as two numbers exchanged. The metric must exist.

    Bad:
        targets
        metric_id                    | baseline_value | target_value | target_year
        g06_workforce_lower_seb_share | 39            | 31           | 2030

    Good:
        targets
        metric_id                    | baseline_value | target_value | target_year
        g06_workforce_lower_seb_share | 31            | 39           | 2030

    Way out:
        Correct the value, the year or the id of the metric; `levelup metrics show` says which way
        is better, and in which unit. Remove targets that were for years gone by.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU708(Rule):
    """The previous return is not the one before this.

    Changes are told from one period to the next of one organisation. If the file given as the
    previous return is of the same period or a later one, of a much earlier one, or of another
    organisation, the changes mean something else. Numbers of another organisation are not compared
    at all.

    Bad:
        This return is for April 2024 to March 2025, and so is the previous return.

    Good:
        The previous return is for April 2023 to March 2024, with the same organisation_id.

    Way out:
        Give the return of the period before, or correct the dates or the id in either of the two.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


class LU709(Rule):
    """A figure sent as counts is not the one that the rows give.

    If a metric has a row in `aggregates` and can be worked out from other sheets as well, the
    sheets are used, because their rows can be checked. Where the two lie further apart than
    rounding explains (half a point of a percentage, half a per cent of anything else), one of the
    two is wrong or counts other people. Figures for everybody are compared, not those of groups.

    Bad:
        facts
        fact_id         | value
        devices_retired | 200
        devices_reused  | 150

        aggregates
        metric_id              | breakdown | breakdown_value | numerator | denominator | n_missing
        g10_device_reuse_rate  | all       | all             | 120       | 200         | 0

    Good:
        facts
        fact_id         | value
        devices_retired | 200
        devices_reused  | 150

        aggregates
        metric_id              | breakdown | breakdown_value | numerator | denominator | n_missing
        g10_device_reuse_rate  | all       | all             | 150       | 200         | 0

    Way out:
        Correct the row of `aggregates`, or remove it. If the other sheet holds only some of the
        people, complete it, or send the counts alone.
    """

    severities: ClassVar[tuple[Severity, ...]] = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU701,
    LU702,
    LU703,
    LU704,
    LU705,
    LU706,
    LU707,
    LU708,
    LU709,
)
