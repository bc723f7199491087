"""The staff list of Northmoor Water: one row of columns per person."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from making.background import age_band, answers, parental_qualification
from making.chance import pick, yes_no
from making.organisation import CORPORATE, FAMILIES, NETWORK, SITES, SNAPSHOT, TREATMENT, WEEK
from making.people import GRADES, SENIOR, Person
from making.tables import Row, number

LEGAL_MINIMUM = 11.44  # an hour, from April 2024, at 21 and over
PAY_BY_SEB = {"lower": 0.985, "intermediate": 0.995, "professional": 1.01, "undeclared": 1.0}
PAY_OF_WOMEN, PAY_OF_MINORITIES, PAY_OF_AGENCY = 0.975, 0.985, 1.14
# Chance of a bonus, and the bonus as a share of a year's base pay; other grades take the default.
BONUS = {
    "board": (1.0, 0.4),
    "executive": (1.0, 0.25),
    "senior_leader": (0.8, 0.12),
    "manager": (0.5, 0.06),
}
USUAL_BONUS = (0.12, 0.02)
LINE_MANAGERS = {
    "board": 1.0,
    "executive": 1.0,
    "senior_leader": 0.9,
    "manager": 0.8,
    "professional": 0.18,
}
# Deciles 1 to 10 of home areas: the region is deprived, and its seniors live in better-off parts.
HOMES = (14, 12.5, 11.5, 11, 10, 10, 9, 8.5, 7.5, 6)


def employees(rng: Random, people: list[Person]) -> list[Row]:
    return [
        _row(rng, f"NW{10_000 + 7 * number}", person) for number, person in enumerate(people, 1)
    ]


def _row(rng: Random, employee_id: str, person: Person) -> Row:
    site_id = _site(rng, person)
    row: Row = {"employee_id": employee_id, "site_id": site_id, "grade": person.grade}
    row["job_family"] = None if rng.random() < 0.01 else person.family
    row["cost_centre"] = f"CC{4000 + 100 * FAMILIES.index(person.family) + 10 * rng.randrange(9)}"
    row |= _work(rng, person)
    row["start_date"] = SNAPSHOT - timedelta(days=person.tenure)
    row |= _pay(rng, person, number(row["fte"]))
    row["promoted_in_period"] = "yes" if person.months else "no"
    row["months_to_promotion"] = person.months
    row |= _working_life(rng, person)
    row |= _benefits(rng, person, row)
    row["region"] = SITES[site_id].region
    row |= _home(rng, person)
    return row | _monitoring(rng, person)


def _site(rng: Random, person: Person) -> str:
    """Depots hold the network's people, works the scientists; seniors gather at the head office."""
    senior = person.grade in SENIOR
    return pick(
        rng,
        {
            site_id: site.share
            * (1.0 if person.family in site.families else 0.04)
            * (site.seniors if senior else 1.0)
            for site_id, site in SITES.items()
            if senior or person.family == CORPORATE or site_id != "S14"
        },
    )


def _work(rng: Random, person: Person) -> Row:
    contract = "agency" if person.agency else "permanent"
    if not person.agency and person.tenure < 900 and person.grade not in SENIOR:
        contract = pick(rng, {"permanent": 80, "fixed_term": 16, "zero_hours": 1.5, "casual": 2.5})
    fte = 1.0 if rng.random() > 0.03 else 0.9
    if contract in ("zero_hours", "casual"):
        fte = pick(rng, {0.2: 3, 0.3: 3, 0.4: 2})
    elif rng.random() < (0.30 if person.woman else 0.05):
        fte = pick(rng, {0.8: 34, 0.6: 30, 0.5: 22, 0.4: 9, 0.3: 5})
    hours = round(fte * WEEK, 2)
    return {
        "contract_type": contract,
        "employment_basis": "full_time" if hours > 30 else "part_time",
        "fte": fte,
        "contracted_hours_week": None if contract == "zero_hours" else hours,
    }


def _pay(rng: Random, person: Person, fte: float) -> Row:
    """Base pay, shift allowance and a year's share of bonus; less while on leave at reduced pay."""
    scheme = _earn_and_learn(rng, person)
    base = _base_pay(rng, person, scheme)
    outdoors = person.family in (NETWORK, TREATMENT) and person.grade in ("skilled", "entry")
    shift = 0.06 * base if outdoors and rng.random() < 0.3 else 0.0
    bonus = _bonus(rng, person, base * 52 * WEEK * fte)
    reduced = scheme != "apprentice" and rng.random() < 0.031
    hourly = (base + shift + (bonus or 0) / (52 * WEEK * fte)) * (
        rng.uniform(0.6, 0.9) if reduced else 1
    )
    return {
        "hourly_pay_gbp": round(hourly, 2),
        "base_hourly_gbp": base,
        "bonus_pay_gbp": bonus,
        "full_pay_relevant": "no" if reduced else "yes",
        "earn_and_learn": scheme,
    }


def _base_pay(rng: Random, person: Person, scheme: str) -> float:
    grade = GRADES[person.grade]
    service = 0.98 + 0.004 * min(12.0, person.tenure / 365.25)
    pay = grade.pay * rng.lognormvariate(0, grade.spread) * service * PAY_BY_SEB[person.seb]
    pay *= PAY_OF_WOMEN if person.woman else 1
    pay *= PAY_OF_MINORITIES if person.minority else 1
    pay *= PAY_OF_AGENCY if person.agency else 1
    step = 0.3 if grade.pay < 25 else 0.5  # spine points: people share a rate, as they do
    if scheme == "apprentice":
        return round(max(7.5 if person.age < 19 else 8.7, round(pay * 0.74 / step) * step), 2)
    return round(max(LEGAL_MINIMUM, round(pay / step) * step), 2)


def _bonus(rng: Random, person: Person, annual: float) -> float | None:
    if person.agency or rng.random() < 0.02:
        return None
    chance, rate = BONUS.get(person.grade, USUAL_BONUS)
    return round(annual * rate * rng.uniform(0.6, 1.3), 2) if rng.random() < chance else 0.0


def _earn_and_learn(rng: Random, person: Person) -> str:
    if person.grade == "entry" and person.tenure < 1100 and not person.agency:
        chance = 0.85 if person.age < 20 else 0.4 if person.age < 25 else 0.08
        return "apprentice" if rng.random() < chance else "none"
    if (
        person.grade == "professional"
        and person.age < 30
        and person.tenure < 1000
        and not person.agency
    ):
        return "graduate_scheme" if rng.random() < 0.8 else "none"
    return "none"


def _working_life(rng: Random, person: Person) -> Row:
    office = person.family not in (NETWORK, TREATMENT)
    arrangement = {
        "hybrid_home": 46,
        "flexitime": 16,
        "none": 22,
        "compressed": 5,
        "part_time_by_choice": 7,
    }
    shifts = {"none": 55, "annualised": 14, "self_rostering": 10, "flexitime": 8, "compressed": 5}
    volunteers = rng.random() < 0.17 and not person.agency
    tasks = rng.gauss(18.6, 1.6) if office else rng.gauss(17.2, 2.4)
    return {
        "line_manager": yes_no(rng, LINE_MANAGERS.get(person.grade, 0.03)),
        "flexible_working": pick(
            rng, (arrangement if office else shifts) | {"job_share": 1, "unknown": 3}
        ),
        "occupational_health_access": yes_no(rng, 0.1 if person.agency else 0.97),
        "digital_tasks_passed": None if rng.random() < 0.14 else min(20, max(4, round(tasks))),
        "has_digital_access": yes_no(rng, 0.98 if office else 0.84),
        "volunteering_hours": rng.choice((3.5, 7.0, 7.5, 11.0, 14.5, 22.5)) if volunteers else 0.0,
        "school_governor": yes_no(rng, 0.06 if person.grade in SENIOR else 0.012),
    }


def _benefits(rng: Random, person: Person, row: Row) -> Row:
    annual = number(row["base_hourly_gbp"]) * number(row["fte"]) * WEEK * 52
    eligible = 22 <= person.age <= 65 and annual > 10_000 and not person.agency
    parent = yes_no(rng, 0.24 if 25 <= person.age <= 42 else 0.02) if rng.random() < 0.85 else None
    saver = rng.random() < 0.13 and not person.agency
    return {
        "pension_eligible": "yes" if eligible else "no",
        "pension_member": yes_no(rng, 0.955 if eligible else 0.0 if person.agency else 0.3),
        "payroll_savings_member": "yes" if saver else "no",
        "child_under_5": parent,
        "childcare_support": yes_no(rng, 0.42) if parent == "yes" else None,
    }


def _home(rng: Random, person: Person) -> Row:
    better_off = person.grade in (*SENIOR, "manager")
    deciles = dict(enumerate(reversed(HOMES) if better_off else HOMES, 1))
    return {
        "imd_decile": None if rng.random() < 0.03 else pick(rng, deciles),
        "age_band": age_band(person.age),
        "caring_responsibility": pick(rng, {"yes": 17, "no": 68, None: 15}),
    }


def _monitoring(rng: Random, person: Person) -> Row:
    sex = "female" if person.woman else "male"
    forces = {
        "veteran": 4,
        "reservist": 1,
        "service_family": 3,
        "none": 82,
        "prefer_not_to_say": 4,
        None: 6,
    }
    refusal = 0.1 if person.agency else 0.040
    return {
        "parental_qualification": parental_qualification(rng, person.seb),
        "armed_forces_link": pick(rng, forces),
        "sex": pick(rng, {sex: 98, "other_or_nonbinary": 0.5, "prefer_not_to_say": 1.5}),
    } | answers(rng, person.seb, person.minority, person.age, refusal, person.grade in SENIOR)
