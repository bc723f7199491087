"""Text files: only the fields that are mended change; all other bytes are what they were."""

import zipfile

import pytest

from levelup_cli.outcomes.submissions import Reading
from levelup_cli.repairs.text import LIKE_A_FORMULA

from .fixing import cells_of, fix, save_copy

HEAD = ["employee_id", "grade", "start_date", "hourly_pay_gbp", "Notes"]
SOUND = ["E1", "entry", "2019-04-17", "12.5", '"keeps, its ""quotes"""']
WART = ["E2", "Entry", '"17/04/2019"', "£1250", '"a\nnote, of\ntwo lines"']
LAST = ["E3", "skilled", "2020-01-02", "11", "é"]


def table(delimiter=",", line="\n", rows=(HEAD, SOUND, WART, LAST)):
    return "".join(delimiter.join(row) + line for row in rows)


def write(path, text, encoding):
    path.write_bytes(text.encode(encoding))
    return path


def mended_bytes(path, catalogue, reading=Reading()):  # noqa: B008 frozen
    return fix(path, catalogue, reading).copy[""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_only_the_fields_that_are_mended_change(encoding, delimiter, line, catalogue, tmp_path):
    text = table(delimiter, line)
    path = write(tmp_path / "employees.csv", text, encoding)
    expected = (
        text.replace("Entry", "entry")
        .replace('"17/04/2019"', '"2019-04-17"')
        .replace("£1250", "1250")
    )
    reading = Reading(encoding="utf-16-be") if encoding == "utf-16-be" else Reading()
    assert mended_bytes(path, catalogue, reading) == expected.encode(encoding)


def test_utf_16_in_the_other_order_keeps_its_mark_and_its_order(catalogue, tmp_path):
    path = write(tmp_path / "employees.csv", "\ufeff" + table(), "utf-16-be")
    copy = mended_bytes(path, catalogue)
    assert copy.startswith(b"\xfe\xff")
    assert "E2,entry,".encode("utf-16-be") in copy


def test_a_declared_delimiter_and_the_mark_at_the_end_stay(catalogue, tmp_path):
    text = "sep=;\r\n" + table(";", "\r\n") + "\x1a"
    path = write(tmp_path / "employees.csv", text, "utf-8")
    copy = mended_bytes(path, catalogue).decode()
    assert copy.startswith("sep=;\r\nemployee_id;")
    assert copy.endswith(";é\r\n\x1a")
    assert "E2;entry;" in copy


def test_blank_lines_and_short_rows_are_counted_as_the_reader_does(catalogue, tmp_path):
    text = "employee_id,grade,fte\n\nE1,entry\nE2,Entry,1\n"
    path = write(tmp_path / "employees.csv", text, "utf-8")
    assert mended_bytes(path, catalogue).decode() == text.replace("E2,Entry", "E2,entry")


def test_the_last_line_needs_no_end(catalogue, tmp_path):
    path = write(tmp_path / "employees.csv", "employee_id,grade\nE1,Entry", "utf-8")
    assert mended_bytes(path, catalogue) == b"employee_id,grade\nE1,entry"


def test_a_number_that_holds_the_delimiter_loses_it_not_its_column(catalogue, tmp_path):
    text = 'employee_id,hourly_pay_gbp,grade\nE1,"1,250.00",entry\n'
    path = write(tmp_path / "employees.csv", text, "utf-8")
    assert mended_bytes(path, catalogue).decode() == text.replace("1,250.00", "1250.00")


@pytest.mark.parametrize("hostile", ["=cmd()", "+1", "@SUM(A1)", "-2+3"])
def test_a_text_that_would_begin_a_formula_is_left_and_told(hostile, catalogue, tmp_path):
    text = f"employee_id,grade\n{hostile!s:>12},entry\n E2 ,entry\n"
    path = write(tmp_path / "employees.csv", text, "utf-8")
    mending = fix(path, catalogue)
    assert cells_of(mending.made) == {"A3": "E2"}
    assert [(left.place.rows, left.why) for left in mending.left] == [(((2, 2),), LIKE_A_FORMULA)]
    assert mending.copy[""].decode() == text.replace(" E2 ", "E2")


def test_quotation_marks_in_a_text_stay_doubled(catalogue, tmp_path):
    text = 'employee_id,grade\n" the ""one"" ",entry\n'
    path = write(tmp_path / "employees.csv", text, "utf-8")
    assert mended_bytes(path, catalogue).decode() == text.replace('" the', '"the').replace(
        '"" "', '"""'
    )


def test_a_folder_is_copied_with_what_is_not_mended(catalogue, tmp_path):
    folder = tmp_path / "return"
    folder.mkdir()
    write(folder / "employees.csv", table(), "utf-8")
    write(folder / "sites.csv", "site_id,region,headcount\nS1,TLC,3\n", "utf-8")
    write(folder / "readme.txt", "ours", "utf-8")
    (folder / "old").mkdir()
    mending = fix(folder, catalogue)
    assert mending.copy.keys() == {"employees.csv", "sites.csv", "readme.txt"}
    assert mending.copy["sites.csv"] == (folder / "sites.csv").read_bytes()
    assert "E2,entry" in mending.copy["employees.csv"].decode()
    assert fix(save_copy(mending, tmp_path / "copy"), catalogue).made == ()


def test_a_zip_file_is_copied_with_its_members_in_their_order(catalogue, tmp_path):
    path = tmp_path / "return.zip"
    sites = "site_id,region,headcount\nS1,TLC,3\n"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("sites.csv", sites)
        package.writestr("data/employees.csv", table())
    mending = fix(path, catalogue)
    copy = save_copy(mending, tmp_path / "copy.zip")
    with zipfile.ZipFile(copy) as package:
        assert package.namelist() == ["sites.csv", "data/employees.csv"]
        assert package.read("sites.csv").decode() == sites
        assert "E2,entry" in package.read("data/employees.csv").decode()


def test_an_encoding_that_would_not_give_the_same_bytes_is_not_written(catalogue, tmp_path):
    # UTF-7 has several ways to write a plus sign; ours need not be the sender's.
    path = tmp_path / "employees.csv"
    path.write_bytes(b"employee_id,grade\nE+AC0-1,Entry\n")
    mending = fix(path, catalogue, Reading(encoding="utf-7"))
    assert mending.copy is None
    assert "utf-7 text can be written as it stands" in mending.unwritable
