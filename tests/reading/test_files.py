"""Which files are read as what: by their bytes, whatever their names say, alone or together."""

import io
import os
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from levelup_cli.errors import UnreadableFile
from levelup_cli.intake import read_submission
from reading.conftest import written_by_openpyxl
from reading.parts import packed
from reading.seen import grid, ledger, texts, told

ROWS = [["site_id", "site_name", "headcount"], ["S1", "North", 10], ["S2", "South", None]]
CELLS = {
    2: {"site_id": "S1", "site_name": "North", "headcount": "10"},
    3: {"site_id": "S2", "site_name": "South"},
}
SECRET = "correct horse"  # noqa: S105
BOOK = written_by_openpyxl({"sites": ROWS})
TEXT = b"site_id,site_name,headcount\r\nS1,North,10\r\nS2,South,\r\n"
TABS = TEXT.replace(b",", b"\t")


def in_parquet():
    out = io.BytesIO()
    columns = {heading: [row[i] for row in ROWS[1:]] for i, heading in enumerate(ROWS[0])}
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


PARQUET = in_parquet()
ZIP = packed({"sites.csv": TEXT})
KINDS = {
    "sites.xlsx": BOOK,
    "sites.xlsm": BOOK,
    "sites.csv": TEXT,
    "sites.tsv": TABS,
    "sites.txt": TEXT,
    "sites.parquet": PARQUET,
    "sites.zip": ZIP,
    "SITES.CSV": TEXT,
    "Sites.XLSX": BOOK,
}


@pytest.mark.parametrize(("name", "content"), KINDS.items())
def test_24_the_same_table_is_read_from_every_kind_of_file(read, name, content):
    submission = read(name, content)
    assert grid(submission.tables["sites"]) == CELLS
    assert set(ledger(submission)) <= {"delimiter"}


DISGUISES = {
    "a CSV as .xlsx": ("sites.xlsx", TEXT),
    "a CSV as .xls": ("sites.xls", TEXT),
    "tabs as .xls": ("sites.xls", TABS),
    "a workbook as .csv": ("sites.csv", BOOK),
    "a workbook as .xls": ("sites.xls", BOOK),
    "a workbook as .ods": ("sites.ods", BOOK),
    "a workbook as .zip": ("sites.zip", BOOK),
    "Parquet as .csv": ("sites.csv", PARQUET),
    "a zip as .xlsx": ("sites.xlsx", ZIP),
    "a CSV in a zip as .xls": ("all.zip", packed({"sites.xls": TEXT})),
}


@pytest.mark.parametrize(("name", "content"), DISGUISES.values(), ids=list(DISGUISES))
def test_24_a_file_under_another_kinds_name_is_read_and_that_is_said(read, name, content):
    submission = read(name, content)
    assert grid(submission.tables["sites"]) == CELLS
    assert ledger(submission)["file_kind"][1] == 1


@pytest.mark.parametrize("name", ["sites.xlsx", "sites.csv"])
def test_a_disguise_is_refused_where_no_repairs_are_allowed(check, name):
    with pytest.raises(UnreadableFile, match="strict"):
        check(name, TEXT if name.endswith("x") else BOOK, strict=True)


STRANGERS = {
    "a web page": ("sites.xls", b"<html><body><table><tr><td>site_id</td></tr></table>", "web"),
    "a web page, declared": ("sites.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "web page"),
    "an XML workbook": ("sites.xls", b'<?xml version="1.0"?>\n<Workbook/>', "XML document"),
    "a PDF": ("sites.xlsx", b"%PDF-1.7\n" + bytes(99), "PDF"),
    "a Word document": ("sites.xlsx", packed({"word/document.xml": "<w/>"}), "Word document"),
    "a presentation": ("sites.xlsx", packed({"ppt/presentation.xml": "<p/>"}), "presentation"),
    "a text document": ("sites.csv", b"{\\rtf1\\ansi site_id}", "RTF"),
    "a picture": ("sites.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
    "a packed file": ("sites.csv", b"\x1f\x8b\x08" + bytes(99), "gzip"),
    "an OpenDocument text": (
        "sites.ods",
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "no spreadsheet",
    ),
    "half an old workbook": ("sites.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "."),
    "half a Parquet file": ("sites.parquet", PARQUET[:40], "Parquet"),
    "half a zip": ("sites.xlsx", BOOK[:400], "zip directory"),
    "an empty file": ("sites.csv", b"", "empty"),
    "white space alone": ("sites.csv", b"\r\n \r\n\r\n", "no rows|no sheet"),
    "no known heading": ("x.csv", b"colour,size\nred,4\n", "no headings are those of"),
    "another ending": ("sites.doc", TEXT, "'.doc'"),
    "no ending": ("sites", TEXT, "no ending"),
    "an empty zip": ("all.zip", packed({}), "no file"),
    "a zip of notes": ("all.zip", packed({"notes.md": "none here"}), "no file"),
    "a zip in a zip": ("all.zip", packed({"sites.zip": ZIP}), "another zip file"),
    "a disguised zip in a zip": ("all.zip", packed({"sites.csv": ZIP}), "zip"),
}


@pytest.mark.parametrize(("name", "content", "words"), STRANGERS.values(), ids=list(STRANGERS))
def test_what_is_no_table_is_refused_and_named_for_what_it_is(read, name, content, words):
    with pytest.raises(UnreadableFile, match=words) as refusal:
        read(name, content)
    assert name in refusal.value.file or refusal.value.file.endswith(name)


def test_a_zip_is_a_folder_without_what_systems_and_programs_leave_in_it(read):
    litter = {
        "__MACOSX/return/._sites.csv": b"\x00\x05\x16\x07" + bytes(50),
        "return/.DS_Store": b"\x00\x00\x00\x01Bud1",
        "return/~$employees.xlsx": b"\x05Owner" + bytes(159),
        "return/.~lock.sites.csv#": b",me,here,",
        "return/read me.md": b"site_id,site_name",
        "return/": b"",
    }
    staff = written_by_openpyxl({"employees": [["employee_id", "grade"], ["E1", "entry"]]})
    submission = read(
        "all.zip", packed(litter | {"return/sites.csv": TEXT, "return/staff.xlsx": staff})
    )
    assert grid(submission.tables["sites"]) == CELLS
    assert texts(submission.tables["employees"], "grade") == ["entry"]
    assert told(submission, "LU203") == []


def test_a_wrong_file_in_a_zip_is_named(read):
    with pytest.raises(UnreadableFile, match=r"return/b\.csv.*NUL"):
        read("all.zip", packed({"return/a.csv": TEXT, "return/b.csv": b"site_id,a\0\nS1,b\n"}))


def test_a_file_in_a_zip_never_leaves_its_folder(read, tmp_path):
    submission = read("all.zip", packed({"../../sites.csv": TEXT}))
    assert grid(submission.tables["sites"]) == CELLS
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_23_a_zip_with_a_password_is_refused_for_that_reason(read):
    locked = bytearray(ZIP)
    with zipfile.ZipFile(io.BytesIO(ZIP)) as package:
        directory = package.start_dir
    locked[6] |= 1
    locked[directory + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read("all.zip", bytes(locked))


def protected(content, password):
    crypto = pytest.importorskip("msoffcrypto.format.ooxml", reason="msoffcrypto-tool is absent")
    out = io.BytesIO()
    crypto.OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["sites.xlsx", "sites.xls"])
@pytest.mark.parametrize("password", [None, "guessed"])
def test_23_a_protected_workbook_is_refused_for_its_password(read, name, password):
    with pytest.raises(UnreadableFile, match="password"):
        read(name, protected(BOOK, SECRET), password=password)


def test_23_a_protected_workbook_is_read_with_its_password(read):
    submission = read("sites.xlsx", protected(BOOK, SECRET), password=SECRET)
    assert grid(submission.tables["sites"]) == CELLS


def test_23_a_password_that_no_file_needs_does_no_harm(read):
    assert grid(read("sites.xlsx", BOOK, password=SECRET).tables["sites"]) == CELLS


def test_23_a_protected_ods_is_refused_for_that_reason(read):
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f"<manifest:manifest {space}><manifest:file-entry"
        ' manifest:full-path="content.xml" manifest:size="9"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
        "content.xml": bytes(range(99)),
    }
    with pytest.raises(UnreadableFile, match="password"):
        read("sites.ods", packed(parts))


@pytest.fixture
def folder(tmp_path, catalogue):
    """Read a folder of files."""

    def read_folder(files):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        return read_submission(tmp_path, catalogue)

    return read_folder


def test_a_folder_is_read_file_by_file_a_workbook_of_several_tables_too(folder):
    staff = {"employees": [["employee_id", "grade"], ["E1", "entry"]], "Cover": [["hello"]]}
    litter = {"~$book.xlsx": b"x", ".hidden.csv": b"\xff", "notes.md": b"n"}
    submission = folder({"sites.parquet": PARQUET, "b.xlsx": written_by_openpyxl(staff)} | litter)
    assert set(submission.tables) == {"sites", "employees"}
    assert [place.partition(" ")[2] for place in told(submission, "LU203")] == [
        "information Cover x1"
    ]


@pytest.mark.parametrize("files", [{}, {"notes.md": b"none here"}], ids=["nothing", "notes"])
def test_a_folder_without_a_file_to_read_is_refused(folder, files):
    with pytest.raises(UnreadableFile, match="no file to read"):
        folder(files)


def test_31_a_bad_file_in_a_folder_is_named(folder):
    with pytest.raises(UnreadableFile) as refusal:
        folder({"employees.csv": b"employee_id\nE1\n", "sites.csv": b"site_id\nS\x81\n"})
    assert refusal.value.file.endswith("sites.csv")


def test_two_files_for_one_table_are_refused(folder):
    with pytest.raises(UnreadableFile, match=r"sites\.csv.*sites\.xlsx|sites\.xlsx.*sites\.csv"):
        folder({"sites.csv": TEXT, "sites.xlsx": written_by_openpyxl({"Sheet1": ROWS})})


@pytest.mark.parametrize("name", ["gone.xlsx", "a" * 300 + ".csv"], ids=["gone", "too long"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, catalogue, name):
    with pytest.raises(UnreadableFile):
        read_submission(tmp_path / name, catalogue)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path, catalogue):
    os.mkfifo(tmp_path / "sites.csv")
    with pytest.raises(UnreadableFile, match="no ordinary file"):
        read_submission(tmp_path / "sites.csv", catalogue)


def test_another_name_is_shown_where_one_is_given(read):
    submission = read("stdin", TEXT, name="sites.csv")
    assert (submission.file, submission.tables["sites"].file) == ("sites.csv", "sites.csv")
