"""The one process that touches the bytes of strangers: what it loads, and what its death means."""

import io
import json
import subprocess
import sys

import openpyxl
import pytest
import xlsxwriter

from levelup_cli import machine
from levelup_cli.errors import UnreadableFile
from levelup_cli.intake import read_submission
from levelup_cli.intake.files import find_files
from levelup_cli.intake.reading import _collect
from levelup_cli.reader.sending import Sender, Wishes
from levelup_cli.reader.stream import write_message
from levelup_cli.reader.text import send_text


def test_the_reading_child_loads_its_reader_and_nothing_heavier(tmp_path):
    text, book = tmp_path / "sites.csv", tmp_path / "book.xlsx"
    text.write_bytes(b"site_id\nS1\n")
    openpyxl.Workbook().save(book)
    request = {"files": [[str(text), text.name], [str(book), book.name]]}
    run = "import runpy, sys; runpy.run_module('levelup_cli.reader', run_name='__main__')"
    command = [sys.executable, "-c", f"{run}; print(*sys.modules, file=sys.stderr)"]
    sent = json.dumps(request).encode()
    child = subprocess.run(command, input=sent, capture_output=True, check=True)
    loaded = set(child.stderr.decode().split())
    ours = {name.split(".")[1] for name in loaded if name.startswith("levelup_cli.")}
    assert {"csv", "pyexpat"} <= loaded
    assert ours == {"reader", "machine", "words"}
    heavy = {"numpy", "pandas", "pyarrow", "pydantic", "openpyxl", "yaml", "xlrd", "msoffcrypto"}
    assert loaded.isdisjoint(heavy | {"python_calamine"})


def test_a_child_that_dies_before_it_is_done_is_an_unreadable_file(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_bytes(b"site_id,region\nS1,TLC\n")
    out = io.BytesIO()
    write_message(out, {"file": str(path), "name": path.name})
    with path.open("rb") as file:
        send_text(Sender(out), file, "sites", ".csv", Wishes(frozenset({"site_id"})))
    cut = out.tell()
    write_message(out, {"done": True})
    whole, files = memoryview(out.getvalue()), find_files(path)
    assert _collect(whole, files)[0][0].rows == 2
    for kept in range(cut + 1):
        with pytest.raises(UnreadableFile, match="brought the program"):
            _collect(whole[:kept], files)


def test_reading_goes_on_where_the_system_has_no_limits(monkeypatch):
    monkeypatch.setattr(machine, "resource", None)
    machine.limit_reader()


def test_one_cell_in_the_far_corner_of_a_sheet_brings_nothing_down(tmp_path, catalogue):
    path = tmp_path / "sites.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("sites")
        page.write_column(0, 0, ["site_id", "S1"])
        page.write(1_048_575, 16_383, "x")
    with pytest.raises(UnreadableFile, match="stretch"):
        read_submission(path, catalogue)
