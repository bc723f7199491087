"""The headings of an area file -> its layout: what it is keyed by, and what each column gives.

Headings were read in: ONS's ONSPD and NSPL from 2008 to August 2026; MHCLG's File 1 and File 7 of
the English indices 2019 and 2025, and its postcode lookup; the Welsh Government's WIMD 2019 and
2025; the Scottish Government's SIMD 2020v2 data zone lookup; NISRA's NIMDM 2017 by super output
area. ONS puts the year into its names (`lad25cd`), so that the patterns take any year.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from levelup_cli.areas.indices import EDITIONS, INDICES, Index
from levelup_cli.areas.keys import Kind
from levelup_cli.words import simplify

# What a heading, simplified, means. A year in brackets is the edition of the codes.
_MEANINGS = {
    "postcode": r"pcds|pcd[278]?|(?:welsh_)?postcode",
    "lsoa": r"lsoa_code|lsoa_code_(\d{4})|lsoa_?(11|21)(?:_?cd|_code)?|lsoa"
    r"|dz|dz_?code|data_?zone(?:_code)?|data_?zone_?(\d{4})|dz_?(11|22)(?:_?cd|_code)?"
    r"|soa_?(2001)(?:_code)?|soa_code|sdz_?(?:20)?(21)(?:_?cd|_?code)?",
    "local_authority_code": r"oslaua|laua|lad(\d\d)?cd|(?:lad|ltla)(\d\d)_code|la_?code"
    r"|local_authority(?:_district)?_code(?:_(\d{4}))?|lgd_?(2014)_?code",
    "local_authority_name": r"lad(\d\d)?nm|(?:lad|ltla)(\d\d)_name|la_?name"
    r"|local_authority(?:_district)?_name(?:_(\d{4})|_eng)?|lgd_?(2014)_?name",
    "region": r"(?:rgn|ctry)(\d\d)?(?:cd)?|region_code",
    "ended": r"doterm",
}
_KEYS: tuple[tuple[Kind, str], ...] = (
    ("postcode", "postcode"),
    ("lsoa", "lsoa"),
    ("authority", "local_authority_code"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A column of a file that gives what `meaning` names, in the edition (`2021`) of its codes."""

    meaning: str
    edition: str
    position: int


@dataclass(frozen=True, slots=True)
class Deciles:
    """The columns of a file with the deciles of an index, or the ranks that make them."""

    index: Index
    decile: int | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How an area file is laid out: its key, what it gives, and what else may be of use.

    `other` maps every heading that is no official one, simplified, to its position: any of them may
    fill the column of a table that has its name. `edition` is the year of the key's codes, `""`
    where the heading tells none.
    """

    kind: Kind
    key: int
    edition: str
    gives: tuple[Given, ...]
    deciles: tuple[Deciles, ...]
    other: Mapping[str, int]


def recognise_layout(headings: Sequence[str]) -> Layout | None:
    """The layout of a file with these headings; None where none of them is a key of places."""
    names = [simplify(heading) for heading in headings]
    meant = [given for position, name in enumerate(names) if (given := _meaning(name, position))]
    for kind, meaning in _KEYS:
        keys = [given for given in meant if given.meaning == meaning]
        if keys:
            key = max(keys, key=lambda given: (given.edition, -given.position))
            return Layout(
                kind=kind,
                key=key.position,
                edition=key.edition,
                gives=tuple(given for given in meant if given.meaning != meaning),
                deciles=_deciles(names) if kind != "authority" else (),
                other=_other(names, {given.position for given in meant}),
            )
    return None


def _meaning(name: str, position: int) -> Given | None:
    for meaning, pattern in _MEANINGS.items():
        match = re.fullmatch(pattern, name)
        if match:
            year = next((group for group in match.groups() if group), "")
            return Given(meaning, f"20{year}" if len(year) == len("25") else year, position)
    return None


def _deciles(names: Sequence[str]) -> tuple[Deciles, ...]:
    """The indices of a file; an authority has none, for its neighbourhoods are of all tenths."""
    found: dict[Index, Deciles] = {}
    for edition in EDITIONS:
        decile, rank = _find(names, edition.decile), _find(names, edition.rank)
        beside = edition.beside is None or _find(names, edition.beside) is not None
        if beside and (decile, rank) != (None, None):
            found.setdefault(edition.index, Deciles(edition.index, decile, rank))
    return tuple(found[index] for index in INDICES if index in found)


def _find(names: Sequence[str], pattern: str | None) -> int | None:
    if pattern is None:
        return None
    return next((i for i, name in enumerate(names) if re.fullmatch(pattern, name)), None)


def _other(names: Sequence[str], meant: set[int]) -> dict[str, int]:
    others: dict[str, int] = {}
    for position, name in enumerate(names):
        if name and position not in meant:
            others.setdefault(name, position)
    return others
