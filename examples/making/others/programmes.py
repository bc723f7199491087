"""Work with young people, learners and communities: programmes, and who took part in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from making.background import answers
from making.chance import pick, yes_no
from making.others.organisations import PERIOD_START, Organisation
from making.others.staff import BACKGROUNDS
from making.tables import Row

REGION_CODES = {
    "TLE": "E08000032",
    "TLD": "E08000007",
    "TLG": "E08000025",
    "TLK": "E06000023",
    "TLF": "E06000018",
}
FREE_MEALS: Mapping[str | None, float] = {"yes": 34, "no": 58, None: 8}
DESTINATIONS: Mapping[str | None, float] = {
    "employed_here": 22,
    "employed_elsewhere": 26,
    "education": 16,
    "apprenticeship": 12,
    "training": 6,
    "not_sustained": 14,
    None: 4,
}
PHASES = {"early_years": 15, "primary": 22, "secondary": 34, "post16": 18, "adult": 11}


def activities(rng: Random, organisation: Organisation) -> list[Row]:
    kinds = (
        ("Story time", 1, "communities", "early_years"),
        ("Reading partners", 2, "communities", "school_pupils"),
        ("Careers fair", 4, "communities", "school_pupils"),
        ("Ready for work", 3, "communities", "neet"),
        ("Moving more", 8, "communities", "general_public"),
        ("Starting up", 9, "communities", "small_businesses"),
        ("Repair café", 12, "communities", "low_income_households"),
    )
    rows: list[Row] = []
    for serial in range(1, organisation.sizes["activities"] + 1):
        name, goal, audience, group = kinds[(serial - 1) % len(kinds)]
        rows.append(
            {
                "activity_id": f"P{serial:02}",
                "activity_name": f"{name} {1 + (serial - 1) // len(kinds)}",
                "primary_goal": goal,
                "other_goals": "4;12" if serial % 3 == 0 else None,
                "audience": audience,
                "target_group": group,
                "local_authority_code": REGION_CODES[organisation.region],
                "region": organisation.region,
                "imd_decile": pick(rng, {1: 22, 2: 20, 3: 14, 5: 18, 7: 14, 9: 12}),
                "cold_spot": yes_no(rng, 0.2),
                "start_date": PERIOD_START + timedelta(days=rng.randrange(200)),
                "status": pick(rng, {"running": 60, "completed": 36, "planned": 4}),
                "beneficiaries": rng.randint(30, 400),
                "cash_gbp": rng.randrange(2_000, 24_000, 250),
                "time_hours": rng.randrange(20, 320, 5) if serial % 4 else None,
                "inkind_gbp": rng.randrange(0, 4_000, 100) if serial % 3 else None,
                "partner_org_ids": "city-football-club;county-library" if serial % 2 else None,
                "evidence_level": rng.randint(0, 3),
                "best_practice": yes_no(rng, 0.2),
            }
        )
    return rows


def outreach(rng: Random, organisation: Organisation) -> list[Row]:
    return [
        _participant(rng, organisation, serial)
        for serial in range(1, organisation.sizes["outreach"] + 1)
    ]


def _participant(rng: Random, organisation: Organisation, serial: int) -> Row:
    phase = pick(rng, PHASES)
    school = phase in ("primary", "secondary")
    group = school and rng.random() < 0.1
    kinds = ("reading_support", "tutoring") if phase == "primary" else ("mentoring", "talk")
    kind = rng.choice((*kinds, "project", "health_activity"))
    planned = rng.choice((4, 6, 10)) if kind == "mentoring" else None
    urn = 130_000 + rng.randrange(90)
    before = rng.randint(20, 60)
    leaver = phase in ("post16", "adult")
    return {
        "outreach_id": f"O{serial:05}",
        "activity_id": f"P{1 + serial % organisation.sizes['activities']:02}",
        "participants": rng.randint(18, 30) if group else 1,
        "phase": phase,
        "school_urn": str(urn) if school else None,
        "school_fsm_pct": round(15 + (urn * 7) % 40, 1) if school else None,
        "school_imd_decile": 1 + urn % 10 if school else None,
        "imd_decile": pick(rng, {1: 20, 2: 18, 3: 14, 4: 12, 6: 14, 8: 12, 10: 6, None: 4}),
        "fsm_eligible": None if group else pick(rng, FREE_MEALS),
        "encounter_type": kind,
        "encounters": rng.randint(1, 7),
        "hours": rng.choice((2, 5, 9, 12, 15, 20)),
        "planned_sessions": planned,
        "completed_sessions": rng.randint(planned // 2, planned) if planned else None,
        "pre_score": before,
        "post_score": before + rng.randint(-4, 18),
        "improved": pick(rng, {"yes": 62, "no": 26, "unknown": 12}),
        "destination_6m": pick(rng, DESTINATIONS) if leaver else None,
    }


def placements(rng: Random, size: int) -> list[Row]:
    rows: list[Row] = []
    kinds = {"work_experience": 40, "insight_day": 16, "internship": 30, "sandwich_year": 14}
    for serial in range(1, size + 1):
        kind = pick(rng, kinds)
        long = kind in ("internship", "sandwich_year")
        paid = long and rng.random() < 0.62
        rows.append(
            {
                "placement_id": f"W{serial:04}",
                "type": kind,
                "start_date": PERIOD_START + timedelta(days=rng.randrange(300)),
                "weeks": rng.randint(5, 44) if long else rng.choice((0.2, 1, 2)),
                "paid": "yes" if paid else "no",
                "hourly_pay_gbp": rng.choice((11.44, 12.2, 13.5)) if paid else None,
                "expenses_paid": yes_no(rng, 0.6),
                "recruited_openly": yes_no(rng, 0.66),
                "age_band": "21_24" if long else "16_17",
                "imd_decile": rng.randint(1, 10),
                "sex": pick(rng, {"female": 50, "male": 50}),
                **answers(rng, pick(rng, BACKGROUNDS), rng.random() < 0.2, 18, 0.05)
                | {"fsm_eligible": pick(rng, FREE_MEALS)},
            }
        )
    return rows


def apprentices(rng: Random, size: int, sites: int) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        status = pick(rng, {"on_programme": 46, "achieved": 32, "withdrawn": 22})
        ended = status != "on_programme"
        start = PERIOD_START + timedelta(days=rng.randrange(20, 330) - (480 if ended else 0))
        rows.append(
            {
                "apprentice_id": f"T{serial:04}",
                "standard_code": rng.choice(("ST0116", "ST0216", "ST0418")),
                "level": pick(rng, {2: 24, 3: 38, 4: 16, 6: 12, 7: 10}),
                "start_date": start,
                "planned_end_date": start + timedelta(days=540),
                "actual_end_date": PERIOD_START + timedelta(days=rng.randrange(365))
                if ended
                else None,
                "status": status,
                "new_hire": yes_no(rng, 0.6),
                "age_at_start": rng.randint(17, 44),
                "site_id": f"S{1 + serial % sites:02}",
                "imd_decile": rng.randint(1, 10),
                "destination_6m": pick(rng, DESTINATIONS) if ended else None,
                "sex": pick(rng, {"female": 48, "male": 52}),
                **answers(rng, pick(rng, BACKGROUNDS), rng.random() < 0.16, 22, 0.05),
            }
        )
    return rows


def learners(rng: Random) -> list[Row]:
    """Two years of results, for everybody and for the groups that are compared."""
    pairs = {
        "gld": ("early_years", "fsm", "non_fsm", 0.52, 0.71),
        "rwm_expected": ("primary", "disadvantaged", "not_disadvantaged", 0.45, 0.66),
        "eng_maths_5": ("secondary", "disadvantaged", "not_disadvantaged", 0.25, 0.51),
        "persistent_absence": ("secondary", "disadvantaged", "not_disadvantaged", 0.33, 0.16),
    }
    rows: list[Row] = []
    for year in ("2023/24", "2024/25"):
        for measure, (phase, group, others, low, high) in pairs.items():
            few, many = rng.randint(420, 520), rng.randint(1_400, 1_600)
            some, most = round(few * low), round(many * high)
            for name, assessed, achieved in (
                (group, few, some),
                (others, many, most),
                ("all", few + many, some + most),
            ):
                rows.append(
                    {
                        "academic_year": year,
                        "phase": phase,
                        "measure": measure,
                        "group": name,
                        "n_assessed": assessed,
                        "n_achieved": achieved,
                    }
                )
    return rows


def students(rng: Random, size: int) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        known = rng.random() < 0.72
        rows.append(
            {
                "student_id": f"U{serial:05}",
                "mode": pick(rng, {"full_time": 84, "part_time": 16}),
                "level": pick(rng, {"first_degree": 82, "other_ug": 8, "pg_taught": 10}),
                "continued": yes_no(rng, 0.9),
                "completed": yes_no(rng, 0.87),
                "progression_known": "yes" if known else "no",
                "positive_outcome": yes_no(rng, 0.71) if known else None,
                "imd_quintile": rng.randint(1, 5),
                "tundra_quintile": rng.randint(1, 5),
                "fsm_eligible": pick(rng, FREE_MEALS),
                "ethnicity_group": pick(rng, {"white": 70, "asian": 14, "black": 9, "mixed": 7}),
                "disability": pick(rng, {"yes": 16, "no": 78, "prefer_not_to_say": 6}),
            }
        )
    return rows
