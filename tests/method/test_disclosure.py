"""What rests on too few people is withheld, and nothing that is left gives it away."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from test_vectors import NOBODY

from levelup_cli.definitions.measures import Mean, Rate, Total
from levelup_cli.disclosure import protect
from levelup_cli.indicators import calculate
from levelup_cli.outcomes.indicators import Breakdown, Figure, Group, Indicator, Side, State
from levelup_cli.reports.formats import FORMATS
from levelup_cli.results.selection import Selection
from levelup_cli.scoring import score
from levelup_cli.scoring.goals import score_goal
from levelup_cli.scoring.scorecard import score_metric

SHARE, RATIO, GAP = (
    "g06_workforce_lower_seb_share",
    "g05_seb_hiring_ratio",
    "g06_class_pay_gap_median",
)


def share_of(count, base, unknown=0):
    value = 100 * count / base
    return Figure(value, count, base, unknown, base + unknown, value - 0.5, value + 0.5)


def two_shares(*pairs, unknown=0):
    """A ratio of two shares, each given as (count, base)."""
    names = ("lower", "professional")
    sides = [Side(n, 100 * c / b, c, b) for n, (c, b) in zip(names, pairs, strict=True)]
    group, reference = sides[0].value, sides[1].value
    people = sum(base for _, base in pairs) + unknown
    return Figure(0.8, group, reference, unknown, people, 0.7, 0.9, tuple(sides))


def two_medians(first, second, unknown=0):
    """A pay gap between so many people and so many others."""
    sides = (Side("lower", 15.5, None, first), Side("professional", 20.5, None, second))
    people = first + second + unknown
    return Figure(24.4, 5.0, 20.5, unknown, people, 20.0, 30.0, sides)


@pytest.fixture(scope="module")
def make(catalogue):
    def indicator(metric_id, figure, *breakdowns, state=State.COMPUTED, measure=None):
        goal, metric = catalogue.metric(metric_id)
        if measure is not None:
            metric = metric.model_copy(update={"measure": measure})
        known = figure.known_share
        return Indicator(
            metric_id, goal.goal, metric, state, "", figure, breakdowns, known_share=known
        )

    return indicator


@pytest.fixture(scope="module")
def safe(catalogue, make):
    def protected(*args, **policy_or_state):
        least = policy_or_state.pop("least_people", catalogue.disclosure.least_people)
        policy = catalogue.disclosure.model_copy(update={"least_people": least})
        (indicator,) = protect((make(*args, **policy_or_state),), policy)
        return indicator

    return protected


# ------------------------------------------------------------------------------- single figures


@pytest.mark.parametrize(
    ("count", "base", "state"),
    [
        (4, 9, "too_few"),
        (0, 9, "too_few"),
        (9, 9, "too_few"),
        (5, 10, "suppressed"),  # enough people, but five of either kind
        (10, 20, "computed"),
        (9, 100, "suppressed"),
        (10, 100, "computed"),
        (91, 100, "suppressed"),  # nine are left over
        (90, 100, "computed"),
        (0, 29, "suppressed"),
        (0, 30, "computed"),
        (29, 29, "suppressed"),
        (30, 30, "computed"),
    ],
)
def test_a_share_needs_ten_of_either_kind_or_all_or_none_of_thirty(count, base, state, safe):
    assert safe(SHARE, share_of(count, base)).state.value == state


@pytest.mark.parametrize(
    ("group", "reference", "state"),
    [
        ((4, 9), (100, 200), "too_few"),
        ((100, 200), (4, 9), "too_few"),
        ((9, 100), (100, 200), "suppressed"),
        ((14, 29), (100, 200), "low_reliability"),
        ((100, 200), (14, 29), "low_reliability"),
        ((15, 30), (100, 200), "computed"),
        ((0, 40), (4, 40), "suppressed"),
    ],
)
def test_a_ratio_needs_ten_people_on_each_side_and_thirty_to_be_reliable(
    group, reference, state, safe
):
    assert safe(RATIO, two_shares(group, reference)).state.value == state


@pytest.mark.parametrize(("outcomes", "state"), [((2, 2), "low_reliability"), ((2, 3), "computed")])
def test_a_ratio_needs_five_outcomes_to_be_reliable(outcomes, state, safe):
    # Counts as small as these are withheld anyway unless a policy lets them through.
    figure = two_shares((outcomes[0], 40), (outcomes[1], 40))
    assert safe(RATIO, figure, least_people=1).state.value == state


@pytest.mark.parametrize(
    ("sides", "state"),
    [((9, 500), "too_few"), ((500, 9), "too_few"), ((10, 10), "computed")],
)
def test_a_gap_between_medians_needs_ten_people_a_side(sides, state, safe):
    assert safe(GAP, two_medians(*sides)).state.value == state


@pytest.mark.parametrize(("people", "state"), [(9, "too_few"), (10, "computed")])
def test_a_mean_and_a_number_of_people_need_ten(people, state, safe):
    mean = Mean(kind="mean", of="employees", column="training_hours")
    hours = Figure(12.5, 12.5 * people, people, 0, people, counts=False)
    assert safe(SHARE, hours, measure=mean).state.value == state
    total = Total(kind="total", of="employees")
    heads = Figure(people, people, None, 0, people)
    assert safe(SHARE, heads, measure=total).state.value == state


@pytest.mark.parametrize(("count", "state"), [(9, "suppressed"), (10, "computed")])
def test_a_rate_over_people_tells_no_count_below_ten(count, state, safe):
    total = {"total": {"of": "employees"}}
    rate = Rate.model_validate({"kind": "rate", "of": total, "per": total, "times": 1000})
    figure = Figure(count / 0.5, count, 500, 0, count)
    # Nine of 500 rest on nine people, or tell of nine: either way they are not shown.
    shown = safe(SHARE, figure, measure=rate).state
    assert shown.is_shown == (state == "computed")


def test_a_value_that_is_shown_though_not_scored_needs_as_many_people(safe):
    assert safe(SHARE, share_of(5, 9), state=State.TOO_UNCERTAIN).state is State.TOO_FEW
    kept = safe(SHARE, share_of(50, 90, 100), state=State.TOO_UNCERTAIN)
    assert (kept.state, kept.figure.numerator) == (State.TOO_UNCERTAIN, 50)


def test_what_survives_keeps_its_full_precision(safe, make):
    figure = share_of(100, 300, 7)
    assert safe(SHARE, figure) == make(SHARE, figure)


def test_a_ratio_that_was_sent_is_judged_by_the_sizes_of_its_sides(indicator_of, catalogue):
    columns = "metric_id | breakdown | breakdown_value | value | n_missing"
    for sizes, state in (
        ("", "too_few"),
        ("29 | 200", "low_reliability"),
        ("30 | 200", "computed"),
    ):
        sent = f"{columns} | n_group_a | n_group_b\n{RATIO} | all | all | 0.8 | 0 | {sizes}"
        indicator = indicator_of(RATIO, {"aggregates": sent})
        (protected,) = protect((indicator,), catalogue.disclosure)
        assert protected.state.value == state, sizes


# --------------------------------------------------------------------------------------- groups


def groups(figures):
    return tuple(Group(name, State.COMPUTED, figure) for name, figure in figures.items())


def shown_groups(indicator):
    return {group.name: group.figure is not None for group in indicator.breakdowns[0].groups}


SIZES = {"board": share_of(15, 30), "entry": share_of(20, 40), "skilled": share_of(90, 200)}
SMALL = {"manager": share_of(1, 6)}


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (SIZES, {"board", "entry", "skilled"}),
        (SIZES | SMALL, {"entry", "skilled"}),  # the smallest other goes with it
        (SIZES | SMALL | {"executive": share_of(2, 5)}, {"entry", "skilled"}),  # 3 of 11 left
        (SIZES | SMALL | {"executive": share_of(9, 20)}, set(SIZES)),  # 10 of 26 tell of neither
        ({"board": share_of(15, 30)} | SMALL, set()),
        (SIZES | {"(no group)": share_of(2, 6)}, {"entry", "skilled"}),
    ],
)
def test_what_is_left_of_the_whole_when_the_groups_shown_are_taken_off_is_never_few(
    figures, shown, safe
):
    whole = [sum(getattr(f, n) for f in figures.values()) for n in ("numerator", "denominator")]
    figures = {name: figure for name, figure in figures.items() if name != "(no group)"}
    found = shown_groups(safe(SHARE, share_of(*whole), Breakdown("grade", groups(figures))))
    assert {name for name, is_shown in found.items() if is_shown} == shown


def test_the_second_group_is_the_one_of_fewest_people_also_in_a_comparison(safe):
    figures = {
        "entry": two_medians(300, 300, unknown=5),
        "skilled": two_medians(40, 40),
        "manager": two_medians(5, 60),
    }
    found = shown_groups(safe(GAP, two_medians(345, 400), Breakdown("grade", groups(figures))))
    assert found == {"entry": True, "skilled": False, "manager": False}


def test_stages_are_no_parts_of_a_whole_so_none_goes_with_another(safe):
    figures = {"first": two_shares((50, 100), (50, 100)), "second": two_shares((2, 5), (50, 100))}
    stages = Breakdown("stage", groups(figures), parts=False)
    # Were they parts, 5 of 105 people a side would be left, and the first would go too.
    found = shown_groups(safe(RATIO, two_shares((52, 105), (52, 105)), stages))
    assert found == {"first": True, "second": False}


def test_the_names_of_withheld_groups_are_withheld_where_people_wrote_them(safe):
    figures = {"Works": share_of(90, 200), "Offices": share_of(20, 40), "Our pair": share_of(1, 2)}
    for free_text, names in ((True, ["Works", "(withheld)", "(withheld)"]), (False, list(figures))):
        breakdown = Breakdown("job_family", groups(figures), free_text=free_text)
        found = safe(SHARE, share_of(111, 242), breakdown).breakdowns[0].groups
        assert [group.name for group in found] == names


@pytest.mark.parametrize(("unknown", "told"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_how_many_are_unknown_in_a_group_is_told_from_ten_on(unknown, told, safe):
    breakdown = Breakdown("grade", groups({"entry": share_of(50, 100, unknown)}), unknown)
    found = safe(SHARE, share_of(50, 100, unknown), breakdown).breakdowns[0]
    figure = found.groups[0].figure
    assert (figure.unknown, found.ungrouped) == (told, told)
    assert figure.population == 100 + (told or 0)
    assert (figure.low, figure.high) == (None, None)  # from them the number would follow


# -------------------------------------------------------------------------- nothing is left over


def numbers_in(value) -> Iterator[float]:
    """Every number in a structure, those in its texts too."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers_in(item)
    elif isinstance(value, str):
        yield from map(float, re.findall(r"\d+(?:\.\d+)?", value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


WITHHELD = {
    SHARE: share_of(7, 23, 17),
    RATIO: two_shares((7, 23), (11, 77), unknown=17),
    GAP: two_medians(7, 77, unknown=17),
}


@pytest.mark.parametrize("metric_id", WITHHELD)
def test_a_withheld_indicator_carries_no_number_of_its_figure(metric_id, safe, catalogue):
    breakdown = Breakdown("grade", groups({"entry": share_of(77, 177)}), 17)
    indicator = safe(metric_id, WITHHELD[metric_id], breakdown)
    assert not indicator.state.is_shown
    left = asdict(replace(indicator, metric=None, metric_id="", goal=0))
    policy = set(catalogue.disclosure.model_dump().values())
    assert set(numbers_in(left)) <= policy | {0}


def test_a_withheld_metric_counts_for_coverage_and_is_not_scored(safe, catalogue):
    goal, _ = catalogue.metric(SHARE)
    shown = [safe(name, share_of(100, 300)) for name in (SHARE, "g06_senior_lower_seb_share")]
    hidden = safe(GAP, two_medians(9, 500))
    scores = tuple(score_metric(i, catalogue, None, NOBODY) for i in (*shown, hidden))
    assert (scores[2].points, scores[2].low, scores[2].high) == (None, 0, 100)
    result = score_goal(goal, scores, catalogue.scoring, errors=0, out_of_scope=None)
    assert (result.coverage, result.usable, result.applicable) == (4 / 6, 2, 3)


@pytest.mark.parametrize(("women", "is_shown"), [(9, False), (10, True)])
def test_no_report_holds_a_number_that_is_withheld(women, is_shown, check_texts, catalogue):
    people = ["female | 23.17"] * women + ["male | 29.43"] * 12
    rows = [f"E{i} | permanent | yes | {person}" for i, person in enumerate(people)]
    heading = "employee_id | contract_type | full_pay_relevant | sex | hourly_pay_gbp"
    checked = check_texts({"employees": "\n".join([heading, *rows])})
    indicators = protect(calculate(checked, catalogue), catalogue.disclosure)
    scorecard = score(indicators, checked, catalogue)
    texts = [FORMATS[form](scorecard, Selection()) for form in FORMATS]
    # The two medians, and the gap of 6.26 / 29.43 = 21.27 %.
    for number in ("23.17", "29.43", "21.27", "6.26"):
        assert any(number in text for text in texts) == is_shown, number
