"""The cases of each rule, good and bad, as written in `cases/`.

Each file is named for a code and lists cases: `it` says what is tried, `given` is the return as
little tables of text, or `make` names one of the makers in `makers.py`; `found` lists the cells at
which the code must stand, in any order, and is empty where it must not; of a return that
cannot be read it is `[not read]`. `form` is `xlsx` (the default) or `csv`; `facts` and `reading`
are passed to the check, `mapping` says what a mapping file does, `areas` are files of places and
`previous` is the return of the year before, as little tables, and `pack` holds definitions of the
case's own. `severity` is told where a code has two. A row that begins with `E1..E30` stands for
thirty rows.
"""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from levelup_cli import pipeline
from levelup_cli.catalogue import load_catalogue, load_mapping
from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.submissions import Facts, Reading
from levelup_cli.rules import PAGES

from . import makers
from .returns import sheets_of, write_folder, write_workbook

MANY_ROWS = re.compile(r"^(\w*?)(\d+)\.\.\1(\d+)\b(.*)$", re.MULTILINE)
FOLDER = Path(__file__).parent / "cases"
CASES = {
    f"{path.stem}: {case['it']}": (path.stem, case)
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
}


def catalogue_of(case, folder, shipped):
    """The shipped definitions, or those of a case of its own, laid over them."""
    if "pack" not in case:
        return shipped
    files = {"pack.yaml": 'name: Own\nversion: "1.0"\nextends: shipped\n'} | case["pack"]
    for name, text in files.items():
        path = folder / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_catalogue(folder / "pack")


def facts_of(case):
    said = {
        name: date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
        for name, text in case.get("facts", {}).items()
    }
    return Facts(**said)


def reading_of(case, folder, catalogue):
    file = folder / "map.yaml"
    file.write_text(yaml.safe_dump(case.get("mapping", {})), "utf-8")
    mapping = load_mapping(file, catalogue)
    areas = write_folder(sheets_of(case.get("areas", {})), folder / "areas")
    return Reading(mapping=mapping, areas=tuple(areas.iterdir()), **case.get("reading", {}))


def tables(given):
    return sheets_of({name: MANY_ROWS.sub(rows_of, text) for name, text in given.items()})


def rows_of(found):
    start, first, last, rest = found.groups()
    return "\n".join(f"{start}{number}{rest}" for number in range(int(first), int(last) + 1))


def previous_of(case, folder):
    if "previous" not in case:
        return None
    return write_workbook(tables(case["previous"]), folder / "previous.xlsx")


def write(case, folder):
    if "make" in case:
        return getattr(makers, case["make"])(folder)
    sheets = tables(case["given"])
    if case.get("form") == "csv":
        return write_folder(sheets, folder / "return")
    return write_workbook(sheets, folder / "return.xlsx")


@pytest.mark.parametrize(("code", "case"), CASES.values(), ids=list(CASES))
def test_a_case_is_found_where_it_stands_and_nowhere_else(code, case, tmp_path, catalogue):
    catalogue = catalogue_of(case, tmp_path, catalogue)
    reading = reading_of(case, tmp_path, catalogue)
    try:
        checked = pipeline.check(
            write(case, tmp_path),
            catalogue,
            facts_of(case),
            reading,
            previous_of(case, tmp_path),
        )
    except UnreadableFile:
        assert (code, case["found"]) == ("LU100", ["not read"])
        return
    told = [finding for finding in checked.findings if finding.code == code]
    assert sorted(finding.place.cells(most=None) for finding in told) == sorted(case["found"])
    if "severity" in case:
        assert {finding.severity.value for finding in told} == {case["severity"]}


def test_every_rule_has_its_good_and_its_bad_cases():
    tried = {(code, bool(case["found"])) for code, case in CASES.values()}
    assert tried >= {
        (code, kind) for code in PAGES if not code.startswith("LU9") for kind in (True, False)
    }
