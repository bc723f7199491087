"""`levelup explain FILE WHAT` as it is typed: returns, saved results, and what is refused."""

import os
import subprocess
import sys

import pytest

from conftest import NORTHMOOR, ROOT

METRIC = "g06_training_participation"
STAFF = "employee_id,grade,contract_type,employment_basis,sex,hourly_pay_gbp,full_pay_relevant"


@pytest.fixture(scope="module")
def saved(tmp_path_factory, levelup):
    """The example as a result of `levelup score`, and what its file explains by itself."""
    file = tmp_path_factory.mktemp("saved") / "northmoor.json"
    done = levelup("score", NORTHMOOR, "--overall", "-o", file)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def staff(tmp_path):
    """Twelve women, twelve men, one who does not say, one without pay, one from an agency."""
    women = [f"E{i},entry,permanent,full_time,female,10,yes" for i in range(12)]
    men = [f"E{i},entry,permanent,full_time,male,12.5,yes" for i in range(12, 24)]
    others = [
        "E24,entry,permanent,full_time,prefer_not_to_say,11,yes",
        "E25,entry,permanent,full_time,male,,yes",
        "E26,entry,agency,full_time,male,11,yes",
    ]
    (tmp_path / "employees.csv").write_text("\n".join([STAFF, *women, *men, *others]), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "what", [(), ("g06",), ("6",), (METRIC,), ("overall",), ("dq_rule_pass_rate",)]
)
def test_a_saved_result_explains_as_the_return_does(what, saved, levelup):
    fresh, kept = levelup("explain", NORTHMOOR, *what), levelup("explain", saved, *what)
    assert fresh.returncode == kept.returncode == 0, kept.stderr
    assert fresh.stdout == kept.stdout


def test_a_goal_is_named_in_several_ways(saved, levelup):
    pages = {levelup("explain", saved, what).stdout for what in ("g06", "6", "06", "G6", "goal 6")}
    assert len(pages) == 1
    assert pages.pop().startswith("Goal 6: Fair career progression\n")


def test_a_result_that_holds_some_metrics_only_shows_no_sum_of_them(tmp_path, levelup):
    """Goal 14 has metrics about colleagues only, goal 8 also one about communities."""
    levelup("score", NORTHMOOR, "--audience", "communities", "-o", tmp_path / "some.json")
    done = levelup("explain", "some.json", "g08", cwd=tmp_path)
    said = " ".join(done.stdout.split())
    assert "Score 72.4875, the weighted mean of the points" in said
    assert "Coverage 53.8462 % Metrics" in said
    assert "some metrics only" in said
    assert "Sum" not in said
    assert levelup("explain", "some.json", cwd=tmp_path).returncode == 0


def test_a_result_of_an_older_version_explains_what_it_holds(levelup):
    old = ROOT / "tests" / "progress" / "results" / "northmoor-1.0.json"
    for what in ((), ("g06",), ("g06_seb_promotion_ratio",)):
        done = levelup("explain", old, *what)
        assert done.returncode == 0, done.stderr
        assert "None" not in done.stdout


def test_a_goal_that_is_off_by_default_can_be_explained(levelup):
    done = levelup("explain", NORTHMOOR, "g15")
    assert done.stdout.startswith("Goal 15: Working in partnership\n"), done.stderr


def test_a_value_is_told_with_its_sides_and_what_was_left_out(staff, levelup):
    done = levelup("explain", "employees.csv", "g14_gender_pay_gap_mean", cwd=staff)
    said = " ".join(done.stdout.split())
    # The mean man earns 12.50 an hour, the mean woman 10: 100 x 2.5 / 12.5.
    assert "Value 20 % = 100 x 2.5 / 12.5" in said
    assert "female 10 = 120 / 12" in said
    assert "male 12.5 = 150 / 12" in said
    assert "Unknown 2, left out of both sides not told: too few people for each reason" in said
    assert "100 x (20 - 25) / (0 - 25)" in said


def test_files_are_written_as_their_ending_says(saved, tmp_path, levelup):
    text, page = tmp_path / "goal.txt", tmp_path / "goal.md"
    done = levelup("explain", saved, "g06", "-o", text, "-o", page)
    assert text.read_text("utf-8") == done.stdout
    assert page.read_text("utf-8") == levelup("explain", saved, "g06", "-f", "markdown").stdout
    assert "# Goal 6: Fair career progression" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nowhere.xlsx g06", "there is no such file"),
        ("nowhere.json", "nowhere.json"),
        ("g06", "levelup explain FILE g06"),
        ("g06_class_pay_gap_median", "levelup explain FILE g06_class_pay_gap_median"),
        ("LU401 g06", "name its file first"),
        ("employees.csv g16", "There is no 'g16' in this result"),
        ("employees.csv g14_gender_pay_gap_men", "Did you mean g14_gender_pay_gap_mean?"),
        ("employees.csv -f json", "Choose from table, markdown."),
        ("employees.csv -o page.html", "'.html' cannot be written"),
        ("employees.csv -o employees.csv", "that is what is read"),
        ("employees.csv g14_gender_pay_gap_mean --rows", "on a terminal only"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_a_way_out(typed, said, staff, levelup):
    done = levelup("explain", *typed.split(), cwd=staff)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_told_from_a_code_by_being_there(staff, levelup):
    assert levelup("explain", "LU301", cwd=staff).stdout.startswith("LU301")
    (staff / "employees.csv").rename(staff / "lu401.csv")
    assert levelup("explain", "LU401", cwd=staff).stdout.startswith("LU401")
    done = levelup("explain", "lu401.csv", cwd=staff)
    assert done.stdout.startswith("The scores\n"), done.stderr


def test_names_from_a_spreadsheet_cannot_become_markup(staff, levelup):
    name = "Left | right <b>*bold*</b> `x` [y](z)"
    done = levelup("explain", "employees.csv", "-f", "markdown", "--organisation", name, cwd=staff)
    assert r"Left \| right \<b\>\*bold\*\</b\> \`x\` \[y\](z)" in done.stdout


def on_a_terminal(*arguments, cwd):
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "levelup_cli", "explain", *arguments]
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave, cwd=cwd) as process:
        os.close(slave)
        read = b""
        try:
            while block := os.read(master, 1 << 16):
                read += block
        except OSError:  # the other end is closed
            pass
        os.close(master)
        return process.wait(), " ".join(read.decode("utf-8").split())


def test_a_terminal_shows_which_rows_made_a_figure(staff):
    """The headings are row 1, so that E0 stands in row 2."""
    metric = "g14_gender_pay_gap_mean"
    code, shown = on_a_terminal("employees.csv", metric, "--rows", "-o", "page.md", cwd=staff)
    assert code == 0
    assert "female, counted employees.csv rows 2-13 (12 in all)" in shown
    assert "male, counted employees.csv rows 14-25 (12 in all)" in shown
    assert "left out, prefers not to say employees.csv row 26" in shown
    assert "left out, blank employees.csv row 27" in shown
    assert "left out, rows of others, such as agency workers employees.csv row 28" in shown
    assert "rows 2-13" not in (staff / "page.md").read_text("utf-8")


def test_rows_are_not_named_unless_asked_for(staff):
    code, shown = on_a_terminal("employees.csv", "g14_gender_pay_gap_mean", cwd=staff)
    assert code == 0
    assert "rows 2-13" not in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("employees.csv g14 --rows", "name one metric"),
        ("employees.csv g14_gender_pay_gap_mean --rows -f markdown", "on a terminal only"),
        ("result.json g06 --rows", "a saved result, which has no rows"),
    ],
)
def test_rows_need_a_metric_of_a_return_and_a_table(typed, said, staff):
    (staff / "result.json").write_text("{}", "utf-8")
    code, shown = on_a_terminal(*typed.split(), cwd=staff)
    assert code == 2
    assert said in shown


def test_a_long_list_of_rows_is_shortened(tmp_path):
    """Every second person is a woman: twelve single rows, of which eight are named."""
    people = [
        f"E{i},entry,permanent,full_time,{('female', 'male')[i % 2]},10,yes" for i in range(24)
    ]
    (tmp_path / "employees.csv").write_text("\n".join([STAFF, *people]), "utf-8")
    _, shown = on_a_terminal("employees.csv", "g14_gender_pay_gap_mean", "--rows", cwd=tmp_path)
    assert "rows 2, 4, 6, 8, 10, 12, 14, 16 and 4 more (12 in all)" in shown
