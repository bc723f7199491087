"""The courses that Northmoor's people were booked on in the period."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from making.chance import pick
from making.organisation import PERIOD_END, PERIOD_START
from making.tables import Row

# Hours a course of each category may take.
HOURS = {
    "mandatory": (0.5, 1.0, 1.5, 2.0, 3.0),
    "role_technical": (3.5, 7.0, 7.0, 14.0, 21.0, 35.0),
    "leadership": (7.0, 14.0, 21.0, 28.0),
    "digital": (1.0, 2.0, 3.5, 7.0),
    "green": (2.0, 3.5, 7.0),
    "mental_health": (2.0, 3.5, 7.0, 14.0),
    "literacy_numeracy": (10.0, 20.0, 30.0),
    "other": (1.0, 2.0, 3.5, 7.0),
}
CHOSEN = {
    "role_technical": 47,
    "digital": 16,
    "green": 8,
    "mental_health": 9,
    "leadership": 5,
    "other": 13,
}
TRAINED = {
    "board": 0.5,
    "executive": 0.6,
    "senior_leader": 0.7,
    "manager": 0.74,
    "professional": 0.73,
}


def training(rng: Random, employees: list[Row]) -> list[Row]:
    booked = [row for person in employees for row in _courses(rng, person)]
    rows = list(
        {tuple(row.values()): row for row in booked}.values()
    )  # nobody is booked twice on one course
    rows.sort(key=lambda row: str(row["completed_date"] or f"{PERIOD_END} later"))
    return rows


def _courses(rng: Random, person: Row) -> list[Row]:
    agency = person["contract_type"] == "agency"
    categories = ["mandatory"] * rng.choice((1, 1, 1, 2, 2))
    chance = TRAINED.get(str(person["grade"]), 0.6)
    if person["employment_basis"] == "part_time":
        chance -= 0.12
    if rng.random() < (0.15 if agency else chance):
        weights = dict(CHOSEN)
        weights["leadership"] *= 6 if person["line_manager"] == "yes" else 1
        weights["literacy_numeracy"] = 4 if person["grade"] in ("entry", "skilled") else 0
        courses = 1 + min(7, int(rng.expovariate(1 / 2.5)))
        categories += [pick(rng, weights) for _ in range(courses)]
    return [_course(rng, person, category) for category in categories]


def _course(rng: Random, person: Row, category: str) -> Row:
    completed = rng.random() < (0.97 if category == "mandatory" else 0.91)
    return {
        "employee_id": person["employee_id"],
        "category": category,
        "hours": rng.choice(HOURS[category]),
        "completed": "yes" if completed else "no",
        "completed_date": _day(rng, person) if completed else None,
    }


def _day(rng: Random, person: Row) -> date:
    """A day in the period on which the person was already here."""
    joined = person["start_date"]
    first = max(PERIOD_START, joined) if isinstance(joined, date) else PERIOD_START
    return first + timedelta(days=rng.randint(0, (PERIOD_END - first).days))
