"""One hostile return in every form for programs, read back by readers that share no code with us.

Its sheet is named like a command of a build server, its headings hold markup, links, formulas and
line breaks. Every reader must see the same findings at the same cells.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile

import jsonschema
import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from junitparser import JUnitXml
from lxml import etree
from markdown_it import MarkdownIt

from conftest import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
SHEET = "a%0A::error::x"
HEADINGS = ['a|<b>"x"</b>\n::error::y', "=1+1,%0A[z](https://example.invalid){0}"]
# Of 41 sites every second has a wrong region, every fifth a word for its headcount; the last has
# the key of the one before it.
CELLS = {
    "LU401": {f"B{row}" for row in range(2, 41, 2)},
    "LU302": {f"C{row}" for row in range(6, 42, 5)},
    "LU501": {"A42"},
    "LU204": {"D:D", "E:E"},
}


def in_order(places):
    return sorted(places, key=lambda cell: (len(cell), cell))


LEVELS = {"LU401": "error", "LU302": "error", "LU501": "error", "LU204": "information"}
COUNTS = {("LU401", 20), ("LU302", 8), ("LU501", 1), ("LU204", 1)}
FIRST = {"LU401": "B2, B4, B6 and 17 more", "LU302": "C6, C11, C16 and 5 more", "LU501": "A42"}


def write_return(path):
    """A workbook; writers refuse such a name for a sheet, so it is put in afterwards."""
    plain = path.with_suffix(".plain")
    with xlsxwriter.Workbook(plain, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("NAME")
        sheet.write_row(0, 0, ["site_id", "region", "headcount", *HEADINGS])
        for row in range(1, 41):
            region, headcount = "Mars" if row % 2 else "TLC", 5 if row % 5 else "ten"
            sheet.write_row(row, 0, [f"S{row}", region, headcount, "x", "y"])
        sheet.write_row(41, 0, ["S40", "TLC", 5, "x", "y"])
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(path, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            named = part.replace(b'"NAME"', f'"{SHEET}"'.encode())
            made.writestr(name, named if name == "xl/workbook.xml" else part)


@pytest.fixture(scope="module")
def reports(tmp_path_factory, levelup):
    folder = tmp_path_factory.mktemp("reports")
    write_return(folder / "return.xlsx")
    files = [f"--out=findings.{end}" for end in ("json", "jsonl", "csv", "md", "xml", "sarif")]
    done = levelup("validate", "return.xlsx", "-f", "github", *files, cwd=folder)
    (folder / "github.txt").write_text(done.stdout, "utf-8")
    done = levelup("validate", "return.xlsx", "-f", "gitlab", cwd=folder)
    (folder / "gitlab.json").write_text(done.stdout, "utf-8")
    return folder


def cells(text):
    """`'a sheet'!B2, B4` -> B2 and B4."""
    return set(text.rpartition("!")[2].split(", "))


def gathered(pairs):
    found = {}
    for code, where in pairs:
        found.setdefault(code, set()).update(where)
    return found


def same_findings(records):
    records = list(records)
    assert gathered((r["code"], cells(r["cells"])) for r in records) == CELLS
    assert {(r["code"], int(r["count"])) for r in records} == COUNTS
    assert {r["code"]: r["severity"] for r in records} == LEVELS
    assert len(records) == 5
    assert {r["sheet"] for r in records} == {SHEET}


def test_json_is_read_by_its_published_schema(reports):
    document = json.loads((reports / "findings.json").read_text("utf-8"))
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    same_findings(document["returns"][0]["findings"])


def test_json_lines_are_read_by_pandas(reports):
    frame = pd.read_json(reports / "findings.jsonl", lines=True)
    same_findings(frame[frame["type"] == "finding"].to_dict("records"))
    (verdict,) = frame[frame["type"] == "return"].to_dict("records")
    assert (verdict["valid"], verdict["errors"]) == (False, 3)


def test_csv_is_read_by_python_and_pandas(reports):
    with (reports / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        same_findings(csv.DictReader(file))
    frame = pd.read_csv(reports / "findings.csv", dtype=str, keep_default_na=False)
    same_findings(frame.to_dict("records"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_csv_is_read_by_libreoffice_and_nothing_in_it_becomes_a_formula(reports):
    home = f"-env:UserInstallation=file://{reports}/home"
    comma, quote, utf8, from_row = "44", "34", "76", "1"
    read = f"--infilter=CSV:{comma},{quote},{utf8},{from_row}"
    call = ["soffice", home, "--headless", read, "--convert-to", "xlsx", "findings.csv"]
    subprocess.run(call, check=True, capture_output=True, cwd=reports, timeout=300)
    headings, *rows = openpyxl.load_workbook(reports / "findings.xlsx").active.iter_rows()
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    names = [cell.value for cell in headings]
    same_findings(dict(zip(names, [cell.value for cell in row], strict=True)) for row in rows)


def test_markdown_is_read_by_a_parser_and_no_name_leaves_its_cell(reports):
    text = (reports / "findings.md").read_text("utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [token.type for token in tokens].count("table_open") == 2
    assert not [token for token in tokens if token.type == "html_block"]
    inner = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inner for child in token.children}
    assert kinds <= {"text", "text_special"}
    rows = [
        ["".join(child.content for child in token.children) for token in inner[start : start + 4]]
        for start in range(9, len(inner), 4)  # after the verdict's eight cells and the title
    ][1:]
    assert len(rows) == 5
    first = {mark.split()[1]: where.rpartition("!")[2] for mark, where, _, _ in rows}
    whole = {code: ", ".join(in_order(places)) for code, places in CELLS.items()}
    assert first == {**whole, "LU204": "E:E"}
    counts = {mark.split()[1]: re.findall(r"\((\d+) cells\)", what) for mark, _, what, _ in rows}
    assert counts == {"LU401": ["20"], "LU302": ["8"], "LU501": [], "LU204": []}


def test_junit_is_read_by_its_schema_and_a_parser(reports):
    schema = etree.XMLSchema(file=SCHEMAS / "junit-10.xsd")
    schema.assertValid(etree.parse(reports / "findings.xml"))
    (suite,) = JUnitXml.fromfile(str(reports / "findings.xml"))
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("return.xlsx", 4, 3, 0)
    said = {case.name: case.result[0].text if case.result else case.system_out for case in suite}
    found = {
        code: set().union(*(cells(line.split(": ")[0]) for line in text.splitlines()))
        for code, text in said.items()
    }
    assert found == CELLS
    assert {case.name for case in suite if case.result} == {"LU401", "LU302", "LU501"}


def sarif_of(reports):
    log = json.loads((reports / "findings.sarif").read_text("utf-8"))
    jsonschema.validate(log, json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8")))
    (run,) = log["runs"]
    return run


def test_sarif_is_what_its_schema_says_and_names_every_cell(reports):
    run = sarif_of(reports)
    found, regions = {}, {}
    for result in run["results"]:
        code = result["ruleId"]
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == code
        for at in result["locations"]:
            (logical,) = at["logicalLocations"]
            found.setdefault(code, set()).update(cells(logical["fullyQualifiedName"]))
            file = at["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
        regions[code] = result["locations"][0]["physicalLocation"].get("region")
    assert found == CELLS
    assert {(r["ruleId"], r["occurrenceCount"]) for r in run["results"]} == COUNTS
    assert regions["LU302"] == {"startLine": 6, "endLine": 6, "startColumn": 3, "endColumn": 4}
    assert regions["LU204"] is None  # a whole column has no line
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_explains_its_rules_and_no_name_can_make_a_link(reports):
    run = sarif_of(reports)
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    rule = rules["LU204"]
    assert rule["defaultConfiguration"] == {"level": "note"}
    assert rule["properties"]["tags"] == ["Sheets and headings"]
    assert "\n\n" in rule["help"]["text"]
    assert rule["help"]["markdown"].startswith("## LU204: ")
    messages = [result["message"]["text"] for result in run["results"]]
    assert not [text for text in messages if "](" in text or re.search(r"(?<!\{)\{\d", text)]


def test_sarif_is_read_by_sarif_tools(reports):
    call = [sys.executable, "-m", "sarif", "csv", "-o", "tools.csv", "findings.sarif"]
    subprocess.run(call, check=True, capture_output=True, cwd=reports)
    with (reports / "tools.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = [(row["Code"], cells(row["Description"].split(": ")[0])) for row in rows]
    assert gathered(said) == CELLS
    assert {(row["Code"], row["Severity"], row["Location"]) for row in rows} == {
        (code, "error" if level == "error" else "note", "return.xlsx")
        for code, level in LEVELS.items()
    }


def test_gitlab_gets_the_fields_that_its_documentation_names(reports):
    issues = json.loads((reports / "gitlab.json").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text("utf-8"))
    jsonschema.validate(issues, schema)
    said = [(i["check_name"], cells(i["description"].split(": ")[0])) for i in issues]
    assert gathered(said) == CELLS
    assert len({issue["fingerprint"] for issue in issues}) == 5


def github_commands(text):
    """What a runner takes for commands: `::name key=value,key=value::data`, as documented."""
    for line in text.splitlines():
        if match := re.fullmatch(r"\s*::(\w+)(?: (.*?))?::(.*)", line):
            name, properties, data = match.groups()
            pairs = (pair.partition("=") for pair in (properties or "").split(","))
            yield (
                name,
                {key: unescaped(value, ":,") for key, _, value in pairs},
                unescaped(data, ""),
            )


def unescaped(text, also):
    for char in f"\r\n{also}%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text


def test_github_reads_five_commands_and_none_that_a_name_would_give(reports):
    text = (reports / "github.txt").read_text("utf-8")
    commands = list(github_commands(text))
    titles = [(name, properties["title"]) for name, properties, _ in commands]
    assert sorted(titles) == [
        ("error", "LU302"),
        ("error", "LU401"),
        ("error", "LU501"),
        ("notice", "LU204"),
        ("notice", "LU204"),
    ]
    for _, properties, data in commands:
        where, code = f"'{SHEET}'!", properties["title"]
        assert properties["file"] == "return.xlsx"
        assert data.startswith(where + FIRST.get(code, ""))
    lines = {p["title"]: p.get("line") for _, p, _ in commands}
    assert lines == {"LU401": "2", "LU302": "6", "LU501": "42", "LU204": None}


def test_a_finding_in_a_folder_names_the_file_and_its_path_is_a_uri(levelup, tmp_path):
    folder = tmp_path / "my returns"
    folder.mkdir()
    (folder / "sites.csv").write_text("site_id,region\nS1,Mars\n", "utf-8")
    done = levelup("validate", "./my returns", "-f", "sarif", cwd=tmp_path)
    (run,) = json.loads(done.stdout)["runs"]
    assert [a["location"]["uri"] for a in run["artifacts"]] == ["my%20returns/sites.csv"]
    done = levelup("validate", folder, "-f", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    assert [a["location"]["uri"] for a in run["artifacts"]] == [(folder / "sites.csv").as_uri()]
    done = levelup("validate", "my returns", "-f", "github", cwd=tmp_path)
    assert "file=my returns/sites.csv,line=2," in done.stdout
