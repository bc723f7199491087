"""From a file to a checked return: read, look places up, check, compare its sources."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from levelup_cli.checks import refuse_repairs, validate
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.measures import cohort_of
from levelup_cli.errors import UnreadableAid, UnreadableFile
from levelup_cli.intake import look_at_return, read_area_files, read_submission
from levelup_cli.outcomes.inspections import Inspection
from levelup_cli.outcomes.submissions import (
    NO_FACTS,
    PLAIN_READING,
    Checked,
    Facts,
    Reading,
    Submission,
)


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
    with to_blame():
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
    with to_blame():
        files = [
            file for path in reading.areas for file in read_area_files(path, find_key, postcodes)
        ]
        return join(submission, files, catalogue)


@contextmanager
def to_blame() -> Iterator[None]:
    """Tell a file that cannot be read, and is no return, from the return that it was to help with.

    Raises:
        UnreadableAid: naming the file.
    """
    try:
        yield
    except UnreadableFile as error:
        raise UnreadableAid(str(error)) from None
