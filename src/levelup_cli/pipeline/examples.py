"""The worked examples of a pack, calculated and compared with what was worked out by hand."""

from collections.abc import Iterator
from dataclasses import replace

from levelup_cli.checks import validate
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.worked_examples import Case, Expected
from levelup_cli.intake import submission_of_texts
from levelup_cli.outcomes.indicators import Indicator
from levelup_cli.outcomes.mismatches import Mismatch


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
