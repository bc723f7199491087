"""What was once read wrongly, without a word: each stays right."""

import io
from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

from levelup_cli import pipeline
from levelup_cli.definitions.mappings import Mapping, TableMapping
from levelup_cli.errors import UnreadableFile
from levelup_cli.outcomes.submissions import Facts

from .seen import answers, texts, told

STAFF = ["employee_id", "grade", "line_manager"]


def of_employees(**mapping):
    return Mapping(tables={"employees": TableMapping(**mapping)})


def test_signs_that_the_mapping_translates_are_not_one_another(check):
    codes = {"line_manager": {"✓": "yes", "✗": "no"}, "grade": {"A+": "manager", "A-": "entry"}}
    rows = "employee_id,grade,line_manager\n1,A+,✓\n2,A-,✗\n3,A-,-\n4,A+,?\n"
    checked = check("employees.csv", rows, mapping=of_employees(codes=codes))
    assert answers(checked, "employees", "line_manager") == ["yes", "no", "missing", "wrong"]
    assert answers(checked, "employees", "grade") == ["manager", "entry", "entry", "manager"]


def test_own_words_hold_for_numbers_too(check):
    book = openpyxl.Workbook()
    book.active.title = "employees"
    for row in (["employee_id", "bonus_pay_gbp"], ["1", 999], ["2", 5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    mapping = Mapping.model_validate({"words": {"missing": ("999",)}})
    checked = check("r.xlsx", out.getvalue(), mapping=mapping)
    assert answers(checked, "employees", "bonus_pay_gbp") == ["missing", "5"]


DECIMALS = {
    "a zero in front proves it": (["0,125", "2"], ["0.125", "2"]),
    "a point proves the contrary": (["12,5", "0.125"], ["wrong", "0.125"]),
    "words prove nothing": (["25,000", "band 3,4"], ["25000", "wrong"]),
    "spaces part thousands only": (["5 10", "1 2 3", "12 345"], ["wrong", "wrong", "12345"]),
}


@pytest.mark.parametrize(("cells", "expected"), DECIMALS.values(), ids=list(DECIMALS))
def test_numbers_are_read_one_way_or_not_at_all(check, cells, expected):
    rows = "".join(f'E{i},"{cell}"\n' for i, cell in enumerate(cells))
    checked = check("employees.csv", f"employee_id,bonus_pay_gbp\n{rows}")
    got = answers(checked, "employees", "bonus_pay_gbp")
    assert [str(cell) for cell in got] == expected


def test_a_number_that_a_blank_means_has_a_point_whatever_the_column(check):
    rows = 'employee_id,bonus_pay_gbp\n1,"12,5"\n2,\n'
    checked = check("employees.csv", rows, mapping=of_employees(blank={"bonus_pay_gbp": 1.125}))
    assert answers(checked, "employees", "bonus_pay_gbp") == ["12.5", "1.125"]


def test_one_malformed_day_does_not_turn_a_column_round(check):
    rows = "employee_id,start_date\n1,03/04/2024\n2,01/13-24\n3,01.13.24 approx\n"
    checked = check("employees.csv", rows)
    assert answers(checked, "employees", "start_date") == ["2024-04-03", "wrong", "wrong"]


@pytest.mark.parametrize("remark", ["last year", "target", "agency"])
def test_a_remark_in_brackets_may_change_what_a_heading_means(read, remark):
    submission = read("employees.csv", f"employee_id,grade,Hourly rate ({remark})\n1,entry,12\n")
    assert "hourly_pay_gbp" not in submission.tables["employees"].columns


@pytest.mark.parametrize("name", ["r.csv", "employees.csv"])
def test_a_blank_row_under_the_headings_is_no_part_of_them(read, name):
    rows = "employee_id,grade,line_manager,Notes\n\nE1,manager,yes,a\nE2,entry,no,b\n"
    table = read(name, rows).tables["employees"]
    assert (table.heading_row, table.rows.tolist()) == (1, [3, 4])


def test_everybody_may_be_called_total_in_a_table_of_groups(read):
    rows = "segment,product,region,customers\nTotal,energy,london,100\nvulnerable,energy,london,8\n"
    assert read("customers.csv", rows).tables["customers"].rows.tolist() == [2, 3]


def test_the_total_of_another_table_beside_the_data_is_none_of_ours(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("employees")
        for row, cells in enumerate((STAFF, ["E1", "entry", "no"], ["E2", "entry", "no"])):
            page.write_row(row, 0, cells)
        columns = [{"header": "k"}, {"header": "v"}]
        page.add_table("G1:H3", {"total_row": True, "columns": columns})
    assert texts(read("r.xlsx", out.getvalue()).tables["employees"], "employee_id") == ["E1", "E2"]


def test_rows_filled_only_under_headings_of_others_are_said(read):
    rows = "employee_id,grade,line_manager,Surname\nE1,entry,no,A\n,,,B\n,,,C\n"
    submission = read("employees.csv", rows)
    assert [line for line in told(submission) if "LU219" in line] == [
        "LU219 warning rows 3 to 4 x2"
    ]


def test_one_row_above_makes_no_total(read):
    rows = "employee_id,grade,bonus_pay_gbp\nE1,entry,10\n,,10\n"
    assert read("employees.csv", rows).tables["employees"].rows.tolist() == [2, 3]


def test_names_that_begin_like_notes_are_no_notes(read):
    rows = "site_id,region,headcount\nS1,TLC,1\nSource Point Depot,,\nNorth Yard,,\n"
    assert read("sites.csv", rows).tables["sites"].rows.tolist() == [2, 3, 4]


def test_a_supplier_called_total_is_none(read):
    rows = "supplier_id,size,spend_gbp\nA,small,10\nTotal Gas,large,20\n"
    assert read("suppliers.csv", rows).tables["suppliers"].rows.tolist() == [2, 3]


def test_a_labelled_total_at_the_foot_is_one(read):
    rows = "site_id,region,headcount\nS1,TLC,10\nS2,TLJ,20\nTotal sites,,31\n"
    assert read("sites.csv", rows).tables["sites"].rows.tolist() == [2, 3]


def test_a_lone_word_such_as_no_data_is_as_good_as_no_row(check):
    checked = check("placements.csv", "placement_id,type,paid\nNo data,,\n")
    assert len(checked.tables["placements"].table) == 0
    assert not checked.tables["placements"].table.said_none


def test_a_hidden_heading_leaves_its_place_to_a_visible_alias(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("employees")
        page.write_row(0, 0, ["employee_id", "Band", "line_manager", "grade"])
        page.write_row(1, 0, ["E1", "manager", "no", "entry"])
        page.set_column("D:D", None, None, {"hidden": True})
    submission = read("r.xlsx", out.getvalue(), skip_hidden=True)
    assert texts(submission.tables["employees"], "grade") == ["manager"]
    assert "LU207" not in " ".join(told(submission))


def test_a_hidden_copy_under_the_tables_name_gives_way_to_what_is_seen(read):
    sheets = {"employees": [STAFF, ["old", "entry", "no"]]}
    sheets["Current staff"] = [STAFF, ["E1", "entry", "no"], ["E2", "entry", "no"]]
    submission = read("r.xlsx", sheets, hidden={"employees"})
    assert texts(submission.tables["employees"], "employee_id") == ["E1", "E2"]
    assert told(submission)[0] == "LU211 warning employees x1"


def test_files_of_other_kinds_in_a_folder_are_named(read, tmp_path, catalogue):
    from levelup_cli.intake import read_submission

    (tmp_path / "employees.csv").write_text("employee_id,grade\nE1,entry\n")
    (tmp_path / "training.txt").write_text("x")
    (tmp_path / "more").mkdir()
    submission = read_submission(tmp_path, catalogue)
    named = {(f.code, f.place.file) for f in submission.findings if f.code == "LU102"}
    assert named == {("LU102", "training.txt"), ("LU102", "more/")}


def test_bytes_of_a_parquet_file_are_texts(read):
    table = pa.table({"site_id": [b"S1", b"S2"], "region": ["TLC", "TLJ"]})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    assert texts(read("sites.parquet", out.getvalue()).tables["sites"], "site_id") == ["S1", "S2"]


def test_rows_that_are_padded_count_as_cells(read, monkeypatch):
    wide = ",".join(f"c{i}" for i in range(3_000)) + "\n" + "E\n" * 40_000
    with pytest.raises(UnreadableFile, match="more than 100,000,000 cells"):
        read("employees.csv", wide)


@pytest.mark.parametrize("encoding", ["rot13", "base64", "hex"])
def test_codecs_that_are_none_of_text_are_no_encodings(read, encoding):
    with pytest.raises(UnreadableFile, match="no encoding"):
        read("sites.csv", "site_id,region\nS1,TLC\n", encoding=encoding)


@pytest.mark.parametrize("activities", [None, "activity_id,primary_goal\n"])
def test_a_sheet_without_rows_is_no_list_of_keys(tmp_path, catalogue, activities):
    (tmp_path / "outreach.csv").write_text("outreach_id,activity_id,phase\n1,A1,primary\n")
    (tmp_path / "sites.csv").write_text("site_id,region,headcount\nS1,TLC,1\n")
    if activities:
        (tmp_path / "activities.csv").write_text(activities)
    checked = pipeline.check(tmp_path, catalogue)
    assert told(checked, "LU503") == []


def test_what_the_command_line_says_in_vain_is_said(tmp_path, catalogue):
    head = "organisation_id,organisation_name,period_start,period_end,snapshot_date\n"
    path = tmp_path / "organisation.csv"
    path.write_text(f"{head}o,Ours,2024-04-01,2025-03-31,2025-03-31\n")
    facts = Facts(name="Other", period_start=date(2023, 4, 1))
    checked = pipeline.check(path, catalogue, facts)
    assert checked.organisation.period_start == date(2024, 4, 1)
    assert [f.message.split()[0] for f in checked.findings if f.code == "LU217"] == [
        "--organisation",
        "--period-start",
    ]


def test_a_heading_that_the_mapping_names_and_nobody_has_is_said(read):
    mapping = of_employees(columns={"Hourly Pya": "hourly_pay_gbp"})
    submission = read(
        "employees.csv", "employee_id,grade,Hourly thing\n1,entry,9\n", mapping=mapping
    )
    assert [line[:13] for line in told(submission, "LU218")] == ["LU218 warning"]


def test_a_person_s_name_is_never_proposed_for_a_key(tmp_path, catalogue):
    path = tmp_path / "staff.csv"
    rows = "".join(f"Person {i},P{i:03},F,entry\n" for i in range(30))
    path.write_text(f"Full name,Payroll ref,Gender,Job level\n{rows}")
    proposals = pipeline.inspect(path, catalogue).proposals
    assert {p.before for p in proposals if p.after == "employee_id"} <= {"Payroll ref"}
