"""Where the headings stand in a sheet, and which column of a table each one names."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from levelup_cli.definitions.mappings import TableMapping
from levelup_cli.definitions.tables import Table
from levelup_cli.intake.reading import RawSheet
from levelup_cli.outcomes.tables import Match
from levelup_cli.words import clean, count_of, simplify

SEARCHED_ROWS = 30
LEAST_HEADINGS = 2  # one word that is a heading elsewhere does not make a row of headings
_IN_NUMBERS = "0123456789.,:/£%()- "
MOST_GROUPED = 1_000  # columns; a wider sheet has no headings in groups
POUNDS = "_gbp"  # at the end of our names; people leave it out
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")  # as in "Salary (£)"
# What stands in brackets without changing the meaning: units, forms, whether it must be given.
_UNITS = {"gbp", "pounds", "pounds_sterling", "per_cent", "percent", "pct", "fte", "heads"}
_UNITS |= {"hours", "hrs", "hours_per_week", "days", "weeks", "months", "years", "headcount"}
_UNITS |= {"number", "text", "date", "y_n", "yes_no", "yes_or_no", "m_f", "if_known", "optional"}
_UNITS |= {"dd_mm_yyyy", "dd_mm_yy", "yyyy_mm_dd", "required", "mandatory", "kwh", "m2", "sq_m"}
_UNITS |= {"square_metres", "tonnes", "tco2e", "per_hour", "an_hour", "gbp_per_hour"}
ENOUGH_KNOWN = 3  # headings; a row with more of ours is no row of anybody's data
_SCALE = re.compile(r"\d{1,3}(_(to_)?\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Named:
    """Where a heading that names a column stands, and how it came to name it."""

    position: int
    match: Match


@dataclass(frozen=True)  # no slots: what is asked of every column is worked out once
class Headings:
    """The row of the headings (0-based), the text at each position, and what each one names.

    Headings over two rows have `first` above `row`. `named` maps a column of the table to every
    position whose heading names it, the surest first.
    """

    first: int
    row: int
    texts: tuple[str, ...]
    named: Mapping[str, tuple[Named, ...]]

    def unnamed(self) -> list[int]:
        """Positions with a heading that names no column of the table."""
        return self._unnamed

    @cached_property
    def _unnamed(self) -> list[int]:
        used = {named.position for places in self.named.values() for named in places}
        return [i for i, text in enumerate(self.texts) if text.strip() and i not in used]

    def width(self) -> int:
        """How many columns there are up to the last heading."""
        return self._width

    @cached_property
    def _width(self) -> int:
        return max((i + 1 for i, text in enumerate(self.texts) if text.strip()), default=0)

    def shown(self, position: int) -> str:
        """A heading that may be repeated in a message.

        In a row of which we know little, what stands there may be a person's data, so that only
        its length is told.
        """
        text = self.texts[position].strip()
        if self.are_sure():
            return f"'{text}'"
        return f"a heading of {count_of(len(text), 'character')}"

    def are_sure(self) -> bool:
        """Whether this is surely a row of headings: we know most or some, and none is a number."""
        return self._are_sure

    @cached_property
    def _are_sure(self) -> bool:
        numbers = any(
            text.strip().strip("£%").replace(",", "").isdecimal() for text in self._plain()
        )
        return not numbers and len(self.named) > min(len(self.unnamed()), ENOUGH_KNOWN)

    def sureness(self) -> tuple[int, int]:
        """How good a row of headings this is: columns named, then as few as can be that name none.

        Of rows that name but one, a title is the narrow one.
        """
        named, unnamed = len(self.named), len(self.unnamed())
        return named, -unnamed if named >= LEAST_HEADINGS else unnamed

    def _plain(self) -> list[str]:
        return [text.replace(".", "") for text in self.texts if text.strip()]


class Names:
    """Every spelling of every heading of a table, and of what the mapping says besides."""

    def __init__(self, table: Table, mapping: TableMapping) -> None:
        self._exact = dict.fromkeys(table.columns)
        self._found: dict[str, tuple[str, Match] | None] = {}
        self._names = {simplify(name): name for name in table.columns}
        self._aliases: dict[str, str] = {}
        for name, column in table.columns.items():
            for alias in (*column.aliases, name.removesuffix(POUNDS)):
                self._aliases.setdefault(simplify(alias), name)
        self._mapped = {clean(h).casefold(): name for h, name in mapping.columns.items()}
        self._loosely = {word: n for h, n in mapping.columns.items() if (word := simplify(h))}
        self._ignored = {clean(heading) for heading in mapping.ignored}

    def find(self, heading: str) -> tuple[str, Match] | None:
        """The column that a heading names, and how; None where it names none."""
        if not heading.strip(_IN_NUMBERS):
            return None  # most cells of most rows, which are no headings
        if heading not in self._found:
            self._found[heading] = self._find(heading)
        return self._found[heading]

    def _find(self, heading: str) -> tuple[str, Match] | None:
        if is_comment(heading):
            return None
        word = simplify(heading)
        if clean(heading) in self._ignored:
            return None
        mapped = self._mapped.get(clean(heading).casefold()) or self._loosely.get(word)
        if mapped is not None:
            return mapped, Match.MAPPING
        for spelling in dict.fromkeys((word, simplify(_without_unit(heading)))):
            if spelling in self._names:
                exact = heading.strip() in self._exact
                return self._names[spelling], Match.NAME if exact else Match.SPELLING
            if spelling in self._aliases:
                return self._aliases[spelling], Match.ALIAS
        return None


def _without_unit(heading: str) -> str:
    """A heading without the unit in brackets at its end; other words there may mean more."""
    match = _IN_BRACKETS.search(heading)
    if match is None:
        return heading
    word = simplify(match[1])
    is_unit = not word or word in _UNITS or _SCALE.fullmatch(word)
    return heading[: match.start()] if is_unit else heading


def find_headings(
    sheet: RawSheet, table: Table, mapping: TableMapping, hidden: Container[int] = ()
) -> Headings | None:
    """The row among the first that names most columns; None where none names any.

    Columns at `hidden` positions are as if they had no heading.
    """
    names = Names(table, mapping)
    best: Headings | None = None
    for row, above, shown in _candidates(sheet):
        texts = tuple("" if p in hidden else text for p, text in enumerate(shown))
        headings = _headings(row, above, texts, names)
        if headings.named and (best is None or headings.sureness() > best.sureness()):
            best = headings
    return best


def _candidates(
    sheet: RawSheet,
) -> Iterator[tuple[int, Sequence[str], tuple[str, ...]]]:
    """Each of the first rows, with the row of groups above it: as merged, and as carried on."""
    height = min(sheet.rows, SEARCHED_ROWS)
    columns = [(column.codes()[:height], column.texts) for column in sheet.columns]
    rows = [[texts[codes[row]] for codes, texts in columns] for row in range(height)]
    groups = [list(row) for row in rows]
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom + 1, height)):
            for position in range(left, min(right + 1, len(columns))):
                groups[row][position] = rows[top][left]
                if position == left and row > top:
                    rows[row][position] = rows[top][left]
    for row in range(height):
        yield row, (), tuple(rows[row])
        if row and any(groups[row - 1]) and len(columns) <= MOST_GROUPED:
            yield row, groups[row - 1], tuple(rows[row])
            yield row, _carried_on(groups[row - 1]), tuple(rows[row])


def _carried_on(groups: Sequence[str]) -> list[str]:
    """A row of groups in which each holds until the next."""
    carried: list[str] = []
    for text in groups:
        carried.append(text if text.strip() or not carried else carried[-1])
    return carried


def _headings(row: int, above: Sequence[str], texts: tuple[str, ...], names: Names) -> Headings:
    """What a row of headings names; alone, or else together with the groups above it."""
    found = [names.find(text) for text in texts]
    joined: list[tuple[str, Match] | None] = [None] * len(texts)
    for position, group in enumerate(above):
        if group.strip() and group != texts[position]:
            name = names.find(f"{group} {texts[position]}")
            joined[position] = (name[0], Match.JOINED) if name else None
    alone = [name for name in found if name]
    if not alone and not any(n for n, text in zip(joined, texts, strict=True) if text.strip()):
        joined = []  # a row that names nothing of its own is no part of the headings above it
    shown = list(texts)
    for position, name in enumerate(joined):
        doubled = sum(other[0] == (found[position] or ("",))[0] for other in alone) > 1
        if name is not None and (found[position] is None or doubled):
            found[position] = name
            shown[position] = f"{above[position].strip()} {texts[position].strip()}".strip()
    first = row - 1 if any(name and name[1] is Match.JOINED for name in found) else row
    return Headings(first, row, tuple(shown), _by_column(found))


def _by_column(found: Sequence[tuple[str, Match] | None]) -> dict[str, tuple[Named, ...]]:
    """Column -> the positions whose headings name it in the surest way that any of them does.

    A column's own name outdoes its alias: beside `site_id`, a heading such as Location is something
    else.
    """
    places: dict[str, list[Named]] = {}
    for position, name in enumerate(found):
        if name is not None:
            places.setdefault(name[0], []).append(Named(position, name[1]))
    return {column: tuple(_surest(named)) for column, named in places.items()}


def _surest(named: list[Named]) -> list[Named]:
    best = min(_SURENESS[place.match] for place in named)
    return [place for place in named if _SURENESS[place.match] == best]


_SURENESS = {
    Match.MAPPING: 0,
    Match.NAME: 1,
    Match.SPELLING: 1,
    Match.ALIAS: 2,
    Match.JOINED: 3,
    Match.AREA: 4,
}


def all_headings(tables: Mapping[str, Table], mapped: Iterable[str]) -> frozenset[str]:
    """Every spelling of every heading of every table, simplified, to know a CSV's delimiter by."""
    own = (
        word
        for table in tables.values()
        for name, column in table.columns.items()
        for word in (name, *column.aliases)
    )
    return frozenset(simplify(word) for word in (*own, *mapped))


def is_comment(name: str) -> bool:
    """Sheets and columns that begin with # or _ are the sender's own notes."""
    return name.lstrip().startswith(("#", "_"))


def same_name(name: str, table: str) -> bool:
    """Whether a sheet's name means a table: case, spaces, punctuation and a plural s aside."""
    return _bare(name) == _bare(table)


def _bare(name: str) -> str:
    return simplify(name).replace("_", "").removesuffix("s")
