"""A mapping: what an organisation's own words mean in ours, and what is wrong with one."""

import pytest

from levelup_cli import pipeline
from levelup_cli.catalogue import load_mapping
from levelup_cli.errors import DefinitionError, UnreadableFile, UsageError
from levelup_cli.indicators import calculate
from levelup_cli.outcomes.submissions import Facts, Reading

STAFF = "Nr,Salary band,Contract,Basis,Bonus paid\n1,Band 7,PERM,FT,\n2,Band 5,PERM,PT,100\n"
MAP = """
tables:
  employees:
    columns:
      Nr: employee_id
      salary BAND: grade
      Contract: contract_type
      Basis: employment_basis
      Bonus paid: bonus_pay_gbp
    codes:
      grade: {band 7: manager, Band 5: professional}
      contract_type: {PERM: permanent}
    blank: {bonus_pay_gbp: 0}
"""


@pytest.fixture
def mapped(tmp_path, catalogue):
    """Check a CSV file by a mapping."""

    def check(text, mapping, name="staff.csv"):
        (tmp_path / name).write_text(text)
        (tmp_path / "map.yaml").write_text(mapping)
        reading = Reading(mapping=load_mapping(tmp_path / "map.yaml", catalogue))
        return pipeline.check(tmp_path / name, catalogue, reading=reading)

    return check


def told(checked, column):
    answers = checked.tables["employees"].answers[column]
    return [answers.values[code] for code in answers.codes]


def kinds(checked):
    return {entry.kind: entry.count for entry in checked.ledger}


def test_headings_and_codes_are_taken_for_ours_whatever_their_capitals(mapped):
    checked = mapped(STAFF, MAP)
    assert told(checked, "employee_id") == ["1", "2"]
    assert told(checked, "grade") == ["manager", "professional"]
    assert told(checked, "contract_type") == ["permanent", "permanent"]
    assert checked.findings == ()
    assert kinds(checked)["heading_mapped"] == 1
    assert kinds(checked)["code_mapped"] == 2


def test_a_blank_that_means_none_is_a_number_and_stands_in_the_ledger(mapped):
    checked = mapped(STAFF, MAP)
    assert [int(number) for number in told(checked, "bonus_pay_gbp")] == [0, 100]
    assert kinds(checked)["blank_means"] == 1


def test_what_a_blank_means_stands_beside_each_figure_that_rests_on_it(mapped, catalogue):
    people = [f"{i},entry,{'yes' if i % 2 else ''}" for i in range(40)]
    text = "\n".join(
        ["employee_id,grade,volunteering_hours", *(p.replace("yes", "3") for p in people)]
    )
    checked = mapped(text, "tables: {employees: {blank: {volunteering_hours: 0}}}")
    beside = {i.metric_id: i.assumed for i in calculate(checked, catalogue) if i.assumed}
    words = "blank is 0 in employees.volunteering_hours"
    assert beside["g12_volunteering_participation"] == (words,)
    assert "g06_senior_lower_seb_share" not in beside


def test_an_ignored_heading_is_not_read_though_it_is_an_alias(mapped):
    text = "employee_id,Band,grade2\n1,x,entry\n"
    mapping = "tables: {employees: {columns: {grade2: grade}, ignored: [Band]}}"
    checked = mapped(text, mapping)
    assert told(checked, "grade") == ["entry"]
    assert "LU204" not in {finding.code for finding in checked.findings}


def test_words_of_ones_own_say_nothing_in_their_own_way(mapped):
    text = "employee_id,grade,sex\n1,entry,Withheld\n2,TBC,F\n"
    checked = mapped(text, "words: {declined: [withheld], missing: [tbc]}")
    table = checked.tables["employees"]
    assert [
        status.item() for status in table.answers["sex"].statuses[table.answers["sex"].codes]
    ] == [
        2,
        0,
    ]
    assert table.blank("grade").tolist() == [False, True]


def test_a_sheet_that_the_mapping_names_and_nobody_sent_is_refused(mapped):
    with pytest.raises(UnreadableFile, match=r"takes the sheet 'Staff' for employees.*\n.*staff"):
        mapped(STAFF, "tables: {employees: {sheet: Staff}}")


def test_lines_that_are_not_filled_in_yet_do_nothing(mapped):
    mapping = MAP.replace("Contract: contract_type", "Contract:").replace("manager", "")
    checked = mapped(STAFF, mapping)
    assert "contract_type" not in checked.tables["employees"].answers
    assert told(checked, "grade") == [None, "professional"]


MISTAKES = {
    "a table": ("tables: {employee: {}}", ":1:10", "no table 'employee'. Did you mean employees?"),
    "a column": (
        "tables:\n  employees:\n    columns:\n      Band: grad\n",
        ":4:7",
        "employees has no column 'grad'. Did you mean grade?",
    ),
    "a code": (
        "tables:\n  employees:\n    codes: {grade: {Band 7: manger}}",
        ":3:21",
        "'manger' is no code of grade. Did you mean manager?",
    ),
    "codes of a number": (
        "tables: {employees: {codes: {fte: {a: b}}}}",
        ":1:30",
        "fte holds no codes",
    ),
    "codes of a column that is none": (
        "tables: {employees: {codes: {gradd: {a: b}}}}",
        ":1:30",
        "employees has no column 'gradd'. Did you mean grade?",
    ),
    "a blank of no column": (
        "tables: {employees: {blank: {bonus: 0}}}",
        ":1:30",
        "employees has no column 'bonus'.",
    ),
    "a key": ("tabels: {}", ":1:1", "there is no key 'tabels'. Did you mean tables?"),
    "an anchor": ("tables: &a {}", ":1:9", "an anchor"),
    "a list for headings": ("tables: {employees: {columns: [a]}}", ":1:22", "expected"),
}


@pytest.mark.parametrize(("text", "place", "words"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_in_a_mapping_is_named_with_its_place(tmp_path, catalogue, text, place, words):
    path = tmp_path / "map.yaml"
    path.write_text(text)
    with pytest.raises(DefinitionError) as refusal:
        load_mapping(path, catalogue)
    assert f"map.yaml{place}" in str(refusal.value)
    assert words in str(refusal.value)


def test_a_mapping_that_is_not_there_is_a_usage_error(tmp_path, catalogue):
    with pytest.raises(UsageError, match="cannot be read"):
        load_mapping(tmp_path / "none.yaml", catalogue)


def test_an_empty_mapping_changes_nothing(mapped):
    checked = mapped("employee_id,grade\n1,entry\n", "")
    assert told(checked, "grade") == ["entry"]


def test_facts_on_the_command_line_stand_for_the_sheet_organisation(tmp_path, catalogue):
    from datetime import date

    (tmp_path / "employees.csv").write_text("employee_id,grade\n1,entry\n")
    (tmp_path / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,1\n")
    without = pipeline.check(tmp_path, catalogue)
    assert "LU201" in {finding.code for finding in without.findings}
    facts = Facts("Ours", date(2024, 4, 1), date(2025, 3, 31))
    with_facts = pipeline.check(tmp_path, catalogue, facts)
    assert "LU201" not in {finding.code for finding in with_facts.findings}
    assert with_facts.organisation.name == "Ours"
