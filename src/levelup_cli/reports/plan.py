"""A plan for a terminal or as JSON: what can be worked out now, and what to collect next."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict

from levelup_cli.gate import as_json, as_line
from levelup_cli.outcomes.indicators import State
from levelup_cli.outcomes.plans import Plan, PlannedMetric, Step
from levelup_cli.words import count_of

PLAN_SCHEMA, PLAN_SCHEMA_VERSION = "levelup/plan", "1.0"
SHOWN_STEPS = 8
_SIGNS = {State.NOT_PROVIDED: " ", State.NOT_APPLICABLE: "-", State.OUT_OF_SCOPE: "-"}


def render_table(plan: Plan) -> str:
    """The metrics by goal, then the steps; the last line says where to begin."""
    applying = [metric for metric in plan.metrics if metric.state.applies]
    now = [metric for metric in applying if not metric.is_lacking]
    lines = [f"{plan.organisation}: {len(now)} of {count_of(len(applying), 'metric')} possible now"]
    goal = None
    for metric in plan.metrics:
        if metric.goal != goal:
            goal = metric.goal
            lines += ["", f"Goal {goal}: {_share(plan, goal)}"]
        lines.append(_line(metric))
    lines += ["", "What to collect next (weight that it adds, once those above are there)"]
    for step in plan.steps[:SHOWN_STEPS]:
        lines += _step(step)
    more = len(plan.steps) - SHOWN_STEPS
    if more > 0:
        lines.append(f"  and {count_of(more, 'sheet')} more: -f json lists them")
    lines += ["", _advice(plan)]
    return "".join(f"{as_line(line)}\n" for line in lines)


def _share(plan: Plan, goal: int) -> str:
    states = Counter(
        "lacking" if metric.is_lacking else "now"
        for metric in plan.metrics
        if metric.goal == goal and metric.state.applies
    )
    return f"{states['now']} of {states.total()} possible now" if states else "does not apply"


def _line(metric: PlannedMetric) -> str:
    sign = _SIGNS.get(metric.state, "✓")
    lacks = f"  lacks {', '.join(metric.missing)}" if metric.is_lacking else ""
    note = "  does not apply" if sign == "-" else lacks
    return f"  {sign} {metric.metric_id}{note}"


def _step(step: Step) -> list[str]:
    gain = f"{step.weight:g}".rjust(4)
    names = f"{count_of(len(step.unlocks), 'metric')}" if step.unlocks else "a part of what follows"
    return [f"  {gain}  {step.table}: {names}", f"        columns: {', '.join(step.columns)}"]


def _advice(plan: Plan) -> str:
    if not plan.steps:
        return "Nothing is lacking: every metric that applies can be worked out."
    first = plan.steps[0]
    return f"Begin with {first.table}; `levelup template` writes the sheets to fill in."


def render_json(plan: Plan) -> str:
    """Every metric with what it lacks, and every step."""
    return as_json(
        {
            "schema": PLAN_SCHEMA,
            "schema_version": PLAN_SCHEMA_VERSION,
            "organisation": plan.organisation,
            "metrics": [asdict(metric) | {"state": metric.state.value} for metric in plan.metrics],
            "steps": [asdict(step) for step in plan.steps],
        }
    )


PLAN_FORMATS: dict[str, Callable[[Plan], str]] = {"table": render_table, "json": render_json}
PLAN_ENDINGS = {".txt": "table", ".json": "json"}
