"""What once confused people who checked returns: each is said once, of the right file, in words."""

import json

import openpyxl
import pytest

from levelup_cli import pipeline

STAFF = "employee_id,grade,contract_type,employment_basis\nE1,entry,permanent,full_time\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "employees.csv").write_text(STAFF, "utf-8")
    return tmp_path


@pytest.mark.parametrize("option", ["--areas", "--previous"])
def test_a_helping_file_that_is_not_there_is_to_blame_itself(option, folder, levelup):
    done = levelup("validate", "employees.csv", option, "gone.csv", "-f", "json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gone.csv: there is no such file")


@pytest.mark.parametrize(
    "arguments",
    [("validate", "employees.csv", "-o"), ("inspect", "employees.csv", "--save-map")],
)
def test_what_may_be_somebodys_work_is_not_written_over(arguments, folder, levelup):
    file = folder / ("there.xlsx" if "-o" in arguments else "there.yaml")
    file.write_text("mine", "utf-8")
    done = levelup(*arguments, file.name, cwd=folder)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize("codes", ["LU999", "LU8", "LU401,LU998"])
def test_a_code_that_does_not_exist_chooses_nothing_by_mistake(codes, folder, levelup):
    done = levelup("validate", "employees.csv", "--select", codes, cwd=folder)
    assert done.returncode == 2
    assert "there is no code LU" in done.stderr


def test_a_pattern_that_means_nothing_does_not_stop_the_others(folder, levelup):
    done = levelup("validate", "*.csv", "*.xlsx", "-q", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == "VALID: employees.csv: 0 errors, 0 warnings\n"
    assert done.stderr == "*.xlsx: no file has such a name.\n"
    alone = levelup("validate", "*.xlsx", cwd=folder)
    assert (alone.returncode, alone.stdout) == (2, "")


@pytest.mark.parametrize("pattern", ["employ**.csv", "**/employees.csv", "employees.csv"])
def test_a_return_is_checked_once_however_it_is_named(pattern, folder, levelup):
    done = levelup("validate", pattern, "employees.csv", "-q", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "VALID: employees.csv: 0 errors, 0 warnings\n")


def test_settings_that_fail_a_run_are_named_in_its_verdict(folder, levelup):
    entry = '[[accept]]\ncode = "LU4"\nreason = "so it is"\nuntil = 2000-01-01\n'
    (folder / "old.toml").write_text(entry, "utf-8")
    done = levelup(
        *("validate", "employees.csv", "--accept", "old.toml", "--fail-on", "warning", "-q"),
        cwd=folder,
    )
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "SETTINGS: old.toml: 0 errors, 1 warning",
        "VALID: employees.csv: 0 errors, 0 warnings",
    ]


def test_statistics_are_for_people(folder, levelup):
    done = levelup("validate", "employees.csv", "--statistics", "-f", "json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")


def codes_of(path, catalogue):
    return [
        (finding.code, finding.place.column) for finding in pipeline.check(path, catalogue).findings
    ]


def test_a_raw_export_is_told_what_should_not_be_sent(tmp_path, catalogue):
    headings = "employee_id,grade,contract_type,sex,Surname/Family name,Forename(s),DOB (dd/mm/yy)"
    headings += ",N.I. No.,Email (work),Mobile telephone number,Next of kin,Cost centre"
    row = "E1,entry,permanent,female" + ",invented" * 8
    (tmp_path / "employees.csv").write_text(f"{headings}\n{row}\n", "utf-8")
    said = codes_of(tmp_path / "employees.csv", catalogue)
    assert [column for code, column in said if code == "LU605"] == list("EFGHIJK")
    assert [column for code, column in said if code == "LU204"] == ["L"]


def test_a_heading_that_is_nearly_right_is_told_once(tmp_path, catalogue):
    (tmp_path / "employees.csv").write_text(STAFF.replace("contract_type", "contract_typ"), "utf-8")
    assert codes_of(tmp_path / "employees.csv", catalogue) == [("LU202", "C")]


def test_findings_stand_in_the_order_of_the_tabs_and_of_their_columns(tmp_path, catalogue):
    book = openpyxl.Workbook()
    book.active.title = "vacancies"
    for row in (["vacancy_id", "grade", "filled"], ["V1", "no grade", "perhaps"]):
        book.active.append(row)
    staff = book.create_sheet("employees")
    staff.append(["employee_id", "grade", "contract_type"])
    for number in range(2, 13):
        grade = "no grade" if number in {2, 12} else "entry"
        staff.append([f"E{number}", grade, "permanent" if number > 2 else ""])
    book.save(tmp_path / "return.xlsx")
    checked = pipeline.check(tmp_path / "return.xlsx", catalogue)
    places = [f.place.cells() for f in checked.findings if f.severity == "error" and f.place.column]
    assert places == ["vacancies!B2", "vacancies!C2", "employees!B2, B12", "employees!C2"]


def test_what_is_wrong_and_the_way_out_are_sentences_in_the_forms_of_servers(folder, levelup):
    (folder / "employees.csv").write_text(STAFF.replace("entry", "entri"), "utf-8")
    done = levelup("validate", "employees.csv", "-f", "gitlab", cwd=folder)
    (issue,) = json.loads(done.stdout)
    assert "Did you mean entry? Give one of" in issue["description"]


def test_every_return_of_a_run_has_its_first_annotation(tmp_path, levelup):
    for name in ("a.csv", "b.csv"):
        rows = "".join(f"E{n},{'wrong' if n % 2 else 'entry'} {n},x\n" for n in range(40))
        (tmp_path / name).write_text(f"employee_id,grade,fte\n{rows}", "utf-8")
    done = levelup("validate", "a.csv", "b.csv", "-f", "github", cwd=tmp_path)
    shown = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert any("file=a.csv" in line for line in shown)
    assert any("file=b.csv" in line for line in shown)


@pytest.mark.parametrize("command", [(), ("validate",), ("metrics", "list")])
def test_help_has_a_short_name_too(command, levelup):
    short, long = levelup(*command, "-h"), levelup(*command, "--help")
    assert short.returncode == 0
    assert short.stdout == long.stdout
