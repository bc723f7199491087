"""Work out every metric: its figure, its groups, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import describe
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Difference,
    Measure,
    PercentGap,
    Proportion,
    Rate,
    Ratio,
)
from levelup_cli.definitions.policies import KnownShares
from levelup_cli.indicators.aggregates import Aggregate, aggregates_of
from levelup_cli.indicators.comparisons import change, compare_all, compare_by, compare_groups
from levelup_cli.indicators.derived import derive
from levelup_cli.indicators.frames import Frames, group_by
from levelup_cli.indicators.needs import (
    column_is_there,
    measure_is_there,
    metric_needs,
    missing,
)
from levelup_cli.indicators.plain import count, counted_figure, groups_counted, plain_figure
from levelup_cli.outcomes.indicators import Breakdown, Figure, Group, Indicator, State
from levelup_cli.outcomes.submissions import Checked, Organisation
from levelup_cli.words import per_cent


def calculate(checked: Checked, catalogue: Catalogue) -> tuple[Indicator, ...]:
    """The indicator of every active metric, in the order of the catalogue."""
    frames = Frames(checked, catalogue, derive)
    return tuple(
        _Calculation(frames, metric_id, goal, metric).indicator()
        for metric_id, goal, metric in catalogue.metrics()
    )


@dataclass(frozen=True, slots=True)
class _Calculation:
    """The working of one metric."""

    frames: Frames
    metric_id: str
    goal: Goal
    metric: Metric

    def indicator(self) -> Indicator:
        checked = self.frames.checked
        if self.goal.goal in checked.out_of_scope:
            return self._without(State.OUT_OF_SCOPE, checked.out_of_scope[self.goal.goal])
        if reason := _does_not_apply(self.metric, checked.organisation):
            return self._without(State.NOT_APPLICABLE, reason)
        lacking = missing(checked, self.frames.catalogue, self.goal, self.metric)
        indicator = self._without(State.NOT_PROVIDED, missing=lacking)
        if not lacking:
            indicator = self._from_rows()
        if indicator.state is State.NOT_PROVIDED:
            return self._from_aggregates() or indicator
        return indicator

    def _without(self, state: State, reason: str = "", missing: tuple[str, ...] = ()) -> Indicator:
        if missing:
            reason = f"not provided: {', '.join(missing)}"
        return Indicator(
            self.metric_id, self.goal.goal, self.metric, state, reason, missing=missing
        )

    def _from_rows(self) -> Indicator:
        figure = _figure(self.frames, self.goal, self.metric.measure)
        if not figure.population:
            if isinstance(self.metric.measure, Proportion) and self.metric.measure.counted:
                table = self.frames.catalogue.cohort(self.goal, self.metric.measure.of).table
                return self._without(State.NOT_PROVIDED, missing=(table,))
            return self._without(State.NOT_APPLICABLE, "there is nobody to count")
        return self._with(figure, tuple(self._breakdowns()))

    def _with(
        self, figure: Figure, breakdowns: tuple[Breakdown, ...], from_aggregates: bool = False
    ) -> Indicator:
        state, reason = judge(figure, self.frames.catalogue.scoring.known_shares)
        return Indicator(
            metric_id=self.metric_id,
            goal=self.goal.goal,
            metric=self.metric,
            state=state,
            reason=reason,
            figure=figure,
            breakdowns=breakdowns,
            known_share=figure.known_share,
            from_aggregates=from_aggregates,
        )

    def _breakdowns(self) -> Iterator[Breakdown]:
        if self.metric.stages and isinstance(self.metric.measure, Ratio | PercentGap | Difference):
            stages = [
                (name, compare_groups(self.frames, self.goal, self.metric.measure, of))
                for name, of in self.metric.stages.items()
                if measure_is_there(self.frames.checked, self.frames.catalogue, self.goal, of)
            ]
            yield Breakdown("stage", self._groups(stages), parts=False)
        for name in self.metric.breakdowns:
            if not self._can_be_broken_down(name):
                continue
            figures, ungrouped = _figures_by(self.frames, self.goal, self.metric.measure, name)
            groups = self._groups(figures)
            if groups:
                yield Breakdown(name, groups, ungrouped, free_text=self._is_free_text(name))

    def _can_be_broken_down(self, name: str) -> bool:
        measure = self.metric.measure
        if isinstance(measure, Proportion) and measure.counted:
            return True
        of = measure.of if isinstance(measure, Comparison) else measure
        if isinstance(of, Rate | Change):
            return False
        table = self.frames.catalogue.cohort(self.goal, str(of.of)).table
        return column_is_there(self.frames.checked, self.frames.catalogue, table, name)

    def _is_free_text(self, name: str) -> bool:
        table = next(
            table_of for table_of, _ in metric_needs(self.frames.catalogue, self.goal, self.metric)
        )
        return self.frames.catalogue.groups(table, name) is None

    def _groups(self, figures: list[tuple[str, Figure]]) -> tuple[Group, ...]:
        shares = self.frames.catalogue.scoring.known_shares
        return tuple(
            Group(name, judge(figure, shares)[0], figure)
            for name, figure in figures
            if figure.population
        )

    def _from_aggregates(self) -> Indicator | None:
        rows = list(aggregates_of(self.frames.checked, self.metric_id, self.metric))
        overall = next((row for row in rows if row.breakdown == "all"), None)
        if overall is None:
            return None
        if overall.figure is None:
            return self._without(State.SUPPRESSED, "withheld by the sender")
        names = dict.fromkeys(row.breakdown for row in rows if row.breakdown != "all")
        breakdowns = tuple(Breakdown(name, self._sent_groups(rows, name), None) for name in names)
        return self._with(overall.figure, breakdowns, from_aggregates=True)

    def _sent_groups(self, rows: list[Aggregate], breakdown: str) -> tuple[Group, ...]:
        shares = self.frames.catalogue.scoring.known_shares
        return tuple(
            Group(
                row.group,
                judge(row.figure, shares)[0] if row.figure else State.SUPPRESSED,
                row.figure,
            )
            for row in rows
            if row.breakdown == breakdown
        )


def judge(figure: Figure, shares: KnownShares) -> tuple[State, str]:
    """What the known share allows: by the shipped policy under 50 % no score, under 70 % care."""
    share = figure.known_share
    if share is not None and share < shares.scored:
        return State.TOO_UNCERTAIN, f"the answer is known for only {per_cent(share)}"
    if figure.value is None:
        return State.TOO_FEW, _nothing_to_compare(figure)
    if share is not None and share < shares.reliable:
        return State.LOW_RELIABILITY, f"the answer is known for only {per_cent(share)}"
    return State.COMPUTED, ""


def _nothing_to_compare(figure: Figure) -> str:
    empty = [side.name for side in figure.sides if side.value is None]
    if empty:
        return f"nobody to count in {' and '.join(empty)}"
    return "the reference is zero, so nothing can be compared with it"


def _does_not_apply(metric: Metric, organisation: Organisation) -> str:
    """Why a metric does not apply; a question left open does not switch it off."""
    for name, wanted in metric.applies.items():
        answer = organisation.answers.get(name)
        accepted = wanted if isinstance(wanted, tuple) else (wanted,)
        if answer is not None and answer not in accepted:
            return f"applies only where {describe({name: wanted})}"
    return ""


def _figure(frames: Frames, goal: Goal, measure: Measure) -> Figure:
    match measure:
        case Ratio() | PercentGap() | Difference():
            return compare_all(frames, goal, measure)
        case Change():
            return change(frames, goal, measure)
        case _:
            return plain_figure(frames, goal, measure)


def _figures_by(
    frames: Frames, goal: Goal, measure: Measure, breakdown: str
) -> tuple[list[tuple[str, Figure]], float]:
    """The figure of each group of a breakdown, and how many people gave none of them."""
    match measure:
        case Ratio() | PercentGap() | Difference():
            return compare_by(frames, goal, measure, breakdown), 0
        case Proportion(counted=counted) if counted is not None:
            names = groups_counted(frames, goal, measure, breakdown)
            return [(g, counted_figure(frames, goal, measure, breakdown, g)) for g in names], 0
        case Change() | Rate():
            return [], 0
        case _:
            frame, _ = frames.members(frames.catalogue.cohort(goal, measure.of))
            grouping = group_by(frame, breakdown)
            counted_rows = count(frames, goal, measure, grouping)
            outside = (grouping.elsewhere, grouping.unknown)
            ungrouped = sum(counted_rows.figure(group).population for group in outside)
            return [(n, counted_rows.figure(i)) for i, n in enumerate(grouping.names)], ungrouped
