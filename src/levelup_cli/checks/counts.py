"""Rules about counts: parts within wholes, surveys, aggregates; their list stands at the foot."""

from collections.abc import Iterator

import numpy as np

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.definitions.measures import Mean, PercentGap, Pooled, Proportion, Rate, Ratio
from levelup_cli.outcomes.findings import Severity
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import suggest

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
    for index, value in enumerate(answers.values):
        if value is None or value in ids:
            continue
        message = f"there is no such metric.{suggest(str(value), ids)}"
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
                for name in ("numerator", "denominator"):
                    column = name if name in table.answers else "metric_id"
                    blank = np.isnan(table.numbers(name))
                    yield from tell(table, column, rows & blank, NO_COUNTS)
                if isinstance(metric.measure, Proportion | Pooled):
                    yield from _above(table, "numerator", "denominator", rows)
                continue
            case Ratio():
                impossible = value < 0
            case PercentGap(subtract="group"):
                impossible = value > LARGEST_GAP
            case _:
                impossible = np.zeros(len(value), bool)
        column = "value" if "value" in table.answers else "metric_id"
        yield from tell(table, column, rows & np.isnan(value), NO_VALUE)
        yield from tell(table, column, rows & impossible, IMPOSSIBLE_VALUE)


MISSING_UNSAID = Fault(
    "LU512",
    Severity.WARNING,
    "how many answers are missing is not said",
    "Give the number, and 0 where none is missing.",
)


def aggregates_say_how_many_are_missing(sent: Return) -> Iterator[Told]:
    """Without the number of missing answers a figure has no bounds, and confidence is B at most."""
    table = sent.tables.get("aggregates")
    if table is not None:
        column = "n_missing" if "n_missing" in table.answers else "metric_id"
        unsaid = np.isnan(table.numbers("n_missing")) & ~table.withheld()
        yield from tell(table, column, unsaid, MISSING_UNSAID)


RULES: tuple[Rule, ...] = (
    parts_are_within_wholes,
    questions_are_asked_once,
    aggregates_name_metrics,
    aggregates_can_be_used,
    aggregates_say_how_many_are_missing,
)
