"""The scorecard as tidy CSV: one row per metric and group (section 8.8 of the method)."""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import DATA_QUALITY
from levelup_cli.definitions.policies import Grade
from levelup_cli.gate import as_csv
from levelup_cli.outcomes.indicators import Figure, State
from levelup_cli.outcomes.scorecards import MetricScore, Scorecard
from levelup_cli.results.digits import exact
from levelup_cli.results.selection import Selection

COLUMNS = (
    "organisation_id",
    "period_end",
    "goal",
    "metric_id",
    "breakdown",
    "breakdown_value",
    "value",
    "unit",
    "numerator",
    "denominator",
    "n_missing",
    "ci_low",
    "ci_high",
    "benchmark",
    "score",
    "status",
    "confidence",
)


def render(scorecard: Scorecard, selection: Selection) -> str:
    """The rows as CSV text; what is withheld has a row with its status and no figure."""
    return as_csv([COLUMNS, *_rows(scorecard, selection)])


def _rows(scorecard: Scorecard, selection: Selection) -> Iterator[tuple[object, ...]]:
    organisation = scorecard.organisation
    period = organisation.period_end.isoformat() if organisation.period_end else None
    listed: list[tuple[int, Grade | None, MetricScore]] = [
        (goal.goal, goal.grade, metric)
        for goal in selection.of_goals(scorecard)
        for metric in selection.of_metrics(goal)
    ]
    listed += [(DATA_QUALITY, None, metric) for metric in selection.of_data_quality(scorecard)]
    for goal, grade, metric in listed:
        indicator = metric.indicator
        start = (organisation.id or organisation.name, period, goal, indicator.metric_id)
        overall = _cells(metric, grade, indicator.figure, indicator.state, metric.points)
        yield *start, "all", "all", *overall
        for breakdown in indicator.breakdowns:
            for group in breakdown.groups:
                cells = _cells(metric, grade, group.figure, group.state, None)
                yield *start, breakdown.name, group.name, *cells


def _cells(
    metric: MetricScore,
    grade: Grade | None,
    figure: Figure | None,
    state: State,
    points: float | None,
) -> tuple[object, ...]:
    """From `value` to `confidence`."""
    interval = figure.interval if figure else None
    value, top, base, unknown = (
        (figure.value, figure.numerator, figure.denominator, figure.unknown)
        if figure
        else (None, None, None, None)
    )
    return (
        exact(value),
        metric.indicator.unit,
        exact(top),
        exact(base),
        exact(unknown),
        exact(interval.low) if interval else None,
        exact(interval.high) if interval else None,
        exact(metric.benchmark.value) if metric.benchmark else None,
        exact(points),
        state.value,
        grade,
    )
