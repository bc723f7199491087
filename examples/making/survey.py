"""The colleague survey of Northmoor Water, counted from invented answers of the people in post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from making.background import MINORITIES, SEB_GROUP
from making.tables import Row

SURVEY_NAME = "Colleague survey October 2024"
SENT = date(2024, 10, 7)
SMALLEST_GROUP = 10  # a group with fewer answers is not reported

Answer = bool | float
GROUPS: dict[str, tuple[str, ...]] = {
    "all": ("all",),
    "sex": ("female", "male"),
    "ethnicity_group": ("asian", "black", "mixed", "white", "other"),
    "disability": ("yes", "no"),
    "parental_occupation": ("lower", "intermediate", "professional"),
}


@dataclass(frozen=True)
class Question:
    """How likely a yes is, or how high the score; what each characteristic takes off it."""

    level: float
    minority: float
    disabled: float
    lower: float
    scored: bool = False


QUESTIONS = {
    "inclusion_belong": Question(0.76, 0.10, 0.11, 0.05),
    "wellbeing_supported": Question(0.69, 0.04, 0.13, 0.02),
    "life_satisfaction": Question(7.5, 0.2, 0.9, 0.15, scored=True),
}


def survey(rng: Random, employees: list[Row]) -> list[Row]:
    """One row per question and group, with everyone in post on the day counted as invited."""
    invited = [
        row for row in employees if row["contract_type"] != "agency" and _joined_before(row, SENT)
    ]
    answered = [rng.random() < 0.67 for _ in invited]
    rows: list[Row] = []
    for question_id, question in QUESTIONS.items():
        answers = [_answer(rng, question, person) for person in invited]
        for group_by, groups in GROUPS.items():
            for group in groups:
                chosen = [
                    i for i, person in enumerate(invited) if _group(person, group_by) == group
                ]
                given = [answers[i] for i in chosen if answered[i]]
                if len(given) >= SMALLEST_GROUP:
                    rows.append(_count(question_id, group_by, group, len(chosen), given))
    return rows


def _joined_before(person: Row, day: date) -> bool:
    joined = person["start_date"]
    return isinstance(joined, date) and joined < day


def _group(person: Row, group_by: str) -> str:
    if group_by == "parental_occupation":
        return SEB_GROUP.get(str(person[group_by]), "unclassified")
    return "all" if group_by == "all" else str(person[group_by])


def _answer(rng: Random, question: Question, person: Row) -> Answer:
    level = question.level
    level -= question.minority if person["ethnicity_group"] in MINORITIES else 0
    level -= question.disabled if person["disability"] == "yes" else 0
    level -= question.lower if _group(person, "parental_occupation") == "lower" else 0
    if question.scored:
        return float(min(10, max(0, round(rng.gauss(level, 1.7)))))
    return rng.random() < level


def _count(question_id: str, group_by: str, group: str, invited: int, given: list[Answer]) -> Row:
    scored = QUESTIONS[question_id].scored
    return {
        "survey_name": SURVEY_NAME,
        "question_id": question_id,
        "group_by": group_by,
        "group": group,
        "n_invited": invited,
        "n_responses": len(given),
        "n_favourable": None if scored else sum(map(int, given)),
        "mean_score": round(sum(given) / len(given), 2) if scored else None,
    }
