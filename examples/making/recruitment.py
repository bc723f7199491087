"""The vacancies that Northmoor Water closed in the period, and everyone who applied for them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from making.background import age_band, answers
from making.chance import apportion, deal, pick, ranked, yes_no
from making.organisation import SITES
from making.tables import Row

VACANCIES, FILLED, HIRES, APPLICANTS = 420, 372, 520, 9000
GRADES = {"entry": 132, "skilled": 138, "professional": 92, "manager": 43, "senior_leader": 15}
DEGREE_ASKED = {"professional": 0.42, "manager": 0.33, "senior_leader": 0.5}
APPLICANTS_PER_POST = {"entry": 28.0, "skilled": 18.0, "professional": 24.0, "manager": 16.0}
# Home authorities in the north-east of England, Newcastle first, by weight.
AUTHORITIES = {
    "E08000021": 18, "E08000022": 9, "E08000023": 7, "E08000024": 13, "E08000037": 9,
    "E06000047": 17, "E06000057": 8, "E06000001": 3, "E06000002": 6, "E06000004": 5,
    "E06000065": 3, None: 2,
}  # fmt: skip
DECILES = dict(enumerate((15, 13, 12, 11, 10, 9, 9, 8, 7, 6), 1))
YOUNG_STATUSES = {
    "employed": 34,
    "in_education": 37,
    "neet": 14,
    "unemployed_under_1y": 10,
    "unknown": 5,
}
STATUSES = {
    "employed": 68,
    "unemployed_under_1y": 15,
    "unemployed_1y_plus": 6,
    "inactive": 5,
    "unknown": 6,
}
SEB = {"lower": 0.3, "intermediate": 0.2, "professional": 0.305, "undeclared": 0.195}
# How heavily a background weighs at each gate: slightly against lower SEB and ethnic minorities.
AT_SIFT = {"lower": 0.9, "minority": 0.92}
AT_INTERVIEW = {"lower": 0.9, "minority": 0.86}


@dataclass(frozen=True)
class Candidate:
    """One application before it meets the panel."""

    vacancy_id: str | None
    route: str
    seb: str
    minority: bool
    age: int

    def weight(self, gate: dict[str, float]) -> float:
        lower = gate["lower"] if self.seb == "lower" else 1.0
        return (
            lower
            * (gate["minority"] if self.minority else 1.0)
            * (1.6 if self.route == "internal" else 1)
        )


def vacancies(rng: Random) -> list[Row]:
    grades = deal(rng, GRADES, VACANCIES)
    filled = deal(rng, {"yes": FILLED, "no": VACANCIES - FILLED}, VACANCIES)
    return [
        _vacancy(rng, f"REQ{number:04}", grade, done)
        for number, (grade, done) in enumerate(zip(grades, filled, strict=True), 1)
    ]


def _vacancy(rng: Random, vacancy_id: str, grade: str, filled: str) -> Row:
    regulated = (
        pick(rng, {"yes": 6, "no": 89, None: 5}) if grade not in ("entry", "skilled") else "no"
    )
    return {
        "vacancy_id": vacancy_id,
        "grade": grade,
        "site_id": pick(rng, {site_id: site.share for site_id, site in SITES.items()}),
        "filled": filled,
        "advertised_openly": yes_no(rng, 0.84 if grade in ("entry", "professional") else 0.72),
        "salary_shown": yes_no(rng, 0.4 if grade == "senior_leader" else 0.83),
        "flexible_offered": yes_no(rng, 0.3 if grade in ("entry", "skilled") else 0.7),
        "degree_required": yes_no(
            rng, 0.96 if regulated == "yes" else DEGREE_ASKED.get(grade, 0.02)
        ),
        "regulated_profession": regulated,
        "entry_level": "yes" if grade == "entry" else "no",
        "anonymised_sift": yes_no(rng, 0.42),
    }


def applicants(rng: Random, posts: list[Row]) -> list[Row]:
    """Everyone who applied, post by post, taken through sift, shortlist, interview and offer."""
    openings = _openings(rng, posts)
    fields = _field_sizes(rng, posts, openings)
    sebs = iter(deal(rng, SEB, APPLICANTS))
    minorities = iter(deal(rng, {True: 0.165, False: 0.835}, APPLICANTS))
    rows: list[Row] = []
    for post, hires, size in zip(posts, openings, fields, strict=True):
        usual = _usual_route(rng, post)
        field = [_candidate(rng, post, usual, next(sebs), next(minorities)) for _ in range(size)]
        stages = _stages(rng, field, hires)
        rows += [_row(rng, person, stage) for person, stage in zip(field, stages, strict=True)]
    rng.shuffle(rows)
    for number, row in enumerate(rows, 1):
        row["application_id"] = f"APP{number:05}"
    return rows


def _openings(rng: Random, posts: list[Row]) -> list[int]:
    """One hire for every filled post; the rest were taken on together for entry or skilled work."""
    openings = [1 if post["filled"] == "yes" else 0 for post in posts]
    groups = [
        i for i, post in enumerate(posts) if openings[i] and post["grade"] in ("entry", "skilled")
    ]
    for _ in range(HIRES - FILLED):
        openings[rng.choice(groups)] += 1
    return openings


def _field_sizes(rng: Random, posts: list[Row], openings: list[int]) -> list[int]:
    least = [2 * hires + 2 for hires in openings]
    pull = [
        APPLICANTS_PER_POST.get(str(post["grade"]), 12.0)
        * rng.lognormvariate(0, 0.5)
        * (1.0 if post["advertised_openly"] == "yes" else 0.12)
        * max(1, hires) ** 0.5
        for post, hires in zip(posts, openings, strict=True)
    ]
    spare = apportion(pull, APPLICANTS - sum(least))
    return [some + more for some, more in zip(least, spare, strict=True)]


def _usual_route(rng: Random, post: Row) -> str:
    if post["advertised_openly"] == "no":
        return pick(rng, {"internal": 80, "direct_hire": 20})
    if post["grade"] == "entry":
        return pick(rng, {"apprentice": 22, "direct_hire": 78})
    if post["grade"] == "professional":
        return pick(rng, {"graduate": 14, "intern": 5, "direct_hire": 81})
    return "direct_hire"


def _candidate(rng: Random, post: Row, usual: str, seb: str, minority: bool) -> Candidate:
    route = "internal" if usual == "direct_hire" and rng.random() < 0.05 else usual
    youngest, mean = {"apprentice": (16, 19), "graduate": (21, 23), "intern": (19, 21)}.get(
        route, (18, 35)
    )
    age = round(min(66.0, max(youngest, rng.gauss(mean, 2 if mean < 25 else 11))))
    return Candidate(str(post["vacancy_id"]), route, seb, minority, age)


def _stages(rng: Random, field: list[Candidate], hires: int) -> list[str]:
    """The furthest stage of each candidate: one loaded order at the sift, one at the interview."""
    stages = [pick(rng, {"applied": 56, "sifted": 42, "withdrawn": 2}) for _ in field]
    places = max(hires + 1, round(0.22 * len(field) + 0.8 * hires))
    listed = ranked(rng, [person.weight(AT_SIFT) for person in field])[:places]
    order = ranked(rng, [field[i].weight(AT_INTERVIEW) for i in listed])
    for rank, position in enumerate(order):
        if rank < hires:
            stage = "hired"
        elif rank == hires and rng.random() < 0.16:
            stage = "offered"
        else:
            stage = pick(rng, {"shortlisted": 26, "assessed": 14, "interviewed": 60})
        stages[listed[position]] = stage
    return stages


def _row(rng: Random, person: Candidate, stage: str) -> Row:
    shortlisted = stage not in ("applied", "sifted", "withdrawn")
    # A few apply without a post in view; they never get as far as the shortlist.
    speculative = not shortlisted and rng.random() < 0.008
    monitoring = answers(rng, person.seb, person.minority, person.age, 0.022)
    return {
        "application_id": None,  # numbered once all are in, in no order
        "vacancy_id": None if speculative else person.vacancy_id,
        "route": person.route,
        "stage_reached": stage,
        "shortlisted": "yes" if shortlisted else "no",
        "hired": "yes" if stage == "hired" else "no",
        "prior_status": _prior_status(rng, person),
        "age_band": age_band(person.age) if rng.random() < 0.97 else "unknown",
        "imd_decile": None if rng.random() < 0.04 else pick(rng, DECILES),
        "local_authority_code": pick(rng, AUTHORITIES),
        "sex": pick(
            rng, {"female": 38, "male": 59, "other_or_nonbinary": 0.6, "prefer_not_to_say": 2.4}
        ),
    } | monitoring


def _prior_status(rng: Random, person: Candidate) -> str:
    if person.route == "internal":
        return "employed"
    return pick(rng, YOUNG_STATUSES if person.age < 25 else STATUSES)
