"""Area files as they are downloaded: read from disk, and no more of them than the return needs."""

import csv

import openpyxl

from levelup_cli import pipeline
from levelup_cli.areas import recognise_layout
from levelup_cli.intake import read_area_files
from levelup_cli.outcomes.submissions import Reading

DIRECTORY = [
    ["pcd7", "pcds", "doterm", "lad25cd", "rgn25cd", "lsoa21cd"],
    ["ZZ1 1AA", "ZZ1 1AA", "", "E09000001", "E12000007", "E01000001"],
    ["ZZ1 1AB", "ZZ1 1AB", "", "E06000002", "E12000001", "E01000002"],
    ["ZZ9 9ZZ", "ZZ9 9ZZ", "", "E06000002", "E12000001", "E01000009"],
]
DECILES = [
    ["LSOA code (2021)", "Index of Multiple Deprivation (IMD) Decile"],
    ["E01000001", 8],
    ["E01000002", 1],
]
RETURN = "site_id,postcode,region,headcount\nS1,zz11aa,TLI,20\nS2,ZZ1 1AB,TLC,30\n"


def find_key(headings):
    layout = recognise_layout(headings)
    return layout and (layout.kind, layout.key)


def directory(folder, encoding="utf-8", rows=DIRECTORY):
    path = folder / "ONSPD.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def workbook(folder):
    """A publication: notes first, then the table, under a title."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["English indices of deprivation"])
    sheet = book.create_sheet("IMD25")
    sheet.append(["Table 1"])
    for row in DECILES:
        sheet.append(row)
    book.save(folder / "File_1.xlsx")
    return folder / "File_1.xlsx"


def test_only_the_postcodes_of_the_return_leave_the_reading_process(tmp_path):
    rows = [*DIRECTORY, *([f"YY{i} 1AA"] * 2 + ["", "E1", "E2", "E3"] for i in range(5_000))]
    path = directory(tmp_path, rows=rows)
    (file,) = read_area_files(path, find_key, frozenset({"ZZ11AA", "ZZ99ZZ"}))
    assert file.headings == tuple(DIRECTORY[0])
    assert [row[0] for row in file.rows] == ["ZZ1 1AA", "ZZ9 9ZZ"]


def test_the_table_of_a_publication_is_found_behind_its_notes_and_title(tmp_path):
    (file,) = read_area_files(workbook(tmp_path), find_key, frozenset())
    assert file.headings == tuple(DECILES[0])
    assert file.rows == [("E01000001", "8"), ("E01000002", "1")]


def test_an_area_file_may_be_of_windows(tmp_path):
    rows = [["lad25cd", "lad25nm"], ["W06000001", "Ynys Môn"]]
    path = directory(tmp_path, "cp1252", rows)
    (file,) = read_area_files(path, find_key, frozenset())
    assert file.rows == [("W06000001", "Ynys Môn")]


def test_sites_get_their_decile_through_both_files_and_lose_their_postcodes(tmp_path, catalogue):
    sent = tmp_path / "sites.csv"
    sent.write_text(RETURN)
    areas = (workbook(tmp_path), directory(tmp_path))
    checked = pipeline.check(sent, catalogue, reading=Reading(areas=areas))
    table = checked.tables["sites"]
    assert table.numbers("imd_decile").tolist() == [8, 1]
    assert "postcode" not in table.answers
    assert "ZZ1" not in repr(checked)
    assert [name for name, _ in checked.submission.area_files] == ["File_1.xlsx", "ONSPD.csv"]


def test_a_file_that_is_about_no_places_is_refused(levelup, tmp_path):
    (tmp_path / "sites.csv").write_text(RETURN)
    (tmp_path / "other.csv").write_text("name,population\nA,1\n")
    done = levelup("score", "sites.csv", "--areas", "other.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "other.csv: none of its headings is a key of places" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scorecard_names_its_area_files_and_prints_no_postcode(levelup, tmp_path):
    (tmp_path / "sites.csv").write_text(RETURN)
    directory(tmp_path)
    done = levelup("score", "sites.csv", "--areas", "ONSPD.csv", "-f", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert '"file": "ONSPD.csv"' in done.stdout
    assert "zz1" not in (done.stdout + done.stderr).casefold()
