"""The independent route through goals 1 to 4: each metric with its sheets and its formula.

A `?` marks a sheet that a metric can do without.
"""

import pandas as pd
from independent_route import (
    NOT_ASKED,
    answers,
    dated,
    in_period,
    number,
    over,
    says,
    share,
    sums,
    surely,
    worst_three,
)

LOWER = ("technical_craft", "routine_semi_routine", "long_term_unemployed")
SCHOOL = ("primary", "secondary")
YOUNG = (*SCHOOL, "post16")
OLDER = ("secondary", "post16")
GOOD_DESTINATIONS = (
    *("employed_here", "employed_elsewhere", "education", "apprenticeship", "training"),
)
WORKLESS = ("neet", "unemployed_under_1y", "unemployed_1y_plus", "inactive")
INTERNS = ("internship", "sandwich_year", "supported_internship")


def pupils(table, measure, group="all"):
    latest = table.academic_year == table.academic_year.max()
    return table[latest & (table.measure == measure) & (table.group == group)]


def attainment(measure):
    return lambda table: sums(pupils(table, measure), "n_achieved", "n_assessed")


def attainment_gap(measure, better, worse):
    def gap(table):
        sides = [
            sums(pupils(table, measure, g), "n_achieved", "n_assessed") for g in (better, worse)
        ]
        return sides[0][0] - sides[1][0], NOT_ASKED, NOT_ASKED, NOT_ASKED

    return gap


def participants(table, phases, met):
    return share(says(table.phase, *phases), met, heads=table.participants)


def free_meals(table):
    """Groups without an answer of their own count by the percentage of their school."""
    table = table[table.phase.isin(SCHOOL)]
    people = number(table.participants)
    percentage = number(table.fsm_eligible.map({"yes": 100, "no": 0}))
    of_school = number(table.school_fsm_pct).where(people > 1)
    percentage = percentage.fillna(of_school)
    known = percentage.notna()
    eligible = (people * percentage / 100)[known].sum()
    return over(eligible, people[known].sum(), unknown=people[~known].sum())


def commonest(deciles):
    """Ties go to the less deprived."""
    return deciles.mode().max() if deciles.notna().any() else None


def deprived_schools(table):
    table = table[table.phase.isin(SCHOOL) & table.school_urn.notna()]
    schools = table.groupby("school_urn")
    deciles = [
        commonest(
            rows.school_imd_decile if rows.school_imd_decile.notna().any() else rows.imd_decile
        )
        for _, rows in schools
    ]
    known = [decile for decile in deciles if decile is not None]
    return over(sum(decile <= 3 for decile in known), len(known))


def sustained(table):
    helped = says(table.encounter_type, "tutoring", "mentoring", "reading_support")
    members = helped & says(table.phase, *YOUNG)
    return share(members, number(table.hours) >= 10, heads=table.participants)


def starts(table, organisation):
    return over(surely(in_period(table.start_date)).sum(), organisation.employees[0])


def achievement(table):
    ended = says(table.status, "achieved", "withdrawn") & in_period(table.actual_end_date)
    return share(ended & table.actual_end_date.notna(), says(table.status, "achieved"))


def destinations(table, apprentices):
    table = table[table.phase.isin(["post16", "adult"])]
    went, people = table.destination_6m, number(table.participants)
    if apprentices is not None:
        over_now = apprentices.status.isin(["achieved", "withdrawn"])
        ended = apprentices[over_now & surely(in_period(apprentices.actual_end_date))]
        went = pd.concat([went, ended.destination_6m], ignore_index=True)
        ones = pd.Series(1, index=ended.index)
        people = pd.concat([people, number(ones)], ignore_index=True)
    everyone = pd.Series(data=True, index=went.index, dtype="boolean")
    return share(everyone, says(went, *GOOD_DESTINATIONS), heads=people)


def young_hires(table):
    young = says(table.age_band, "16_17", "18_20", "21_24")
    return share(says(table.hired, "yes") & young, says(table.prior_status, *WORKLESS))


def progression(table):
    members = says(table["mode"], "full_time") & says(table.level, "first_degree")
    members &= says(table.progression_known, "yes")
    return share(members, says(table.positive_outcome, "yes"))


def reached(table, organisation):
    met = says(table.phase, *YOUNG) & (number(table.encounters) >= 1)
    return over(number(table.participants)[surely(met)].sum(), organisation.employees[0])


def free_meals_at_work(table):
    table = dated(table, "start_date")
    members = says(table.type, "work_experience", "insight_day", "t_level")
    return share(members, says(table.fsm_eligible, "yes"))


def paid_interns(table):
    table = dated(table, "start_date")
    floors = {"under_16": 6.40, "16_17": 6.40, "18_20": 8.60}
    floor = number(table.age_band.map(lambda age: floors.get(age, 11.44), na_action="ignore"))
    floor = floor.mask(table.start_date.isna())
    members = says(table.type, *INTERNS) & (number(table.weeks) >= 4)
    return share(members, says(table.paid, "yes") & (number(table.hourly_pay_gbp) >= floor))


def expenses(table):
    table = dated(table, "start_date")
    return share(says(table.paid, "no"), says(table.expenses_paid, "yes"))


def mentees(table):
    enough = number(table.completed_sessions) * 10 >= number(table.planned_sessions) * 8
    return share(says(table.encounter_type, "mentoring"), enough, heads=table.participants)


def begun(table):
    return in_period(table.start_date)


ROUTES = {
    "g01_gld_rate": ("learners", attainment("gld")),
    "g01_gld_fsm_gap": ("learners", attainment_gap("gld", "non_fsm", "fsm")),
    "g01_family_leave_return_rate": (
        "family_leave",
        lambda f: share(says(f.due_return_in_period, "yes"), says(f.returned, "yes")),
    ),
    "g01_family_leave_retention_12m": (
        "family_leave",
        lambda f: share(
            says(f.due_12m_in_period, "yes") & says(f.returned, "yes"), says(f.in_post_12m, "yes")
        ),
    ),
    "g01_second_parent_leave_uptake": (
        "family_leave",
        lambda f: share(says(f.second_parent, "yes"), says(f.taken, "yes")),
    ),
    "g01_childcare_support_coverage": (
        "employees",
        lambda e: share(says(e.child_under_5, "yes"), says(e.childcare_support, "yes")),
    ),
    "g01_early_years_disadvantaged_reach": (
        "outreach",
        lambda o: participants(o, ["early_years"], worst_three(o)),
    ),
    "g01_early_language_gain": (
        "outreach",
        lambda o: participants(o, ["early_years"], says(o.improved, "yes")),
    ),
    "g02_outreach_fsm_reach": ("outreach", free_meals),
    "g02_deprived_school_share": ("outreach", deprived_schools),
    "g02_ks2_rwm_rate": ("learners", attainment("rwm_expected")),
    "g02_ks4_basics_rate": ("learners", attainment("eng_maths_5")),
    "g02_ks4_disadvantage_gap": (
        "learners",
        attainment_gap("eng_maths_5", "not_disadvantaged", "disadvantaged"),
    ),
    "g02_persistent_absence_rate": ("learners", attainment("persistent_absence")),
    "g02_sustained_support_share": ("outreach", sustained),
    "g02_governors_per_1000": (
        "employees",
        lambda e: answers(e, "school_governor", "yes", per=1000),
    ),
    "g03_apprentice_starts_rate": ("apprentices organisation", starts),
    "g03_earn_and_learn_share": (
        "employees",
        lambda e: answers(
            e, "earn_and_learn", "apprentice", "graduate_scheme", "sponsored_student"
        ),
    ),
    "g03_apprentice_achievement_rate": ("apprentices", achievement),
    "g03_apprentice_lower_seb_share": (
        "apprentices",
        lambda a: share(begun(a), says(a.parental_occupation, *LOWER)),
    ),
    "g03_entry_level_starts_share": ("apprentices", lambda a: share(begun(a), says(a.level, 2, 3))),
    "g03_positive_destination_rate": ("outreach apprentices?", destinations),
    "g03_young_hires_neet_share": ("applicants", young_hires),
    "g03_he_progression_rate": ("students", progression),
    "g04_young_people_reached_per_100": ("outreach organisation", reached),
    "g04_multi_encounter_share": (
        "outreach",
        lambda o: participants(o, OLDER, number(o.encounters) >= 4),
    ),
    "g04_work_experience_fsm_share": ("placements", free_meals_at_work),
    "g04_paid_internship_share": ("placements", paid_interns),
    "g04_placement_expenses_share": ("placements", expenses),
    "g04_open_placement_share": (
        "placements",
        lambda p: answers(dated(p, "start_date"), "recruited_openly", "yes"),
    ),
    "g04_mentoring_completion_rate": ("outreach", mentees),
    "g04_career_readiness_gain": (
        "outreach",
        lambda o: participants(o, OLDER, says(o.improved, "yes")),
    ),
}
