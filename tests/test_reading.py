"""Real files, read as they come: what is understood, repaired, left out or refused."""

import csv
import io
import json
import subprocess
import sys
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from levelup_cli import machine
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake import read_submission
from levelup_cli.intake.files import find_files
from levelup_cli.intake.reading import _collect
from levelup_cli.reader.stream import write_message
from levelup_cli.reader.text import send_text

HEADINGS = ["site_id", "site_name", "region", "headcount"]
NORTH = ["S1", "North", "TLC", 10]
SOUTH = ["S2", "South", "TLJ", 20]
SITES = [HEADINGS, NORTH, SOUTH]
DOUBLED = [["site_id", "region", "Region"], ["S1", "TLC", "TLJ"]]
STAFF = [["employee_id", "grade"], ["E1", "entry"]]


@pytest.fixture
def read(tmp_path, catalogue):
    """Read a file made of bytes, or a workbook made of sheets."""

    def read_file(name, content, hidden=None):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
            return read_submission(path, catalogue)
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in content.items():
            page = book.create_sheet(title)
            page.sheet_state = "hidden" if title == hidden else "visible"
            for row in rows:
                page.append(row)
        book.save(path)
        return read_submission(path, catalogue)

    return read_file


def cells(table, name, of="texts"):
    column = table.columns[name]
    return [getattr(column, of)[code] for code in column.codes]


def ledger(submission):
    return {entry.kind: (entry.place.cells(), entry.count) for entry in submission.ledger}


BLANKS = {"blank_rows": ("sites!rows 3 to 4", 2)}
TOTALS = {"totals_row": ("sites!row 4", 1)}
ROWS = {
    "a title": ([["Our sites"], [], *SITES], [4, 5], {"title_row": ("sites", 1)}),
    "blank rows": ([HEADINGS, NORTH, [], [], SOUTH], [2, 5], BLANKS),
    "blank rows at the foot": ([*SITES, [None], [" "]], [2, 3], {}),
    "the word Total": ([*SITES, ["Total", None, None, 31]], [2, 3], TOTALS),
    "other words": ([*SITES, ["GRAND TOTAL ", None, None, None]], [2, 3], TOTALS),
    "no key, a sum": ([*SITES, [None, None, None, 30]], [2, 3], TOTALS),
    "no key, no sum": ([*SITES, [None, None, None, 31]], [2, 3, 4], {}),
    "no key, a sum, a region": ([*SITES, [None, None, "TLC", 30]], [2, 3, 4], {}),
    "a key, a sum": ([*SITES, ["S3", None, None, 30]], [2, 3, 4], {}),
}


@pytest.mark.parametrize(("rows", "kept", "said"), ROWS.values(), ids=list(ROWS))
def test_rows_that_are_no_data_are_left_out_and_said_and_no_others(read, rows, kept, said):
    submission = read("r.xlsx", {"sites": rows})
    assert (submission.tables["sites"].rows.tolist(), ledger(submission)) == (kept, said)


def test_a_cover_sheet_is_no_table_and_is_named(read):
    submission = read("r.xlsx", {"Cover": [["Our return"]], "sites": SITES})
    (said,) = (f for f in submission.findings if f.code == "LU203")
    assert (said.place.sheet, said.severity) == ("Cover", "information")


def test_a_sheet_of_notes_is_left_out_and_said(read):
    submission = read("r.xlsx", {"#sites": STAFF, "sites": SITES})
    assert cells(submission.tables["sites"], "site_id") == ["S1", "S2"]
    assert ledger(submission)["sheet_skipped"] == ("#sites", 1)


@pytest.mark.parametrize("mark", ["_", "# "])
def test_a_column_marked_as_a_note_is_not_read_even_under_a_known_name(read, mark):
    rows = [["site_id", "headcount", f"{mark}region"], ["S1", 9, "TLC"]]
    submission = read("r.xlsx", {"sites": rows})
    assert list(submission.tables["sites"].columns) == ["site_id", "headcount"]
    assert "LU204" not in {finding.code for finding in submission.findings}


@pytest.mark.parametrize("name", ["SITES", "Site", " sites ", "Sites_"])
def test_a_sheet_is_known_by_its_name_in_other_capitals_number_or_spaces(read, name):
    submission = read("r.xlsx", {name: SITES})
    assert list(submission.tables) == ["sites"]
    assert "sheet_recognised" not in ledger(submission)


def test_headings_in_other_words_name_their_columns_and_are_counted(read):
    rows = [["Employee number ", "BAND", "contract_type "], ["E1", "entry", "permanent"]]
    submission = read("r.xlsx", {"employees": rows})
    assert list(submission.tables["employees"].columns) == ["employee_id", "grade", "contract_type"]
    assert ledger(submission)["heading_alias"][1] == 2


def test_data_that_begin_at_column_c_and_row_5_keep_the_places_of_excel(read):
    rows = [[], [], [], [], *([None, None, *row] for row in SITES)]
    table = read("r.xlsx", {"sites": rows}).tables["sites"]
    assert (table.heading_row, table.rows.tolist()) == (5, [6, 7])
    assert table.columns["site_id"].position == 2


def test_a_hidden_sheet_is_read_and_that_is_said(read):
    submission = read("r.xlsx", {"Cover": [["x"]], "sites": SITES}, hidden="sites")
    assert len(submission.tables["sites"]) == 2
    assert ledger(submission)["hidden_sheet"] == ("sites", 1)


def test_a_heading_that_stands_twice_over_the_same_cells_is_read_once(read):
    submission = read("r.xlsx", {"sites": [DOUBLED[0], ["S1", "TLC", "TLC "]]})
    assert submission.tables["sites"].columns["region"].position == 1
    assert ledger(submission)["doubled_heading"][1] == 1


@pytest.mark.parametrize(("pair", "kept"), [(["TLC", None], 1), ([None, "TLC"], 2)])
def test_of_two_headings_with_one_empty_column_the_filled_one_is_read(read, pair, kept):
    submission = read("r.xlsx", {"sites": [DOUBLED[0], ["S1", *pair]]})
    assert submission.tables["sites"].columns["region"].position == kept


def test_dates_numbers_and_truth_values_of_a_workbook_keep_their_kind(read):
    headings = ["employee_id", "start_date", "hourly_pay_gbp", "line_manager"]
    rows = [headings, [1001, date(2025, 3, 31), 12.5, True]]
    table = read("r.xlsx", {"employees": rows}).tables["employees"]
    assert [cells(table, name)[0] for name in headings] == ["1001", "2025-03-31", "12.5", "TRUE"]
    assert [cells(table, name, "kinds")[0] for name in headings] == ["n", "d", "n", "b"]


def test_a_lone_csv_is_recognised_by_its_headings(read):
    submission = read("export.csv", b"Employee number,Band\nE1,entry\n")
    assert (list(submission.tables), submission.lone) == (["employees"], True)
    assert "sheet_recognised" in ledger(submission)


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\r\n"), ("", "\n"), ("", "\r")])
def test_a_csv_is_read_alike_whichever_system_wrote_it(read, mark, end):
    content = f"{mark}site_id,region{end}S1,TLC{end}S2,TLJ{end}".encode()
    table = read("sites.csv", content).tables["sites"]
    assert [column.heading for column in table.columns.values()] == ["site_id", "region"]
    assert cells(table, "region") == ["TLC", "TLJ"]


def test_rows_after_a_line_break_inside_a_cell_keep_the_numbers_of_excel(read):
    content = b'site_id,site_name\r\nS1,"Old\r\nTown\nHall"\r\nS2,Inn\r\n'
    table = read("sites.csv", content).tables["sites"]
    assert table.rows.tolist() == [2, 3]
    assert cells(table, "site_name") == ["Old\r\nTown\nHall", "Inn"]


def test_the_cells_that_short_rows_lack_are_blank_above_and_below_the_headings(read):
    content = b"Our sites\n\nsite_id,site_name,region\nS1\nS2,Inn,TLC\n"
    assert cells(read("sites.csv", content).tables["sites"], "region") == ["", "TLC"]


def test_a_cell_beyond_the_last_heading_is_not_dropped_in_silence(read):
    try:
        submission = read("sites.csv", b"site_id,region,headcount\nS1,TLC,1,000\n")
    except UnreadableFile:
        return
    assert [*submission.findings, *submission.ledger]


def test_a_file_with_headings_alone_is_a_table_without_rows(read):
    submission = read("sites.csv", b"site_id,region,headcount\n")
    assert (len(submission.tables["sites"]), submission.findings) == (0, ())


REFUSED = {
    "semicolons": ("x.csv", b"site_id;region\nS1;TLC\n", "semicolons"),
    "semicolons, named": ("sites.csv", b"site_id;region\nS1;TLC\n", "semicolons"),
    "a NUL": ("sites.csv", b"site_id,region\nS1,T\0C\n", "line 2 holds a NUL"),
    "an unclosed quote": ("sites.csv", b'site_id,region\n"S1,TLC\n', "quotation marks"),
    "Latin-1": ("sites.csv", b"site_id,region\nS1,Inn\nS2,Caf\xe9\n", "byte 29 is 0xe9"),
    "the row of a bad byte": ("sites.csv", b"site_id\nS1\nS2\xe9\n", "after row 2|in row 3"),
    "UTF-16": ("sites.csv", "site_id,region\nS1,TLC\n".encode("utf-16"), "UTF-16"),
    "an empty file": ("sites.csv", b"", "it is empty"),
    "no known heading": ("x.csv", b"colour,size\nred,4\n", "no headings are those of one"),
    "a CSV renamed": ("sites.xlsx", b"site_id,region\nS1,TLC\n", "not an Excel workbook"),
    "a workbook renamed": ("sites.csv", b"PK\x03\x04\x14\x00", "a workbook .*not a .csv file"),
    "a broken workbook": ("sites.xlsx", b"PK\x03\x04" + bytes(60), "not a readable workbook"),
    "an old workbook": ("sites.xls", b"\xd0\xcf\x11\xe0" + bytes(60), "'.xls' files"),
    "a protected one": ("sites.xlsx", b"\xd0\xcf\x11\xe0" + bytes(60), "password"),
    "doubled headings that differ": ("r.xlsx", {"sites": DOUBLED}, "sites!B1 and C1"),
    "two sheets by name": ("r.xlsx", {"sites": SITES, "Site": SITES}, "'sites' and 'Site'"),
    "two sheets by headings": (
        "r.xlsx",
        {"North": STAFF, "South": STAFF},
        "both be the table employees",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_in_one_way_is_refused_with_the_reason(read, name, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(name, content)


def test_a_folder_without_csv_files_is_refused(tmp_path, catalogue):
    (tmp_path / "notes.txt").write_text("none here")
    with pytest.raises(UnreadableFile, match=r"no \.csv files"):
        read_submission(tmp_path, catalogue)


def test_a_bad_file_in_a_folder_is_named(tmp_path, catalogue):
    (tmp_path / "employees.csv").write_bytes(b"employee_id\nE1\n")
    (tmp_path / "sites.csv").write_bytes(b"site_id\nS\xff\n")
    with pytest.raises(UnreadableFile) as refusal:
        read_submission(tmp_path, catalogue)
    assert refusal.value.file.endswith("sites.csv")


@pytest.mark.parametrize("name", ["gone.xlsx", "a" * 300 + ".csv"], ids=["gone", "too long"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, catalogue, name):
    with pytest.raises(UnreadableFile):
        read_submission(tmp_path / name, catalogue)


def test_one_cell_in_the_far_corner_of_a_sheet_brings_nothing_down(tmp_path, catalogue):
    path = tmp_path / "sites.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("sites")
        page.write_column(0, 0, ["site_id", "S1"])
        page.write(1_048_575, 16_383, "x")
    with pytest.raises(UnreadableFile):
        read_submission(path, catalogue)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=12))
def test_cells_of_a_csv_are_read_as_written_at_their_rows(tmp_path_factory, catalogue, grid):
    path = tmp_path_factory.mktemp("grid") / "sites.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["site_id", "site_name", "postcode"], *grid])
    table = read_submission(path, catalogue).tables["sites"]
    columns = [cells(table, name) for name in ("site_id", "site_name", "postcode")]
    read = dict(zip(table.rows.tolist(), zip(*columns, strict=True), strict=True))
    assert read == {n: row for n, row in enumerate(grid, 2) if any(cell.strip() for cell in row)}


def test_the_reading_child_loads_its_reader_and_nothing_heavier(tmp_path):
    text, book = tmp_path / "sites.csv", tmp_path / "book.xlsx"
    text.write_bytes(b"site_id\nS1\n")
    openpyxl.Workbook().save(book)
    request = {"files": [[str(text), "sites", "text"], [str(book), "book", "workbook"]]}
    run = "import runpy, sys; runpy.run_module('levelup_cli.reader', run_name='__main__')"
    command = [sys.executable, "-c", f"{run}; print(*sys.modules, file=sys.stderr)"]
    sent = json.dumps(request).encode()
    child = subprocess.run(command, input=sent, capture_output=True, check=True)
    loaded = set(child.stderr.decode().split())
    ours = {name.split(".")[1] for name in loaded if name.startswith("levelup_cli.")}
    assert {"csv", "python_calamine"} <= loaded
    assert ours == {"reader", "machine"}
    assert loaded.isdisjoint({"numpy", "pandas", "pydantic", "openpyxl", "yaml"})


def test_a_child_that_dies_before_it_is_done_is_an_unreadable_file(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_bytes(b"site_id,region\nS1,TLC\n")
    out = io.BytesIO()
    write_message(out, {"file": str(path)})
    send_text(out, str(path), "sites", 0)
    cut = out.tell()
    write_message(out, {"done": True})
    whole, files = memoryview(out.getvalue()), find_files(path)
    assert _collect(whole, files)[0].rows == 2
    for kept in range(cut + 1):
        with pytest.raises(UnreadableFile, match="brought the program"):
            _collect(whole[:kept], files)


def test_reading_goes_on_where_the_system_has_no_limits(monkeypatch):
    monkeypatch.setattr(machine, "resource", None)
    machine.limit_reader()
