"""What chance could make of a figure: which interval fits which measure, and what calls for a look.

Sections 4.5 and 4.6 of the method. Sums of money and of hours have none: no law says how they
would have come out otherwise.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.measures import (
    Comparison,
    Difference,
    Mean,
    Measure,
    Median,
    PercentGap,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    Ratio,
)
from levelup_cli.indicators import bootstrap
from levelup_cli.intervals import Counted, byar, log_ratio, newcombe, subtract, wilson
from levelup_cli.outcomes.indicators import Figure, Flag, Interval, Sample, Side

PER_CENT = 100.0
_LARGE = {"mean": "variance", "median": "order statistics"}


@dataclass(frozen=True, slots=True)
class Chance:
    """Gives figures their intervals and flags, by the policies of a catalogue."""

    catalogue: Catalogue

    def weigh(self, measure: Measure, figure: Figure) -> Figure:
        """The figure with its interval and flag, without the numbers that they were drawn from."""
        interval = self._interval(measure, figure) if figure.value is not None else None
        return replace(
            figure,
            sample=None,
            sides=tuple(replace(side, sample=None) for side in figure.sides),
            interval=interval,
            flag=self._flag(measure, figure, interval),
        )

    def _interval(self, measure: Measure, figure: Figure) -> Interval | None:
        counted = _counted(figure)
        match measure:
            case Proportion() | Pooled() if counted and figure.counts:
                per = measure.per if isinstance(measure, Proportion) else PER_CENT
                return _scaled(wilson(*counted), per, "Wilson")
            case Rate(times=times) if counted and figure.counts:
                low, high = byar(counted[0])
                return _scaled((low / counted[1], high / counted[1]), times, "Byar")
            case Mean() | Median() if figure.sample is not None:
                return self._of_numbers(measure, figure.sample)
            case Ratio() | PercentGap() | Difference() if figure.sides:
                return self._of_comparison(measure, figure)
            case _:
                return None

    def _of_comparison(
        self, measure: Ratio | PercentGap | Difference, figure: Figure
    ) -> Interval | None:
        group, reference = figure.sides
        counted = _counted(group), _counted(reference)
        if figure.counts and counted[0] and counted[1] and _is_share(measure.of):
            return _of_shares(measure, counted[0], counted[1])
        samples = group.sample, reference.sample
        if samples[0] is None or samples[1] is None or not isinstance(measure.of, Mean | Median):
            return None
        return self._of_two_samples(measure, measure.of, samples[0], samples[1])

    def _of_numbers(self, measure: Mean | Median, sample: Sample) -> Interval | None:
        """By resampling, in a large group by rank or variance; none where hardly anybody is."""
        people, policy = int(sample.counts.sum()), self.catalogue.scoring.intervals
        if people < policy.least_people:
            return None
        if people > policy.most_resampled:
            return Interval(*_of_many(measure, sample), _LARGE[measure.kind])
        return Interval(*bootstrap.interval_of(self._draw(measure, sample, 0)), "bootstrap")

    def _draw(self, measure: Mean | Median, sample: Sample, stream: int) -> bootstrap.Floats:
        resample = (
            bootstrap.resample_means if isinstance(measure, Mean) else bootstrap.resample_medians
        )
        return resample(sample, self.catalogue.scoring.intervals.seed, stream)

    def _of_two_samples(
        self,
        measure: Ratio | PercentGap | Difference,
        of: Mean | Median,
        group: Sample,
        reference: Sample,
    ) -> Interval | None:
        policy = self.catalogue.scoring.intervals
        people = [int(sample.counts.sum()) for sample in (group, reference)]
        if min(people) < policy.least_people:
            return None
        if max(people) > policy.most_resampled:
            return self._of_two_large(measure, of, group, reference)
        drawn = self._draw(of, group, 0), self._draw(of, reference, 1)
        if isinstance(measure, Difference):
            values = drawn[0] - drawn[1]
        elif (drawn[1] <= 0).any():
            return None
        else:
            values = drawn[0] / drawn[1]
        return _as_told(measure, bootstrap.interval_of(values), "bootstrap")

    def _of_two_large(
        self,
        measure: Ratio | PercentGap | Difference,
        of: Mean | Median,
        group: Sample,
        reference: Sample,
    ) -> Interval | None:
        """From the interval of each side; a ratio by its logarithm."""
        sides = []
        for sample in (group, reference):
            interval = self._of_numbers(of, sample)
            if interval is None:
                return None
            ends = _centre(of, sample), interval.low, interval.high
            if not isinstance(measure, Difference):
                if min(ends) <= 0:
                    return None
                ends = math.log(ends[0]), math.log(ends[1]), math.log(ends[2])
            sides.append(ends)
        low, high = subtract(sides[0], sides[1])
        if not isinstance(measure, Difference):
            low, high = math.exp(low), math.exp(high)
        return _as_told(measure, (low, high), _LARGE[of.kind])

    def _flag(self, measure: Measure, figure: Figure, interval: Interval | None) -> Flag | None:
        """Whether a ratio of shares calls for a look: all three conditions make it adverse.

        The four-fifths line is a screen of the United States from 1978 and no law here. With small
        groups there is no flag at all. Section 4.6 of the method.
        """
        if not isinstance(measure, Ratio) or figure.value is None or interval is None:
            return None
        if not _is_share(measure.of):
            return None
        policy, screen = self.catalogue.disclosure, self.catalogue.scoring.disparity
        outcomes = sum(side.numerator or 0 for side in figure.sides)
        people = min(side.denominator or 0 for side in figure.sides)
        thin = people < policy.least_for_ratio or outcomes < policy.least_outcomes_for_ratio
        if thin or screen.below <= figure.value <= screen.above:
            return "none"
        return "watch" if interval.low <= 1 <= interval.high else "adverse"


def _counted(part: Figure | Side) -> Counted | None:
    if part.numerator is None or not part.denominator or part.denominator <= 0:
        return None
    return part.numerator, part.denominator


def _is_share(measure: PlainMeasure) -> bool:
    return isinstance(measure, Proportion | Pooled)


def _scaled(ends: tuple[float, float], times: float, method: str) -> Interval:
    return Interval(ends[0] * times, ends[1] * times, method)


def _of_shares(
    measure: Ratio | PercentGap | Difference, group: Counted, reference: Counted
) -> Interval:
    """Where one side is part of the other (seniors of all) the interval is rather too wide."""
    if isinstance(measure, Difference):
        per = measure.of.per if isinstance(measure.of, Proportion) else PER_CENT
        low, high = newcombe(group, reference)
        return _as_told(measure, (per * low, per * high), "Newcombe")
    return _as_told(measure, log_ratio(group, reference), "log-ratio")


def _as_told(measure: Comparison, ends: tuple[float, float], method: str) -> Interval:
    """The ends of the group over (or less) the reference, as the measure tells it."""
    low, high = ends
    match measure:
        case PercentGap(subtract="group"):
            return Interval(PER_CENT * (1 - high), PER_CENT * (1 - low), method)
        case PercentGap():
            return Interval(PER_CENT * (low - 1), PER_CENT * (high - 1), method)
        case Difference(subtract="group"):
            return Interval(-high, -low, method)
        case _:
            return Interval(low, high, method)


def _of_many(measure: Mean | Median, sample: Sample) -> tuple[float, float]:
    if isinstance(measure, Median):
        return bootstrap.order_statistics(sample)
    return bootstrap.variance_interval(sample)


def _centre(measure: Mean | Median, sample: Sample) -> float:
    if isinstance(measure, Mean):
        return float(np.average(sample.numbers, weights=sample.counts))
    places, people = np.cumsum(sample.counts), int(sample.counts.sum())
    middle = np.searchsorted(places, [(people - 1) // 2, people // 2], side="right")
    return float(sample.numbers[middle].mean())
