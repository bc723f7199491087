"""The tables of a return as the sums see them: columns by name, derived ones worked out once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Condition, Conditions
from levelup_cli.definitions.derived import DerivedColumn
from levelup_cli.definitions.goals import Cohort
from levelup_cli.definitions.tables import EVERYBODY
from levelup_cli.indicators.truth import NO, YES, SharedPlaces, Truth, meets
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Answers, CheckedTable, Codes, Status, Value
from levelup_cli.words import simplify

Derive = Callable[["Frame", DerivedColumn], Answers | SharedPlaces]


class Frame:
    """One table. What is asked twice (a derived column, a condition) is worked out once."""

    def __init__(self, checked: CheckedTable, frames: "Frames") -> None:
        self.checked = checked
        self.definition = checked.definition
        self.frames = frames
        self._answers: dict[str, Answers | SharedPlaces] = dict(checked.answers)
        self._truths: dict[str, Truth] = {}
        self._counted: Truth | None = None

    def __len__(self) -> int:
        return len(self.checked.table)

    def column(self, name: str) -> Answers | SharedPlaces:
        """A column, asked for or derived; a column that was not sent is blank."""
        if name not in self._answers:
            derived = self.definition.derived.get(name)
            self._answers[name] = (
                self.frames.derive(self, derived) if derived else _blank(len(self))
            )
        return self._answers[name]

    def answers(self, name: str) -> Answers:
        """A column whose rows each have one answer."""
        column = self.column(name)
        return column.answers if isinstance(column, SharedPlaces) else column

    def counted(self) -> Truth:
        """The rows that are anybody's business: usable, and of the table's people."""
        if self._counted is None:
            usable = np.where(self.checked.usable, YES, NO).astype(np.int8)
            self._counted = Truth(usable) & self.meets(self.definition.counts)
        return self._counted

    def meets(self, conditions: Conditions) -> Truth:
        """Whether each row meets all the conditions."""
        truth = Truth(np.full(len(self), YES, np.int8))
        for name, condition in conditions.items():
            key = f"{name}: {condition!r}"
            if key not in self._truths:
                self._truths[key] = self._truth(name, condition)
            truth &= self._truths[key]
        return truth

    def _truth(self, name: str, condition: Condition) -> Truth:
        column = self.column(name)
        if isinstance(column, SharedPlaces):
            return column.meets(condition)
        return meets(column, condition)

    def about_everybody(self, besides: Collection[str]) -> Truth:
        """Of a table of counts the rows about everybody, and of several years the last.

        Not where a column in `besides` chooses or divides the rows itself: then it decides.
        """
        rows = np.ones(len(self), bool)
        groups, latest = self.definition.groups, self.definition.latest
        if groups is not None:
            names = (groups.breakdown, groups.group)
            for name in (name for name in names if name and not set(besides) & set(names)):
                rows &= self._says(name, EVERYBODY)
        if latest is not None and latest not in besides:
            years = self.answers(latest)
            used = {years.values[code] for code in years.codes[self.counted().levels != NO]}
            last = max((str(year) for year in used if year is not None), default="")
            rows &= self._says(latest, last)
        return Truth(np.where(rows, YES, NO).astype(np.int8))

    def _says(self, name: str, text: str) -> npt.NDArray[np.bool_]:
        answers = self.answers(name)
        wanted = simplify(text)
        fits = [value is not None and simplify(str(value)) == wanted for value in answers.values]
        rows: npt.NDArray[np.bool_] = np.array(fits, bool)[answers.codes]
        return rows


class Frames:
    """All the tables of a return."""

    def __init__(self, checked: Checked, catalogue: Catalogue, derive: Derive) -> None:
        self.checked = checked
        self.catalogue = catalogue
        self.derive = derive
        self._frames: dict[str, Frame] = {}

    def __getitem__(self, table: str) -> Frame:
        if table not in self._frames:
            self._frames[table] = Frame(self.checked.tables[table], self)
        return self._frames[table]

    def members(self, cohort: Cohort, divided_by: Collection[str] = ()) -> tuple[Frame, Truth]:
        """The table of a cohort, and which rows are its members.

        `divided_by` names the columns by which the members will be divided into groups.
        """
        frame = self[cohort.table]
        members = frame.counted() & frame.meets(cohort.where)
        if frame.definition.groups is not None or frame.definition.latest is not None:
            members &= frame.about_everybody({*divided_by, *cohort.where})
        return frame, members


def _blank(rows: int) -> Answers:
    return Answers(np.zeros(rows, np.int32), np.array([Status.MISSING], np.int8), (None,))


def joined(columns: Sequence[Answers]) -> tuple[Codes, list[tuple[int, ...]]]:
    """One code per row for the combination of several columns, and the codes of each."""
    keys = np.zeros(len(columns[0].codes), np.int64)
    for column in columns:
        keys = keys * len(column.values) + column.codes
    found, codes = np.unique(keys, return_inverse=True)
    rows = []
    for key in found.tolist():
        rest, parts = key, list[int]()
        for column in reversed(columns):
            rest, part = divmod(rest, len(column.values))
            parts.append(part)
        rows.append(tuple(reversed(parts)))
    return codes.astype(np.int32), rows


class Grouping:
    """Rows by group: 0 … n-1 are the groups, n those known to be in none, n + 1 the unknown."""

    def __init__(self, codes: Codes, names: tuple[str, ...]) -> None:
        self.codes = codes
        self.names = names

    @property
    def elsewhere(self) -> int:
        """The code of rows that are known to be in none of the groups."""
        return len(self.names)

    @property
    def unknown(self) -> int:
        """The code of rows whose group is not known."""
        return len(self.names) + 1


def group_by(frame: Frame, name: str) -> Grouping:
    """The groups of a column: its codes in reading order, or its distinct texts by alphabet."""
    groups = frame.definition.groups
    if groups is not None and groups.breakdown is not None:
        return _groups_told(frame, groups.breakdown, groups.group, name)
    answers = frame.answers(name)
    names = frame.frames.catalogue.groups(frame.definition.table, name)
    if names is None:
        names = tuple(sorted({_text(value) for value in answers.values if value is not None}))
    if groups is not None and name == groups.group:
        names = tuple(group for group in names if group != EVERYBODY)
    return gather(answers, {group: (group,) for group in names})


def _groups_told(frame: Frame, breakdown: str, group: str, name: str) -> Grouping:
    """The groups of a table whose rows say of which breakdown and group they are, in row order.

    Answers that say nothing are no group, however they were counted.
    """
    told, texts = frame.answers(breakdown), frame.answers(group)
    silent = frame.frames.catalogue.non_answers()
    codes, pairs = joined((told, texts))
    labels: dict[str, str] = {}  # the first spelling of each group
    words = [""] * len(pairs)
    for pair in np.argsort(np.unique(codes, return_index=True)[1]):
        which, text = (
            str(c.values[i] or "") for c, i in zip((told, texts), pairs[pair], strict=True)
        )
        word = simplify(text)
        if simplify(which) == simplify(name) and word not in silent:
            words[pair] = word
            labels.setdefault(word, text)
    labels.pop("", None)
    places = {word: place for place, word in enumerate(labels)}
    per_pair = np.array([places.get(word, len(labels)) for word in words], np.int32)
    return Grouping(per_pair[codes] if len(codes) else codes, tuple(labels.values()))


def _text(value: Value) -> str:
    """A value as the name of a group; 3 and 3.0 are the same tenth of areas."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return str(int(value))
    return str(value)


def gather(answers: Answers, groups: Mapping[str, tuple[str, ...]]) -> Grouping:
    """Groups made of several values each."""
    names = tuple(groups)
    place = {value: i for i, group in enumerate(names) for value in groups[group]}
    per_value = np.full(len(answers.values), len(names) + 1, np.int32)
    for i, value in enumerate(answers.values):
        if answers.statuses[i] == Status.PRESENT:
            per_value[i] = place.get(_text(value), len(names)) if value is not None else len(names)
    return Grouping(per_value[answers.codes], names)
