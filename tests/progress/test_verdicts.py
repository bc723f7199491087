"""Verdicts: chance by the vectors of section 4.8, direction, size, and what cannot be compared."""

import math

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from levelup_cli.outcomes.progress import Verdict
from levelup_cli.progress.verdicts import judge
from levelup_cli.results.parts import FigurePart, IntervalPart, MetricPart, TargetPart


@pytest.mark.parametrize(
    ("before", "after", "verdict", "z"),
    [
        ((140, 400), (180, 400), "improved", 2.89),
        ((180, 400), (140, 400), "worsened", -2.89),
        ((24, 100), (30, 100), "no clear change", 0.96),
    ],
)
def test_a_share_changes_where_newcombes_interval_excludes_nothing(
    before, after, verdict, z, result_of, verdict_of
):
    change, step = verdict_of(result_of(*before, 2023), result_of(*after, 2024))
    assert change["verdict"] == verdict
    assert proportions_ztest([after[0], before[0]], [after[1], before[1]])[0] == pytest.approx(
        z, abs=0.005
    )
    low, high = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert (change["low"], change["high"]) == pytest.approx((100 * low, 100 * high), rel=1e-9)
    assert (change["tested"], step["tests"], step["by_chance"]) == (True, 1, 0.05)


def test_a_return_against_itself_is_no_change(result_of, verdict_of):
    result = result_of(140, 400)
    assert verdict_of(result, result)[0]["verdict"] == "no clear change"


@pytest.mark.parametrize(
    ("metric", "whole", "reason"),
    [
        ({"version": 2}, {}, "its definition changed (version 2, then 1)"),
        ({"measure": "another share"}, {}, "its definition changed"),
        ({"status": "suppressed", "figure": None}, {}, "suppressed then"),
        ({"status": "too_uncertain"}, {}, "too uncertain then"),
        ({"known_share": 0.84}, {}, "the share of known answers moved by 16 points"),
        ({}, {"headcount": 330}, "headcount changed by 21 %, so the scope may have changed"),
        (
            {},
            {
                "organisation": {
                    "id": None,
                    "name": "Another",
                    "period_start": None,
                    "period_end": None,
                    "snapshot_date": None,
                }
            },
            "the results are of different organisations",
        ),
    ],
)
def test_what_cannot_be_compared_is_not(metric, whole, reason, result_of, edited, verdict_of):
    before = edited(result_of(140, 400, 2023), metric, whole)
    change, step = verdict_of(before, result_of(180, 400, 2024))
    assert (change["verdict"], change["reason"]) == ("not comparable", reason)
    assert step["tests"] == 0


def test_known_shares_and_headcounts_may_move_a_little(result_of, edited, verdict_of):
    before = edited(result_of(140, 400, 2023), {"known_share": 0.86}, {"headcount": 340})
    assert verdict_of(before, result_of(180, 400, 2024))[0]["verdict"] == "improved"


def test_the_later_result_comes_last(result_of, verdict_of):
    change, _ = verdict_of(result_of(140, 400, 2024), result_of(180, 400, 2023))
    assert change["reason"] == "the earlier result is of the later period"


# ----------------------------------------------------- measures other than shares, worked by hand

GAP = {"better": "nearer_zero", "one_sided": False, "floor": 25, "value": 0}
RATIO = {"better": "nearer_one", "one_sided": True, "floor": 0.6, "value": 1}
RATE = {"better": "lower", "one_sided": False, "floor": 400, "value": 0}
SHARE = {"better": "higher", "one_sided": False, "floor": 0, "value": 90}


def metric(value, interval, unit, target):
    ends = interval and IntervalPart(low=interval[0], high=interval[1], method=interval[2])
    figure = FigurePart(
        value=value,
        numerator=None,
        denominator=1000,
        unknown=0,
        low=value,
        high=value,
        estimated=0,
        sides={},
        interval=ends,
    )
    aim = TargetPart(**target, why="", of_sector=False, added=False)
    facts = dict.fromkeys(("known_share", "points", "points_low", "points_high", "benchmark"))
    return MetricPart(
        id="m",
        name="M",
        version=1,
        audience="colleagues",
        tier="core",
        draft=False,
        added=False,
        unit=unit,
        status="computed",
        reason="",
        missing=[],
        assumed=[],
        from_aggregates=False,
        figure=figure,
        weight=2,
        target=aim,
        breakdowns=[],
        **facts,
    )


def verdict(before, after, unit, target):
    return judge(1, metric(*before, unit, target), metric(*after, unit, target), "")


def test_the_variances_of_two_ratios_add_up_on_the_logarithm():
    # 0.6 (0.5 to 0.72) and 0.9 (0.75 to 1.08): ln 1.2 = 0.18232 each way, together 0.25784, so
    # later over earlier is 1.5, times e to the -0.25784 and 0.25784: 1.159 to 1.941.
    change = verdict(
        (0.6, (0.5, 0.72, "log-ratio")), (0.9, (0.75, 1.08, "log-ratio")), "ratio", RATIO
    )
    assert (change.low, change.high) == pytest.approx((1.1591, 1.9412), abs=5e-4)
    assert (change.verdict, change.is_ratio) == (Verdict.IMPROVED, True)


def test_a_pay_gap_is_judged_by_its_size_whatever_its_sign():
    narrow = [(value, (value - 1, value + 1, "bootstrap")) for value in (12, 4, -4, -12)]
    wide, small, turned, far = narrow
    assert verdict(wide, small, "%", GAP).verdict is Verdict.IMPROVED
    assert verdict(small, far, "%", GAP).verdict is Verdict.WORSENED
    assert verdict(small, turned, "%", GAP).verdict is Verdict.NO_CLEAR_CHANGE  # 4 either way
    # 12 ± 1 less 4 ± 1: -8 ± √2.
    change = verdict(wide, small, "%", GAP)
    assert (change.low, change.high) == pytest.approx((-8 - math.sqrt(2), -8 + math.sqrt(2)))


@pytest.mark.parametrize(
    ("after", "said"), [(30.9, Verdict.NO_CLEAR_CHANGE), (31, Verdict.IMPROVED)]
)
def test_a_change_too_small_to_matter_is_none_however_sure_it_is(after, said):
    before, later = (30, (29.99, 30.01, "Wilson")), (after, (after - 0.01, after + 0.01, "Wilson"))
    assert verdict(before, later, "%", SHARE).verdict is said


def test_a_ratio_has_to_move_by_a_twentieth():
    before, later = (0.80, (0.799, 0.801, "log-ratio")), (0.84, (0.839, 0.841, "log-ratio"))
    assert verdict(before, later, "ratio", RATIO).verdict is Verdict.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("low", "high", "said"), [(90, 180, Verdict.IMPROVED), (90, 201, Verdict.NO_CLEAR_CHANGE)]
)
def test_rates_of_events_differ_where_their_intervals_do_not_overlap(low, high, said):
    before, after = (300, (200, 400, "Byar")), (130, (low, high, "Byar"))
    change = verdict(before, after, "per 100,000", RATE)
    assert (change.verdict, change.tested, change.low) == (said, True, None)


def test_sums_are_judged_by_size_alone_and_are_no_test():
    change = verdict((30, None), (45, None), "%", SHARE)
    assert (change.verdict, change.tested) == (Verdict.IMPROVED, False)
    assert "by size alone" in change.reason
    other = verdict((30, None), (45, None), "hours", SHARE)
    assert (other.verdict, other.tested) == (Verdict.NOT_COMPARABLE, False)
