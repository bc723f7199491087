"""Templates as CSV files, of packs of one's own, and what the command refuses."""

import csv
import shutil

import openpyxl
import pytest

from conftest import ROOT
from levelup_cli.catalogue import load_catalogue
from levelup_cli.errors import UsageError
from levelup_cli.intake import read_submission
from workbooks import ALWAYS, headings, offered, row_of, run_template, tables_of, validation_of

PAY_GAP = "g14_gender_pay_gap_mean"


@pytest.fixture
def make(tmp_path):
    """Run the command, and open the workbook that it wrote."""

    def run(*arguments):
        run_template("-o", tmp_path / "made.xlsx", *arguments)
        return openpyxl.load_workbook(tmp_path / "made.xlsx")

    return run


# ---------------------------------------------------------------- CSV files


def test_a_name_without_an_ending_is_a_folder_of_csv_files(tmp_path):
    run_template("-o", tmp_path / "made", "--metrics", PAY_GAP)
    files = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    assert set(files) == {f"{name}.csv" for name in (*ALWAYS, "employees")}
    assert files["employees.csv"] == (
        b"\xef\xbb\xbfemployee_id,grade,contract_type,employment_basis,hourly_pay_gbp,"
        b"full_pay_relevant,sex\r\n"
    )
    rows = list(csv.DictReader(files["organisation.csv"].decode("utf-8-sig").splitlines()))
    assert [{k: v for k, v in row.items() if v} for row in rows] == [{"template_version": "1.0.0"}]


def test_a_filled_template_is_never_overwritten(tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"filled in")
    with pytest.raises(UsageError, match="there already"):
        run_template("-o", tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"filled in"
    (tmp_path / "targets.csv").write_text("metric_id\nmine\n", "utf-8")
    with pytest.raises(UsageError, match="there already"):
        run_template("-o", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"mine.xlsx", "targets.csv"}


# ---------------------------------------------------------------- usage, and the pack


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--metrics", "g14_gender_pay_gap_meen"], "Did you mean g14_gender_pay_gap_mean"),
        (["--sector", "universty"], "Did you mean university"),
        (["--goals", "21"], "the goals are 1 to 15"),
        (["--goals", "5", "--metrics", PAY_GAP], "No metric is left"),
        (["--prefill", "a.xlsx", "--upgrade", "b.xlsx"], "exclude each other"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_way_out(arguments, message, tmp_path):
    with pytest.raises(UsageError, match=message):
        run_template("-o", tmp_path / "made.xlsx", *arguments)
    assert not list(tmp_path.iterdir())


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"Did you mean \.xlsx"):
        run_template("-o", tmp_path / "made.xls")


def test_a_pack_without_sectors_still_makes_templates(tmp_path, make):
    pack = shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack")
    (pack / "sectors.yaml").unlink()
    book = make("--definitions", pack, "--sector", "university")
    assert row_of(book["organisation"])["sector"] == "University"
    assert "learners" in book.sheetnames


def test_the_sectors_and_lasting_columns_of_the_pack_exist(catalogue):
    facts = catalogue.tables["organisation"].columns
    assert set(catalogue.sectors) == set(catalogue.code_lists["sector"].codes)
    for sector in catalogue.sectors.values():
        for name, code in sector.usually.items():
            assert code in catalogue.code_lists[facts[name].codes].codes
    for table in catalogue.tables.values():
        assert set(table.lasting) <= set(table.columns)
        assert table.filled_by


LONG = "a_table_with_a_name_of_far_more_than_thirty_one_characters"
OWN_PACK = {
    "pack.yaml": 'name: Long\nversion: "2"\nextends: shipped\n',
    "codes.yaml": "colours:\n  title: Colours\n  codes:\n"
    + "".join(f"    c{n}: {{label: 'Shade, number {n} \"deep\"'}}\n" for n in range(60)),
    "tables/long.yaml": f"table: {LONG}\ntitle: Long\nrows: one row per thing\nkey: thing_id\n"
    "columns:\n  thing_id: {type: text, required: true, means: The thing}\n"
    f"  a_{'very_' * 10}long_heading:\n    type: code\n    codes: colours\n    required: true\n"
    f"    means: {'A colour among many. ' * 30}\n",
    "goals/06_more.yaml": f"goal: 6\nmetrics:\n  g06_own_things:\n    name: Things\n"
    "    describes: Things counted.\n    audience: colleagues\n    tier: context\n"
    f"    measure: {{total: {{of: {LONG}}}}}\n",
}


def test_the_limits_hold_for_packs_of_ones_own(tmp_path, make):
    for name, text in OWN_PACK.items():
        file = tmp_path / "pack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    book = make("--definitions", tmp_path / "pack", "--metrics", "g06_own_things")
    assert tables_of(book) == [*ALWAYS, LONG[:31]]
    sheet = book[LONG[:31]]
    rule = validation_of(sheet, headings(sheet)[1])
    assert offered(book, rule) == [f'Shade, number {n} "deep"' for n in range(60)]
    assert len(rule.promptTitle) <= 32
    assert len(rule.prompt) <= 255
    assert rule.prompt.endswith("…")
    assert book.custom_doc_props["levelup_template"].value == "1.0.0 + 2"
    sheet.append(["T1", 'Shade, number 3 "deep"'])
    book.save(tmp_path / "filled.xlsx")
    read = read_submission(tmp_path / "filled.xlsx", load_catalogue(tmp_path / "pack"))
    assert len(read.tables[LONG]) == 1  # its name was cut, and its headings tell what it is
