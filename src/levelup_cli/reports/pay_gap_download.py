"""A scorecard in the columns of the gender pay gap service's download: one employer, one row.

The columns are those of the file that gender-pay-gap.service.gov.uk offers; figures are rounded to
a tenth of a per cent, as the regulations have it, and each quarter's two shares make 100 exactly.
What is withheld or not known is an empty cell. Names of people are not carried by a scorecard.
"""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from levelup_cli.gate import as_csv
from levelup_cli.outcomes.indicators import Figure
from levelup_cli.outcomes.scorecards import Scorecard
from levelup_cli.results.selection import Selection

COLUMNS = (
    *("EmployerName", "EmployerId", "Address", "PostCode", "CompanyNumber", "SicCodes"),
    *("DiffMeanHourlyPercent", "DiffMedianHourlyPercent"),
    *("DiffMeanBonusPercent", "DiffMedianBonusPercent", "MaleBonusPercent", "FemaleBonusPercent"),
    *("MaleLowerQuartile", "FemaleLowerQuartile"),
    *("MaleLowerMiddleQuartile", "FemaleLowerMiddleQuartile"),
    *("MaleUpperMiddleQuartile", "FemaleUpperMiddleQuartile"),
    *("MaleTopQuartile", "FemaleTopQuartile"),
    *("CompanyLinkToGPGInfo", "ResponsiblePerson", "EmployerSize", "CurrentName"),
    *("SubmittedAfterTheDeadline", "DueDate", "DateSubmitted"),
)
GAPS = {
    "DiffMeanHourlyPercent": "g14_gender_pay_gap_mean",
    "DiffMedianHourlyPercent": "g14_gender_pay_gap_median",
    "DiffMeanBonusPercent": "g14_bonus_gap_mean",
    "DiffMedianBonusPercent": "g14_bonus_gap_median",
}
QUARTERS = {
    "LowerQuartile": "g14_women_lower_quarter_share",
    "LowerMiddleQuartile": "g14_women_lower_middle_quarter_share",
    "UpperMiddleQuartile": "g14_women_upper_middle_quarter_share",
    "TopQuartile": "g14_women_top_quarter_share",
}
RECEIPT = "g14_bonus_receipt_gap"
SIZES = (
    (250, "Less than 250"),
    (500, "250 to 499"),
    (1000, "500 to 999"),
    (5000, "1000 to 4999"),
    (20000, "5000 to 19,999"),
)
_SNAPSHOTS = {(4, 5): (4, 4), (3, 31): (3, 30)}  # snapshot day -> the last day a year later
_TENTH = Decimal("0.1")


def render(scorecard: Scorecard, _: Selection) -> str:
    """The headings and the row; a selection of goals leaves nothing out."""
    figures = {
        metric.indicator.metric_id: metric.indicator.figure
        for goal in scorecard.goals
        for metric in goal.metrics
        if metric.indicator.state.is_shown
    }
    organisation = scorecard.organisation
    row: dict[str, str | float | None] = {
        "EmployerName": organisation.name,
        "CompanyNumber": organisation.answers.get("company_number"),
        "EmployerSize": _size(scorecard.headcount),
        "CurrentName": organisation.name,
        "DueDate": _due(scorecard.snapshot),
        **_bonuses(figures),
    }
    for column, metric_id in GAPS.items():
        if "Bonus" not in column or row["MaleBonusPercent"]:
            row[column] = _tenth(_value(figures.get(metric_id)))
    for column, metric_id in QUARTERS.items():
        women = _tenth(_value(figures.get(metric_id)))
        row[f"Female{column}"] = women
        row[f"Male{column}"] = None if women is None else float(100 - Decimal(str(women)))
    return as_csv([COLUMNS, [row.get(column) for column in COLUMNS]])


def _bonuses(figures: Mapping[str, Figure | None]) -> dict[str, float | None]:
    """The shares of each sex who were paid a bonus are the two sides of their difference."""
    figure = figures.get(RECEIPT)
    shares = {side.name: side.value for side in figure.sides} if figure else {}
    return {
        "MaleBonusPercent": _tenth(shares.get("male")),
        "FemaleBonusPercent": _tenth(shares.get("female")),
    }


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _tenth(value: float | None) -> float | None:
    """To one decimal, half away from nought, of the figure at twelve digits.

    A number and no text, which would be made inert where it begins with a minus.
    """
    if value is None:
        return None
    return float(Decimal(f"{value:.12g}").quantize(_TENTH, ROUND_HALF_UP)) + 0.0  # -0.0 is 0.0


def _size(headcount: float | None) -> str:
    if headcount is None:
        return "Not Provided"
    return next((name for limit, name in SIZES if headcount < limit), "20,000 or more")


def _due(snapshot: date | None) -> str | None:
    """The end of the year that the law gives from the snapshot; other days are no snapshot."""
    if snapshot is None or (snapshot.month, snapshot.day) not in _SNAPSHOTS:
        return None
    month, day = _SNAPSHOTS[snapshot.month, snapshot.day]
    return f"{snapshot.year + 1}/{month:02}/{day:02} 23:59:59"
