"""Laws of comparisons: what becomes of a gap or ratio when its sides change places, or move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAW

from levelup_cli.definitions.measures import Difference, PercentGap, Ratio
from levelup_cli.indicators.comparisons import compare
from levelup_cli.outcomes.indicators import Figure


def comparison(kind, name, **subtract):
    of = {"proportion": {"of": "employees", "where": {"sex": "female"}}}
    sides = {"by": "sex", "group": "female", "reference": "male"}
    return kind.model_validate({"kind": name, "of": of, **sides, **subtract})


NAMES = ("group", "reference")
FIGURES = (
    st.lists(st.integers(1, 10_000), min_size=3, max_size=3)
    .map(lambda ends: sorted(end / 8 for end in ends))
    .map(lambda e: Figure(e[1], unknown=3, population=9, low=e[0], high=e[2]))
)


@LAW
@given(one=FIGURES, other=FIGURES, subtract=st.sampled_from(NAMES))
def test_swapping_group_and_reference_negates_a_difference(one, other, subtract):
    measure = comparison(Difference, "difference", subtract=subtract)
    this, swapped = compare(measure, one, other, NAMES), compare(measure, other, one, NAMES)
    assert this.value == -swapped.value
    assert (this.low, this.high) == (-swapped.high, -swapped.low)
    assert this.value == (one.value - other.value) * (1 if subtract == "reference" else -1)


@LAW
@given(one=FIGURES, other=FIGURES)
def test_swapping_group_and_reference_inverts_a_ratio(one, other):
    measure = comparison(Ratio, "ratio")
    this, swapped = compare(measure, one, other, NAMES), compare(measure, other, one, NAMES)
    assert this.value * swapped.value == pytest.approx(1, rel=1e-12)
    assert this.low * swapped.high == pytest.approx(1, rel=1e-12)
    assert this.high * swapped.low == pytest.approx(1, rel=1e-12)


@LAW
@given(one=FIGURES, other=FIGURES)
def test_the_side_that_is_subtracted_decides_the_sign_of_a_gap(one, other):
    gap = comparison(PercentGap, "percent_gap", subtract="group")
    rise = comparison(PercentGap, "percent_gap", subtract="reference")
    below, above = (compare(measure, one, other, NAMES) for measure in (gap, rise))
    assert below.value == -above.value
    assert (below.low, below.high) == pytest.approx((-above.high, -above.low), rel=1e-12)
    assert below.value == pytest.approx(100 - 100 * one.value / other.value, rel=1e-9, abs=1e-9)
    assert below.low <= below.value + 1e-9
    assert below.value <= below.high + 1e-9


KINDS = [
    comparison(Ratio, "ratio"),
    *(comparison(PercentGap, "percent_gap", subtract=side) for side in NAMES),
    *(comparison(Difference, "difference", subtract=side) for side in NAMES),
]


def between(ends):
    return Figure(float(ends[1]), unknown=3, population=9, low=float(ends[0]), high=float(ends[2]))


def ends_from(lowest):
    return st.lists(st.integers(lowest, 7), min_size=3, max_size=3).map(sorted)


ENDS = ends_from(0) | ends_from(-4)  # shares are never below zero; sums of money may be


@LAW
@given(one=ENDS, other=ENDS, measure=st.sampled_from(KINDS))
def test_a_comparison_lies_within_its_bounds_whatever_its_sides_may_be(one, other, measure):
    bounds = compare(measure, between(one), between(other), NAMES)
    for group in range(one[0], one[2] + 1):
        for reference in range(other[0], other[2] + 1):
            value = compare(measure, Figure(float(group)), Figure(float(reference)), NAMES).value
            assert (value is None) == (reference == 0 and not isinstance(measure, Difference))
            if value is not None and bounds.value is not None:
                assert bounds.low is None or bounds.low <= value + 1e-9
                assert bounds.high is None or bounds.high >= value - 1e-9
