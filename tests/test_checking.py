"""What is told about a return: the right finding at the right cell, and nobody's value in it."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError, create_model

from levelup_cli.checks.cells import Cell, cell_type
from levelup_cli.checks.columns import check_column
from levelup_cli.checks.conventions import Conventions, find_conventions
from levelup_cli.checks.spellings import Spellings
from levelup_cli.definitions.mappings import NO_MAPPING
from levelup_cli.definitions.tables import CodeColumn, NumberColumn
from levelup_cli.outcomes.tables import Column, Table
from levelup_cli.reader.distinct import as_entry

FACTS = """organisation_id=acme organisation_name=Acme sector=charity period_start=2024-04-01
period_end=2025-03-31 snapshot_date=2025-03-31 contact_name=EDI contact_email=edi@acme.example
employees=1 has_customers=no runs_homes=no runs_settings=no is_higher_education=no
template_version=1.0 return_status=final"""
TRAINING = "employee_id | category | hours | completed"
SURVEY = "survey_name | question_id | group_by | group | n_invited | n_responses | n_favourable"
ACME = dict(fact.split("=") for fact in FACTS.split())


def table(headings, *rows):
    return "\n".join([headings, *(" | ".join(map(str, row)) for row in rows)])


def organisation(**changes):
    facts = ACME | changes
    return {"organisation": table(" | ".join(facts), facts.values())}


def staff(heading, *cells, contract="permanent"):
    people = [(f"E{n}", "entry", contract, "full_time", cell) for n, cell in enumerate(cells, 1)]
    headings = f"employee_id | grade | contract_type | employment_basis | {heading}"
    return {"employees": table(headings, *people)}


def dated(day):
    course = table(f"{TRAINING} | completed_date", ("E1", "digital", 2, "yes", day))
    return organisation() | staff("fte", 1) | {"training": course}


def linked(people):
    """One course more than there are people, so that the last link is lost."""
    courses = [(f"E{n}", "digital", 2, "yes") for n in range(1, people + 2)]
    return heads(people, people) | {"training": table(TRAINING, *courses)}


def applicant(*answers):
    headings = "application_id | route | stage_reached | shortlisted | hired"
    return {"applicants": table(headings, ("A1", "intern", *answers))}


def survey(*counts):
    return {"survey": table(SURVEY, ("2025", "inclusion_belong", "all", "all", *counts))}


def aggregate(metric_id, *counts):
    headings = "metric_id | breakdown | breakdown_value | numerator | denominator | n_missing"
    return {"aggregates": table(headings, (metric_id, "all", "all", *counts))}


def heads(stated, counted, **more):
    return organisation(employees=stated) | staff("fte", *[1] * counted, **more)


def scope(*row):
    return organisation() | {"goal_scope": table("goal | in_scope | rationale", row)}


def with_copy(tables, old, new):
    """The last row once more, with a word changed."""
    return {n: f"{text}\n{text.splitlines()[-1].replace(old, new)}" for n, text in tables.items()}


PEOPLE = staff("fte", 1, 1)
TWO_SENDERS = with_copy(organisation(), "acme ", "other ")


def staff_with(word, instead=""):
    return {name: text.replace(word, instead) for name, text in PEOPLE.items()}


SAID = {
    "wrong code": (staff("promoted_in_period", "maybe"), "LU401 error employees!E2 x1"),
    "wrong number": (staff("hourly_pay_gbp", "twelve"), "LU302 error employees!E2 x1"),
    "decimals": (staff("digital_tasks_passed", 7.5), "LU304 error employees!E2 x1"),
    "above the range": (staff("fte", 1.3), "LU402 error employees!E2 x1"),
    "below the range": (staff("bonus_pay_gbp", -1), "LU402 error employees!E2 x1"),
    "ends of the range": (staff("fte", 0, 1.2), ""),
    "odd number": (staff("contracted_hours_week", 61), "LU403 warning employees!E2 x1"),
    "usual number": (staff("contracted_hours_week", 60), ""),
    "wrong date": (staff("start_date", "last spring"), "LU303 error employees!E2 x1"),
    "no such day": (staff("start_date", "31/02/2025"), "LU303 error employees!E2 x1"),
    "month first": (staff("start_date", "12/31/2024"), ""),
    "number as date": (staff("start_date", 45747), "LU303 error employees!E2 x1"),
    "cells apart": (staff("fte", "aa", "bb", 1, "cc"), "LU302 error employees!E2:E3, E5 x3"),
    "required cell": (staff_with("permanent"), "LU301 error employees!C2:C3 x2"),
    "required heading": (staff_with("contract_type", "#"), "LU202 error employees!row 1 x1"),
    "unknown column": (staff("Cost centre", "C1"), "LU204 information employees!E:E x1"),
    "blank key": (staff_with("E1"), "LU502 error employees!A2 x1"),
    "key twice": (with_copy(PEOPLE, "E2", "E1"), "LU501 error employees!A4 x1"),
    "link lost, 1 in 10": (linked(9), "LU503 error training!A11 x1"),
    "link lost, 1 in 20": (linked(19), "LU503 warning training!A21 x1"),
    "first day": (dated("2024-04-01"), ""),
    "last day": (dated("31/03/2025"), ""),
    "31 days late": (dated("2025-05-01"), "LU504 warning training!E2 x1"),
    "32 days late": (dated("2025-05-02"), "LU504 error training!E2 x1"),
    "31 days early": (dated("2024-03-01"), "LU504 warning training!E2 x1"),
    "32 days early": (dated("2024-02-29"), "LU504 error training!E2 x1"),
    "undated": (dated(""), "LU511 warning training!E2 x1"),
    "hired, not shortlisted": (applicant("hired", "no", "yes"), "LU507 error applicants!D2 x1"),
    "hired before": (applicant("offered", "yes", "yes"), "LU507 error applicants!C2 x1"),
    "favourable above answers": (survey(50, 40, 41), "LU508 error survey!G2 x1"),
    "answers above invited": (survey(39, 40, 30), "LU508 error survey!F2 x1"),
    "unknown metric": (aggregate("g05_hire_fsm_shar", 3, 9, 0), "LU509 error aggregates!A2 x1"),
    "share above 1": (aggregate("g05_hire_fsm_share", 9, 3, 0), "LU508 error aggregates!D2 x1"),
    "unsaid": (aggregate("g05_hire_fsm_share", 3, 9, ""), "LU512 warning aggregates!F2 x1"),
    "heads 2 % off": (heads(100, 98), ""),
    "heads 3 % off": (heads(100, 97), "LU506 warning organisation!I2 x1"),
    "heads 10 % off": (heads(100, 110), "LU506 warning organisation!I2 x1"),
    "heads 20 % off": (heads(100, 80), "LU506 error organisation!I2 x1"),
    "heads stated as 0": (heads(0, 30), "LU506 error organisation!I2 x1"),
    "agency workers": (heads(0, 30, contract="agency"), ""),
    "26 days": (organisation(period_end="2024-04-27"), "LU505 error organisation!E2 x1"),
    "27 days": (organisation(period_end="2024-04-28"), ""),
    "372 days": (organisation(period_end="2025-04-08"), ""),
    "373 days": (organisation(period_end="2025-04-09"), "LU505 error organisation!E2 x1"),
    "goal out, no reason": (scope(12, "no", ""), "LU510 error goal_scope!C2 x1"),
    "organisation missing": (PEOPLE | survey(40, 40, 40), "LU201 error  x1"),
    "two senders": (TWO_SENDERS, "LU206 error organisation!rows 2 to 3 x1"),
    "spaced name": ({"My staff": staff("fte", 9)["employees"]}, "LU402 error 'My staff'!E2 x1"),
}


@pytest.mark.parametrize(("tables", "said"), SAID.values(), ids=list(SAID))
def test_a_return_is_told_what_is_wrong_how_badly_where_and_how_often(check_texts, tables, said):
    findings = check_texts(tables).findings
    told = [f"{f.code} {f.severity.value} {f.place.cells()} x{f.count}" for f in findings]
    assert told == ([said] if said else [])


HINTS = {
    "LU401": (staff("flexible_working", "job shar"), "Did you mean job_share?"),
    "LU509": (aggregate("g05_hire_fsm_shar", 3, 9, 0), "Did you mean g05_hire_fsm_share?"),
    "LU203": (PEOPLE | {"employes": "note\nx"}, "Did you mean employees?"),
    "LU202": (staff_with("contract_type", "Contract typ"), "under the heading Contract typ?"),
}


@pytest.mark.parametrize(("code", "case"), HINTS.items())
def test_what_is_nearly_right_is_answered_with_the_right_word(check_texts, code, case):
    tables, hint = case
    messages = [f.message for f in check_texts(tables).findings if f.code == code]
    assert [hint in message for message in messages] == [True]


def test_of_rows_with_one_key_only_the_first_is_counted(check_texts):
    checked = check_texts(with_copy(PEOPLE, "E2", "E1"))
    assert checked.tables["employees"].usable.tolist() == [True, True, False]


@pytest.mark.parametrize(("reason", "out"), [("", {}), ("n/a", {}), ("No homes", {12: "No homes"})])
def test_a_goal_is_out_of_scope_only_for_a_reason(check_texts, reason, out):
    assert check_texts(scope(12, "no", reason)).out_of_scope == out


def test_the_most_serious_findings_come_first(check_texts):
    findings = check_texts(staff("fte | hourly_pay_gbp | Desk", "9 | 5 | 1")).findings
    assert [finding.severity.value for finding in findings] == ["error", "warning", "information"]


NUMBERS = {
    Cell("t", "£1,234.50"): "1234.50",
    Cell("t", "(12)"): "-12",
    Cell("t", " 12 "): "12",
    Cell("t", "1,234,567"): "1234567",
    Cell("t", "\N{MINUS SIGN}5"): "-5",
    Cell("t", "£\N{NO-BREAK SPACE}7"): "7",
    Cell("n", "1e3"): "1000",
}
NO_NUMBERS = "1_000 NaN inf \u0663 12,5 1,2345 1.2.3 1e3 () (-12) £ - 0x1F \uff11".split()  # noqa: SIM905
ANY = NumberColumn(type="number", means="any")
ANY_NUMBER = TypeAdapter(cell_type(ANY, {}, Spellings(None, {}), Conventions()))


@pytest.mark.parametrize(("cell", "number"), NUMBERS.items())
def test_money_and_numbers_are_read_as_people_and_programs_write_them(cell, number):
    assert ANY_NUMBER.validate_python(cell) == Decimal(number)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_could_be_another_number_is_no_number(text):
    with pytest.raises(ValidationError):
        ANY_NUMBER.validate_python(Cell("t", text))


COMMANDS = ["validate", "validate -f json", "score", "score -f json", "score -f csv"]
PUBLIC = {"organisation_id", "organisation_name", "rationale", "site_id"}  # sites are no people


def planted(catalogue, word):
    """Every table with a word in every cell but those that are printed by design."""
    columns = {name: list(definition.columns) for name, definition in catalogue.tables.items()}
    cells = {name: [word if c not in PUBLIC else "Acme" for c in columns[name]] for name in columns}
    return {name: table(" | ".join(columns[name]), *[cells[name]] * 2) for name in columns}


@pytest.mark.parametrize("word", ["Quillfeather", "QQ123456C", "87654.321", "17/11/1903"])
def test_no_finding_and_no_repair_repeats_what_a_cell_holds(check_texts, catalogue, word):
    checked = check_texts(planted(catalogue, word))
    assert len(checked.findings) > len(catalogue.tables)
    assert word not in repr((checked.findings, checked.ledger))


def test_a_person_in_the_first_row_of_a_sheet_without_headings_is_not_shown(check_texts):
    checked = check_texts({"employees": "E1 | Quillfeather | Disabled\nE2 | Marrow | no"})
    assert "Quillfeather" not in repr((checked.findings, checked.ledger))


@pytest.mark.parametrize("command", COMMANDS)
def test_no_output_repeats_what_a_cell_holds(levelup, catalogue, tmp_path, command):
    for name, text in planted(catalogue, "Quillfeather").items():
        (tmp_path / f"{name}.csv").write_text(text.replace(" | ", ","))
    result = levelup(*command.split(), tmp_path)
    assert "Acme" in result.stdout or "LU401" in result.stdout
    assert "Quillfeather" not in result.stdout + result.stderr


COLUMNS = ("grade", "fte", "digital_tasks_passed", "start_date", "job_family")
SPELT = ["Senior Leader", "ENTRY ", "expert", "31/03/2025", "30.2.2025", "£1.10", "x" * 2001]
VALUES = st.integers(-5, 30) | st.floats(-1e6, 1e6) | st.booleans() | st.dates()
TEXTS = st.text("0123456789,.-()/eE", max_size=10).filter(lambda text: text.strip(",.-()/"))
ANY_CELL = (VALUES | TEXTS | st.sampled_from(SPELT)).map(lambda cell: Cell(*as_entry(cell)))


def row_model(definitions, lists, rows):
    """A row as one Pydantic model; how a column is written, all its cells settle together."""
    fields = {}
    for name in COLUMNS:
        column = definitions[name]
        codes = lists[column.codes] if isinstance(column, CodeColumn) else None
        conventions = find_conventions(column, [row[name] for row in rows])
        fields[name] = (cell_type(column, lists, Spellings(codes, {}), conventions), None)
    return create_model("Row", **fields)


def judged_alone(model, row):
    """What the model accepts of a row, with None for what it rejects."""
    try:
        return model(**row).model_dump()
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors()}
        return judged_alone(model, {name: row[name] for name in row if name not in wrong})


def column_of(cells, position):
    distinct = list(dict.fromkeys(cells))
    codes = np.array([distinct.index(cell) for cell in cells], np.int32)
    kinds, texts = zip(*distinct, strict=True)
    return Column("heading", position, codes, texts, "".join(kinds))


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, ANY_CELL)), min_size=1, max_size=8))
def test_columns_are_judged_as_each_row_would_be_by_itself(catalogue, rows):
    columns = {n: column_of([row[n] for row in rows], i) for i, n in enumerate(COLUMNS)}
    numbers = np.arange(2, len(rows) + 2, dtype=np.int32)
    read = Table(catalogue.tables["employees"], "r.csv", None, 1, numbers, columns)
    model = row_model(catalogue.tables["employees"].columns, catalogue.code_lists, rows)
    alone = [judged_alone(model, row) for row in rows]
    for name in COLUMNS:
        answers, findings = check_column(read, name, catalogue.code_lists, NO_MAPPING, [])
        assert [answers.values[code] for code in answers.codes] == [row[name] for row in alone]
        wrong = [f.place.rows for f in findings if f.severity == "error"]
        told = {n for ranges in wrong for first, last in ranges for n in range(first, last + 1)}
        assert told == {n for n, row in enumerate(alone, 2) if row[name] is None}
