"""Resampled medians and means: how far they move when as many people are drawn again, with luck.

B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979). The
numbers come in ascending order with their counts, so the order of rows never matters; the seed is
the policy's, with a stream for each side of a comparison, so that the sides move independently.
"""

import math

import numpy as np
import numpy.typing as npt

from levelup_cli.intervals import LEVEL, Pair, Z
from levelup_cli.outcomes.indicators import Sample

Floats = npt.NDArray[np.float64]
RESAMPLES = 2000
_AT_ONCE = 1 << 16  # draws at a time: few enough to stay in the processor's cache


def interval_of(resampled: Floats) -> Pair:
    """The percentile interval, by the definition of quantiles that makes the usual median."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail])
    return float(low), float(high)


def resample_medians(sample: Sample, seed: int, stream: int) -> Floats:
    """The medians of 2,000 resamples, drawn without drawing the resamples.

    A resample's order statistics are the sample's quantiles at the order statistics of as many
    uniform numbers, and those have beta distributions: the middle one of n is Beta(m, n - m + 1),
    and the next above it is the smallest of the n - m that remain. So the distribution is that of
    Efron's bootstrap itself, at the cost of two draws for each resample, however large the group.
    """
    source = _source(seed, stream)
    people, places = int(sample.counts.sum()), np.cumsum(sample.counts)
    middle = (people + 1) // 2
    lower = source.beta(middle, people - middle + 1, RESAMPLES)
    first = sample.numbers[_place(lower, people, places)]
    if people % 2:
        return first
    gap = 1 - source.random_sample(RESAMPLES) ** (1 / (people - middle))
    upper = lower + (1 - lower) * gap
    second = sample.numbers[_place(upper, people, places)]
    return np.where(first == second, first, (first + second) / 2)


def _place(uniform: Floats, people: int, places: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """The distinct number that stands at a part of the way through a sample."""
    person = np.minimum((uniform * people).astype(np.int64), people - 1)
    return np.searchsorted(places, person, side="right")


def resample_means(sample: Sample, seed: int, stream: int) -> Floats:
    """The means of 2,000 resamples."""
    source = _source(seed, stream)
    everybody = np.repeat(sample.numbers, sample.counts)
    people = len(everybody)
    step = max(1, _AT_ONCE // people)
    means = []
    for done in range(0, RESAMPLES, step):
        size = min(step, RESAMPLES - done), people
        means.append(everybody.take(source.randint(0, people, size, np.uint16)).sum(axis=1))
    return np.concatenate(means) / people


def _source(seed: int, stream: int) -> np.random.RandomState:
    """Random numbers whose sequence is frozen across releases of numpy, so that figures last."""
    return np.random.RandomState([seed, stream])


def order_statistics(sample: Sample) -> Pair:
    """The interval of the median of a large group, by rank.

    The ranks are n / 2 ± z √n / 2: W. J. Conover, Practical Nonparametric Statistics, section 3.2.
    """
    people, places = int(sample.counts.sum()), np.cumsum(sample.counts)
    spread = Z * math.sqrt(people) / 2
    ranks = max(1, math.floor(people / 2 - spread)), min(people, math.ceil(people / 2 + spread + 1))
    low, high = (
        float(sample.numbers[np.searchsorted(places, rank - 1, side="right")]) for rank in ranks
    )
    return low, high


def variance_interval(sample: Sample) -> Pair:
    """The interval of the mean of a large group, by the normal law: mean ± z s / √n."""
    people = int(sample.counts.sum())
    mean = float((sample.numbers * sample.counts).sum() / people)
    squares = float((sample.counts * (sample.numbers - mean) ** 2).sum())
    spread = Z * math.sqrt(squares / (people - 1) / people)
    return mean - spread, mean + spread
