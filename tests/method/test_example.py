"""The example by an independent route: its CSVs, cleaned and counted with pandas alone."""

import pytest
from example_route import (
    BACKGROUNDS,
    ETHNICITIES,
    FOLDER,
    METRICS,
    MINORITIES,
    SEB,
    SENIOR,
    employees,
    median,
    pay_gap,
    ratio,
    read,
    says,
)

from levelup_cli.indicators import calculate
from levelup_cli.pipeline import check


@pytest.fixture(scope="module")
def tables():
    applicants, vacancies, leaders = read("applicants"), read("vacancies"), read("leadership")
    applicants["listed"] = says(applicants.shortlisted, "yes")
    applicants["got_it"] = says(applicants.hired, "yes")
    applicants["grade"] = applicants.vacancy_id.map(vacancies.set_index("vacancy_id").grade)
    vacancies["region"] = vacancies.site_id.map(read("sites").set_index("site_id").region)
    lead = says(leaders.body, "board", "exec_committee") & says(leaders.sex, "female", "male")
    survey = read("survey").query("question_id == 'inclusion_belong'")
    staff = employees()
    people = {name: applicants if name.startswith("g05") else staff for name in METRICS}
    return people | {
        "g05_openly_advertised_share": vacancies,
        "g05_degree_required_share": vacancies,
        "g14_women_leadership_share": leaders.assign(leads=lead),
        "g14_inclusion_index": survey,
    }


@pytest.fixture(scope="module")
def indicators(catalogue):
    return {i.metric_id: i for i in calculate(check(FOLDER, catalogue), catalogue)}


def groups_of(indicator, table):
    """Each group of each breakdown by a column, with the rows that it should rest on."""
    breakdowns = [b for b in indicator.breakdowns if b.name != "stage"]
    assert tuple(b.name for b in breakdowns) == indicator.metric.breakdowns
    for breakdown in breakdowns:
        for group in breakdown.groups:
            if "group_by" in table:
                yield group, table[(table.group_by == breakdown.name) & (table.group == group.name)]
            elif indicator.metric_id != "g14_ethnicity_pay_gap_median":
                yield group, table[table[breakdown.name] == group.name]


def numbers(figures):
    return [None if n is None else pytest.approx(float(n), rel=1e-9) for n in figures]


def test_the_independent_route_understands_every_code_that_it_counts(tables):
    staff, applicants = tables["g06_training_participation"], tables["g05_hire_fsm_share"]
    assert set(staff.sex.dropna()) == {"female", "male", "other_or_nonbinary"}
    assert set(staff.grade) == {*SENIOR, "manager", "professional", "skilled", "entry"}
    assert set(staff.contract_type) == {"permanent", "fixed_term", "zero_hours", "casual", "agency"}
    for table in (staff, applicants):
        assert set(table.parental_occupation.dropna()) == set(BACKGROUNDS)
        assert set(table.ethnicity_group.dropna()) == set(ETHNICITIES)
    # 1,850 employees and 40 agency workers.
    assert (staff.counted.sum(), len(staff), len(applicants)) == (1850, 1890, 9000)


@pytest.mark.parametrize("metric_id", METRICS)
def test_a_metric_has_the_figures_of_the_independent_route(metric_id, indicators, tables):
    assert {name for name in indicators if name[:3] in ("g05", "g06", "g14")} == set(METRICS)
    table = tables[metric_id]
    if "group_by" in table:
        table = table[table.group_by == "all"]
    figure = indicators[metric_id].figure
    got = [figure.value, figure.numerator, figure.denominator, figure.unknown]
    assert got == numbers(METRICS[metric_id](table))


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_group_has_the_value_of_the_independent_route(metric_id, indicators, tables):
    for group, rows in groups_of(indicators[metric_id], tables[metric_id]):
        assert [group.figure.value] == numbers(METRICS[metric_id](rows)[:1]), group.name


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_group_has_the_unknown_of_the_independent_route(metric_id, indicators, tables):
    for group, rows in groups_of(indicators[metric_id], tables[metric_id]):
        assert group.figure.unknown == METRICS[metric_id](rows)[3], group.name


@pytest.mark.parametrize("metric_id", [name for name in METRICS if name.endswith("_share")])
def test_the_groups_and_those_in_none_of_them_make_up_the_whole(metric_id, indicators):
    whole = indicators[metric_id].figure.population
    parts = [b for b in indicators[metric_id].breakdowns if b.parts]
    assert parts or not indicators[metric_id].breakdowns
    for breakdown in parts:
        in_groups = sum(group.figure.population for group in breakdown.groups)
        assert in_groups + breakdown.ungrouped == whole, breakdown.name


def test_each_ethnic_group_is_set_against_white_staff(indicators, tables):
    staff = tables["g14_ethnicity_pay_gap_median"]
    (breakdown,) = indicators["g14_ethnicity_pay_gap_median"].breakdowns
    assert [group.name for group in breakdown.groups] == list(MINORITIES)
    for group in breakdown.groups:
        pair = (staff.ethnicity_group, staff.pay, group.name, "white")
        assert [group.figure.value] == numbers(pay_gap(median, staff.full_pay, *pair)[:1])


def test_the_stages_of_the_hiring_ratio_are_those_of_the_funnel(indicators, tables):
    people = tables["g05_seb_hiring_ratio"]
    stages = indicators["g05_seb_hiring_ratio"].breakdowns[0]
    first = ratio(people.everybody, people.seb, people.listed, *SEB)
    second = ratio(people.listed, people.seb, people.got_it, *SEB)
    assert [g.name for g in stages.groups] == ["shortlisted_of_applied", "hired_of_shortlisted"]
    assert [g.figure.value for g in stages.groups] == numbers([first[0], second[0]])
