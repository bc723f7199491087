"""What of a scorecard is shown. A selection never changes a score or a coverage."""

from dataclasses import dataclass, replace

from levelup_cli.outcomes.progress import Pledge, Progress
from levelup_cli.outcomes.scorecards import (
    CoverageWin,
    GoalScore,
    MetricScore,
    Scorecard,
    Shortfall,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The goals (all where empty) and the audience (every one where None) to show.

    With `overall`, also all goals as one number.
    """

    goals: tuple[int, ...] = ()
    audience: str | None = None
    overall: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.goals and self.audience is None

    def of_goals(self, scorecard: Scorecard) -> list[GoalScore]:
        """The goals to show."""
        return [goal for goal in scorecard.goals if not self.goals or goal.goal in self.goals]

    def of_metrics(self, goal: GoalScore) -> list[MetricScore]:
        """The metrics of a goal to show."""
        return [
            metric
            for metric in goal.metrics
            if self.audience in (None, metric.indicator.metric.audience)
        ]

    def of_data_quality(self, scorecard: Scorecard) -> list[MetricScore]:
        """The metrics on the data themselves; part of no goal, so shown with everything only."""
        return list(scorecard.data_quality) if not self.goals else []

    def of_shortfalls(self, scorecard: Scorecard) -> list[Shortfall]:
        """The shortfalls of metrics to show."""
        shown = self._metric_ids(scorecard)
        found = [shortfall for shortfall in scorecard.shortfalls if shortfall.metric_id in shown]
        return found[: scorecard.shown_shortfalls]

    def of_coverage_wins(self, scorecard: Scorecard) -> list[CoverageWin]:
        """The coverage wins of metrics to show; the weight is that of all they would unlock."""
        shown = self._metric_ids(scorecard)
        found = [win for win in scorecard.coverage_wins if shown & set(win.metric_ids)]
        return found[: scorecard.shown_coverage_wins]

    def of_pledges(self, scorecard: Scorecard) -> list[Pledge]:
        """The pledges for metrics to show."""
        shown = self._metric_ids(scorecard)
        return [pledge for pledge in scorecard.pledges if pledge.metric in shown]

    def of_progress(self, scorecard: Scorecard) -> Progress | None:
        """What changed in the goals and metrics to show; all tests were made all the same."""
        if scorecard.progress is None:
            return None
        shown, goals = self._metric_ids(scorecard), {g.goal for g in self.of_goals(scorecard)}
        return replace(
            scorecard.progress,
            goals=tuple(change for change in scorecard.progress.goals if change.goal in goals),
            metrics=tuple(c for c in scorecard.progress.metrics if c.metric in shown),
        )

    def _metric_ids(self, scorecard: Scorecard) -> set[str]:
        goals = self.of_goals(scorecard)
        return {m.indicator.metric_id for goal in goals for m in self.of_metrics(goal)}
