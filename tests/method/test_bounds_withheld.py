"""What a sender withheld as `<5` is not known, but not unknown altogether."""

from fractions import Fraction

import pytest

HEAD = "survey_name | question_id | group_by | group | n_invited | n_responses | n_favourable"
BELONGING = "g14_inclusion_index"
# Each: what stands for the favourable answers of 20, and the fewest and the most they can be.
MARKS = {
    "<5": (0, 4),
    "< 10": (0, 9),
    "<=5": (0, 5),
    "fewer than 5": (0, 4),
    "<30": (0, 20),  # no more than answered
    "*": (0, 20),
    "[c]": (0, 20),
    "": (0, 20),
}


@pytest.mark.parametrize(("mark", "ends"), MARKS.items())
def test_bounds_reach_as_far_as_a_withheld_count_can(indicator_of, mark, ends):
    rows = [HEAD, "a | inclusion_belong | all | all | 30 | 30 | 15"]
    rows.append(f"b | inclusion_belong | all | all | 20 | 20 | {mark}")
    figure = indicator_of(BELONGING, {"survey": "\n".join(rows)}).figure
    assert (figure.value, figure.unknown) == (50, 20)
    completions = [Fraction(100 * (15 + part), 50) for part in range(ends[0], ends[1] + 1)]
    assert figure.low == pytest.approx(float(min(completions)))
    assert figure.high == pytest.approx(float(max(completions)))


def test_those_asked_who_did_not_answer_may_still_be_either(indicator_of):
    rows = [HEAD, "a | inclusion_belong | all | all | 40 | 20 | <5"]
    figure = indicator_of(BELONGING, {"survey": "\n".join(rows)}).figure
    assert figure.value is None
    assert (figure.low, figure.high) == (0, pytest.approx(100 * (4 + 20) / 40))
