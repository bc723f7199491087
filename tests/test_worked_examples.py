"""Every worked example comes out as the person who wrote it worked it out."""

import shutil
from pathlib import Path

import pytest

from conftest import EXAMPLES, ROOT
from levelup_cli.catalogue import load_catalogue
from levelup_cli.pipeline import assess, try_examples
from levelup_cli.reports.examples import examples_report
from levelup_cli.reports.explanation import explain
from levelup_cli.reports.formats import FORMATS, Selection

# These numbers are the promise: whoever removes a metric, an example or a table has to say so here.
ALL_PASSED = """\
121 of 121 metrics passed
7 of 7 data-quality metrics passed
3 of 3 optional metrics passed
"""
METRICS = [path.stem for path in sorted((ROOT / "metric_definitions/worked_examples").glob("*"))]


@pytest.fixture(scope="module")
def tried(catalogue):
    return dict(try_examples(catalogue))


@pytest.mark.parametrize("metric_id", METRICS)
def test_the_figures_are_those_worked_out_by_hand(metric_id, tried):
    assert tried[metric_id] == []


def test_every_metric_was_tried(catalogue, tried):
    text, passed = examples_report(catalogue, list(tried.items()))
    assert passed
    assert text == ALL_PASSED
    everything = catalogue.with_goals(tuple(range(16)))
    assert set(tried) == {metric_id for metric_id, _, _ in everything.metrics()}


def test_a_figure_that_comes_out_otherwise_is_named_and_fails(tmp_path, levelup):
    pack = Path(shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack"))
    example = pack / "worked_examples" / "g05_hire_fsm_share.yaml"
    text = example.read_text("utf-8")
    example.write_text(text.replace("unknown: ", "unknown: 9", 1), "utf-8")
    (pack / "worked_examples" / "g05_degree_required_share.yaml").unlink()
    done = levelup("metrics", "test", pack)
    assert done.returncode == 1
    assert "unknown: worked out by hand 9" in done.stdout
    assert "g05_degree_required_share: has no worked example" in done.stdout
    assert "119 of 121 metrics passed" in done.stdout.splitlines()


def test_metrics_test_and_lint_pass_on_our_own_pack(levelup):
    assert levelup("metrics", "test").stdout == ALL_PASSED
    verdict = levelup("metrics", "lint").stdout.splitlines()[-1]
    assert verdict.startswith("No mistakes in 121 metrics and 31 tables; ")


def test_the_demo_writes_the_example_scores_it_and_says_what_to_try(tmp_path, levelup):
    done = levelup("demo", tmp_path / "new")
    copy = tmp_path / "new" / "northmoor.xlsx"
    assert copy.read_bytes() == (EXAMPLES / "northmoor.xlsx").read_bytes()
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("VALID: 0 errors")
    assert f"levelup validate {copy}" in done.stderr


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_metric_is_explained_in_lines_that_fit_a_screen(metric_id, catalogue):
    text = explain(catalogue, metric_id)
    assert all(len(line) <= 80 for line in text.splitlines())
    target = catalogue.metric(metric_id)[1].target
    assert target is None or target.why.split()[0] in text


def test_a_scorecard_is_made_in_one_call_from_python():
    scorecard = assess(EXAMPLES / "northmoor", load_catalogue())
    assert scorecard.verdict.valid
    assert {goal.goal for goal in scorecard.goals if goal.score is not None} == {
        5,
        6,
        8,
        11,
        14,
    }
    assert all(render(scorecard, Selection()) for render in FORMATS.values())


def test_the_version_is_told(levelup):
    assert levelup("--version").stdout.startswith("levelup 0.")
