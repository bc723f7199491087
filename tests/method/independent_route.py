"""An independent route to the figures of a workbook: how it reads and counts, in plain pandas.

A route is given sheets and gives the value, numerator, denominator and unknown of a metric.
NOT_ASKED stands where a figure is not compared.
"""

from functools import cache

import pandas as pd

from conftest import EXAMPLES

NOT_ASKED = object()
NO_FACTS = (
    *("prefer_not_to_say", "unknown", "dont_know", "not_applicable", "other_not_applicable"),
    "not_assessed",
)
PERIOD = (pd.Timestamp(2024, 4, 1), pd.Timestamp(2025, 3, 31))
WEEKS = 365 / 7


@cache
def workbook(organisation):
    """The sheets, with missing where nothing is said; agency workers are no employees."""
    book = pd.read_excel(
        EXAMPLES / f"{organisation}.xlsx",
        sheet_name=None,
        dtype=object,
        engine="openpyxl",
        keep_default_na=False,
    )
    del book["Cover"]
    tables = {name: table.mask(table.isin(["", *NO_FACTS])) for name, table in book.items()}
    staff = tables["employees"]
    tables["employees"] = staff[staff.contract_type != "agency"].reset_index(drop=True)
    return tables


def says(column, *answers):
    """Yes, no, or not known."""
    return column.isin(answers).astype("boolean").mask(column.isna())


def number(column):
    return pd.to_numeric(column).astype("Float64")


def surely(truth):
    return truth.fillna(value=False).astype(bool)


def everybody(table):
    return pd.Series(data=True, index=table.index, dtype="boolean")


def in_period(days):
    return pd.to_datetime(days).between(*PERIOD).astype("boolean").mask(days.isna())


def dated(table, column):
    """The rows of the period; a row without a date is kept."""
    return table[surely(in_period(table[column])) | table[column].isna()]


def worst_three(table):
    return number(table.imd_decile) <= 3


def share(members, met, *, heads=None, money=None, per=100):
    """Value, top, base, unknown; `&` and `|` of pandas know what a missing answer leaves open.

    Rows may stand for `heads`; of sums of `money` the unknown are still counted by the row.
    """
    rows = pd.Series(1, index=met.index)
    people = rows if heads is None else number(heads)
    each = people if money is None else number(money)
    known = surely(members) & met.notna()
    top, base = each[known & surely(met)].sum(), each[known].sum()
    open_ended = (surely(members) | members.isna()) & ~known
    return per * top / base, top, base, people[open_ended].sum()


def over(top, base, per=100, unknown=NOT_ASKED):
    return per * top / base, top, base, unknown


def sums(table, top, base, per=100):
    """One column over another, without the rows whose top number is blank."""
    tops, bases = number(table[top]), number(table[base])
    known = tops.notna() & bases.notna()
    return over(tops[known].sum(), bases[known].sum(), per, bases[~known].sum())


def answers(table, column, *codes, per=100):
    """The share of all rows that give one of the codes."""
    return share(everybody(table), says(table[column], *codes), per=per)
