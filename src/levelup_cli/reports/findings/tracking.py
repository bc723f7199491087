"""By what a build server knows a finding again: the file that it is in, and a fingerprint."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from levelup_cli.outcomes.findings import Finding
from levelup_cli.reports.findings.looked import Looked, each

_NUMBER = re.compile(r"\d+")


def path_of(looked: Looked) -> str:
    """The path of a return as servers write paths, with `/` and without `./`."""
    return PurePath(looked.path).as_posix()


def file_of(looked: Looked, finding: Finding) -> str:
    """The path of the file that a finding is in: within a folder its file, else the return."""
    path = PurePath(looked.path)
    file = finding.place.file
    if not file or file == path.name or file.startswith(f"{path.name}/"):
        return path_of(looked)
    return (path / file).as_posix()


def tracked(
    returns: Sequence[Looked], *, with_accepted: bool = False
) -> Iterator[tuple[Looked, Finding, str]]:
    """Every finding with a fingerprint of its own, which stays when rows are added above it.

    Those that are accepted are passed over unless they are wanted. Numbers in messages are
    left out of it, since they may count rows. What is then alike is told apart by its order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for looked, finding in each(returns, with_accepted=with_accepted):
        place = finding.place
        column = place.heading or place.column or ""
        message = _NUMBER.sub("#", finding.message)
        words = (path_of(looked), place.file, place.sheet or "", column, finding.code, message)
        seen[words] += 1
        yield looked, finding, digest(*words, str(seen[words]))


def digest(*words: str) -> str:
    """32 hexadecimal digits that stand for these words."""
    return hashlib.sha256(json.dumps(words).encode("ascii")).hexdigest()[:32]
