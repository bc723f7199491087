"""Laws of intervals and of resampling, with statsmodels and SciPy as judges of the formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAW
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from levelup_cli.indicators.bootstrap import interval_of, resample_means, resample_medians
from levelup_cli.intervals import byar, log_ratio, newcombe, wilson
from levelup_cli.outcomes.indicators import Sample

CLOSE = {"rel": 1e-9, "abs": 1e-12}
PEOPLE = st.integers(1, 5000)
COUNTED = PEOPLE.flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))
PARTLY = st.integers(2, 5000).flatmap(  # no cell is empty
    lambda people: st.tuples(st.integers(1, people - 1), st.just(people))
)
TIMES = st.integers(2, 10)


def width(ends):
    return ends[1] - ends[0]


def times(counted, factor):
    return tuple(factor * count for count in counted)


# ----------------------------------------------------------------------------------------- shares


@LAW
@given(counted=COUNTED, parts=st.sampled_from([1, 2, 4]), factor=TIMES)
def test_the_interval_of_a_share_holds_it_lies_in_0_to_1_and_shrinks(counted, parts, factor):
    """And it is that of statsmodels, and of SciPy, which knows whole people only."""
    events, people = counted[0] / parts, counted[1] / parts  # people may share a place
    low, high = wilson(events, people)
    assert 0 <= low <= events / people <= high <= 1
    assert width(wilson(factor * events, factor * people)) < high - low
    theirs = proportion_confint(events, people, method="wilson")
    assert (low, high) == pytest.approx(theirs, **CLOSE)
    theirs = stats.binomtest(*counted).proportion_ci(method="wilson")
    assert wilson(*counted) == pytest.approx((theirs.low, theirs.high), **CLOSE)


# ------------------------------------------------------------------------------------ differences


@LAW
@given(one=COUNTED, other=COUNTED, factor=TIMES)
def test_the_interval_of_a_difference_holds_it_turns_with_it_and_shrinks(one, other, factor):
    """And it is that of statsmodels."""
    low, high = newcombe(one, other)
    difference = one[0] / one[1] - other[0] / other[1]
    assert -1 - 1e-12 <= low <= difference <= high <= 1 + 1e-12
    assert newcombe(other, one) == pytest.approx((-high, -low), **CLOSE)
    assert width(newcombe(times(one, factor), times(other, factor))) < high - low
    theirs = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert (low, high) == pytest.approx(theirs, **CLOSE)


# ----------------------------------------------------------------------------------------- ratios


@LAW
@given(one=COUNTED, other=COUNTED)
def test_the_interval_of_a_ratio_is_positive_and_turns_over_with_it(one, other):
    low, high = log_ratio(one, other)
    assert 0 < low < high < math.inf
    assert log_ratio(other, one) == pytest.approx((1 / high, 1 / low), **CLOSE)


@LAW
@given(one=PARTLY, other=PARTLY, factor=TIMES)
def test_the_interval_of_a_ratio_holds_it_and_shrinks_where_no_cell_is_empty(one, other, factor):
    """And it is that of SciPy and of statsmodels."""
    low, high = log_ratio(one, other)
    ratio = (one[0] / one[1]) / (other[0] / other[1])
    assert low < ratio < high
    assert ratio**2 == pytest.approx(low * high, rel=1e-9)  # it is the middle, as ratios go
    nearer = log_ratio(times(one, factor), times(other, factor))
    assert nearer[1] / nearer[0] < high / low
    theirs = stats.contingency.relative_risk(*one, *other).confidence_interval()
    assert (low, high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)
    theirs = confint_proportions_2indep(*one, *other, method="log", compare="ratio")
    assert (low, high) == pytest.approx(theirs, rel=1e-9)


# ----------------------------------------------------------------------------------------- events


@LAW
@given(events=st.integers(1, 10_000), factor=TIMES)
def test_the_interval_of_events_holds_them_shrinks_and_is_near_the_exact_one(events, factor):
    """To 0.03 of an event. The exact limits are quantiles of chi-squared: Garwood 1936."""
    low, high = byar(events)
    assert 0 <= low <= events < high
    assert width(byar(events * factor)) / factor < high - low
    exact = stats.chi2.ppf(0.025, 2 * events) / 2, stats.chi2.ppf(0.975, 2 * events + 2) / 2
    assert (low, high) == pytest.approx(exact, abs=0.03)


# ------------------------------------------------------------------------------------- resampling

NUMBERS = st.dictionaries(st.integers(1, 10_000), st.integers(1, 5), min_size=1, max_size=12)
DRAW = st.sampled_from([resample_medians, resample_means])


def sample_of(counted, factor=1.0):
    numbers = sorted(counted)
    counts = [counted[number] for number in numbers]
    return Sample(np.array(numbers) / 100 * factor, np.array(counts, np.int64))


@LAW
@given(
    counted=NUMBERS,
    draw=DRAW,
    place=st.tuples(st.integers(0, 2**32 - 1), st.sampled_from([0, 1])),
    factor=st.sampled_from([1, 0.5, 3.1, 100]),
)
def test_resamples_are_always_the_same_within_the_numbers_and_rise_with_them(
    counted, draw, place, factor
):
    sample = sample_of(counted)
    drawn = draw(sample, *place)
    assert sample.numbers[0] <= drawn.min() + 1e-9
    assert drawn.max() <= sample.numbers[-1] + 1e-9
    low, high = interval_of(drawn)
    assert drawn.min() <= low <= high <= drawn.max()
    again = draw(sample_of(counted, factor), *place)
    assert (again == drawn).all() if factor == 1 else np.allclose(again, factor * drawn, 1e-12, 0)
