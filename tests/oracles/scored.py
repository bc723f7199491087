"""What levelup makes of a return under a pack, by its command and by its Python API, alike."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from levelup_cli import assess, load_catalogue
from levelup_cli.cli.app import app
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.outcomes.indicators import Figure


class Numbers(NamedTuple):
    """The numbers of a figure; `sides` are the values of the two that are compared, by group."""

    value: float | None
    numerator: float | None
    denominator: float | None
    interval: tuple[float, float] | None
    sides: Mapping[str, float | None]


Figures = Mapping[tuple[str, ...], Numbers]  # by metric, or metric, breakdown and group


def by_command(path: Path, pack: Path) -> Figures:
    """The figures that `levelup score RETURN --definitions PACK -f json` shows."""
    arguments = ["score", str(path), "--definitions", str(pack), "-f", "json"]
    done = CliRunner().invoke(app, arguments)
    if done.exit_code:
        raise RuntimeError(done.output) from done.exception
    document = json.loads(done.stdout)
    found: dict[tuple[str, ...], Numbers] = {}
    for metric in [m for g in document["goals"] for m in g["metrics"]] + document["data_quality"]:
        if metric["figure"]:
            found[metric["id"],] = _read(metric["figure"])
        for breakdown in metric["breakdowns"]:
            for group in breakdown["groups"]:
                if group["figure"]:
                    key = metric["id"], breakdown["breakdown"], group["group"]
                    found[key] = _read(group["figure"])
    return found


def _read(figure: dict[str, Any]) -> Numbers:
    interval = figure["interval"] and (figure["interval"]["low"], figure["interval"]["high"])
    return Numbers(
        figure["value"], figure["numerator"], figure["denominator"], interval, figure["sides"]
    )


def by_api(path: Path, pack: Path) -> Figures:
    """The same from `levelup_cli.assess`, at full precision."""
    scorecard = assess(path, _loaded(pack))
    found: dict[tuple[str, ...], Numbers] = {}
    for score in [*(m for g in scorecard.goals for m in g.metrics), *scorecard.data_quality]:
        indicator = score.indicator
        if indicator.figure:
            found[indicator.metric_id,] = _take(indicator.figure)
        for breakdown in indicator.breakdowns:
            for group in breakdown.groups:
                if group.figure:
                    found[indicator.metric_id, breakdown.name, group.name] = _take(group.figure)
    return found


@cache
def _loaded(pack: Path) -> Catalogue:
    return load_catalogue(pack)


def _take(figure: Figure) -> Numbers:
    interval = (figure.interval.low, figure.interval.high) if figure.interval else None
    sides = {side.name: side.value for side in figure.sides}
    return Numbers(figure.value, figure.numerator, figure.denominator, interval, sides)
