"""The tables of a return as the sums see them: columns by name, derived ones worked out once."""

from collections.abc import Callable, Mapping

import numpy as np

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.conditions import Condition, Conditions
from levelup_cli.definitions.goals import Cohort
from levelup_cli.definitions.tables import DerivedColumn
from levelup_cli.indicators.truth import NO, YES, SharedPlaces, Truth, meets
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.outcomes.tables import Answers, CheckedTable, Codes, Status

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
        """A column, asked for or derived."""
        if name not in self._answers:
            self._answers[name] = self.frames.derive(self, self.definition.derived[name])
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

    def members(self, cohort: Cohort) -> tuple[Frame, Truth]:
        """The table of a cohort, and which rows are its members."""
        frame = self[cohort.table]
        return frame, frame.counted() & frame.meets(cohort.where)


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
    answers = frame.answers(name)
    names = frame.frames.catalogue.groups(frame.definition.table, name)
    if names is None:
        names = tuple(sorted({str(value) for value in answers.values if value is not None}))
    return gather(answers, {group: (group,) for group in names})


def gather(answers: Answers, groups: Mapping[str, tuple[str, ...]]) -> Grouping:
    """Groups made of several values each."""
    names = tuple(groups)
    place = {value: i for i, group in enumerate(names) for value in groups[group]}
    per_value = np.full(len(answers.values), len(names) + 1, np.int32)
    for i, value in enumerate(answers.values):
        if answers.statuses[i] == Status.PRESENT:
            per_value[i] = place.get(str(value), len(names))
    return Grouping(per_value[answers.codes], names)
