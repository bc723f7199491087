"""The independent route through the example: its CSVs, cleaned and counted with pandas alone."""

import statistics
from fractions import Fraction
from functools import partial

import pandas as pd

from conftest import EXAMPLES

FOLDER = EXAMPLES / "northmoor"
PERIOD = (pd.Timestamp(2024, 4, 1), pd.Timestamp(2025, 3, 31))
SILENT = ("", "n/a", "-")
NO_FACTS = ("prefer_not_to_say", "unknown", "dont_know", "not_applicable", "other_not_applicable")
HEADINGS = {
    "Employee Number": "employee_id",
    "Contract Type": "contract_type",
    "Full/Part time": "employment_basis",
    "GPG hourly": "hourly_pay_gbp",
    "Requisition": "vacancy_id",
    "Appointed": "hired",
    "Gender": "sex",
    "Ethnic Group": "ethnicity_group",
    "SEB": "parental_occupation",
    "Free School Meals": "fsm_eligible",
}
AS_TYPED = ("employee_id", "vacancy_id", "site_id", "region", "job_family", "completed_date")
SENIOR = ("board", "executive", "senior_leader")
MINORITIES = ("asian", "black", "mixed", "other")
ETHNICITIES = {"white": "white", **dict.fromkeys(MINORITIES, "minority")}
BACKGROUNDS = {
    "modern_traditional_professional": "professional",
    "manager_administrator": "professional",
    "clerical_intermediate": "intermediate",
    "small_business_owner": "intermediate",
    "technical_craft": "lower",
    "routine_semi_routine": "lower",
    "long_term_unemployed": "lower",
}


def read(name, title_rows=0):
    """A sheet with missing where nothing is said, without blank rows and the totals row."""
    file = FOLDER / f"{name}.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False, skiprows=title_rows)
    table = table.rename(columns=HEADINGS).apply(lambda column: column.str.strip())
    table = table[(table != "").any(axis=1) & (table.iloc[:, 0] != "Total")]
    table = table.mask(table.isin(SILENT)).reset_index(drop=True)
    for heading in table.columns.difference(AS_TYPED):
        plain = table[heading].str.lower().str.replace("'", "")
        table[heading] = plain.str.replace(r"[ -]", "_", regex=True)
    table = table.mask(table.isin(NO_FACTS))
    table["everybody"] = pd.Series(data=True, index=table.index, dtype="boolean")
    if "parental_occupation" in table:
        table["seb"] = table.parental_occupation.map(BACKGROUNDS)
        table["ethnicity"] = table.ethnicity_group.map(ETHNICITIES)
    return table


def says(column, *answers):
    """Yes, no, or not known."""
    return column.isin(answers).astype("boolean").mask(column.isna())


def surely(truth):
    return truth.fillna(value=False).astype(bool)


def share(members, met):
    """Value, numerator, denominator, unknown; `&` of pandas knows that no beats not known."""
    known = surely(members) & met.notna()
    top, base = surely(met)[known].sum(), known.sum()
    unknown = (members.isna() | surely(members) & ~known).sum()
    return 100 * top / int(base) if base else None, top, base, unknown


def two_sides(centre, members, groups, answer, group, reference):
    """The centre of each of two groups, and how many could not be placed or gave no answer."""
    known = surely(members) & groups.notna() & answer.notna()
    answers = [answer[known & (groups == name)].tolist() for name in (group, reference)]
    sides = [centre(those) if those else None for those in answers]
    return *sides, ((surely(members) | members.isna()) & ~known).sum()


def per_cent(answers):
    return Fraction(100 * sum(answers), len(answers))


def ratio(*question):
    group, reference, unknown = two_sides(per_cent, *question)
    undefined = group is None or not reference
    return None if undefined else group / reference, group, reference, unknown


def extra(centre, *question):
    """How far the group lies above its reference, in per cent of the reference."""
    group, reference, unknown = two_sides(centre, *question)
    if group is None or not reference:
        return None, None, reference, unknown
    return 100 * (group - reference) / reference, group - reference, reference, unknown


def pay_gap(centre, *question):
    """How far it lies below."""
    value, amount, base, unknown = extra(centre, *question)
    return None if value is None else -value, None if amount is None else -amount, base, unknown


def hours_each(people):
    heads = surely(people.counted)
    hours = people.hours[heads].sum()
    return hours / heads.sum(), hours, heads.sum(), 0


def women_in_the_upper_quarter(people):
    """The best paid floor(n / 4); those on the pay at the cut share what places are left."""
    candidates = people.full_pay & says(people.sex, "female", "male")
    ranked = people[surely(candidates) & people.pay.notna()]
    places = len(ranked) // 4
    cut = sorted(ranked.pay, reverse=True)[places - 1]
    above, level = ranked[ranked.pay > cut], ranked[ranked.pay == cut]
    part = Fraction(places - len(above), len(level))
    women = int((above.sex == "female").sum()) + part * int((level.sex == "female").sum())
    top, everyone = 100 * women / places, per_cent((ranked.sex == "female").astype(int).tolist())
    unknown = candidates.isna().sum() + (surely(candidates) & people.pay.isna()).sum()
    return top / everyone, top, everyone, unknown


def women_in_quarter(which, people):
    """Quarter 0 is the lowest; of n people left over the n lowest quarters take one each."""
    candidates = people.full_pay & says(people.sex, "female", "male")
    ranked = people[surely(candidates) & people.pay.notna()].sort_values("pay")
    each, over = divmod(len(ranked), 4)
    sizes = [each + (quarter < over) for quarter in range(4)]
    quarters = [quarter for quarter, size in enumerate(sizes) for _ in range(size)]
    placed = pd.DataFrame(
        {
            "pay": ranked.pay.tolist(),
            "woman": (ranked.sex == "female").tolist(),
            "inside": [quarter == which for quarter in quarters],
        }
    )
    women = sum(
        Fraction(int(alike.woman.sum()) * int(alike.inside.sum()), len(alike))
        for _, alike in placed.groupby("pay")
    )
    unknown = candidates.isna().sum() + (surely(candidates) & people.pay.isna()).sum()
    return 100 * women / sizes[which], women, sizes[which], unknown


def receipt_gap(people):
    group, reference, unknown = two_sides(per_cent, people.counted, people.sex, people.got, *SEXES)
    return reference - group, reference - group, None, unknown


def senior_parity(people):
    minority = says(people.ethnicity, "minority")
    senior, overall = share(people.senior, minority), share(people.counted, minority)
    undefined = senior[0] is None or not overall[0]
    value = None if undefined else senior[0] / overall[0]
    return value, senior[0], overall[0], max(senior[3], overall[3])


def belonging(answers):
    asked, gave, liked = answers[["n_invited", "n_responses", "n_favourable"]].iloc[0].map(int)
    return 100 * liked / gave, liked, gave, asked - gave


median, mean = statistics.median, statistics.mean
SEB, TWO_WAY, SEXES = ("lower", "professional"), ("minority", "white"), ("female", "male")
METRICS = {
    "g05_openly_advertised_share": lambda v: share(v.everybody, says(v.advertised_openly, "yes")),
    "g05_hire_fsm_share": lambda a: share(a.got_it, says(a.fsm_eligible, "yes")),
    "g05_applicant_lower_seb_share": lambda a: share(a.everybody, says(a.seb, "lower")),
    "g05_hire_lower_seb_share": lambda a: share(a.got_it, says(a.seb, "lower")),
    "g05_seb_hiring_ratio": lambda a: ratio(a.everybody, a.seb, a.got_it, *SEB),
    "g05_ethnicity_appointment_ratio": lambda a: ratio(a.listed, a.ethnicity, a.got_it, *TWO_WAY),
    "g05_degree_required_share": lambda v: share(
        says(v.regulated_profession, "no"), says(v.degree_required, "yes")
    ),
    "g05_deprived_area_hire_share": lambda a: share(a.got_it, says(a.imd_decile, "1", "2", "3")),
    "g06_workforce_lower_seb_share": lambda e: share(e.counted, says(e.seb, "lower")),
    "g06_senior_lower_seb_share": lambda e: share(e.senior, says(e.seb, "lower")),
    "g06_senior_independent_school_share": lambda e: share(e.senior, e.paid_fees),
    "g06_seb_promotion_ratio": lambda e: ratio(e.counted, e.seb, e.rose, *SEB),
    "g06_seb_time_to_promotion_gap": lambda e: extra(median, e.risers, e.seb, e.months, *SEB),
    "g06_class_pay_gap_median": lambda e: pay_gap(median, e.full_pay, e.seb, e.pay, *SEB),
    "g06_training_participation": lambda e: share(e.counted, e.trained),
    "g06_training_hours_per_employee": hours_each,
    "g06_workforce_independent_school_share": lambda e: share(e.counted, e.paid_fees),
    "g06_workforce_fsm_share": lambda e: share(e.counted, says(e.fsm_eligible, "yes")),
    "g06_workforce_first_generation_share": lambda e: share(
        e.counted, says(e.parental_qualification, "below_degree", "none", "no")
    ),
    "g14_gender_pay_gap_median": lambda e: pay_gap(median, e.full_pay, e.sex, e.pay, *SEXES),
    "g14_gender_pay_gap_mean": lambda e: pay_gap(mean, e.full_pay, e.sex, e.pay, *SEXES),
    "g14_women_upper_quarter_share": women_in_the_upper_quarter,
    "g14_women_leadership_share": lambda b: share(b.leads, says(b.sex, "female")),
    "g14_ethnicity_pay_gap_median": lambda e: pay_gap(
        median, e.full_pay, e.ethnicity, e.pay, *TWO_WAY
    ),
    "g14_ethnic_minority_senior_parity": senior_parity,
    "g14_disabled_employee_share": lambda e: share(e.counted, says(e.disability, "yes")),
    "g14_inclusion_index": belonging,
    "g14_bonus_gap_mean": lambda e: pay_gap(mean, e.counted & e.got, e.sex, e.bonus, *SEXES),
    "g14_bonus_gap_median": lambda e: pay_gap(median, e.counted & e.got, e.sex, e.bonus, *SEXES),
    "g14_bonus_receipt_gap": receipt_gap,
    "g14_women_lower_quarter_share": partial(women_in_quarter, 0),
    "g14_women_lower_middle_quarter_share": partial(women_in_quarter, 1),
    "g14_women_upper_middle_quarter_share": partial(women_in_quarter, 2),
    "g14_women_top_quarter_share": partial(women_in_quarter, 3),
}


def employees():
    table = read("employees", title_rows=2)
    table["counted"] = says(table.contract_type, "permanent", "fixed_term", "zero_hours", "casual")
    table["senior"] = table.counted & says(table.grade, *SENIOR)
    table["full_pay"] = table.counted & says(table.full_pay_relevant, "yes")
    table["rose"] = says(table.promoted_in_period, "yes")
    table["risers"] = table.counted & table.rose
    uk_school = table.school_type.mask(table.school_type == "outside_uk")
    table["paid_fees"] = says(uk_school, "independent", "independent_bursary")
    table["pay"] = table.hourly_pay_gbp.map(Fraction, na_action="ignore")
    table["bonus"] = table.bonus_pay_gbp.map(Fraction, na_action="ignore")
    table["got"] = (table.bonus > 0).astype("boolean").mask(table.bonus.isna())
    table["months"] = table.months_to_promotion.map(Fraction, na_action="ignore")
    table["socio_economic_background"] = table.seb
    courses = read("training")
    # No answer is missing here, so that every course either counts or does not.
    assert courses[["employee_id", "category", "completed", "hours"]].notna().all(axis=None)
    day = pd.to_datetime(courses.completed_date, format="%Y-%m-%d")
    held = courses[(courses.completed == "yes") & (day.isna() | day.between(*PERIOD))]
    learnt = held[held.category != "mandatory"]
    table["trained"] = table.employee_id.isin(learnt.employee_id).astype("boolean")
    hours = held.hours.astype(float).groupby(held.employee_id).sum()
    table["hours"] = table.employee_id.map(hours).fillna(0.0)
    return table
