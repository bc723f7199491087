"""Which table each sheet is: by the mapping, by its name, or else by its headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from levelup_cli.definitions.mappings import Mapping as OwnWords
from levelup_cli.definitions.tables import Table
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.headings import LEAST_HEADINGS, find_headings, is_comment, same_name
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import Finding
from levelup_cli.outcomes.ledger import LedgerEntry
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Reading, Sheet
from levelup_cli.words import suggest

EMPTY = "it is empty"
BY_MAPPING = "the mapping"


@dataclass(slots=True)
class Recognition:
    """Table -> its sheet and why, the sheets that are none, and what is said about them."""

    chosen: dict[str, tuple[RawSheet, str]] = field(default_factory=dict)
    skipped: list[Sheet] = field(default_factory=list)
    strange: list[RawSheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)

    def skip(self, sheet: RawSheet, why: str) -> None:
        """Leave a sheet out, and say why."""
        place = sheet.place()
        self.skipped.append(Sheet(place.file, place.sheet, sheet.visible, None, why))

    def choose(self, table: str, sheet: RawSheet, why: str) -> None:
        """Take a sheet for a table; of two, the one that is not hidden.

        Raises:
            UnreadableFile: where two sheets claim to be the same table.
        """
        if table in self.chosen:
            other, _ = self.chosen[table]
            if other.visible == sheet.visible:
                _refuse_two(table, other, sheet)
            self.pass_over(table, other if sheet.visible else sheet)
            if not sheet.visible:
                return
        self.chosen[table] = (sheet, why)

    def is_hidden(self, table: str) -> bool:
        """Whether the sheet chosen for a table is hidden, and nobody named it."""
        sheet, why = self.chosen[table]
        return not sheet.visible and why != BY_MAPPING

    def is_mapped(self, table: str) -> bool:
        """Whether a mapping names the sheet of a table, so that no other is meant."""
        return self.chosen[table][1] == BY_MAPPING

    def pass_over(self, table: str, sheet: RawSheet) -> None:
        """Leave out a hidden sheet, because one that is not hidden is the same table."""
        self.skip(sheet, f"hidden, and another sheet is {table}")
        self.findings.append(_hidden_rival(table, sheet))


def recognise(sheets: list[RawSheet], tables: Mapping[str, Table], reading: Reading) -> Recognition:
    """Find the table that each sheet is.

    Raises:
        UnreadableFile: where two sheets claim to be the same table, or a mapped one is not there.
    """
    found = Recognition()
    rest = list(_by_mapping(found, sheets, reading.mapping))
    rest = list(_without_comments(found, rest, reading))
    rest = list(_by_name(found, rest, tables))
    _by_headings(found, rest, tables, reading.mapping)
    for sheet, why in found.chosen.values():
        if not sheet.visible and why != BY_MAPPING:
            note = "hidden, but read"
            found.ledger.append(LedgerEntry("hidden_sheet", sheet.place(), note))
            found.findings.append(_hidden(sheet))
    return found


def _by_mapping(
    found: Recognition, sheets: list[RawSheet], mapping: OwnWords
) -> Iterator[RawSheet]:
    named = {m.sheet: table for table, m in mapping.tables.items() if m.sheet is not None}
    titles = {sheet.name for sheet in sheets}
    for name, table in named.items():
        if name not in titles:
            reason = f"the mapping takes the sheet '{name}' for {table}, and there is none"
            help_ = f"Correct the mapping.{suggest(name, titles)}"
            raise UnreadableFile(sheets[0].file, reason, help_)
    for sheet in sheets:
        if sheet.name in named:
            found.choose(named[sheet.name], sheet, BY_MAPPING)
            note = f"read as {named[sheet.name]}, as the mapping says"
            found.ledger.append(LedgerEntry("sheet_mapped", sheet.place(), note))
        else:
            yield sheet


def _without_comments(
    found: Recognition, sheets: list[RawSheet], reading: Reading
) -> Iterator[RawSheet]:
    for sheet in sheets:
        if is_comment(sheet.name):
            found.skip(sheet, "its name begins with # or _")
            note = "a sheet of notes (# or _)"
            found.ledger.append(LedgerEntry("comment_sheet", sheet.place(), note))
        elif reading.skip_hidden and not sheet.visible:
            found.skip(sheet, "hidden, and hidden ones are left out")
            note = "a hidden sheet, left out"
            found.ledger.append(LedgerEntry("hidden_left_out", sheet.place(), note))
        else:
            yield sheet


def _by_name(
    found: Recognition, sheets: list[RawSheet], tables: Mapping[str, Table]
) -> Iterator[RawSheet]:
    """Sheets named as tables, and files with one sheet only that are."""
    mapped = set(found.chosen)
    alone = [sheet.file for sheet in sheets]
    for sheet in sorted(sheets, key=lambda sheet: not sheet.visible):
        names = [sheet.name]
        if sheet.in_workbook and alone.count(sheet.file) == 1:
            names.append(PurePosixPath(sheet.file).stem)
        known = (table for name in names for table in tables if same_name(name, table))
        table = next(known, None)
        if table is None or table in mapped:
            yield sheet
        else:
            found.choose(table, sheet, "its name")


def _by_headings(
    found: Recognition, sheets: list[RawSheet], tables: Mapping[str, Table], mapping: OwnWords
) -> None:
    taken = set(found.chosen)
    for sheet in sheets:
        if sheet.is_blank():
            found.skip(sheet, EMPTY)
            continue
        table = _best_table(sheet, tables, mapping)
        if table in taken and sheet.visible and found.is_hidden(str(table)):
            found.choose(str(table), sheet, "its headings")
            continue
        if table in taken:
            found.skip(sheet, f"its headings are those of {table}, which another sheet is")
            if not found.is_mapped(str(table)):
                found.findings.append(_second(str(table), sheet))
            continue
        if table is None:
            found.skip(sheet, "neither its name nor its headings are those of a table")
            found.findings.append(_ignored(sheet, tables))
            found.strange.append(sheet)
            continue
        found.choose(table, sheet, "its headings")
        note = f"read as {table}, by its headings"
        found.ledger.append(LedgerEntry("sheet_recognised", sheet.place(), note))


def _best_table(sheet: RawSheet, tables: Mapping[str, Table], mapping: OwnWords) -> str | None:
    """The table whose columns the headings name best: the key, or most of what is required."""
    best: tuple[tuple[int, int], str] | None = None
    for name, table in tables.items():
        headings = find_headings(sheet, table, mapping.of(name))
        if headings is None or len(headings.named) < LEAST_HEADINGS:
            continue
        required = [name for name, column in table.columns.items() if column.required]
        found = sum(name in headings.named for name in required)
        fits = table.key in headings.named if table.key else 2 * found > len(required)
        if fits and (best is None or headings.sureness() > best[0]):
            best = (headings.sureness(), name)
    return best[1] if best else None


def _refuse_two(table: str, first: RawSheet, second: RawSheet) -> None:
    names = " and ".join(
        f"'{sheet.name}'" if sheet.in_workbook else sheet.file for sheet in (first, second)
    )
    if first.in_workbook and first.file != second.file:
        reason = f"{names}, of {first.file} and {second.file}, could both be the table {table}"
        help_ = "A folder is one return. If these are two, name each file, or a pattern of them."
        raise UnreadableFile(second.file, reason, help_)
    reason = f"{names} could both be the table {table}"
    help_ = (
        "If both hold rows, put them into one sheet. If one is a copy, say which is meant with a"
        f" mapping (tables: {{{table}: {{sheet: {first.name}}}}}), or rename it so that it begins"
        " with #."
    )
    raise UnreadableFile(second.file, reason, help_)


def _hidden_rival(table: str, sheet: RawSheet) -> Finding:
    return Finding(
        code="LU211",
        severity=Severity.WARNING,
        place=sheet.place(),
        message=f"this hidden sheet could be {table} too; the one that is not hidden was read",
        help="Delete it if it is an old copy, or rename it so that it begins with #.",
    )


def _second(table: str, sheet: RawSheet) -> Finding:
    return Finding(
        code="LU216",
        severity=Severity.WARNING,
        place=sheet.place(),
        message=f"its headings are those of {table}, which another sheet is; it was not read",
        help="If both hold rows, put them into one sheet. If it is a copy, rename it so that it"
        " begins with #.",
    )


def _hidden(sheet: RawSheet) -> Finding:
    return Finding(
        code="LU212",
        severity=Severity.WARNING,
        place=sheet.place(),
        message="this sheet is hidden; it was read all the same",
        help="Show the sheet and look at it, or leave hidden ones out: --skip-hidden.",
    )


def _ignored(sheet: RawSheet, tables: Mapping[str, Table]) -> Finding:
    hint = suggest(sheet.name, tables)
    return Finding(
        code="LU203",
        severity=Severity.INFO,
        place=sheet.place(),
        message=f"this sheet is no table of a return, so it was not read{hint and '.'}{hint}",
        help="Nothing, if it holds no data. `levelup inspect` shows which table it could be.",
    )
