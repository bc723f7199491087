"""Counts: parts and wholes, surveys and aggregates."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU508(Rule):
    """A part is larger than its whole.

    Those who achieved are some of those assessed, late invoices some of all invoices. Where the
    part is larger, one of the two numbers is wrong, and the share that they make is counted as
    unknown; the whole still counts, so that the bounds show what is not known. Of aggregates such a
    row is not used at all.

    Bad:
        suppliers
        supplier_id | size  | supplier_type | spend_gbp | invoices | invoices_late
        A1          | micro | charity       | 5000      | 10       | 12

    Good:
        suppliers
        supplier_id | size  | supplier_type | spend_gbp | invoices | invoices_late
        A1          | micro | charity       | 5000      | 12       | 12

    Way out:
        Correct one of the two numbers. Often they stand in each other's columns, or the part was
        counted over a longer time.
    """


class LU509(Rule):
    """A row of aggregates names a metric that does not exist.

    Each row gives the figure of one metric, by its id. A row with another id fills in for nothing:
    it is left out, and the metric that was meant is told as not provided.

    Bad:
        aggregates
        metric_id          | breakdown | breakdown_value | numerator | denominator | n_missing
        g14_inclusion_indx | all       | all             | 40        | 200         | 0

    Good:
        aggregates
        metric_id           | breakdown | breakdown_value | numerator | denominator | n_missing
        g14_inclusion_index | all       | all             | 40        | 200         | 0

    Way out:
        Correct the id. `levelup metrics list` shows them all, `levelup metrics show` what one of
        them counts.
    """


class LU512(Rule):
    """It is not said how many answers are missing.

    A figure that was counted elsewhere has no bounds unless it is known how many people it leaves
    out: 40 of 200 may be 40 of 1,000. The figure is used, without bounds.

    Bad:
        aggregates
        metric_id           | breakdown | breakdown_value | numerator | denominator
        g14_inclusion_index | all       | all             | 40        | 200

    Good:
        aggregates
        metric_id           | breakdown | breakdown_value | numerator | denominator | n_missing
        g14_inclusion_index | all       | all             | 40        | 200         | 0

    Way out:
        Give in n_missing how many left the answer blank or did not know, and 0 where nobody did.
    """

    severities = (Severity.WARNING,)


class LU515(Rule):
    """A question was asked in several surveys.

    The answers to a question are added up over all surveys. If the same people were asked twice,
    they count twice, and whoever changed their mind counts on both sides.

    Bad:
        survey
        survey_name | question_id      | group_by | group | n_invited | n_responses | n_favourable
        Spring 2024 | inclusion_belong | all      | all   | 200       | 150         | 90
        Autumn 2024 | inclusion_belong | all      | all   | 210       | 140         | 98

    Good:
        survey
        survey_name | question_id      | group_by | group | n_invited | n_responses | n_favourable
        Autumn 2024 | inclusion_belong | all      | all   | 210       | 140         | 98

    Way out:
        Keep the latest survey, if the same people were asked. Leave all of them, if each asked
        other people, such as one survey for each company of a group.
    """

    severities = (Severity.WARNING,)


class LU516(Rule):
    """A row of aggregates lacks a count that its metric needs.

    Shares, means and rates are worked out from the numerator and the denominator; a value alone
    cannot be checked, nor added to that of others. The row is left out.

    Bad:
        aggregates
        metric_id           | breakdown | breakdown_value | numerator | denominator | n_missing
        g14_inclusion_index | all       | all             | 40        |             | 0

    Good:
        aggregates
        metric_id           | breakdown | breakdown_value | numerator | denominator | n_missing
        g14_inclusion_index | all       | all             | 40        | 200         | 0

    Way out:
        Give both. The denominator counts known answers only. If you withhold the figure, say yes in
        suppressed, or put * into the cell.
    """


class LU517(Rule):
    """A row of aggregates lacks the value of its metric.

    Medians, gaps and ratios cannot be worked out from counts, so their value itself is needed. The
    row is left out.

    Bad:
        aggregates
        metric_id                 | breakdown | breakdown_value | value | n_missing
        g14_gender_pay_gap_median | all       | all             |       | 0

    Good:
        aggregates
        metric_id                 | breakdown | breakdown_value | value | n_missing
        g14_gender_pay_gap_median | all       | all             | 7.5   | 0

    Way out:
        Give the value, for a gap in per cent. If you withhold it, say yes in suppressed.
    """


class LU518(Rule):
    """A row of aggregates gives a value that its metric cannot have.

    A ratio of two shares is not negative. A pay gap is the part of the pay by which the first group
    lies behind, and nobody lies behind by more than 100 per cent. The row is left out.

    Bad:
        aggregates
        metric_id                 | breakdown | breakdown_value | value | n_missing
        g14_gender_pay_gap_median | all       | all             | 107.5 | 0

    Good:
        aggregates
        metric_id                 | breakdown | breakdown_value | value | n_missing
        g14_gender_pay_gap_median | all       | all             | 10.75 | 0

    Way out:
        Correct the value. Mostly the decimal point is missing. A gap in favour of the other group
        is negative, and may be below -100 per cent.
    """


RULES: tuple[type[Rule], ...] = (LU508, LU509, LU512, LU515, LU516, LU517, LU518)
