"""What is withheld of money, of rates and of things: five senders, ten people, and no secrets."""

import pytest

from levelup_cli.disclosure import protect
from levelup_cli.indicators import calculate
from levelup_cli.outcomes.indicators import State


@pytest.fixture
def safe(check_texts, catalogue):
    def shown(metric_id, given):
        (indicator,) = calculate(check_texts(given), catalogue, metric_id)
        (protected,) = protect((indicator,), catalogue.disclosure)
        return protected

    return shown


def suppliers(*sizes):
    rows = [f"V{i} | {size} | {100 + i}" for i, size in enumerate(sizes)]
    return {"suppliers": "\n".join(["supplier_id | size | spend_gbp", *rows])}


@pytest.mark.parametrize(("number", "state"), [(4, State.TOO_FEW), (5, State.COMPUTED)])
def test_a_share_of_spend_needs_five_suppliers(number, state, safe):
    indicator = safe("g09_sme_spend_share", suppliers(*["small"] * number))
    assert indicator.state is state


def test_no_class_of_fewer_than_five_suppliers_can_be_worked_out_from_the_others(safe):
    given = suppliers(*["micro"] * 3, *["small"] * 5, *["medium"] * 6, *["large"] * 9)
    (by_size,) = safe("g09_sme_spend_share", given).breakdowns
    assert by_size.of_total
    shown = [group.name for group in by_size.groups if group.figure]
    # Three micro suppliers are withheld, and the five small ones with them: eight together.
    assert shown == ["medium", "large"]


def test_classes_of_five_suppliers_and_more_are_all_shown(safe):
    given = suppliers(*["micro"] * 5, *["large"] * 5)
    (by_size,) = safe("g09_sme_spend_share", given).breakdowns
    assert [group.name for group in by_size.groups if group.figure] == ["micro", "large"]


def injuries(number):
    rows = [f"I{i} | 2024-07-01 | employee | lost_time | yes" for i in range(number)]
    heading = "incident_id | incident_date | person_type | category | riddor"
    return {
        "organisation": "period_start | period_end | employees\n2024-04-01 | 2025-03-31 | 900",
        "incidents": "\n".join([heading, *rows, "N1 | 2024-07-01 | employee | near_miss | no"]),
    }


@pytest.mark.parametrize(
    ("number", "state"), [(0, State.COMPUTED), (1, State.SUPPRESSED), (9, State.SUPPRESSED)]
)
def test_a_rate_tells_of_no_injury_but_not_of_few(number, state, safe):
    assert safe("g08_riddor_rate", injuries(number)).state is state


def test_ten_injuries_among_nine_hundred_people_are_a_rate(safe):
    figure = safe("g08_riddor_rate", injuries(10)).figure
    assert figure.value == pytest.approx(10 / 900 * 100_000)


def test_what_is_about_things_is_shown_however_few_there_are(safe):
    given = {"sites": "site_id | region | step_free\nS1 | TLC | yes\nS2 | TLI | no"}
    indicator = safe("g11_step_free_site_share", given)
    assert (indicator.state, indicator.figure.value) == (State.COMPUTED, 50)
