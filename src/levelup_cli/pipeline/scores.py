"""From a checked return to a scorecard, a result, and what they are read for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.outcomes.indicators import Use
from levelup_cli.outcomes.plans import Plan
from levelup_cli.outcomes.scorecards import Scorecard
from levelup_cli.outcomes.submissions import NO_FACTS, PLAIN_READING, Facts, Reading
from levelup_cli.pipeline.checks import check, to_blame
from levelup_cli.results import SAVED, Result, Selection, make_result, read_result


def assess(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
) -> Scorecard:
    """The scorecard of a return.

    Raises:
        UnreadableFile: where it cannot be read, or repairs are not allowed.
        UnreadableAid: where an area file cannot be read.
    """
    from levelup_cli.disclosure import protect
    from levelup_cli.indicators import calculate  # pandas, which checking alone does not need
    from levelup_cli.scoring import score

    checked = check(path, catalogue, facts, reading)
    indicators = calculate(checked, catalogue)
    return score(protect(indicators, catalogue.disclosure), checked, catalogue)


def result_of(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
) -> Result:
    """The result of a return, or the one that was saved.

    Raises:
        UnreadableFile: for what is neither, or cannot be read.
        UnreadableAid: where an area file cannot be read.
    """
    if path.suffix.lower() == SAVED:
        return read_result(path)
    return make_result(assess(path, catalogue, facts, reading), Selection())


def look_back(
    scorecard: Scorecard, previous: Path, catalogue: Catalogue, reading: Reading
) -> Scorecard:
    """The scorecard with what changed since the previous one: a saved result, or a return.

    A return is read in the same words, but repaired freely, and what is wrong with it is not told.
    One that does not say whose it is, is taken to be of the same organisation.

    Raises:
        UnreadableAid: where it cannot be read.
    """
    from levelup_cli.progress import compare

    freely = replace(reading, name=None, strict=False)
    with to_blame():
        same = Facts(name=scorecard.organisation.name)
        earlier = result_of(previous, catalogue, same, freely)
    now = make_result(scorecard, Selection())
    return replace(scorecard, progress=compare(earlier, now))


def trace(
    path: Path, catalogue: Catalogue, metric_id: str, facts: Facts, reading: Reading
) -> tuple[Use, ...]:
    """The rows behind a metric of a return, for its owner alone; raises as `assess` does."""
    from levelup_cli.indicators.traces import trace

    return trace(check(path, catalogue, facts, reading), catalogue, metric_id)


def plan(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
    goals: Sequence[int] = (),
) -> Plan:
    """Which metrics a return allows, of some goals or of all, and what to collect next.

    Raises:
        UnreadableFile: where it cannot be read.
        UnreadableAid: where an area file cannot be read.
    """
    from levelup_cli.scoring import make_plan

    return make_plan(assess(path, catalogue, facts, reading), catalogue, goals)
