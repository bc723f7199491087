"""What became of a metric: whether it applies at all, and what its known answers allow."""

import math

from levelup_cli.definitions.conditions import describe
from levelup_cli.definitions.goals import Metric
from levelup_cli.definitions.policies import KnownShares
from levelup_cli.outcomes.indicators import Figure, State
from levelup_cli.outcomes.submissions import Organisation
from levelup_cli.words import count_of, per_cent


def judge(figure: Figure, shares: KnownShares) -> tuple[State, str]:
    """What the known share allows: by the shipped policy under 50 % no score, under 70 % care."""
    if figure.incomparable:
        return State.TOO_UNCERTAIN, figure.incomparable
    share = figure.known_share
    if share is not None and share < shares.scored:
        return State.TOO_UNCERTAIN, _too_little(figure, share, shares.scored)
    if figure.value is None:
        lonely = not figure.unknown and any(not side.denominator for side in figure.sides)
        if lonely:
            return State.NOT_APPLICABLE, "one of the two groups has nobody in it"
        return State.TOO_FEW, "there is nothing to compare with"
    if share is not None and share < shares.reliable:
        return State.LOW_RELIABILITY, f"the answer is known for only {per_cent(share)}"
    return State.COMPUTED, ""


def _too_little(figure: Figure, share: float, wanted: float) -> str:
    """How little is known, and how many answers more would do (section 3.6 of the method)."""
    said = f"the answer is known for only {per_cent(share)}"
    if figure.unknown is None or figure.least_known is not None or not figure.people:
        return said
    known = figure.population - figure.unknown
    more = math.ceil(wanted * figure.population - known)
    return f"{said}; {count_of(more, 'more answer')} would make it {per_cent(wanted)}"


def why_not_applicable(metric: Metric, organisation: Organisation) -> str:
    """Why a metric does not apply; a question left open does not switch it off."""
    for name, wanted in metric.applies.items():
        answer = organisation.answers.get(name)
        accepted = wanted if isinstance(wanted, tuple) else (wanted,)
        if answer is not None and answer not in accepted:
            return f"applies only where {describe({name: wanted})}"
    return ""
