"""Rules about what has been published: whose row it is, and whether its figures can be; list below.

The checks are those that the gender pay gap service makes before it publishes (section 4.7 of the
method).
"""

from collections.abc import Iterator

import numpy as np

from levelup_cli.checks.returns import Fault, Return, Rule, Told, tell
from levelup_cli.outcomes.findings import Finding, place_of
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Mask
from levelup_cli.words import count_of, simplify

REPORT = "pay_gap_report"
QUARTERS = ("lower", "lower_middle", "upper_middle", "top")
BONUS_GAPS = ("diff_mean_bonus_percent", "diff_median_bonus_percent")


def rows_are_of_the_sender(sent: Return) -> Iterator[Told]:
    """A table of many organisations is used for the one row that is of the sender."""
    for name, table in sent.tables.items():
        columns = [column for column in table.definition.sender if column in table.answers]
        if not columns or table.usable.sum() <= 1:
            continue
        theirs = table.usable & _names_sender(table, columns, sent)
        if theirs.sum() == 1:
            yield Told(None, name, table.usable & ~theirs)
            continue
        found = count_of(int(theirs.sum()), "row") if theirs.any() else "none"
        finding = Finding(
            code="LU525",
            severity=Severity.ERROR,
            place=place_of(table.table, columns[0]),
            message=f"of {count_of(int(table.usable.sum()), 'row')}, {found} is of"
            f" {sent.organisation.name}, so no figure is taken from here",
            help="Name the organisation as it stands here: --organisation NAME, or company_number"
            " in the sheet organisation. Or keep its row alone.",
            count=int(table.usable.sum()),
        )
        yield Told(finding, name, table.usable)


def _names_sender(table: CheckedTable, columns: list[str], sent: Return) -> Mask:
    """The rows of which any column tells the name or the number of the organisation."""
    organisation = sent.organisation
    known = (organisation.name, organisation.id, organisation.answers.get("company_number"))
    wanted = {simplify(name) for name in known if name}
    rows = np.zeros(len(table.table), bool)
    for column in columns:
        answers = table.answers[column]
        fits = [value is not None and simplify(str(value)) in wanted for value in answers.values]
        rows |= np.array(fits, bool)[answers.codes]
    return rows


PAIR = Fault(
    "LU526",
    Severity.ERROR,
    "the shares of men and women in this quarter do not add up to 100",
    "Round one of them to a tenth, and give the other what is left of 100.",
    leaves_out=True,
)
DECIMALS = Fault(
    "LU527",
    Severity.WARNING,
    "there is more than one decimal, and published figures have one at most",
    "Give it to a tenth, as it was published. It is used as it is.",
)
BONUS = "LU528"


def quarters_add_up(sent: Return) -> Iterator[Told]:
    """In each quarter of pay, the shares of men and women make 100 exactly."""
    table = sent.tables.get(REPORT)
    for quarter in QUARTERS if table else ():
        male, female = f"male_{quarter}_quartile", f"female_{quarter}_quartile"
        if table is not None and {male, female} <= set(table.answers):
            total = table.numbers(male) + table.numbers(female)
            odd = ~np.isnan(total) & (np.abs(total - 100) > 1e-9)
            yield from tell(table, female, odd, PAIR)


def figures_have_one_decimal(sent: Return) -> Iterator[Told]:
    """A published figure is given to a tenth."""
    table = sent.tables.get(REPORT)
    for name in table.answers if table else ():
        if table is not None and table.definition.columns[name].type == "number":
            tenths = table.numbers(name) * 10
            odd = ~np.isnan(tenths) & (np.abs(tenths - np.round(tenths)) > 1e-6)
            yield from tell(table, name, odd, DECIMALS)


def bonus_gaps_go_with_bonuses(sent: Return) -> Iterator[Told]:
    """Both bonus gaps where a man got a bonus, and none where no man did."""
    table = sent.tables.get(REPORT)
    if table is None or "male_bonus_percent" not in table.answers:
        return
    men = table.numbers("male_bonus_percent")
    for name in BONUS_GAPS:
        given = ~np.isnan(table.numbers(name))
        message = "no man was paid a bonus, so there is no gap to men's bonuses"
        fault = Fault(BONUS, Severity.ERROR, message, "Leave it blank.", leaves_out=True)
        yield from tell(table, name, (men == 0) & given, fault)
        if name in table.answers:
            message = "men were paid bonuses, so the gap is needed"
            fault = Fault(BONUS, Severity.WARNING, message, "Give the published gap.")
            yield from tell(table, name, (men > 0) & ~given, fault)


RULES: tuple[Rule, ...] = (
    rows_are_of_the_sender,
    quarters_add_up,
    figures_have_one_decimal,
    bonus_gaps_go_with_bonuses,
)
