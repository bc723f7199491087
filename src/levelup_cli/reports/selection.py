"""What of a scorecard is shown. A selection never changes a score or a coverage."""

from dataclasses import dataclass

from levelup_cli.outcomes.scorecards import GoalScore, MetricScore, Scorecard


@dataclass(frozen=True, slots=True)
class Selection:
    """The goals (all where empty) and the audience (every one where None) to show."""

    goals: tuple[int, ...] = ()
    audience: str | None = None

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

    def shows(self, metric_id: str, goal: int, scorecard: Scorecard) -> bool:
        """Whether a metric is among those shown."""
        goals = [shown for shown in self.of_goals(scorecard) if shown.goal == goal]
        return any(m.indicator.metric_id == metric_id for g in goals for m in self.of_metrics(g))
