"""Catalogue -> problems: does every name that a definition uses exist, and can it be used so?"""

from collections.abc import Iterable, Mapping
from itertools import chain

from levelup_cli.catalogue.derived_names import check_derived
from levelup_cli.catalogue.goal_names import check_example, check_goal, check_rates
from levelup_cli.catalogue.table_names import Complaint, check_sectors, check_table
from levelup_cli.catalogue.yaml_text import Document
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.errors import Problem

SHIPPED = "shipped/"  # the folder under which files of a pack below are named


def check_names(catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """Every reference of every table, goal and worked example that leads nowhere."""
    problems: list[Problem] = []
    for document in documents.values():
        for path, message in _complaints(catalogue, document):
            if path[:2] in document.places or len(path) < len(_SECTION):
                problems.append(document.problem(path, message))
    return problems


_SECTION = ("metrics", "id")  # a complaint about a part of another file is told there


def _complaints(catalogue: Catalogue, document: Document) -> Iterable[Complaint]:
    value = document.value if isinstance(document.value, dict) else {}
    file = document.file.removeprefix(SHIPPED)
    if file.startswith("tables/"):
        table = catalogue.tables[str(value["table"])]
        return chain(check_table(catalogue, table), check_derived(catalogue, table))
    if file.startswith("goals/"):
        goal = next(goal for goal in catalogue.goals if goal.goal == value["goal"])
        return check_goal(catalogue, goal)
    if file == "rates.yaml":
        return check_rates(catalogue)
    if file == "sectors.yaml":
        return check_sectors(catalogue)
    if file.startswith("worked_examples/"):
        return check_example(catalogue, str(value["metric"]), value)
    return ()
