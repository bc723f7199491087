"""Which table each sheet is: by its name, or else by its headings."""

from collections.abc import Iterable, Mapping

from levelup_cli.definitions.tables import Table
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake.headings import LEAST_HEADINGS, find_headings, is_comment, same_name
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.findings import Finding, LedgerEntry, Severity
from levelup_cli.words import suggest


def recognise(
    sheets: list[RawSheet], tables: Mapping[str, Table], ledger: list[LedgerEntry]
) -> tuple[dict[str, RawSheet], list[Finding]]:
    """Table -> its sheet, and what is said about the sheets that are no table.

    Raises:
        UnreadableFile: where two sheets claim to be the same table.
    """
    chosen: dict[str, RawSheet] = {}
    rest: list[RawSheet] = []
    for sheet in sheets:
        if is_comment(sheet.name):
            ledger.append(LedgerEntry("sheet_skipped", sheet.place(), "a sheet of notes (# or _)"))
            continue
        table = next((name for name in tables if same_name(sheet.name, name)), None)
        if table is None:
            rest.append(sheet)
        else:
            _choose(chosen, table, sheet)
    findings = []
    by_name = set(chosen)
    for sheet in rest:
        table = _by_headings(sheet, tables.values())
        if table is None or table in by_name:
            findings.append(_ignored(sheet, tables))
            continue
        _choose(chosen, table, sheet)
        note = f"read as {table}, by its headings"
        ledger.append(LedgerEntry("sheet_recognised", sheet.place(), note))
    ledger += [
        LedgerEntry("hidden_sheet", sheet.place(), "hidden, but read")
        for sheet in chosen.values()
        if not sheet.visible
    ]
    return chosen, findings


def _choose(chosen: dict[str, RawSheet], table: str, sheet: RawSheet) -> None:
    if table in chosen:
        reason = f"'{chosen[table].name}' and '{sheet.name}' could both be the table {table}"
        help_ = f"Keep one of them, and rename the other so that it begins with # ({table} once)."
        raise UnreadableFile(sheet.file, reason, help_)
    chosen[table] = sheet


def _by_headings(sheet: RawSheet, tables: Iterable[Table]) -> str | None:
    """The table whose columns the headings name best: the key, or most of what is required."""
    best: tuple[int, str] | None = None
    for table in tables:
        headings = find_headings(sheet, table)
        if headings is None or len(headings.named) < LEAST_HEADINGS:
            continue
        required = [name for name, column in table.columns.items() if column.required]
        found = sum(name in headings.named for name in required)
        fits = table.key in headings.named if table.key else 2 * found > len(required)
        if fits and (best is None or len(headings.named) > best[0]):
            best = (len(headings.named), table.table)
    return best[1] if best else None


def _ignored(sheet: RawSheet, tables: Mapping[str, Table]) -> Finding:
    return Finding(
        code="LU203",
        severity=Severity.INFO,
        place=sheet.place(),
        message="this sheet is no table of a return, so it was not read."
        + suggest(sheet.name, tables),
        help=f"Nothing, if it holds no data. The tables are {', '.join(tables)}.",
    )
