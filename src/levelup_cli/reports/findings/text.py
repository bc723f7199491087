"""Findings as text for people; the last line is the verdict."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from levelup_cli.gate import as_line
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.ledger import sum_up
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked, texts_at
from levelup_cli.reports.findings.looked import Looked, Standing, each, where_of
from levelup_cli.words import count_of, simplify

SHOWN_VALUES = 5
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def render_table(
    returns: Sequence[Looked], *, values: bool = False, most: int | None = None
) -> str:
    """Each return with its findings, most serious first, and what reading repaired.

    On a screen `most` ranges of cells of each are enough; a file names all. With `values`, what
    stands in the cells is shown: for the owner's own screen.
    """
    lines: list[str] = []
    for looked in returns:
        if not looked.unreadable:
            lines.append(looked.path)
            for _, finding in each([looked], with_accepted=True):
                lines += _finding(finding, looked.apart.get(finding), most)
                lines += _values(looked, finding) if values else []
            lines += ["", *_read(looked), *_mendable(looked)]
        lines += [looked.verdict(), ""]
    return _text([*lines[:-1], *_summary(returns)])


def _finding(finding: Finding, standing: Standing | None, most: int | None) -> list[str]:
    cells = finding.place.cells(most=most)
    where = cells if finding.place.sheet else f"{finding.place.file} {cells}".strip()
    said = f"{where}{_heading(finding)}: {finding.message}{_many(finding)} [{finding.code}]"
    return [f"  {finding.severity.value}: {said}", f"      {standing or finding.help}"]


def _heading(finding: Finding) -> str:
    """The sender's own heading, where the message names the column otherwise."""
    heading = (finding.place.heading or "").strip()
    named = simplify(heading) in simplify(finding.message)
    return "" if not heading or named else f" '{heading}'"


def _values(looked: Looked, finding: Finding) -> list[str]:
    """The first of the distinct things that stand in the cells of a finding."""
    if not isinstance(looked.result, Checked):
        return []
    found = list(filter(str.strip, texts_at(looked.result, finding.place)))
    shown = ", ".join(f"'{text}'" for text in found[:SHOWN_VALUES])
    more = len(found) - SHOWN_VALUES
    return [f"      found: {shown}{f' and {more:,} others' if more > 0 else ''}"] if found else []


def _mendable(looked: Looked) -> list[str]:
    """How many cells could be mended, where any could."""
    safe, unsafe = looked.mendable
    if not safe and not unsafe:
        return []
    said = [f"{count_of(safe, 'cell')} as read"] if safe else []
    said += [f"{count_of(unsafe, 'cell')} as probably meant"] if unsafe else []
    how = f"shows how to write {', and '.join(said)}"
    return [f"`levelup fix {looked.path}`, with the options of this command, {how}.", ""]


def _many(finding: Finding) -> str:
    return f" ({count_of(finding.count, 'cell')})" if finding.count > 1 else ""


def _read(looked: Looked) -> list[str]:
    """How much was understood, repaired or left out, where anything was."""
    ledger = looked.result.ledger if isinstance(looked.result, Checked) else ()
    return [f"{sum_up(ledger)} `levelup inspect` shows each.", ""] if ledger else []


def _verdicts(returns: Sequence[Looked]) -> list[str]:
    """The verdict on each return, and of several how many are valid."""
    return [*(looked.verdict() for looked in returns), *_summary(returns)[1:]]


def _summary(returns: Sequence[Looked]) -> list[str]:
    """Of several returns, how many are valid; a single one has its own verdict."""
    returns = [looked for looked in returns if looked.is_return]
    if len(returns) == 1:
        return []
    unread = sum(bool(looked.unreadable) for looked in returns)
    wrong = sum(bool(looked.count(Severity.ERROR)) for looked in returns)
    good = len(returns) - unread - wrong
    return ["", f"{count_of(len(returns), 'return')}: {good} valid, {wrong} not, {unread} not read"]


def render_concise(returns: Sequence[Looked]) -> str:
    """A line for each finding, with every range of cells, then the verdicts."""
    lines = []
    for looked, finding in each(returns, with_accepted=True):
        said = f"{finding.code} {finding.severity}: {finding.message}{_many(finding)}"
        lines.append(f"{where_of(finding)}: {said}{_beside(looked, finding)}")
    return _text([*lines, *_verdicts(returns)])


def _beside(looked: Looked, finding: Finding) -> str:
    """Of an accepted finding, that it is so and why."""
    return f" [{looked.apart[finding]}]" if finding in looked.apart else ""


def render_verdicts(returns: Sequence[Looked]) -> str:
    """The verdicts alone."""
    return _text(_verdicts(returns))


def render_grouped(returns: Sequence[Looked]) -> str:
    """Each kind of finding once, with every place where it was found.

    The most serious come first, and of those the most frequent.
    """
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    accepted: list[str] = []
    for looked, finding in each(returns, with_accepted=True):
        if finding in looked.apart:
            said = f"{finding.code} {finding.message}{_many(finding)}"
            accepted += [f"{looked.apart[finding]}", f"    {where_of(finding)}: {said}", ""]
        else:
            groups[finding.code, finding.message].append(finding)
    lines: list[str] = []
    for (code, message), findings in sorted(groups.items(), key=_rank):
        total = sum(finding.count for finding in findings)
        first = findings[0]
        lines.append(f"{code} {first.severity}: {message} ({count_of(total, 'cell')})")
        lines += [f"    {where_of(finding)}" for finding in findings]
        lines += [f"    {first.help}", ""]
    return _text([*lines, *accepted, *_verdicts(returns)])


def _rank(group: tuple[tuple[str, str], list[Finding]]) -> tuple[int, int, tuple[str, str]]:
    key, findings = group
    return list(Severity).index(findings[0].severity), -sum(f.count for f in findings), key


def render_statistics(returns: Sequence[Looked]) -> str:
    """How often each kind of finding stands in how many returns, the most frequent first."""
    cells: dict[tuple[str, str], int] = defaultdict(int)
    files: dict[tuple[str, str], set[str]] = defaultdict(set)
    for looked, finding in each(returns):
        key = (finding.code, finding.severity.value)
        cells[key] += finding.count
        files[key].add(looked.path)
    lines = [
        f"{number:>8,}  {code} {severity}, in {count_of(len(files[code, severity]), 'return')}"
        for (code, severity), number in sorted(cells.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return _text([*lines, *_verdicts(returns)])


def render_markdown(returns: Sequence[Looked]) -> str:
    """The verdicts as a table, then the findings of each return, as a summary page shows them."""
    lines = ["| Return | Verdict | Errors | Warnings |", "|---|---|---:|---:|"]
    for looked in filter(lambda looked: looked.is_return, returns):
        errors, warnings = looked.count(Severity.ERROR), looked.count(Severity.WARNING)
        word = "not read" if looked.unreadable else "not valid" if errors else "valid"
        sign = "✗" if errors or looked.unreadable else "✓"
        lines.append(f"| {_cell(looked.path)} | {sign} {word} | {errors} | {warnings} |")
    for looked in returns:
        told = [finding for _, finding in each([looked], with_accepted=True)]
        if not told and not looked.unreadable:
            continue
        lines += ["", f"## {_cell(looked.path)}", ""]
        if looked.unreadable:
            lines.append(f"Not read: {_cell(looked.why_unreadable)}")
            continue
        lines += ["| | Where | What is wrong | The way out |", "|---|---|---|---|"]
        for finding in told:
            sign = f"{_SIGNS[finding.severity]} {finding.code}"
            what = _cell(f"{finding.message}{_many(finding)}")
            place = _cell(finding.place.cells(most=None) or finding.place.file)
            way_out = _cell(str(looked.apart.get(finding, finding.help)))
            lines.append(f"| {sign} | {place} | {what} | {way_out} |")
    return _text(lines)


def _cell(text: str) -> str:
    """Text that stays inside its cell, and is no markup."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return text


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{as_line(line)}\n" for line in lines)
