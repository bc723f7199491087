"""Area files of one kind -> what is known of each place that a return needs.

What files say is weighed, not their order: of codes of several editions the newest counts, and
where files of one edition contradict each other, nothing is known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from levelup_cli.areas.indices import TENTHS, Index, decile_of_rank
from levelup_cli.areas.keys import code_in, initial_of, normalise
from levelup_cli.areas.layouts import Deciles, Layout
from levelup_cli.outcomes.areas import AreaFile

LSOA = "lsoa "  # with the edition of the codes: a postcode lies in an area of each census
Fact = str | Index  # what a fact is about: a column, a simplified heading, or an index's decile


@dataclass(frozen=True, slots=True)
class Places:
    """What the files of one kind know: fact -> key -> value.

    `disputed` are the keys of which files say two things, `found` those that any file has, `ended`
    the postcodes that are no longer in use, and `files` the names of the files that told a fact.
    """

    facts: Mapping[Fact, Mapping[str, str]] = field(default_factory=dict)
    disputed: Mapping[Fact, frozenset[str]] = field(default_factory=dict)
    found: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    files: Mapping[Fact, frozenset[str]] = field(default_factory=dict)
    consulted: bool = False

    def of(self, fact: Fact) -> Mapping[str, str]:
        """Key -> value of one fact."""
        return self.facts.get(fact, {})

    def small_areas(self) -> list[Fact]:
        """The facts that name the small area of a postcode, the newest edition first."""
        names = [fact for fact in self.facts if isinstance(fact, str) and fact.startswith(LSOA)]
        return sorted(names, key=str, reverse=True)


def read_places(
    files: Sequence[tuple[AreaFile, Layout]], wanted: frozenset[str], asked: frozenset[str]
) -> Places:
    """What files of one kind say of the wanted keys; `asked` are headings of its tables."""
    claims: dict[Fact, dict[str, tuple[str, str]]] = {}
    told: dict[Fact, set[str]] = {}
    found: set[str] = set()
    ended: set[str] = set()
    for file, layout in files:
        for row in file.rows:
            key = normalise(_cell(row, layout.key))
            if key not in wanted:
                continue
            found.add(key)
            for fact, edition, value in _claims(row, layout, asked):
                if fact == "ended":
                    ended.add(key)
                    continue
                told.setdefault(fact, set()).add(file.file)
                _weigh(claims.setdefault(fact, {}), key, edition, value)
    return Places(
        facts={
            fact: {key: value for key, (_, value) in known.items() if value}
            for fact, known in claims.items()
        },
        disputed={
            fact: frozenset(key for key, (_, value) in known.items() if not value)
            for fact, known in claims.items()
        },
        found=frozenset(found),
        ended=frozenset(ended),
        files={fact: frozenset(names) for fact, names in told.items()},
        consulted=bool(files),
    )


def _claims(
    row: tuple[str, ...], layout: Layout, asked: frozenset[str]
) -> Iterator[tuple[Fact, str, str]]:
    """Every fact of a row, with the edition of its codes, and what it says."""
    for given in layout.gives:
        value = code_in(_cell(row, given.position), given.meaning)
        if value:
            fact = f"{LSOA}{given.edition}" if given.meaning == "lsoa" else given.meaning
            yield fact, given.edition, value
    initial = _nation(row, layout)
    for deciles in layout.deciles:
        if deciles.index.initial == initial and (value := _decile(row, deciles)):
            yield deciles.index, "", value
    for heading in asked & layout.other.keys():
        value = _cell(row, layout.other[heading]).strip()
        if value:
            yield heading, "", value


def _weigh(known: dict[str, tuple[str, str]], key: str, edition: str, value: str) -> None:
    """Keep the newest edition; a contradiction within it stays blank whatever else is said."""
    before = known.get(key)
    if before is None or edition > before[0]:
        known[key] = (edition, value)
    elif edition == before[0] and value != before[1]:
        known[key] = (edition, "")


def _nation(row: tuple[str, ...], layout: Layout) -> str:
    """The initial of the nation that a row is about: by its small area, authority or country."""
    if layout.kind == "lsoa":
        return initial_of(normalise(_cell(row, layout.key)))
    codes = (
        code_in(_cell(row, g.position), g.meaning) for g in layout.gives if _is_code(g.meaning)
    )
    return next((initial_of(code) for code in codes if code), "")


def _is_code(meaning: str) -> bool:
    return meaning in {"lsoa", "local_authority_code", "region"}


def _decile(row: tuple[str, ...], deciles: Deciles) -> str:
    """The decile that a row gives, or that its rank makes; blank where neither can be had."""
    if deciles.decile is not None:
        decile = whole_number(_cell(row, deciles.decile))
        return str(decile) if decile is not None and 1 <= decile <= TENTHS else ""
    rank = whole_number(_cell(row, deciles.rank)) if deciles.rank is not None else None
    made = decile_of_rank(rank, deciles.index) if rank is not None else None
    return "" if made is None else str(made)


def whole_number(text: str) -> int | None:
    """`3`, `3.0` and `3,284` as whole numbers; None for anything else."""
    plain = re.sub(r"\.0*$", "", text.strip().replace(",", ""))
    return int(plain) if plain.isascii() and plain.isdecimal() else None


def _cell(row: tuple[str, ...], position: int) -> str:
    return row[position] if position < len(row) else ""
