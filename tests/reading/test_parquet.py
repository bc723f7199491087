"""Parquet files: columns of any plain type, the names of the columns as row 1."""

import io
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from levelup_cli.errors import UnreadableFile
from reading.seen import answers, entries, told


def written(**columns):
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


KEYS = pa.array(["E1", "E2"])
NOON = datetime(2025, 3, 31, 12)  # noqa: DTZ001
VALUES = {
    "whole numbers": (pa.array([7, None]), [("n", "7"), ("e", "")]),
    "decimals": (pa.array([2.5, float("nan")]), [("n", "2.5"), ("e", "")]),
    "exact decimals": (pa.array([Decimal("0.10"), None]), [("n", "0.10"), ("e", "")]),
    "texts": (pa.array(["007", ""]), [("t", "007"), ("e", "")]),
    "a dictionary": (pa.array(["a", "b"]).dictionary_encode(), [("t", "a"), ("t", "b")]),
    "truth values": (pa.array([True, False]), [("b", "TRUE"), ("b", "FALSE")]),
    "days": (pa.array([date(2025, 3, 31), None]), [("d", "2025-03-31"), ("e", "")]),
    "moments": (pa.array([NOON, None]), [("d", "2025-03-31 12:00:00"), ("e", "")]),
    "nothing": (pa.nulls(2), [("e", ""), ("e", "")]),
}


@pytest.mark.parametrize(("values", "expected"), VALUES.values(), ids=list(VALUES))
def test_24_a_column_of_any_plain_type_is_read(read, values, expected):
    submission = read("employees.parquet", written(employee_id=KEYS, fte=values))
    assert entries(submission.tables["employees"], "fte") == expected
    assert entries(submission.tables["employees"], "employee_id") == [("t", "E1"), ("t", "E2")]


def test_8_the_names_of_the_columns_count_as_row_1(check):
    content = written(employee_id=KEYS, fte=pa.array(["1", "twelve"]))
    checked = check("employees.parquet", content)
    assert answers(checked, "employees", "fte") == ["1", "wrong"]
    assert told(checked, "LU302") == ["LU302 error B3 x1"]


def test_a_long_file_of_several_batches_keeps_its_rows(read):
    keys = [f"E{n}" for n in range(120_000)]
    table = read("employees.parquet", written(employee_id=pa.array(keys))).tables["employees"]
    assert (int(table.rows[-1]), len(table)) == (120_001, 120_000)
    assert entries(table, "employee_id")[-1] == ("t", "E119999")


def test_a_column_of_lists_is_refused(read):
    with pytest.raises(UnreadableFile):
        read("employees.parquet", written(employee_id=pa.array([["E1"], ["E2"]])))
