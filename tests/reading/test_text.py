"""Text files: of any encoding and delimiter, ragged or broken; read in one way or refused."""

import codecs

import pytest

from levelup_cli.errors import UnreadableFile
from reading.seen import grid, ledger, texts, told

HEADINGS = ["site_id", "site_name", "region"]
ROWS = [HEADINGS, ["S1", "Café £5 \N{EN DASH} “Zoë”", "TLC"], ["S2", 'A,b;c|d "e"', "TLJ"]]
CELLS = {n: dict(zip(HEADINGS, row, strict=True)) for n, row in enumerate(ROWS[1:], 2)}
DELIMITERS = {",": None, ";": "delimiter", "\t": "delimiter", "|": "delimiter"}
ENCODINGS = {
    "utf-8": None,
    "utf-8-sig": None,
    "utf-16": "encoding",
    "utf-16-be marked": "encoding",
    "utf-32": "encoding",
    "cp1252": "encoding",
}


def written(rows, delimiter=",", end="\r\n"):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows[1:]]
    return "".join(delimiter.join(row) + end for row in [rows[0], *quoted])


def encoded(text, encoding):
    if encoding.endswith("marked"):
        return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return text.encode(encoding)


@pytest.mark.parametrize("delimiter", DELIMITERS, ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_18_19_any_delimiter_in_any_encoding_is_read_and_said(read, delimiter, encoding):
    submission = read("sites.csv", encoded(written(ROWS, delimiter), encoding))
    assert grid(submission.tables["sites"]) == CELLS
    said = {DELIMITERS[delimiter], ENCODINGS[encoding]} - {None}
    assert set(ledger(submission)) == said


def test_19_the_encoding_that_was_wished_decides(read):
    content = written(ROWS).encode("mac_roman")
    assert grid(read("sites.csv", content, encoding="mac_roman").tables["sites"]) == CELLS


def test_19_utf16_without_its_mark_is_read(read):
    submission = read("sites.csv", written(ROWS).encode("utf-16-le"))
    assert grid(submission.tables["sites"]) == CELLS


def test_19_a_letter_that_a_block_of_reading_cuts_is_whole(read):
    filler = "".join(f"S{n},Naïve £ café,TLC\n" for n in range(60_000))
    table = read("sites.csv", f"{','.join(HEADINGS)}\n{filler}").tables["sites"]
    assert set(texts(table, "site_name")) == {"Naïve £ café"}


def test_19_one_foreign_letter_far_below_settles_the_whole_file(read):
    rows = b"".join(b"S%d,Plain,TLC\n" % n for n in range(90_000))
    submission = read("sites.csv", b"site_id,site_name,region\n" + rows + b"S,Caf\xe9,TLC\n")
    assert texts(submission.tables["sites"], "site_name")[-1] == "Café"
    assert "encoding" in ledger(submission)


MEANT = {
    "18 a .tsv of tabs": ("sites.tsv", written(ROWS, "\t"), set()),
    "18 a .tsv of commas": ("sites.tsv", written(ROWS, ","), {"delimiter"}),
    "18 a .txt of semicolons": ("sites.txt", written(ROWS, ";"), {"delimiter"}),
    "18 sep=; is no row": ("sites.csv", "sep=;\r\n" + written(ROWS, ";"), {"delimiter"}),
    "18 SEP=| is no row": ("sites.csv", "SEP=|\n" + written(ROWS, "|"), {"delimiter"}),
    "18 sep=, is no row": ("sites.csv", "sep=,\r\n" + written(ROWS), set()),
    "19 a mark before sep=": ("sites.csv", "\ufeffsep=;\r\n" + written(ROWS, ";"), {"delimiter"}),
    "8 lone carriage returns": ("sites.csv", written(ROWS, end="\r"), set()),
    "8 line feeds": ("sites.csv", written(ROWS, end="\n"), set()),
    "no line end at the end": ("sites.csv", written(ROWS).rstrip(), set()),
    "delimiters at the ends": ("sites.csv", written([[*r, "", ""] for r in ROWS]), set()),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), MEANT.values(), ids=list(MEANT))
def test_a_text_file_is_read_alike_whichever_program_wrote_it(read, name, text, said):
    submission = read(name, text)
    table = submission.tables["sites"]
    assert (table.heading_row, grid(table), set(ledger(submission))) == (1, CELLS, said)


def test_18_known_headings_decide_the_delimiter_and_not_how_often_a_mark_stands(read):
    names = [f'S{n};"a, b, c, d, e, f";TLC' for n in range(9)]
    submission = read("sites.csv", "\n".join(["site_id;site_name;region", *names]))
    assert set(texts(submission.tables["sites"], "region")) == {"TLC"}


def test_8_rows_after_a_line_break_inside_a_cell_keep_the_numbers_of_excel(read):
    table = read("sites.csv", 'site_id,site_name\r\nS1,"Old\r\nTown\nHall"\r\nS2,Inn\r\n').tables[
        "sites"
    ]
    assert table.rows.tolist() == [2, 3]
    assert texts(table, "site_name") == ["Old\r\nTown\nHall", "Inn"]


def test_a_short_row_is_blank_at_its_end_above_and_below_the_headings(read):
    table = read("sites.csv", "Our sites\n\nsite_id,site_name,region\nS1\nS2,Inn,TLC\n").tables[
        "sites"
    ]
    assert texts(table, "region") == ["", "TLC"]


def test_a_row_with_more_cells_than_headings_is_not_counted_and_said(read):
    rows = ["site_id,region,headcount", "S1,TLC,1,000", "S2,TLC,2", "S3,TLJ,3", "S4,TLJ,4,"]
    submission = read("sites.csv", "\n".join(rows))
    assert submission.tables["sites"].rows.tolist() == [3, 4, 5]
    assert told(submission, "LU209") == ["LU209 error row 2 x1"]


def test_17_a_file_whose_rows_mostly_have_more_cells_than_headings_is_refused(read):
    rows = ["site_id,region,headcount", "S1,TLC,1,000", "S2,TLC,2,000", "S3,TLJ,3"]
    with pytest.raises(UnreadableFile, match="more cells than the headings"):
        read("sites.csv", "\n".join(rows))


REFUSED = {
    "a quotation mark never closed": ('site_id,region\nS1,TLC\nS2,"TLC\nS3,TLJ\n', r"line [34]\b"),
    "letters after a closed quote": ('site_id,region\nS1,"T"LC\n', "line 2|row 2|row after 1"),
    "a NUL": ("site_id,region\nS1,TLC\nS2,T\0C\n", "line 3"),
    "19 two encodings": ("site_id\nCafé\n".encode() + b"Caf\xe9\n", "byte 18 .*row 3"),
    "19 no encoding at all": (b"site_id,region\nS1,\x81\x8d\n", "row 2"),
    "19 half a letter at the end": ("site_id\nCafé\ncaf".encode() + b"\xc3", "row 3"),
    "19 UTF-16 cut in half": ("site_id\nS1".encode("utf-16") + b"\x00", "utf-16|UTF-16"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=list(REFUSED))
def test_a_text_file_that_cannot_be_read_in_one_way_is_refused_with_place(read, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read("sites.csv", content)


def test_19_an_encoding_that_was_wished_and_does_not_fit_is_refused_with_place(read):
    with pytest.raises(UnreadableFile, match="row 2"):
        read("sites.csv", written(ROWS).encode("cp1252"), encoding="utf-8")


def test_19_an_encoding_that_does_not_exist_is_refused_by_its_name(read):
    with pytest.raises(UnreadableFile, match="klingon"):
        read("sites.csv", written(ROWS), encoding="klingon")


def test_15_words_of_other_programs_for_nothing_are_texts_until_they_are_checked(read):
    table = read("sites.csv", "site_id,site_name\nS1,NA\nS2,None\nS3,nan\nS4,null\n").tables[
        "sites"
    ]
    assert texts(table, "site_name") == ["NA", "None", "nan", "null"]


def test_20_zeros_in_front_stay_in_a_text_file(read):
    table = read("sites.csv", 'site_id,site_name\n007,"00123"\n').tables["sites"]
    assert (texts(table, "site_id"), texts(table, "site_name")) == (["007"], ["00123"])
