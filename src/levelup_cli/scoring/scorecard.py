"""Put the scorecard together: metric scores, goals, what to mend first, and the verdict."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from levelup_cli.definitions.catalogue import DATA_QUALITY, Catalogue
from levelup_cli.definitions.phrases import measure_in_words
from levelup_cli.outcomes.indicators import Indicator, State
from levelup_cli.outcomes.scorecards import (
    CoverageWin,
    GoalScore,
    MetricScore,
    Scorecard,
    Shortfall,
    Verdict,
)
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked, Organisation
from levelup_cli.scoring.goals import score_goal
from levelup_cli.scoring.overall import score_overall
from levelup_cli.scoring.pledges import judge_pledges
from levelup_cli.scoring.points import point_bounds, points
from levelup_cli.version import __version__

FULL = 100.0  # the points of a metric at or beyond its target


def score(indicators: tuple[Indicator, ...], checked: Checked, catalogue: Catalogue) -> Scorecard:
    """The scorecard of one organisation, from indicators that are safe to show."""
    policy = catalogue.scoring
    severities = [finding.severity for finding in checked.findings]
    errors = severities.count(Severity.ERROR)
    snapshot = checked.organisation.snapshot_date or checked.organisation.period_end
    by_goal: dict[int, list[MetricScore]] = defaultdict(list)
    for indicator in indicators:
        scored = score_metric(indicator, catalogue, snapshot, checked.organisation)
        by_goal[indicator.goal].append(scored)
    goals = tuple(
        score_goal(
            goal,
            tuple(by_goal[goal.goal]),
            policy,
            errors,
            checked.out_of_scope.get(goal.goal),
        )
        for goal in catalogue.shown_goals()
    )
    scores = [metric for goal in goals for metric in goal.metrics]
    headcount = checked.headcount()
    return Scorecard(
        organisation=checked.organisation,
        file=checked.submission.file,
        file_fingerprint=checked.submission.fingerprint,
        area_files=checked.submission.area_files,
        definitions_version=catalogue.version,
        packs=catalogue.packs,
        definitions_fingerprint=catalogue.fingerprint,
        tool_version=__version__,
        view="internal",
        snapshot=snapshot,
        headcount=headcount if (headcount or 0) >= catalogue.disclosure.least_people else None,
        seed=policy.intervals.seed,
        goals=goals,
        overall=score_overall(goals, policy.overall),
        data_quality=tuple(by_goal[DATA_QUALITY]),
        shortfalls=_shortfalls(scores),
        coverage_wins=_coverage_wins(scores),
        findings=checked.findings,
        ledger=checked.ledger,
        verdict=_verdict(goals, errors, severities.count(Severity.WARNING)),
        shown_shortfalls=policy.shown_shortfalls,
        shown_coverage_wins=policy.shown_coverage_wins,
        pledges=judge_pledges(checked, scores, snapshot),
    )


def score_metric(
    indicator: Indicator, catalogue: Catalogue, day: date | None, organisation: Organisation
) -> MetricScore:
    """The points of an indicator; what is not scored could have any points from 0 to 100.

    Drafts have no weight. The target is that of the organisation's sector, where it has its own.
    """
    metric, figure = indicator.metric, indicator.figure
    benchmark = metric.benchmark_on(day)
    target = metric.target and metric.target.in_sector(organisation.answers.get("sector"))
    draft = metric.status == "draft"
    result = MetricScore(
        indicator=indicator,
        weight=0.0 if draft else catalogue.scoring.weights.get(metric.tier, 0.0),
        points=None,
        low=0.0,
        high=FULL,
        benchmark=benchmark,
        target=target,
        sector_target=target != metric.target,
        confirmed=benchmark is None or catalogue.sources[benchmark.source].is_confirmed,
        source=catalogue.sources[benchmark.source].title if benchmark else "",
        measure=_in_words(catalogue, indicator),
        added=indicator.metric_id in catalogue.own_metrics,
        retargeted=indicator.metric_id in catalogue.own_targets,
    )
    scored = indicator.state.is_scored and figure is not None and figure.value is not None
    if draft or not scored or target is None or figure is None or figure.value is None:
        return result
    low, high = point_bounds(figure.low, figure.high, target)
    interval = figure.interval
    chance = point_bounds(interval.low, interval.high, target) if interval else None
    earned = points(figure.value, target)
    return replace(result, points=earned, low=low, high=high, chance=chance)


def _in_words(catalogue: Catalogue, indicator: Indicator) -> str:
    found = catalogue.metric(indicator.metric_id)
    return measure_in_words(catalogue, found[0], found[1].measure) if found else ""


def _shortfalls(scores: list[MetricScore]) -> tuple[Shortfall, ...]:
    """The metrics that cost most points, ties by id."""
    found = [
        Shortfall(
            metric_id=m.indicator.metric_id,
            name=m.indicator.metric.name,
            goal=m.indicator.goal,
            points=m.points,
            shortfall=m.weight * (FULL - m.points),
        )
        for m in scores
        if m.points is not None and m.weight and m.points < FULL
    ]
    found.sort(key=lambda shortfall: (-shortfall.shortfall, shortfall.metric_id))
    return tuple(found)


def _coverage_wins(scores: list[MetricScore]) -> tuple[CoverageWin, ...]:
    """The one sheet or column whose coming would unlock most weight, ties by name."""
    unlocked: dict[str, list[MetricScore]] = defaultdict(list)
    for m in scores:
        if m.indicator.state is State.NOT_PROVIDED and len(m.indicator.missing) == 1 and m.weight:
            unlocked[m.indicator.missing[0]].append(m)
    wins = [
        CoverageWin(name, sum(m.weight for m in ms), tuple(m.indicator.metric_id for m in ms))
        for name, ms in unlocked.items()
    ]
    wins.sort(key=lambda win: (-win.weight, win.missing))
    return tuple(wins)


def _verdict(goals: tuple[GoalScore, ...], errors: int, warnings: int) -> Verdict:
    scored = sum(goal.score is not None for goal in goals)
    return Verdict(valid=not errors, errors=errors, warnings=warnings, goals_scored=scored)
