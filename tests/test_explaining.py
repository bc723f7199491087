"""`levelup explain`: the page of a code, on a screen, as Markdown and for programs."""

import json

import pytest

from levelup_cli.reports.rule_pages import PAGE_FORMATS
from levelup_cli.rules import FAMILIES, PAGES


def test_a_code_is_explained_with_a_bad_and_a_good_case_and_the_way_out(levelup):
    done = levelup("explain", "lu301")
    assert done.returncode == 0
    assert done.stdout.startswith("LU301  A required cell is blank\nKinds of cells · error\n")
    for part in ("\nBad\n", "\nGood\n", "\nThe way out\n", "  applicants\n"):
        assert part in done.stdout


def test_a_family_is_listed_and_everything_where_nothing_is_named(levelup):
    some, every = levelup("explain", "LU3"), levelup("explain")
    assert some.returncode == every.returncode == 0
    assert {line.split()[0] for line in some.stdout.splitlines()[1:]} == {
        code for code in PAGES if code.startswith("LU3")
    }
    for family in FAMILIES.values():
        assert f"{family}\n" in every.stdout
    for code in PAGES:
        assert f"  {code}  " in every.stdout


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("LU999", "There is no code 'LU999'."),
        ("LU3O1", "Did you mean LU"),
        ("g06_class_pay_gap_median", "levelup metrics show g06_class_pay_gap_median"),
        ("LU301 -f jsn", "Did you mean json?"),
    ],
)
def test_a_word_that_is_no_code_is_answered_with_the_nearest(word, said, levelup):
    done = levelup("explain", *word.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_programs_get_the_sheets_of_each_case(levelup):
    pages = json.loads(levelup("explain", "LU3", "-f", "json").stdout)
    (page,) = [page for page in pages if page["code"] == "LU301"]
    assert page["severities"] == ["error"]
    assert set(page["bad"]) == set(page["good"]) == {"applicants"}
    bad, good = page["bad"]["applicants"], page["good"]["applicants"]
    assert bad[0] == good[0]
    assert "" in bad[2]
    assert "" not in good[2]


@pytest.mark.parametrize("code", PAGES)
def test_every_page_can_be_shown_in_every_form(code):
    page = PAGES[code]
    assert page.title
    assert not page.title.endswith(".")
    for render in PAGE_FORMATS.values():
        text = render([page])
        assert page.code in text
        assert page.title in text.replace("\\", "")
    assert max(map(len, PAGE_FORMATS["table"]([page]).splitlines())) <= 100
