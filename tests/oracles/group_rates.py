"""COMPAS scores of 7,214 people: rates by race, sex and age, against the group with the largest.

Published by ProPublica; reference values of ratio and difference by fairlearn.
"""

import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from oracles.definitions import metric, with_metrics
from oracles.oracle import Oracle, Pair, number, published, published_file
from oracles.scored import Figures, Numbers, by_api, by_command

CODES = {
    "race": {
        "African-American": "african_american",
        "Asian": "asian",
        "Caucasian": "caucasian",
        "Hispanic": "hispanic",
        "Native American": "native_american",
        "Other": "other",
    },
    "sex": {"Female": "female", "Male": "male"},
    "age_cat": {
        "Less than 25": "under_25",
        "25 - 45": "25_to_45",
        "Greater than 45": "over_45",
    },
}
# The group with the largest rate, of those said to be a risk and of those who were one alike.
LARGEST = {"race": "native_american", "sex": "male", "age_cat": "under_25"}
STAGES: dict[str, dict[str, Any]] = {
    "prediction": {"proportion": {"of": "compas", "where": {"score": {"min": 1}}}},
    "label": {"proportion": {"of": "compas", "where": {"label_value": {"min": 1}}}},
}


def comparisons() -> Iterator[tuple[str, dict[str, Any]]]:
    """Of each group with the largest: a ratio and a difference, by stage."""
    for column, codes in CODES.items():
        for group in sorted(set(codes.values()) - {LARGEST[column]}):
            sides = {
                "of": STAGES["label"],
                "by": column,
                "group": group,
                "reference": LARGEST[column],
            }
            for kind, more in (("ratio", {}), ("difference", {"subtract": "reference"})):
                measure = {kind: {**sides, **more}}
                yield (
                    f"g14_compas_{kind}_{group}",
                    metric(f"{kind} of {group}", measure, stages=STAGES),
                )


@cache
def scored(by: Callable[[Path, Path], Figures]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        pack = with_metrics("group_rates", Path(folder), 14, dict(comparisons()))
        return by(published_file("group_rates/compas_for_aequitas.csv"), pack)


def compare_rates(by: Callable[[Path, Path], Figures]) -> Iterator[Pair]:
    """The rate of each group, over the largest rate, and less it."""
    figures = scored(by)
    for row in published("group_rates/reference_rates.csv"):
        name = f"{row['attribute']} {row['of']} {row['group']}"
        rate = number(row["selection_rate"])
        if row["group"].startswith("*"):
            kind = row["group"].removeprefix("*")
            apart = [_against(figures, kind, row, group) for group in CODES[row["attribute"]]]
            yield Pair(name, rate, min(apart) if kind == "ratio" else -min(apart))
            continue
        yield Pair(name, rate, _rate(figures, row, row["group"]))
        for kind in ("ratio", "difference"):
            expected = number(row[f"{kind}_to_max"])
            yield Pair(f"{name} {kind}", expected, _against(figures, kind, row, row["group"]))


def _rate(figures: Figures, row: dict[str, str], group: str) -> float:
    key = f"g14_compas_{row['of']}", row["attribute"], CODES[row["attribute"]][group]
    return (figures[key].value or 0) / 100


def _against(figures: Figures, kind: str, row: dict[str, str], group: str) -> float:
    """The figure of a group; the largest is against itself, and must be the largest."""
    code = CODES[row["attribute"]][group]
    if code == LARGEST[row["attribute"]]:
        largest = max(_rate(figures, row, other) for other in CODES[row["attribute"]])
        own = _rate(figures, row, group)
        return own / largest if kind == "ratio" else own - largest
    value = figures[f"g14_compas_{kind}_{code}", "stage", row["of"]].value or 0
    return value if kind == "ratio" else value / 100


def compare_counts() -> Iterator[Pair]:
    """How many people there are, and to how many it happened."""
    figures = scored(by_command)
    for row in published("group_rates/reference_rates.csv"):
        whole = row["group"].startswith("*")
        group = () if whole else (row["attribute"], CODES[row["attribute"]][row["group"]])
        ours = figures[f"g14_compas_{row['of']}", *group]
        name = f"{row['attribute']} {row['of']} {row['group']}"
        yield Pair(f"{name} n", number(row["n"]), ours.denominator)
        yield Pair(f"{name} positives", number(row["positives"]), ours.numerator)
    for row, wrongly_high, wrongly_low in _errors(figures):
        yield Pair("survived, high", number(row["survived_high"]), wrongly_high.numerator)
        yield Pair("recidivist, low", number(row["recid_low"]), wrongly_low.numerator)
        survived = sum(number(row[f"survived_{risk}"]) or 0 for risk in ("low", "high"))
        yield Pair("survived", survived, wrongly_high.denominator)
        reoffended = sum(number(row[f"recid_{risk}"]) or 0 for risk in ("low", "high"))
        yield Pair("recidivists", reoffended, wrongly_low.denominator)


def compare_errors() -> Iterator[Pair]:
    """The false positive and false negative rates that ProPublica published, in per cent."""
    for row, wrongly_high, wrongly_low in _errors(scored(by_command)):
        yield Pair(f"{row['group']} fpr", number(row["fpr_pct"]), wrongly_high.value)
        yield Pair(f"{row['group']} fnr", number(row["fnr_pct"]), wrongly_low.value)


def _errors(figures: Figures) -> Iterator[tuple[dict[str, str], Numbers, Numbers]]:
    for row in published("group_rates/propublica_published.csv"):
        group = () if row["group"] == "all" else ("race", CODES["race"][row["group"]])
        yield row, figures["g14_compas_fpr", *group], figures["g14_compas_fnr", *group]


ORACLES = [
    Oracle(
        name="group_rates",
        what="rates, ratios and differences by `assess`",
        folder="group_rates",
        figures=78,
        allowed=1e-12,
        compare=lambda: compare_rates(by_api),
        relative=True,
    ),
    Oracle(
        name="group_rates",
        what="the same by `levelup score`, which writes 12 digits",
        folder="group_rates",
        figures=78,
        allowed=1e-11,
        compare=lambda: compare_rates(by_command),
        relative=True,
    ),
    Oracle(
        name="group_rates",
        what="counts of people by `levelup score`",
        folder="group_rates",
        figures=80,
        allowed=0,
        compare=compare_counts,
    ),
    Oracle(
        name="group_rates",
        what="error rates as ProPublica published them, two decimals",
        folder="group_rates",
        figures=6,
        allowed=0.005,
        compare=compare_errors,
    ),
]
