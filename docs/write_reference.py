"""Write the reference from the definitions; `--check` only says whether it is current."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from levelup_cli.catalogue import load_catalogue
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.goals import Goal, Standards
from levelup_cli.definitions.tables import (
    CodeColumn,
    Column,
    DateColumn,
    NumberColumn,
    Table,
    TextColumn,
)
from levelup_cli.reports.explanation import describe_metric
from levelup_cli.reports.rule_pages import render_pages_as_markdown
from levelup_cli.rules import FAMILIES, PAGES, Page

FOLDER = Path(__file__).parent / "reference"
MADE = "<!-- Made from {} by docs/write_reference.py; do not edit. -->"


def main() -> None:
    pages = dict(make_pages(load_catalogue()))
    stale = [name for name, text in pages.items() if _read(FOLDER / name) != text]
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md")}
    stale += sorted(there - set(pages))
    if "--check" in sys.argv:
        if stale:
            sys.exit(f"Not current: docs/reference/{', '.join(stale)}. Run `make reference`.")
        return
    for name in there - set(pages):
        (FOLDER / name).unlink()
    for name, text in pages.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8", newline="\n")


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def make_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The name and text of every page."""
    yield "README.md", _page("Reference", _contents(catalogue))
    for goal in catalogue.goals:
        title = f"Goal {goal.goal}: {goal.name}" if goal.goal else goal.name
        yield _goal_page(goal), _page(title, _goal(catalogue, goal))
    yield "tables.md", _page("Tables", _tables(catalogue))
    yield "codes.md", _page("Code lists", _codes(catalogue))
    yield "sources.md", _page("Sources", _sources(catalogue))
    yield "findings.md", _page("Findings", _findings(), "src/levelup_cli/rules/")
    yield "standards.md", _page("Other frameworks", _standards(catalogue))


def _findings() -> Iterator[str]:
    for code, family in FAMILIES.items():
        pages = [page for name, page in PAGES.items() if name.startswith(code)]
        listed = [f"[{page.code}](#{_anchor(page)})" for page in pages]
        yield f"{family}: {', '.join(listed)}\n"
    yield render_pages_as_markdown(list(PAGES.values()))


def _anchor(page: Page) -> str:
    words = re.sub(r"[^\w\- ]", "", f"{page.code}: {page.title}".lower())
    return words.replace(" ", "-")


def _page(title: str, lines: Iterator[str], made_from: str = "metric_definitions/") -> str:
    return "\n".join([MADE.format(made_from), "", f"# {title}", "", *lines]).rstrip("\n") + "\n"


def _goal_page(goal: Goal) -> str:
    return f"goal_{goal.goal:02}.md"


def _contents(catalogue: Catalogue) -> Iterator[str]:
    yield "What is measured, from which columns, and who says what is usual."
    yield ""
    yield "| | Page | Metrics |"
    yield "|---|---|---|"
    for goal in catalogue.goals:
        name = goal.name + (" (optional, off by default)" if goal.optional else "")
        yield f"| {goal.goal or ''} | [{name}]({_goal_page(goal)}) | {len(goal.metrics)} |"
    for page, title in (
        ("tables.md", f"{len(catalogue.tables)} tables"),
        ("codes.md", f"{len(catalogue.code_lists)} code lists"),
        ("sources.md", f"{len(catalogue.sources)} sources"),
        ("standards.md", "other frameworks"),
        ("findings.md", f"{len(PAGES)} findings"),
    ):
        yield f"| | [{title}]({page}) | |"


def _goal(catalogue: Catalogue, goal: Goal) -> Iterator[str]:
    yield goal.asks
    for metric_id, metric in goal.metrics.items():
        yield ""
        yield f"## `{metric_id}`"
        yield ""
        yield f"**{metric.name}** (version {metric.version})"
        yield ""
        yield "| | |"
        yield "|---|---|"
        for title, text in describe_metric(catalogue, goal, metric):
            if title != "Goal":
                yield f"| {title} | {_cell(text)} |"


def _tables(catalogue: Catalogue) -> Iterator[str]:
    for table in catalogue.tables.values():
        yield f"## `{table.table}`"
        yield ""
        yield f"{table.title}: {table.rows}.{_about(table)}"
        yield ""
        yield "| Column | Type | | Meaning | Also called |"
        yield "|---|---|---|---|---|"
        for name, column in table.columns.items():
            marks = ["required"] * column.required + ["sensitive"] * column.sensitive
            cells = (_type(column), ", ".join(marks), column.means, ", ".join(column.aliases))
            yield f"| `{name}` | " + " | ".join(map(_cell, cells)) + " |"
        if table.derived:
            yield ""
            yield "Worked out from these: " + ", ".join(f"`{name}`" for name in table.derived) + "."
        yield ""


def _about(table: Table) -> str:
    parts = []
    if table.key:
        parts.append(f"named by `{table.key}`")
    elif table.unique:
        parts.append(f"{' and '.join(f'`{name}`' for name in table.unique)} together once")
    if table.dated:
        parts.append(f"`{table.dated}` lies in the period")
    parts += [f"`{part}` is at most `{whole}`" for part, whole in table.parts.items()]
    text = "; ".join(parts)
    return f" {text[0].upper()}{text[1:]}." if text else ""


def _type(column: Column) -> str:
    match column:
        case CodeColumn(codes=codes):
            return f"[{codes}](codes.md#{codes})"
        case NumberColumn(unit=unit, whole=whole, range=limits):
            kind = "whole number" if whole else "number"
            shown = "" if unit == "number" else f", {unit}"
            return f"{kind}{shown}{f', {limits}' if limits else ''}"
        case DateColumn(not_after=str(limit)):
            return f"date, not after the {limit.replace('_', ' ')}"
        case DateColumn():
            return "date"
        case TextColumn(links_to=str(target)):
            return f"text, links to `{target}`"
        case TextColumn(form=str(form)):
            return f"text, in the form `{form}`"
        case _:
            return "text"


def _codes(catalogue: Catalogue) -> Iterator[str]:
    for name, codes in catalogue.code_lists.items():
        yield f"## {name}"
        yield ""
        yield codes.title
        yield ""
        yield "| Code | Label | Also understood | Tells |"
        yield "|---|---|---|---|"
        for code, entry in codes.codes.items():
            tells = "a fact" if entry.answer == "known" else entry.answer.replace("_", " ")
            cells = (f"`{code}`", entry.label, ", ".join(entry.aliases), tells)
            yield "| " + " | ".join(map(_cell, cells)) + " |"
        yield ""


def _sources(catalogue: Catalogue) -> Iterator[str]:
    yield "A source is unconfirmed until somebody has read the figure in it; reports say so."
    yield ""
    yield "| Id | Publisher, title, year | Status | Licence |"
    yield "|---|---|---|---|"
    for name, source in catalogue.sources.items():
        title = _cell(f"{source.publisher}, {source.title}, {source.year}")
        shown = f"[{title}]({source.address})" if source.address else title
        yield f"| `{name}` | {shown} | {source.status} | {source.licence or ''} |"
    for name, rates in catalogue.rates.items():
        yield ""
        yield f"## {rates.title}"
        yield ""
        yield f"`{name}`, in {rates.unit}."
        yield ""
        yield "| From | Rates | Source |"
        yield "|---|---|---|"
        for entry in rates.entries:
            values = ", ".join(f"{code} {value:.2f}" for code, value in entry.values.items())
            yield f"| {entry.begins} | {values} | `{entry.source}` |"


def _standards(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.crosswalks is None:
        return
    yield "Identifiers only. `levelup metrics list --standard esrs:S1-9` finds metrics by them."
    for name, framework in catalogue.crosswalks.frameworks.items():
        yield ""
        yield f"## {framework.title}"
        yield ""
        note = f" {framework.note}" if framework.note else ""
        yield f"`{name}`: {framework.publisher}, {framework.edition}.{note}"
        yield ""
        yield "| Identifier | Goals | Metrics |"
        yield "|---|---|---|"
        yield from _identifiers(catalogue, name, catalogue.crosswalks.goals)


def _identifiers(
    catalogue: Catalogue, framework: str, goals: dict[str, Standards]
) -> Iterator[str]:
    of_goals: dict[str, list[str]] = {}
    of_metrics: dict[str, list[str]] = {}
    for goal, standards in goals.items():
        for name in _ids(standards, framework):
            of_goals.setdefault(name, []).append(goal)
    for page in catalogue.goals:
        for metric_id, metric in page.metrics.items():
            for name in _ids(metric.standards, framework):
                of_metrics.setdefault(name, []).append(f"`{metric_id}`")
    for name in sorted({*of_goals, *of_metrics}, key=lambda text: (len(text), text)):
        cells = (name, ", ".join(of_goals.get(name, [])), ", ".join(of_metrics.get(name, [])))
        yield "| " + " | ".join(cells) + " |"


def _ids(standards: Definition, framework: str) -> tuple[str, ...]:
    return tuple(str(name) for name in getattr(standards, framework))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
