"""Copies of a return for its owner: mended, or marked with its findings."""

from dataclasses import replace
from pathlib import Path

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.intake import read_as_it_stands, wishes_of
from levelup_cli.outcomes.fixes import SAFE, Mending, Wanted
from levelup_cli.outcomes.submissions import NO_FACTS, PLAIN_READING, Checked, Facts, Reading
from levelup_cli.pipeline.checks import check


def fix(
    path: Path,
    catalogue: Catalogue,
    facts: Facts = NO_FACTS,
    reading: Reading = PLAIN_READING,
    wanted: Wanted = SAFE,
) -> Mending:
    """What can be mended in a return, and its mended copy: read again, and found to say the same.

    Raises:
        UnreadableFile: where it cannot be read.
        UnreadableAid: where an area file cannot be read.
        LevelUpError: where the copy would say something else.
    """
    from levelup_cli.repairs.copies import Source
    from levelup_cli.repairs.fixes import find_fixes
    from levelup_cli.repairs.mending import mend

    freely = replace(reading, strict=False)
    checked = check(path, catalogue, facts, freely)
    source = Source(path, reading.name or path.name, wishes_of(catalogue, reading))
    fixes = find_fixes(checked, catalogue)
    return mend(source, checked, fixes, wanted, lambda copy: check(copy, catalogue, facts, freely))


def count_fixes(checked: Checked, catalogue: Catalogue) -> tuple[int, int]:
    """How many cells of a return could be mended: safely, and at a person's word."""
    from levelup_cli.repairs.fixes import find_fixes

    fixes = find_fixes(checked, catalogue)
    safe = sum(fix.count() for fix in fixes if fix.is_safe)
    return safe, sum(fix.count() for fix in fixes) - safe


def mark(
    path: Path,
    checked: Checked,
    verdict: str,
    ending: str,
    catalogue: Catalogue,
    reading: Reading = PLAIN_READING,
) -> bytes:
    """A copy of a checked return as a workbook in which its findings are marked.

    Raises:
        LevelUpError: where no such copy can be made, or not with this ending.
    """
    from levelup_cli.repairs.marking import mark_return

    return mark_return(
        path, checked, verdict, ending, lambda: read_as_it_stands(path, catalogue, reading)
    )
