"""A return set against the one before it: what is told of the two, and what is not."""

import re
import shutil
import subprocess
import sys

import pytest

from conftest import EXAMPLES, NORTHMOOR
from levelup_cli import pipeline
from levelup_cli.errors import UnreadableAid, UnreadableFile
from levelup_cli.outcomes.submissions import Reading
from rules.returns import sheets_of, write_workbook

BOOKS = sorted(EXAMPLES.glob("*.xlsx"))
COMPARED = ("LU705", "LU706", "LU708")
ORGANISATION = (
    "organisation_id | period_start | period_end | template_version | employees | turnover_gbp\n"
)
THIS_YEAR = ORGANISATION + "northfield | 2024-04-01 | 2025-03-31 | '1.0 | 812 | 4100321"
YEAR_BEFORE = ORGANISATION + "northfield | 2023-04-01 | 2024-03-31 | '1.0 | 407 | 9100654"


@pytest.fixture
def returns(tmp_path):
    """Write two returns from little tables of text, this year's and the one before."""

    def write(now, before):
        return (
            write_workbook(sheets_of(now), tmp_path / "now.xlsx"),
            write_workbook(sheets_of(before), tmp_path / "before.xlsx"),
        )

    return write


def told(checked):
    return [finding for finding in checked.findings if finding.code in COMPARED]


@pytest.mark.parametrize("book", BOOKS, ids=[book.stem for book in BOOKS])
def test_a_return_set_against_itself_has_changed_nowhere_and_is_of_the_same_period(book, catalogue):
    checked = pipeline.check(book, catalogue, previous=book)
    assert [finding.code for finding in told(checked)] == ["LU708"]
    assert "not earlier" in told(checked)[0].message


def test_without_a_previous_return_nothing_is_compared(catalogue):
    assert not told(pipeline.check(NORTHMOOR, catalogue))


def test_changes_are_told_by_their_direction_without_a_number(returns, catalogue):
    now, before = returns({"organisation": THIS_YEAR}, {"organisation": YEAR_BEFORE})
    checked = pipeline.check(now, catalogue, previous=before)
    said = {finding.place.cells(): finding.message for finding in told(checked)}
    assert said == {
        "organisation!E2": "employees: more than a quarter higher than in the previous return",
        "organisation!F2": "turnover_gbp: more than a quarter lower than in the previous return",
    }
    assert not any(re.search(r"\d", finding.message) for finding in told(checked))


def test_one_finding_tells_of_all_rows_of_a_column_in_both_directions(returns, catalogue):
    heading = "vehicle_type | fuel_type | vehicles\n"
    now, before = returns(
        {"fleet": heading + "van | diesel | 40\nvan | bev | 30\ncar | bev | 10\nhgv | diesel | 9"},
        {"fleet": heading + "van | bev | 10\nvan | diesel | 60\ncar | bev | 10\nbus | diesel | 1"},
    )
    (finding,) = told(pipeline.check(now, catalogue, previous=before))
    assert finding.place.cells() == "fleet!C2:C3"
    assert "higher or lower" in finding.message


def test_what_is_wrong_with_the_previous_return_is_not_told_again(returns, catalogue):
    faulty = {"organisation": YEAR_BEFORE, "employees": "employee_id | grade\nE1 | emperor"}
    now, before = returns({"organisation": THIS_YEAR}, faulty)
    alone = pipeline.check(now, catalogue)
    both = pipeline.check(now, catalogue, previous=before)
    assert [f for f in both.findings if f.code not in COMPARED] == list(alone.findings)
    assert {finding.place.file for finding in both.findings} == {"now.xlsx"}


def test_the_previous_return_may_need_the_repairs_that_this_one_may_not(returns, catalogue):
    clean = {"fleet": "vehicle_type | fuel_type | vehicles\nvan | diesel | 40"}
    spelt = {"fleet": "vehicle_type | fuel_type | vehicles\n VAN  | Diesel | '60 vans"}
    now, before = returns(clean, spelt)
    strict = Reading(strict=True)
    pipeline.check(now, catalogue, reading=strict, previous=before)
    with pytest.raises(UnreadableFile):
        pipeline.check(before, catalogue, reading=strict)


def test_a_previous_return_that_cannot_be_read_is_named(tmp_path, catalogue):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(NORTHMOOR.read_bytes()[:1000])
    with pytest.raises(UnreadableAid, match=r"broken\.xlsx"):
        pipeline.check(NORTHMOOR, catalogue, previous=broken)


def test_rows_that_are_not_alone_about_something_are_not_compared(returns, catalogue):
    heading = "survey_name | question_id | group_by | group | n_invited | n_responses\n"
    one = "inclusion_belong | all | all | 800 |"
    now, before = returns(
        {"survey": f"{heading}Pulse 2024-05 | {one} 300\nPulse 2024-11 | {one} 700"},
        {"survey": f"{heading}Pulse 2023-05 | {one} 700"},
    )
    assert not told(pipeline.check(now, catalogue, previous=before))


def test_pandas_stays_outside_unless_counts_stand_beside_rows(tmp_path):
    book = shutil.copy(NORTHMOOR, tmp_path / "copy.xlsx")
    program = (
        "import sys; from pathlib import Path; from levelup_cli import pipeline\n"
        "from levelup_cli.catalogue import load_catalogue\n"
        "for path in sys.argv[1:]:\n"
        "    pipeline.check(Path(path), load_catalogue(), previous=Path(path))\n"
        "    print('pandas' in sys.modules)\n"
    )
    beside = EXAMPLES / "lantern_youth_trust.xlsx"
    run = [sys.executable, "-c", program, str(book), str(beside)]
    assert subprocess.check_output(run, text=True).split() == ["False", "True"]
