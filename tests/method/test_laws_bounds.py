"""The law of bounds: whatever the missing answers turn out to be, the true score lies within.

The score of each completion of a small table is worked out in plain Python, metric by metric, with
the floors and targets as they are here. `test_bounds` does the same for the value of each metric.
"""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAW, calculated
from test_bounds import (
    CONTRACT,
    OCCUPATION,
    PAY,
    YES_NO,
    class_gap,
    completed,
    is_employed,
    is_lower,
    is_professional,
    over,
    share,
    with_cells,
)

from levelup_cli.definitions.goals import Target
from levelup_cli.outcomes.submissions import Organisation
from levelup_cli.scoring.goals import score_goal
from levelup_cli.scoring.scorecard import score_metric

COLUMNS = {
    "contract_type": CONTRACT,
    "parental_occupation": OCCUPATION,
    "promoted_in_period": YES_NO,
    "full_pay_relevant": YES_NO,
    "hourly_pay_gbp": PAY,
}
MOST_UNKNOWN = 3
NOBODY = Organisation(None, "", None, None, None, {})


def workforce_share(rows):
    return share([row for row in rows if is_employed(row)], is_lower)


def promotion_ratio(rows):
    groups = [
        [row for row in rows if is_employed(row) and chosen(row)]
        for chosen in (is_lower, is_professional)
    ]
    return over(*(share(group, lambda row: row["promoted_in_period"] == "yes") for group in groups))


def way(value, floor, target):
    """The points: how far it is from the floor to the target, in per cent."""
    return 100 * min(Fraction(1), max(Fraction(0), (value - floor) / (target - floor)))


# Metric -> its weight, its value, its points by hand, and the same target as it is defined.
HALF = Fraction(1, 2)
METRICS = {
    "g06_workforce_lower_seb_share": (
        *("core", workforce_share, lambda share: way(share, 20, 70)),
        Target(better="higher", floor=20, value=70, why="a law"),
    ),
    "g06_seb_promotion_ratio": (
        *("core", promotion_ratio, lambda ratio: way(min(ratio, 1), HALF, 1)),
        Target(better="nearer_one", one_sided=True, floor=0.5, value=1, why="a law"),
    ),
    "g06_class_pay_gap_median": (
        *("extended", class_gap, lambda gap: way(abs(gap), 25, 5)),
        Target(better="nearer_zero", floor=25, value=5, why="a law"),
    ),
}
WEIGHTS = {"core": 2, "extended": 1}


def true_score(rows):
    """The weighted mean of the points; None where a metric has no value."""
    scored = [
        (WEIGHTS[tier], earned(found))
        for tier, value, earned, _ in METRICS.values()
        if (found := value(rows)) is not None
    ]
    if len(scored) < len(METRICS):
        return None
    return sum(weight * points for weight, points in scored) / sum(w for w, _ in scored)


# Both groups are there, and somebody of the professional one was promoted, in every completion.
CERTAIN = [
    ["permanent", occupation, "yes", "yes", pay]
    for occupation, pay in [("technical_craft", "12.50"), ("manager_administrator", "20")]
]
ROWS = list(itertools.product(*(column.known for column in COLUMNS.values())))


@st.composite
def tables(draw):
    """Rows in which every answer is known, and the few cells that then fall silent."""
    others = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=4))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in (*CERTAIN, *others)]
    cells = list(itertools.product(range(len(CERTAIN), len(rows)), COLUMNS))
    unknown = draw(st.lists(st.sampled_from(cells), max_size=MOST_UNKNOWN, unique=True))
    return rows, {(i, name): COLUMNS[name].silent[0] for i, name in unknown}


@pytest.fixture(scope="module")
def goal_of(catalogue):
    """The goal of a table, of the three metrics alone."""
    goal, _ = catalogue.metric("g06_seb_promotion_ratio")
    metrics = {
        name: goal.metrics[name].model_copy(
            update={"tier": tier, "target": target, "breakdowns": (), "stages": {}}
        )
        for name, (tier, _, _, target) in METRICS.items()
    }
    goal = goal.model_copy(update={"metrics": metrics})
    alone = replace(catalogue, goals=(goal,))

    def score(rows):
        lines = [[f"R{i}", *row.values()] for i, row in enumerate(rows)]
        indicators = calculated(alone, {"employees": [["employee_id", *COLUMNS], *lines]})
        scores = tuple(score_metric(found, alone, None, NOBODY) for found in indicators)
        return score_goal(goal, scores, alone.scoring, errors=0, out_of_scope=None)

    return score


@LAW
@given(drawn=tables())
def test_the_true_score_lies_within_the_bounds_whatever_the_missing_answers_are(drawn, goal_of):
    rows, silence = drawn
    found = goal_of(with_cells(rows, silence))
    scores = [true_score(table) for table in completed(rows, silence, COLUMNS)]
    assert None not in scores
    assert found.low <= float(min(scores)) + 1e-9
    assert found.high >= float(max(scores)) - 1e-9
    if not silence and found.score is not None:
        assert (found.low, found.score, found.high) == pytest.approx(3 * (float(scores[0]),))
