"""Wilson's interval and the median, against R 4.2 and its package binom; and what is made of them.

R's `prop.test` gives Wald's interval of a difference, which levelup has no use for. Newcombe's is
made here of R's Wilson limits; and the step that makes it, given Wald's limits, makes Wald's.
"""

import math
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np

from levelup_cli.indicators.distributions import Distribution
from levelup_cli.intervals import newcombe, subtract, wilson
from oracles.definitions import metric, with_metrics
from oracles.oracle import Oracle, Pair, published
from oracles.scored import Numbers, by_command
from oracles.sheets import aggregate_return

Z = 1.959963984540054  # qnorm(0.975) of R


def _counts() -> list[tuple[int, int, float, float]]:
    """Events, of how many, and R's limits of Wilson's interval at 95 %."""
    rows = [r for r in published("intervals/proportion_intervals.csv") if r["level"] == "0.95"]
    return [(int(r["x"]), int(r["n"]), float(r["wilson_lo"]), float(r["wilson_hi"])) for r in rows]


def compare_wilson() -> Iterator[Pair]:
    for events, people, low, high in _counts():
        ours = wilson(events, people)
        yield Pair(f"{events} of {people}, low", low, ours[0])
        yield Pair(f"{events} of {people}, high", high, ours[1])


def compare_scored() -> Iterator[Pair]:
    """The same from a return of counts, one metric each; levelup gives per cent."""
    counts = {f"g14_count_{i:03}": count for i, count in enumerate(_counts())}
    measure = {"proportion": {"of": "trials", "where": {"success": "yes"}}}
    with tempfile.TemporaryDirectory() as folder:
        metrics = {name: metric(name, measure) for name in counts}
        pack = with_metrics("counts", Path(folder), 14, metrics)
        sheet = aggregate_return(Path(folder), {name: count[:2] for name, count in counts.items()})
        figures = by_command(sheet, pack)
    for name, (events, people, low, high) in counts.items():
        ours = figures[name,]
        yield Pair(f"{events} of {people}", 100 * events / people, ours.value)
        yield Pair(f"{events} of {people}, low", 100 * low, _end(ours, 0))
        yield Pair(f"{events} of {people}, high", 100 * high, _end(ours, 1))


def _end(figure: Numbers, side: int) -> float | None:
    return figure.interval and figure.interval[side]


def compare_newcombe() -> Iterator[Pair]:
    """Each count with the next: Newcombe's method 10, worked by hand from R's limits."""
    for (x, n, low, high), (x2, n2, low2, high2) in pairwise(_counts()):
        p, p2 = x / n, x2 / n2
        ours = newcombe((x, n), (x2, n2))
        name = f"{x} of {n} less {x2} of {n2}"
        yield Pair(f"{name}, low", p - p2 - math.hypot(p - low, high2 - p2), ours[0])
        yield Pair(f"{name}, high", p - p2 + math.hypot(high - p, p2 - low2), ours[1])


def compare_wald() -> Iterator[Pair]:
    """R cuts the interval off at -1 and 1."""
    for row in published("intervals/two_proportions.csv"):
        one, other = (_wald(int(row[f"x{i}"]), int(row[f"n{i}"])) for i in (1, 2))
        low, high = subtract(one, other)
        name = f"{row['x1']} of {row['n1']} less {row['x2']} of {row['n2']}"
        yield Pair(f"{name}, low", float(row["wald_diff_lo"]), max(low, -1))
        yield Pair(f"{name}, high", float(row["wald_diff_hi"]), min(high, 1))


def _wald(events: int, people: int) -> tuple[float, float, float]:
    share = events / people
    spread = Z * math.sqrt(share * (1 - share) / people)
    return share, share - spread, share + spread


def compare_medians() -> Iterator[Pair]:
    """The median is R's quantile of type 7, its default, at one half."""
    for row in published("intervals/quantiles_types1to9.csv"):
        if row["prob"] == "0.5":
            counts = sorted(Counter(map(Decimal, row["values"].split())).items())
            yield Pair(row["id"], float(row["type7"]), _distribution(counts).median())


def _distribution(counts: list[tuple[Decimal, int]]) -> Distribution:
    """Numbers of which all are known, and how often each stands."""
    heads = np.array([count for _, count in counts])
    return Distribution(
        numbers=np.array([float(number) for number, _ in counts]),
        exact=tuple(number for number, _ in counts),
        sure=heads,
        maybe=np.zeros_like(heads),
        unknown=0,
        stray=0,
    )


ORACLES = [
    Oracle("intervals", "Wilson, of R's binom", "intervals", 452, 1e-12, compare_wilson),
    Oracle(
        name="intervals",
        what="Wilson by `levelup score`, of counts sent",
        folder="intervals",
        figures=678,
        allowed=1e-11,
        compare=compare_scored,
        relative=True,
    ),
    Oracle(
        "intervals", "Newcombe, of R's Wilson limits", "intervals", 450, 1e-12, compare_newcombe
    ),
    Oracle("intervals", "Wald made by the same step", "intervals", 600, 1e-12, compare_wald),
    Oracle("intervals", "medians, R's type 7", "intervals", 40, 1e-12, compare_medians),
]
