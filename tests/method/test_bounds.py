"""Bounds contain the truth: every completion of the unknown answers of small tables is tried.

The value of a completion is worked out in plain Python, which must also agree with the engine where
nothing is unknown. Occupations and ethnic groups stand for their groups with one code each.
"""

import itertools
import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levelup_cli.checks import validate
from levelup_cli.indicators import calculate
from levelup_cli.intake import submission_of_texts
from levelup_cli.outcomes.indicators import State
from levelup_cli.scoring import point_bounds, points

MOST_UNKNOWN = 4
SEEDED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=250,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Column:
    """What a cell may hold, how silence is written, and what an unknown may turn out to be."""

    known: tuple[str, ...]
    silent: tuple[str, ...] = ("",)
    ends: tuple[str, ...] = ()

    def completions(self):
        return self.known + self.ends


YES_NO = Column(("yes", "no"))
UNCLASSIFIED = ("", "other_not_applicable", "dont_know", "prefer_not_to_say")
OCCUPATION = Column(
    ("technical_craft", "clerical_intermediate", "manager_administrator"), UNCLASSIFIED
)
UNDECLARED = ("", "prefer_not_to_say", "unknown")
SEX = Column(("female", "male", "other_or_nonbinary"), UNDECLARED)
ETHNICITY = Column(("white", "asian"), UNDECLARED)
CONTRACT = Column(("permanent", "agency"))
GRADE = Column(("senior_leader", "entry"))
PAY = Column(("10", "12.50", "20"), ends=("0.01", "5000"))  # the range of hourly_pay_gbp

# --------------------------------------------------------------- what each metric comes to, by hand


def is_lower(row):
    return row["parental_occupation"] == "technical_craft"


def is_professional(row):
    return row["parental_occupation"] == "manager_administrator"


def is_employed(row):
    return row["contract_type"] == "permanent"


def is_on_full_pay(row):
    return is_employed(row) and row["full_pay_relevant"] == "yes"


def share(rows, met):
    return Fraction(100 * sum(map(met, rows)), len(rows)) if rows else None


def over(group, reference):
    return None if group is None or not reference else group / reference


def below(group, reference):
    ratio = over(group, reference)
    return None if ratio is None else 100 * (1 - ratio)


def pays(rows, chosen):
    return [Fraction(row["hourly_pay_gbp"]) for row in rows if is_on_full_pay(row) and chosen(row)]


def centre(measure, numbers):
    return measure(numbers) if numbers else None


def hire_share(rows):
    return share([row for row in rows if row["hired"] == "yes"], is_lower)


def hiring_ratio(rows):
    rates = [
        share([row for row in rows if chosen(row)], lambda row: row["hired"] == "yes")
        for chosen in (is_lower, is_professional)
    ]
    return over(*rates)


def class_gap(rows):
    sides = [pays(rows, chosen) for chosen in (is_lower, is_professional)]
    return below(*(centre(statistics.median, side) for side in sides))


def gender_gap(rows):
    sides = [pays(rows, lambda row, sex=sex: row["sex"] == sex) for sex in ("female", "male")]
    return below(*(centre(statistics.mean, side) for side in sides))


def is_asian(row):
    return row["ethnicity_group"] == "asian"


def senior_parity(rows):
    employed = [row for row in rows if is_employed(row)]
    senior = [row for row in employed if row["grade"] == "senior_leader"]
    return over(share(senior, is_asian), share(employed, is_asian))


def upper_quarter(rows):
    """Everybody on the pay at the cut has the same part of the places that are left there."""
    ranked = [r for r in rows if is_on_full_pay(r) and r["sex"] in {"female", "male"}]
    places = len(ranked) // 4
    if not places:
        return None
    cut = sorted((Fraction(row["hourly_pay_gbp"]) for row in ranked), reverse=True)[places - 1]
    above = [row for row in ranked if Fraction(row["hourly_pay_gbp"]) > cut]
    level = [row for row in ranked if Fraction(row["hourly_pay_gbp"]) == cut]
    women = [sum(row["sex"] == "female" for row in those) for those in (above, level, ranked)]
    top = women[0] + women[1] * Fraction(places - len(above), len(level))
    return over(top / places, Fraction(women[2], len(ranked)))


@dataclass(frozen=True)
class Kind:
    """A metric, the columns of its table, and its value in plain Python.

    In every table there are people on each side: the first rows begin as `sides` say.
    """

    metric: str
    columns: dict[str, Column]
    value: Callable
    sides: tuple[dict[str, str], ...] = ({},)
    sheet: str = "employees"
    key: str = "employee_id"
    most: int = 6


def both(name, group, reference, **rest):
    return tuple({name: cell, **rest} for cell in (group, reference))


APPLICANTS = {"sheet": "applicants", "key": "application_id"}
EMPLOYED = {"contract_type": CONTRACT}
FULL_PAY = EMPLOYED | {"full_pay_relevant": YES_NO, "hourly_pay_gbp": PAY}
COUNTED = {"contract_type": "permanent", "full_pay_relevant": "yes"}
HIRED = {"hired": YES_NO, "parental_occupation": OCCUPATION}
BACKGROUNDS = ("parental_occupation", "technical_craft", "manager_administrator")
SEXES = both("sex", "female", "male", **COUNTED)
KINDS = [
    Kind("g05_hire_lower_seb_share", HIRED, hire_share, ({"hired": "yes"},), **APPLICANTS),
    Kind(
        "g05_seb_hiring_ratio", HIRED, hiring_ratio, both(*BACKGROUNDS, hired="yes"), **APPLICANTS
    ),
    Kind(
        "g06_class_pay_gap_median",
        FULL_PAY | {"parental_occupation": OCCUPATION},
        class_gap,
        2 * both(*BACKGROUNDS, **COUNTED),
    ),
    Kind("g14_gender_pay_gap_mean", FULL_PAY | {"sex": SEX}, gender_gap, 2 * SEXES),
    Kind(
        "g14_women_upper_quarter_share", FULL_PAY | {"sex": SEX}, upper_quarter, 2 * SEXES, most=8
    ),
    Kind(
        "g14_ethnic_minority_senior_parity",
        EMPLOYED | {"grade": GRADE, "ethnicity_group": ETHNICITY},
        senior_parity,
        both("ethnicity_group", "asian", "white", contract_type="permanent", grade="senior_leader"),
    ),
]

# ------------------------------------------------------------------------------ trying everything


@st.composite
def tables(draw, kind):
    """Rows in which every answer is known, and the few cells that then fall silent."""
    size = draw(st.integers(len(kind.sides), kind.most))
    rows = [
        {name: draw(st.sampled_from(column.known)) for name, column in kind.columns.items()}
        for _ in range(size)
    ]
    for row, side in zip(rows, kind.sides, strict=False):
        row.update(side)
    cells = st.sampled_from(list(itertools.product(range(size), kind.columns)))
    unknown = draw(st.lists(cells, min_size=1, max_size=MOST_UNKNOWN, unique=True))
    silence = {(i, name): draw(st.sampled_from(kind.columns[name].silent)) for i, name in unknown}
    return rows, silence


def with_cells(rows, cells):
    filled = [dict(row) for row in rows]
    for (i, name), cell in cells.items():
        filled[i][name] = cell
    return filled


def completed(rows, silence, columns):
    for answers in itertools.product(*(columns[name].completions() for _, name in silence)):
        yield with_cells(rows, dict(zip(silence, answers, strict=True)))


def sheet_of(rows, key="employee_id"):
    lines = [" | ".join([f"R{i}", *row.values()]) for i, row in enumerate(rows)]
    return "\n".join([" | ".join([key, *rows[0]]), *lines])


def indicator_alone(catalogue, metric_id, given_):
    """The indicator of one metric, by a catalogue that holds no other."""
    goal, metric = catalogue.metric(metric_id)
    metric = metric.model_copy(update={"breakdowns": (), "stages": {}})
    goal = goal.model_copy(update={"metrics": {metric_id: metric}})
    alone = replace(catalogue, goals=(goal,))
    (found,) = calculate(validate(submission_of_texts(given_, alone), alone), alone)
    return found


@pytest.fixture(scope="module")
def alone(catalogue):
    return lambda metric_id, given_: indicator_alone(catalogue, metric_id, given_)


def assert_contains(indicator, values):
    """Each value lies within the bounds, and its points within those of the bounds."""
    figure, target = indicator.figure, indicator.metric.target
    values = [float(value) for value in values if value is not None]
    if figure is None:  # nobody to count, or nothing at all was said in a column
        assert indicator.state is State.NOT_PROVIDED or not values
        return
    low = -math.inf if figure.low is None else figure.low - 1e-9
    high = math.inf if figure.high is None else figure.high + 1e-9
    fewest, most = point_bounds(figure.low, figure.high, target)
    for value in values:
        assert low <= value <= high
        assert fewest - 1e-7 <= points(value, target) <= most + 1e-7


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.metric)
@SEEDED
@given(data=st.data())
def test_the_value_of_every_completion_lies_within_the_bounds(kind, data, alone):
    rows, silence = data.draw(tables(kind))
    sheet = {kind.sheet: sheet_of(with_cells(rows, silence), kind.key)}
    whole = {kind.sheet: sheet_of(rows, kind.key)}
    values = [kind.value(table) for table in completed(rows, silence, kind.columns)]
    indicator = alone(kind.metric, sheet)
    assert_contains(indicator, values)
    complete = alone(kind.metric, whole).figure
    got = complete.value if complete else None
    value = kind.value(rows)
    assert got == (None if value is None else pytest.approx(float(value), rel=1e-12, abs=1e-12))
    assert_contains(indicator, [indicator.figure.value if indicator.figure else None])


def assert_attained(indicator, values):
    """The bounds are those of some completion, so that they are no wider than they need be."""
    values = [float(value) for value in values if value is not None]
    if indicator.figure is not None and values:
        ends = (indicator.figure.low, indicator.figure.high)
        assert ends == pytest.approx((min(values), max(values)), rel=1e-12, abs=1e-12)


@SEEDED
@given(data=st.data())
def test_some_completion_attains_each_bound_of_a_share(data, alone):
    rows, silence = data.draw(tables(KINDS[0]))
    sheet = sheet_of(with_cells(rows, silence), "application_id")
    values = [hire_share(table) for table in completed(rows, silence, HIRED)]
    assert_attained(alone(KINDS[0].metric, {"applicants": sheet}), values)
