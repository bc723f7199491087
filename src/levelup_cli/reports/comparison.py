"""Several results side by side, each set against the one before: table, JSON or CSV."""

import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from levelup_cli.gate import as_csv, as_json, as_line
from levelup_cli.outcomes.progress import MetricChange, Progress, Release, Verdict
from levelup_cli.reports.numbers import in_unit
from levelup_cli.reports.progress import WIDTH, apart_lines, notes, period_of, told
from levelup_cli.results.changes import ProgressPart
from levelup_cli.results.digits import rounded

SIGNS = {
    Verdict.IMPROVED: "+",
    Verdict.WORSENED: "-",
    Verdict.NO_CLEAR_CHANGE: "=",
    Verdict.NOT_COMPARABLE: "?",
}
COLUMNS = ("metric", "goal", "tier", "unit", "before", "after", "low", "high", "is_ratio")
WORDS = ("verdict", "reason", "tested")
_ID = 37
_CELL = 9

Steps = Sequence[Progress]


def _table(steps: Steps) -> str:
    return "".join(f"{as_line(line)}\n" for line in _lines(steps))


def _lines(steps: Steps) -> Iterator[str]:
    releases = [steps[0].before, *(step.after for step in steps)]
    for place, release in enumerate(releases, start=1):
        yield from textwrap.wrap(f"{place}  {_release(release)}", WIDTH, subsequent_indent="   ")
    heads = "   ".join(f"{place:>{_CELL}}" for place in range(1, len(releases) + 1))
    yield from ("", f"{'Metric':<{_ID}}{heads}")
    for change in steps[-1].metrics:
        row = [_of(step, change.metric) for step in steps]
        if any(one and (one.before is not None or one.after is not None) for one in row):
            yield from _row(change.metric, row)
    yield ""
    yield "+ improved   - worsened   = no clear change   ? not comparable"
    for place, step in enumerate(steps, start=2):
        yield ""
        yield f"From {place - 1} to {place}"
        for verdict in (Verdict.IMPROVED, Verdict.WORSENED):
            for change in step.having(verdict):
                text = f"  {SIGNS[verdict]} {told(change)}"
                yield from textwrap.wrap(text, WIDTH, subsequent_indent="      ")
        yield from apart_lines(step, "  ")
        yield from notes(step)


def _row(metric_id: str, row: list[MetricChange | None]) -> list[str]:
    first = next(change for change in row if change is not None)
    text = _cell(first.before, first.unit)
    for change in row:
        sign = SIGNS[change.verdict] if change else "?"
        text += f" {sign} {_cell(change.after if change else None, first.unit)}"
    line = f"{metric_id:<{_ID}}{text}"
    return [line] if len(line) <= WIDTH else [metric_id, f"{'':<4}{text}"]


def _cell(value: float | None, unit: str) -> str:
    return f"{'-' if value is None else in_unit(value, unit):>{_CELL}}"


def _of(step: Progress, metric_id: str) -> MetricChange | None:
    return next((change for change in step.metrics if change.metric == metric_id), None)


def _release(release: Release) -> str:
    return (
        f"{release.organisation or 'unnamed'}, {period_of(release)}, definitions"
        f" {release.definitions_version}, from {release.file}"
    )


def _json(steps: Steps) -> str:
    parts = [ProgressPart.model_validate(rounded(asdict(step))) for step in steps]
    document: dict[str, Any] = {
        "schema": "levelup/comparison",
        "schema_version": "1.0",
        "steps": [part.model_dump(mode="json") for part in parts],
    }
    return as_json(document)


def _csv(steps: Steps) -> str:
    rows = [
        [
            *(step.before.file, step.after.file),
            *(rounded(getattr(change, name)) for name in COLUMNS),
            *(change.verdict.value, change.reason, change.tested),
        ]
        for step in steps
        for change in step.metrics
    ]
    return as_csv([["before_file", "after_file", *COLUMNS, *WORDS], *rows])


def of_goals(step: Progress, goals: Collection[int]) -> Progress:
    """What is said of some goals; all tests were made all the same."""
    return replace(
        step,
        goals=tuple(change for change in step.goals if change.goal in goals),
        metrics=tuple(change for change in step.metrics if change.goal in goals),
    )


COMPARISON_FORMATS: dict[str, Callable[[Steps], str]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
}
COMPARISON_ENDINGS = {".txt": "table", ".json": "json", ".csv": "csv"}
