"""Laws of whole returns: what may change in a sheet, and what then must not change in a figure."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import ANY_RETURN, BARE, CHANCE, KEYS, LAW, RETURNS, calculated, catalogue_of, returns_of


@pytest.fixture(scope="module")
def indicator_of(catalogue):
    """The indicator of one metric with its breakdowns, by a catalogue that holds no other."""
    alone = {metric: catalogue_of(catalogue, metric) for metric in RETURNS}
    return lambda metric, sheets: calculated(alone[metric], sheets)[0]


@pytest.fixture(scope="module")
def figure_of(catalogue):
    """The figure of one metric over everybody."""
    bare = {metric: catalogue_of(catalogue, metric, **BARE) for metric in RETURNS}
    return lambda metric, sheets: calculated(bare[metric], sheets)[0].figure


# -------------------------------------------------------------------------------------- its order


def moved(sheet, chance):
    """A sheet with its rows and columns in other places; the headings stay on top."""
    heading, *rows = sheet
    columns = chance.sample(range(len(heading)), len(heading))
    return [[row[i] for i in columns] for row in (heading, *chance.sample(rows, len(rows)))]


@LAW
@given(sent=ANY_RETURN, chance=CHANCE)
def test_the_order_of_rows_columns_and_sheets_never_matters(sent, chance, indicator_of):
    names = chance.sample(list(sent.sheets), len(sent.sheets))
    shuffled = {name: moved(sent.sheets[name], chance) for name in names}
    before, after = (indicator_of(sent.metric, sheets) for sheets in (sent.sheets, shuffled))
    assert after == before


# ------------------------------------------------------------------------------------- its silence

UNMOVED = ("value", "numerator", "denominator", "sides", "interval", "flag")


def reaches(end, further):
    """Whether a bound is as far out as another or further; None has no end."""
    return further is None or (end is not None and further >= end - 1e-9)


def silence(metric, sheet, chance):
    """The cells of a row that says nothing, or nothing but its first cell, such as the contract.

    Beside other sheets it says nothing, for who took no course there is known not to have.
    """
    first, *rest = RETURNS[metric][sheet].values()
    said = first[0] if len(RETURNS[metric]) == 1 and chance.random() < 0.5 else ""
    return [said, *[""] * len(rest)]


@LAW
@given(sent=ANY_RETURN, chance=CHANCE)
def test_a_silent_row_changes_only_the_unknown_and_the_bounds(sent, chance, figure_of):
    sheet = chance.choice([name for name in RETURNS[sent.metric] if name in KEYS])
    rows = sent.sheets[sheet]
    silent = [*rows, ["R9", *silence(sent.metric, sheet, chance)]]
    old, new = (
        figure_of(sent.metric, sheets) for sheets in (sent.sheets, sent.sheets | {sheet: silent})
    )
    if old is None:  # nobody to count, or a column without any answer
        return
    if sent.metric == "g08_riddor_rate" and not old.numerator and not old.unknown:
        return  # all who work there stand for the events, until there is one
    assert {part: getattr(new, part) for part in UNMOVED} == {
        part: getattr(old, part) for part in UNMOVED
    }
    added = new.unknown - old.unknown
    assert added == new.population - old.population
    # A sheet in which nobody has a destination is left out of the pool, and so is the row.
    assert added == 1 or (added == 0 and sent.metric == "g03_positive_destination_rate")
    if new.value is not None:
        assert reaches(old.high, new.high)
        assert reaches(old.low and -old.low, new.low and -new.low)


# ----------------------------------------------------------------------------------------- its pay

SEXES = ("sex", "female", "male")
GAPS = {
    "g06_class_pay_gap_median": (
        *(statistics.median, "parental_occupation"),
        *("technical_craft", "manager_administrator"),
    ),
    "g14_gender_pay_gap_median": (statistics.median, *SEXES),
    "g14_gender_pay_gap_mean": (statistics.mean, *SEXES),
}


def gap_by_hand(rows, centre, column, group, reference):
    """How far the group's pay is below that of the reference, in per cent; None without either."""
    counted = {"contract_type": "permanent", "full_pay_relevant": "yes"}
    people = [row for row in rows if row == row | counted and row["hourly_pay_gbp"]]
    pays = [
        [Fraction(row["hourly_pay_gbp"]) for row in people if row[column] == side]
        for side in (group, reference)
    ]
    return 100 * (1 - centre(pays[0]) / centre(pays[1])) if all(pays) else None


@LAW
@given(sent=st.one_of(*map(returns_of, GAPS)), factor=st.sampled_from(["0.5", "2", "3.1", "100"]))
def test_paying_everybody_so_many_times_as_much_leaves_gaps_unchanged(sent, factor, figure_of):
    """The gap before the rise is worked out by hand."""
    heading, *lines = sent.sheets["employees"]
    rows = [dict(zip(heading, line, strict=True)) for line in lines]
    before = gap_by_hand(rows, *GAPS[sent.metric])
    for row in rows:
        pay = row["hourly_pay_gbp"]
        row["hourly_pay_gbp"] = str(Decimal(pay) * Decimal(factor)) if pay else ""
    risen = {"employees": [heading, *(list(row.values()) for row in rows)]}
    figure = figure_of(sent.metric, sent.sheets | risen)
    if before is None or figure is None:
        assert figure is None or figure.value is None
        assert before is None or figure is not None
    else:
        assert figure.value == pytest.approx(float(before), rel=1e-9, abs=1e-9)
