"""The ledger: what reading and checking understood, repaired or left out, and where."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from levelup_cli.outcomes.findings import Place


class Treatment(StrEnum):
    """What was done: only seen in another form, changed into what was meant, or not used."""

    UNDERSTOOD = "understood"
    REPAIRED = "repaired"
    LEFT_OUT = "left out"


_UNDERSTOOD, _REPAIRED, _LEFT_OUT = Treatment
KINDS: dict[str, tuple[Treatment, str]] = {
    "answer_words": (_UNDERSTOOD, "refusals and don't-knows written as words"),
    "area_joined": (_UNDERSTOOD, "cells filled from an area file"),
    "area_unmatched": (_UNDERSTOOD, "places that no area file knows"),
    "blank_means": (_REPAIRED, "blank cells that the mapping gives a meaning"),
    "blank_rows": (_LEFT_OUT, "blank rows"),
    "blank_word": (_UNDERSTOOD, "cells such as n/a or - taken as blank"),
    "code_alias": (_UNDERSTOOD, "codes in other words"),
    "code_mapped": (_UNDERSTOOD, "codes that the mapping translates"),
    "code_spelling": (_REPAIRED, "codes in other capitals, spaces or punctuation"),
    "comment_column": (_UNDERSTOOD, "columns marked as notes, which are not read"),
    "comment_sheet": (_UNDERSTOOD, "sheets marked as notes, which are not read"),
    "day_from_text": (_REPAIRED, "days written as text"),
    "decimal_comma": (_REPAIRED, "numbers with a decimal comma"),
    "delimiter": (_UNDERSTOOD, "columns parted otherwise than by commas"),
    "doubled_heading": (_REPAIRED, "headings that stand twice over the same cells"),
    "encoding": (_UNDERSTOOD, "text that is not UTF-8"),
    "file_kind": (_REPAIRED, "files whose name says another kind"),
    "foot_note": (_LEFT_OUT, "notes under the data"),
    "heading_alias": (_UNDERSTOOD, "headings in other words"),
    "heading_joined": (_UNDERSTOOD, "headings over several rows"),
    "heading_mapped": (_UNDERSTOOD, "headings that the mapping translates"),
    "hidden_columns": (_UNDERSTOOD, "hidden columns, which were read"),
    "hidden_left_out": (_UNDERSTOOD, "hidden rows, columns or sheets left out as asked"),
    "hidden_rows": (_UNDERSTOOD, "hidden rows, which were read"),
    "hidden_sheet": (_UNDERSTOOD, "hidden sheets, which were read"),
    "leading_zeros": (_REPAIRED, "numbers that lost the zeros in front"),
    "month_first": (_REPAIRED, "days with the month first"),
    "number_from_text": (_REPAIRED, "numbers written with signs, spaces or as text"),
    "percent_scale": (_REPAIRED, "percentages brought to the scale of the column"),
    "postcode_dropped": (_UNDERSTOOD, "postcodes dropped, once the places were looked up"),
    "plain_reader": (_UNDERSTOOD, "files read without their error cells and percentages"),
    "said_none": (_UNDERSTOOD, "sheets that say that there were none"),
    "sheet_mapped": (_UNDERSTOOD, "sheets that the mapping names"),
    "sheet_recognised": (_UNDERSTOOD, "sheets recognised by their headings"),
    "suppressed": (_UNDERSTOOD, "cells that their sender withheld"),
    "title_row": (_LEFT_OUT, "titles above the headings"),
    "totals_row": (_LEFT_OUT, "totals rows"),
    "white_space": (_REPAIRED, "spaces and invisible characters around texts"),
}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One thing that reading understood, repaired or left out: where, how often, from what to what.

    `changes` pairs what stood there with what it was taken for: headings, encodings, and codes of
    columns that are not sensitive; never a personal value.
    """

    kind: str
    place: Place
    note: str
    count: int = 1
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def treatment(self) -> Treatment:
        """What was done."""
        return KINDS[self.kind][0]


def sum_up(ledger: Iterable[LedgerEntry]) -> str:
    """How much was understood, repaired and left out, in one sentence."""
    counts = Counter[Treatment]()
    for entry in ledger:
        counts[entry.treatment] += entry.count
    done = ", ".join(f"{treatment} {counts[treatment]:,}" for treatment in Treatment)
    return f"Headings, cells and rows: {done}."
