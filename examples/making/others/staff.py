"""People who work there: the staff list, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from making.background import age_band, answers
from making.chance import pick, yes_no
from making.others.organisations import PERIOD_END, PERIOD_START, WEEK, Organisation
from making.tables import Row, number

GRADES = {
    "board": 0.6,
    "executive": 1.2,
    "senior_leader": 6,
    "manager": 14,
    "professional": 34,
    "skilled": 24,
    "entry": 20,
}
PAY = {
    "board": 62.0,
    "executive": 55.0,
    "senior_leader": 38.0,
    "manager": 26.0,
    "professional": 20.5,
    "skilled": 14.6,
    "entry": 12.3,
}
BACKGROUNDS = {"lower": 34, "intermediate": 20, "professional": 34, "undeclared": 12}
ARRANGEMENTS: Mapping[str | None, float] = {
    "none": 38,
    "flexitime": 22,
    "hybrid_home": 24,
    "compressed": 5,
    "term_time": 4,
    None: 7,
}


def employees(rng: Random, organisation: Organisation) -> list[Row]:
    return [_person(rng, organisation, number) for number in range(1, organisation.staff + 1)]


def _person(rng: Random, organisation: Organisation, serial: int) -> Row:
    grade = pick(rng, GRADES)
    background = pick(rng, BACKGROUNDS)
    age = rng.randint(17, 66)
    sex = pick(rng, {"female": 55, "male": 43, "prefer_not_to_say": 2})
    part_time = rng.random() < (0.36 if sex == "female" else 0.14)
    fte = rng.choice((0.5, 0.6, 0.8)) if part_time else 1.0
    pay = round(PAY[grade] * rng.uniform(0.95, 1.2) * (0.97 if sex == "female" else 1.0), 2)
    promoted = rng.random() < (0.1 if background == "lower" else 0.12)
    parent = rng.random() < 0.16
    row: Row = {
        "employee_id": f"{organisation.seed}{serial:05}",
        "site_id": f"S{1 + serial % max(1, organisation.sizes.get('sites', 1)):02}",
        "grade": grade,
        "job_family": rng.choice(("Services", "Operations", "Corporate", "Digital")),
        "contract_type": pick(rng, {"permanent": 82, "fixed_term": 13, "casual": 5}),
        "employment_basis": "part_time" if part_time else "full_time",
        "fte": fte,
        "start_date": PERIOD_END - timedelta(days=rng.randint(20, 6000)),
        "contracted_hours_week": round(WEEK * fte, 2),
        "hourly_pay_gbp": pay,
        "base_hourly_gbp": round(pay * rng.uniform(0.965, 1.0), 2),
        "full_pay_relevant": yes_no(rng, 0.97),
        "earn_and_learn": pick(rng, {"none": 93, "apprentice": 4, "graduate_scheme": 2, None: 1}),
        "promoted_in_period": "yes" if promoted else "no",
        "months_to_promotion": rng.randint(14, 60) if promoted else None,
    }
    return row | _benefits(rng, parent) | _home(rng, organisation, age, sex, background)


def _benefits(rng: Random, parent: bool) -> Row:
    eligible = rng.random() < 0.92
    return {
        "flexible_working": pick(rng, ARRANGEMENTS),
        "occupational_health_access": yes_no(rng, 0.88),
        "pension_eligible": "yes" if eligible else "no",
        "pension_member": yes_no(rng, 0.9) if eligible else "no",
        "payroll_savings_member": yes_no(rng, 0.12),
        "digital_tasks_passed": pick(rng, {20: 52, 18: 20, 15: 14, 11: 7, None: 7}),
        "has_digital_access": yes_no(rng, 0.9),
        "volunteering_hours": pick(rng, {0: 70, 4: 10, 7.5: 12, 15: 4, None: 4}),
        "school_governor": yes_no(rng, 0.016),
        "child_under_5": "yes" if parent else "no",
        "childcare_support": yes_no(rng, 0.4) if parent else None,
    }


def _home(rng: Random, organisation: Organisation, age: int, sex: str, background: str) -> Row:
    minority = rng.random() < 0.14
    return {
        "region": organisation.region,
        "imd_decile": rng.randint(1, 10),
        "age_band": age_band(age),
        "sex": sex,
        **answers(rng, background, minority, age, 0.06),
    }


def leadership(rng: Random, size: int) -> list[Row]:
    return [
        {
            "person_id": f"L{number:03}",
            "body": "board" if number <= size // 3 else "exec_committee",
            "sex": "female" if number % 5 in (0, 2) else "male",
            **answers(rng, pick(rng, BACKGROUNDS), rng.random() < 0.12, 52, 0.05, senior=True),
        }
        for number in range(1, size + 1)
    ]


def family_leave(rng: Random, size: int, staff: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        kind = pick(rng, {"maternity": 50, "paternity": 34, "shared_parental": 10, "adoption": 6})
        sex = pick(rng, {"male": 9, "female": 1}) if kind == "paternity" else "female"
        if kind == "shared_parental":
            sex = rng.choice(("male", "female"))
        taken = yes_no(rng, 0.78 if kind in ("paternity", "shared_parental") else 0.98)
        due = yes_no(rng, 0.7) if taken == "yes" else "no"
        returned = yes_no(rng, 0.9) if due == "yes" else "yes"
        later = yes_no(rng, 0.6)
        rows.append(
            {
                "leave_id": f"FL{serial:04}",
                "employee_id": rng.choice(staff)["employee_id"],
                "leave_type": kind,
                "sex": sex,
                "taken": taken,
                "due_return_in_period": due,
                "returned": returned if taken == "yes" else None,
                "due_12m_in_period": later,
                "in_post_12m": yes_no(rng, 0.85) if later == "yes" else None,
                "second_parent": "yes" if kind == "paternity" or sex == "male" else "no",
            }
        )
    return rows


def absence(rng: Random, size: int, staff: list[Row]) -> list[Row]:
    reasons: Mapping[str | None, float] = {
        "minor_illness": 42,
        "musculoskeletal": 14,
        "mental_health": 18,
        "respiratory": 12,
        "other": 10,
        None: 4,
    }
    rows: list[Row] = []
    for _ in range(size):
        person = rng.choice(staff)
        day = number(person["contracted_hours_week"]) / 5
        rows.append(
            {
                "employee_id": person["employee_id"],
                "hours_lost": round(day * rng.choice((1, 2, 3, 5, 10)), 2),
                "reason": pick(rng, reasons),
                "work_related": yes_no(rng, 0.06),
            }
        )
    return rows


def incidents(rng: Random, size: int, sites: int) -> list[Row]:
    kinds = {
        "over_7_day": 22,
        "lost_time": 24,
        "medical_treatment": 18,
        "specified_injury": 8,
        "near_miss": 28,
    }
    rows: list[Row] = []
    for serial in range(1, size + 1):
        kind = pick(rng, kinds)
        serious = kind in ("over_7_day", "specified_injury")
        rows.append(
            {
                "incident_id": f"I{serial:04}",
                "incident_date": PERIOD_START + timedelta(days=rng.randrange(365)),
                "site_id": f"S{1 + serial % sites:02}",
                "person_type": pick(rng, {"employee": 85, "contractor": 9, "public": 6}),
                "category": kind,
                "riddor": "yes" if serious else "no",
                "days_lost": rng.randint(8, 40) if serious else rng.randint(0, 6),
            }
        )
    return rows


def training(rng: Random, size: int, staff: list[Row]) -> list[Row]:
    kinds = {
        "mandatory": 38,
        "role_technical": 26,
        "leadership": 6,
        "digital": 13,
        "green": 9,
        "mental_health": 5,
        "other": 3,
    }
    return [
        {
            "employee_id": rng.choice(staff)["employee_id"],
            "category": pick(rng, kinds),
            "hours": rng.choice((1.5, 3, 6, 7.5, 15, 22.5)),
            "completed": yes_no(rng, 0.93),
            "completed_date": PERIOD_START + timedelta(days=rng.randrange(365)),
        }
        for _ in range(size)
    ]


def leavers(rng: Random, size: int) -> list[Row]:
    return [
        {
            "employee_id": f"X{serial:05}",
            "leave_date": PERIOD_START + timedelta(days=rng.randrange(365)),
            "voluntary": yes_no(rng, 0.8),
            "grade": pick(rng, GRADES),
            "tenure_months": rng.randint(2, 200),
            "sex": pick(rng, {"female": 55, "male": 45}),
            **answers(rng, pick(rng, BACKGROUNDS), rng.random() < 0.14, 38, 0.08),
        }
        for serial in range(1, size + 1)
    ]


def applicants(rng: Random, size: int) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        shortlisted = rng.random() < 0.55
        hired = shortlisted and rng.random() < 0.5
        stage = "hired" if hired else "interviewed" if shortlisted else "sifted"
        age = rng.choice((17, 19, 20, 22, 23, 24, 30, 38, 47, 56))
        rows.append(
            {
                "application_id": f"A{serial:05}",
                "route": pick(rng, {"direct_hire": 76, "apprentice": 14, "graduate": 10}),
                "stage_reached": stage,
                "shortlisted": "yes" if shortlisted else "no",
                "hired": "yes" if hired else "no",
                "prior_status": pick(
                    rng,
                    {
                        "employed": 46,
                        "in_education": 20,
                        "neet": 14,
                        "unemployed_under_1y": 9,
                        "unemployed_1y_plus": 5,
                        "inactive": 4,
                        None: 2,
                    },
                ),
                "age_band": age_band(age),
                "imd_decile": rng.randint(1, 10),
                "sex": pick(rng, {"female": 52, "male": 48}),
                **answers(rng, pick(rng, BACKGROUNDS), rng.random() < 0.2, age, 0.06),
            }
        )
    return rows
