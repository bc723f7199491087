"""Laws that hold whatever the data, as properties of many small seeded tables."""

import statistics
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levelup_cli.definitions.measures import Difference, PercentGap, Ratio
from levelup_cli.indicators import calculate
from levelup_cli.indicators.comparisons import compare
from levelup_cli.indicators.distributions import Distribution
from levelup_cli.indicators.tallies import Rows, Tally
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.tables import Answers, Status


def seeded(examples):
    return settings(
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=examples,
        suppress_health_check=list(HealthCheck),
    )


# ----------------------------------------------------------------------------- returns of few rows

YES_NO = ("yes", "no", "")
OCCUPATIONS = ("technical_craft", "manager_administrator", "small_business_owner", "dont_know", "")
SEXES = ("female", "male", "other_or_nonbinary", "prefer_not_to_say", "")
ETHNICITIES = ("white", "asian", "black", "unknown", "")
PEOPLE = {"sex": SEXES, "ethnicity_group": ETHNICITIES, "parental_occupation": OCCUPATIONS}
SHEETS = {
    "employees": {
        "employee_id": None,
        "contract_type": ("permanent", "fixed_term", "agency", ""),
        "grade": ("executive", "senior_leader", "skilled", "entry", ""),
        "job_family": ("Works", "Offices", ""),
        "hourly_pay_gbp": ("11.44", "12.50", "20", "20.00", "31.07", ""),
        "full_pay_relevant": ("yes", "yes", "no", ""),
        "promoted_in_period": YES_NO,
        "months_to_promotion": ("12", "30", ""),
        "disability": ("yes", "no", "unknown"),
        **PEOPLE,
    },
    "applicants": {
        "application_id": None,
        "vacancy_id": ("R0", "R1", "lost", ""),
        "route": ("direct_hire", "apprentice", ""),
        "shortlisted": YES_NO,
        "hired": YES_NO,
        "imd_decile": ("1", "3", "4", "10", ""),
        "fsm_eligible": (*YES_NO, "not_applicable"),
        **PEOPLE,
    },
    "vacancies": {
        "vacancy_id": None,
        "grade": ("executive", "entry"),
        "advertised_openly": YES_NO,
        "degree_required": YES_NO,
        "regulated_profession": YES_NO,
    },
    "training": {
        "employee_id": ("R0", "R1", "R2", "lost"),
        "category": ("mandatory", "digital", ""),
        "hours": ("0.1", "0.2", "7", ""),
        "completed": YES_NO,
    },
    "leadership": {
        "person_id": None,
        "body": ("board", "exec_committee", "direct_reports", ""),
        **PEOPLE,
    },
}


@st.composite
def returns(draw):
    """Sheet -> rows; the first column is the key, unless it may repeat."""
    sheets = {}
    for sheet, columns in SHEETS.items():
        size = draw(st.integers(1, 7))
        sheets[sheet] = [
            [
                f"R{i}" if cells is None else draw(st.sampled_from(cells))
                for cells in columns.values()
            ]
            for i in range(size)
        ]
    return sheets


def as_texts(sheets, order=None):
    """The sheets as text, their columns in some order."""
    order = order or {}
    texts = {}
    for sheet, rows in sheets.items():
        columns = list(SHEETS[sheet])
        places = order.get(sheet, range(len(columns)))
        lines = [columns, *rows]
        texts[sheet] = "\n".join(" | ".join(line[i] for i in places) for line in lines)
    return texts


@pytest.fixture(scope="module")
def indicators_of(catalogue, check_texts):
    def indicators(texts):
        return {i.metric_id: i for i in calculate(check_texts(texts), catalogue)}

    return indicators


@seeded(60)
@given(sheets=returns(), data=st.data())
def test_the_order_of_rows_columns_and_sheets_never_matters(sheets, data, indicators_of):
    names = data.draw(st.permutations(list(sheets)))
    shuffled = {name: data.draw(st.permutations(sheets[name])) for name in names}
    order = {name: data.draw(st.permutations(range(len(SHEETS[name])))) for name in names}
    assert indicators_of(as_texts(shuffled, order)) == indicators_of(as_texts(sheets))


@seeded(40)
@given(
    sheets=returns(), sheet=st.sampled_from(["employees", "applicants", "vacancies", "leadership"])
)
def test_a_silent_row_changes_only_the_unknown_and_what_it_could_hide(sheets, sheet, indicators_of):
    silent = ["R9", *[""] * (len(SHEETS[sheet]) - 1)]
    before = indicators_of(as_texts(sheets))
    after = indicators_of(as_texts(sheets | {sheet: [*sheets[sheet], silent]}))
    for metric_id, old in before.items():
        if (
            old.goal == 0 or old.figure is None
        ):  # about the data, nobody to count, or a column without any answer
            continue
        new = after[metric_id].figure
        for part in ("value", "numerator", "denominator", "sides"):
            assert getattr(new, part) == getattr(old.figure, part), (metric_id, part)
        assert new.unknown - old.figure.unknown in {0, 1}
        assert new.population - old.figure.population == new.unknown - old.figure.unknown
        if new.value is not None:
            assert (new.low is None) or new.low <= old.figure.low <= new.value
            assert (new.high is None) or new.high >= old.figure.high >= new.value


GAPS = ("g06_class_pay_gap_median", "g14_gender_pay_gap_median", "g14_gender_pay_gap_mean")


@seeded(60)
@given(sheets=returns(), factor=st.sampled_from(["0.5", "2", "3.1", "100"]))
def test_paying_everybody_so_many_times_as_much_leaves_gaps_unchanged(
    sheets, factor, indicators_of
):
    pay = list(SHEETS["employees"]).index("hourly_pay_gbp")
    scaled = [list(row) for row in sheets["employees"]]
    for row in scaled:
        row[pay] = str(Decimal(row[pay]) * Decimal(factor)) if row[pay] else ""
    before = indicators_of(as_texts(sheets))
    after = indicators_of(as_texts(sheets | {"employees": scaled}))
    for metric_id in (*GAPS, "g14_ethnicity_pay_gap_median", "g14_women_upper_quarter_share"):
        old, new = (i[metric_id].figure for i in (before, after))
        if old is None or old.value is None:
            assert new is None or new.value is None
        else:
            assert new.value == pytest.approx(old.value, rel=1e-9, abs=1e-9)


# ------------------------------------------------------------------------------------- comparisons


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


@seeded(300)
@given(one=FIGURES, other=FIGURES, subtract=st.sampled_from(NAMES))
def test_swapping_group_and_reference_negates_a_difference(one, other, subtract):
    measure = comparison(Difference, "difference", subtract=subtract)
    this, swapped = compare(measure, one, other, NAMES), compare(measure, other, one, NAMES)
    assert this.value == -swapped.value
    assert (this.low, this.high) == (-swapped.high, -swapped.low)
    assert this.value == (one.value - other.value) * (1 if subtract == "reference" else -1)


@seeded(300)
@given(one=FIGURES, other=FIGURES)
def test_swapping_group_and_reference_inverts_a_ratio(one, other):
    measure = comparison(Ratio, "ratio")
    this, swapped = compare(measure, one, other, NAMES), compare(measure, other, one, NAMES)
    assert this.value * swapped.value == pytest.approx(1, rel=1e-12)
    assert this.low * swapped.high == pytest.approx(1, rel=1e-12)
    assert this.high * swapped.low == pytest.approx(1, rel=1e-12)


@seeded(300)
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


@pytest.mark.parametrize("lowest", [0, -20], ids=["not negative", "of any sign"])
@seeded(300)
@given(data=st.data(), measure=st.sampled_from(KINDS))
def test_a_comparison_lies_within_its_bounds_whatever_its_sides_may_be(lowest, data, measure):
    ends = st.lists(st.integers(lowest, 20), min_size=3, max_size=3).map(sorted)
    one, other = data.draw(ends), data.draw(ends)
    bounds = compare(measure, between(one), between(other), NAMES)
    for group in range(one[0], one[2] + 1):
        for reference in range(other[0], other[2] + 1):
            value = compare(measure, Figure(float(group)), Figure(float(reference)), NAMES).value
            assert (value is None) == (reference == 0 and not isinstance(measure, Difference))
            if value is not None and bounds.value is not None:
                assert bounds.low is None or bounds.low <= value + 1e-9
                assert bounds.high is None or bounds.high >= value - 1e-9


# ---------------------------------------------------------------------- tallies and distributions

ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 2, 3, 127]), st.integers(0, 4)),
    max_size=30,
)
SHARES = (Fraction(1, 3), Fraction(1, 2))  # of the levels 2 and 3


def tally_of(rows):
    groups, levels, codes = np.array(rows, np.int32).reshape(-1, 3).T
    return Tally.of(groups, levels.astype(np.int8), codes, 5, SHARES)


@seeded(200)
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


@seeded(300)
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
