"""Declaration rates of 108 organisations of the Civil Service and of all of it, in 2019.

Each sends its counts as a return of its own, so this is the slow one: about 15 seconds.
"""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from oracles.definitions import PACKS
from oracles.oracle import Oracle, Pair, published
from oracles.scored import Figures, by_api, by_command
from oracles.sheets import aggregate_return

QUESTIONS = ("school", "parental_qualification", "nssec", "self_identification")
RATES = [f"{question}_{reply}" for question in QUESTIONS for reply in ("answered", "disclosed")]
EVERY_TENTH = slice(None, None, 11)


def compare(by: Callable[[Path, Path], Figures], which: slice) -> Iterator[Pair]:
    """The published rates of some organisations, as parts of one."""
    for row in _rows()[which]:
        counts = {f"dq_{rate}": (int(row[rate]), int(row["respondents"])) for rate in RATES}
        with tempfile.TemporaryDirectory() as folder:
            figures = by(aggregate_return(Path(folder), counts), PACKS / "declarations")
        for rate in RATES:
            name, expected = f"{row['organisation']} {rate}", float(row[f"{rate}_rate_published"])
            yield Pair(name, expected, figures[f"dq_{rate}",].value)


def _rows() -> list[dict[str, str]]:
    return published("civil_service/seb_2019_declaration_by_organisation.csv")


ORACLES = [
    Oracle(
        name="civil_service",
        what="declaration rates by `assess`, all organisations",
        folder="civil_service",
        figures=109 * len(RATES),
        allowed=0,
        compare=partial(compare, by_api, slice(None)),
    ),
    Oracle(
        name="civil_service",
        what="the same of ten by `levelup score`, which writes 12 digits",
        folder="civil_service",
        figures=10 * len(RATES),
        allowed=1e-11,
        compare=partial(compare, by_command, EVERY_TENTH),
        relative=True,
    ),
]
