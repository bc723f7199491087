"""The fixes of a return -> text: a difference by cells for people, a document for programs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from levelup_cli.gate import as_json, as_line
from levelup_cli.outcomes.findings import Place, row_ranges
from levelup_cli.outcomes.fixes import Fix, Left, Mending, count_rows
from levelup_cli.words import count_of

T = TypeVar("T", Fix, Left)
FIXES_SCHEMA, FIXES_SCHEMA_VERSION = "levelup/fixes", "1.0"


def render_table(mending: Mending, *, written: bool = False, values: bool = False) -> str:
    """The cells before and after, the safe fixes first, then what is left to judgement."""
    lines = [line for block in _blocks(mending, values=values) for line in block]
    lines += [
        f"! {_where(left.place)}  {left.kind} left: {left.why}"
        for left in _together(mending.left, lambda left: (left.kind, left.why))
    ]
    return "".join(f"{as_line(line)}\n" for line in [*lines, *_verdict(mending, written=written)])


def _blocks(mending: Mending, *, values: bool) -> Iterator[tuple[str, str]]:
    """Two lines for the cells of a column that look alike."""
    fixes = (*mending.made, *mending.more)
    said = _values if values else _told
    for fix in _in_order(_together(fixes, lambda fix: (fix.kind, said(fix)))):
        before, after = said(fix)
        safe = "safe" if fix.is_safe else "unsafe"
        yield f"- {_where(fix.place)}  {before}", f"+ {after}  {fix.kind} {safe}"


def _in_order(fixes: Iterable[Fix]) -> list[Fix]:
    """As they stand in the return, the safe ones first."""

    def key(fix: Fix) -> tuple[bool, str, str, int, str, object]:
        place = fix.place
        letters = place.column or ""
        return not fix.is_safe, place.file, place.sheet or "", len(letters), letters, place.rows

    return sorted(fixes, key=key)


def _told(fix: Fix) -> tuple[str, str]:
    return fix.told


def _values(fix: Fix) -> tuple[str, str]:
    after = format(fix.after, "f") if isinstance(fix.after, Decimal) else str(fix.after)
    return f"'{fix.before.text}'", f"'{after}'"


def _together(items: Iterable[T], key: Callable[[T], object]) -> Iterator[T]:
    """Those of one column for which the key is the same, as one with the cells of all."""
    groups: dict[object, list[T]] = {}
    for item in items:
        place = item.place
        groups.setdefault((place.file, place.sheet, place.column, key(item)), []).append(item)
    for group in groups.values():
        rows = {
            row
            for item in group
            for first, last in item.place.rows
            for row in range(first, last + 1)
        }
        yield replace(group[0], place=replace(group[0].place, rows=row_ranges(sorted(rows))))


def _where(place: Place) -> str:
    """The cells, with the file in front where there is no sheet."""
    return place.cells() if place.sheet else f"{place.file}:{place.cells()}"


def _verdict(mending: Mending, *, written: bool) -> Iterator[str]:
    cells, more = _count(mending.made), _count(mending.more)
    besides = f" ({more:,} more with --unsafe-fixes)" if more else ""
    if not cells and not more:
        yield "Nothing to mend."
    elif written:
        yield f"Changed {count_of(cells, 'cell')} in the copy{besides}."
    elif mending.unwritable:
        yield f"Would change {count_of(cells, 'cell')}{besides}, but {mending.unwritable}"
    else:
        told = "Nothing is written; add -o FILE."
        yield f"Would change {count_of(cells, 'cell')}{besides}. {told}"


def _count(fixes: Iterable[Fix]) -> int:
    return sum(fix.count() for fix in fixes)


def render_json(mending: Mending, *, written: bool = False) -> str:
    """The same as one document, without values of cells."""
    return as_json(
        {
            "schema": FIXES_SCHEMA,
            "schema_version": FIXES_SCHEMA_VERSION,
            "file": mending.file,
            "fingerprint": mending.fingerprint,
            "written": written,
            "cells": _count(mending.made),
            "more_with_unsafe_fixes": _count(mending.more),
            "unwritable": mending.unwritable or None,
            "fixes": [
                *_as_dicts(mending.made, will_be_made=True),
                *_as_dicts(mending.more, will_be_made=False),
            ],
            "left": [
                {"kind": left.kind, **_place_as_dict(left.place), "why": left.why}
                for left in _together(mending.left, lambda left: (left.kind, left.why))
            ],
        }
    )


def _as_dicts(fixes: Iterable[Fix], *, will_be_made: bool) -> Iterator[dict[str, Any]]:
    for fix in _in_order(_together(fixes, lambda fix: (fix.kind, fix.told))):
        before, after = fix.told
        yield {
            "kind": fix.kind,
            "safe": fix.is_safe,
            "made": will_be_made,
            **_place_as_dict(fix.place),
            "before": before,
            "after": after,
        }


def _place_as_dict(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "sheet": place.sheet,
        "cells": place.cells(most=None),
        "heading": place.heading,
        "count": count_rows(place),
    }
