"""Laws of scores: points, and the goals that they add up to, by the rules as by other choices."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import LAW

from levelup_cli.definitions.goals import Target
from levelup_cli.outcomes.indicators import Figure, Indicator, State
from levelup_cli.outcomes.scorecards import MetricScore
from levelup_cli.scoring import point_bounds, points
from levelup_cli.scoring.goals import score_goal

# ----------------------------------------------------------------------------------------- points

WAYS = {
    "higher": (-50, 150),
    "lower": (-50, 150),
    "nearer_zero": (0, 60),
    "nearer_one": (0, 1),
}
BEST = {"nearer_zero": 0, "nearer_one": 1}
VALUES = st.floats(-200, 200) | st.floats(0, 3)


@st.composite
def targets(draw, ways=tuple(WAYS)):
    """Any floor and target that the definitions allow."""
    better = draw(st.sampled_from(ways))
    least, most = WAYS[better]
    hundredths = st.integers(least * 100, most * 100)
    low, high = sorted(draw(st.lists(hundredths, min_size=2, max_size=2, unique=True)))
    ends = (low, high) if better in {"higher", "nearer_one"} else (high, low)
    one_sided = better in BEST and draw(st.booleans())
    floor, value = (end / 100 for end in ends)
    return Target(better=better, one_sided=one_sided, floor=floor, value=value, why="a law")


@LAW
@given(target=targets(), values=st.tuples(VALUES, VALUES).map(sorted))
def test_points_lie_in_0_to_100_and_are_monotone_in_the_value_up_to_the_best(target, values):
    less, more = (points(value, target) for value in values)
    assert 0 <= min(less, more) <= max(less, more) <= 100
    best = BEST.get(target.better)
    rising = values[1] <= best if best is not None else target.better == "higher"
    if best is not None:
        assume(rising or values[0] >= best)
    assert more >= less - 1e-9 if rising else more <= less + 1e-9


@LAW
@given(target=targets(ways=tuple(BEST)), value=st.floats(0.01, 100))
def test_a_gap_earns_as_much_either_way_unless_only_one_way_matters(target, value):
    mirrored = -value if target.better == "nearer_zero" else 1 / value
    if target.one_sided:
        harmless = min(value, mirrored) if target.better == "nearer_zero" else max(value, mirrored)
        assert points(harmless, target) == points(BEST[target.better], target)
    else:
        assert points(mirrored, target) == pytest.approx(points(value, target), abs=1e-7)


@LAW
@given(target=targets(), values=st.tuples(VALUES, VALUES, VALUES).map(sorted))
def test_the_points_of_every_value_between_two_ends_lie_within_their_bounds(target, values):
    fewest, most = point_bounds(values[0], values[2], target)
    assert fewest - 1e-9 <= points(values[1], target) <= most + 1e-9


# ------------------------------------------------------------------------------------------ goals

GOALPOSTS = Target(better="higher", floor=0, value=100, why="a law")  # a value is its points
TENTHS = st.integers(0, 1000).map(lambda n: n / 10)
ENDS = st.lists(TENTHS, min_size=3, max_size=3).map(sorted)
CORE, EXTENDED = (st.tuples(st.just(t), ENDS, ENDS | st.none()) for t in ("core", "extended"))
# Two core metrics, and no more missing than two, so that there is always a score.
METRICS = st.builds(
    lambda core, some, more: [*core, *some, *more],
    st.tuples(CORE, CORE),
    st.lists(CORE | st.none(), max_size=2),
    st.lists(EXTENDED, max_size=3),
)


@pytest.fixture(scope="module")
def result_of(catalogue):
    """A goal of metrics each with points and their bounds and interval; one without is missing."""
    goal, template = catalogue.metric("g06_workforce_lower_seb_share")
    missing = Indicator("", 6, template, State.NOT_PROVIDED)

    def metric(number, given_):
        if given_ is None:
            return MetricScore(missing, 2, None, 0, 100, None)
        tier, (low, value, high), chance = given_
        about = template.model_copy(update={"tier": tier, "target": GOALPOSTS})
        figure = Figure(value, low=low, high=high)
        indicator = replace(missing, metric_id=f"m{number}", metric=about, state=State.COMPUTED)
        return MetricScore(
            replace(indicator, figure=figure),
            catalogue.scoring.weights[tier],
            *(value, low, high, None),
            target=GOALPOSTS,
            chance=chance and (min(chance[0], value), max(chance[2], value)),
        )

    def result(given_):
        scores = tuple(metric(*pair) for pair in enumerate(given_))
        return score_goal(goal, scores, catalogue.scoring, errors=0, out_of_scope=None)

    return result


@LAW
@given(given_=METRICS)
def test_a_goal_lies_between_its_metrics_and_within_its_bounds_and_the_grid_of_other_choices(
    given_, result_of
):
    result = result_of(given_)
    values = [metric[1][1] for metric in given_ if metric is not None]
    assert min(values) - 1e-9 <= result.score <= max(values) + 1e-9
    assert 0 <= result.low <= result.score + 1e-9
    assert result.score - 1e-9 <= result.high <= 100 + 1e-9
    low, high = result.chance or (result.score, result.score)
    assert low - 1e-9 <= result.score <= high + 1e-9
    grid = result.sensitivity
    assert grid.low - 1e-9 <= result.score <= grid.high + 1e-9
    assert grid.low <= grid.median <= grid.high
    assert all(grid.low - 1e-9 <= move.score <= grid.high + 1e-9 for move in grid.moves)
    metrics = sum(metric is not None for metric in given_)
    assert grid.choices == 2 * 2 * 3 * (metrics + 1)  # weights, means, goalposts, one left out
