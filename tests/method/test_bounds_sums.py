"""Bounds of shares of sums, of amounts in two columns, of weighted means and of pooled shares."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_bounds import (
    SEEDED,
    Column,
    Kind,
    assert_attained,
    assert_contains,
    completed,
    indicator_alone,
    sheet_of,
    tables,
    with_cells,
)

POUNDS = Column(("0", "10.50", "200"), ends=("1", "100000"))
HEADS = Column(("1", "5", "20"), ends=("0", "1000"))
LOCAL = Column(("yes", "no"), ("", "unknown"))
DECILE = Column(("1", "3", "4", "10"), ("",))
SUPPLIERS = {"sheet": "suppliers", "key": "supplier_id", "most": 5}


def quotient(top, base, times=100):
    return Fraction(times) * top / base if base else None


def local_share(rows):
    spend = [(Fraction(row["spend_gbp"]), row["local"]) for row in rows]
    return quotient(sum(s for s, is_local in spend if is_local == "yes"), sum(s for s, _ in spend))


def health_reach(rows):
    heads = [(Fraction(row["participants"]), int(row["imd_decile"])) for row in rows]
    return quotient(sum(n for n, decile in heads if decile <= 3), sum(n for n, _ in heads))


def mean_days(rows):
    pairs = [(Fraction(row["days_to_pay"]), Fraction(row["invoices"])) for row in rows]
    return quotient(sum(d * n for d, n in pairs), sum(n for _, n in pairs), 1)


KINDS = [
    Kind("g09_local_spend_share", {"spend_gbp": POUNDS, "local": LOCAL}, local_share, **SUPPLIERS),
    Kind(
        "g08_health_programme_deprived_reach",
        {"encounter_type": Column(("health_activity",)), "participants": HEADS}
        | {"imd_decile": DECILE},
        health_reach,
        sheet="outreach",
        key="outreach_id",
        most=5,
    ),
    Kind(
        "g09_days_to_pay",
        {"days_to_pay": Column(("0", "30", "61.5"), ends=("400",)), "invoices": HEADS},
        mean_days,
        **SUPPLIERS,
    ),
]


@pytest.fixture(scope="module")
def alone(catalogue):
    return lambda metric_id, given_: indicator_alone(catalogue, metric_id, given_)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.metric)
@SEEDED
@given(data=st.data())
def test_the_value_of_every_completion_lies_within_the_bounds(kind, data, alone):
    rows, silence = data.draw(tables(kind))
    silence = {cell: blank for cell, blank in silence.items() if cell[1] != "encounter_type"}
    values = [kind.value(table) for table in completed(rows, silence, kind.columns)]
    indicator = alone(kind.metric, {kind.sheet: sheet_of(with_cells(rows, silence), kind.key)})
    assert_contains(indicator, values)
    whole = alone(kind.metric, {kind.sheet: sheet_of(rows, kind.key)}).figure
    value = kind.value(rows)
    got = whole.value if whole else None
    assert got == (None if value is None else pytest.approx(float(value), rel=1e-12, abs=1e-12))


@SEEDED
@given(data=st.data())
def test_where_every_amount_is_known_some_completion_attains_each_bound(data, alone):
    rows, silence = data.draw(tables(KINDS[0]))
    silence = {cell: blank for cell, blank in silence.items() if cell[1] == "local"}
    values = [local_share(table) for table in completed(rows, silence, KINDS[0].columns)]
    sheet = sheet_of(with_cells(rows, silence), "supplier_id")
    indicator = alone("g09_local_spend_share", {"suppliers": sheet})
    if any(row["local"] for row in with_cells(rows, silence)):  # else the column says nothing
        assert_attained(indicator, values)


@SEEDED
@given(counts=st.lists(st.tuples(*[st.integers(0, 4)] * 2).map(sorted), min_size=1, max_size=4))
def test_a_part_that_is_not_given_could_be_none_or_all_of_its_whole(counts, alone):
    lines = [f"V{i} | {whole} | {'' if i % 2 else part}" for i, (part, whole) in enumerate(counts)]
    sheet = "\n".join(["supplier_id | invoices | invoices_30d", *lines])
    indicator = alone("g09_paid_30_days_share", {"suppliers": sheet})
    known = sum(part for i, (part, _) in enumerate(counts) if not i % 2)
    open_ = sum(whole for i, (_, whole) in enumerate(counts) if i % 2)
    everything = sum(whole for _, whole in counts)
    values = [quotient(known + more, everything) for more in range(open_ + 1)]
    if any(not i % 2 for i, _ in enumerate(counts)) and indicator.figure is not None:
        assert_contains(indicator, values)


@SEEDED
@given(
    apprentices=st.lists(st.sampled_from(["training", "not_sustained", ""]), max_size=3),
    others=st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(["training", "not_sustained", ""])),
        max_size=3,
    ),
)
def test_pooled_shares_add_people_of_both_sheets_up(apprentices, others, alone):
    leavers = [
        f"T{i} | achieved | 2024-06-30 | {destination}"
        for i, destination in enumerate(["training", *apprentices])
    ]
    people = [f"O{i} | {n} | adult | {to}" for i, (n, to) in enumerate([(2, "training"), *others])]
    given_ = {
        "organisation": "period_start | period_end\n2024-04-01 | 2025-03-31",
        "apprentices": "\n".join(
            ["apprentice_id | status | actual_end_date | destination_6m", *leavers]
        ),
        "outreach": "\n".join(["outreach_id | participants | phase | destination_6m", *people]),
    }
    heads = [(1, to) for to in ["training", *apprentices]] + [(2, "training"), *others]
    good = sum(n for n, to in heads if to == "training")
    bad = sum(n for n, to in heads if to == "not_sustained")
    silent = sum(n for n, to in heads if not to)
    figure = alone("g03_positive_destination_rate", given_).figure
    assert (figure.numerator, figure.denominator, figure.unknown) == (good, good + bad, silent)
    everyone = good + bad + silent
    ends = (100 * good / everyone, 100 * (good + silent) / everyone)
    assert (figure.low, figure.high) == pytest.approx(ends)
    assert figure.value == pytest.approx(100 * good / (good + bad))


def test_a_whole_that_is_not_given_leaves_the_share_open(alone):
    # E2's contracted hours are not known, so neither is how much the hours lost are of all.
    given_ = {
        "organisation": "period_start | period_end\n2024-04-01 | 2025-03-31",
        "employees": "employee_id | contract_type | contracted_hours_week\n"
        "E1 | permanent | 35\nE2 | permanent |",
        "absence": "employee_id | hours_lost\nE1 | 18.25",
    }
    figure = alone("g08_sickness_absence_rate", given_).figure
    assert figure.value == pytest.approx(1)  # 18.25 of 35 x 365 / 7 = 1,825
    assert (figure.unknown, figure.low, figure.high) == (1, None, None)


def test_counts_of_people_that_are_not_given_leave_share_and_mean_open(alone):
    customers = "product | segment | customers | helped_online\nP | all | 500 | 5\nQ | all | |"
    share = alone("g10_helped_online_per_1000", {"customers": customers}).figure
    assert (share.value, share.low, share.high) == (10, None, None)
    survey = (
        "survey_name | question_id | group_by | group | n_invited | n_responses | mean_score\n"
        "S | life_satisfaction | all | all | 40 | 40 | 7\nT | life_satisfaction | all | all | | |"
    )
    mean = alone("g08_life_satisfaction_mean", {"survey": survey}).figure
    assert (mean.value, mean.low, mean.high) == (7, None, None)


def test_where_nothing_was_planned_nothing_was_completed(alone):
    rows = "O1 | 3 | mentoring | 0 | 0\nO2 | 1 | mentoring | 5 | 4"
    heading = "outreach_id | participants | encounter_type | planned_sessions | completed_sessions"
    figure = alone("g04_mentoring_completion_rate", {"outreach": f"{heading}\n{rows}"}).figure
    assert (figure.numerator, figure.denominator, figure.unknown) == (1, 1, 3)


def test_either_of_two_columns_is_enough_and_both_are_named_where_neither_is_there(alone):
    indicator = alone("g11_deprived_area_jobs_share", {"sites": "site_id | headcount\nS1 | 10"})
    assert indicator.missing == ("sites.imd_decile or cold_spot",)
