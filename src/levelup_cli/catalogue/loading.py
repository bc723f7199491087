"""Load a pack: read each file by its kind, join the parts, check the names."""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from levelup_cli.catalogue.composition import Origins, Values, lay_over
from levelup_cli.catalogue.messages import problems_of
from levelup_cli.catalogue.names import SHIPPED, check_names
from levelup_cli.catalogue.pack import fingerprint, read_pack, shipped_pack
from levelup_cli.catalogue.yaml_text import Document, read_yaml
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.packs import (
    CodeListAddition,
    Crosswalks,
    GoalAddition,
    Pack,
    TableAddition,
)
from levelup_cli.definitions.policies import DisclosurePolicy, ScoringPolicy
from levelup_cli.definitions.rates import DatedRates
from levelup_cli.definitions.sectors import Sector
from levelup_cli.definitions.sources import Source
from levelup_cli.definitions.tables import CodeList, ColumnGroup, Table
from levelup_cli.definitions.worked_examples import WorkedExample
from levelup_cli.errors import DefinitionError, Problem

T = TypeVar("T")
FOLDERS: dict[str, type[Definition]] = {
    "goals": Goal,
    "tables": Table,
    "worked_examples": WorkedExample,
}
FILES: dict[str, Any] = {
    "pack.yaml": Pack,
    "codes.yaml": dict[str, CodeList],
    "columns.yaml": dict[str, ColumnGroup],
    "rates.yaml": dict[str, DatedRates],
    "sectors.yaml": dict[str, Sector],
    "sources.yaml": dict[str, Source],
    "crosswalks.yaml": Crosswalks,
    "scoring.yaml": ScoringPolicy,
    "disclosure.yaml": DisclosurePolicy,
}
# What a file of a pack on top may be besides: recognised by the keys that it lacks.
ADDITIONS: dict[str, tuple[str, Any]] = {
    "goals": ("asks", GoalAddition),
    "tables": ("rows", TableAddition),
    "codes.yaml": ("", dict[str, CodeList | CodeListAddition]),
}


def load_catalogue(folder: Path | None = None, drafts: bool = False) -> Catalogue:
    """Load a definitions pack; without a folder, the one that comes with the tool.

    A pack whose `pack.yaml` says `extends: shipped` is laid over the one that comes with the tool.
    With `drafts`, metrics that are still drafts are worked out too, and never scored.

    Raises:
        DefinitionError: with every mistake of every file, each at its place.
    """
    files = read_pack(folder or shipped_pack())
    parts = _Parts(files)
    if parts.one("pack.yaml", Pack).extends is not None:
        below = _Parts(read_pack(shipped_pack()))
        parts = _laid_over(below, parts)
    parts.join_column_groups()
    parts.refuse_problems()
    catalogue = parts.catalogue()
    parts.problems += check_names(catalogue, parts.documents)
    parts.refuse_problems()
    return replace(catalogue, statuses=catalogue.statuses | {"draft"}) if drafts else catalogue


class _Parts:
    """The parts of a pack as they are read, with the document that each came from."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.documents: dict[str, Document] = {}
        self.values: Values = {}
        self.problems: list[Problem] = []
        self.packs: tuple[Pack, ...] = ()
        self.origins = Origins()
        if "pack.yaml" in files:
            self._read("pack.yaml", files["pack.yaml"], tops=False)
        pack = self.values.get("pack.yaml")
        tops = isinstance(pack, Pack) and pack.extends is not None
        self.packs = (pack,) if isinstance(pack, Pack) else ()
        for name, data in files.items():
            if name != "pack.yaml":
                self._read(name, data, tops)
        self.refuse_problems()

    def _read(self, name: str, data: bytes, tops: bool) -> None:
        place = name if name in FILES else name.partition("/")[0]
        kind: Any = FILES.get(place) or FOLDERS.get(place)
        if kind is None:
            known = ", ".join([*FILES, *(f"{folder}/*.yaml" for folder in FOLDERS)])
            self.problems.append(Problem(name, 1, 1, f"no part of a pack; the parts are {known}"))
            return
        try:
            document = self.documents[name] = read_yaml(name, data)
        except DefinitionError as error:
            self.problems += error.problems
            return
        key, addition = ADDITIONS.get(place, ("", None))
        if tops and addition and not (isinstance(document.value, dict) and key in document.value):
            kind = addition
        try:
            self.values[name] = TypeAdapter(kind).validate_python(document.value)
        except ValidationError as error:
            self.problems += problems_of(document, error)

    def refuse_problems(self) -> None:
        if self.problems:
            raise DefinitionError(self.problems)

    def one(self, name: str, kind: type[T]) -> T:
        value = self.values.get(name)
        if not isinstance(value, kind):
            raise DefinitionError([Problem(name, 1, 1, "this file is missing from the pack")])
        return value

    def each(self, folder: str, kind: type[T]) -> list[tuple[str, T]]:
        return [
            (name, value)
            for name, value in self.values.items()
            if name.startswith(f"{folder}/") and isinstance(value, kind)
        ]

    def join_column_groups(self) -> None:
        """Give each table the columns of the groups that it includes."""
        groups = self.one("columns.yaml", dict)
        for name, table in self.each("tables", Table):
            columns, derived = dict(table.columns), dict(table.derived)
            for index, group_name in enumerate(table.include):
                group = groups.get(group_name)
                if group is None:
                    self._report(name, ("include", index), f"no column group '{group_name}'")
                    continue
                for column in (set(group.columns) | set(group.derived)) & (
                    set(columns) | set(derived)
                ):
                    self._report(name, ("include", index), f"'{column}' is defined here and there")
                columns |= group.columns
                derived = dict(group.derived) | derived
            self.values[name] = table.model_copy(update={"columns": columns, "derived": derived})

    def _report(self, name: str, path: tuple[str | int, ...], message: str) -> None:
        self.problems.append(self.documents[name].problem(path, message))

    def catalogue(self) -> Catalogue:
        self._refuse_twins()
        goals = sorted((goal for _, goal in self.each("goals", Goal)), key=lambda goal: goal.goal)
        crosswalks = self.values.get("crosswalks.yaml")
        return Catalogue(
            version=" + ".join(pack.version for pack in self.packs),
            packs=tuple(f"{pack.name} {pack.version}" for pack in self.packs),
            own_metrics=frozenset(self.origins.metrics),
            own_targets=frozenset(self.origins.targets),
            retired={name: why for pack in self.packs for name, why in pack.retired.items()},
            fingerprint=fingerprint(self.files),
            goals=tuple(goals),
            tables={table.table: table for _, table in self.each("tables", Table)},
            code_lists=self.one("codes.yaml", dict),
            rates=self.one("rates.yaml", dict) if "rates.yaml" in self.values else {},
            sectors=self.one("sectors.yaml", dict) if "sectors.yaml" in self.values else {},
            sources=self.one("sources.yaml", dict),
            crosswalks=crosswalks if isinstance(crosswalks, Crosswalks) else None,
            scoring=self.one("scoring.yaml", ScoringPolicy),
            disclosure=self.one("disclosure.yaml", DisclosurePolicy),
            worked_examples=tuple(
                example for _, example in self.each("worked_examples", WorkedExample)
            ),
        )

    def _refuse_twins(self) -> None:
        """No table, goal or metric is defined in two files, and no retired id is used again."""
        seen: dict[str, str] = {}
        retired = {name for pack in self.packs for name in pack.retired}
        for name, table in self.each("tables", Table):
            self._once(seen, f"table {table.table}", name, ("table",))
        for name, goal in self.each("goals", Goal):
            self._once(seen, f"goal {goal.goal}", name, ("goal",))
            for metric_id in goal.metrics:
                self._once(seen, f"metric {metric_id}", name, ("metrics", metric_id))
                if metric_id in retired:
                    message = "this id is retired, and is never used again; choose another"
                    self._report(name, ("metrics", metric_id), message)
        for name, example in self.each("worked_examples", WorkedExample):
            self._once(seen, f"worked example of {example.metric}", name, ("metric",))
        self.refuse_problems()

    def _once(self, seen: dict[str, str], what: str, name: str, path: tuple[str, ...]) -> None:
        if what in seen:
            self._report(name, path, f"{what} is already defined in {seen[what]}")
        seen.setdefault(what, name)


def _laid_over(below: _Parts, top: _Parts) -> _Parts:
    """One pack on another; the files of the pack below are told apart by their folder."""
    pack = top.one("pack.yaml", Pack)
    own = {name: value for name, value in top.values.items() if name != "pack.yaml"}
    complaints = list(lay_over(below.values, own, below.origins))
    problems = [top.documents[name].problem(path, words) for name, (path, words) in complaints]
    if problems:
        raise DefinitionError(problems)
    below.packs = (*below.packs, pack)
    below.files |= {f"{pack.name}/{name}": data for name, data in top.files.items()}
    shipped = {
        name: replace(document, file=f"{SHIPPED}{name}")
        for name, document in below.documents.items()
    }
    own_documents = {
        f"{name} on top" if name in shipped else name: document
        for name, document in top.documents.items()
    }
    below.documents = shipped | own_documents
    return below
