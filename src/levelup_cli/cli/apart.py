"""Findings that are set apart: those accepted, those known from a baseline, those not chosen.

It is imported only once returns are checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from levelup_cli.gate import save
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.reports.findings import Choice, Fate, Looked, Standing
from levelup_cli.reports.findings.baselines import (
    Baseline,
    judge_baseline,
    render_baseline,
    set_known_apart,
)
from levelup_cli.settings.accepting import accept, judge_entries, names_in
from levelup_cli.settings.sources import Entry


@dataclass(frozen=True, slots=True)
class Apart:
    """What sets findings apart; `baseline` comes with the file that it was read from."""

    choice: Choice
    entries: tuple[Entry, ...] = ()
    baseline: tuple[Path, Baseline] | None = None

    def judge(self, returns: Sequence[Looked], today: date) -> list[Looked]:
        """The returns with findings set apart, after the settings of which there is more to say."""
        met: set[Entry] = set()
        accepted = [self._accept(looked, today, met) for looked in returns]
        unread = any(looked.unreadable for looked in returns)
        seen: set[str] = set()
        for looked in returns:
            seen |= (
                names_in(looked.result, looked.path)
                if isinstance(looked.result, Checked)
                else set()
            )
        entries = judge_entries(self.entries, None if unread else met, seen, today)
        said = [
            Looked(file, tuple(finding for _, finding in pairs))
            for file, pairs in groupby(entries, key=itemgetter(0))
        ]
        if self.baseline:
            path, baseline = self.baseline
            gone = tuple(judge_baseline(baseline, accepted, path))
            said += [Looked(str(path), gone)] if gone else []
            accepted = [set_known_apart(looked, baseline, path.parent) for looked in accepted]
        return [self.choice.of(looked) for looked in (*said, *accepted)]

    def _accept(self, looked: Looked, today: date, met: set[Entry]) -> Looked:
        if not isinstance(looked.result, Checked):
            return looked
        accepted = accept(looked.result, looked.path, self.entries, today)
        met |= accepted.met
        return looked.set_apart(
            {
                finding: Standing(Fate.ACCEPTED, acceptance.reason, acceptance.until)
                for finding, acceptance in accepted.findings.items()
            }
        )


def write_baseline(path: Path, returns: Sequence[Looked]) -> int:
    """Write the findings of returns as a baseline; how many it holds.

    Raises:
        LevelUpError: where it cannot be written.
    """
    seen = [looked for looked in returns if looked.is_return]
    save(path, render_baseline(seen, path.parent))
    return sum(len(looked.every_finding) - looked.count_apart(Fate.ACCEPTED) for looked in seen)
