"""Every published result comes out again; `make oracles` prints how closely."""

import pytest

from conftest import ORACLES
from oracles.everything import EVERY_ORACLE
from oracles.oracle import Oracle, Pair
from oracles.pay_gap import compare

with_oracles = pytest.mark.skipif(
    not ORACLES.is_dir(), reason="the published results are absent (LEVELUP_ORACLES)"
)


@with_oracles
@pytest.mark.parametrize("oracle", EVERY_ORACLE, ids=lambda oracle: f"{oracle.name}: {oracle.what}")
def test_a_published_result_comes_out_again(oracle):
    pairs = list(oracle.compare())
    assert oracle.disagreements(pairs) == []
    assert len(pairs) == oracle.figures


@with_oracles
def test_the_nineteen_figures_that_british_columbia_hides_are_hidden_here():
    hidden = [pair for pair in compare() if pair.expected is None]
    assert len(hidden) == 19
    assert all(pair.got is None for pair in hidden)


@pytest.mark.parametrize(
    ("expected", "got"), [(1.0, 1.1), (1.0, None), (None, 0.0), (1.0, float("nan"))]
)
def test_a_figure_that_is_off_or_shown_on_one_side_only_disagrees(expected, got):
    oracle = Oracle("one", "a figure", "", 1, 0.01, list)
    assert not oracle.is_met_by([Pair("a figure", expected, got)])
    assert not oracle.is_met_by([])
    assert oracle.is_met_by([Pair("a figure", 1.0, 1.009)])
