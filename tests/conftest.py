"""What the tests share: the catalogue, the examples, and the command line as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from levelup_cli.catalogue import load_catalogue
from levelup_cli.checks import validate
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.indicators import calculate
from levelup_cli.intake import submission_of_texts
from levelup_cli.outcomes.indicators import Indicator
from levelup_cli.outcomes.submissions import Checked

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
NORTHMOOR = EXAMPLES / "northmoor.xlsx"
ORACLES = Path(os.environ.get("LEVELUP_ORACLES", ROOT.parent / "shared" / "oracles"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def check_texts(catalogue: Catalogue) -> Callable[[Mapping[str, str]], Checked]:
    """Check a return given as little tables of text, `a | b` per line."""

    def check(given: Mapping[str, str]) -> Checked:
        return validate(submission_of_texts(given, catalogue), catalogue)

    return check


@pytest.fixture(scope="session")
def indicator_of(
    catalogue: Catalogue, check_texts: Callable[[Mapping[str, str]], Checked]
) -> Callable[[str, Mapping[str, str]], Indicator]:
    """The indicator of one metric, before protection, from little tables of text."""

    def indicator(metric_id: str, given: Mapping[str, str]) -> Indicator:
        indicators = calculate(check_texts(given), catalogue)
        return next(i for i in indicators if i.metric_id == metric_id)

    return indicator


@pytest.fixture(scope="session")
def levelup() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, as a user does."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "levelup_cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=cwd,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )

    return run


@pytest.fixture(scope="session")
def levelup_reads() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The same, with bytes on standard input."""

    def run(
        content: bytes, *arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "levelup_cli", *arguments],
            input=content,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )

    return run
