"""Fixes: which cells of a return can be mended, into what, and whether that changes a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from levelup_cli.outcomes.findings import Place
from levelup_cli.outcomes.ledger import KINDS
from levelup_cli.outcomes.tables import Cell, Value

SAFE_KINDS = (
    "code_alias",
    "code_spelling",
    "day_from_text",
    "decimal_comma",
    "leading_zeros",
    "month_first",
    "number_from_text",
    "percent_scale",
    "white_space",
)
UNSAFE_KINDS = {
    "LU202": "a heading that is nearly that of a required column",
    "LU401": "codes that are nearly one of ours",
    "LU404": "shares below 1 where per cent are expected",
}
FIX_KINDS = {kind: KINDS[kind][1] for kind in SAFE_KINDS} | UNSAFE_KINDS


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write into cells that hold one and the same thing.

    `kind` is that of the ledger for a safe fix, or the code of the finding that it would end.
    `told` is what may be said of before and after to anyone: a shape, or the code of a column that
    is not sensitive.
    """

    kind: str
    place: Place
    before: Cell
    after: Value
    told: tuple[str, str]

    @property
    def is_safe(self) -> bool:
        """Whether it writes what is read there anyway, so that no figure changes."""
        return self.kind in SAFE_KINDS

    def count(self) -> int:
        """How many cells it changes."""
        return count_rows(self.place)


@dataclass(frozen=True, slots=True)
class Left:
    """Cells that are left as they are, though they could be meant otherwise, and why."""

    kind: str
    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which fixes are asked for: of all kinds or some, and those that change figures or not."""

    kinds: frozenset[str] = frozenset()
    unsafe: bool = False

    def of(self, fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
        """Those of the kinds that are asked for, safe or not."""
        return tuple(fix for fix in fixes if not self.kinds or fix.kind in self.kinds)


SAFE = Wanted()


@dataclass(frozen=True, slots=True)
class Mending:
    """A return, its fixes, what is left to judgement, and the mended copy.

    `made` are the fixes that the copy has; `more` those that it would have with the unsafe ones.
    `copy` maps the names of a folder's files to their bytes, or `""` to those of a single file; it
    is None where such a file cannot be written, and `unwritable` says why. `endings` are those that
    the copy's name may have; none for a folder.
    """

    file: str
    fingerprint: str
    made: tuple[Fix, ...]
    more: tuple[Fix, ...] = ()
    left: tuple[Left, ...] = ()
    copy: Mapping[str, bytes] | None = field(default=None, repr=False)
    endings: tuple[str, ...] = ()
    unwritable: str = ""


def count_rows(place: Place) -> int:
    """How many rows a place names."""
    return sum(last - first + 1 for first, last in place.rows)
