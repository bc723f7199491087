"""A template -> the lines of its guidance: who fills in what, and what to ask people."""

from collections.abc import Iterator

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.goals import Metric
from levelup_cli.definitions.measures import (
    Difference,
    Mean,
    PercentGap,
    Pooled,
    Proportion,
    Rate,
    Ratio,
)
from levelup_cli.definitions.tables import Code, CodeColumn
from levelup_cli.templates.codes import spelling_offered
from levelup_cli.templates.forms import Template
from levelup_cli.templates.prompts import accepted, example
from levelup_cli.words import count_of

Line = tuple[str, tuple[str, ...]]  # its style (title, head, body or note), and its cells

_OPENING = (
    "Fill in the sheets below, from row 2 on.",
    "Leave sheets empty, or delete them, if you have no data: that never counts as nothing.",
    "If there was nothing to tell (no incidents, say), write none into the first cell of row 2.",
    "Leave the headings in row 1 as they are. Their order makes no difference.",
    "Required columns have a thick line under the heading; their cells say Required when chosen.",
    "A blank cell means that the answer is not known, and never counts as no. Say no to mean no.",
    "Give people numbers that only you can trace: no name, address or National Insurance number.",
    "Sheets whose name begins with _ are never read; nor are columns whose heading begins with #.",
)


def guidance(template: Template, catalogue: Catalogue) -> Iterator[Line]:
    """The lines of the guidance, from the top."""
    yield "title", ("How to fill in this return",)
    for sentence in _OPENING:
        yield "note", (sentence,)
    yield "note", (f"Made from version {template.version} of the definitions.",)
    yield from _sheets(template)
    yield from _columns(template)
    yield from _counted(template, catalogue)
    yield from _questions(template, catalogue)


def _sheets(template: Template) -> Iterator[Line]:
    yield "title", ("Who fills in what",)
    yield "head", ("Sheet", "What it holds", "Who has it", "Columns")
    for sheet in template.sheets:
        who = sheet.table.filled_by or "Whoever completes the return"
        yield "body", (sheet.name, sheet.table.rows, who, count_of(len(sheet.columns), "column"))


def _columns(template: Template) -> Iterator[Line]:
    yield "title", ("Columns",)
    yield "head", ("Sheet", "Column", "Required", "Meaning", "What is accepted", "For example")
    for sheet in template.sheets:
        for name in sheet.columns:
            column = sheet.table.columns[name]
            needed = "required" if column.required else "if you have it"
            told = (column.means, accepted(sheet, name), example(sheet, name))
            yield "body", (sheet.name, name, needed, *told)


def _counted(template: Template, catalogue: Catalogue) -> Iterator[Line]:
    """The metrics that may be given as counts, and which numbers each of them takes."""
    if template.counted:
        yield "title", ("Metrics, one row of the sheet aggregates each",)
        yield "note", ("Rows by group (breakdown, breakdown_value) may follow the row for all.",)
        yield "head", ("Metric", "Name", "Unit", "What is counted", "What to give", "By")
    for metric_id, goal, metric in template.counted:
        unit, by = catalogue.unit(goal, metric), ", ".join(metric.breakdowns)
        yield "body", (metric_id, metric.name, unit, metric.describes, _to_give(metric), by)


def _to_give(metric: Metric) -> str:
    """The columns of the sheet aggregates that a metric takes."""
    match metric.measure:
        case Proportion() | Pooled() | Mean() | Rate():
            return "numerator and denominator; n_missing and n_declined if they are known"
        case Ratio() | Difference() | PercentGap() as measure:
            group, reference = measure.group or "one side", measure.reference or "the other"
            return f"value; n_group_a for {group}, n_group_b for {reference}"
        case _:
            return "value; denominator for how many it rests on"


def _questions(template: Template, catalogue: Catalogue) -> Iterator[Line]:
    """The questions to put to people, each once, with the answers to choose from."""
    asked: dict[tuple[str, str, str], list[str]] = {}
    for sheet in template.sheets:
        for name in sheet.columns:
            column = sheet.table.columns[name]
            if isinstance(column, CodeColumn) and column.question is not None:
                asked.setdefault((name, column.question, column.codes), []).append(sheet.name)
    if asked:
        yield "title", ("Questions to put to people",)
        yield "note", ("Say what the answers are for, and that nobody has to give one.",)
    for (name, question, codes), sheets in asked.items():
        yield "head", (name, question, f"In {', '.join(sheets)}")
        for code, entry in catalogue.code_lists[codes].codes.items():
            yield _answer(spelling_offered(catalogue.code_lists[codes], code), entry)


def _answer(spelling: str, entry: Code) -> Line:
    return "body", ("", spelling, entry.examples or "")
