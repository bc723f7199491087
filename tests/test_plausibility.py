"""What is odd about answers on people, counted again from the workbooks by plain means."""

import math
import re
from collections import Counter, defaultdict
from fractions import Fraction

import openpyxl
import pytest

from conftest import EXAMPLES
from levelup_cli import pipeline
from levelup_cli.checks import plausibility

BOOKS = ["aldersyke_university", "lantern_youth_trust", "saltmere_trust", "thornwick_council"]
SENSITIVE = {
    "sex", "ethnicity_group", "ethnicity", "disability", "parental_occupation", "school_type",
    "fsm_eligible", "religion", "sexual_orientation", "parental_qualification", "care_experienced",
    "caring_responsibility",
}  # fmt: skip
SILENT = {
    None, "", "prefer_not_to_say", "unknown", "dont_know", "not_applicable",
    "other_not_applicable", "outside_uk",
}  # fmt: skip
ODD = ("LU701", "LU702", "LU703")


def rows_of(sheet):
    headings, *rows = sheet.iter_rows(values_only=True)
    people = [dict(zip(headings, row, strict=True)) for row in rows]
    return headings, [row for row in people if row.get("contract_type") != "agency"]


def known(rows, column):
    return [row[column] for row in rows if row[column] not in SILENT]


def differ(first, second, errors):
    """Whether one known share is above another by 15 points, and by more than chance makes."""
    (known_1, all_1), (known_2, all_2) = first, second
    apart = Fraction(known_1, all_1) - Fraction(known_2, all_2)
    return apart > Fraction(15, 100) and proportions_z(known_1, all_1, known_2, all_2) > errors


def proportions_z(known_1, all_1, known_2, all_2):
    """The z of two proportions with their pooled error, as in any textbook."""
    pooled = (known_1 + known_2) / (all_1 + all_2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / all_1 + 1 / all_2))
    return abs(known_1 / all_1 - known_2 / all_2) / error if error else 0


def oddities(book, errors=4, reply=0.98):
    """Code and column of whatever is odd, as the method says it, row by row."""
    for sheet in openpyxl.load_workbook(book):
        headings, rows = rows_of(sheet)
        for column in SENSITIVE & set(headings):
            answers = known(rows, column)
            by_grade = defaultdict(list)
            for row in rows:
                by_grade[row.get("grade")].append(row)
            grades = [
                (len(known(group, column)), len(group))
                for grade, group in by_grade.items()
                if grade and len(group) >= 30
            ]
            if any(differ(first, second, errors) for first in grades for second in grades):
                yield "LU702", sheet.title, column
            alike = max(Counter(answers).values(), default=0) / max(1, len(answers))
            if len(answers) >= max(100, reply * len(rows)) and alike > 0.95:
                yield "LU703", sheet.title, column
            if column == "parental_occupation" and len(answers) / len(rows) < 0.7:
                yield "LU701", sheet.title, column


@pytest.fixture
def loose(monkeypatch):
    """What chance may make counts as well, so that the examples have something to be found."""
    monkeypatch.setattr(plausibility, "MOST_ERRORS", 0)
    monkeypatch.setattr(plausibility, "MOST_REPLY", 0)


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_odd_in_the_examples_is_found_as_by_counting_row_by_row(name, catalogue):
    book = EXAMPLES / f"{name}.xlsx"
    checked = pipeline.check(book, catalogue)
    told = {(f.code, f.place.sheet, f.place.heading) for f in checked.findings if f.code in ODD}
    assert told == set(oddities(book))


@pytest.mark.parametrize("name", BOOKS)
def test_so_is_what_chance_may_have_made_where_that_is_asked_for(name, catalogue, loose):
    book = EXAMPLES / f"{name}.xlsx"
    checked = pipeline.check(book, catalogue)
    told = {(f.code, f.place.sheet, f.place.heading) for f in checked.findings if f.code in ODD}
    assert told == set(oddities(book, errors=0, reply=0))


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_odd_is_told_of_columns_never_of_cells_answers_or_numbers(name, catalogue, loose):
    checked = pipeline.check(EXAMPLES / f"{name}.xlsx", catalogue)
    told = [finding for finding in checked.findings if finding.code in ODD]
    answers = {code for codes in catalogue.code_lists.values() for code in codes.codes}
    assert told or name != "saltmere_trust"
    for finding in told:
        column, _, message = finding.message.partition(": ")
        assert column == finding.place.heading
        assert (finding.place.rows, finding.count) == ((), 1)
        assert set(re.findall(r"\d+", message)) <= {"15", "50", "70", "95"}
        assert not set(re.findall(r"\w+", message)) & (answers - {"known", "other", "in", "all"})
