"""Which rows of which sheet a figure rests on; for the screen of their owner, and nowhere else."""

from collections.abc import Iterator, Sequence

from levelup_cli.outcomes.findings import Place
from levelup_cli.outcomes.indicators import Use
from levelup_cli.reports.score_explanation.document import Facts, Prose, Section
from levelup_cli.reports.score_explanation.words import ROLES, reason_in_words

MOST_RANGES = 8


def explain_rows(uses: Sequence[Use]) -> Iterator[Section]:
    """The rows by what was made of them."""
    if not uses:
        text = "No rows: it has no figure, or is about the return as a whole."
        yield Section("The rows", (Prose(text),))
        return
    yield Section("The rows", (Facts(tuple((_label(use), _ranges(use.place)) for use in uses)),))


def _label(use: Use) -> str:
    words = ROLES.get(use.role) or reason_in_words(use.role)
    return f"{use.part}, {words}" if use.part else f"left out, {words}"


def _ranges(place: Place) -> str:
    """`Employees rows 2-14, 17 and 31 more (60 in all)`."""
    shown = [f"{a}" if a == b else f"{a}-{b}" for a, b in place.rows[:MOST_RANGES]]
    more = len(place.rows) - len(shown)
    rows = sum(last - first + 1 for first, last in place.rows)
    where = place.sheet or place.file
    if rows == 1:
        return f"{where} row {shown[0]}"
    rest = f" and {more:,} more" if more else ""
    return f"{where} rows {', '.join(shown)}{rest} ({rows:,} in all)"
