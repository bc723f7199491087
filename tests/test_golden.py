"""The whole scorecard of the example, as reviewed: any change in it is seen before it lands."""

import pytest

from golden.write_golden import GOLDEN, HERE, render_all


@pytest.fixture(scope="module")
def rendered():
    return render_all()


@pytest.mark.parametrize("name", GOLDEN)
def test_the_scorecard_of_the_example_is_as_reviewed(name, rendered):
    assert rendered[name] == (HERE / name).read_bytes().decode("utf-8")
