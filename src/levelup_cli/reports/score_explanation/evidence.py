"""How far the evidence behind a goal's score can be trusted, column by column."""

from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import per_cent, shown
from levelup_cli.reports.score_explanation.document import Facts, Prose, Section
from levelup_cli.results.parts import GoalPart, MetricPart


def explain_confidence(goal: GoalPart, errors: int, *, whole: bool) -> Iterator[Section]:
    """What each column of the grade rests on; the grade is that of the worst (section 6.4).

    Without the whole goal there is only the reason.
    """
    if goal.confidence is None:
        return
    usable = [m for m in goal.metrics if m.weight and m.points is not None]
    core = [m for m in usable if m.tier == "core"]
    columns = (
        ("Coverage", per_cent(goal.coverage)),
        ("Known", _least_known(core)),
        ("Precision", _widest(core)),
        ("Reliability", _listed([m.id for m in usable if m.status == "low_reliability"])),
        ("Sent as counts", _listed([m.id for m in usable if m.from_aggregates])),
        ("Errors", shown(errors)),
    )
    text = f"{goal.confidence}, as the weakest of these has it: {goal.confidence_reason}."
    yield Section("Confidence in the evidence", (Prose(text), *([Facts(columns)] if whole else [])))


def _least_known(core: list[MetricPart]) -> str:
    known = [(m.known_share, m.id) for m in core if m.known_share is not None]
    if not known:
        return "no core metric says"
    share, metric = min(known)
    return f"{per_cent(share)}, the least of a core metric ({metric})"


def _widest(core: list[MetricPart]) -> str:
    widths = [
        ((m.points_interval.high or 0) - (m.points_interval.low or 0), m.id)
        for m in core
        if m.points_interval is not None
    ]
    if not widths:
        return "no core metric has an interval"
    width, metric = max(widths)
    return f"{shown(width)} points, the widest interval of a core metric ({metric})"


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"
