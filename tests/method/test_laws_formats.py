"""The law of file formats: the same table gives the same figures, in whatever file it is sent.

Reading a file takes a process of its own. So the 2,000 tables are written into one folder, as
sheets of workbooks or as files, each table twice in two formats; one process reads them all, and
from there on each goes its way alone. A dozen whole returns go through the command.
"""

import csv
import io
import itertools
import json
import random
from datetime import date

import pyarrow as pa
import pytest
import xlsxwriter
from laws import BESIDE, EXAMPLES, FEWEST, KEYS, MOST, RETURNS, catalogue_of
from pyarrow import parquet
from typer.testing import CliRunner

from levelup_cli.checks import validate
from levelup_cli.cli.app import app
from levelup_cli.indicators import calculate
from levelup_cli.intake import read_as_it_stands
from levelup_cli.intake.tables import make_table
from levelup_cli.outcomes.submissions import PLAIN_READING, Facts, Submission
from reading.parts import packed
from repairs.opendocuments import FOOT, HEAD, MANIFEST, number, row, text

# ---------------------------------------------------------------- one table in each of the formats


def typed(cell):
    """What a spreadsheet program makes of what was typed into a cell."""
    for kind in (int, float, date.fromisoformat):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell or None


def write_workbook(folder, name, sheets):
    with xlsxwriter.Workbook(folder / f"{name}.xlsx") as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for place in itertools.product(range(len(rows)), range(len(rows[0]))):
                value = typed(rows[place[0]][place[1]])
                if isinstance(value, date):
                    page.write_datetime(*place, value, day)
                else:
                    page.write(*place, value)


def open_cell(cell):
    value = typed(cell)
    match value:
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        case int() | float():
            return number(value)
        case _:
            return text(cell) if cell else "<table:table-cell/>"


def write_opendocument(folder, name, sheets):
    start, _, _ = HEAD.partition("<table:table ")
    tables = [
        f'<table:table table:name="{title}">{"".join(row(*map(open_cell, r)) for r in rows)}'
        for title, rows in sheets.items()
    ]
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": start + "</table:table>".join(tables) + FOOT,
        "META-INF/manifest.xml": MANIFEST,
    }
    (folder / f"{name}.ods").write_bytes(packed(members))


def write_parquet(folder, _, sheets):
    for title, (heading, *rows) in sheets.items():
        columns = [[typed(cell) for cell in column] for column in zip(*rows, strict=True)]
        blank = [set(column) == {None} for column in columns]
        arrays = [
            pa.array(column, pa.string() if is_blank else None)
            for column, is_blank in zip(columns, blank, strict=True)
        ]
        parquet.write_table(pa.table(arrays, heading), folder / f"{title}.parquet")


DIALECTS = list(itertools.product(",;\t|", ["utf-8", "utf-8-sig", "utf-16"]))


def write_texts(folder, _, sheets):
    """A text file per sheet, each of the next delimiter and encoding."""
    for (title, rows), (delimiter, encoding) in zip(
        sheets.items(), itertools.cycle(DIALECTS), strict=False
    ):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(rows)
        (folder / f"{title}.csv").write_bytes(out.getvalue().encode(encoding))


FORMATS = {
    "xlsx": write_workbook,
    "ods": write_opendocument,
    "parquet": write_parquet,
    "text": write_texts,
}

# ------------------------------------------------------------------------------------- the tables

NARROW = 3  # columns at most, so that 2,000 tables are soon checked: codes, numbers and days
LONE = [
    metric
    for metric, sheets in RETURNS.items()
    if sum(map(len, sheets.values())) <= NARROW and len(sheets) == 1 and metric not in BESIDE
]
FACTS = Facts(period_start=date(2024, 4, 1), period_end=date(2025, 3, 31))


def table_of(metric, chance):
    """The table of a metric, filled at random."""
    ((sheet, columns),) = RETURNS[metric].items()
    rows = [
        [f"R{i}", *(chance.choice(cells) for cells in columns.values())]
        for i in range(chance.randint(FEWEST, MOST))
    ]
    return [[KEYS[sheet], *columns], *rows]


@pytest.fixture(scope="module")
def indicator_of(catalogue):
    """The indicator of a metric from a sheet as it was read."""
    alone = {metric: catalogue_of(catalogue, metric) for metric in LONE}

    def indicator(metric, sheet):
        (name,) = RETURNS[metric]
        table, _ = make_table(sheet, catalogue.tables[name], PLAIN_READING, [])
        submission = Submission("", "", True, {name: table}, FACTS, (), ())
        return calculate(validate(submission, alone[metric]), alone[metric])[0]

    return indicator


def test_the_format_of_a_file_never_matters(tmp_path, catalogue, indicator_of):
    chance = random.Random(1)
    written = {name: {} for name in FORMATS}
    metrics, formats = [], []
    for i in range(EXAMPLES):
        metrics.append(chance.choice(LONE))
        formats.append(chance.sample(list(FORMATS), 2))
        table = table_of(metrics[i], chance)
        for place, name in enumerate(formats[i]):
            written[name][f"{i}_{place}"] = table
    for name, write in FORMATS.items():
        write(tmp_path, "book", written[name])
    read = {sheet.name: sheet for sheet in read_as_it_stands(tmp_path, catalogue)}
    assert len(read) == 2 * EXAMPLES
    known = 0
    for i, metric in enumerate(metrics):
        one, other = (indicator_of(metric, read[f"{i}_{place}"]) for place in (0, 1))
        assert one == other, (metric, formats[i], written[formats[i][0]][f"{i}_0"])
        known += one.figure is not None and one.figure.value is not None
    assert known > EXAMPLES / 2


# ------------------------------------------------------------------------------------ the command


STAFF = {
    name: cells
    for sheets in RETURNS.values()
    for name, cells in sheets.get("employees", {}).items()
}


@pytest.mark.parametrize("seed", range(3))
def test_the_command_gives_one_return_the_same_scores_in_every_format(tmp_path, seed):
    chance = random.Random(seed)
    staff = [[f"R{i}", *map(chance.choice, STAFF.values())] for i in range(200)]
    found = {}
    for name, write in FORMATS.items():
        folder = tmp_path / name
        folder.mkdir()
        write(folder, "book", {"employees": [["employee_id", *STAFF], *staff]})
        result = CliRunner().invoke(app, ["--isolated", "score", str(folder), "-f", "json"])
        found[name] = json.loads(result.stdout)["goals"]
    assert all(goals == found["xlsx"] for goals in found.values())
    assert any(goal["score"] is not None for goal in found["xlsx"])
