"""A metric by groups, and at the steps of its funnel."""

from collections.abc import Iterator, Sequence

from levelup_cli.reports.score_explanation.amounts import known_part, short
from levelup_cli.reports.score_explanation.document import Part, Prose, Section, Table
from levelup_cli.reports.score_explanation.words import GROUP_STATES, UNRELIABLE
from levelup_cli.results.parts import BreakdownPart, FigurePart, GroupPart, MetricPart

_Column = tuple[str, list[str]]


def explain_groups(metric: MetricPart) -> Iterator[Section]:
    """A section for each breakdown; the funnel has the known share of every step."""
    for breakdown in metric.breakdowns:
        funnel = breakdown.breakdown == "stage"
        title = "At each step" if funnel else f"By {breakdown.breakdown.replace('_', ' ')}"
        title += " (share of the whole)" if breakdown.of_total else ""
        unit = "%" if breakdown.of_total else metric.unit
        parts: list[Part] = [_table(breakdown.groups, unit, funnel=funnel)]
        parts += _sides(breakdown.groups)
        if not funnel:
            parts.append(Prose(_outside(breakdown)))
        if any(group.status in UNRELIABLE for group in breakdown.groups):
            parts.append(Prose("[u] of low reliability: too little is known, or too few people."))
        yield Section(title, tuple(parts))


def _outside(breakdown: BreakdownPart) -> str:
    if breakdown.ungrouped is None:
        return "How many are in no group is not told."
    return f"In no group: {short(breakdown.ungrouped)}."


def _table(groups: Sequence[GroupPart], unit: str, *, funnel: bool) -> Table:
    """The groups, with a column for whatever any of them has."""
    figures = [group.figure for group in groups]
    columns: list[_Column] = [
        (f"Value, {unit}" if unit == "%" else "Value", [_value(group) for group in groups]),
        ("From", [_from(figure) for figure in figures]),
        *([("Known", [known_part(f) if f else "-" for f in figures])] if funnel else []),
        ("95 % chance", [_chance(figure) for figure in figures]),
        ("Unknown", [short(figure.unknown) if figure else "-" for figure in figures]),
        ("Flag", [(figure and figure.flag) or "-" for figure in figures]),
        ("Estimated", [short(f.estimated) if f and f.estimated else "-" for f in figures]),
    ]
    return _without_empty("Step" if funnel else "Group", [g.group for g in groups], columns)


def _without_empty(first: str, names: list[str], columns: list[_Column]) -> Table:
    """A table of those columns that hold anything."""
    kept = [column for column in columns if any(cell != "-" for cell in column[1])]
    rows = zip(names, *(cells for _, cells in kept), strict=True)
    return Table((first, *(title for title, _ in kept)), tuple(rows))


def _value(group: GroupPart) -> str:
    if group.figure is None:
        return GROUP_STATES.get(group.status, group.status.replace("_", " "))
    return short(group.figure.value) + (" [u]" if group.status in UNRELIABLE else "")


def _from(figure: FigurePart | None) -> str:
    if figure is None:
        return "-"
    told = [short(n) for n in (figure.numerator, figure.denominator) if n is not None]
    return " / ".join(told) or "-"


def _chance(figure: FigurePart | None) -> str:
    if figure is None or figure.interval is None:
        return "-"
    return f"{short(figure.interval.low)} to {short(figure.interval.high)}"


def _sides(groups: Sequence[GroupPart]) -> Iterator[Part]:
    """What the two sides of each group's comparison were."""
    sides = [
        (group.group, name, value, group.figure.bases.get(name))
        for group in groups
        if group.figure is not None
        for name, value in group.figure.sides.items()
    ]
    if not sides:
        return
    columns: list[_Column] = [
        ("Side", [name for _, name, _, _ in sides]),
        ("Value", [short(value) for _, _, value, _ in sides]),
        ("Numerator", [short(base.numerator) if base else "-" for *_, base in sides]),
        ("Denominator", [short(base.denominator) if base else "-" for *_, base in sides]),
    ]
    yield Prose("The two sides that are compared in each:")
    yield _without_empty("Group", [group for group, *_ in sides], columns)
