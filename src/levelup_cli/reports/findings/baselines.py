"""Baselines: what was wrong with returns on the day that one was written, to tell what is new.

A baseline holds codes, counts and fingerprints, and no word of a finding. Returns go by their paths
from its folder, so that it may move with them.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from levelup_cli.errors import UsageError
from levelup_cli.gate import as_json, visible
from levelup_cli.outcomes.findings import Finding, Place
from levelup_cli.outcomes.severities import Severity
from levelup_cli.reports.findings.looked import Fate, Looked, Standing
from levelup_cli.reports.findings.tracking import tracked
from levelup_cli.words import count_of


class Known(BaseModel):
    """A finding that was there: its code, and how many cells had it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str
    count: Annotated[int, Field(ge=0)]


class Baseline(BaseModel):
    """The findings of returns by path, each by its fingerprint."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    schema_name: Literal["levelup/baseline"] = Field("levelup/baseline", alias="schema")
    schema_version: Literal["1.0"] = "1.0"
    returns: dict[str, dict[str, Known]]


def render_baseline(returns: Sequence[Looked], folder: Path) -> str:
    """The findings of returns as a baseline that will lie in a folder; what is accepted is not."""
    found = {
        _path_from(folder, looked): {
            mark: {"code": finding.code, "count": finding.count}
            for mark, finding in sorted(_marked(looked, folder), key=lambda pair: pair[0])
        }
        for looked in sorted(returns, key=lambda looked: _path_from(folder, looked))
    }
    return as_json({"schema": "levelup/baseline", "schema_version": "1.0", "returns": found})


def read_baseline(path: Path) -> Baseline:
    """A baseline as it was written.

    Raises:
        UsageError: where it cannot be read, or is none.
    """
    hint = "Write one with levelup validate RETURN --write-baseline FILE."
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror}).\n{hint}") from None
    except ValidationError:
        raise UsageError(f"{path}: this is no baseline of levelup, or not whole.\n{hint}") from None


def set_known_apart(looked: Looked, baseline: Baseline, folder: Path) -> Looked:
    """A return with the findings apart that the baseline in a folder knows, in as many cells."""
    known = baseline.returns.get(_path_from(folder, looked), {})
    met = [
        f for mark, f in _marked(looked, folder) if mark in known and f.count <= known[mark].count
    ]
    return looked.set_apart(dict.fromkeys(met, Standing(Fate.KNOWN)))


def judge_baseline(baseline: Baseline, returns: Sequence[Looked], path: Path) -> Iterator[Finding]:
    """How many problems of the baseline are mended in the returns that were read."""
    gone = 0
    for looked in returns:
        if not looked.unreadable:
            known = baseline.returns.get(_path_from(path.parent, looked), {})
            gone += len(known.keys() - {mark for mark, _ in _marked(looked, path.parent)})
    if gone:
        verb = "is" if gone == 1 else "are"
        message = f"{count_of(gone, 'problem')} of the baseline {verb} mended"
        help_ = "Write it anew with --write-baseline, so that they cannot come back unseen."
        yield Finding("LU903", Severity.INFO, Place(path.name), message, help_)


def _marked(looked: Looked, folder: Path) -> Iterator[tuple[str, Finding]]:
    """The findings that are not accepted, each with its fingerprint."""
    accepted = {f: s for f, s in looked.apart.items() if s.fate is Fate.ACCEPTED}
    here = replace(looked, path=_path_from(folder, looked), apart=accepted)
    return ((mark, finding) for _, finding, mark in tracked([here]))


def _path_from(folder: Path, looked: Looked) -> str:
    """The path of a return from a folder, as all systems write it; on another drive as it is."""
    try:
        path = os.path.relpath(looked.path, folder)
    except ValueError:
        path = looked.path
    return visible(Path(path).as_posix())
