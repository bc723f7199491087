"""The UNDP's Human Development Index of 2022: goalposts, a mean of two, a geometric mean of three.

Goalposts as in the technical notes of the Human Development Report 2023-24.
"""

import math
from collections.abc import Iterator

from levelup_cli.definitions.policies import OverallRule
from levelup_cli.scoring.overall import score_overall
from oracles.goals import points_between, score_parts
from oracles.oracle import Oracle, Pair, number, published

FOLDER = "scores/hdi"
GOALS = 3


def compare() -> Iterator[Pair]:
    """Every country that has an index; it is published with three decimals."""
    for row in published(f"{FOLDER}/hdi_2022.csv"):
        if "." not in row["iso3"] and number(row["hdi"]) is not None:
            yield Pair(row["iso3"], float(row["hdi"]), _index(row))


def _index(row: dict[str, str]) -> float | None:
    income = math.log(float(row["gnipc"]))
    health = [points_between(float(row["le"]), 20, 85)]
    education = [
        points_between(float(row["eys"]), 0, 18),
        points_between(float(row["mys"]), 0, 15),
    ]
    living = [points_between(income, math.log(100), math.log(75_000))]
    goals = [score_parts(parts, [1] * len(parts)) for parts in (health, education, living)]
    overall = score_overall(goals, OverallRule(least_goals=GOALS, floor=1))
    return None if overall.score is None else overall.score / 100


ORACLES = [
    Oracle(
        name="scores/hdi",
        what="the index of countries, by goals and the overall number",
        folder=FOLDER,
        figures=193,
        allowed=0.0005,
        compare=compare,
    )
]
