"""The rows behind a figure are as many as it counts: in its denominator, and left out of it."""

from collections import Counter

import pytest

from conftest import EXAMPLES
from levelup_cli.definitions.measures import Comparison, Proportion
from levelup_cli.indicators import calculate
from levelup_cli.indicators.traces import trace
from levelup_cli.pipeline import check

FILES = ("northmoor.xlsx", "aldersyke_university.xlsx")  # the second has emissions of two years


def rows_of(use):
    return sum(last - first + 1 for first, last in use.place.rows)


def counts_rows(measure):
    """Whether every row is one in its counts; people may share a place in a pay quarter."""
    return isinstance(measure, Proportion) and not (
        measure.sum or measure.counted or measure.distinct or "quarter" in measure.of
    )


@pytest.fixture(scope="module", params=FILES)
def traced(request, catalogue):
    """Every indicator that has a figure, with the rows behind it."""
    checked = check(EXAMPLES / request.param, catalogue)
    found = [i for i in calculate(checked, catalogue) if i.figure is not None]
    return [(indicator, trace(checked, catalogue, indicator.metric_id)) for indicator in found]


def test_a_share_of_rows_has_as_many_as_it_says(traced):
    shares = [(i, uses) for i, uses in traced if counts_rows(i.metric.measure)]
    assert len(shares) > 10
    for indicator, uses in shares:
        by_role = Counter[str]()
        for use in uses:
            by_role[use.role] += rows_of(use)
        figure = indicator.figure
        expected = {"numerator": figure.numerator, "denominator": figure.denominator}
        expected |= {reason.value: n for reason, n in (*figure.left_out, *figure.not_counted)}
        assert by_role == {role: n for role, n in expected.items() if n}, indicator.metric_id


def test_both_sides_of_a_comparison_of_shares_have_as_many_as_they_say(traced):
    compared = 0
    for indicator, uses in traced:
        measure = indicator.metric.measure
        if isinstance(measure, Comparison) and measure.by and counts_rows(measure.of):
            rows = {(use.part, use.role): rows_of(use) for use in uses if use.part}
            for side in indicator.figure.sides:
                assert rows[side.name, "denominator"] == side.denominator
                assert rows.get((side.name, "numerator"), 0) == side.numerator
                compared += 1
    assert compared >= 2


def test_no_row_is_named_twice_on_the_way_out(traced):
    """Of one sheet, a row that is left out has one reason, and is in no denominator."""
    for indicator, uses in traced:
        if not isinstance(indicator.metric.measure, Proportion):
            continue
        rows = [
            row
            for use in uses
            if use.role != "numerator"
            for first, last in use.place.rows
            for row in range(first, last + 1)
        ]
        assert len(rows) == len(set(rows)), indicator.metric_id


def test_everything_that_was_counted_from_rows_has_rows(traced):
    for indicator, uses in traced:
        assert uses or indicator.metric_id == "dq_rule_pass_rate", indicator.metric_id


def test_a_figure_that_its_sender_counted_has_the_row_of_its_sheet(check_texts, catalogue):
    checked = check_texts(
        {
            "aggregates": "metric_id | breakdown | breakdown_value | numerator | denominator\n"
            "g06_training_participation | grade | entry | 20 | 50\n"
            "g06_training_participation | all | all | 60 | 100"
        }
    )
    (use,) = trace(checked, catalogue, "g06_training_participation")
    assert (use.role, use.place.rows) == ("counted", ((3, 3),))


def test_a_metric_without_a_figure_has_no_rows(check_texts, catalogue):
    assert not trace(check_texts({"sites": "site_id\nS1"}), catalogue, "g08_riddor_rate")
