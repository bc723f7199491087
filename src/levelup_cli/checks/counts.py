"""Rules about tables that hold counts, survey and aggregates; their list stands at the foot."""

from collections.abc import Iterator

import numpy as np

from levelup_cli.checks.returns import Return, Rule
from levelup_cli.definitions.measures import Proportion
from levelup_cli.outcomes.findings import Finding, Severity, place_of
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import suggest

_PARTS = (("n_favourable", "n_responses"), ("n_responses", "n_invited"))


def survey_parts_are_within_wholes(sent: Return) -> Iterator[Finding]:
    """A count of answers cannot be above the count that it is part of."""
    table = sent.tables.get("survey")
    for part, whole in _PARTS if table else ():
        if table is not None:
            yield from _above(table, part, whole, np.ones(len(table.table), bool))


def aggregate_parts_are_within_wholes(sent: Return) -> Iterator[Finding]:
    """Nor can the numerator of a share be above its denominator."""
    table = sent.tables.get("aggregates")
    if table is None:
        return
    shares = np.zeros(len(table.table), bool)
    for metric_id, _, metric in sent.catalogue.metrics():
        if isinstance(metric.measure, Proportion):
            shares |= table.says("metric_id", metric_id)
    yield from _above(table, "numerator", "denominator", shares)


def _above(table: CheckedTable, part: str, whole: str, among: Mask) -> Iterator[Finding]:
    rows = table.usable_rows(among & (table.numbers(part) > table.numbers(whole)))
    if rows:
        yield Finding(
            code="LU508",
            severity=Severity.ERROR,
            place=place_of(table.table, part, rows),
            message=f"{part}: larger than {whole} of the same row; the row is not counted",
            help=f"{part} counts some of those in {whole}. Correct one of the two.",
            count=len(rows),
        )


def aggregates_name_metrics(sent: Return) -> Iterator[Finding]:
    """Each row of `aggregates` is about a metric that exists."""
    table = sent.tables.get("aggregates")
    if table is None or "metric_id" not in table.answers:
        return
    ids = [metric_id for metric_id, _, _ in sent.catalogue.metrics()]
    answers = table.answers["metric_id"]
    for index, value in enumerate(answers.values):
        rows = table.usable_rows(answers.codes == index)
        if value is None or value in ids or not rows:
            continue
        yield Finding(
            code="LU509",
            severity=Severity.ERROR,
            place=place_of(table.table, "metric_id", rows),
            message=f"metric_id: there is no such metric.{suggest(str(value), ids)}",
            help="`levelup metrics list` shows the ids.",
            count=len(rows),
        )


def aggregates_say_how_many_are_missing(sent: Return) -> Iterator[Finding]:
    """Without the number of missing answers a figure has no bounds, and confidence is B at most."""
    table = sent.tables.get("aggregates")
    if table is None:
        return
    withheld = table.says("suppressed", "yes")
    rows = table.usable_rows(~table.known("n_missing") & ~withheld)
    if rows:
        column = "n_missing" if "n_missing" in table.answers else "metric_id"
        yield Finding(
            code="LU512",
            severity=Severity.WARNING,
            place=place_of(table.table, column, rows),
            message="n_missing: how many answers are missing is not said",
            help="Give the number, and 0 where none is missing.",
            count=len(rows),
        )


RULES: tuple[Rule, ...] = (
    survey_parts_are_within_wholes,
    aggregate_parts_are_within_wholes,
    aggregates_name_metrics,
    aggregates_say_how_many_are_missing,
)
