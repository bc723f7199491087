"""A scorecard -> its result file: figures at 12 significant digits, nothing else rounded."""

from dataclasses import asdict

from levelup_cli.outcomes.indicators import Breakdown, Figure, Interval
from levelup_cli.outcomes.progress import Progress
from levelup_cli.outcomes.scorecards import GoalScore, MetricScore, Overall, Scorecard, Sensitivity
from levelup_cli.results.changes import PledgePart, ProgressPart
from levelup_cli.results.digits import exact, rounded
from levelup_cli.results.findings import finding_as_dict, ledger_as_dict
from levelup_cli.results.parts import (
    SCHEMA,
    SCHEMA_VERSION,
    AreaFilePart,
    BasePart,
    BenchmarkPart,
    BreakdownPart,
    CoverageWinPart,
    FigurePart,
    FindingPart,
    GoalPart,
    GroupPart,
    IntervalPart,
    LedgerPart,
    MetricPart,
    MovePart,
    OrganisationPart,
    OverallPart,
    RangePart,
    Result,
    SensitivityPart,
    ShortfallPart,
    TargetPart,
    VerdictPart,
)
from levelup_cli.results.selection import Selection


def make_result(scorecard: Scorecard, selection: Selection) -> Result:
    """The result file of a scorecard, or of what is selected of it."""
    organisation = scorecard.organisation
    verdict = scorecard.verdict
    return Result(
        schema_name=SCHEMA,
        schema_version=SCHEMA_VERSION,
        tool_version=scorecard.tool_version,
        definitions_version=scorecard.definitions_version,
        packs=list(scorecard.packs),
        definitions_fingerprint=scorecard.definitions_fingerprint,
        file=scorecard.file,
        file_fingerprint=scorecard.file_fingerprint,
        area_files=[
            AreaFilePart(file=file, fingerprint=digest) for file, digest in scorecard.area_files
        ],
        view=scorecard.view,
        organisation=OrganisationPart(
            id=organisation.id,
            name=organisation.name,
            period_start=organisation.period_start,
            period_end=organisation.period_end,
            snapshot_date=organisation.snapshot_date,
        ),
        headcount=exact(scorecard.headcount),
        seed=scorecard.seed,
        overall=_overall(scorecard.overall) if selection.overall else None,
        verdict=VerdictPart(
            valid=verdict.valid,
            errors=verdict.errors,
            warnings=verdict.warnings,
            goals_scored=verdict.goals_scored,
        ),
        goals=[_goal(goal, selection) for goal in selection.of_goals(scorecard)],
        data_quality=[_metric(metric) for metric in selection.of_data_quality(scorecard)],
        shortfalls=[
            ShortfallPart(
                metric=s.metric_id,
                goal=s.goal,
                points=exact(s.points),
                shortfall=exact(s.shortfall),
            )
            for s in selection.of_shortfalls(scorecard)
        ],
        coverage_wins=[
            CoverageWinPart(missing=w.missing, weight=exact(w.weight), metrics=list(w.metric_ids))
            for w in selection.of_coverage_wins(scorecard)
        ],
        pledges=[
            PledgePart.model_validate(rounded(asdict(pledge)))
            for pledge in selection.of_pledges(scorecard)
        ],
        progress=_progress(selection.of_progress(scorecard)),
        findings=[FindingPart(**finding_as_dict(finding)) for finding in scorecard.findings],
        ledger=[LedgerPart(**ledger_as_dict(entry)) for entry in scorecard.ledger],
    )


def _goal(goal: GoalScore, selection: Selection) -> GoalPart:
    return GoalPart(
        goal=goal.goal,
        name=goal.name,
        score=exact(goal.score),
        low=exact(goal.low),
        high=exact(goal.high),
        coverage=exact(goal.coverage),
        usable=goal.usable,
        applicable=goal.applicable,
        confidence=goal.grade,
        confidence_reason=goal.grade_reason,
        lacks=goal.lacks,
        band=goal.band,
        band_is_open=goal.band_is_open,
        interval=_range(goal.chance),
        sensitivity=_sensitivity(goal.sensitivity),
        weak=list(goal.weak),
        metrics=[_metric(metric) for metric in selection.of_metrics(goal)],
    )


def _overall(overall: Overall) -> OverallPart:
    return OverallPart(
        score=exact(overall.score), lowest=overall.lowest, goals=overall.goals, lacks=overall.lacks
    )


def _progress(progress: Progress | None) -> ProgressPart | None:
    if progress is None:
        return None
    return ProgressPart.model_validate(rounded(asdict(progress)))


def _range(ends: tuple[float, float] | None) -> RangePart | None:
    return ends and RangePart(low=exact(ends[0]), high=exact(ends[1]))


def _sensitivity(sensitivity: Sensitivity | None) -> SensitivityPart | None:
    if sensitivity is None:
        return None
    return SensitivityPart(
        choices=sensitivity.choices,
        low=exact(sensitivity.low),
        median=exact(sensitivity.median),
        high=exact(sensitivity.high),
        moves=[MovePart(choice=m.choice, score=exact(m.score)) for m in sensitivity.moves],
    )


def _metric(score: MetricScore) -> MetricPart:
    indicator, metric = score.indicator, score.indicator.metric
    benchmark = score.benchmark
    return MetricPart(
        id=indicator.metric_id,
        name=metric.name,
        version=metric.version,
        describes=metric.describes,
        measure=score.measure,
        audience=metric.audience,
        tier=metric.tier,
        draft=metric.status == "draft",
        added=score.added,
        unit=indicator.unit,
        status=indicator.state.value,
        reason=indicator.reason,
        missing=list(indicator.missing),
        assumed=list(indicator.assumed),
        known_share=exact(indicator.known_share),
        from_aggregates=indicator.from_aggregates,
        figure=_figure(indicator.figure),
        weight=exact(score.weight),
        points=exact(score.points),
        points_low=exact(score.low),
        points_high=exact(score.high),
        points_interval=_range(score.chance),
        target=_target(score),
        benchmark=None
        if benchmark is None
        else BenchmarkPart(
            value=exact(benchmark.value),
            period=benchmark.period,
            place=benchmark.place,
            source=benchmark.source,
            title=score.source,
            like_for_like=benchmark.like_for_like,
            confirmed=score.confirmed,
        ),
        breakdowns=[_breakdown(breakdown) for breakdown in indicator.breakdowns],
    )


def _target(score: MetricScore) -> TargetPart | None:
    target = score.target
    if target is None:
        return None
    return TargetPart(
        better=target.better,
        one_sided=target.one_sided,
        floor=exact(target.floor),
        value=exact(target.value),
        why=target.why,
        of_sector=score.sector_target,
        added=score.retargeted or score.added,
    )


def _figure(figure: Figure | None) -> FigurePart | None:
    if figure is None:
        return None
    return FigurePart(
        value=exact(figure.value),
        numerator=exact(figure.numerator),
        denominator=exact(figure.denominator),
        unknown=exact(figure.unknown),
        low=exact(figure.low),
        high=exact(figure.high),
        estimated=exact(figure.estimated),
        sides={side.name: exact(side.value) for side in figure.sides},
        contributors=None if figure.counts else exact(figure.contributors),
        published=figure.published,
        bases={
            side.name: BasePart(
                numerator=exact(side.numerator), denominator=exact(side.denominator)
            )
            for side in figure.sides
        },
        interval=_interval(figure.interval),
        flag=figure.flag,
        left_out={why.value: exact(count) for why, count in figure.left_out},
        not_counted={why.value: exact(count) for why, count in figure.not_counted},
    )


def _interval(interval: Interval | None) -> IntervalPart | None:
    if interval is None:
        return None
    low, high = rounded((interval.low, interval.high))
    return IntervalPart(low=low, high=high, method=interval.method)


def _breakdown(breakdown: Breakdown) -> BreakdownPart:
    return BreakdownPart(
        breakdown=breakdown.name,
        of_total=breakdown.of_total,
        ungrouped=exact(breakdown.ungrouped),
        groups=[
            GroupPart(group=group.name, status=group.state.value, figure=_figure(group.figure))
            for group in breakdown.groups
        ],
    )
