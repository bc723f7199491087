"""Bounds of what is counted over two tables, and of what a survey has already counted."""

import itertools
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_bounds import (
    EMPLOYED,
    SEEDED,
    YES_NO,
    Column,
    Kind,
    assert_attained,
    assert_contains,
    centre,
    completed,
    indicator_alone,
    is_employed,
    sheet_of,
    tables,
    with_cells,
)


@pytest.fixture(scope="module")
def alone(catalogue):
    return lambda metric_id, given_: indicator_alone(catalogue, metric_id, given_)


HOURS = Column(("0", "7.5", "30"), ends=("2000",))
COURSE = {"of": Column(("R0", "R1", "R2")), "hours": HOURS, "completed": YES_NO}
COURSES = Kind("g06_training_hours_per_employee", COURSE, None, most=5)
STAFF = Kind("", EMPLOYED, None, sides=({}, {}, {}), most=3)


def hours_of(courses, person):
    taken = (c for c in courses if (c["of"], c["completed"]) == (person, "yes"))
    return sum(Fraction(course["hours"]) for course in taken)


def training(staff, courses):
    lines = [" | ".join(course.values()) for course in courses]
    heading = "employee_id | hours | completed"
    return {"employees": sheet_of(staff), "training": "\n".join([heading, *lines])}


@SEEDED
@given(data=st.data())
def test_hours_of_unknown_length_or_completion_lie_within_the_bounds(data, alone):
    staff, no_contract = data.draw(tables(STAFF))
    courses, silence = data.draw(tables(COURSES))
    silence = {cell: blank for cell, blank in silence.items() if cell[1] != "of"}
    given_ = training(with_cells(staff, no_contract), with_cells(courses, silence))
    values = []
    for taken in completed(courses, silence, COURSE):
        each = [hours_of(taken, f"R{i}") for i in range(3)]
        for team in completed(staff, no_contract, EMPLOYED):
            hours = [each[i] for i, person in enumerate(team) if is_employed(person)]
            values.append(centre(statistics.mean, hours))
    assert_contains(alone(COURSES.metric, given_), values)


def test_courses_of_unknown_length_add_to_hours_that_are_known(alone):
    # One person with 30 hours and two courses that may each have had up to 2,000: 30 to 4,030.
    course = {"of": "R0", "hours": "30", "completed": "yes"}
    unknown = course | {"hours": ""}
    given_ = training([{"contract_type": "permanent"}], [course, unknown, unknown])
    assert_contains(alone(COURSES.metric, given_), [30, 4030])


COUNTS = st.tuples(*[st.integers(0, 4)] * 3).map(sorted)  # favourable, answered, asked


def survey(counts):
    lines = [f"S{i} | inclusion_belong | all | all | {a} | {r} | {f}" for i, (f, r, a) in counts]
    heading = "survey_name | question_id | group_by | group | n_invited | n_responses"
    return {"survey": "\n".join([f"{heading} | n_favourable", *lines])}


def answers_of(favourable, answered, asked):
    """What the counts could be if some or all of those who said nothing had answered."""
    for more in range(asked - answered + 1):
        for liked in range(more + 1):
            yield favourable + liked, answered + more


def favourable_share(answers):
    whole = sum(answered for _, answered in answers)
    return Fraction(100 * sum(liked for liked, _ in answers), whole) if whole else None


@SEEDED
@given(counts=st.lists(COUNTS, min_size=1, max_size=2))
def test_a_survey_could_only_have_come_out_within_its_bounds(counts, alone):
    indicator = alone("g14_inclusion_index", survey(enumerate(counts)))
    values = [
        favourable_share(answers)
        for answers in itertools.product(*(answers_of(*row) for row in counts))
    ]
    assert_contains(indicator, values)
    assert_attained(indicator, values)


@SEEDED
@given(counts=st.lists(COUNTS, min_size=2, max_size=2), blank=st.sampled_from([0, 1]))
def test_a_blank_count_of_a_survey_hides_no_more_than_its_bounds_say(counts, blank, alone):
    _, second = counts
    shown = [counts[0], [*second[:blank], "", *second[blank + 1 :]]]
    indicator = alone("g14_inclusion_index", survey(enumerate(shown)))
    least, most = (0, second[1]) if blank == 0 else (second[0], second[2])
    values = []
    for count in range(least, most + 1):
        whole = [*second[:blank], count, *second[blank + 1 :]]
        pairs = itertools.product(answers_of(*counts[0]), answers_of(*whole))
        values += map(favourable_share, pairs)
    assert_contains(indicator, values)


def test_a_quarter_may_grow_by_the_people_whose_pay_is_not_known(alone):
    # Seven ranked: one place, which the man on 40 takes, so the ratio is 0. If the man without a
    # pay earns 10, eight are ranked and the woman on 30 has the second place: 1/2 over 2/8 = 2.
    # If he earns 35 he has it himself, and the ratio is 0 again.
    people = ["male | 40", "female | 30", "female | 20", *["male | 15"] * 4, "male | "]
    rows = [f"E{i} | permanent | yes | {person}" for i, person in enumerate(people)]
    heading = "employee_id | contract_type | full_pay_relevant | sex | hourly_pay_gbp"
    given_ = {"employees": "\n".join([heading, *rows])}
    indicator = alone("g14_women_upper_quarter_share", given_)
    assert (indicator.figure.value, indicator.figure.unknown) == (0, 1)
    assert_contains(indicator, [0, 2])
