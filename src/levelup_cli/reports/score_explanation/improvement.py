"""What would move a goal's score most: points that are short, and data that are missing."""

from collections.abc import Iterator, Sequence

from levelup_cli.reports.score_explanation.amounts import level, shown, sum_of
from levelup_cli.reports.score_explanation.document import Part, Prose, Section, Table
from levelup_cli.results.parts import GoalPart, MetricPart, Result

FULL = 100
NOT_PROVIDED = "not_provided"


def explain_improvement(
    goal: GoalPart, applicable: Sequence[MetricPart], result: Result
) -> Iterator[Section]:
    """Shortfalls, weight times points short of 100; and the weight that one column would unlock."""
    parts: list[Part] = []
    usable = [m for m in applicable if m.points is not None and m.points < FULL]
    if usable:
        parts.append(Prose("Shortfall: the weight times the points that are short of 100."))
        rows = sorted(((_shortfall(m), m) for m in usable), key=lambda row: (-row[0], row[1].id))
        table = tuple((m.id, shown(m.weight), level(m.points), level(s)) for s, m in rows)
        parts.append(Table(("Metric", "Weight", "Points", "Shortfall"), table))
    if rows_ := _missing(applicable, result):
        parts.append(Prose("Missing: the weight that one sheet or column alone would unlock."))
        parts.append(Table(("Sheet or column", "Here", "In the result", "Metrics"), rows_))
    if parts:
        yield Section(f"What moves goal {goal.goal} most", tuple(parts))


def _shortfall(metric: MetricPart) -> float:
    return (metric.weight or 0) * (FULL - (metric.points or 0))


def _missing(applicable: Sequence[MetricPart], result: Result) -> tuple[tuple[str, ...], ...]:
    here, everywhere = _unlocked(applicable), _unlocked(_all_metrics(result))
    weights = {name: sum_of(m.weight for m in metrics) for name, metrics in here.items()}
    return tuple(
        (
            name,
            shown(weights[name]),
            shown(sum_of(m.weight for m in everywhere[name])),
            str(len(everywhere[name])),
        )
        for name in sorted(here, key=lambda name: (-weights[name], name))
    )


def _all_metrics(result: Result) -> list[MetricPart]:
    return [metric for goal in result.goals for metric in goal.metrics]


def _unlocked(metrics: Sequence[MetricPart]) -> dict[str, list[MetricPart]]:
    """The metrics that lack one thing only, by what that is."""
    found: dict[str, list[MetricPart]] = {}
    for metric in metrics:
        if metric.status == NOT_PROVIDED and len(metric.missing) == 1 and metric.weight:
            found.setdefault(metric.missing[0], []).append(metric)
    return found
