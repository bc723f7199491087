"""Area files joined to a return: chains, one index only, and no postcode left."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levelup_cli.areas import join, wanted_keys
from levelup_cli.intake import read_submission, submission_of_texts
from levelup_cli.outcomes.areas import AreaFile
from places import (
    CATALOGUE,
    FILE_7_OF_2019,
    FILE_7_OF_2025,
    NIMDM,
    ONSPD,
    SIMD,
    WIMD,
    area_file,
    codes,
    column,
    joined,
    ledger,
    sites,
)


def test_a_chain_from_postcode_to_decile_in_one_go():
    result = joined(sites("S1 | zz11aa\nS2 | ZZ1 1AB\nS3 |"), FILE_7_OF_2025, ONSPD)
    assert column(result, "imd_decile") == ["8", "1", ""]
    assert column(result, "lsoa") == ["E01000001", "E01033999", ""]
    assert column(result, "local_authority_code") == ["E09000001", "E06000002", ""]
    assert column(result, "region") == ["E12000007", "E12000001", ""]


def test_a_chain_through_the_areas_of_the_census_that_the_index_is_for():
    result = joined(sites("S1 | ZZ1 1AB"), ONSPD, FILE_7_OF_2019)  # E01012001, since split
    assert column(result, "imd_decile") == ["1"]
    assert column(result, "lsoa") == ["E01033999"]


def test_northern_ireland_has_ranks_only():
    assert column(joined(sites("S1 | ZZ4 4AA"), ONSPD, NIMDM), "imd_decile") == ["2"]  # 90 of 890


def test_a_directory_with_ranks_gives_deciles_of_one_nation_only():
    file = area_file(
        "NSPL.csv",
        """
        pcds | doterm | ctry25cd | lsoa21cd | imd20ind
        ZZ1 1AA | | E92000001 | E01000001 | 3284
        ZZ1 1AC | | E92000001 | E01000003 | 3285
        ZZ3 3AA | | W92000004 | W01000001 | 191
        """,
    )
    result = joined(sites("S1 | ZZ1 1AA\nS2 | ZZ1 1AC\nS3 | ZZ3 3AA"), file)
    assert column(result, "imd_decile") == ["1", "2", ""]
    assert codes(result) == ["LU531"]


def test_terminated_postcodes_still_match_and_are_counted():
    result = joined(sites("S1 | ZZ1 1AA\nS2 | ZZ1 1AB"), ONSPD)
    notes = [note for note, _ in ledger(result, "area_joined")]
    assert "postcodes found in the area files, 1 of them no longer in use" in notes


def test_deciles_of_nations_are_never_pooled():
    rows = "S1 | ZZ1 1AA\nS2 | ZZ1 1AB\nS3 | ZZ2 2AA\nS4 | ZZ3 3AA"
    result = joined(sites(rows), WIMD, SIMD, FILE_7_OF_2025, ONSPD)
    assert column(result, "imd_decile") == ["8", "1", "", ""]
    (finding,) = [f for f in result.findings if f.code == "LU531"]
    assert finding.count == 2
    assert "1 row of Wales (WIMD 2019) and 1 row of Scotland (SIMD 2020)" in finding.message


def test_the_index_that_knows_most_rows_of_all_tables_is_used():
    given_ = submission_of_texts(
        {
            "sites": "site_id | postcode\nS1 | ZZ1 1AA",
            "suppliers": "supplier_id | size | postcode\nV1 | | ZZ2 2AA\nV2 | | ZZ2 2AA",
        },
        CATALOGUE,
    )
    result = joined(given_, FILE_7_OF_2025, SIMD, ONSPD)
    assert column(result, "imd_decile") == []
    assert column(result, "imd_decile", "suppliers") == ["7", "7"]


def test_two_editions_of_one_nation_are_not_mixed():
    part = AreaFile(FILE_7_OF_2025.file, FILE_7_OF_2025.headings, FILE_7_OF_2025.rows[:1])
    result = joined(sites("S1 | ZZ1 1AA\nS2 | ZZ1 1AB"), part, FILE_7_OF_2019, ONSPD)
    assert column(result, "imd_decile") == ["9", "1"]  # 2019 knows both, 2025 one
    assert codes(result) == []


def test_what_the_sender_gave_is_kept_and_a_difference_said():
    given_ = sites(
        "S1 | ZZ1 1AA | E06000002 | 3\nS2 | ZZ1 1AB | | ",
        "site_id | postcode | local_authority_code | imd_decile",
    )
    result = joined(given_, FILE_7_OF_2025, ONSPD)
    assert column(result, "imd_decile") == ["3", "1"]
    assert column(result, "local_authority_code") == ["E06000002", "E06000002"]
    assert sorted(codes(result)) == ["LU530", "LU530", "LU532"]
    told = {f.place.cells() for f in result.findings if f.code == "LU530"}
    assert told == {"sites!C2", "sites!D2"}


def test_an_indicator_by_authority_fills_the_column_of_its_name():
    spots = area_file(
        "spots.csv", "Local authority code | Cold spot\nE09000001 | No\nE06000002 | Yes"
    )
    given_ = sites(
        "S1 | ZZ1 1AA | no\nS2 | ZZ1 1AB | \nS3 | ZZ2 2AA |", "site_id | postcode | cold_spot"
    )
    result = joined(given_, spots, ONSPD)
    assert column(result, "cold_spot") == ["no", "Yes", ""]
    assert codes(result) == ["LU533"]  # No and no are one answer; S3 is in no file
    assert [count for _, count in ledger(result, "area_unmatched")] == [1]


def test_unmatched_places_are_counted_never_guessed():
    rows = "S1 | E01000001\nS2 | E01033768\nS3 | E01033768\nS4 |"
    result = joined(sites(rows, "site_id | lsoa"), FILE_7_OF_2019)
    assert column(result, "imd_decile") == ["9", "", "", ""]
    ((_, count),) = ledger(result, "area_unmatched")
    (finding,) = (f for f in result.findings if f.code == "LU533")
    assert (count, finding.count, finding.place.cells()) == (2, 2, "sites!B3:B4")
    assert "another census" in finding.help


def test_files_that_contradict_each_other_fill_nothing():
    one, two = (
        area_file(f"{n}.csv", f"local_authority_code | cold_spot\nE09000001 | {n}")
        for n in ("yes", "no")
    )
    given_ = sites("S1 | E09000001", "site_id | local_authority_code")
    result = joined(given_, one, two)
    assert column(result, "cold_spot") == []
    assert "contradict" in ledger(result, "area_unmatched")[0][0]


def test_deciles_that_name_no_index_are_not_used():
    own = area_file("own.csv", "postcode | imd_decile\nZZ1 1AA | 4")
    result = joined(sites("S1 | ZZ1 1AA"), own)
    assert column(result, "imd_decile") == []
    assert codes(result) == ["LU531"]


def test_students_have_fifths_and_people_keep_the_region_they_work_in():
    given_ = submission_of_texts(
        {
            "students": "student_id | mode | postcode\nT1 | full_time | ZZ1 1AA",
            "employees": "employee_id | grade | region | postcode\nE1 | manager | | ZZ1 1AA",
        },
        CATALOGUE,
    )
    result = joined(given_, ONSPD, FILE_7_OF_2025)
    assert column(result, "imd_quintile", "students") == ["4"]  # the eighth tenth
    assert column(result, "imd_decile", "employees") == ["8"]
    assert column(result, "region", "employees") == [""]


@pytest.mark.parametrize("files", [(), (ONSPD, FILE_7_OF_2025)])
def test_no_postcode_is_left_anywhere(tmp_path, files):
    path = tmp_path / "data"
    path.mkdir()
    (path / "sites.csv").write_text("site_id,region,headcount,postcode\nS1,London,9,ZZ1 1AA\n")
    (path / "employees.csv").write_text(
        "employee_id,grade,Home post code,round\nE1,manager,ZZ1 1AB,ZZ22AA\nE2,senior,ZZ99 9ZZ,\n"
    )
    result = join(read_submission(path, CATALOGUE), files, CATALOGUE)
    text = repr(result)
    for postcode in ("ZZ1 1AA", "ZZ11AA", "ZZ1 1AB", "ZZ11AB", "ZZ99 9ZZ", "ZZ999ZZ", "ZZ22AA"):
        assert postcode not in text
    assert sorted(count for _, count in ledger(result, "postcode_dropped")) == [1]


def test_only_the_keys_of_the_return_are_wanted():
    given_ = sites("S1 | zz1 1aa | e01000001\nS2 | | ", "site_id | postcode | lsoa")
    assert wanted_keys(given_) == {
        "postcode": frozenset({"ZZ11AA"}),
        "lsoa": frozenset({"E01000001"}),
        "authority": frozenset(),
    }


def test_joining_twice_changes_nothing_more():
    files = (ONSPD, FILE_7_OF_2025, SIMD)
    once = joined(sites("S1 | ZZ1 1AA\nS2 | ZZ2 2AA\nS3 | ZZ9 9ZZ"), *files)
    twice = joined(once, *files)
    for name in once.tables["sites"].columns:
        assert column(twice, name) == column(once, name)
    assert codes(twice).count("LU530") == 0
    assert codes(twice).count("LU532") == 0


FILES = (ONSPD, FILE_7_OF_2025, FILE_7_OF_2019, WIMD, SIMD, NIMDM)
POSTCODES = ("ZZ1 1AA", "ZZ1 1AB", "ZZ2 2AA", "ZZ3 3AA", "ZZ4 4AA", "ZZ9 9ZZ", "")


@settings(deadline=None, max_examples=40)
@given(
    order=st.permutations(FILES),
    turned=st.booleans(),
    postcodes=st.lists(st.sampled_from(POSTCODES), min_size=1, max_size=8),
)
def test_the_order_of_files_and_rows_does_not_matter(
    order: Sequence[AreaFile], turned: bool, postcodes: list[str]
):
    rows = [f"S{number} | {postcode}" for number, postcode in enumerate(postcodes)]
    files = [AreaFile(f.file, f.headings, f.rows[:: -1 if turned else 1]) for f in order]
    plain, other = joined(sites("\n".join(rows)), *FILES), joined(sites("\n".join(rows)), *files)
    backwards = joined(sites("\n".join(reversed(rows))), *files)
    assert (plain.findings, plain.ledger) == (other.findings, other.ledger)
    for name in ("imd_decile", "lsoa", "local_authority_code", "region"):
        assert column(plain, name) == column(other, name)
        assert column(plain, name) == column(backwards, name)[::-1]
    places = zip(postcodes, column(plain, "imd_decile") or [""] * len(postcodes), strict=True)
    assert len({place[2] for place, decile in places if decile}) <= 1  # ZZ1 to ZZ4 are nations
