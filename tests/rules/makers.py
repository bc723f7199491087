"""Returns that little tables of text cannot tell: encodings, passwords, hidden rows and the like.

Each takes a folder, and gives the path of the return that it wrote there.
"""

from reading.binary_parts import binary_workbook
from reading.conftest import written_as_csv, written_by_openpyxl
from reading.parts import data, packed, row, workbook
from reading.test_files import BOOK, SECRET, protected

HEADINGS = ["site_id", "site_name", "region", "headcount"]
NORTH, SOUTH = ["S1", "North", "TLC", 10], ["S2", "South", "TLJ", 20]
SITES = [HEADINGS, NORTH, SOUTH]
STAFF = ["employee_id", "grade", "contract_type", "employment_basis", "site_id"]
HIDDEN = ' hidden="1"'
WORKBOOK = written_by_openpyxl({"sites": SITES})


def written(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


# ---------------------------------------------------------------- the file


def workbook_with_a_password(folder):
    return written(folder / "return.xlsx", protected(BOOK, SECRET))


def web_page_named_as_a_workbook(folder):
    return written(folder / "return.xls", b"<html><table><tr><td>site_id</td></tr></table></html>")


def half_a_workbook(folder):
    return written(folder / "return.xlsx", WORKBOOK[: len(WORKBOOK) // 2])


def text_in_two_encodings(folder):
    lines = [
        ",".join(HEADINGS).encode(),
        "S1,Café,TLC,10".encode(),
        "S2,Café,TLJ,20".encode("cp1252"),
    ]
    return written(folder / "sites.csv", b"\r\n".join(lines))


def text_in_the_encoding_of_windows(folder):
    return written(folder / "sites.csv", b"site_id,site_name\r\nS1,Caf\xe9\r\n")


def two_sheets_for_one_table(folder):
    return written(folder / "return.xlsx", workbook({"sites": SITES, "Site": SITES}))


def text_named_as_a_workbook(folder):
    return written(folder / "return.xlsx", written_as_csv(SITES))


def binary_book(folder):
    return written(folder / "return.xlsb", binary_workbook({"sites": SITES}))


def binary_book_named_as_another(folder):
    return written(folder / "return.xlsx", binary_workbook({"sites": SITES}))


def workbook_named_as_a_binary_one(folder):
    return written(folder / "return.xlsb", WORKBOOK)


def folder_with_a_letter(folder):
    written(folder / "return" / "letter.docx", b"Dear reader")
    return written(folder / "return" / "sites.csv", written_as_csv(SITES)).parent


def folder_with_a_folder(folder):
    path = folder_with_its_programs_own_files(folder)
    (path / "2023").mkdir()
    return path


def folder_with_its_programs_own_files(folder):
    written(folder / "return" / ".DS_Store", b"\0")
    written(folder / "return" / "~$sites.xlsx", b"locked")
    return written(folder / "return" / "sites.csv", written_as_csv(SITES)).parent


def zip_with_a_letter(folder):
    members = {"sites.csv": written_as_csv(SITES), "letter.pdf": b"%PDF"}
    return written(folder / "return.zip", packed(members))


def zip_of_folders(folder):
    members = {"north/sites.csv": written_as_csv(SITES), "__MACOSX/north/._sites.csv": b"\0"}
    return written(folder / "return.zip", packed(members))


# ---------------------------------------------------------------- what is hidden


def hidden_sheet_beside_its_rival(folder):
    return written(folder / "return.xlsx", workbook({"sites": SITES, "~Site": SITES}))


def hidden_sheet_of_the_same_headings(folder):
    """The one that is not hidden bears another name, and is the same by its headings alone."""
    return written(folder / "return.xlsx", workbook({"~sites": SITES, "Now": SITES}))


def hidden_notes_beside_a_sheet(folder):
    return written(folder / "return.xlsx", workbook({"sites": SITES, "~#sites": SITES}))


def hidden_sheet(folder):
    staff = [STAFF, ["E1", "entry", "permanent", "full_time", "S1"]]
    return written(folder / "return.xlsx", workbook({"sites": SITES, "~employees": staff}))


def hidden_row(folder):
    rows = [HEADINGS, NORTH, row(3, *SOUTH, more=HIDDEN)]
    return written(folder / "return.xlsx", workbook({"sites": rows}))


def hidden_rows_apart(folder):
    west, east = ["S3", "West", "TLK", 5], ["S4", "East", "TLH", 5]
    rows = [HEADINGS, row(2, *NORTH, more=HIDDEN), SOUTH, west, row(5, *east, more=HIDDEN)]
    return written(folder / "return.xlsx", workbook({"sites": rows}))


def hidden_blank_row(folder):
    return written(
        folder / "return.xlsx", workbook({"sites": [HEADINGS, NORTH, row(3, more=HIDDEN), SOUTH]})
    )


def hidden_column(folder):
    columns = '<cols><col min="3" max="3" hidden="1"/></cols>'
    return written(folder / "return.xlsx", workbook({"sites": data(SITES, before=columns)}))


def hidden_columns_apart(folder):
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="4" max="4" hidden="1"/></cols>'
    return written(folder / "return.xlsx", workbook({"sites": data(SITES, before=columns)}))


def hidden_column_of_their_own(folder):
    columns = '<cols><col min="5" max="5" hidden="1"/></cols>'
    rows = [[*HEADINGS, "colour"], [*NORTH, "red"]]
    return written(folder / "return.xlsx", workbook({"sites": data(rows, before=columns)}))


# ---------------------------------------------------------------- long texts, results, many rows


def key_of_2001_characters(folder):
    rows = [HEADINGS, ["S" * 2_001, "North", "TLC", 10], SOUTH]
    return written(folder / "return.xlsx", written_by_openpyxl({"sites": rows}))


def name_of_2001_characters(folder):
    rows = [HEADINGS, NORTH, ["S2", "x" * 2_001, "TLJ", 20]]
    return written(folder / "return.xlsx", written_by_openpyxl({"sites": rows}))


def name_of_2000_characters(folder):
    rows = [HEADINGS, NORTH, ["S2", "x" * 2_000, "TLJ", 20]]
    return written(folder / "return.xlsx", written_by_openpyxl({"sites": rows}))


def name_of_2000_characters_between_spaces(folder):
    rows = [HEADINGS, NORTH, ["S2", " " * 9 + "x" * 2_000 + " " * 9, "TLJ", 20]]
    return written(folder / "return.xlsx", written_by_openpyxl({"sites": rows}))


def formula_with_its_result(folder):
    cell = '<c r="{}"><f>5+7</f><v>12</v></c>'
    return written(
        folder / "return.xlsx", workbook({"sites": [HEADINGS, ["S1", "North", "TLC", cell]]})
    )


def employees(folder, number, site="S1", last="S1", stated=None):
    """So many employees at one site, the last perhaps at another."""
    rows = [STAFF]
    for n in range(1, number + 1):
        place = last if n == number else site
        rows.append([f"E{n}", "entry", "permanent", "full_time", place])
    sheets = {"sites": SITES, "employees": rows}
    if stated is not None:
        sheets["organisation"] = [["organisation_id", "employees"], ["example", stated]]
    return written(folder / "return.xlsx", written_by_openpyxl(sheets))


def one_lost_link_of_20(folder):
    return employees(folder, 20, last="S9")


def one_lost_link_of_19(folder):
    return employees(folder, 19, last="S9")


def employees_48_of_50(folder):
    return employees(folder, 48, stated=50)


def employees_49_of_50(folder):
    return employees(folder, 49, stated=50)


def employees_44_of_50(folder):
    return employees(folder, 44, stated=50)
