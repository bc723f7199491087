"""Work out every metric: its figure, its groups, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Goal, Metric
from levelup_cli.definitions.measures import (
    Difference,
    Measure,
    PassRate,
    PercentGap,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    Ratio,
    Total,
    cohort_of,
)
from levelup_cli.definitions.tables import EVERYBODY, Table
from levelup_cli.indicators.aggregates import Aggregate, aggregates_of, is_about
from levelup_cli.indicators.chance import Chance
from levelup_cli.indicators.comparisons import compare_groups
from levelup_cli.indicators.derived import derive
from levelup_cli.indicators.figures import figure_of, figures_by
from levelup_cli.indicators.frames import Frames
from levelup_cli.indicators.judging import judge, why_not_applicable
from levelup_cli.indicators.left_out import left_out, left_out_as_sent, not_counted
from levelup_cli.indicators.needs import (
    assumed,
    column_is_there,
    measure_is_there,
    missing,
    why_lacking,
)
from levelup_cli.indicators.passing import pass_rates
from levelup_cli.indicators.plain import counts_heads
from levelup_cli.indicators.rates import plain_figure, shares_of_total, total_figure
from levelup_cli.indicators.reported import reported_figure
from levelup_cli.indicators.truth import NO
from levelup_cli.outcomes.indicators import Breakdown, Figure, Group, Indicator, State
from levelup_cli.outcomes.submissions import Checked

NOBODY = "there is nobody to count"


def calculate(
    checked: Checked, catalogue: Catalogue, only: str | None = None
) -> tuple[Indicator, ...]:
    """The indicator of every metric that is on, in the order of the catalogue; or of one alone."""
    frames, chance = Frames(checked, catalogue, derive), Chance(catalogue)
    return tuple(
        replace(
            _Calculation(frames, chance, metric_id, goal, metric).indicator(),
            assumed=assumed(checked, catalogue, goal, metric),
        )
        for metric_id, goal, metric in catalogue.metrics()
        if only in (None, metric_id)
    )


@dataclass(frozen=True, slots=True)
class _Calculation:
    """The working of one metric."""

    frames: Frames
    chance: Chance
    metric_id: str
    goal: Goal
    metric: Metric

    def indicator(self) -> Indicator:
        checked = self.frames.checked
        if self.goal.goal in checked.out_of_scope:
            return self._without(State.OUT_OF_SCOPE, checked.out_of_scope[self.goal.goal])
        if reason := why_not_applicable(self.metric, checked.organisation):
            return self._without(State.NOT_APPLICABLE, reason)
        lacking = missing(checked, self.frames.catalogue, self.goal, self.metric)
        indicator = self._without(State.NOT_PROVIDED, missing=lacking)
        if not lacking:
            indicator = self._from_rows()
        if indicator.figure is None:
            return self._from_aggregates() or self._from_report() or self._with_refused(indicator)
        return indicator

    def _with_refused(self, indicator: Indicator) -> Indicator:
        """The same, saying that the sender's own count of it was there, and could not be used."""
        if not is_about(self.frames.checked, self.metric_id):
            return indicator
        refused = "its row of aggregates cannot be used, see the findings"
        return replace(indicator, reason="; ".join(filter(None, (refused, indicator.reason))))

    def _without(self, state: State, reason: str = "", missing: tuple[str, ...] = ()) -> Indicator:
        if missing:
            reason = why_lacking(self.frames.checked, missing)
        return Indicator(
            metric_id=self.metric_id,
            goal=self.goal.goal,
            metric=self.metric,
            unit=self.frames.catalogue.unit(self.goal, self.metric),
            state=state,
            reason=reason,
            missing=missing,
        )

    def _from_rows(self) -> Indicator:
        figure = figure_of(self.frames, self.goal, self.metric.measure)
        if not figure.population:
            table = self._table()
            if table is not None and table.groups is not None and not self._has_rows():
                return self._without(State.NOT_PROVIDED, missing=(table.table,))
            return self._without(State.NOT_APPLICABLE, NOBODY)
        if isinstance(self.metric.measure, Rate) and (figure.denominator or 0) <= 0:
            per = self.metric.measure.per
            return self._without(State.NOT_APPLICABLE, f"{per.column or per.of} is not above zero")
        asked = self.frames, self.goal, self.metric.measure
        figure = replace(
            figure,
            estimated=self._estimated(),
            left_out=left_out(*asked) if figure.unknown else (),
            not_counted=not_counted(*asked),
        )
        return self._with(figure, tuple(self._breakdowns()))

    def _has_rows(self) -> bool:
        """Whether any row is about everybody; a table of counts may hold rows about groups only."""
        of = cohort_of(self.metric.measure) or ""
        _, members = self.frames.members(self.frames.catalogue.cohort(self.goal, of))
        return bool((members.levels != NO).any())

    def _estimated(self) -> float:
        """How many of those counted are estimates."""
        measure, cohort = self.metric.measure, self.metric.estimated
        if cohort is None or not isinstance(measure, Proportion) or measure.counted is None:
            return 0
        heads = Total(kind="total", of=cohort, column=measure.counted.whole)
        return total_figure(self.frames, self.goal, heads).value or 0

    def _with(
        self, figure: Figure, breakdowns: tuple[Breakdown, ...], from_aggregates: bool = False
    ) -> Indicator:
        state, reason = judge(figure, self.frames.catalogue.scoring.known_shares)
        return replace(
            self._without(state, reason),
            figure=self.chance.weigh(self.metric.measure, figure),
            breakdowns=breakdowns,
            known_share=figure.known_share,
            from_aggregates=from_aggregates,
        )

    def _breakdowns(self) -> Iterator[Breakdown]:
        if self.metric.stages:
            yield Breakdown("stage", self._stages(), parts=False)
        for name in self.metric.breakdowns:
            if not self._can_be_broken_down(name):
                continue
            figures, ungrouped = figures_by(self.frames, self.goal, self.metric.measure, name)
            groups = self._groups(figures)
            if groups:
                yield Breakdown(name, groups, ungrouped, free_text=self._is_free_text(name, groups))
        for name in self.metric.shares_of_total:
            if self._can_be_broken_down(name):
                shares = shares_of_total(self.frames, self.goal, self.metric.measure, name)
                yield Breakdown(name, self._groups(shares), parts=False, of_total=True)
        if isinstance(self.metric.measure, PassRate):
            yield Breakdown("table", self._groups(pass_rates(self.frames.checked)), parts=False)

    def _stages(self) -> tuple[Group, ...]:
        """The metric at each step of a funnel of which the data were sent."""
        found: list[Group] = []
        for name, of in self.metric.stages.items():
            if measure_is_there(self.frames.checked, self.frames.catalogue, self.goal, of):
                measure, figure = self._stage(of)
                found += self._groups([(name, figure)], measure)
        return tuple(found)

    def _stage(self, of: PlainMeasure) -> tuple[Measure, Figure]:
        """A step of a funnel: a comparison is made of it, a plain measure gives way to it."""
        measure = self.metric.measure
        if not isinstance(measure, Ratio | PercentGap | Difference):
            return of, plain_figure(self.frames, self.goal, of)
        figure = compare_groups(self.frames, self.goal, measure, of)
        return measure.model_copy(update={"of": of}), figure

    def _can_be_broken_down(self, name: str) -> bool:
        table = self._table()
        if table is None or (table.groups is not None and table.groups.breakdown is not None):
            return True
        if isinstance(self.metric.measure, Pooled):
            return True
        return column_is_there(self.frames.checked, self.frames.catalogue, table.table, name)

    def _table(self) -> Table | None:
        """The table whose rows a metric counts; the first of several, none for a pass rate."""
        of = cohort_of(self.metric.measure)
        if of is None:
            return None
        return self.frames.catalogue.tables[self.frames.catalogue.cohort(self.goal, of).table]

    def _known_groups(self, name: str) -> tuple[str, ...] | None:
        """The groups of a breakdown; a table of counts takes them from the table of people."""
        catalogue, table = self.frames.catalogue, self._table()
        if table is None:
            return None
        if table.groups is None or table.groups.breakdown is None:
            return catalogue.groups(table.table, name)
        found = (catalogue.groups(other, name) for other in catalogue.tables)
        return next((groups for groups in found if groups is not None), None)

    def _is_free_text(self, name: str, groups: tuple[Group, ...]) -> bool:
        known = self._known_groups(name)
        return known is None or any(group.name not in known for group in groups)

    def _groups(
        self, figures: list[tuple[str, Figure]], stage: Measure | None = None
    ) -> tuple[Group, ...]:
        """The figures of groups, each weighed as what it is: the metric, or a stage of it."""
        shares, measure = self.frames.catalogue.scoring.known_shares, stage or self.metric.measure
        return tuple(
            Group(name, judge(figure, shares)[0], self.chance.weigh(measure, figure), stage)
            for name, figure in figures
            if figure.population
        )

    def _from_aggregates(self) -> Indicator | None:
        rows = list(
            aggregates_of(self.frames.checked, self.metric_id, self.metric, self._known_groups)
        )
        overall = next((row for row in rows if row.breakdown == EVERYBODY), None)
        if overall is None:
            return None
        if overall.figure is None:
            return self._without(State.SUPPRESSED, "withheld by the sender")
        if overall.figure.denominator == 0:
            return self._without(State.NOT_APPLICABLE, NOBODY)
        names = [name for name in self.metric.breakdowns if any(r.breakdown == name for r in rows)]
        breakdowns = tuple(self._sent_breakdown(rows, name) for name in names)
        unknown, table = overall.figure.unknown, self._table()
        why = left_out_as_sent(self.frames, self.metric_id, unknown) if unknown else ()
        figure = replace(overall.figure, left_out=why)
        if table is not None:
            counts = counts_heads(self.frames.catalogue, table.table, self.metric.measure)
            figure = replace(figure, people=table.people, counts=counts)
        return self._with(figure, breakdowns, from_aggregates=True)

    def _from_report(self) -> Indicator | None:
        figure = reported_figure(self.frames.checked, self.metric)
        return None if figure is None else self._with(figure, (), from_aggregates=True)

    def _sent_breakdown(self, rows: list[Aggregate], name: str) -> Breakdown:
        groups = self._sent_groups(rows, name)
        return Breakdown(name, groups, None, free_text=self._is_free_text(name, groups))

    def _sent_groups(self, rows: list[Aggregate], breakdown: str) -> tuple[Group, ...]:
        """The groups of a breakdown as sent; answers that say nothing are no group."""
        shares = self.frames.catalogue.scoring.known_shares
        silent = self.frames.catalogue.non_answers()
        return tuple(
            Group(
                row.group,
                judge(row.figure, shares)[0] if row.figure else State.SUPPRESSED,
                row.figure and self.chance.weigh(self.metric.measure, row.figure),
            )
            for row in rows
            if row.breakdown == breakdown
            and row.group not in silent
            and not (row.figure and row.figure.denominator == 0)
        )
