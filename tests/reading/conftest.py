"""Real files, read and checked as a command does it."""

import csv
import io

import openpyxl
import pytest

from levelup_cli import pipeline
from levelup_cli.intake import read_submission
from levelup_cli.outcomes.submissions import NO_FACTS, Reading


def written_by_openpyxl(sheets, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        page.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written_as_csv(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def content_of(name, content, hidden):
    match content:
        case bytes():
            return content
        case str():
            return content.encode()
        case dict():
            return written_by_openpyxl(content, hidden)
        case _ if name.endswith(".csv"):
            return written_as_csv(content)
        case _:
            return written_by_openpyxl({name.partition(".")[0]: content}, hidden)


@pytest.fixture
def read(tmp_path, catalogue):
    """Read a file made of bytes, of text, of rows, or of sheets of rows."""

    def read_file(name, content, /, *, hidden=(), **reading):
        path = tmp_path / name
        path.write_bytes(content_of(name, content, hidden))
        return read_submission(path, catalogue, NO_FACTS, Reading(**reading))

    return read_file


@pytest.fixture
def check(tmp_path, catalogue):
    """Read such a file and understand its cells."""

    def check_file(name, content, /, *, hidden=(), **reading):
        path = tmp_path / name
        path.write_bytes(content_of(name, content, hidden))
        return pipeline.check(path, catalogue, NO_FACTS, Reading(**reading))

    return check_file
