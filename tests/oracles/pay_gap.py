"""The pay transparency report of British Columbia: 57 figures on 176 people, 19 of them hidden.

Its calculator is bcgov/fin-pay-transparency; what it does is told in the pack.
"""

from collections.abc import Iterator

from oracles.definitions import PACKS
from oracles.oracle import Oracle, Pair, number, published, published_file
from oracles.scored import Figures, by_command

GENDERS = {"M": "man", "W": "woman", "X": "non_binary", "U": "undisclosed"}
QUARTERS = {"1": "lower", "2": "lower_middle", "3": "upper_middle", "4": "upper"}
RECEIVING = {"OT": "overtime", "BONUS": "bonus"}


def compare() -> Iterator[Pair]:
    """Every figure of the published report."""
    figures = by_command(published_file("pay_gap/CsvGood.csv"), PACKS / "pay_gap")
    for row in published("pay_gap/CsvGood_expected.csv"):
        code, value = row["calculationCode"], row["value"]
        if code == "REFERENCE_GENDER_CATEGORY_CODE":
            sides = list(figures["g14_bc_woman_pay",].sides)
            yield Pair(code, 1, float(sides == ["woman", GENDERS[value]]))
        else:
            yield Pair(code, number(value), _ours(figures, code))


def _ours(figures: Figures, code: str) -> float | None:
    """Our figure for a code such as MEAN_OT_PAY_DIFF_W; None where it is not shown."""
    what, _, letter = code.rpartition("_")
    gender = GENDERS[letter]
    if what.endswith("_DIFF"):
        return _gap(figures, what.removesuffix("_DIFF").lower(), gender)
    if what.startswith("HOURLY_PAY_PERCENT_QUARTILE_"):
        key = f"g06_bc_{QUARTERS[what[-1]]}_quarter", "stage", gender
    else:
        key = f"g06_bc_{RECEIVING[what.split('_')[2]]}_share", "gender", gender
    return figures[key].value if key in figures else None


def _gap(figures: Figures, stage: str, gender: str) -> float | None:
    """A gap to men. No metric sets men against men: there it is that of men in two metrics."""
    part = stage.rpartition("_")[2]
    keys = [(f"g14_bc_{one}_{part}", "stage", stage) for one in ("woman", "non_binary")]
    if gender != "man":
        key = f"g14_bc_{gender}_{part}", "stage", stage
        return figures[key].value if key in figures else None
    if any(key not in figures for key in keys):
        return None
    one, other = (figures[key].sides["man"] or 0 for key in keys)
    return one - other if part == "hours" else 100 * (1 - one / other)


ORACLES = [
    Oracle(
        name="pay_gap",
        what="gaps, quarters and receipt by `levelup score`",
        folder="pay_gap",
        figures=57,
        allowed=1e-9,
        compare=compare,
    )
]
