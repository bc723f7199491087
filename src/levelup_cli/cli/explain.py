"""`levelup explain`: what a finding means, or where each number of a score comes from."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levelup_cli.cli.inputs import STANDARD_INPUT, FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, Drafts, Out, Strict, choose
from levelup_cli.errors import UsageError
from levelup_cli.words import suggest

if TYPE_CHECKING:
    from levelup_cli.definitions.catalogue import Catalogue
    from levelup_cli.outcomes.submissions import Facts, Reading
    from levelup_cli.results.parts import Result

SAVED = ".json"  # the ending of a result of `levelup score -f json`
_NUMBER = re.compile(r"(?:g|goal)?\s*(\d\d?)", re.IGNORECASE)


@takes(reading=ReadingOptions, facts=FactOptions)
def explain(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE|FILE",
            help="LU401, or LU4 for its family; or a return, or a result saved as .json.",
        ),
    ] = None,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT", help="Of a file: g06, a metric or overall; by default all goals."
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table, markdown; codes also json.")
    ] = "table",
    out: Out = None,
    rows: Annotated[
        bool,
        typer.Option("--rows", help="Also name the rows behind a metric; on a terminal only."),
    ] = False,
    definitions: Definitions = None,
    drafts: Drafts = False,
    strict: Strict = False,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Explain the code of a finding, or where each number of a score comes from.

    A return is scored, a saved result is read: either gives a goal or a metric taken apart. Only a
    return gives the rows.
    """
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files

    if source is None or not _is_file(source):
        _explain_code(source, what, form)
        return

    from levelup_cli import pipeline
    from levelup_cli.reports.score_explanation import (
        EXPLANATION_ENDINGS,
        EXPLANATION_FORMATS,
        explain_result,
        metric_of,
        with_rows,
    )

    path = Path(source)
    choose(form, list(EXPLANATION_FORMATS), "format")
    check_outputs(out or [], EXPLANATION_ENDINGS, [path])
    _refuse_rows(path, form, wanted=rows)
    uses = None
    if path.suffix.lower() == SAVED:
        from levelup_cli.results.reading import read_result

        result = read_result(path)
    else:
        catalogue = _load(definitions, what, drafts=drafts)
        how, said = reading.parse(catalogue, strict=strict), facts.parse(catalogue)
        with reading.opened(path, how) as (file, how):
            result = _score(file, catalogue, said, how)
            metric = metric_of(result, what) if rows else None
            uses = pipeline.trace(file, catalogue, metric, said, how) if metric else None
    explanation = explain_result(result, what)
    write_files(out or [], EXPLANATION_ENDINGS, lambda to: EXPLANATION_FORMATS[to](explanation))
    if uses is not None:
        explanation = with_rows(explanation, uses)
    show_result(EXPLANATION_FORMATS[form](explanation), form)


def _load(definitions: Path | None, what: str | None, *, drafts: bool) -> "Catalogue":
    """The definitions, with an optional goal switched on where it is the one that is asked for."""
    from levelup_cli.catalogue import load_catalogue

    goal = _NUMBER.match(what or "")
    catalogue = load_catalogue(definitions, drafts=drafts)
    return catalogue.with_goals((int(goal[1]),) if goal else ())


def _score(path: Path, catalogue: "Catalogue", facts: "Facts", reading: "Reading") -> "Result":
    from levelup_cli.pipeline import assess
    from levelup_cli.results import make_result
    from levelup_cli.results.selection import Selection

    return make_result(assess(path, catalogue, facts, reading), Selection(overall=True))


def _is_file(source: str) -> bool:
    """Whether the word is a file rather than a code: one that is there, or that is named as one."""
    from levelup_cli.reader.opening import KINDS

    path = Path(source)
    named = path.suffix.lower() in (SAVED, *KINDS) or os.sep in source
    return path == STANDARD_INPUT or named or path.exists()


def _refuse_rows(path: Path, form: str, *, wanted: bool) -> None:
    """Let rows be named on their owner's screen only: those of few people are personal.

    Raises:
        UsageError: where the result goes elsewhere, or has no rows.
    """
    if wanted and (form != "table" or sys.stdout is None or not sys.stdout.isatty()):
        raise UsageError(
            "--rows: rows may be about single people, so they are named on a terminal only, in the"
            " form table."
        )
    if wanted and path.suffix.lower() == SAVED:
        raise UsageError(f"--rows: {path} is a saved result, which has no rows. Name the return.")


def _explain_code(code: str | None, what: str | None, form: str) -> None:
    """The page of a code, or the list of a family.

    Raises:
        UsageError: for what is no code, with the way to what was meant.
    """
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.reports.rule_pages import PAGE_FORMATS
    from levelup_cli.rules import PAGES

    choose(form, list(PAGE_FORMATS), "format")
    wanted = (code or "LU").upper()
    if what is not None:
        raise UsageError(f"There is no file '{code}'.\nTo take a score apart, name its file first.")
    if re.fullmatch(r"G\d\d_\w+|DQ_\w+", wanted):
        raise UsageError(
            f"{code} is a metric: levelup metrics show {code}\n"
            f"For its value in a return: levelup explain FILE {code}"
        )
    if re.fullmatch(r"(G|GOAL ?)?\d\d?|OVERALL", wanted):
        raise UsageError(f"Name a return or a saved result first: levelup explain FILE {code}")
    pages = [page for name, page in PAGES.items() if name.startswith(wanted)]
    if not pages:
        hint = suggest(wanted, PAGES)
        raise UsageError(f"There is no code '{code}'.{hint}\n`levelup explain` lists them.")
    show_result(PAGE_FORMATS[form](pages), form)
