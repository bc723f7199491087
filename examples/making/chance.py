"""Seeded chance for the Northmoor example: draws, dealt shares and loaded orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

K = TypeVar("K")


def pick(rng: Random, weights: Mapping[K, float]) -> K:
    """One key, drawn by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def yes_no(rng: Random, chance: float) -> str:
    return "yes" if rng.random() < chance else "no"


def apportion(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders)."""
    whole = sum(weights)
    exact = [weight / whole * total for weight in weights]
    counts = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for index in by_remainder[: total - sum(counts)]:
        counts[index] += 1
    return counts


def deal(rng: Random, weights: Mapping[K, float], total: int) -> list[K]:
    """Keys in their exact shares, shuffled.

    Dealt instead of drawn, because a share of a hundred people would wander by several points.
    """
    counts = apportion(list(weights.values()), total)
    cards = [key for key, count in zip(weights, counts, strict=True) for _ in range(count)]
    rng.shuffle(cards)
    return cards


def ranked(rng: Random, weights: Sequence[float]) -> list[int]:
    """Indexes in random order, the heavier ones tending to come first (Efraimidis and Spirakis)."""
    keys = [rng.random() ** (1 / weight) if weight > 0 else -1.0 for weight in weights]
    return sorted(range(len(weights)), key=lambda i: -keys[i])
