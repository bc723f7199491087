"""Numbers in a marked copy that is made anew: it says what the return says."""

import pytest

from levelup_cli.intake.files import find_files
from levelup_cli.intake.reading import read_sheets
from levelup_cli.pipeline import check
from levelup_cli.reader.sending import Wishes
from levelup_cli.repairs.marking import mark_return

from .fixing import SOFFICE, converted, opened
from .opendocuments import number, row, text, written

# 28.778200000000002 is what a computer makes of 27.94 times 1.03; it has 17 digits.
PAY = ["27.94", "0.1", "1234567.89", "28.778200000000002", "1e-07", "12"]


def marked(path, catalogue):
    """A marked copy, and what is said of the return and of the copy."""
    checked = check(path, catalogue)
    content = mark_return(
        path, checked, "NOT VALID", ".xlsx", lambda: read_sheets(find_files(path), Wishes())[0]
    )
    copy = path.parent / "copy.xlsx"
    copy.write_bytes(content)
    return copy, checked, check(copy, catalogue)


def told(checked):
    """Findings and ledger by their cells, and each answer of each row."""
    findings = {(f.code, f.place.cells(), f.message) for f in checked.findings if f.place.sheet}
    ledger = {(e.kind, e.place.cells()) for e in checked.ledger if e.place.column}
    answers = {
        (name, column): [answers.values[code] for code in answers.codes]
        for name, table in checked.tables.items()
        for column, answers in table.answers.items()
    }
    return findings, ledger, answers


def write_numbers(path):
    """Staff with pay and a fraction of a post each, and schools with a percentage."""
    return written(
        path,
        row(*map(text, ["employee_id", "grade", "hourly_pay_gbp", "fte"])),
        *(
            row(text(f"E{i}"), text("manager"), number(pay), number("0.8"))
            for i, pay in enumerate(PAY)
        ),
        '</table:table><table:table table:name="outreach">',
        row(text("activity_id"), text("school_fsm_pct")),
        row(text("O1"), number("0.333", "percentage")),
        row(text("O2"), number("0.30000000000000004", "percentage")),
    )


def test_decimals_and_percentages_stay_numbers(catalogue, tmp_path):
    copy, before, after = marked(write_numbers(tmp_path / "staff.ods"), catalogue)
    assert told(after) == told(before)
    book = opened(copy)
    pay = [book["employees"].cell(i, 3).value for i in range(2, 2 + len(PAY))]
    assert pay == [float(text) for text in PAY]
    share = book["outreach"]["B2"]
    assert (share.value, share.number_format) == (0.333, "0.##%")
    values = told(after)[2]["outreach", "school_fsm_pct"]
    assert [float(value) for value in values] == pytest.approx([33.3, 30])


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_an_old_workbook_keeps_its_numbers_too(catalogue, tmp_path):
    source = converted(write_numbers(tmp_path / "staff.ods"), "xls")
    _, before, after = marked(source, catalogue)
    assert told(after) == told(before)
