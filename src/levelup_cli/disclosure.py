"""Indicators -> safe indicators: withhold what rests on too few people. Once, for every report.

The policy is data (`disclosure.yaml`); the rules are those of section 4.1 of the method: bases and
counts under ten, all or none of a small base, and small sides of comparisons. What survives keeps
full precision. This is primary protection, with one guard against subtraction: a breakdown never
has exactly one group withheld.
"""

from dataclasses import replace

from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Measure,
    Proportion,
    Rate,
    Ratio,
)
from levelup_cli.definitions.policies import DisclosurePolicy
from levelup_cli.outcomes.indicators import Breakdown, Figure, Group, Indicator, State

WITHHELD_NAME = "(withheld)"


def protect(indicators: tuple[Indicator, ...], policy: DisclosurePolicy) -> tuple[Indicator, ...]:
    """Every indicator, safe to show."""
    return tuple(_protect(indicator, policy) for indicator in indicators)


def _protect(indicator: Indicator, policy: DisclosurePolicy) -> Indicator:
    figure, measure = indicator.figure, indicator.metric.measure
    if figure is None:
        return replace(indicator, breakdowns=())
    state, reason = _verdict(figure, measure, indicator.state, policy)
    if not state.is_shown:
        return replace(
            indicator,
            state=state,
            reason=reason or indicator.reason,
            figure=None,
            breakdowns=(),
            known_share=None,
        )
    return replace(
        indicator,
        state=state,
        reason=reason or indicator.reason,
        breakdowns=tuple(_protect_groups(b, measure, policy) for b in indicator.breakdowns),
    )


def _verdict(
    figure: Figure, measure: Measure, state: State, policy: DisclosurePolicy
) -> tuple[State, str]:
    """The state after protection, and why it changed."""
    if not state.is_shown:
        return state, ""
    least = policy.least_people
    bases = _bases(figure)
    if any(base is None for base in bases):
        return (
            State.TOO_FEW,
            f"how many people it rests on was not said; at least {least} are needed",
        )
    if any(base is not None and base < least for base in bases):
        return State.TOO_FEW, f"it rests on fewer than {least} people"
    if _shows_a_small_count(figure, measure, policy):
        return State.SUPPRESSED, "too few people are in it, or in the rest"
    if isinstance(measure, Ratio) and state is State.COMPUTED and _is_thin(figure, policy):
        few, outcomes = policy.least_for_ratio, policy.least_outcomes_for_ratio
        reason = f"a side has fewer than {few} people, or both fewer than {outcomes} outcomes"
        return State.LOW_RELIABILITY, reason
    return state, ""


def _bases(figure: Figure) -> list[float | None]:
    """The people that each side of a figure rests on."""
    if figure.sides:
        return [side.denominator for side in figure.sides]
    if figure.people and figure.denominator is not None:
        return [figure.denominator]
    return [figure.population - (figure.unknown or 0)]


def _cells(figure: Figure) -> list[tuple[float, float]]:
    """The counts that a figure would let a reader work out: those who met it, of how many."""
    pairs = (
        [(side.numerator, side.denominator) for side in figure.sides]
        if figure.sides
        else [(figure.numerator, figure.denominator)]
    )
    return [(n, b) for n, b in pairs if n is not None and b is not None]


def _shows_a_small_count(figure: Figure, measure: Measure, policy: DisclosurePolicy) -> bool:
    """Whether a reader could work out a count of few people, those left over included.

    Numerators that are sums (of pay, of spend) are no counts, and have no rest.
    """
    inner = measure.of if isinstance(measure, Comparison | Change) else measure
    match inner:
        case Proportion(sum=None):
            return any(_is_small(n, b, policy) for n, b in _cells(figure))
        case Rate():
            counts = [count for count, _ in _cells(figure)]
            return inner.of.column is None and any(0 < n < policy.least_people for n in counts)
        case _:
            return False


def _is_small(count: float, base: float, policy: DisclosurePolicy) -> bool:
    rest = base - count
    if count == 0 or rest == 0:
        return base < policy.least_for_all_or_none
    return min(count, rest) < policy.least_people


def _is_thin(figure: Figure, policy: DisclosurePolicy) -> bool:
    cells = _cells(figure)
    outcomes = sum(count for count, _ in cells)
    small = any(base is not None and base < policy.least_for_ratio for base in _bases(figure))
    return small or (bool(cells) and outcomes < policy.least_outcomes_for_ratio)


def _protect_groups(breakdown: Breakdown, measure: Measure, policy: DisclosurePolicy) -> Breakdown:
    groups = [_protect_group(group, measure, policy) for group in breakdown.groups]
    if breakdown.parts:
        groups = _hide_a_second(groups)
    if breakdown.free_text:
        groups = [g if g.state.is_shown else replace(g, name=WITHHELD_NAME) for g in groups]
    ungrouped = breakdown.ungrouped
    small = ungrouped is not None and 0 < ungrouped < policy.least_people
    return replace(breakdown, groups=tuple(groups), ungrouped=None if small else ungrouped)


def _protect_group(group: Group, measure: Measure, policy: DisclosurePolicy) -> Group:
    if group.figure is None:
        return group
    state, _ = _verdict(group.figure, measure, group.state, policy)
    if not state.is_shown:
        return replace(group, state=state, figure=None)
    figure = replace(group.figure, low=None, high=None)
    if figure.unknown is not None and 0 < figure.unknown < policy.least_people:
        figure = replace(figure, unknown=None, population=figure.denominator or 0)
    return replace(group, state=state, figure=figure)


def _bases_of(group: Group) -> list[float | None]:
    return _bases(group.figure) if group.figure else []


def _hide_a_second(groups: list[Group]) -> list[Group]:
    """Where one group alone is withheld, withhold the smallest other: totals give it away."""
    hidden = [group for group in groups if not group.state.is_shown]
    shown = [group for group in groups if group.figure is not None]
    if len(hidden) != 1 or not shown:
        return groups
    second = min(shown, key=lambda group: sum(base or 0 for base in _bases_of(group)))
    return [
        replace(group, state=State.SUPPRESSED, figure=None) if group is second else group
        for group in groups
    ]
