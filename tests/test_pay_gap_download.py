"""The columns of the gender pay gap service's download, out of levelup and into it."""

import csv
import io
import json

import pytest

from conftest import EXAMPLES

NORTHMOOR = EXAMPLES / "northmoor.xlsx"
HEADINGS = (  # as the service writes them, in its order
    "EmployerName,EmployerId,Address,PostCode,CompanyNumber,SicCodes,DiffMeanHourlyPercent,"
    "DiffMedianHourlyPercent,DiffMeanBonusPercent,DiffMedianBonusPercent,MaleBonusPercent,"
    "FemaleBonusPercent,MaleLowerQuartile,FemaleLowerQuartile,MaleLowerMiddleQuartile,"
    "FemaleLowerMiddleQuartile,MaleUpperMiddleQuartile,FemaleUpperMiddleQuartile,MaleTopQuartile,"
    "FemaleTopQuartile,CompanyLinkToGPGInfo,ResponsiblePerson,EmployerSize,CurrentName,"
    "SubmittedAfterTheDeadline,DueDate,DateSubmitted"
)
ACME = (
    '"ACME LIMITED",101,"1 High Street, Anytown",AN1 1AA,01234567,"1,\r\n62020",12.3,10.1,'
    "20.5,14.0,40.2,31.5,50.0,50.0,60.0,40.0,65.5,34.5,70.0,30.0,https://acme.example/gap,"
    "Someone (Director),250 to 499,ACME LIMITED,False,2026/04/05 00:00:00,2026/03/30 15:12:46"
)
BOLT = (
    "BOLT PLC,102,,AN1 1AB,07654321,,-2.0,0.0,,,0.0,0.0,40.0,60.0,40.0,60.0,40.0,60.0,40.0,60.0,,"
    "Someone,500 to 999,BOLT GROUP PLC,False,2026/04/05 00:00:00,2026/03/30 15:12:46"
)


def payroll(men, women, others=()):
    """A payroll in which everybody is on full pay; pairs of hourly pay and bonus."""
    people = [("male", *pay) for pay in men] + [("female", *pay) for pay in women]
    people += [("other_or_nonbinary", *pay) for pay in others]
    rows = [f"E{i},{sex},{pay},{bonus},yes,permanent" for i, (sex, pay, bonus) in enumerate(people)]
    heading = "employee_id,sex,hourly_pay_gbp,bonus_pay_gbp,full_pay_relevant,contract_type"
    return "\n".join([heading, *rows]) + "\n"


@pytest.fixture
def row_of(levelup, tmp_path):
    def row(text, *options):
        (tmp_path / "staff.csv").write_text(text, "utf-8")
        done = levelup("score", tmp_path / "staff.csv", "-f", "gpg", *options)
        assert done.returncode == 0, done.stderr
        (found,) = csv.DictReader(io.StringIO(done.stdout))
        return found

    return row


@pytest.fixture
def metrics_of(levelup, tmp_path):
    def metrics(rows, *options, name="gpg.csv"):
        (tmp_path / name).write_text("\r\n".join([HEADINGS, *rows]) + "\r\n", "utf-8", newline="")
        done = levelup("score", tmp_path / name, "-f", "json", *options)
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)
        found = {m["id"]: m for goal in result["goals"] for m in goal["metrics"]}
        return found, result

    return metrics


# ------------------------------------------------------------------------------------------- export


def test_the_columns_are_those_of_the_service(levelup):
    lines = levelup("score", NORTHMOOR, "-f", "gpg").stdout.splitlines()
    assert (lines[0], len(lines)) == (HEADINGS, 2)


def test_figures_are_worked_out_by_the_rules_and_rounded_to_a_tenth(row_of):
    """Forty of each sex: men 11 to 50, women 10.5 to 49.5 and a bonus of 100 to half of each.

    Means 30.5 and 30, gap 0.5 / 30.5 = 1.639; medians the same. Men's bonuses 200, women's 100, so
    the gap is 50; each sex 50 %. In turn woman, man, woman, man, so each quarter holds ten of each.
    The two of neither sex have the highest pay, and are in no figure.
    """
    men = [(11 + i, 200 if i % 2 else 0) for i in range(40)]
    women = [(10.5 + i, 100 if i % 2 else 0) for i in range(40)]
    row = row_of(payroll(men, women, [(900, 9000)] * 2), "--snapshot-date", "2025-04-05")
    gaps = [row[f"Diff{kind}Percent"] for kind in ("MeanHourly", "MedianHourly", "MeanBonus")]
    assert gaps == ["1.6", "1.6", "50.0"]
    assert (row["MaleBonusPercent"], row["FemaleBonusPercent"]) == ("50.0", "50.0")
    quarters = ("Lower", "LowerMiddle", "UpperMiddle", "Top")
    assert {row[f"{sex}{q}Quartile"] for sex in ("Male", "Female") for q in quarters} == {"50.0"}
    assert (row["DueDate"], row["EmployerSize"]) == ("2026/04/04 23:59:59", "Less than 250")
    assert row["ResponsiblePerson"] == ""


def test_each_quarter_makes_a_hundred_whatever_is_rounded(row_of):
    men, women = [(20, 0)] * 43, [(20, 0)] * 44  # everybody alike: 44 of 87 are women, 50.57 %
    row = row_of(payroll(men, women))
    for quarter in ("Lower", "LowerMiddle", "UpperMiddle", "Top"):
        assert (row[f"Female{quarter}Quartile"], row[f"Male{quarter}Quartile"]) == ("50.6", "49.4")


def test_where_no_man_got_a_bonus_there_is_no_bonus_gap(row_of):
    row = row_of(payroll([(20, 0)] * 40, [(20, 0)] * 40))
    bonus = [row["DiffMeanBonusPercent"], row["DiffMedianBonusPercent"], row["MaleBonusPercent"]]
    assert bonus == ["", "", "0.0"]


def test_what_rests_on_too_few_is_left_empty(row_of):
    row = row_of(payroll([(20, 5)] * 40, [(18, 5)] * 9))
    assert {row[name] for name in row if "Diff" in name or "Quartile" in name} == {""}


# ------------------------------------------------------------------------------------------- import


def test_one_employer_fills_goal_14(metrics_of):
    metrics, result = metrics_of([ACME])
    assert result["organisation"]["name"] == "ACME LIMITED"
    values = {name: m["figure"]["value"] for name, m in metrics.items() if m["figure"]}
    assert values == pytest.approx(
        {
            "g14_gender_pay_gap_median": 10.1,
            "g14_gender_pay_gap_mean": 12.3,
            "g14_women_upper_quarter_share": 30 / ((50 + 40 + 34.5 + 30) / 4),
            "g14_bonus_gap_mean": 20.5,
            "g14_bonus_gap_median": 14.0,
            "g14_bonus_receipt_gap": 8.7,
            "g14_women_lower_quarter_share": 50.0,
            "g14_women_lower_middle_quarter_share": 40.0,
            "g14_women_upper_middle_quarter_share": 34.5,
            "g14_women_top_quarter_share": 30.0,
        }
    )
    median = metrics["g14_gender_pay_gap_median"]
    assert median["points"] == pytest.approx(100 * (25 - 10.1) / 25)
    assert (median["from_aggregates"], median["figure"]["interval"]) == (True, None)


@pytest.mark.parametrize("name", ["bolt plc", "Bolt Group PLC"])
def test_one_of_many_employers_is_chosen_by_its_name(name, metrics_of):
    metrics, _ = metrics_of([ACME, BOLT], "--organisation", name)
    assert metrics["g14_gender_pay_gap_mean"]["figure"]["value"] == -2
    assert metrics["g14_bonus_gap_mean"]["figure"] is None


def test_of_many_employers_none_is_guessed(metrics_of, levelup, tmp_path):
    metrics, result = metrics_of([ACME, BOLT])
    assert metrics["g14_gender_pay_gap_mean"]["figure"] is None
    assert [finding["code"] for finding in result["findings"]] == ["LU525"]
    assert "--organisation" in levelup("validate", tmp_path / "gpg.csv").stdout


def test_rows_of_employees_win_over_what_was_published(tmp_path, levelup):
    (tmp_path / "employees.csv").write_text(payroll([(20, 0)] * 40, [(15, 0)] * 40), "utf-8")
    (tmp_path / "gpg.csv").write_text(f"{HEADINGS}\r\n{ACME}", "utf-8")
    done = levelup("score", tmp_path, "-f", "json")
    metrics = {m["id"]: m for g in json.loads(done.stdout)["goals"] for m in g["metrics"]}
    assert metrics["g14_gender_pay_gap_mean"]["figure"]["value"] == 25


def test_gaps_that_are_negative_or_below_one_come_back(levelup, tmp_path):
    """Women 20.1 and men 20 on average, and 22 against 20 in the middle: -0.5 and -10.0 %."""
    men = [(20, 0)] * 40
    women = [(22, 0)] * 30 + [(14.4, 0)] * 10  # (660 + 144) / 40 = 20.1
    (tmp_path / "staff.csv").write_text(payroll(men, women), "utf-8")
    text = levelup("score", tmp_path / "staff.csv", "-f", "gpg").stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["DiffMeanHourlyPercent"], row["DiffMedianHourlyPercent"]) == ("-0.5", "-10.0")
    (tmp_path / "gpg.csv").write_text(text, "utf-8")
    done = levelup("validate", tmp_path / "gpg.csv")
    assert (done.returncode, "0 errors, 0 warnings" in done.stdout) == (0, True)
    result = json.loads(levelup("score", tmp_path / "gpg.csv", "-f", "json").stdout)
    metrics = {m["id"]: m for goal in result["goals"] for m in goal["metrics"]}
    assert metrics["g14_gender_pay_gap_mean"]["figure"]["value"] == -0.5
    assert metrics["g14_gender_pay_gap_median"]["figure"]["value"] == -10


def test_percent_signs_are_read_as_per_cent(metrics_of):
    metrics, _ = metrics_of([ACME.replace(",12.3,", ",12.3%,")])
    assert metrics["g14_gender_pay_gap_mean"]["figure"]["value"] == pytest.approx(12.3)


def test_what_is_exported_is_imported_to_the_decimal_shown(levelup, tmp_path):
    first = levelup("score", NORTHMOOR, "-f", "gpg").stdout
    (tmp_path / "gpg.csv").write_text(first, "utf-8")
    done = levelup("validate", tmp_path / "gpg.csv")
    assert (done.returncode, "0 errors, 0 warnings" in done.stdout) == (0, True)
    again = levelup("score", tmp_path / "gpg.csv", "-f", "gpg").stdout
    before, after = (next(csv.DictReader(io.StringIO(text))) for text in (first, again))
    same = [name for name in before if "Percent" in name or "Quartile" in name]
    assert [before[name] for name in same] == [after[name] for name in same]
