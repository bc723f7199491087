"""Scorecard -> text: the formats by name, each a plain function imported when it is asked for."""

from collections.abc import Callable

from levelup_cli.outcomes.scorecards import Scorecard
from levelup_cli.results.selection import Selection

Render = Callable[[Scorecard, Selection], str]


def _table(scorecard: Scorecard, selection: Selection) -> str:
    from levelup_cli.reports.console import render

    return render(scorecard, selection)


def _json(scorecard: Scorecard, selection: Selection) -> str:
    from levelup_cli.gate import as_json
    from levelup_cli.results import make_result

    return as_json(make_result(scorecard, selection).model_dump(mode="json", by_alias=True))


def _csv(scorecard: Scorecard, selection: Selection) -> str:
    from levelup_cli.reports.tidy import render

    return render(scorecard, selection)


def _gpg(scorecard: Scorecard, selection: Selection) -> str:
    from levelup_cli.reports.pay_gap_download import render

    return render(scorecard, selection)


FORMATS: dict[str, Render] = {"table": _table, "json": _json, "csv": _csv, "gpg": _gpg}
ENDINGS: dict[str, str] = {".txt": "table", ".json": "json", ".csv": "csv"}

__all__ = ["ENDINGS", "FORMATS", "Selection"]
