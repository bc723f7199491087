"""Load a pack: read each file by its kind, join the parts, check the names."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from levelup_cli.catalogue.messages import problems_of
from levelup_cli.catalogue.names import check_names
from levelup_cli.catalogue.pack import fingerprint, read_pack, shipped_pack
from levelup_cli.catalogue.yaml_text import Document, read_yaml
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.definition import Definition
from levelup_cli.definitions.goals import Goal
from levelup_cli.definitions.policies import DisclosurePolicy, ScoringPolicy
from levelup_cli.definitions.sources import Source
from levelup_cli.definitions.tables import CodeList, ColumnGroup, Table
from levelup_cli.definitions.worked_examples import WorkedExample
from levelup_cli.errors import DefinitionError, Problem

T = TypeVar("T")


class Pack(Definition):
    """`pack.yaml`: what the pack is called, and its version."""

    name: str
    version: str


_FOLDERS: dict[str, type[Definition]] = {
    "goals": Goal,
    "tables": Table,
    "worked_examples": WorkedExample,
}
_FILES: dict[str, Any] = {
    "pack.yaml": Pack,
    "codes.yaml": dict[str, CodeList],
    "columns.yaml": dict[str, ColumnGroup],
    "sources.yaml": dict[str, Source],
    "scoring.yaml": ScoringPolicy,
    "disclosure.yaml": DisclosurePolicy,
}


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Load a definitions pack; without a folder, the one that comes with the tool.

    Raises:
        DefinitionError: with every mistake of every file, each at its place.
    """
    files = read_pack(folder or shipped_pack())
    parts = _Parts()
    for name, data in files.items():
        parts.read(name, data)
    parts.refuse_problems()
    parts.join_column_groups()
    parts.refuse_problems()
    catalogue = parts.catalogue(fingerprint(files))
    parts.problems += check_names(catalogue, parts.documents)
    parts.refuse_problems()
    return catalogue


class _Parts:
    """The parts of a pack as they are read, with the document that each came from."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.values: dict[str, Definition | dict[str, Definition]] = {}
        self.problems: list[Problem] = []

    def read(self, name: str, data: bytes) -> None:
        kind: Any = _FILES.get(name) or _FOLDERS.get(name.partition("/")[0])
        if kind is None:
            known = ", ".join([*_FILES, *(f"{folder}/*.yaml" for folder in _FOLDERS)])
            self.problems.append(Problem(name, 1, 1, f"no part of a pack; the parts are {known}"))
            return
        try:
            document = self.documents[name] = read_yaml(name, data)
        except DefinitionError as error:
            self.problems += error.problems
            return
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
                derived |= group.derived
            self.values[name] = table.model_copy(update={"columns": columns, "derived": derived})

    def _report(self, name: str, path: tuple[str | int, ...], message: str) -> None:
        self.problems.append(self.documents[name].problem(path, message))

    def catalogue(self, digest: str) -> Catalogue:
        self._refuse_twins()
        goals = sorted((goal for _, goal in self.each("goals", Goal)), key=lambda goal: goal.goal)
        return Catalogue(
            version=self.one("pack.yaml", Pack).version,
            fingerprint=digest,
            goals=tuple(goals),
            tables={table.table: table for _, table in self.each("tables", Table)},
            code_lists=self.one("codes.yaml", dict),
            sources=self.one("sources.yaml", dict),
            scoring=self.one("scoring.yaml", ScoringPolicy),
            disclosure=self.one("disclosure.yaml", DisclosurePolicy),
            worked_examples=tuple(
                example for _, example in self.each("worked_examples", WorkedExample)
            ),
        )

    def _refuse_twins(self) -> None:
        """No table, goal or metric is defined in two files."""
        seen: dict[str, str] = {}
        for name, table in self.each("tables", Table):
            self._once(seen, f"table {table.table}", name, ("table",))
        for name, goal in self.each("goals", Goal):
            self._once(seen, f"goal {goal.goal}", name, ("goal",))
            for metric_id in goal.metrics:
                self._once(seen, f"metric {metric_id}", name, ("metrics", metric_id))
        for name, example in self.each("worked_examples", WorkedExample):
            self._once(seen, f"worked example of {example.metric}", name, ("metric",))
        self.refuse_problems()

    def _once(self, seen: dict[str, str], what: str, name: str, path: tuple[str, ...]) -> None:
        if what in seen:
            self._report(name, path, f"{what} is already defined in {seen[what]}")
        seen.setdefault(what, name)
