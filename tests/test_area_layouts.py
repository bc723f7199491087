"""Area files known by their headings, and ranks and deciles as they were published."""

import pytest

from levelup_cli.areas import recognise_layout
from levelup_cli.areas.indices import (
    IOD_2019,
    IOD_2025,
    IOD_UNDATED,
    NIMDM_2017,
    SIMD_2020,
    WIMD_2019,
    WIMD_2025,
    decile_of_rank,
)
from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.areas import AreaFile
from places import (
    FILE_7_OF_2019,
    FILE_7_OF_2025,
    IMD,
    NIMDM,
    OF_AUTHORITIES,
    OF_LSOAS,
    ONSPD,
    SIMD,
    WIMD,
    column,
    joined,
    ledger,
    published,
    sites,
    with_oracles,
)


@with_oracles
def test_published_deciles_and_authorities_reach_the_sites():
    lsoas = ["E01000001", "E01000002", "E01000003"]  # 8, 10, 8: City of London in the file of MHCLG
    given_ = sites("\n".join(f"S{n} | {code}" for n, code in enumerate(lsoas)), "site_id | lsoa")
    result = joined(given_, published(OF_LSOAS))
    assert column(result, "imd_decile") == ["8", "10", "8"]
    assert column(result, "local_authority_code") == ["E09000001"] * 3


@with_oracles
def test_every_published_rank_makes_the_published_decile():
    file = published(OF_LSOAS)
    pairs = [
        (file.headings.index(name), file.headings.index(name.replace("_rank", "_decile")))
        for name in file.headings
        if name.endswith("_rank")
    ]
    assert len(pairs) == 8
    for row in file.rows:
        for rank, decile in pairs:
            assert decile_of_rank(int(float(row[rank])), IOD_2025) == int(row[decile])


@with_oracles
def test_an_authority_gives_no_decile():
    given_ = sites("S1 | E06000001", "site_id | local_authority_code")
    result = joined(given_, published(OF_AUTHORITIES))
    assert column(result, "imd_decile") == []
    assert ledger(result, "area_unmatched") == []


@pytest.mark.parametrize(
    ("index", "rank", "decile"),
    [
        (IOD_2019, 3_284, 1),  # of 32,844: 3,284.4
        (IOD_2019, 3_285, 2),
        (WIMD_2019, 191, 1),  # ranks 1 to 191, 382, 573 and 955 on StatsWales
        (WIMD_2019, 192, 2),
        (WIMD_2019, 955, 5),
        (NIMDM_2017, 89, 1),
        (NIMDM_2017, 90, 2),
        (NIMDM_2017, 890, 10),
        (SIMD_2020, 697, 1),
        (SIMD_2020, 698, None),  # straddles 697.6, and nobody told us which side
        (SIMD_2020, 6_977, None),
        (IOD_UNDATED, 1, None),
        (WIMD_2025, 0, None),
    ],
)
def test_ranks_make_deciles_of_the_official_number_of_areas(index, rank, decile):
    assert decile_of_rank(rank, index) == decile


@pytest.mark.parametrize(
    ("headings", "kind", "edition", "indices"),
    [
        (ONSPD.headings, "postcode", "", []),
        ("pcd,pcd2,pcds,doterm,oslaua,ctry,lsoa11,imd,lsoa21", "postcode", "", "UK"),
        ("pcd,pcd2,pcds,doterm,laua,ctry,lsoa11,imd", "postcode", "", []),
        ("pcd7,pcds,doterm,lad26cd,ctry26cd,lsoa21cd,imd25ind", "postcode", "", [IOD_2025]),
        (
            "Postcode,Postcode Status,LSOA code,Index of Multiple Deprivation Decile",
            "postcode",
            "",
            [IOD_UNDATED],
        ),
        (FILE_7_OF_2025.headings, "lsoa", "2021", [IOD_2025]),
        (FILE_7_OF_2019.headings, "lsoa", "2011", [IOD_2019]),
        (f"LSOA code (2011),LSOA name (2011),{IMD} Rank,{IMD} Decile", "lsoa", "2011", [IOD_2019]),
        ("lsoa21_code,ltla24_code,IMD_decile,IMD_rank", "lsoa", "2021", [IOD_2025, WIMD_2025]),
        (WIMD.headings, "lsoa", "", [WIMD_2019]),
        ("LSOA code,LSOA name (Eng),WIMD 2025,Income", "lsoa", "", [WIMD_2025]),
        ("Welsh Postcode,LSOA Code,WIMD 2019 LSOA Rank", "postcode", "", [WIMD_2019]),
        (SIMD.headings, "lsoa", "", [SIMD_2020]),
        ("Postcode,DZ,SIMD2020v2_Rank,SIMD2020v2_Decile", "postcode", "", [SIMD_2020]),
        (NIMDM.headings, "lsoa", "2001", [NIMDM_2017]),
        ("LGD2014code,SOA2001,SOA2001name,MDM_rank", "lsoa", "2001", [NIMDM_2017]),
        ("ltla24_code,ltla24_name,imd_rank,imd_decile", "authority", "2024", []),
        ("local_authority_code,cold_spot", "authority", "", []),
    ],
)
def test_official_layouts_are_known_by_their_headings(headings, kind, edition, indices):
    names = headings.split(",") if isinstance(headings, str) else headings
    layout = recognise_layout(names)
    assert layout is not None
    assert (layout.kind, layout.edition) == (kind, edition)
    uk = [IOD_2019, WIMD_2019, SIMD_2020, NIMDM_2017]
    assert [d.index for d in layout.deciles] == (uk if indices == "UK" else indices)


def test_a_file_without_a_key_of_places_is_refused_with_the_way_out():
    assert recognise_layout(["name", "population"]) is None
    with pytest.raises(UnreadableFile, match="key of places"):
        joined(sites("S1 | ZZ1 1AA"), AreaFile("x.csv", ("name", "population"), ()))
