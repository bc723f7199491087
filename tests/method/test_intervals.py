"""Intervals against the vectors of the method (section 4.5) and against all possible resamples."""

import itertools
import math
import statistics
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from levelup_cli.indicators.bootstrap import (
    RESAMPLES,
    interval_of,
    order_statistics,
    resample_means,
    resample_medians,
    variance_interval,
)
from levelup_cli.intervals import byar, log_ratio, newcombe, subtract, wilson
from levelup_cli.outcomes.indicators import Sample

# --------------------------------------------------------------------------- vectors of the method

WILSON = [
    (0, 10, 0.000000, 0.277533),
    (3, 10, 0.107791, 0.603222),
    (10, 10, 0.722467, 1.000000),
    (1, 1, 0.206549, 1.000000),
    (27, 60, 0.330937, 0.575081),
    (39, 100, 0.300169, 0.487970),
    (120, 400, 0.257168, 0.346637),
]
NEWCOMBE = [
    ((56, 70), (48, 80), 0.052431, 0.333873),  # the example of Newcombe 1998
    ((120, 400), (96, 400), -0.001549, 0.120958),
    ((30, 100), (24, 100), -0.062853, 0.180535),
    ((180, 400), (140, 400), 0.032107, 0.166605),
]


@pytest.mark.parametrize(("events", "people", "low", "high"), WILSON)
def test_a_share_has_the_interval_of_the_vector(events, people, low, high):
    assert wilson(events, people) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(("one", "other", "low", "high"), NEWCOMBE)
def test_a_difference_of_shares_has_the_interval_of_the_vector(one, other, low, high):
    assert newcombe(one, other) == pytest.approx((low, high), abs=5e-7)


def test_a_ratio_has_the_interval_of_the_vector():
    assert log_ratio((12, 120), (30, 200)) == pytest.approx((0.3550, 1.2518), abs=5e-5)
    assert log_ratio((60, 600), (150, 1000)) == pytest.approx((0.5030, 0.8836), abs=5e-5)


def test_an_empty_cell_adds_a_half_to_each_of_the_four():
    # 0 of 20 against 5 of 40: 0.5 of 21 against 5.5 of 41. ln = -1.72839...
    ratio = math.log(0.5 / 21) - math.log(5.5 / 41)
    spread = 1.959964 * math.sqrt(1 / 0.5 - 1 / 21 + 1 / 5.5 - 1 / 41)
    expected = (math.exp(ratio - spread), math.exp(ratio + spread))
    assert log_ratio((0, 20), (5, 40)) == pytest.approx(expected, rel=1e-6)
    low, high = log_ratio((20, 20), (40, 40))  # everybody on both sides is no proof of parity
    assert low < 1 < high


@pytest.mark.parametrize(
    ("events", "low", "high"), [(10, 4.787, 18.391), (25, 16.174, 36.906), (0, 0, 3.6698)]
)
def test_events_have_the_interval_of_the_vector(events, low, high):
    # No event: Byar's upper end is 1 x (1 - 1/9 + 1.96/3)^3 = 1.54221^3 = 3.668.
    assert byar(events) == pytest.approx((low, high), abs=2e-3)


def test_a_difference_of_two_intervals_recovers_the_variances_of_normal_ones():
    # 10 ± 3 less 4 ± 4 is 6 ± 5.
    assert subtract((10, 7, 13), (4, 0, 8)) == pytest.approx((1, 11))


# ------------------------------------------------------------------- resampling, against all of it


def sample_of(numbers):
    counted = sorted(Counter(numbers).items())
    return Sample(np.array([float(n) for n, _ in counted]), np.array([c for _, c in counted]))


def chances(numbers, reckon):
    """What every possible resample gives, and how often: n to the power of n of them."""
    everything = Counter(reckon(drawn) for drawn in itertools.product(numbers, repeat=len(numbers)))
    total = sum(everything.values())
    return {float(value): Fraction(count, total) for value, count in everything.items()}


SMALL = [(1, 2, 4, 8, 16), (1, 2, 4, 8), (3, 3, 5, 9, 9), (2, 2, 2, 7), (1, 2, 3, 4, 5, 6)]


@pytest.mark.parametrize("numbers", SMALL)
@pytest.mark.parametrize(
    ("draw", "reckon"), [(resample_medians, statistics.median), (resample_means, statistics.fmean)]
)
def test_resampling_draws_each_value_as_often_as_all_resamples_do(numbers, draw, reckon):
    expected = chances(numbers, reckon)
    drawn = Counter(np.round(draw(sample_of(numbers), 1, 0), 9).tolist())
    assert set(drawn) <= {round(value, 9) for value in expected}
    for value, chance in expected.items():
        spread = math.sqrt(RESAMPLES * chance * (1 - chance))
        assert abs(drawn[round(value, 9)] - RESAMPLES * chance) <= 4.5 * spread + 1


def test_resampling_is_the_same_every_time_and_other_for_the_other_side():
    sample = sample_of(range(40))
    first, again, other = (resample_medians(sample, 7, stream) for stream in (0, 0, 1))
    assert (first == again).all()
    assert (first != other).any()


def test_the_interval_of_resamples_is_their_middle_95_per_cent():
    # Of 1 to 2,001 the 2.5th percentile stands at 0.025 x 2,000 = 50 places above the first.
    assert interval_of(np.arange(1.0, 2002)) == pytest.approx((51, 1951))


# ------------------------------------------------------------------------------------ large groups


def test_a_large_group_has_its_median_bounded_by_rank():
    # n = 10,000: 5,000 ± 1.96 x 50 = 4,902 and 5,098, so the ranks 4,902 and 5,099 of 1 to 10,000.
    low, high = order_statistics(sample_of(range(1, 10_001)))
    assert (low, high) == (4902, 5099)


def test_a_large_group_has_its_mean_bounded_by_the_variance():
    # Half 0 and half 1, 10,000 in all: s² = 0.25 x 10,000 / 9,999, and 1.96 s / 100 = 0.0098.
    low, high = variance_interval(sample_of([0, 1] * 5000))
    assert (low, high) == pytest.approx((0.5 - 0.0098003, 0.5 + 0.0098003), abs=1e-6)
