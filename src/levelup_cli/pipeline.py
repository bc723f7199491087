"""The corridor: read, check, calculate, protect, score. The only place that knows the order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from levelup_cli.checks import refuse_repairs, validate
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.measures import cohort_of
from levelup_cli.definitions.worked_examples import Case, Expected
from levelup_cli.errors import UnreadableAid, UnreadableFile
from levelup_cli.intake import (
    look_at_return,
    read_area_files,
    read_as_it_stands,
    read_submission,
    submission_of_texts,
    wishes_of,
)
from levelup_cli.outcomes.fixes import SAFE, Mending, Wanted
from levelup_cli.outcomes.indicators import Indicator, Use
from levelup_cli.outcomes.inspections import Inspection
from levelup_cli.outcomes.mismatches import Mismatch
from levelup_cli.outcomes.plans import Plan
from levelup_cli.outcomes.scorecards import Scorecard
from levelup_cli.outcomes.submissions import (
    NO_FACTS,
    PLAIN_READING,
    Checked,
    Facts,
    Reading,
    Submission,
)
from levelup_cli.results import SAVED, Result, Selection, make_result, read_result


def check(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
    previous: Path | None = None,
) -> Checked:
    """Read a return, look its places up in the area files if there are any, and check it.

    With the path of the `previous` return, also what changed since. That one is read in the same
    words, but repaired freely, and what is wrong with it is not told.

    Raises:
        UnreadableFile: where it cannot be read, or repairs are not allowed.
        UnreadableAid: where the previous return or an area file cannot be read.
    """
    with _to_blame():
        earlier = _check_previous(previous, catalogue, reading) if previous else None
    submission = read_submission(path, catalogue, facts, reading)
    checked = validate(_with_places(submission, catalogue, reading), catalogue, earlier)
    if reading.strict:
        refuse_repairs(submission.file, checked.ledger)
    return _with_sources_compared(checked, catalogue)


def _check_previous(path: Path, catalogue: Catalogue, reading: Reading) -> Checked:
    """The previous return, read under its own name; its places are not looked up, nor refused."""
    submission = read_submission(path, catalogue, reading=replace(reading, name=None))
    return validate(submission, catalogue)


def _with_sources_compared(checked: Checked, catalogue: Catalogue) -> Checked:
    """The same, told too where `aggregates` gives other figures than the rows that were sent."""
    if not any(_has_two_sources(checked, catalogue)):
        return checked

    from levelup_cli.indicators.agreement import compare_sources  # pandas, seldom needed here

    said = compare_sources(checked, catalogue)
    return replace(checked, findings=checked.submission.in_order((*checked.findings, *said)))


def _has_two_sources(checked: Checked, catalogue: Catalogue) -> Iterator[bool]:
    """Of each metric in `aggregates`, whether there are rows as well from which it is counted."""
    aggregates = checked.tables.get("aggregates")
    if aggregates is not None:
        for metric_id, goal, metric in catalogue.metrics():
            of = cohort_of(metric.measure)
            rows = checked.tables.get(catalogue.cohort(goal, of).table) if of else None
            sent = aggregates.usable & aggregates.says("metric_id", metric_id)
            yield rows is not None and bool(rows.usable.any() and sent.any())


def inspect(path: Path, catalogue: Catalogue, reading: Reading = PLAIN_READING) -> Inspection:
    """What is understood of a return, and what could be meant by the rest.

    Raises:
        UnreadableFile: where it cannot be read.
        UnreadableAid: where an area file cannot be read.
    """
    from levelup_cli.intake.proposals import propose

    submission = look_at_return(path, catalogue, reading=reading)
    checked = validate(_with_places(submission, catalogue, reading), catalogue)
    return Inspection(checked, propose(submission, catalogue))


def _with_places(submission: Submission, catalogue: Catalogue, reading: Reading) -> Submission:
    """The return with its places looked up in the area files, if there are any."""
    if not reading.areas:
        return submission

    from levelup_cli.areas import join, recognise_layout, wanted_keys

    def find_key(headings: Sequence[str]) -> tuple[str, int] | None:
        layout = recognise_layout(headings)
        return (layout.kind, layout.key) if layout else None

    postcodes = wanted_keys(submission)["postcode"]
    with _to_blame():
        files = [
            file for path in reading.areas for file in read_area_files(path, find_key, postcodes)
        ]
        return join(submission, files, catalogue)


@contextmanager
def _to_blame() -> Iterator[None]:
    """Tell a file that cannot be read, and is no return, from the return that it was to help with.

    Raises:
        UnreadableAid: naming the file.
    """
    try:
        yield
    except UnreadableFile as error:
        raise UnreadableAid(str(error)) from None


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
    with _to_blame():
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


def try_examples(catalogue: Catalogue) -> Iterator[tuple[str, list[Mismatch]]]:
    """Each metric that has a worked example, with whatever came out otherwise.

    Figures are compared before protection: the examples' few rows are invented.
    """
    everything = replace(
        catalogue,
        switched_on=frozenset(goal.goal for goal in catalogue.goals),
        statuses=frozenset({"active", "draft"}),
    )
    for example in catalogue.worked_examples:
        mismatches = [
            m for case in example.cases for m in _try_case(everything, example.metric, case)
        ]
        yield example.metric, mismatches


def _try_case(catalogue: Catalogue, metric_id: str, case: Case) -> Iterator[Mismatch]:
    from levelup_cli.indicators import calculate
    from levelup_cli.scoring import points

    checked = validate(submission_of_texts(case.given, catalogue), catalogue)
    (indicator,) = calculate(checked, catalogue, metric_id)
    got = _figures(indicator)
    sector = checked.organisation.answers.get("sector")
    target = indicator.metric.target and indicator.metric.target.in_sector(sector)
    value = got.get("value")
    if target is not None and isinstance(value, float):
        got["points"] = points(value, target)
    for name, expected in _expected(case.expect).items():
        if not _agree(expected, got.get(name)):
            yield Mismatch(metric_id, case.it, name, expected, got.get(name))


def _figures(indicator: Indicator) -> dict[str, object]:
    figure = indicator.figure
    got: dict[str, object] = {"status": indicator.state.value}
    if figure is not None:
        names = ("value", "numerator", "denominator", "unknown", "low", "high")
        got |= {name: getattr(figure, name) for name in names}
        for name, side in zip(("group", "reference"), figure.sides, strict=False):
            got[name] = side.value
    for breakdown in indicator.breakdowns:
        for group in breakdown.groups:
            got[f"{breakdown.name}: {group.name}"] = group.figure.value if group.figure else None
    return got


def _expected(expect: Expected) -> dict[str, object]:
    named = {k: v for k, v in expect if k != "breakdowns" and k in expect.model_fields_set}
    for breakdown, groups in expect.breakdowns.items():
        named |= {f"{breakdown}: {group}": value for group, value in groups.items()}
    return named


def _agree(expected: object, got: object) -> bool:
    """To nine significant figures, as a person writes them."""
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) <= 1e-9 * max(1.0, abs(expected), abs(got))
    return expected == got


def fix(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
    wanted: Wanted = SAFE,
) -> Mending:
    """What can be mended in a return, and its mended copy: read again, and found to say the same.

    Raises:
        UnreadableFile: where it cannot be read.
        UnreadableAid: where an area file cannot be read.
        LevelUpError: where the copy would say something else.
    """
    from levelup_cli.repairs.copies import Source
    from levelup_cli.repairs.fixes import find_fixes
    from levelup_cli.repairs.mending import mend

    freely = replace(reading, strict=False)
    checked = check(path, catalogue, facts, freely)
    source = Source(path, reading.name or path.name, wishes_of(catalogue, reading))
    fixes = find_fixes(checked, catalogue)
    return mend(source, checked, fixes, wanted, lambda copy: check(copy, catalogue, facts, freely))


def count_fixes(checked: Checked, catalogue: Catalogue) -> tuple[int, int]:
    """How many cells of a return could be mended: safely, and at a person's word."""
    from levelup_cli.repairs.fixes import find_fixes

    fixes = find_fixes(checked, catalogue)
    safe = sum(fix.count() for fix in fixes if fix.is_safe)
    return safe, sum(fix.count() for fix in fixes) - safe


def mark(
    path: Path,
    checked: Checked,
    verdict: str,
    ending: str,
    catalogue: Catalogue,
    reading: Reading = PLAIN_READING,
) -> bytes:
    """A copy of a checked return as a workbook in which its findings are marked.

    Raises:
        LevelUpError: where no such copy can be made, or not with this ending.
    """
    from levelup_cli.repairs.marking import mark_return

    return mark_return(
        path, checked, verdict, ending, lambda: read_as_it_stands(path, catalogue, reading)
    )
