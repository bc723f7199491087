"""The official indices of deprivation: nation, edition, number of areas, and their headings.

A new edition is one `Index` and one entry of `EDITIONS`. In all of them 1 is the most deprived.

Numbers of ranked areas: England 32,844 (MHCLG, English indices of deprivation 2019) and 33,755
(2025); Wales 1,909 (Welsh Government, WIMD 2019, results report) and 1,917 (WIMD 2025); Scotland
6,976 data zones (Scottish Government, SIMD 2020v2); Northern Ireland 890 super output areas (NISRA,
NIMDM 2017). A tenth of most of them is no whole number, and publishers differ in what they do with
the area that straddles two tenths: England's file of 2025 leaves rank 3,376 (of 3,375.5) to the
second tenth; Wales counts ranks 1 to 191 (of 190.9), 382, 573 and 955 (of 954.5) to the lower one
(StatsWales, WIMD 2019 built-up area profiles). Where we do not know, that area has no decile.
"""

from dataclasses import dataclass
from typing import Literal

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Index:
    """One index of one nation in one edition.

    `initial` begins the codes of its areas. `areas` is how many are ranked, None where the edition
    is not known; `straddling` is the tenth to which the publisher counts an area on the border.
    """

    name: str
    nation: str
    initial: Literal["E", "W", "S", "N"]
    areas: int | None = None
    straddling: Literal["lower", "higher"] | None = None


IOD_2025 = Index("IoD 2025", "England", "E", 33_755, "higher")
IOD_2019 = Index("IoD 2019", "England", "E", 32_844, "higher")
IOD_UNDATED = Index("IoD (edition not named)", "England", "E")
WIMD_2025 = Index("WIMD 2025", "Wales", "W", 1_917)
WIMD_2019 = Index("WIMD 2019", "Wales", "W", 1_909, "lower")
SIMD_2020 = Index("SIMD 2020", "Scotland", "S", 6_976)
NIMDM_2017 = Index("NIMDM 2017", "Northern Ireland", "N", 890)

# Of two indices that fit equally many rows of a return, the earlier one here is used.
INDICES = (IOD_2025, IOD_2019, WIMD_2025, WIMD_2019, SIMD_2020, NIMDM_2017, IOD_UNDATED)


@dataclass(frozen=True, slots=True)
class Edition:
    """The headings of an index, simplified, as patterns: its decile, its rank, one beside them."""

    index: Index
    decile: str | None = None
    rank: str | None = None
    beside: str | None = None


_IMD = r"index_of_multiple_deprivation_(?:imd_)?"
_LSOA_2011 = r"lsoa11_code|lsoa_code_2011"
_LSOA_2021 = r"lsoa21_code|lsoa_code_2021"
_SHORT = {"decile": r"imd_decile", "rank": r"imd_rank"}
_SIMD_DECILE = r"simd2020v2_(?:sc_)?decile|simd2020v2countrydecile"

EDITIONS = (
    # MHCLG, File 1 and File 7; the tool that looks postcodes up names no edition.
    Edition(IOD_2025, rf"{_IMD}decile(?:_where.*)?", rf"{_IMD}rank(?:_where.*)?", _LSOA_2021),
    Edition(IOD_2019, rf"{_IMD}decile(?:_where.*)?", rf"{_IMD}rank(?:_where.*)?", _LSOA_2011),
    Edition(IOD_UNDATED, rf"{_IMD}decile", beside=r"postcode_status"),
    # Welsh Government, by small area and by postcode.
    Edition(WIMD_2025, r"wimd_2025_overall_decile", r"wimd_2025(?:_(?:overall|lsoa)_rank)?"),
    Edition(WIMD_2019, r"wimd_2019_overall_decile", r"wimd_2019(?:_(?:overall|lsoa)_rank)?"),
    # Scottish Government, by data zone and by postcode; Public Health Scotland.
    Edition(SIMD_2020, _SIMD_DECILE, r"simd_?2020v2_?rank"),
    # NISRA, by super output area: ranks only. The council of 2014 tells it from older editions.
    Edition(
        NIMDM_2017,
        rank=r"multiple_deprivation_measure_rank_where_1_is_most_deprived|mdm_rank",
        beside=r"lgd_?2014_?(?:name|code)",
    ),
    # The short names of packages that pass the official files on.
    Edition(IOD_2025, **_SHORT, beside=_LSOA_2021),
    Edition(IOD_2019, **_SHORT, beside=_LSOA_2011),
    Edition(WIMD_2025, **_SHORT, beside=_LSOA_2021),
    Edition(WIMD_2019, **_SHORT, beside=_LSOA_2011),
    # ONS, ONSPD and NSPL: one column of ranks, each within the nation of the postcode. The older
    # name counts only in files that know the areas of 2021: before them it held older editions.
    *(
        Edition(index, rank=rank, beside=beside)
        for rank, beside in ((r"imd20ind", None), (r"imd", r"lsoa21"))
        for index in (IOD_2019, WIMD_2019, SIMD_2020, NIMDM_2017)
    ),
    Edition(IOD_2025, rank=r"imd25ind"),
)


def decile_of_rank(rank: int, index: Index) -> int | None:
    """The tenth, 1 to 10, that a rank (1 is the most deprived) lies in.

    None for a rank that there is not, and for an area on the border of two tenths where the
    publisher's choice is not known.
    """
    if index.areas is None or not 1 <= rank <= index.areas:
        return None
    lower = (rank - 1) * TENTHS // index.areas + 1  # where the area begins
    higher = -(-rank * TENTHS // index.areas)  # where it ends
    choices = {"lower": lower, "higher": higher, None: lower if lower == higher else None}
    return choices[index.straddling]
