"""Pay gaps by the rules for employers in Great Britain (section 4.7 of the method), by hand."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest

QUARTERS = ("lower", "lower_middle", "upper_middle", "top")
M, W = "male", "female"


def staff(people, hourly="hourly_pay_gbp"):
    """A payroll of everybody on full pay, from pairs of sex and pay; other columns may follow."""
    rows = [f"E{i} | permanent | yes | {sex} | {pay}" for i, (sex, pay) in enumerate(people)]
    heading = f"employee_id | contract_type | full_pay_relevant | sex | {hourly}"
    return {"employees": "\n".join([heading, *rows])}


def women_by_chance(people):
    """Women and people in each quarter, averaged over every order people of one pay may stand in.

    Four quarters of n people hold n // 4 each, and the lowest n % 4 of them one more.
    """
    each, over = divmod(len(people), 4)
    sizes = [each + (quarter < over) for quarter in range(4)]
    orders = [order for order in permutations(people) if _ascends(order)]
    for quarter, size in enumerate(sizes):
        first = sum(sizes[:quarter])
        women = sum(sex == W for order in orders for sex, _ in order[first : first + size])
        yield Fraction(women, len(orders)), size


def _ascends(order):
    return all(lower <= higher for (_, lower), (_, higher) in pairwise(order))


@pytest.mark.parametrize(
    "people",
    [
        [(W, 10), (M, 11), (W, 12), (W, 13), (M, 14)],  # one left over: 2, 1, 1, 1
        [(M, 10), (W, 11), (M, 12), (W, 13), (M, 14), (W, 15)],  # two: 2, 2, 1, 1
        [(W, 10), (W, 11), (M, 12), (M, 13), (W, 14), (M, 15), (W, 16)],  # three: 2, 2, 2, 1
        [(W, 10), (M, 10), (M, 10), (W, 12), (M, 12), (W, 12), (W, 20)],  # two cuts within a pay
        [(M, 9), (W, 9), (M, 9), (W, 9), (W, 9), (M, 30)],  # one pay over three quarters
        [(W, 10), (M, 10), (W, 10), (M, 10), (W, 10)],  # nothing but one pay
    ],
)
def test_a_quarter_is_what_chance_would_make_of_people_of_one_pay(people, indicator_of):
    for quarter, (women, size) in zip(QUARTERS, women_by_chance(people), strict=True):
        figure = indicator_of(f"g14_women_{quarter}_quarter_share", staff(people)).figure
        assert figure.denominator == size
        assert figure.value == pytest.approx(float(100 * women / size), rel=1e-12)


def test_three_people_of_one_pay_across_a_cut_give_a_third_each(indicator_of):
    """Eight people, two to a quarter: 10 11 | 12 12 | 12 20 | 25 30, a woman among three at 12.

    Two thirds of her are in the second quarter and one third in the third, where the man or woman
    at 20 stands as well: 2/3 of 2 is 33.33 %, and (1/3 + 1) of 2 is 66.67 %.
    """
    pays = [(M, 10), (W, 11), (M, 12), (M, 12), (W, 12), (W, 20), (M, 25), (W, 30)]
    shares = [
        indicator_of(f"g14_women_{name}_quarter_share", staff(pays)).figure.value
        for name in QUARTERS
    ]
    assert shares == pytest.approx([50, 100 / 3, 200 / 3, 50], rel=1e-12)


def test_people_of_neither_sex_and_agency_workers_move_no_one_to_another_quarter(indicator_of):
    """Four people, one a quarter: with the two in front of them the top one would be a man."""
    sent = staff([(W, 10), (M, 11), (M, 12), (W, 13)])
    sent["employees"] += "\nN1 | permanent | yes | other_or_nonbinary | 90"
    sent["employees"] += "\nA1 | agency | yes | male | 95\nL1 | permanent | no | male | 99"
    shares = [
        indicator_of(f"g14_women_{name}_quarter_share", sent).figure.value for name in QUARTERS
    ]
    assert shares == [100, 0, 0, 100]


@pytest.mark.parametrize("kind", ["mean", "median"])
def test_where_men_got_no_bonus_there_is_nothing_to_measure_a_gap_against(kind, indicator_of):
    figure = indicator_of(
        f"g14_bonus_gap_{kind}", staff([(M, 0), (W, 100)], "bonus_pay_gbp")
    ).figure
    assert figure is None or figure.value is None


def test_a_share_paid_a_bonus_counts_a_nought_and_leaves_out_a_blank(indicator_of):
    """Men: 100 and 0, the blank is not known: 50 %. Women: 1 of 3. 50 - 33.33 = 16.67 points."""
    paid = [(M, 100), (M, 0), (M, ""), (W, 50), (W, 0), (W, 0)]
    figure = indicator_of("g14_bonus_receipt_gap", staff(paid, "bonus_pay_gbp")).figure
    assert {side.name: side.value for side in figure.sides} == pytest.approx({M: 50, W: 100 / 3})
    assert (figure.value, figure.unknown) == (pytest.approx(50 / 3), 1)
