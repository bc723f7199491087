"""Each kind of measure and of derived column, in a small pack of definitions of our own."""

import json
import shutil

import pytest

from conftest import ROOT
from levelup_cli.catalogue import load_catalogue
from levelup_cli.checks import validate
from levelup_cli.errors import DefinitionError
from levelup_cli.indicators import calculate
from levelup_cli.intake import submission_of_texts

METERS = {
    "table": "meters",
    "title": "Meters",
    "rows": "one row per meter",
    "key": "meter",
    "columns": {
        "meter": {"type": "text", "means": "The meter"},
        "site_id": {"type": "text", "means": "Its site", "links_to": "sites"},
        "kwh": {"type": "number", "means": "Use this year"},
        "kwh_before": {"type": "number", "means": "Use the year before"},
    },
    "derived": {
        "size": {
            "band": {
                "column": "kwh",
                "to": {"small": {"max": 99.5}, "medium": {"min": 100, "max": 499}},
            }
        },
        "region": {"lookup": {"via": "site_id", "column": "region"}},
    },
}
METERED, METERED_BEFORE = ({"total": {"of": "meters", "column": c}} for c in ("kwh", "kwh_before"))
PROMOTED = {"proportion": {"of": "employees", "where": {"promoted_in_period": "yes"}}}
PAY = {"mean": {"of": "employees", "column": "hourly_pay_gbp"}}
SEXES = {"by": "sex", "group": "female", "reference": "male"}
MIDDLE = {
    name: {"median": {"of": name, "column": "hourly_pay_gbp"}} for name in ("seniors", "employees")
}


def share(of, **where):
    return {"proportion": {"of": of, "where": where}}


MEASURES = {
    "rows": {"total": {"of": "meters"}},
    "sum": METERED,
    "rate": {
        "rate": {
            "of": METERED,
            "per": {"total": {"of": "sites", "column": "headcount"}},
            "times": 10,
        }
    },
    "share_of_sum": {
        "proportion": {"of": "sites", "where": {"cold_spot": "yes"}, "sum": "headcount"}
    },
    "more": {"difference": {"of": PROMOTED, **SEXES, "subtract": "reference"}},
    "less": {"difference": {"of": PROMOTED, **SEXES, "subtract": "group"}},
    "above": {"percent_gap": {"of": PAY, **SEXES, "subtract": "reference"}},
    "below": {"percent_gap": {"of": PAY, **SEXES, "subtract": "group"}},
    "change": {"change": {"of": METERED, "since": METERED_BEFORE}},
    "against": {"ratio": {"of": MIDDLE["seniors"], "against": MIDDLE["employees"]}},
    "band": share("meters", size="medium"),
    "lookup": share("meters", region=["TLC", "TLE"]),
    "map": share("employees", seniority="senior"),
    "range": share("employees", hourly_pay_gbp={"min": 12, "max": 20}),
    "list": share("employees", grade=["board", "entry"], sex="female"),
    "exists": share("employees", trained="yes"),
    "hours": {"mean": {"of": "employees", "column": "training_hours"}},
}
IN_TOP_QUARTER = {"full_pay_relevant": "yes", "pay_quarter": "upper"}
COHORTS = {
    "seniors": {"table": "employees", "where": {"grade": ["board", "executive"]}},
    "women": {"table": "employees", "where": {"sex": "female"}},
    "best_paid_women": {"table": "employees", "where": {"sex": "female", **IN_TOP_QUARTER}},
}


def pack_of(measures, folder):
    """The shipped definitions, but for one goal and one table of our own."""
    shutil.copytree(ROOT / "metric_definitions", folder)
    for name in ("goals", "worked_examples"):
        shutil.rmtree(folder / name)
    shown = {"name": "A metric", "describes": "It.", "audience": "colleagues", "tier": "context"}
    metrics = {f"g03_{name}": shown | {"measure": m} for name, m in measures.items()}
    metrics["g03_customers"] = shown | {"measure": METERED, "applies": {"has_customers": "yes"}}
    goal = {"goal": 3, "name": "Our own", "short": "Our own", "asks": "What?", "cohorts": COHORTS}
    (folder / "goals").mkdir()
    for path, value in (("goals/03", goal | {"metrics": metrics}), ("tables/meters", METERS)):
        (folder / f"{path}.yaml").write_text(json.dumps(value), encoding="utf-8")
    return load_catalogue(folder)


def find(pack, name, given):
    checked = validate(submission_of_texts(given, pack), pack)
    return next(i for i in calculate(checked, pack) if i.metric_id == f"g03_{name}")


@pytest.fixture(scope="module")
def indicator(tmp_path_factory):
    pack = pack_of(MEASURES, tmp_path_factory.mktemp("pack") / "definitions")
    return lambda name, given: find(pack, name, given)


RETURN = {
    "meters": """
        meter | site_id | kwh   | kwh_before
        M1    | S1      | 100   | 80
        M2    | S1      | 300.5 | 320
        M3    | S2      | 99.5  | 100
        M4    | S3      | 500   | 400
        M5    | lost    | 99.75 | 100
    """,
    "sites": """
        site_id | region | headcount | cold_spot
        S1      | TLC    | 50        | yes
        S2      | TLI    | 30        | no
        S3      | TLE    | 20        | yes
    """,
    "employees": """
        employee_id | contract_type | grade     | sex    | hourly_pay_gbp | promoted_in_period
        E1          | permanent     | board     | female | 40             | yes
        E2          | permanent     | executive | male   | 30             | no
        E3          | permanent     | manager   | female | 20             | yes
        E4          | permanent     | entry     | female | 10             | no
        E5          | permanent     | entry     | male   | 12             | yes
        E6          | permanent     | entry     | male   | 18             | no
        E7          | agency        | board     | male   | 500            | yes
    """,
}


@pytest.mark.parametrize(
    ("name", "value", "numerator", "denominator", "unknown"),
    [
        ("rows", 5, 5, None, 0),
        ("sum", 1099.75, 1099.75, None, 0),  # 100 + 300.5 + 99.5 + 500 + 99.75
        ("rate", 109.975, 1099.75, 100, 0),  # 10 x 1,099.75 / (50 + 30 + 20)
        ("share_of_sum", 70, 70, 100, 0),  # 50 + 20 of 100
        ("more", 100 / 3, 100 / 3, None, 0),  # women 2 of 3, men 1 of 3
        ("less", -100 / 3, -100 / 3, None, 0),
        ("above", 50 / 3, 10 / 3, 20, 0),  # women 70 / 3, men 60 / 3
        ("below", -50 / 3, -10 / 3, 20, 0),
        ("change", 9.975, 99.75, 1000, 0),  # from 1,000 to 1,099.75
        ("against", 35 / 19, 35, 19, 0),  # between 30 and 40; between 18 and 20
        ("band", 40, 2, 5, 0),  # M1 and M2; M5 lies between two bands, so it is in none
        ("lookup", 75, 3, 4, 1),  # M1, M2 and M4 of 4; the site of M5 is not known
        ("map", 100 / 3, 2, 6, 0),  # E1 and E2
        ("range", 50, 3, 6, 0),  # 12 and 20 are inside
        ("list", 100 / 3, 2, 6, 0),  # E1 and E4
    ],
)
def test_a_kind_of_measure_or_column_comes_to_its_figures(
    name, value, numerator, denominator, unknown, indicator
):
    figure = indicator(name, RETURN).figure
    assert figure.value == pytest.approx(value, rel=1e-12)
    assert figure.numerator == pytest.approx(numerator, rel=1e-12)
    assert (figure.denominator, figure.unknown) == (denominator, unknown)


def without(table, row, cell, blank=""):
    """The return with one cell of one row blank."""
    lines = RETURN[table].splitlines()
    changed = [line.replace(cell, blank, 1) if row in line else line for line in lines]
    return RETURN | {table: "\n".join(changed)}


@pytest.mark.parametrize(
    ("name", "given", "value", "unknown"),
    [
        ("sum", without("meters", "M4", "500"), 599.75, 1),
        ("share_of_sum", without("sites", "S3", "yes"), 62.5, 20),  # 50 of 80
        ("share_of_sum", without("sites", "S3", "20"), 62.5, 1),
        ("band", without("meters", "M1", "100  "), 25, 1),  # M2 of 4
        ("more", without("employees", "E1", "female"), 50 - 100 / 3, 1),  # women 1 of 2
        ("more", without("employees", "E2", " no"), 200 / 3 - 50, 1),  # men 1 of 2
        ("below", without("employees", "E4", "permanent"), -50, 1),  # women 30, men 20
        # A manager is not on the list whatever her sex; of the sex of E4 all depends.
        ("list", without("employees", "E3", "female"), 100 / 3, 0),
        ("list", without("employees", "E4", "female"), 20, 1),
    ],
)
def test_a_row_without_an_answer_leaves_both_sides_and_is_counted(
    name, given, value, unknown, indicator
):
    figure = indicator(name, given).figure
    assert (figure.value, figure.unknown) == (pytest.approx(value, rel=1e-12), unknown)


COURSES = """
    employee_id | category  | hours | completed
    E1          | digital   | 0.1   | yes
    E1          | mandatory | 0.2   | yes
    E2          | mandatory | 7     | yes
    E3          | digital   | 5     | no
    E4          |           | 1     | yes
    E5          | digital   |       |
    E5          | green     | 2     | yes
"""


def test_a_linked_row_exists_surely_perhaps_or_not(indicator):
    # E1 and E5 took a course; E2, E3 and E6 did not; what E4 took is not known.
    figure = indicator("exists", RETURN | {"training": COURSES}).figure
    assert (figure.value, figure.denominator, figure.unknown) == (40, 5, 1)


def test_a_linked_total_is_exact_and_unknown_where_a_row_may_add_to_it(indicator):
    # 0.1 + 0.2 + 7 + 0 + 1 + 0 over five; E5 may have completed a course of some hours.
    figure = indicator("hours", RETURN | {"training": COURSES}).figure
    assert (figure.value, figure.numerator, figure.unknown) == (1.66, 8.3, 1)


def test_courses_dated_outside_the_period_are_left_out_and_undated_ones_are_kept(indicator):
    period = {"organisation": "period_start | period_end\n2024-04-01 | 2025-03-31"}
    days = {"2024-03-31": 1, "2024-04-01": 2, "2025-03-31": 4, "2025-04-01": 8, "": 16}
    rows = [f"E1 | {hours} | yes | {day}" for day, hours in days.items()]
    courses = "\n".join(["employee_id | hours | completed | completed_date", *rows])
    assert indicator("hours", RETURN | period | {"training": courses}).figure.numerator == 22
    assert indicator("hours", RETURN | {"training": courses}).figure.numerator == 31


@pytest.mark.parametrize("hours", ["3.3333333333333335", "0.00000000000000000001"])
def test_a_linked_total_takes_numbers_of_any_length(hours, indicator):
    # 10 / 3 as a spreadsheet stores it, with 1,000 hours elsewhere: 7 people, one of them agency.
    courses = f"employee_id | hours | completed\nE1 | {hours} | yes\nE1 | 1000 | yes"
    figure = indicator("hours", RETURN | {"training": courses}).figure
    assert figure.numerator == pytest.approx(1000 + float(hours), rel=1e-12)


@pytest.mark.parametrize(
    "measure",
    [
        {"mean": {"of": "best_paid_women", "column": "hourly_pay_gbp"}},
        {"total": {"of": "best_paid_women"}},
        {"proportion": {"of": "best_paid_women", "where": {"sex": "female"}, "sum": "fte"}},
    ],
)
def test_people_who_share_a_place_in_a_pay_quarter_have_no_sums(measure, tmp_path):
    with pytest.raises(DefinitionError, match="share places"):
        pack_of({"sum": measure}, tmp_path / "definitions")


def test_a_pay_quarter_chooses_a_cohort_and_is_no_numerator(tmp_path):
    with pytest.raises(DefinitionError, match="can only choose a cohort"):
        pack_of({"women": share("women", pay_quarter="upper")}, tmp_path / "definitions")


# -------------------------------------------------------------- what becomes of a metric otherwise


def organisation(**answers):
    return {
        "organisation": "\n".join(" | ".join(row) for row in zip(*answers.items(), strict=True))
    }


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (organisation(organisation_id="A", has_customers="yes"), "computed"),
        (organisation(organisation_id="A", has_customers="no"), "not_applicable"),
        (organisation(organisation_id="A", has_customers=""), "computed"),
        ({}, "computed"),
    ],
)
def test_applies_switches_a_metric_off_and_silence_does_not(given, state, indicator):
    found = indicator("customers", RETURN | given)
    assert found.state.value == state
    assert (found.figure is None) == (state == "not_applicable")


def test_a_goal_out_of_scope_has_no_value_and_keeps_its_reason(indicator):
    scope = "goal | in_scope | rationale\n3 | no | run by the parent company"
    found = indicator("rows", RETURN | {"goal_scope": scope})
    assert (found.state.value, found.figure) == ("out_of_scope", None)
    assert "parent company" in found.reason
    unreasoned = scope.replace("run by the parent company", "")
    assert indicator("rows", RETURN | {"goal_scope": unreasoned}).state.value == "computed"
