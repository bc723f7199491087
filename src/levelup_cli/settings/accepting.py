"""Which findings are accepted, and what is to be said of the list that accepts them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePath

from levelup_cli.outcomes.findings import Finding, Place, column_letters
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Table
from levelup_cli.settings.model import Acceptance
from levelup_cli.settings.sources import Entry

_ROWS = re.compile(r"(?:ROWS? )?(\d{1,7})(?:(?::| TO )(\d{1,7}))?", re.ASCII)
_CELLS = re.compile(r"([A-Z]{1,3})(\d{0,7})(?::\1(\d{0,7}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The accepted findings of a return, and the entries that met one, though it be too often."""

    findings: dict[Finding, Acceptance]
    met: frozenset[Entry]


def accept(checked: Checked, path: str, entries: Sequence[Entry], today: date) -> Accepted:
    """Hold the findings of a return, named by `path`, against the accepted ones; the first counts.

    What has expired by `today` accepts nothing, nor does an entry where a finding has more cells
    than the entry's share of the rows of its table.
    """
    found: dict[Finding, Acceptance] = {}
    met: set[Entry] = set()
    for finding in checked.findings:
        tables = _tables_of(checked, finding.place)
        for entry in entries:
            one = entry.acceptance
            if finding.code.startswith(one.code) and _stands(one.where, finding, path, tables):
                met.add(entry)
                if today <= one.until and _within(one, finding, tables):
                    found.setdefault(finding, one)
    return Accepted(found, frozenset(met))


def judge_entries(
    entries: Sequence[Entry], met: Collection[Entry] | None, seen: Collection[str], today: date
) -> Iterator[tuple[str, Finding]]:
    """What is to be said of the entries, with the file of each: expired, or met by no finding.

    `met` is None where that cannot be known, because a return could not be read; an entry about
    none of the files, sheets and tables that were `seen` is about another run.
    """
    for entry in entries:
        one = entry.acceptance
        what = f"{one.code} in {one.where}" if one.where else one.code
        if one.until < today:
            message = f"The acceptance of {what} ended on {one.until}"
            yield _remark("LU901", entry, message, "Mend the finding, or give reason and day anew.")
        elif met is not None and entry not in met and _is_about(one.where, seen):
            message = f"The acceptance of {what} meets no finding"
            yield _remark("LU902", entry, message, "Take it out, or correct its code and place.")


def names_in(checked: Checked, path: str) -> set[str]:
    """What entries may call a return, and the sheets and tables in it."""
    submission = checked.submission
    files = {sheet.file for sheet in submission.sheets} | {submission.file, PurePath(path).name}
    sheets = {sheet.name for sheet in submission.sheets if sheet.name}
    return {path, *files, *(PurePath(file).stem for file in files), *sheets, *submission.tables}


def _is_about(where: str, names: Collection[str]) -> bool:
    return not where or any(_is_like(name, _whole(where)) for name in names)


def _whole(where: str) -> str:
    """The file, sheet or table of a place, without the part of it."""
    return (where.rpartition("!")[0] if "!" in where else where).strip("'")


def _remark(code: str, entry: Entry, message: str, help_: str) -> tuple[str, Finding]:
    name, line = entry.origin.name, entry.origin.line
    place = Place(PurePath(name).name, rows=((line, line),)) if line else Place(name)
    return name, Finding(code, Severity.WARNING, place, message, help_)


def _tables_of(checked: Checked, place: Place) -> dict[str, Table]:
    tables = checked.submission.tables.items()
    return {name: t for name, t in tables if (t.file, t.sheet) == (place.file, place.sheet)}


def _within(acceptance: Acceptance, finding: Finding, tables: dict[str, Table]) -> bool:
    """Whether a finding is as rare as it must be; where there are no rows, that is not known."""
    if acceptance.max_share is None:
        return True
    rows = max(map(len, tables.values()), default=0)
    return bool(rows) and finding.count <= acceptance.max_share * rows


def _stands(where: str, finding: Finding, path: str, tables: dict[str, Table]) -> bool:
    """Whether a finding stands in a place: a file, sheet or table, and perhaps a part of it."""
    if not where:
        return True
    place = finding.place
    whole, mark, part = where.rpartition("!") if "!" in where else (where, "", "")
    names = {path, place.file, PurePath(place.file).stem, place.sheet or "", *tables}
    if not any(_is_like(name, whole.strip("'")) for name in names if name):
        return False
    return not mark or _is_in(part, place, tables)


def _is_in(part: str, place: Place, tables: dict[str, Table]) -> bool:
    """Whether a place is a heading or column of this name, or lies wholly in these cells."""
    columns = [
        name
        for table in tables.values()
        for name, column in table.columns.items()
        if column_letters(column.position) == place.column
    ]
    if any(_is_like(name, part) for name in (place.heading, *columns) if name):
        return True
    if place.column is None and (rows := _ROWS.fullmatch(part.upper())):
        return _within_rows(place, int(rows[1]), int(rows[2] or rows[1]))
    cells = _CELLS.fullmatch(part.upper().replace("$", ""))
    if cells is None or cells[1] != place.column:
        return False
    if not cells[2]:
        return bool(cells[3] == "")
    return _within_rows(place, int(cells[2]), int(cells[3] or cells[2]))


def _within_rows(place: Place, first: int, last: int) -> bool:
    return bool(place.rows) and all(first <= a and b <= last for a, b in place.rows)


def _is_like(name: str, pattern: str) -> bool:
    """Whether a name is so written, where * stands for anything and capitals do not matter."""
    plain = pattern.replace("[", "[[]").replace("?", "[?]")
    return fnmatchcase(name.casefold(), plain.casefold())
