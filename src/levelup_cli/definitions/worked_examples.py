"""Worked examples: a few rows in, the figures that a person worked out by hand."""

from levelup_cli.definitions.definition import Definition


class Expected(Definition):
    """The figures that must come out; what is not named is not compared.

    `group` and `reference` are the two sides of a comparison, in its measure's own unit.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unknown: int | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None
    group: float | None = None
    reference: float | None = None
    status: str | None = None
    breakdowns: dict[str, dict[str, float]] = {}


class Case(Definition):
    """One case: what it shows, the rows of each table as text, the figures, and the working."""

    it: str
    given: dict[str, str]
    expect: Expected
    working: str


class WorkedExample(Definition):
    """The cases of one metric."""

    metric: str
    cases: tuple[Case, ...]
