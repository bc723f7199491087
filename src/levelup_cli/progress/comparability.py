"""What cannot be compared, and why: better no verdict than a wrong one (section 4.8)."""

from levelup_cli.results.parts import FigurePart, MetricPart, Result

MOST_KNOWN_SHARE = 0.15  # a disclosure rate that moved by more lets other people speak
MOST_HEADCOUNT = 0.20  # staff that changed by more are another organisation, in part
LEAST_BASE = 10
COUNTED = ("computed", "low_reliability")


def why_nothing_compares(before: Result, after: Result) -> str:
    """Why no metric of two results can be compared; empty where they can."""
    one, other = before.organisation, after.organisation
    if one.id and other.id:
        apart = one.id.casefold() != other.id.casefold()
    else:
        apart = one.name.casefold() != other.name.casefold()
    if apart:
        return "the results are of different organisations"
    if one.period_end and other.period_end and one.period_end > other.period_end:
        return "the earlier result is of the later period"
    if before.headcount and after.headcount:
        moved = abs(after.headcount - before.headcount) / before.headcount
        if moved > MOST_HEADCOUNT:
            return f"headcount changed by {100 * moved:.0f} %, so the scope may have changed"
    return ""


def why_apart(before: MetricPart, after: MetricPart) -> str:
    """Why a metric cannot be compared with what it was; empty where it can."""
    if before.version != after.version:
        return f"its definition changed (version {before.version}, then {after.version})"
    if (before.measure, before.unit) != (after.measure, after.unit) and before.measure:
        return "its definition changed"
    for when, metric in (("then", before), ("now", after)):
        if metric.status not in COUNTED or metric.figure is None or metric.figure.value is None:
            return f"{metric.status.replace('_', ' ')} {when}"
    if before.figure is not None and _is_small(before.figure):
        return f"fewer than {LEAST_BASE} were counted then"
    shares = before.known_share, after.known_share
    if shares[0] is not None and shares[1] is not None:
        moved = abs(shares[1] - shares[0])
        if moved > MOST_KNOWN_SHARE:
            return f"the share of known answers moved by {100 * moved:.0f} points"
    return ""


def _is_small(figure: FigurePart) -> bool:
    """Of a comparison each side counts; what it is divided by is no number of people."""
    sides = [base.denominator for base in figure.bases.values()]
    bases = sides if figure.sides else [figure.denominator]
    return any(base is not None and base < LEAST_BASE for base in bases)
