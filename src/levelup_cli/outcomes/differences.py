"""What changed between two versions of a definitions pack."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Refused changes break comparisons; the others are told."""

    REFUSED = "refused"
    ADDED = "added"
    RETIRED = "retired"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of what, and in which way."""

    kind: Kind
    name: str
    words: str
