"""What is told about a column: what it means, what is accepted, and one cell as an example."""

from levelup_cli.definitions.tables import (
    CodeColumn,
    Column,
    DateColumn,
    NumberColumn,
    Table,
    TextColumn,
)
from levelup_cli.templates.forms import Sheet

LONGEST_TITLE = 32  # of a prompt or an error, in Excel
LONGEST_MESSAGE = 255
MOST_LISTED = 20  # spellings that the guidance spells out
MOST_TEXT = 2_000  # characters that a cell of a return may have
REQUIRED = "Required."
_FAR = 10  # an example of a number lies this far into its range, or in the middle of it


def prompt(column: Column) -> str:
    """What a cell says when it is chosen, as long as a spreadsheet shows it."""
    required = f"{REQUIRED} " if column.required else ""
    unit = _unit(column)
    return cut(f"{required}{column.means}.{f' In {unit}.' if unit else ''}", LONGEST_MESSAGE)


def accepted(sheet: Sheet, name: str) -> str:
    """What may stand in a cell of a column, in words."""
    if name in sheet.offers:
        offered = sheet.offers[name]
        if len(offered) > MOST_LISTED:
            return f"One of the {len(offered)} that the cell lists when it is chosen"
        return f"One of: {'; '.join(offered)}"
    match sheet.table.columns[name]:
        case NumberColumn(whole=whole, range=limits) as column:
            kind = "A whole number" if whole else "A number"
            unit = _unit(column)
            between = f", {limits}" if limits else ""
            return f"{kind}{between}{f', in {unit}' if unit else ''}"
        case DateColumn():
            return "A day, as 2025-03-31 or 31/03/2025"
        case TextColumn(links_to=str(other)):
            return f"A key that stands in {other}"
        case _:
            return f"Text of at most {MOST_TEXT:,} characters"


def refusal(sheet: Sheet, name: str) -> str:
    """What is said of a cell that is not accepted."""
    column = sheet.table.columns[name]
    usual = getattr(column, "usual", None)
    if usual is not None:
        return f"Usually this is {usual}. Keep it if you are sure; check the unit and the point."
    blank = "" if column.required else ", or leave the cell blank"
    if name in sheet.offers:
        return f"Choose one from the list{blank}."
    return cut(f"{accepted(sheet, name)}{blank}.", LONGEST_MESSAGE)


def example(sheet: Sheet, name: str) -> str:
    """One cell of a column as it may be."""
    column = sheet.table.columns[name]
    if column.example is not None:
        return column.example
    match column:
        case CodeColumn():
            return next(iter(sheet.offers[name]), "")
        case NumberColumn():
            return _number(column)
        case DateColumn():
            return "2025-03-31"
        case TextColumn():
            return next(iter(sheet.offers.get(name, ())), _text(sheet.table, name))


def cut(text: str, longest: int) -> str:
    """A text that is no longer than it may be; where it is cut, it says so."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def _unit(column: Column) -> str:
    """The unit of a number, where it is none that goes without saying."""
    if not isinstance(column, NumberColumn) or column.unit in {"number", "people"}:
        return ""
    return "" if column.unit.casefold() in column.means.casefold() else column.unit


def _text(table: Table, name: str) -> str:
    return "A001" if name == table.key or name in table.unique else "Any text"


def _number(column: NumberColumn) -> str:
    """A number near the lower end of what is usual, or else possible."""
    limits = [limits for limits in (column.usual, column.range) if limits is not None]
    low = next((limit.min for limit in limits if limit.min is not None), 0)
    high = next((limit.max for limit in limits if limit.max is not None), None)
    number = low + (_FAR if high is None else min(_FAR, (high - low) / 2))
    return f"{int(number)}" if column.whole else f"{number:.10g}"
