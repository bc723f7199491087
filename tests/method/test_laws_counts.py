"""Laws of counting: parts of a table add up to the whole, and counted numbers lose nothing."""

import statistics
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAW

from levelup_cli.indicators.distributions import Distribution
from levelup_cli.indicators.tallies import Rows, Tally
from levelup_cli.outcomes.tables import Answers, Status

ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 2, 3, 127]), st.integers(0, 4)),
    max_size=30,
)
SHARES = (Fraction(1, 3), Fraction(1, 2))  # of the levels 2 and 3


def tally_of(rows):
    groups, levels, codes = np.array(rows, np.int32).reshape(-1, 3).T
    return Tally.of(groups, levels.astype(np.int8), codes, 5, SHARES)


@LAW
@given(rows=ROWS, cut=st.integers(0, 30))
def test_tallies_of_the_parts_of_a_table_merge_to_that_of_the_whole(rows, cut):
    whole, merged = tally_of(rows), tally_of(rows[cut:]) + tally_of(rows[:cut])
    for group in range(4):
        worth = {127: 1, 2: SHARES[0], 3: SHARES[1], 1: 0, 0: 0}
        for tally in (whole, merged):
            counted = tally.rows(group)
            mine = [(level, code) for g, level, code in rows if g == group]
            for value in range(5):
                sure = sum(worth[level] for level, code in mine if code == value)
                assert counted.sure[value] == sure
                assert counted.maybe[value] == mine.count((1, value))


DECIMALS = st.decimals(-1000, 1000, places=2) | st.sampled_from([Decimal("9.99"), Decimal(10)])


@LAW
@given(numbers=st.lists(DECIMALS, min_size=1, max_size=20))
def test_a_distribution_has_the_mean_and_median_of_its_numbers(numbers):
    distinct = sorted(set(numbers), key=str)  # any order but that of size
    counts = np.array([numbers.count(number) for number in distinct])
    codes, present = np.zeros(0, np.int32), np.full(len(distinct), Status.PRESENT, np.int8)
    rows = Rows(counts, np.zeros_like(counts))
    distribution = Distribution.of(rows, Answers(codes, present, tuple(distinct)))
    series = pd.Series([float(number) for number in numbers])
    assert distribution.total() == sum(map(Fraction, numbers))
    assert distribution.mean() == float(statistics.mean(map(Fraction, numbers)))
    assert distribution.mean() == pytest.approx(series.mean(), rel=1e-9, abs=1e-9)
    assert distribution.median() == statistics.median(series.tolist()) == series.median()
