"""A scorecard -> its JSON document."""

from levelup_cli.gate import as_json
from levelup_cli.outcomes.indicators import Breakdown, Figure
from levelup_cli.outcomes.scorecards import GoalScore, MetricScore, Scorecard
from levelup_cli.reports.findings import finding_as_dict, ledger_as_dict
from levelup_cli.reports.numbers import exact
from levelup_cli.reports.schema import (
    AreaFilePart,
    BenchmarkPart,
    BreakdownPart,
    CoverageWinPart,
    Document,
    FigurePart,
    FindingPart,
    GoalPart,
    GroupPart,
    LedgerPart,
    MetricPart,
    OrganisationPart,
    ShortfallPart,
    TargetPart,
    VerdictPart,
)
from levelup_cli.reports.selection import Selection


def render(scorecard: Scorecard, selection: Selection) -> str:
    """The document as JSON text."""
    return as_json(make_document(scorecard, selection).model_dump(mode="json", by_alias=True))


def make_document(scorecard: Scorecard, selection: Selection) -> Document:
    """The document of a scorecard, figures at 12 significant digits."""
    organisation = scorecard.organisation
    verdict = scorecard.verdict
    return Document(
        schema_name="levelup/scorecard",
        schema_version="1.0",
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
        weak=list(goal.weak),
        metrics=[_metric(metric) for metric in selection.of_metrics(goal)],
    )


def _metric(score: MetricScore) -> MetricPart:
    indicator, metric = score.indicator, score.indicator.metric
    benchmark = score.benchmark
    return MetricPart(
        id=indicator.metric_id,
        name=metric.name,
        version=metric.version,
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
        target=_target(score),
        benchmark=None
        if benchmark is None
        else BenchmarkPart(
            value=exact(benchmark.value),
            period=benchmark.period,
            place=benchmark.place,
            source=benchmark.source,
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
    )


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
