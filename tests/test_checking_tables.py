"""Rules that tables declare: parts within wholes, days in order, endings with a date."""

import pytest

APPRENTICES = "apprentice_id | level | start_date | planned_end_date | actual_end_date | status"
LEARNERS = "academic_year | phase | measure | group | n_assessed | n_achieved"
ENERGY = (
    "record_id | year_label | source | scope | kwh | renewable_kwh | emissions_tco2e | factor_year"
)
ACTIVITIES = (
    "activity_id | activity_name | primary_goal | audience | start_date | end_date | status"
)
SAID = {
    "achieved above assessed": (
        {"learners": f"{LEARNERS}\n2024/25 | primary | rwm_expected | all | 30 | 31"},
        "LU508 error learners!F2 x1",
    ),
    "renewable above all": (
        {"energy": f"{ENERGY}\nR1 | current | electricity | 2_location | 10 | 11 | 1 | 2024"},
        "LU508 error energy!F2 x1",
    ),
    "ended before it began": (
        {"apprentices": f"{APPRENTICES}\nT1 | 3 | 2024-05-01 | | 2024-04-30 | withdrawn"},
        "LU519 error apprentices!E2 x1",
    ),
    "ended on the day it began": (
        {"apprentices": f"{APPRENTICES}\nT1 | 3 | 2024-05-01 | | 2024-05-01 | withdrawn"},
        "",
    ),
    "ended without a day": (
        {
            "apprentices": f"{APPRENTICES}\nT1 | 3 | 2024-05-01 | | | achieved\n"
            "T2 | 3 | 2024-05-01 | | 2025-01-31 | achieved"
        },
        "LU520 error apprentices!E2 x1",
    ),
    "running without an end": (
        {
            "activities": f"{ACTIVITIES}\nP1 | Reading | 2 | communities | 2024-05-01 | | running\n"
            "P2 | Reading | 2 | communities | 2024-05-01 | 2024-04-01 | completed"
        },
        "LU519 error activities!F3 x1",
    ),
    "level outside the range": (
        {"apprentices": f"{APPRENTICES}\nT1 | 8 | 2024-05-01 | | | on_programme"},
        "LU402 error apprentices!B2 x1",
    ),
    "one group twice": (
        {"learners": f"{LEARNERS}\n" + "2024/25 | primary | rwm_expected | all | 30 | 20\n" * 2},
        "LU501 error learners!A3 x1",
    ),
}


@pytest.mark.parametrize(("tables", "said"), SAID.values(), ids=list(SAID))
def test_a_table_is_told_what_is_wrong_where(check_texts, tables, said):
    about_the_return = {"organisation": "period_start | period_end\n2024-04-01 | 2025-03-31"}
    findings = check_texts(about_the_return | tables).findings
    told = [f"{f.code} {f.severity.value} {f.place.cells()} x{f.count}" for f in findings]
    assert [line for line in told if "organisation" not in line] == ([said] if said else [])
