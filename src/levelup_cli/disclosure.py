"""Indicators -> safe indicators: withhold what rests on too few people. Once, for every report.

The policy is data (`disclosure.yaml`); the rules are those of section 4.1 of the method: bases and
counts under ten, all or none of a small base, and small sides of comparisons. What survives keeps
full precision. This is primary protection, with one guard against subtraction: what is left of the
whole when the groups shown are taken off is never a small count.
"""

from dataclasses import replace

from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Measure,
    Rate,
    Ratio,
    Total,
)
from levelup_cli.definitions.policies import DisclosurePolicy
from levelup_cli.outcomes.indicators import (
    Breakdown,
    Figure,
    Group,
    Indicator,
    LeftOut,
    Reason,
    Side,
    State,
)

WITHHELD_NAME = "(withheld)"


def protect(indicators: tuple[Indicator, ...], policy: DisclosurePolicy) -> tuple[Indicator, ...]:
    """Every indicator, safe to show."""
    return tuple(_protect(indicator, policy) for indicator in indicators)


def _protect(indicator: Indicator, policy: DisclosurePolicy) -> Indicator:
    figure, measure = indicator.figure, indicator.metric.measure
    if figure is None or figure.published:
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
        figure=replace(
            figure,
            left_out=_gather_few(figure, figure.left_out, policy),
            not_counted=_gather_few(figure, figure.not_counted, policy),
        ),
        breakdowns=tuple(_protect_groups(b, figure, measure, policy) for b in indicator.breakdowns),
    )


def _gather_few(figure: Figure, reasons: LeftOut, policy: DisclosurePolicy) -> LeftOut:
    """Reasons that few people have, gathered; if together they are still few, no reason is told."""
    if not figure.people:
        return reasons
    shown = tuple((why, n) for why, n in reasons if n is not None and n >= policy.least_people)
    few = sum(n or 0 for _, n in reasons) - sum(n or 0 for _, n in shown)
    if not few:
        return shown
    return (*shown, (Reason.OTHER, few)) if few >= policy.least_people else ((Reason.OTHER, None),)


def _verdict(
    figure: Figure, measure: Measure, state: State, policy: DisclosurePolicy
) -> tuple[State, str]:
    """The state after protection, and why it changed.

    One sentence serves every cause of `too_few`: which of them it is would tell something.
    """
    bases = _bases(figure)
    least = policy.least_people if figure.people else policy.least_contributors
    too_few = State.TOO_FEW, f"fewer than {least} {'people' if figure.people else 'rows'} to show"
    if not figure.people and figure.contributors is None:  # things, and no money: nobody's secret
        return state, ""
    if state is State.TOO_FEW:
        return too_few
    if state is State.NOT_APPLICABLE:  # one side is empty, so all of the people are on the other
        alone = sum(base or 0 for base in bases) < policy.least_for_all_or_none
        return too_few if figure.people and alone else (state, "")
    if not state.is_shown:
        return state, ""
    if any(base is None or base < least for base in bases):
        return too_few
    if _shows_a_small_count(figure, measure, policy):
        return State.SUPPRESSED, "too few people are in it, or in the rest"
    if isinstance(measure, Ratio) and state is State.COMPUTED and _is_thin(figure, policy):
        few, outcomes = policy.least_for_ratio, policy.least_outcomes_for_ratio
        reason = f"a side has fewer than {few} people, or both fewer than {outcomes} outcomes"
        return State.LOW_RELIABILITY, reason
    return state, ""


def _bases(figure: Figure) -> list[float | None]:
    """The people (suppliers, sites …) that each side of a figure rests on; None if not said."""
    if not figure.sides and figure.contributors is None and figure.denominator is None:
        return [figure.population - (figure.unknown or 0)]
    parts: tuple[Figure | Side, ...] = figure.sides or (figure,)
    return [p.denominator if p.contributors is None else p.contributors for p in parts]


def _cells(figure: Figure) -> list[tuple[float, float]]:
    """The counts that a figure would let a reader work out: those who met it, of how many."""
    parts: tuple[Figure | Side, ...] = figure.sides or (figure,)
    pairs = [(part.numerator, part.denominator) for part in parts]
    return [(n, b) for n, b in pairs if n is not None and b is not None]


def _shows_a_small_count(figure: Figure, measure: Measure, policy: DisclosurePolicy) -> bool:
    """Whether a reader could work out a count of few people, those left over included.

    Numerators that are sums (of pay, of spend) are no counts; what a rate counts has no rest.
    """
    if not figure.counts or not figure.people:
        return False
    inner = measure.of if isinstance(measure, Comparison | Change) else measure
    if isinstance(inner, Rate | Total):
        return any(0 < count < policy.least_people for count, _ in _cells(figure))
    return any(_is_small(count, base, policy) for count, base in _cells(figure))


def _is_small(count: float, base: float, policy: DisclosurePolicy) -> bool:
    rest = base - count
    if count <= 0 or rest <= 0:
        return base < policy.least_for_all_or_none
    return min(count, rest) < policy.least_people


def _is_thin(figure: Figure, policy: DisclosurePolicy) -> bool:
    cells = _cells(figure)
    outcomes = sum(count for count, _ in cells)
    small = any(base is not None and base < policy.least_for_ratio for base in _bases(figure))
    return small or (bool(cells) and outcomes < policy.least_outcomes_for_ratio)


def _protect_groups(
    breakdown: Breakdown, overall: Figure, measure: Measure, policy: DisclosurePolicy
) -> Breakdown:
    groups = [_protect_group(group, measure, policy) for group in breakdown.groups]
    protected = overall.people or overall.contributors is not None
    while protected and _gives_few_away(breakdown, overall, groups, policy):
        groups = _hide_the_smallest(groups)
    groups = _hide_small_unknowns(groups, policy)
    if breakdown.free_text:
        groups = [g if g.state.is_shown else replace(g, name=WITHHELD_NAME) for g in groups]
    ungrouped = breakdown.ungrouped
    small = ungrouped is not None and 0 < ungrouped < policy.least_people
    return replace(breakdown, groups=tuple(groups), ungrouped=None if small else ungrouped)


def _protect_group(group: Group, measure: Measure, policy: DisclosurePolicy) -> Group:
    if group.figure is None:
        return group
    state, _ = _verdict(group.figure, group.measure or measure, group.state, policy)
    if not state.is_shown:
        return replace(group, state=state, figure=None)
    return replace(group, state=state, figure=replace(group.figure, low=None, high=None))


def _gives_few_away(
    breakdown: Breakdown, overall: Figure, groups: list[Group], policy: DisclosurePolicy
) -> bool:
    """Whether the groups shown, taken off the whole, leave a small number of people or senders.

    Where each group is a share of the whole, that is all that is withheld; where the groups make up
    the whole, those who gave no group besides.
    """
    if all(group.figure is None for group in groups):
        return False
    if breakdown.of_total:
        pairs = zip(breakdown.groups, groups, strict=True)
        hidden = [before.figure for before, after in pairs if before.figure and not after.figure]
        left = sum(base or 0 for figure in hidden for base in _bases(figure))
        return 0 < left < (policy.least_people if overall.people else policy.least_contributors)
    return breakdown.parts and _leaves_few(overall, groups, policy)


def _leaves_few(overall: Figure, groups: list[Group], policy: DisclosurePolicy) -> bool:
    """Whether what is left of the whole is a small count: the withheld, and those in no group."""
    shown = [group.figure for group in groups if group.figure is not None]
    least = policy.least_people if overall.people else policy.least_contributors
    for side, base in enumerate(_bases(overall)):
        if _is_repeated(shown, side) or base is None:
            continue
        left = base - sum(_bases(figure)[side] or 0 for figure in shown)
        if 0 < left < least:
            return True
        if left > 0 and overall.counts and overall.people and len(_cells(overall)) > side:
            count = _cells(overall)[side][0] - sum(_cells(figure)[side][0] for figure in shown)
            if _is_small(count, left, policy):
                return True
    return False


def _is_repeated(figures: list[Figure], side: int) -> bool:
    """Whether every group is set against the same side, which therefore does not add up."""
    sides = {figure.sides[side] for figure in figures if figure.sides}
    return len(figures) > 1 and len(sides) == 1


def _hide_the_smallest(groups: list[Group]) -> list[Group]:
    shown = [group for group in groups if group.figure is not None]
    smallest = min(shown, key=lambda group: sum(base or 0 for base in _bases_of(group)))
    return [
        replace(group, state=State.SUPPRESSED, figure=None) if group is smallest else group
        for group in groups
    ]


def _bases_of(group: Group) -> list[float | None]:
    return _bases(group.figure) if group.figure else []


def _hide_small_unknowns(groups: list[Group], policy: DisclosurePolicy) -> list[Group]:
    """Where one group has few unknown answers, none shows how many it has: totals give it away."""
    unknowns = [group.figure.unknown or 0 for group in groups if group.figure]
    if not any(0 < unknown < policy.least_people for unknown in unknowns):
        return groups
    return [replace(g, figure=_without_unknowns(g.figure)) if g.figure else g for g in groups]


def _without_unknowns(figure: Figure) -> Figure:
    known = sum(base or 0 for base in _bases(figure))
    return replace(figure, unknown=None, population=known, least_known=None)
