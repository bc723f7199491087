"""Metrics by the dozen: a goal file written for as many groups or counts as were published."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKS = Path(__file__).parent / "packs"


def metric(name: str, measure: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A metric that is shown and never scored."""
    told = {"name": name, "describes": f"{name}.", "audience": "communities", "tier": "context"}
    return {**told, "measure": measure, **more}


def with_metrics(pack: str, folder: Path, goal: int, metrics: Mapping[str, Any]) -> Path:
    """A copy of a pack in `folder`, with these metrics added to a goal of the shipped pack."""
    copy = Path(shutil.copytree(PACKS / pack, folder / pack))
    (copy / "goals").mkdir(exist_ok=True)
    # JSON is YAML too.
    text = json.dumps({"goal": goal, "metrics": metrics}, indent=1)
    (copy / "goals" / "more.yaml").write_text(text, "utf-8")
    return copy
