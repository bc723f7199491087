"""A mapping file -> Mapping, every name in it checked against the tables and code lists."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from pydantic import ValidationError

from levelup_cli.catalogue.messages import problems_of
from levelup_cli.catalogue.yaml_text import Path, read_yaml
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.mappings import Mapping, TableMapping
from levelup_cli.definitions.tables import CodeColumn, Table
from levelup_cli.errors import DefinitionError, UsageError
from levelup_cli.words import suggest

Complaint = tuple[Path, str]
_WHAT = "The mapping"


def load_mapping(path: FilePath, catalogue: Catalogue) -> Mapping:
    """Read a mapping file.

    Raises:
        UsageError: where there is no such file.
        DefinitionError: with every mistake in it, each at its place.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"--map {path}: it cannot be read ({error.strerror}).") from None
    try:
        document = read_yaml(str(path), data)
        mapping = Mapping.model_validate(document.value or {})
    except DefinitionError as error:
        raise DefinitionError(list(error.problems), _WHAT) from None
    except ValidationError as error:
        raise DefinitionError(list(problems_of(document, error)), _WHAT) from None
    problems = [document.problem(place, words) for place, words in _complaints(mapping, catalogue)]
    if problems:
        raise DefinitionError(problems, _WHAT)
    return mapping


def _complaints(mapping: Mapping, catalogue: Catalogue) -> Iterator[Complaint]:
    sheets: dict[str, str] = {}
    for name, own in mapping.tables.items():
        if own.sheet is not None and sheets.setdefault(own.sheet, name) != name:
            words = f"the sheet '{own.sheet}' is {sheets[own.sheet]} already; it can be one table"
            yield ("tables", name, "sheet"), words
        table = catalogue.tables.get(name)
        if table is None:
            words = f"there is no table '{name}'.{suggest(name, catalogue.tables)}"
            yield ("tables", name), words
            continue
        for (part, key), column in _columns_named(own):
            if column not in table.columns:
                words = f"{name} has no column '{column}'.{suggest(column, table.columns)}"
                yield ("tables", name, part, key), words
        yield from _codes(name, own, table, catalogue)


def _columns_named(own: TableMapping) -> Iterator[tuple[tuple[str, str], str]]:
    """Every place of a table's mapping that names one of our columns."""
    for heading, column in own.columns.items():
        yield ("columns", heading), column
    for column in own.codes:
        yield ("codes", column), column
    for column in own.blank:
        yield ("blank", column), column


def _codes(name: str, own: TableMapping, table: Table, catalogue: Catalogue) -> Iterator[Complaint]:
    for column, codes in own.codes.items():
        place: Path = ("tables", name, "codes", column)
        match table.columns.get(column):
            case CodeColumn(codes=list_name):
                known = catalogue.code_lists[list_name].codes
                for value, code in codes.items():
                    if code not in known:
                        words = f"'{code}' is no code of {list_name}.{suggest(code, known)}"
                        yield (*place, value), words
            case None:
                pass
            case _:
                yield place, f"{column} holds no codes, so there is nothing to translate"
