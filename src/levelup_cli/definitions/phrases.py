"""A measure in words: how it is counted, as one phrase."""

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import describe
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.measures import (
    Change,
    Comparison,
    Mean,
    Measure,
    Median,
    PassRate,
    PlainMeasure,
    Pooled,
    Proportion,
    Rate,
    Total,
)


def measure_in_words(catalogue: Catalogue, goal: Goal, measure: Measure) -> str:
    """How a measure is counted, as one phrase."""
    match measure:
        case Comparison():
            of = _plain(catalogue, goal, measure.of)
            kind = getattr(measure, "kind", "").replace("_", " ")
            if measure.against is not None:
                return f"{kind} of {of} against {_plain(catalogue, goal, measure.against)}"
            taken = f", minus the {measure.subtract}" if hasattr(measure, "subtract") else ""
            sides = f"{measure.group} against {measure.reference} by {measure.by}"
            return f"{kind} of {of}: {sides}{taken}"
        case Change():
            of, since = (_plain(catalogue, goal, m) for m in (measure.of, measure.since))
            return f"change of {of} since {since}"
        case _:
            return _plain(catalogue, goal, measure)


def _plain(catalogue: Catalogue, goal: Goal, measure: PlainMeasure) -> str:
    match measure:
        case Rate():
            above = " plus ".join(_plain(catalogue, goal, total) for total in measure.totals())
            return f"{above}, over {_plain(catalogue, goal, measure.per)}, times {measure.times:,g}"
        case Pooled():
            return " together with ".join(_plain(catalogue, goal, part) for part in measure.of)
        case PassRate():
            return "rows without an error over all rows"
        case _:
            return _of_rows(catalogue, goal, measure)


def _of_rows(catalogue: Catalogue, goal: Goal, measure: Total | Mean | Median | Proportion) -> str:
    cohort = catalogue.cohort(goal, measure.of)
    who = f"{cohort.table} where {describe(cohort.where)}" if cohort.where else cohort.table
    match measure:
        case Proportion(counted=counted) if counted is not None:
            return f"{counted.part} over {counted.whole}, in {who}"
        case Proportion(distinct=str(distinct)):
            return f"share of different {distinct} where {describe(measure.where)}, among {who}"
        case Proportion():
            share = f"share of {measure.sum}" if measure.sum else "share"
            return f"{share} where {describe(measure.where)}, among {who}"
        case Total(distinct=str(distinct)):
            return f"number of different {distinct} in {who}"
        case Total(column=None):
            return f"number of {who}"
        case Total(each_at=each) if each is not None:
            return f"{measure.column} at the {each.kind} {each.column}, in {who}"
        case Mean(weight=str(weight)):
            return f"mean of {measure.column} weighted by {weight}, in {who}"
        case _:
            return f"{measure.kind} of {measure.column}, among {who}"
