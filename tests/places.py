"""Invented places in the official layouts, and small returns that name them."""

import csv
from pathlib import Path

import pytest

from conftest import ORACLES
from levelup_cli.areas import join
from levelup_cli.catalogue import load_catalogue
from levelup_cli.intake import submission_of_texts
from levelup_cli.outcomes.areas import AreaFile
from levelup_cli.outcomes.submissions import Submission

CATALOGUE = load_catalogue()
OF_LSOAS = ORACLES / "areas" / "imd2025_lsoa_first_2000.csv"
OF_AUTHORITIES = ORACLES / "areas" / "imd2025_local_authority_summaries.csv"
with_oracles = pytest.mark.skipif(
    not OF_LSOAS.exists(), reason="the published area files are absent (LEVELUP_ORACLES)"
)
IMD = "Index of Multiple Deprivation (IMD)"
RANK, DECILE = (
    f"{IMD} Rank (where 1 is most deprived)",
    f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)",
)


def area_file(name: str, text: str) -> AreaFile:
    """A file written as lines of cells between bars."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]
    return AreaFile(name, rows[0], rows[1:])


def published(path: Path) -> AreaFile:
    with path.open(encoding="utf-8") as file:
        headings, *rows = csv.reader(file)
    return AreaFile(path.name, tuple(headings), [tuple(row) for row in rows])


def sites(text: str, headings: str = "site_id | postcode") -> Submission:
    return submission_of_texts({"sites": f"{headings}\n{text}"}, CATALOGUE)


def joined(submission: Submission, *files: AreaFile) -> Submission:
    return join(submission, files, CATALOGUE)


def column(submission: Submission, name: str, table: str = "sites") -> list[str]:
    read = submission.tables[table].columns.get(name)
    return [] if read is None else [read.texts[code] for code in read.codes]


def ledger(submission: Submission, kind: str) -> list[tuple[str, int]]:
    return [(entry.note, entry.count) for entry in submission.ledger if entry.kind == kind]


def codes(submission: Submission) -> list[str]:
    return [finding.code for finding in submission.findings if finding.code.startswith("LU53")]


# Invented places in the official layouts; the postcodes are of areas that do not exist.
ONSPD = area_file(
    "ONSPD.csv",
    """
    pcd7 | pcds | doterm | lad25cd | ctry25cd | rgn25cd | lsoa11cd | lsoa21cd
    ZZ1 1AA | ZZ1 1AA |  | E09000001 | E92000001 | E12000007 | E01000001 | E01000001
    ZZ1 1AB | ZZ1 1AB | 199606 | E06000002 | E92000001 | E12000001 | E01012001 | E01033999
    ZZ2 2AA | ZZ2 2AA |  | S12000033 | S92000003 | S99999999 | S01006514 | S01013482
    ZZ3 3AA | ZZ3 3AA |  | W06000001 | W92000004 | W99999999 | W01000001 | W01000001
    ZZ4 4AA | ZZ4 4AA |  | N09000003 | N92000002 | N99999999 | 95GG01S1 | N21000001
    """,
)
FILE_7_OF_2025 = area_file(
    "File_7_IoD2025.csv",
    f"""
    LSOA code (2021) | Local Authority District code (2024) | {RANK} | {DECILE}
    E01000001 | E09000001 | 26525 | 8
    E01033999 | E06000002 | 1 | 1
    """,
)
FILE_7_OF_2019 = area_file(
    "File_7_IoD2019.csv",
    f"""
    LSOA code (2011) | Local Authority District code (2019) | {RANK} | {DECILE}
    E01000001 | E09000001 | 29199 | 9
    E01012001 | E06000002 | 33 | 1
    """,
)
WIMD = area_file(
    "WIMD.csv",
    """
    LSOA code | LSOA name (Eng) | WIMD 2019 overall rank | WIMD 2019 overall decile
    W01000001 | Somewhere 1 | 885 | 5
    """,
)
SIMD = area_file(
    "SIMD.csv",
    "DZ | LAcode | SIMD2020v2_Rank | SIMD2020v2_Decile\nS01006514 | S12000033 | 4691 | 7",
)
NIMDM = area_file(
    "NIMDM17.csv",
    """
    LGD2014NAME | SOA2001 | Multiple Deprivation Measure Rank (where 1 is most deprived)
    Belfast | 95GG01S1 | 90
    """,
)
