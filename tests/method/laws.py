"""What the laws share: how many examples each is tried on, and small returns to try them on.

A small return has the sheets and columns of one metric and no others, so that thousands can be
checked. Between them the metrics use every kind of measure, and look people up in other sheets.
"""

import itertools
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from levelup_cli.checks import validate
from levelup_cli.indicators import calculate
from levelup_cli.intake import submission_of_texts

EXAMPLES = 2_000  # of every law
LAW = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)


def mostly(*known, silent=("",)):
    """Cells of a column that is known more often than not, so that metrics have values."""
    return 5 * known + silent


YES_NO = mostly("yes", "no")
EMPLOYED = {"contract_type": mostly("permanent", "permanent", silent=("agency", ""))}
BACKGROUND = {
    "parental_occupation": mostly(
        *("technical_craft", "manager_administrator", "clerical_intermediate"),
        silent=("dont_know", ""),
    )
}
SEX = {"sex": mostly("female", "male", silent=("other_or_nonbinary", "prefer_not_to_say", ""))}
ETHNICITY = {"ethnicity_group": mostly("white", "asian", silent=("black", "unknown", ""))}
PAID = EMPLOYED | {
    "hourly_pay_gbp": mostly("11.44", "12.50", "20", "20.00", "31.07"),
    "full_pay_relevant": mostly("yes", "yes", silent=("no", "")),
}
GRADED = EMPLOYED | {"grade": mostly("executive", "senior_leader", "entry")}
HIRING = {"hired": YES_NO} | BACKGROUND
TRAINED = {
    "employees": EMPLOYED,
    "training": {
        "employee_id": ("R0", "R1", "R2", "lost"),
        "category": mostly("mandatory", "digital"),
        "hours": mostly("0.1", "0.2", "7"),
        "completed": YES_NO,
    },
}
DAYS = ("2024-06-30", "2025-03-31", "2023-12-01", "")
LEFT_FOR = {"destination_6m": mostly("training", "not_sustained")}
INVOICES = {"invoices": mostly("1", "5", "20")}

# Metric -> sheet -> column -> what its cells may hold. The key of a sheet stands before them.
RETURNS = {
    "g06_workforce_lower_seb_share": {"employees": EMPLOYED | BACKGROUND},
    "g06_seb_promotion_ratio": {
        "employees": EMPLOYED | BACKGROUND | {"promoted_in_period": YES_NO}
    },
    "g06_class_pay_gap_median": {"employees": PAID | BACKGROUND},
    "g14_gender_pay_gap_median": {"employees": PAID | SEX},
    "g14_gender_pay_gap_mean": {"employees": PAID | SEX},
    "g14_women_upper_quarter_share": {"employees": PAID | SEX},
    "g14_ethnic_minority_senior_parity": {"employees": GRADED | ETHNICITY},
    "g05_seb_hiring_ratio": {"applicants": HIRING},
    "g05_hire_lower_seb_share": {"applicants": HIRING},
    "g05_degree_required_share": {
        "vacancies": {"degree_required": YES_NO, "regulated_profession": YES_NO}
    },
    "g14_women_leadership_share": {
        "leadership": {"body": mostly("board", "exec_committee", "direct_reports")} | SEX
    },
    "g06_training_participation": TRAINED,
    "g06_training_hours_per_employee": TRAINED,
    "g03_positive_destination_rate": {
        "apprentices": {"actual_end_date": DAYS, "status": mostly("achieved", "withdrawn")}
        | LEFT_FOR,
        "outreach": {"participants": mostly("1", "4"), "phase": mostly("adult")} | LEFT_FOR,
    },
    "g03_apprentice_achievement_rate": {
        "apprentices": {"actual_end_date": DAYS, "status": mostly("achieved", "withdrawn")}
    },
    "g08_riddor_rate": {
        "incidents": {
            "incident_date": DAYS,
            "person_type": mostly("employee", "contractor"),
            "category": mostly("over_7_day", "near_miss"),
            "riddor": YES_NO,
        }
    },
    "g09_local_spend_share": {
        "suppliers": {"spend_gbp": mostly("0", "10.50", "200"), "local": mostly("yes", "no")}
    },
    "g09_days_to_pay": {"suppliers": {"days_to_pay": mostly("0", "30", "61.5")} | INVOICES},
    "g09_paid_30_days_share": {"suppliers": {"invoices_30d": mostly("0", "1")} | INVOICES},
}
KEYS = {
    "employees": "employee_id",
    "applicants": "application_id",
    "vacancies": "vacancy_id",
    "leadership": "person_id",
    "apprentices": "apprentice_id",
    "outreach": "outreach_id",
    "incidents": "incident_id",
    "suppliers": "supplier_id",
}  # of the sheets whose rows each have their own
BESIDE = {  # every return holds a second sheet, so that sheets can change places
    "g08_riddor_rate": {
        "organisation": [
            ["period_start", "period_end", "employees"],
            ["2024-04-01", "2025-03-31", "1000"],
        ]
    }
}
NEIGHBOUR = {"sites": [["site_id"], ["S1"]]}
FEWEST, MOST = 3, 7  # rows of a sheet


@dataclass(frozen=True, slots=True)
class Return:
    """The sheets that one metric needs, each a list of rows under its row of headings."""

    metric: str
    sheets: dict[str, list[list[str]]]


def sheets_of(sheet, columns):
    """Some rows of a sheet, R0 the first of them. A row is drawn whole, for that is quick."""
    row = st.sampled_from(list(itertools.product(*columns.values())))
    rows = st.lists(row, min_size=FEWEST, max_size=MOST)
    if sheet not in KEYS:
        return rows.map(lambda rows: [list(columns), *map(list, rows)])
    heading = [KEYS[sheet], *columns]
    return rows.map(lambda rows: [heading, *([f"R{i}", *row] for i, row in enumerate(rows))])


def returns_of(metric):
    """Small returns for one metric."""
    sheets = {name: sheets_of(name, columns) for name, columns in RETURNS[metric].items()}
    beside = {name: st.just(rows) for name, rows in BESIDE.get(metric, NEIGHBOUR).items()}
    return st.fixed_dictionaries(sheets | beside).map(lambda drawn: Return(metric, drawn))


CHANCE = st.randoms(use_true_random=True)  # one seed drawn for all that it decides
ANY_RETURN = st.one_of(*map(returns_of, RETURNS))


BARE = {"breakdowns": (), "stages": {}}  # the figure over everybody alone, for that is quick


def catalogue_of(catalogue, metric, **changes):
    """A catalogue that holds one metric and no others, perhaps with something else about it."""
    goal, definition = catalogue.metric(metric)
    metrics = {metric: definition.model_copy(update=changes)}
    return replace(catalogue, goals=(goal.model_copy(update={"metrics": metrics}),))


def calculated(catalogue, sheets):
    """The indicators of all metrics of a catalogue, of sheets that are sent as tables of text."""
    texts = {name: "\n".join(" | ".join(row) for row in rows) for name, rows in sheets.items()}
    return calculate(validate(submission_of_texts(texts, catalogue), catalogue), catalogue)
