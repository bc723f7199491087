"""The other examples by an independent route: their sheets, read and counted with pandas alone."""

from functools import cache

import independent_goals_1_to_4
import independent_goals_7_to_13
import openpyxl
import pytest
from independent_route import NOT_ASKED, workbook

from conftest import EXAMPLES
from levelup_cli.indicators import calculate
from levelup_cli.pipeline import check

ORGANISATIONS = (
    *("aldersyke_university", "saltmere_trust", "thornwick_council"),
    *("harbour_reach_homes", "lantern_youth_trust"),
)
ROUTES = independent_goals_1_to_4.ROUTES | independent_goals_7_to_13.ROUTES


def sheet_names(organisation):
    book = openpyxl.load_workbook(EXAMPLES / f"{organisation}.xlsx", read_only=True)
    names = set(book.sheetnames)
    book.close()
    return names


def given():
    """Each metric with each workbook that holds its sheets."""
    for organisation in ORGANISATIONS:
        there = sheet_names(organisation)
        for metric_id, (sheets, _) in ROUTES.items():
            if {name for name in sheets.split() if not name.endswith("?")} <= there:
                yield metric_id, organisation


CHECKED = tuple(given())


@pytest.fixture(scope="module")
def figures(catalogue):
    @cache
    def of(organisation):
        checked = check(EXAMPLES / f"{organisation}.xlsx", catalogue)
        return {i.metric_id: i.figure for i in calculate(checked, catalogue)}

    return of


@pytest.mark.parametrize(("metric_id", "organisation"), CHECKED)
def test_a_metric_has_the_figures_of_the_independent_route(metric_id, organisation, figures):
    sheets, route = ROUTES[metric_id]
    book = workbook(organisation)
    expected = route(*[book.get(name.rstrip("?")) for name in sheets.split()])
    figure = figures(organisation)[metric_id]
    got = [None] * 4
    if figure is not None:
        got = [figure.value, figure.numerator, figure.denominator, figure.unknown]
    for name, ours, theirs in zip(("value", "top", "base", "unknown"), got, expected, strict=True):
        if theirs is not NOT_ASKED:
            wanted = None if theirs is None else pytest.approx(float(theirs), rel=1e-9, abs=1e-9)
            assert ours == wanted, name


def test_every_metric_of_these_goals_is_checked_on_at_least_one_workbook(catalogue):
    goals = ("g01", "g02", "g03", "g04", *(f"g{goal:02}" for goal in range(7, 14)))
    ours = {name for name, *_ in catalogue.metrics() if name[:3] in goals}
    assert len(ours) == 87
    assert {metric_id for metric_id, _ in CHECKED} == ours
