"""Rules about counts: parts within wholes, surveys, aggregates; their list stands at the foot."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.measures import Mean, PercentGap, Pooled, Proportion, Rate, Ratio
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import suggest

MOST_SUGGESTED = 50  # unknown ids for which a right one is sought, which takes a while for each
LARGEST_GAP = 100.0  # per cent: nobody is paid less than nothing


def parts_are_within_wholes(sent: Return) -> Iterator[Told]:
    """A count of some cannot be above the count of all: achieved of assessed, late of invoices."""
    for table in sent.tables.values():
        for part, whole in table.definition.parts.items():
            if part in table.answers:
                yield from _above(table, part, whole, np.ones(len(table.table), bool))


def questions_are_asked_once(sent: Return) -> Iterator[Told]:
    """The answers of several surveys to one question are added up, and may be the same people's."""
    table = sent.tables.get("survey")
    if table is None or not {"survey_name", "question_id", "group_by"} <= set(table.answers):
        return
    names, questions = table.answers["survey_name"], table.answers["question_id"]
    for index, question in enumerate(questions.values):
        mask = table.usable & (questions.codes == index) & table.known("survey_name")
        surveys = {names.values[code] for code in names.codes[mask]}
        if question is None or len(surveys) <= 1:
            continue
        message = "asked in several surveys, whose answers are added up"
        help_ = "Keep one survey, if the same people were asked twice."
        yield from tell(
            table, "question_id", mask, Fault("LU515", Severity.WARNING, message, help_)
        )


def _above(table: CheckedTable, part: str, whole: str, among: Mask) -> Iterator[Told]:
    """Such a row is not left out: those asked are known, though what they said is not."""
    message = f"larger than {whole} of the same row; what the row says is not used"
    help_ = f"{part} counts some of those in {whole}. Correct one of the two."
    above = among & (table.numbers(part) > table.numbers(whole))
    yield from tell(table, part, above, Fault("LU508", Severity.ERROR, message, help_))


def aggregates_name_metrics(sent: Return) -> Iterator[Told]:
    """Each row of `aggregates` is about a metric that exists."""
    table = sent.tables.get("aggregates")
    if table is None or "metric_id" not in table.answers:
        return
    ids = [metric_id for metric_id, _, _ in sent.catalogue.metrics()]
    answers = table.answers["metric_id"]
    strange = [i for i, v in enumerate(answers.values) if v is not None and v not in ids]
    for place, index in enumerate(strange):
        near = suggest(str(answers.values[index]), ids) if place < MOST_SUGGESTED else ""
        message = f"there is no such metric.{near}"
        help_ = "`levelup metrics list` shows the ids."
        fault = Fault("LU509", Severity.ERROR, message, help_, leaves_out=True)
        yield from tell(table, "metric_id", answers.codes == index, fault)


NO_COUNTS = Fault(
    "LU516",
    Severity.ERROR,
    "blank, and the metric is worked out from numerator and denominator",
    "Give both, the denominator counting known answers only.",
    leaves_out=True,
)
NO_VALUE = Fault(
    "LU517",
    Severity.ERROR,
    "blank, and the metric cannot be worked out from counts",
    "Give the value of the metric.",
    leaves_out=True,
)
IMPOSSIBLE_VALUE = Fault(
    "LU518",
    Severity.ERROR,
    "a value that the metric cannot have",
    "A ratio is not negative, and a gap not above 100 per cent. Correct the value.",
    leaves_out=True,
)


def aggregates_can_be_used(sent: Return) -> Iterator[Told]:
    """A share comes with its counts, a gap or ratio with a value that it can have."""
    table = sent.tables.get("aggregates")
    if table is None:
        return
    open_ = ~table.withheld()
    value = table.numbers("value")
    for metric_id, _, metric in sent.catalogue.metrics():
        rows = open_ & table.says("metric_id", metric_id)
        match metric.measure:
            case Proportion() | Pooled() | Mean() | Rate():
                yield from _lacking(table, rows, ("numerator", "denominator"), NO_COUNTS)
                if isinstance(metric.measure, Proportion | Pooled):
                    yield from _above(table, "numerator", "denominator", rows)
                continue
            case Ratio():
                impossible = value < 0
            case PercentGap(subtract="group"):
                impossible = value > LARGEST_GAP
            case _:
                impossible = np.zeros(len(value), bool)
        yield from _lacking(table, rows, ("value",), NO_VALUE)
        yield from tell(table, "value", rows & impossible, IMPOSSIBLE_VALUE)


def _lacking(
    table: CheckedTable, rows: Mask, names: tuple[str, ...], fault: Fault
) -> Iterator[Told]:
    """Rows that lack one of these numbers: its cell is blank, or the sheet has no such column.

    A cell that is no number has been told of; its row cannot be used either.
    """
    absent = [name for name in names if name not in table.answers]
    if absent:
        message = f"there is no column {' or '.join(absent)}, from which it is worked out"
        yield from tell(table, "metric_id", rows, replace(fault, message=message))
    for name in (name for name in names if name not in absent):
        yield from tell(table, name, rows & table.blank(name), fault)
        unread = rows & np.isnan(table.numbers(name))
        yield Told(None, table.definition.table, unread)


MISSING_UNSAID = Fault(
    "LU512",
    Severity.WARNING,
    "how many answers are missing is not said",
    "Give the number, and 0 where none is missing.",
)


def aggregates_say_how_many_are_missing(sent: Return) -> Iterator[Told]:
    """Without the number of missing answers a figure has no bounds, and confidence is B at most."""
    table = sent.tables.get("aggregates")
    if table is None:
        return
    if "n_missing" in table.answers:
        unsaid = table.blank("n_missing") & ~table.withheld()
        yield from tell(table, "n_missing", unsaid, MISSING_UNSAID)
    else:
        yield from tell(table, "metric_id", ~table.withheld(), MISSING_UNSAID)


RULES: tuple[Rule, ...] = (
    parts_are_within_wholes,
    questions_are_asked_once,
    aggregates_name_metrics,
    aggregates_can_be_used,
    aggregates_say_how_many_are_missing,
)
