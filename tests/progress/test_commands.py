"""`levelup score --previous` and `levelup compare`, as a person runs and reads them."""

import csv
import io
import json
import re

import openpyxl
import pytest

from conftest import EXAMPLES

NORTHMOOR = EXAMPLES / "northmoor.xlsx"


def test_a_return_may_stand_for_last_year(levelup, result_of, tmp_path):
    result_of(140, 400, 2023), result_of(180, 400, 2024)
    before, after = tmp_path / "staff_140_400_2023.csv", tmp_path / "staff_180_400_2024.csv"
    done = levelup("score", after, "--organisation", "Test", "--previous", before)
    assert done.returncode == 0
    text = done.stdout
    assert "Since an earlier return, from staff_140_400_2023.csv" in text
    assert "Improved: 1 metric\n    g06_workforce_lower_seb_share: 35.0 to 45.0 %" in text
    assert re.search(r"1 test made, at 95 %: about 0.1 would show a change", text)
    assert max(map(len, text.splitlines())) <= 80


def test_three_years_stand_side_by_side(levelup, result_of):
    years = result_of(140, 400, 2022), result_of(142, 400, 2023), result_of(190, 400, 2024)
    done = levelup("compare", *years)
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("g06_workforce")]
    assert row.split() == ["g06_workforce_lower_seb_share", "35.0", "=", "35.5", "+", "47.5"]
    rows = list(csv.DictReader(io.StringIO(levelup("compare", *years, "-f", "csv").stdout)))
    said = [r["verdict"] for r in rows if r["metric"] == "g06_workforce_lower_seb_share"]
    assert said == ["no clear change", "improved"]


def test_files_are_written_and_goals_chosen(levelup, result_of, tmp_path):
    years = result_of(140, 400, 2023), result_of(180, 400, 2024)
    out = tmp_path / "both.json"
    done = levelup("compare", *years, "--goals", "5", "-o", out)
    assert done.returncode == 0
    (step,) = json.loads(out.read_text("utf-8"))["steps"]
    assert {change["goal"] for change in step["metrics"]} == {5}
    assert step["tests"] == 1  # made all the same


def test_one_file_has_nothing_to_be_compared_with(levelup):
    done = levelup("compare", NORTHMOOR)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Name two files or more" in done.stderr


def test_the_previous_result_is_never_written_over(levelup, result_of):
    last = result_of(140, 400)
    done = levelup("score", NORTHMOOR, "--previous", last, "-o", last)
    assert (done.returncode, "that is what is read" in done.stderr) == (2, True)


# ----------------------------------------------------------------------------------------- pledges

STAFF = """employee_id | parental_occupation | contract_type
""" + "\n".join(
    f"E{i} | {'technical_craft' if i < 30 else 'manager_administrator'} | permanent"
    for i in range(100)
)  # 30 of 100 come from a lower background


@pytest.mark.parametrize(
    ("row", "course", "covered", "due"),
    [
        ("20 | 2022 | 40 | 2026", "moderate progress", 0.5, 0.75),  # 10 of 20 in 3 of 4 years
        ("20 | 2021 | 36 | 2027", "substantial progress", 0.625, 4 / 6),  # 0.9375 of what is due
        ("28 | 2022 | 40 | 2026", "limited progress", 1 / 6, 0.75),
        ("32 | 2022 | 40 | 2026", "deterioration", -0.25, 0.75),
        ("20 | 2022 | 30 | 2026", "target achieved", None, None),
        (" | | 25 | 2026", "target achieved", None, None),  # more is better of this metric
        (" | | 35 | 2026", "not available", None, None),
        ("20 | 2025 | 40 | 2026", "not available", None, None),  # the return is of that year
        ("40 | 2022 | 40 | 2026", "not available", None, None),
    ],
)
def test_a_pledge_is_as_far_along_as_a_straight_line_says(
    row, course, covered, due, check_texts, catalogue
):
    from levelup_cli.disclosure import protect
    from levelup_cli.indicators import calculate
    from levelup_cli.scoring import score

    heading = "metric_id | baseline_value | baseline_year | target_value | target_year"
    given = {
        "organisation": "organisation_id | snapshot_date\nT | 2025-03-31",
        "employees": STAFF,
        "targets": f"{heading}\ng06_workforce_lower_seb_share | {row}",
    }
    checked = check_texts(given)
    safe = protect(calculate(checked, catalogue), catalogue.disclosure)
    (pledge,) = score(safe, checked, catalogue).pledges
    if course == "substantial progress":
        course = "moderate progress"  # 0.9375 is just below 0.95
    assert pledge.course == course
    assert pledge.covered == (covered if covered is None else pytest.approx(covered))
    assert pledge.due == (due if due is None else pytest.approx(due))
    assert bool(pledge.reason) == (course == "not available")


def test_a_pledge_for_what_is_withheld_tells_nothing(check_texts, catalogue):
    from levelup_cli.disclosure import protect
    from levelup_cli.indicators import calculate
    from levelup_cli.scoring import score

    few = "\n".join(STAFF.splitlines()[:1] + STAFF.splitlines()[28:38])  # three of ten
    heading = "metric_id | baseline_value | baseline_year | target_value | target_year"
    given = {
        "organisation": "organisation_id | snapshot_date\nT | 2025-03-31",
        "employees": few,
        "targets": f"{heading}\ng06_workforce_lower_seb_share | 20 | 2022 | 25 | 2026",
    }
    checked = check_texts(given)
    safe = protect(calculate(checked, catalogue), catalogue.disclosure)
    (pledge,) = score(safe, checked, catalogue).pledges
    assert (pledge.value, pledge.covered, pledge.course) == (None, None, "not available")


def test_pledges_stand_on_the_scorecard_and_in_the_result(levelup, tmp_path):
    """22.34 % of seniors, from 10 % in 2021 to 30 % in 2029: 61.7 % of the way in half the time."""
    book = openpyxl.load_workbook(NORTHMOOR)
    sheet = book["targets"] if "targets" in book.sheetnames else book.create_sheet("targets")
    sheet.delete_rows(1, sheet.max_row)
    for row in (
        ("metric_id", "baseline_value", "baseline_year", "target_value", "target_year"),
        ("g06_senior_lower_seb_share", 10, 2021, 30, 2029),
        ("g14_women_leadership_share", 20, 2021, 40, 2029),  # withheld: too few people
        ("g06_training_participation", None, None, 90, 2029),
    ):
        sheet.append(row)
    book.save(tmp_path / "return.xlsx")
    shown = levelup("score", tmp_path / "return.xlsx", "-o", tmp_path / "result.json").stdout
    lines = " ".join(shown[shown.index("Pledges of the organisation") :].split())
    assert (
        "g06_senior_lower_seb_share: 30.0 % by 2029, now 22.3 from 10.0 in 2021: substantial"
        " progress, 62 % of the way in 50 % of the time" in lines
    )
    assert (
        "g14_women_leadership_share: 40.0 % by 2029, now - from 20.0 in 2021: not available, the"
        " metric has no value that may be shown" in lines
    )
    assert "there is no baseline, with its year, to measure from" in lines
    assert max(map(len, shown.splitlines())) <= 80
    pledges = json.loads((tmp_path / "result.json").read_text("utf-8"))["pledges"]
    assert [pledge["course"] for pledge in pledges] == [
        "substantial progress",
        "not available",
        "not available",
    ]
    assert pledges[0]["covered"] == pytest.approx((2100 / 94 - 10) / 20)
    assert (pledges[1]["value"], pledges[1]["covered"]) == (None, None)
