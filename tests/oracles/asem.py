"""The ASEM portal of the Joint Research Centre: 49 indicators of 51 countries, three levels up.

The results are those of COINr 1.1.14. A pillar, a sub-index and the index are each scored as a goal
is, from the level below. COINr's ranks are left out: levelup ranks nobody.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from levelup_cli.scoring.means import geometric_mean
from oracles.goals import points_between, score_parts
from oracles.oracle import Oracle, Pair, number, published

FOLDER = "scores/asem"
LEVELS = ("Indicator", "Pillar", "Sub-index", "Index")
TWO_THIRDS = 0.66  # COINr's dat_thresh
Scores = dict[str, float | None]  # by indicator, pillar and so on up
Ends = Mapping[str, tuple[float, float]]  # floor and target of each indicator
Mean = Callable[[Sequence[float | None], Sequence[float]], float | None]
Scale = Callable[[float], float]


def compare_points(file: str, ends: Callable[[], Ends], scale: Scale) -> Iterator[Pair]:
    """What each indicator of each country earns."""
    earned = _earned(ends(), scale)
    for row in published(f"{FOLDER}/{file}.csv"):
        for code, ours in earned[row["uCode"]].items():
            yield Pair(f"{row['uCode']} {code}", number(row[code]), ours)


def compare_means(
    file: str, ends: Callable[[], Ends], scale: Scale, mean: Mean, weights: str = ""
) -> Iterator[Pair]:
    """What pillars, sub-indices and the index come to."""
    earned = _earned(ends(), scale)
    heavy = {r["iCode"]: float(r["Weight"]) for r in published(weights)} if weights else {}
    for row in published(f"{FOLDER}/{file}.csv"):
        scores = _climb(earned[row["uCode"]], mean, heavy)
        for code in set(row) - {"uCode", "Index_rank"}:
            yield Pair(f"{row['uCode']} {code}", number(row[code]), scores[code])


def _goalposts() -> Ends:
    """As set in advance; where less is better, the upper one is the floor."""
    return {
        row["iCode"]: _in_order(row, float(row["goalpost_lower"]), float(row["goalpost_upper"]))
        for row in published(f"{FOLDER}/goalposts.csv")
    }


def _extremes() -> Ends:
    """The least and the most of all countries; levelup itself never scores by others' data."""
    countries = published(f"{FOLDER}/asem_indicator_data.csv")
    ends = {}
    for row in published(f"{FOLDER}/goalposts.csv"):
        values = [v for c in countries if (v := number(c[row["iCode"]])) is not None]
        ends[row["iCode"]] = _in_order(row, min(values), max(values))
    return ends


def _in_order(row: dict[str, str], low: float, high: float) -> tuple[float, float]:
    return (low, high) if row["Direction"] == "1" else (high, low)


def _earned(ends: Ends, scale: Scale) -> dict[str, Scores]:
    earned: dict[str, Scores] = {}
    for row in published(f"{FOLDER}/asem_indicator_data.csv"):
        values = {code: number(row[code]) for code in ends}
        earned[row["uCode"]] = {
            code: None if value is None else scale(points_between(value, *ends[code]))
            for code, value in values.items()
        }
    return earned


def _climb(points: Scores, mean: Mean, weights: Mapping[str, float]) -> Scores:
    """The scores of all levels; without weights all parts of a whole count alike."""
    scores, lineage = dict(points), published(f"{FOLDER}/lineage.csv")
    for part, whole in pairwise(LEVELS):
        for name in {row[whole] for row in lineage}:
            parts = sorted({row[part] for row in lineage if row[whole] == name})
            scores[name] = mean([scores[p] for p in parts], [weights.get(p, 1.0) for p in parts])
    return scores


def _arithmetic(
    parts: Sequence[float | None], weights: Sequence[float], least: float = 0
) -> float | None:
    return score_parts(parts, weights, least).score


def _geometric(parts: Sequence[float | None], weights: Sequence[float]) -> float | None:
    known = [(p, weight) for p, weight in zip(parts, weights, strict=True) if p is not None]
    return geometric_mean([p for p, _ in known], [weight for _, weight in known], floor=0)


def _as_earned(points: float) -> float:
    return points


def _from_one(points: float) -> float:
    """COINr's scale from 1 to 100, so that a geometric mean meets no nought."""
    return 1 + 0.99 * points


def _of_points(file: str, what: str, ends: Callable[[], Ends], scale: Scale) -> Oracle:
    return _oracle(file, what, INDICATORS, partial(compare_points, file, ends, scale))


def _of_means(
    file: str, what: str, ends: Callable[[], Ends], scale: Scale, mean: Mean, weights: str = ""
) -> Oracle:
    compare = partial(compare_means, file, ends, scale, mean, weights)
    return _oracle(file, what, WHOLES, compare)


def _oracle(file: str, what: str, each: int, compare: Callable[[], Iterator[Pair]]) -> Oracle:
    return Oracle(f"{FOLDER}/{file}", what, FOLDER, COUNTRIES * each, 1e-9, compare)


COUNTRIES, INDICATORS, WHOLES = 51, 49, 11
_DT66, _ALT = partial(_arithmetic, least=TWO_THIRDS), f"{FOLDER}/weights_alt.csv"
ORACLES = [
    _of_points("goalposts_trunc", "points between goalposts", _goalposts, _as_earned),
    _of_means("goalposts_trunc__amean", "goal scores", _goalposts, _as_earned, _arithmetic),
    _of_means(
        "goalposts_trunc__amean_alt",
        "goal scores, weighted",
        _goalposts,
        _as_earned,
        _arithmetic,
        _ALT,
    ),
    _of_points("minmax_0_100", "points between extremes", _extremes, _as_earned),
    _of_means("minmax_0_100__amean_dt66", "goal scores, 66 %", _extremes, _as_earned, _DT66),
    _of_points("minmax_1_100", "points between extremes, from 1", _extremes, _from_one),
    _of_means("minmax_1_100__gmean", "geometric means", _extremes, _from_one, _geometric),
]
