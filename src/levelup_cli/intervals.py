"""How far a figure moves by chance alone: the interval of a proportion, a rate, a comparison.

Staff are counted in full and are no sample, so an interval here is a guard against reading chance
as change, and no sampling error. All of them cover 95 %. Shares are parts of one; counts may be
fractions where people share a place in a ranking.
"""

import math
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)  # 1.959964
Pair = tuple[float, float]
Counted = tuple[float, float]  # events, and the people they are counted among


def wilson(events: float, people: float) -> Pair:
    """The share of `people` (above 0) who had an event: Wilson's score interval.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22 (1927). It behaves for small numbers and for none.
    """
    middle, spread = 2 * events + Z**2, Z * math.sqrt(Z**2 + 4 * events * (1 - events / people))
    base = 2 * (people + Z**2)
    low = 0.0 if events <= 0 else (middle - spread) / base
    high = 1.0 if events >= people else (middle + spread) / base
    return low, high


def newcombe(one: Counted, other: Counted) -> Pair:
    """The share of one group less that of the other: Newcombe's hybrid score interval.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17 (1998), method 10.
    """
    return subtract(
        (one[0] / one[1], *wilson(*one)),
        (other[0] / other[1], *wilson(*other)),
    )


def subtract(one: tuple[float, float, float], other: tuple[float, float, float]) -> Pair:
    """The interval of a difference of two independent values, each with its low and high.

    Of Wilson's intervals it makes Newcombe's; of any others it is the method of variance estimates
    recovery: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures",
    Statistics in Medicine 27 (2008).
    """
    (value, low, high), (value2, low2, high2) = one, other
    difference = value - value2
    return (
        difference - math.hypot(value - low, high2 - value2),
        difference + math.hypot(high - value, value2 - low2),
    )


def log_ratio(one: Counted, other: Counted) -> Pair:
    """The share of one group over that of the other, by the variance of the ratio's logarithm.

    D. Katz and others, "Obtaining confidence intervals for the risk ratio in cohort studies",
    Biometrics 34 (1978). With an empty cell 0.5 is added to each of the four, so each base grows
    by 1.
    """
    (events, people), (events2, people2) = one, other
    if 0 in (events, people - events, events2, people2 - events2):
        events, people, events2, people2 = events + 0.5, people + 1, events2 + 0.5, people2 + 1
    ratio = math.log(events / people) - math.log(events2 / people2)
    spread = Z * math.sqrt(1 / events - 1 / people + 1 / events2 - 1 / people2)
    return math.exp(ratio - spread), math.exp(ratio + spread)


def byar(events: float) -> Pair:
    """How many events there could have been, of as many as there were: Byar's approximation.

    N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research, volume 2 (1987), from the
    exact limits of a Poisson count.
    """
    low = 0.0
    if events > 0:
        low = events * max(0.0, 1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3
    more = events + 1
    high = more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
    return low, high
