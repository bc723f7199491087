"""How a return is to be read may be wished for: strictly, or from standard input."""

import subprocess
import sys

import pytest

from levelup_cli.errors import UnreadableFile
from reading.conftest import written_by_openpyxl
from reading.seen import ledger

HEADINGS = ["employee_id", "hourly_pay_gbp", "start_date"]
E1 = ["E1", 12.5, "2025-03-31"]
REPAIRED = {
    "title_row": [["Our people"], HEADINGS, E1],
    "blank_rows": [HEADINGS, E1, [], ["E2", 13, "2025-03-31"]],
    "totals_row": [HEADINGS, E1, ["Total", 12.5, None]],
    "foot_note": [HEADINGS, E1, [], ["Note: at the end of March"]],
    "number_from_text": [HEADINGS, ["E1", "£12.50", "2025-03-31"]],
    "decimal_comma": [HEADINGS, ["E1", "12,5", "2025-03-31"]],
    "day_from_text": [HEADINGS, ["E1", 12.5, "31/03/2025"]],
    "month_first": [HEADINGS, ["E1", 12.5, "03/31/2025"]],
}
AS_IT_SHOULD_BE = {
    "as it should be": [HEADINGS, E1],
    "an alias": [["Employee number", *HEADINGS[1:]], E1],
    "a column of notes": [[*HEADINGS, "#region"], [*E1, "x"]],
    "a refusal": [HEADINGS, ["E1", "prefer not to say", None]],
}


@pytest.mark.parametrize(("kind", "rows"), REPAIRED.items())
def test_what_would_be_repaired_or_left_out_is_refused_where_that_is_wished(check, kind, rows):
    assert kind in ledger(check("employees.xlsx", rows))
    with pytest.raises(UnreadableFile, match="strict"):
        check("employees.xlsx", rows, strict=True)


@pytest.mark.parametrize("rows", AS_IT_SHOULD_BE.values(), ids=list(AS_IT_SHOULD_BE))
def test_what_needs_no_repair_is_read_even_strictly(check, rows):
    checked = check("employees.xlsx", rows, strict=True)
    assert checked.tables["employees"].table.rows.tolist() == [2]


def piped(content, *arguments):
    command = [sys.executable, "-m", "levelup_cli", "validate", "-", *arguments]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


STAFF = b"employee_id,grade,contract_type,employment_basis\nE1,entry,permanent,full_time\n"
BOOK = written_by_openpyxl({"employees": [line.split(",") for line in STAFF.decode().split()]})


@pytest.mark.parametrize(
    "content", [STAFF, STAFF.replace(b",", b";"), BOOK], ids=[",", ";", "xlsx"]
)
def test_standard_input_is_read_as_the_file_that_it_is(content):
    code, said = piped(content)
    assert code == 0, said
    assert "VALID" in said


def test_standard_input_is_shown_under_the_name_that_was_given():
    code, said = piped(STAFF.replace(b"entry", b"entri"), "--stdin-name", "return.csv")
    assert code == 1
    assert "return.csv" in said
    assert "LU401" in said
