"""Answers to the monitoring questions that staff, leaders and applicants of Northmoor share."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from making.chance import pick
from making.tables import Row

# What a parental occupation code collapses to; the three codes at the end belong to no group.
SEB_GROUP = {
    "modern_traditional_professional": "professional",
    "manager_administrator": "professional",
    "clerical_intermediate": "intermediate",
    "small_business_owner": "intermediate",
    "technical_craft": "lower",
    "routine_semi_routine": "lower",
    "long_term_unemployed": "lower",
}
OCCUPATIONS: dict[str, Mapping[str | None, float]] = {
    "professional": {"modern_traditional_professional": 58, "manager_administrator": 42},
    "intermediate": {"clerical_intermediate": 55, "small_business_owner": 45},
    "lower": {"technical_craft": 41, "routine_semi_routine": 51, "long_term_unemployed": 8},
    "undeclared": {None: 40, "prefer_not_to_say": 33, "dont_know": 14, "other_not_applicable": 13},
}
MINORITIES = {"asian": 47, "black": 20, "mixed": 20, "other": 13}
UNDECLARED: Mapping[str | None, float] = {None: 35, "prefer_not_to_say": 55, "unknown": 10}
INDEPENDENT_SCHOOL = {
    "professional": 0.15,
    "intermediate": 0.05,
    "lower": 0.015,
    "undeclared": 0.08,
}
FREE_MEALS = {"professional": 0.04, "intermediate": 0.12, "lower": 0.27, "undeclared": 0.15}
GRADUATE_PARENT = {"professional": 0.56, "intermediate": 0.19, "lower": 0.06, "undeclared": 0.25}
AGE_BANDS = ((16, "under_16"), (18, "16_17"), (21, "18_20"), (25, "21_24"), (35, "25_34"),
             (45, "35_44"), (55, "45_54"), (65, "55_64"), (200, "65_plus"))  # fmt: skip


def age_band(age: int) -> str:
    return next(band for upper, band in AGE_BANDS if age < upper)


def answers(
    rng: Random, seb: str, minority: bool, age: int, refusal: float, senior: bool = False
) -> Row:
    """The sensitive columns of one person.

    `refusal` is the usual chance of no answer to one question; who holds back on parental
    occupation holds back on the others more often, as in every real file.
    """
    silent = 6 * refusal if seb == "undeclared" else refusal
    return {
        "ethnicity_group": _ethnicity(rng, minority, silent),
        "disability": _disability(rng, silent),
        "parental_occupation": pick(rng, OCCUPATIONS[seb]),
        "school_type": _school(rng, seb, silent + 0.08, senior),
        "fsm_eligible": _free_meals(rng, seb, silent + 0.06, age),
    }


def parental_qualification(rng: Random, seb: str) -> str | None:
    if rng.random() < (0.82 if seb == "undeclared" else 0.1):
        return pick(rng, {None: 50, "prefer_not_to_say": 30, "dont_know": 20})
    if rng.random() < GRADUATE_PARENT[seb]:
        return pick(rng, {"degree": 70, "above_degree": 30})
    return pick(rng, {"below_degree": 72, "none": 28})


def _ethnicity(rng: Random, minority: bool, silent: float) -> str | None:
    if rng.random() < silent:
        return pick(rng, UNDECLARED)
    return pick(rng, MINORITIES) if minority else "white"


def _disability(rng: Random, silent: float) -> str | None:
    if rng.random() < silent + 0.02:
        return pick(rng, UNDECLARED)
    return "yes" if rng.random() < 0.09 else "no"


def _school(rng: Random, seb: str, silent: float, senior: bool) -> str | None:
    if rng.random() < silent:
        return pick(rng, {None: 55, "prefer_not_to_say": 35, "dont_know": 10})
    if rng.random() < 0.05:
        return "outside_uk"
    if rng.random() < INDEPENDENT_SCHOOL[seb] * (1.7 if senior else 1.0):
        return pick(rng, {"independent": 85, "independent_bursary": 15})
    return pick(rng, {"state_non_selective": 80, "state_selective": 11, "state": 9})


def _free_meals(rng: Random, seb: str, silent: float, age: int) -> str | None:
    if rng.random() < silent:
        return pick(rng, {None: 50, "prefer_not_to_say": 35, "dont_know": 15})
    if age > 60 or rng.random() < 0.04:  # at school before 1980, or schooled abroad
        return "not_applicable"
    return "yes" if rng.random() < FREE_MEALS[seb] else "no"
