"""The catalogue is whole: 14 goals, 121 metrics, 7 on the data, 31 tables, examples for all."""

import json
from collections import Counter

import pytest

from conftest import EXAMPLES, ROOT
from levelup_cli.pipeline import assess

# Whoever removes a metric, a table or an example has to say so here.
PER_GOAL = {
    **dict.fromkeys((1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13), 8),
    6: 11,  # the other questions on background among them
    11: 7,
    14: 15,  # all that employers publish on pay by sex among them
}
TABLES = 31
RETURNS = sorted(EXAMPLES.glob("*.xlsx"))


def test_fourteen_goals_have_their_metrics(catalogue):
    counts = Counter(goal.goal for _, goal, _ in catalogue.metrics() if goal.goal)
    assert counts == PER_GOAL
    assert sum(counts.values()) == 121


def test_seven_metrics_on_the_data_and_an_optional_goal_stand_apart(catalogue):
    quality = [metric for _, goal, metric in catalogue.metrics() if goal.goal == 0]
    assert len(quality) == 7
    assert {metric.tier for metric in quality} == {"context"}
    optional = [goal.goal for goal in catalogue.goals if goal.optional]
    assert optional == [15]
    assert 15 not in {goal.goal for goal in catalogue.shown_goals()}


def test_there_are_thirty_one_tables_whose_columns_all_say_what_they_mean(catalogue):
    assert len(catalogue.tables) == TABLES
    for table in catalogue.tables.values():
        assert all(column.means.strip() for column in table.columns.values())


def test_tiers_and_audiences_are_as_published(catalogue):
    metrics = [metric for _, goal, metric in catalogue.metrics() if goal.goal]
    assert Counter(m.tier for m in metrics) == {"core": 67, "extended": 43, "context": 11}
    audiences = {"colleagues": 60, "communities": 48, "customers": 13}
    assert Counter(m.audience for m in metrics) == audiences


def test_every_metric_answers_to_another_framework(catalogue):
    bare = [
        metric_id
        for metric_id, goal, metric in catalogue.metrics()
        if goal.goal and not any(ids for _, ids in metric.standards)
    ]
    assert bare == []


@pytest.fixture(scope="session")
def scorecards(catalogue):
    return {path.stem: assess(path, catalogue) for path in RETURNS}


def test_there_are_six_kinds_of_organisation_and_none_has_an_error(scorecards):
    sectors = {card.organisation.answers["sector"] for card in scorecards.values()}
    assert len(sectors) == len(RETURNS) == 6
    assert {name: card.verdict.errors for name, card in scorecards.items()} == dict.fromkeys(
        scorecards, 0
    )


def test_between_them_the_examples_compute_every_metric(catalogue, scorecards):
    shown = {
        m.indicator.metric_id
        for card in scorecards.values()
        for m in (*(m for goal in card.goals for m in goal.metrics), *card.data_quality)
        if m.indicator.state.is_shown
    }
    wanted = {metric_id for metric_id, _, _ in catalogue.metrics()}
    assert sorted(wanted - shown) == []


def test_metrics_are_found_by_what_they_answer_to(levelup):
    done = levelup("metrics", "list", "--standard", "esrs:S1-9", "-f", "json")
    found = {row["id"] for row in json.loads(done.stdout)}
    assert {"g05_seb_hiring_ratio", "g14_women_leadership_share"} <= found
    assert "g13_scope12_change" not in found
    wrong = levelup("metrics", "list", "--standard", "esrs:S1-99")
    assert wrong.returncode == 2
    assert "Did you mean" in wrong.stderr
    assert levelup("metrics", "list", "--standard", "esg:S1-9").returncode == 2


def test_the_reference_is_made_from_the_definitions(catalogue):
    page = (ROOT / "docs" / "reference" / "goal_05.md").read_text("utf-8")
    for metric_id, goal, metric in catalogue.metrics():
        if goal.goal == 5:
            assert f"## `{metric_id}`" in page
            assert metric.name in page
