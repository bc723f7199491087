"""Ways to say nothing are kept apart: none is zero, none is "no", and one's own words are known."""

import pytest

from levelup_cli.definitions.mappings import Mapping
from reading.parts import data, workbook
from reading.seen import answers, ledger, told

PAY, DAY, CODE, TEXT = "bonus_pay_gbp", "start_date", "line_manager", "job_family"
ANYWHERE = {
    "missing": ["", " ", "n/a", "N/A", "-", "\N{EN DASH}", ".", "..", "null", "NULL", "(blank)"],
    "declined": [
        "prefer not to say",
        "Prefer not to say ",
        "declined",
        "Refused",
        "not disclosed",
        "not stated",
    ],
    "unknown": [
        "don't know",
        "Don\N{RIGHT SINGLE QUOTATION MARK}t know",
        "unknown",
        "UNKNOWN",
        "not recorded",
    ],
    "not_applicable": ["not applicable", "Not Applicable"],
    "suppressed": ["*", "[c]", "[low]", "suppressed"],
}
IN_NUMBERS = {
    "missing": ["x", ":", "None", "#N/A"],
    "not_applicable": ["z", "[z]"],
    "suppressed": ["c", "low", "<5", "< 5", "fewer than 10", "Fewer than 10"],
    "0": ["0"],
}


@pytest.fixture
def cell(check):
    """What one cell of a column of employees is understood as, and all that is said of it."""

    def understood(heading, value, **words):
        mapping = Mapping.model_validate(words)
        rows = [["employee_id", heading], ["E1", value]]
        checked = check("employees.xlsx", rows, mapping=mapping)
        return answers(checked, "employees", heading)[0], checked

    return understood


def pairs(words):
    return [(status, word) for status, said in words.items() for word in said]


@pytest.mark.parametrize("heading", [PAY, DAY, CODE])
@pytest.mark.parametrize(("status", "word"), pairs(ANYWHERE))
def test_15_16_a_word_for_nothing_is_the_same_in_any_column(cell, heading, status, word):
    got, checked = cell(heading, word)
    assert got == status
    assert told(checked, "LU302", "LU303", "LU401") == []


@pytest.mark.parametrize(("status", "word"), pairs(IN_NUMBERS))
def test_15_16_in_numbers_the_signs_of_statistics_are_known_too(cell, status, word):
    assert cell(PAY, word)[0] == status


@pytest.mark.parametrize("word", ["x", ":", "z", "c", "low", "<5", "k"])
def test_16_the_signs_of_statistics_are_nothing_in_a_column_of_codes(cell, word):
    got, checked = cell(CODE, word)
    assert got == "wrong"
    assert told(checked, "LU401") == ["LU401 error employees!B2 x1"]


NONE = {
    "a number": (PAY, "missing"),
    "a day": (DAY, "missing"),
    "a text": (TEXT, "missing"),
    "a code": ("earn_and_learn", "none"),
    "no code": (CODE, "wrong"),
}


@pytest.mark.parametrize(("heading", "expected"), NONE.values(), ids=list(NONE))
def test_15_none_is_missing_outside_codes_and_an_answer_where_it_is_one(cell, heading, expected):
    assert cell(heading, "None")[0] == expected


@pytest.mark.parametrize("word", ["n/a", "-", "null", "None", "(blank)"])
def test_15_a_blank_word_in_a_column_of_texts_is_missing_and_said(cell, word):
    got, checked = cell(TEXT, word)
    assert got == "missing"
    assert ledger(checked)["blank_word"] == ("employees!B2", 1)


@pytest.mark.parametrize("text", ["Nan", "Nil", "None of these", "NAO", "Refuse", "Low"])
def test_15_a_name_that_only_looks_like_nothing_stays_a_text(cell, text):
    assert cell(TEXT, text)[0] == text


def test_14_15_the_error_not_available_is_missing_and_said(check):
    error = '<c r="{}" t="e"><v>#N/A</v></c>'
    rows = [["employee_id", PAY, CODE], ["E1", error, error]]
    checked = check("r.xlsx", workbook({"employees": data(rows)}))
    assert [answers(checked, "employees", name) for name in (PAY, CODE)] == [["missing"]] * 2
    entries = [entry for entry in checked.ledger if entry.kind == "blank_word"]
    assert [entry.place.cells() for entry in entries] == ["employees!B2", "employees!C2"]
    assert told(checked, "LU306") == []


SAID = {
    "answer_words": (CODE, "Refused"),
    "blank_word": (PAY, "n/a"),
    "suppressed": (PAY, "<5"),
    "code_alias": ("grade", "Exec"),
    "code_spelling": ("grade", "Senior  LEADER"),
    "white_space": (TEXT, " Sales\N{NO-BREAK SPACE}"),
}


@pytest.mark.parametrize(("kind", "case"), SAID.items())
def test_9_what_was_understood_in_other_words_stands_in_the_ledger(cell, kind, case):
    _, checked = cell(*case)
    assert ledger(checked)[kind] == ("employees!B2", 1)


SPELT = {
    "its name": ("senior_leader", "senior_leader"),
    "capitals and spaces": ("SENIOR LEADER", "senior_leader"),
    "punctuation": ("Senior-leader.", "senior_leader"),
    "its label": ("Entry level", "entry"),
    "an alias": ("Exec team", "wrong"),
    "an alias, whole": ("executive TEAM", "executive"),
    "likeness": ("Senior leaders", "wrong"),
    "a number": (1, "wrong"),
}


@pytest.mark.parametrize(("text", "code"), SPELT.values(), ids=list(SPELT))
def test_a_code_is_known_by_name_label_or_alias_and_never_by_likeness(cell, text, code):
    assert cell("grade", text)[0] == code


@pytest.mark.parametrize(("value", "code"), [(True, "yes"), (False, "no"), (1, "yes"), (0, "no")])
def test_truth_values_and_ones_are_yes_and_no_in_any_program(cell, value, code):
    assert cell(CODE, value)[0] == code


def words(**own):
    return {"words": {name: tuple(said) for name, said in own.items()}}


OWN = words(
    declined=["Withheld"],
    suppressed=["#"],
    unknown=["??"],
    missing=["tbc"],
    not_applicable=["not in scope"],
)


@pytest.mark.parametrize("heading", [PAY, DAY, CODE, TEXT])
@pytest.mark.parametrize(("status", "said"), OWN["words"].items())
def test_ones_own_words_for_nothing_are_known_in_any_column(cell, heading, status, said):
    for word in (said[0], said[0].upper(), f" {said[0]} "):
        assert cell(heading, word, **OWN)[0] == status


def test_ones_own_words_do_not_take_the_place_of_the_common_ones(cell):
    assert cell(CODE, "Refused", **OWN)[0] == "declined"


def mapped(**table):
    return {"tables": {"employees": table}}


BANDS = mapped(codes={"grade": {"Band 7": "manager", "Exec": "manager", "?": "unknown"}})


@pytest.mark.parametrize(
    ("text", "code"), [("Band 7", "manager"), ("BAND  7 ", "manager"), ("board", "board")]
)
def test_ones_own_codes_are_translated_beside_the_common_ones(cell, text, code):
    assert cell("grade", text, **BANDS)[0] == code


def test_ones_own_codes_outdo_an_alias_and_stand_in_the_ledger(cell):
    got, checked = cell("grade", "Exec", **BANDS)
    (entry,) = (entry for entry in checked.ledger if entry.kind == "code_mapped")
    assert (got, entry.changes) == ("manager", (("Exec", "manager"),))


@pytest.mark.parametrize(("value", "got"), [(None, "0"), ("", "0"), (" ", "0"), (5, "5")])
def test_what_a_blank_means_stands_in_the_mapping_alone(cell, value, got):
    assert cell(PAY, value, **mapped(blank={PAY: 0}))[0] == got
    assert cell(PAY, value)[0] == ("5" if value == 5 else "missing")


@pytest.mark.parametrize("word", ["refused", "<5", "don't know"])
def test_a_word_for_nothing_is_no_blank_that_the_mapping_could_mean(cell, word):
    assert cell(PAY, word, **mapped(blank={PAY: 0}))[0] in {"declined", "suppressed", "unknown"}


def test_a_blank_that_means_something_is_counted_in_the_ledger(check):
    mapping = Mapping.model_validate(mapped(blank={PAY: 0}))
    rows = [["employee_id", PAY], ["E1", None], ["E2", 5], ["E3", None]]
    checked = check("employees.xlsx", rows, mapping=mapping)
    assert answers(checked, "employees", PAY) == ["0", "5", "0"]
    assert ledger(checked)["blank_means"] == ("employees!B2, B4", 2)


def test_16_zero_missing_and_suppressed_are_three_things(check):
    cells = [0, None, "<5", "*", "refused", "z"]
    rows = [["employee_id", PAY], *([f"E{n}", value] for n, value in enumerate(cells))]
    assert answers(check("employees.xlsx", rows), "employees", PAY) == [
        "0",
        "missing",
        "suppressed",
        "suppressed",
        "declined",
        "not_applicable",
    ]
