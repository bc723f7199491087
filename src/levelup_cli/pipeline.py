"""The corridor: read, check, calculate, protect, score. The only place that knows the order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from levelup_cli.checks import refuse_repairs, validate
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.worked_examples import Case, Expected
from levelup_cli.intake import (
    look_at_return,
    read_area_files,
    read_submission,
    submission_of_texts,
)
from levelup_cli.outcomes.indicators import Indicator
from levelup_cli.outcomes.inspections import Inspection
from levelup_cli.outcomes.mismatches import Mismatch
from levelup_cli.outcomes.plans import Plan
from levelup_cli.outcomes.scorecards import Scorecard
from levelup_cli.outcomes.submissions import (
    NO_FACTS,
    PLAIN_READING,
    Checked,
    Facts,
    Reading,
    Submission,
)


def check(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
) -> Checked:
    """Read a return, look its places up in the area files if there are any, and check it.

    Raises:
        UnreadableFile: where it or an area file cannot be read, or repairs are not allowed.
    """
    submission = read_submission(path, catalogue, facts, reading)
    checked = validate(_with_places(submission, catalogue, reading), catalogue)
    if reading.strict:
        refuse_repairs(submission.file, checked.ledger)
    return checked


def inspect(path: Path, catalogue: Catalogue, reading: Reading = PLAIN_READING) -> Inspection:
    """What is understood of a return, and what could be meant by the rest.

    Raises:
        UnreadableFile: where it or an area file cannot be read.
    """
    from levelup_cli.intake.proposals import propose

    submission = look_at_return(path, catalogue, reading=reading)
    checked = validate(_with_places(submission, catalogue, reading), catalogue)
    return Inspection(checked, propose(submission, catalogue))


def _with_places(submission: Submission, catalogue: Catalogue, reading: Reading) -> Submission:
    """The return with its places looked up in the area files, if there are any."""
    if not reading.areas:
        return submission

    from levelup_cli.areas import join, recognise_layout, wanted_keys

    def find_key(headings: Sequence[str]) -> tuple[str, int] | None:
        layout = recognise_layout(headings)
        return (layout.kind, layout.key) if layout else None

    postcodes = wanted_keys(submission)["postcode"]
    files = [file for path in reading.areas for file in read_area_files(path, find_key, postcodes)]
    return join(submission, files, catalogue)


def assess(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
) -> Scorecard:
    """The scorecard of a return.

    Raises:
        UnreadableFile: where it or an area file cannot be read, or repairs are not allowed.
    """
    from levelup_cli.disclosure import protect
    from levelup_cli.indicators import calculate  # pandas, which checking alone does not need
    from levelup_cli.scoring import score

    checked = check(path, catalogue, facts, reading)
    indicators = calculate(checked, catalogue)
    return score(protect(indicators, catalogue.disclosure), checked, catalogue)


def plan(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
    goals: Sequence[int] = (),
) -> Plan:
    """Which metrics a return allows, of some goals or of all, and what to collect next.

    Raises:
        UnreadableFile: where it or an area file cannot be read.
    """
    from levelup_cli.scoring import make_plan

    return make_plan(assess(path, catalogue, facts, reading), catalogue, goals)


def try_examples(catalogue: Catalogue) -> Iterator[tuple[str, list[Mismatch]]]:
    """Each metric that has a worked example, with whatever came out otherwise.

    Figures are compared before protection: the examples' few rows are invented.
    """
    everything = replace(
        catalogue,
        switched_on=frozenset(goal.goal for goal in catalogue.goals),
        statuses=frozenset({"active", "draft"}),
    )
    for example in catalogue.worked_examples:
        mismatches = [
            m for case in example.cases for m in _try_case(everything, example.metric, case)
        ]
        yield example.metric, mismatches


def _try_case(catalogue: Catalogue, metric_id: str, case: Case) -> Iterator[Mismatch]:
    from levelup_cli.indicators import calculate
    from levelup_cli.scoring import points

    checked = validate(submission_of_texts(case.given, catalogue), catalogue)
    (indicator,) = calculate(checked, catalogue, metric_id)
    got = _figures(indicator)
    sector = checked.organisation.answers.get("sector")
    target = indicator.metric.target and indicator.metric.target.in_sector(sector)
    value = got.get("value")
    if target is not None and isinstance(value, float):
        got["points"] = points(value, target)
    for name, expected in _expected(case.expect).items():
        if not _agree(expected, got.get(name)):
            yield Mismatch(metric_id, case.it, name, expected, got.get(name))


def _figures(indicator: Indicator) -> dict[str, object]:
    figure = indicator.figure
    got: dict[str, object] = {"status": indicator.state.value}
    if figure is not None:
        names = ("value", "numerator", "denominator", "unknown", "low", "high")
        got |= {name: getattr(figure, name) for name in names}
        for name, side in zip(("group", "reference"), figure.sides, strict=False):
            got[name] = side.value
    for breakdown in indicator.breakdowns:
        for group in breakdown.groups:
            got[f"{breakdown.name}: {group.name}"] = group.figure.value if group.figure else None
    return got


def _expected(expect: Expected) -> dict[str, object]:
    named = {k: v for k, v in expect if k != "breakdowns" and k in expect.model_fields_set}
    for breakdown, groups in expect.breakdowns.items():
        named |= {f"{breakdown}: {group}": value for group, value in groups.items()}
    return named


def _agree(expected: object, got: object) -> bool:
    """To nine significant figures, as a person writes them."""
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) <= 1e-9 * max(1.0, abs(expected), abs(got))
    return expected == got
