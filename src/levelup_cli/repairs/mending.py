"""The order of mending: what no writer can touch is left, the copy is made, and then proven."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from levelup_cli.errors import LevelUpError, UnreadableFile
from levelup_cli.outcomes.findings import row_ranges
from levelup_cli.outcomes.fixes import Fix, Left, Mending, Wanted
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.reader.sending import Refused
from levelup_cli.reader.worksheet import position_of
from levelup_cli.repairs.copies import Copied, Copy, Source, copy_of
from levelup_cli.repairs.proof import Spot, differing, spot_of

OTHERWISE = "mending it would change how other cells are read, or what is said of them"
Check = Callable[[Path], Checked]


def mend(
    source: Source, checked: Checked, fixes: tuple[Fix, ...], wanted: Wanted, check: Check
) -> Mending:
    """Make the fixes that are wanted in a copy, which `check` reads again before it counts.

    Columns that the copy would say anything else of are left as they are.

    Raises:
        LevelUpError: where the copy does not say what the return says.
    """
    asked = wanted.of(fixes)
    copies = _Copies(source)
    about = (checked.submission.file, checked.submission.fingerprint)
    try:
        made, left = _without_held(asked, copies.of(asked))
    except Refused as refused:
        made = tuple(fix for fix in asked if fix.is_safe or wanted.unsafe)
        more = tuple(fix for fix in asked if not (fix.is_safe or wanted.unsafe))
        return Mending(*about, made, more, unwritable=str(refused))
    safe = tuple(fix for fix in made if fix.is_safe)
    kept, turned = _proven(copies, checked, safe, check)
    left += turned
    unsafe = tuple(fix for fix in made if not fix.is_safe)
    chosen = (*kept, *unsafe) if wanted.unsafe else kept
    files = copies.of(chosen).files
    if wanted.unsafe and unsafe and differing(checked, _check_copy(source, files, check), chosen):
        raise LevelUpError(_NOT_THE_SAME.format(checked.submission.file))
    more = () if wanted.unsafe else unsafe
    return Mending(*about, chosen, more, tuple(left), files, source.endings())


_NOT_THE_SAME = (
    "{}: with these fixes, other cells would be read otherwise, so nothing is written.\n"
    "Choose fewer of them with --only, or mend the cells by hand."
)


class _Copies:
    """The copies of a return; the last one is kept, since it is often the one asked for next."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._last: tuple[tuple[Fix, ...], Copied] | None = None

    def of(self, fixes: tuple[Fix, ...]) -> Copied:
        """The copy with these fixes."""
        if self._last is None or self._last[0] != fixes:
            self._last = fixes, copy_of(self.source, fixes)
        return self._last[1]


def _without_held(fixes: Iterable[Fix], copied: Copied) -> tuple[tuple[Fix, ...], list[Left]]:
    """The fixes without the cells that were left in the copy, and these."""
    kept: list[Fix] = []
    left: list[Left] = []
    for fix in fixes:
        column = position_of(fix.place.column or "")
        whys: dict[str, list[int]] = {}
        for first, last in fix.place.rows:
            for row in range(first, last + 1):
                at = (fix.place.file, fix.place.sheet, (row, column))
                whys.setdefault(copied.left.get(at, ""), []).append(row)
        for why, rows in whys.items():
            place = replace(fix.place, rows=row_ranges(rows))
            if len(whys) == 1 and not why:
                kept.append(fix)
            elif why:
                left.append(Left(fix.kind, place, why))
            else:
                kept.append(replace(fix, place=place))
    return tuple(kept), left


def _proven(
    copies: _Copies, checked: Checked, fixes: tuple[Fix, ...], check: Check
) -> tuple[tuple[Fix, ...], list[Left]]:
    """The safe fixes with which the copy says the same, and those of columns where it does not."""
    left: list[Left] = []
    while fixes:
        copy = copies.of(fixes).files
        spots = differing(checked, _check_copy(copies.source, copy, check), fixes)
        turned = [fix for fix in fixes if _is_in(fix, spots)]
        if spots and not turned:
            raise LevelUpError(_NOT_THE_SAME.format(checked.submission.file))
        if not turned:
            break
        left += [Left(fix.kind, fix.place, OTHERWISE) for fix in turned]
        fixes = tuple(fix for fix in fixes if not _is_in(fix, spots))
    return fixes, left


def _is_in(fix: Fix, spots: set[Spot]) -> bool:
    file, sheet, column = spot_of(fix.place)
    return (file, sheet, column) in spots or (file, sheet, None) in spots


def _check_copy(source: Source, copy: Copy, check: Check) -> Checked:
    """Read a copy from a folder that only its owner may open, under the return's own name.

    Raises:
        LevelUpError: where it cannot be read any more.
    """
    with tempfile.TemporaryDirectory(prefix="levelup-") as folder:
        path = Path(folder) / source.path.name
        if "" in copy:
            path.write_bytes(copy[""])
        else:
            path.mkdir()
            for name, content in copy.items():
                (path / name).write_bytes(content)
        try:
            return check(path)
        except UnreadableFile:  # whose words would name a file that nobody has seen
            raise LevelUpError(_NOT_THE_SAME.format(source.name)) from None
