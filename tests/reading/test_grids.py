"""Whatever is written by a program is read back at its cell, and as other readers read it."""

import csv
import io
import tempfile
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EXAMPLES
from levelup_cli.intake import read_submission
from levelup_cli.intake.files import find_files
from levelup_cli.intake.reading import read_sheets
from levelup_cli.reader.sending import Wishes
from reading.seen import entries, texts

HEADINGS = ["site_id", "site_name", "postcode"]
# What Excel itself cannot hold in a cell is left out: control characters and lone surrogates.
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
TEXT = st.text(LETTERS | st.sampled_from("\n\t,;|\"'=#_x"), max_size=12)
# XlsxWriter writes 16 significant digits, as Excel does 15.
FLOAT = st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.15g}"))
NUMBER = st.integers(-(10**14), 10**14) | FLOAT
CELL = TEXT | NUMBER | st.booleans() | st.dates(date(1900, 3, 1))
GRID = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=10)


def expected(value):
    """Kind and text of a value; a number by its value, so that 7 and 7.0 are one."""
    match value:
        case bool():
            return "b", "TRUE" if value else "FALSE"
        case int() | float():
            return "n", float(value)
        case date():
            return "d", value.isoformat()
        case "" | None:
            return "e", ""
        case _:
            return "t", value


def as_read(kind, text):
    return (kind, float(text)) if kind in "np" else (kind, text)


def by_openpyxl(grid):
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "sites"
    for row, line in enumerate([HEADINGS, *grid], 1):
        for column, value in enumerate(line, 1):
            cell = page.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(grid, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False, **options}) as book:
        page = book.add_worksheet("sites")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, line in enumerate([HEADINGS, *grid]):
            for column, value in enumerate(line):
                match value:
                    case str():
                        page.write_string(row, column, value)
                    case date():
                        page.write_datetime(row, column, value, day)
                    case _:
                        page.write(row, column, value)
    return out.getvalue()


WRITERS = {
    "openpyxl": by_openpyxl,
    "XlsxWriter": by_xlsxwriter,
    "XlsxWriter, inline": lambda grid: by_xlsxwriter(grid, constant_memory=True),
}


@pytest.fixture(scope="module")
def sites_of(catalogue):
    """The table of sites in a file made of bytes."""

    def read_bytes(name, content):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return read_submission(path, catalogue).tables["sites"]

    return read_bytes


def cells_of(table, of):
    columns = [of(table, name) for name in HEADINGS]
    return dict(zip(table.rows.tolist(), zip(*columns, strict=True), strict=True))


@settings(max_examples=25, deadline=None)
@given(grid=GRID)
@pytest.mark.parametrize("writer", WRITERS.values(), ids=list(WRITERS))
def test_any_grid_that_a_program_wrote_is_read_back_at_its_cells(sites_of, writer, grid):
    grid = [(f"S{n}", *line[1:]) for n, line in enumerate(grid)]
    table = sites_of("r.xlsx", writer(grid))
    read = cells_of(table, entries)
    assert {n: [as_read(*cell) for cell in row] for n, row in read.items()} == {
        n: [expected(value) for value in row] for n, row in enumerate(grid, 2)
    }


PLAIN = st.text(st.characters(codec="cp1252", exclude_characters="\0"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]),
)
def test_any_text_file_of_any_delimiter_and_encoding_is_read_back(
    sites_of, grid, delimiter, encoding
):
    grid = [(f"S{n}", *line[1:]) for n, line in enumerate(grid)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([HEADINGS, *grid])
    content = out.getvalue().encode(encoding)
    if encoding == "cp1252" and read_alike(content):
        return
    table = sites_of("sites.csv", content)
    assert cells_of(table, texts) == dict(enumerate(grid, 2))


def read_alike(content):
    """Whether bytes of Windows-1252 happen to hold letters of UTF-8, so that nobody can tell."""
    text = content.decode("cp1252")
    pairs = pairwise(text)
    return any(
        ord(a.encode("cp1252")) >= 0xC3 and ord(b.encode("cp1252")) >= 0x80 for a, b in pairs
    )


def raw_cells(path):
    """Sheet -> row and column -> the entry that our reader found."""
    sheets, _ = read_sheets(find_files(path), Wishes())
    return {
        sheet.name: {
            (row, position): (column.kinds[code], column.texts[code])
            for position, column in enumerate(sheet.columns)
            for row, code in enumerate(column.codes())
            if code
        }
        for sheet in sheets
    }


def of_another(value):
    """A value of another reader as ours has it."""
    match value:
        case datetime() if value.time() == time():
            return "d", value.date().isoformat()
        case datetime():
            return "d", value.isoformat(" ")
        case _:
            return expected(value)


def filled(rows):
    return {
        (row, column): of_another(value)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value not in {None, ""}
    }


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_cell_of_the_examples_is_read_as_two_other_readers_read_it(path):
    ours = {
        name: {place: as_read(*entry) for place, entry in cells.items()}
        for name, cells in raw_cells(path).items()
    }
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    assert ours == {page.title: filled(page.iter_rows(values_only=True)) for page in book}
    calamine = python_calamine.CalamineWorkbook.from_path(path)
    for name in calamine.sheet_names:
        sheet = calamine.get_sheet_by_name(name)
        assert ours[name] == filled(sheet.to_python(skip_empty_area=False))
