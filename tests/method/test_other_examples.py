"""The other examples by an independent route: their sheets read and counted with pandas alone."""

from functools import cache

import pandas as pd
import pytest

from conftest import EXAMPLES
from levelup_cli.indicators import calculate
from levelup_cli.pipeline import check

PERIOD = (pd.Timestamp(2024, 4, 1), pd.Timestamp(2025, 3, 31))
WEEKS = 365 / 7
POSITIVE = ("employed_here", "employed_elsewhere", "education", "apprenticeship", "training")
SCHOOL = ("primary", "secondary")


@cache
def sheets(organisation):
    file = EXAMPLES / f"{organisation}.xlsx"
    book = pd.read_excel(file, sheet_name=None, dtype=object, engine="openpyxl")
    return {name: table.infer_objects() for name, table in book.items()}


def share(part, whole):
    return 100 * part / whole


def gld_gap(book):
    table = book["learners"]
    table = table[(table.measure == "gld") & (table.academic_year == table.academic_year.max())]
    rates = table.set_index("group").n_achieved / table.set_index("group").n_assessed
    return 100 * (rates["non_fsm"] - rates["fsm"])


def second_parents(book):
    table = book["family_leave"]
    table = table[table.second_parent == "yes"]
    return share((table.taken == "yes").sum(), len(table))


def retention(book):
    table = book["family_leave"]
    table = table[(table.due_12m_in_period == "yes") & (table.returned == "yes")]
    known = table.in_post_12m.isin(["yes", "no"])
    return share((table.in_post_12m == "yes").sum(), known.sum())


def fsm_reach(book):
    table = book["outreach"]
    table = table[table.phase.isin(SCHOOL)]
    known = table[table.fsm_eligible.isin(["yes", "no"])]
    groups = table[table.fsm_eligible.isna() & (table.participants > 1)]
    groups = groups[groups.school_fsm_pct.notna()]
    eligible = known.participants[known.fsm_eligible == "yes"].sum()
    eligible += (groups.participants * groups.school_fsm_pct / 100).sum()
    return share(eligible, known.participants.sum() + groups.participants.sum())


def deprived_schools(book):
    table = book["outreach"]
    schools = table[table.phase.isin(SCHOOL)].dropna(subset="school_urn")
    deciles = schools.groupby("school_urn").school_imd_decile.first()  # one for each school here
    return share((deciles <= 3).sum(), len(deciles))


def sustained(book):
    table = book["outreach"]
    table = table[table.phase.isin([*SCHOOL, "post16"])]
    table = table[table.encounter_type.isin(["tutoring", "mentoring", "reading_support"])]
    return share(table.participants[table.hours >= 10].sum(), table.participants.sum())


def starts(book):
    began = book["apprentices"].start_date.between(*PERIOD).sum()
    return 100 * began / book["organisation"].employees[0]


def achieved(book):
    table = book["apprentices"]
    table = table[table.actual_end_date.between(*PERIOD)]
    return share((table.status == "achieved").sum(), len(table))


def destinations(book):
    ended = book["apprentices"]
    ended = ended[ended.actual_end_date.between(*PERIOD)]
    others = book["outreach"]
    others = others[others.phase.isin(["post16", "adult"])]
    to = pd.concat([ended.destination_6m, others.destination_6m])
    heads = pd.concat([ended.level * 0 + 1, others.participants])[to.notna()]
    return share(heads[to.dropna().isin(POSITIVE)].sum(), heads.sum())


def progression(book):
    table = book["students"]
    table = table[(table["mode"] == "full_time") & (table.level == "first_degree")]
    table = table[table.progression_known == "yes"]
    return share((table.positive_outcome == "yes").sum(), len(table))


def paid_internships(book):
    table = book["placements"]
    table = table[table.type.isin(["internship", "sandwich_year"]) & (table.weeks >= 4)]
    lawful = (table.paid == "yes") & (table.hourly_pay_gbp >= 11.44)  # all are 21 to 24
    return share(lawful.sum(), len(table))


def living_wage(book):
    table = book["employees"]
    table = table[~table.age_band.isin(["16_17", "under_16"]) & table.age_band.notna()]
    table = table[table.earn_and_learn.isin(["none", "graduate_scheme"])]  # none in London
    return share((table.base_hourly_gbp >= 12).sum(), len(table))


def premium(book):
    table = book["customers"]
    standard = table[table.segment == "standard"].set_index("product").average_unit_price_gbp
    poor = table[table.segment.isin(["low_income", "prepayment"])]
    ratio = poor.average_unit_price_gbp / poor["product"].map(standard)
    return (ratio * poor.customers).sum() / poor.customers.sum()


def sickness(book):
    hours = book["employees"].contracted_hours_week.sum() * WEEKS
    return share(book["absence"].hours_lost.sum(), hours)


def lost_time(book):
    table = book["incidents"]
    serious = table.category.isin(["fatal", "specified_injury", "over_7_day", "lost_time"])
    cases = (serious & (table.person_type == "employee")).sum()
    return 1e6 * cases / book["organisation"].total_hours_worked[0]


def satisfaction(book):
    table = book["survey"]
    table = table[(table.question_id == "life_satisfaction") & (table.group_by == "all")]
    return (table.mean_score * table.n_responses).sum() / table.n_responses.sum()


def days_to_pay(book):
    table = book["suppliers"]
    return (table.days_to_pay * table.invoices).sum() / table.invoices.sum()


def sme(book):
    table = book["suppliers"]
    table = table[table["size"] != "unknown"]
    return share(table.spend_gbp[table["size"] != "large"].sum(), table.spend_gbp.sum())


def deprived_jobs(book):
    table = book["sites"]
    here = (table.imd_decile <= 3) | (table.cold_spot == "yes")
    return share(table.headcount[here].sum(), table.headcount.sum())


def investment(book):
    table = book["activities"]
    table = table[table.status.isin(["running", "completed"])]
    pay = book["employees"].hourly_pay_gbp.mean()
    given = table.cash_gbp.sum() + table.inkind_gbp.sum() + table.time_hours.sum() * pay
    facts = book["facts"].set_index("fact_id").value
    given += facts["community_management_cost_gbp"]
    return share(given, book["organisation"].pre_tax_profit_gbp[0])


def emissions(book):
    table = book["energy"]
    table = table[table.scope.astype(str).isin(["1", "2_location"])]
    years = table.groupby("year_label").emissions_tco2e.sum()
    return 100 * (years["current"] - years["prior"]) / years["prior"]


def renewable(book):
    table = book["energy"]
    table = table[(table.year_label == "current") & (table.scope.astype(str) == "2_location")]
    return share(table.renewable_kwh.sum(), table.kwh.sum())


ROUTES = {
    "g01_gld_fsm_gap": (gld_gap, "thornwick_council"),
    "g01_family_leave_retention_12m": (retention, "saltmere_trust"),
    "g01_second_parent_leave_uptake": (second_parents, "saltmere_trust"),
    "g02_outreach_fsm_reach": (fsm_reach, "aldersyke_university"),
    "g02_deprived_school_share": (deprived_schools, "thornwick_council"),
    "g02_sustained_support_share": (sustained, "lantern_youth_trust"),
    "g03_apprentice_starts_rate": (starts, "saltmere_trust"),
    "g03_apprentice_achievement_rate": (achieved, "saltmere_trust"),
    "g03_positive_destination_rate": (destinations, "thornwick_council"),
    "g03_he_progression_rate": (progression, "aldersyke_university"),
    "g04_paid_internship_share": (paid_internships, "aldersyke_university"),
    "g07_real_living_wage_share": (living_wage, "harbour_reach_homes"),
    "g07_poverty_premium_ratio": (premium, "harbour_reach_homes"),
    "g08_sickness_absence_rate": (sickness, "saltmere_trust"),
    "g08_ltifr": (lost_time, "saltmere_trust"),
    "g08_life_satisfaction_mean": (satisfaction, "saltmere_trust"),
    "g09_days_to_pay": (days_to_pay, "thornwick_council"),
    "g09_sme_spend_share": (sme, "harbour_reach_homes"),
    "g11_deprived_area_jobs_share": (deprived_jobs, "thornwick_council"),
    "g12_community_investment_pct": (investment, "harbour_reach_homes"),
    "g13_scope12_change": (emissions, "saltmere_trust"),
    "g13_renewable_electricity_share": (renewable, "aldersyke_university"),
}


@pytest.fixture(scope="module")
def checked(catalogue):
    return cache(lambda name: check(EXAMPLES / f"{name}.xlsx", catalogue))


@pytest.mark.parametrize("metric_id", ROUTES)
def test_a_metric_has_the_value_of_the_independent_route(metric_id, checked, catalogue):
    route, organisation = ROUTES[metric_id]
    (indicator,) = calculate(checked(organisation), catalogue, metric_id)
    assert indicator.figure.value == pytest.approx(route(sheets(organisation)), rel=1e-9)
