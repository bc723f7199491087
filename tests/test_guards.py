"""Personal data where none belongs: found by their looks, and nothing else taken for them."""

import pytest

from conftest import EXAMPLES
from levelup_cli import pipeline

GUARDS = {"LU601", "LU602", "LU603", "LU604", "LU605"}
# HMRC's manual NIM39110, and the telephone numbers that Ofcom keeps for drama.
PERSONAL = {
    "LU601": "a.example@example.test|A.O'Example+1@mail.example.test|Ask a@example.test, please",
    "LU602": "AA123456A|aa 12 34 56 d|JG-10-37-59-A|Number AB123456C, as said|CE 123456 D",
    "LU603": "Ms A Example|mr. Sample|Dr Ann Example-Sample|Prof A. O'Example|Mrs Élan Example",
    "LU604": "01632 960001|(020) 7946 0001|07700900123|+44 7700 900123|+44 (0)20 7946 0001"
    "|0044 1632 960001|ring 0808 157 0192|020 7946 0001 or 0002",
}
OTHERS = """@example|https://example.test/@example/1|5 @ 3.50|a@b
BG123456A|DA123456A|AO123456A|QQ123456C|AA123456E|AA1234567A|AAA123456A|SC123456|NW10007
Miss rates fell|Doctor|Dr|Ms 3|Mr of the year|Sir|More children read at home|Reading Ages
2024-04-01|01-04-2024 - 31-03-2025|00000012345|1234567890123|0.12345678901|0207 946|E01632960001
https://example.test/01632960001|06123456789"""


def note(text):
    return {"activities": f"activity_id | outcome_measure\nP01 | {text}"}


def guarded(checked):
    return [(f.code, f.place.cells(), f.count) for f in checked.findings if f.code in GUARDS]


def people(*ids):
    return {"employees": "\n".join(["employee_id | grade", *(f"{i} | entry" for i in ids)])}


@pytest.mark.parametrize(
    ("code", "text"), [(c, text) for c, texts in PERSONAL.items() for text in texts.split("|")]
)
def test_personal_data_are_found_once_and_not_repeated(check_texts, code, text):
    checked = check_texts(note(text))
    assert guarded(checked) == [(code, "activities!B2", 1)]
    assert text not in repr(checked.findings)
    assert checked.tables["activities"].usable.all()


@pytest.mark.parametrize("text", OTHERS.replace("\n", "|").split("|"))
def test_nothing_else_is_taken_for_them(check_texts, text):
    assert guarded(check_texts(note(text))) == []


NAMES = ["Ann Example", "SAMPLE, Bob", "Cara O'Specimen", "Dee Test-Case", "Eve F. Dummy"]


@pytest.mark.parametrize(
    ("ids", "rows"),
    [
        (NAMES, 5),
        ([*NAMES, "E6", "E7", "E8", "E9"], 5),
        ([*NAMES, "E6", "E7", "E8", "E9", "E10"], 0),  # half of them are not most
        (NAMES[:4], 0),  # four are too few to tell
        ([f"Candidate {letter}" for letter in "ABCDEF"], 0),
        ([f"{word} One" for word in ("Red", "Blue", "Green", "Pink", "Grey")], 0),
        ([f"E0000{number}" for number in range(6)], 0),
    ],
)
def test_a_column_of_pseudonyms_is_full_of_names_where_most_look_so(check_texts, ids, rows):
    assert sum(count for _, _, count in guarded(check_texts(people(*ids)))) == rows


@pytest.mark.parametrize(
    ("table", "headings"),
    [
        ("sites", "site_id | site_name"),
        ("suppliers", "supplier_id | size"),
        ("services", "service_id | service_name"),
        ("activities", "activity_id | activity_name"),
        ("employees", "job_family | site_id"),
        ("vacancies", "vacancy_id | site_id"),
        ("enterprises", "business_id | owner_group"),
    ],
)
def test_names_of_things_are_never_taken_for_people(check_texts, table, headings):
    rows = [f"{name} | Dr Example Works" for name in ["Mr Example Cakes", *NAMES]]
    assert guarded(check_texts({table: "\n".join([headings, *rows])})) == []


def test_the_contact_of_the_organisation_belongs_where_it_is_asked_for(check_texts):
    headings = "organisation_id | contact_name | contact_email | responsible_person | notes"
    row = "example | Ms A Example | a@example.test | Mr B Sample | Ask a@example.test"
    assert guarded(check_texts({"organisation": f"{headings}\n{row}"})) == [
        ("LU601", "organisation!E2", 1)
    ]


def test_rows_that_are_not_counted_are_looked_at_too(check_texts):
    same = people("AA123456A", "E2", "AA123456A")
    assert guarded(check_texts(same)) == [("LU602", "employees!A2, A4", 2)]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Surname", True),
        ("First Name", True),
        ("Employee name", True),
        ("Name", True),
        ("E-mail", True),
        ("Work email address", True),
        ("NI No.", True),
        ("NINO", True),
        ("National Insurance Number", True),
        ("D.O.B.", True),
        ("Date of birth", True),
        ("Mobile phone no", True),
        ("Telephone", True),
        ("Home address", True),
        ("Address line 1", True),
        ("Bank account number", True),
        ("Sort code", True),
        ("Email consent", False),
        ("Cost centre name", False),
        ("Line manager", False),
        ("Mobile worker", False),
        ("Birth country", False),
        ("Food bank", False),
    ],
)
def test_a_heading_that_is_not_read_gives_personal_data_away(check_texts, heading, told):
    given = f"employee_id | grade | fte | {heading}\nE1 | entry | 1 | x"
    found = guarded(check_texts({"employees": given}))
    assert found == ([("LU605", "employees!D:D", 1)] if told else [])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_examples_hold_no_personal_data(path, catalogue):
    assert guarded(pipeline.check(path, catalogue)) == []
