"""Who works at Northmoor Water: the people behind the staff list, and the leadership."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from random import Random
from statistics import NormalDist

from making.background import answers
from making.chance import deal, pick, ranked
from making.organisation import FAMILIES
from making.tables import Row

AGENCY_ROWS = 40
SENIOR = ("board", "executive", "senior_leader")


def _mix(*weights: float) -> dict[str, float]:
    return dict(zip(FAMILIES, weights, strict=True))


# Women are few in the technical families; the grade's factor then thins them towards the top.
WOMEN = _mix(0.10, 0.30, 0.18, 0.66, 0.31, 0.60)


@dataclass(frozen=True)
class Grade:
    """What one grade looks like: heads, median pay and its spread, ages, and who is in it."""

    people: int
    pay: float
    spread: float
    age: tuple[float, float]  # mean, standard deviation
    families: Mapping[str, float]
    seb: tuple[float, float]  # shares of lower and intermediate among those who say
    declared: float
    minority: float
    promoted: float  # weight among those promoted into this grade in the year
    women: float  # factor on the families' shares of women


GRADES = {
    "board": Grade(4, 148, 0.15, (55, 4), _mix(0, 0, 1, 0, 0, 3), (0.22, 0.2), 1.0, 0, 0, 0.5),
    "executive": Grade(
        11, 88, 0.14, (52, 5), _mix(2, 1, 3, 1, 1, 3), (0.2, 0.2), 0.9, 0.07, 1, 0.75
    ),
    "senior_leader": Grade(
        95, 47, 0.16, (48, 7), _mix(18, 12, 26, 9, 9, 21), (0.225, 0.2), 0.84, 0.075, 8, 0.72
    ),
    "manager": Grade(
        230, 29.5, 0.13, (47, 9), _mix(30, 15, 22, 12, 7, 14), (0.29, 0.24), 0.8, 0.085, 30, 0.86
    ),
    "professional": Grade(
        400, 22.8, 0.13, (41, 11), _mix(10, 17, 29, 7, 15, 22), (0.29, 0.24), 0.8, 0.125, 55, 0.95
    ),
    "skilled": Grade(
        690, 17.6, 0.13, (44, 12), _mix(45, 21, 10, 13, 3, 8), (0.42, 0.27), 0.77, 0.095, 60, 1.0
    ),
    "entry": Grade(
        420, 13.0, 0.10, (37, 14), _mix(29, 9, 3, 41, 2, 16), (0.43, 0.27), 0.75, 0.14, 0, 1.0
    ),
}
PROMOTED = {"lower": 0.075, "intermediate": 0.080, "professional": 0.086, "undeclared": 0.075}
MONTHS_TO_PROMOTION = {
    "lower": 36.0,
    "intermediate": 33.5,
    "professional": 32.0,
    "undeclared": 33.0,
}


@dataclass
class Person:
    """One employee before the columns are written: what the file will not say outright."""

    grade: str
    family: str
    seb: str
    minority: bool
    age: int
    tenure: int  # days
    woman: bool = False
    agency: bool = False
    months: int | None = None  # to the promotion in the period


def people(rng: Random) -> list[Person]:
    """Everyone on the staff list, agency workers among them, in the order in which they joined."""
    staff = [person for code in GRADES for person in _grade(rng, code)]
    _promote(rng, staff)
    everyone = staff + _agency(rng)
    rng.shuffle(everyone)
    return sorted(everyone, key=lambda person: -person.tenure)


def _grade(rng: Random, code: str) -> list[Person]:
    grade = GRADES[code]
    lower, intermediate = (share * grade.declared for share in grade.seb)
    professional = grade.declared - lower - intermediate
    groups = dict(
        zip(PROMOTED, (lower, intermediate, professional, 1 - grade.declared), strict=True)
    )
    traits = zip(
        deal(rng, grade.families, grade.people),
        deal(rng, groups, grade.people),
        deal(rng, {True: grade.minority, False: 1 - grade.minority}, grade.people),
        strict=True,
    )
    staff = [_person(rng, code, family, seb, minority) for family, seb, minority in traits]
    chances = [WOMEN[person.family] * grade.women for person in staff]
    for index in ranked(rng, [chance / (1 - chance) for chance in chances])[: round(sum(chances))]:
        staff[index].woman = True
    return staff


def _person(rng: Random, code: str, family: str, seb: str, minority: bool) -> Person:
    grade = GRADES[code]
    youngest = {"entry": 16, "skilled": 19, "professional": 21}.get(code, 27)
    age = round(min(67.0, max(youngest, rng.gauss(*grade.age))))
    if code == "entry" and rng.random() < 0.2:
        age = rng.randint(16, 24)
    years = rng.random() if rng.random() < 0.09 else rng.expovariate(1 / 8.0)
    tenure = min(years * 365.25, (age - 16) * 365 + rng.randint(5, 200))
    return Person(code, family, seb, minority, age, 1 + int(tenure))


def _promote(rng: Random, staff: list[Person]) -> None:
    """Choose who rose, a little less often from lower backgrounds, and how long it took them."""
    for group, rate in PROMOTED.items():
        members = [person for person in staff if person.seb == group]
        weights = [
            GRADES[member.grade].promoted / GRADES[member.grade].people if member.age >= 26 else 0.0
            for member in members
        ]
        chosen = ranked(rng, weights)[: round(rate * len(members))]
        rng.shuffle(chosen)
        for place, index in enumerate(chosen):
            person = members[index]
            # Spread over the quantiles instead of drawn: the median of forty people would wander.
            spread = exp(0.38 * NormalDist().inv_cdf((place + 0.5) / len(chosen)))
            person.months = round(MONTHS_TO_PROMOTION[group] * spread)
            # Time in the last grade cannot be longer than service up to the promotion.
            person.tenure = max(person.tenure, round(person.months * 30.44) + rng.randint(10, 360))


def _agency(rng: Random) -> list[Person]:
    """Agency workers sit in the staff list of most firms; the tool must leave them out."""
    workers = []
    for code in deal(rng, {"entry": 14, "skilled": 14, "professional": 12}, AGENCY_ROWS):
        seb = pick(rng, {"undeclared": 70, "lower": 18, "professional": 12})
        worker = _person(rng, code, pick(rng, GRADES[code].families), seb, rng.random() < 0.2)
        worker.woman = rng.random() < WOMEN[worker.family]
        worker.agency, worker.tenure = True, rng.randint(20, 700)
        workers.append(worker)
    return workers


def leadership(rng: Random) -> list[Row]:
    """The board with its non-executives, the executive committee, and their direct reports."""
    rows: list[Row] = []
    for body, women, men in (("board", 4, 7), ("exec_committee", 4, 7), ("direct_reports", 5, 6)):
        groups = {"lower": 0.2, "intermediate": 0.18, "professional": 0.5, "undeclared": 0.12}
        sexes = deal(rng, {"female": women, "male": men}, women + men)
        for sex, seb in zip(sexes, deal(rng, groups, women + men), strict=True):
            said = "prefer_not_to_say" if body == "direct_reports" and rng.random() < 0.05 else sex
            row: Row = {"person_id": f"L{len(rows) + 1:02}", "body": body, "sex": said}
            rows.append(
                row
                | answers(rng, seb, rng.random() < 0.12, rng.randint(42, 63), 0.045, senior=True)
            )
    return rows
