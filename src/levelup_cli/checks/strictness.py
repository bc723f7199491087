"""With --strict, nothing is repaired: what would have to be is refused, all of it at once."""

from collections.abc import Iterable

from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.ledger import KINDS, LedgerEntry, Treatment


def refuse_repairs(name: str, ledger: Iterable[LedgerEntry]) -> None:
    """Refuse a return of which anything was repaired or left out.

    Raises:
        UnreadableFile: naming every kind of repair, and the first place of each.
    """
    kinds: dict[str, str] = {}
    for entry in ledger:
        if entry.treatment is not Treatment.UNDERSTOOD:
            kinds.setdefault(entry.kind, f"{KINDS[entry.kind][1]} ({entry.place.cells()})")
    if kinds:
        reason = f"--strict allows no repairs, and it has {'; '.join(kinds.values())}"
        raise UnreadableFile(name, reason, "`levelup inspect` shows each with its place.")
