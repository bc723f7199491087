"""What leaves through the gate is inert, and files appear whole or not at all."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levelup_cli import machine
from levelup_cli.errors import LevelUpError
from levelup_cli.gate import as_csv, as_json, as_line, save, show, visible

ANY_TEXT = st.text(st.characters(), max_size=30)
MARKS = st.sampled_from([":", "::", "#", "##", "[", "vso", "error", "=", "+", "-", "@", "\t", " "])
HOSTILE = st.lists(MARKS | ANY_TEXT, max_size=8).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=8,
)
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")  # the last four are their full-width forms


def hidden(text):
    """The characters of a text that a reader would not see, or that would steer a screen."""
    return [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


SEEN = {
    "Staithewick & Söhne, 60 %": "Staithewick & Söhne, 60 %",
    "a\x1b[31mb": "a\\x1b[31mb",
    "a\nb\tc\0": "a\\x0ab\\x09c\\x00",
    "a\x9bb": "a\\x9bb",
    "a\N{RIGHT-TO-LEFT OVERRIDE}b": "a\\u{202e}b",
    "a\N{ZERO WIDTH SPACE}b": "a\\u{200b}b",
    "a\N{LINE SEPARATOR}b": "a\\u{2028}b",
    "a\ud800b": "a\\u{d800}b",
    "a\U000e0041b": "a\\u{e0041}b",
}


@pytest.mark.parametrize(("text", "shown"), SEEN.items(), ids=list(map(ascii, SEEN)))
def test_what_is_hidden_is_spelt_out_and_the_rest_left_alone(text, shown):
    assert visible(text) == shown


@given(HOSTILE)
def test_a_line_holds_no_hidden_character(text):
    assert hidden(as_line(text)) == []


COMMANDS = [
    "::error::stop",
    "  ::set-output name=a::b",
    "##vso[task.complete result=Succeeded]",
    "note ##vso[task.setvariable]x",
    "##teamcity[buildStop]",
    "##[error]stop",
    "##[add-mask]x",
]


@pytest.mark.parametrize("line", COMMANDS)
def test_no_build_server_takes_a_line_for_a_command(line):
    shown = as_line(line)
    assert not shown.lstrip().startswith("::")
    assert "##" not in shown


@pytest.mark.parametrize("line", ["# headings", "sites!A2: no key", "10:30", "C# and ## x"])
def test_a_line_that_is_no_command_stays_as_it_is(line):
    assert as_line(line) == line


@given(st.lists(st.lists(HOSTILE, min_size=1, max_size=3), max_size=3))
def test_no_cell_of_a_csv_begins_a_formula_or_holds_a_hidden_character(rows):
    read = list(csv.reader(io.StringIO(as_csv(rows), newline="")))
    assert [len(row) for row in read] == [len(row) for row in rows]
    for cell in (cell for row in read for cell in row):
        assert not cell.startswith(FORMULA)
        assert hidden(cell) == []


def test_numbers_of_a_csv_stay_numbers_and_nothing_stays_empty():
    assert as_csv([(-1.5, 0, None, "x")]) == "-1.5,0,,x\r\n"


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe():
    assert as_csv([("=1+1", "1=1")]) == "'=1+1,1=1\r\n"


@given(JSON)
def test_no_text_of_a_json_document_holds_a_hidden_character_keys_included(document):
    assert hidden(as_json(document).replace("\n", "")) == []


@given(JSON)
def test_plain_documents_are_read_back_as_they_were(document):
    text = as_json(document)
    if "\\" not in text and "# #" not in text:  # nothing hidden, and no command of a build server
        assert json.loads(text) == document


def test_a_number_that_is_none_is_refused_in_json():
    with pytest.raises(ValueError, match="JSON"):
        as_json({"value": float("nan")})


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_screen_that_lacks_a_character_gets_another_for_it(encoding):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    show("██░░ £12 – 字\n", stream)  # noqa: RUF001 the dash is what is tested
    stream.flush()
    assert raw.getvalue() == b"##.. GBP 12 - ?\n"


def test_a_screen_that_has_every_character_gets_the_text_as_it_is():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    show("██ £12\n", stream)
    stream.flush()
    assert raw.getvalue().decode() == "██ £12\n"


@pytest.mark.parametrize(("mark", "start"), [(True, b"\xef\xbb\xbf"), (False, b"")])
def test_a_file_is_utf8_and_carries_the_mark_of_excel_where_it_is_wanted(tmp_path, mark, start):
    save(tmp_path / "out.csv", "café\n", with_mark=mark)
    assert (tmp_path / "out.csv").read_bytes() == start + "café\n".encode()


def test_saving_replaces_an_earlier_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("a much longer earlier text")
    save(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(params=["fsync", "replace"])
def full_disk(request, monkeypatch):
    """A system on which writing stops half-way, or the last step fails."""

    def fail(*_):
        raise OSError(28, "No space left on device")

    owner = machine.os if request.param == "fsync" else machine.Path
    monkeypatch.setattr(owner, request.param, fail)


def test_an_error_while_writing_leaves_the_old_file_and_no_draft(tmp_path, full_disk):
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(LevelUpError, match=r"out\.txt: cannot be written .*No space left"):
        save(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_while_writing_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    path.write_text("old")

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(machine.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/out.txt", "folder", "a" * 300])
def test_a_place_that_cannot_be_written_is_an_error_in_words(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(LevelUpError, match="cannot be written"):
        save(tmp_path / name, "text")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]
