"""Which metrics a template is for: goals, ids, and what makes sense in a sector."""

from collections.abc import Collection, Iterator, Mapping

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import accepted
from levelup_cli.definitions.goals import Metric
from levelup_cli.templates.forms import Chosen


def choose_metrics(
    catalogue: Catalogue,
    goals: Collection[int] = (),
    ids: Collection[str] = (),
    sector: str | None = None,
) -> Iterator[Chosen]:
    """The metrics of these goals and with these ids; where none are named, all.

    Metrics that do not apply to organisations for which the usual facts of the sector hold are
    left out.
    """
    facts = usual_facts(catalogue, sector)
    for metric_id, goal, metric in catalogue.metrics():
        wanted = (not goals or goal.goal in goals) and (not ids or metric_id in ids)
        if wanted and not _contradicts(metric, facts):
            yield metric_id, goal, metric


def usual_facts(catalogue: Catalogue, sector: str | None) -> dict[str, str]:
    """Column of the organisation table -> its code, as far as the sector tells."""
    if sector is None:
        return {}
    known = catalogue.sectors.get(sector)
    return {"sector": sector} | (known.usually if known else {})


def _contradicts(metric: Metric, facts: Mapping[str, str]) -> bool:
    return any(
        name in facts and codes and facts[name] not in codes
        for name, codes in ((n, accepted(condition)) for n, condition in metric.applies.items())
    )
