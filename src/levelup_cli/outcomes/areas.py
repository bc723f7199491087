"""A file of facts about areas, as its reader hands it over: headings and rows, all text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaFile:
    """One area file: its name and fingerprint, its headings, and the rows that matter to a return.

    Every cell is text, and `""` is blank; a row may be shorter than the headings. The rows of a
    postcode file should be filtered to the postcodes of the return, `areas.wanted_keys`; files by
    small area or by authority are small, and needed whole: a postcode may lead anywhere in them.
    """

    file: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    fingerprint: str = ""
