"""Catalogue -> problems: does every name that a definition uses exist, and can it be used so?"""

from collections.abc import Mapping

from levelup_cli.catalogue.goal_names import check_example, check_goal
from levelup_cli.catalogue.table_names import check_table
from levelup_cli.catalogue.yaml_text import Document
from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.errors import Problem


def check_names(catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """Every reference of every table, goal and worked example that leads nowhere."""
    problems: list[Problem] = []
    for document in documents.values():
        value = document.value if isinstance(document.value, dict) else {}
        if document.file.startswith("tables/"):
            complaints = check_table(catalogue, catalogue.tables[str(value["table"])])
        elif document.file.startswith("goals/"):
            goal = next(goal for goal in catalogue.goals if goal.goal == value["goal"])
            complaints = check_goal(catalogue, goal)
        elif document.file.startswith("worked_examples/"):
            complaints = check_example(catalogue, str(value["metric"]), value)
        else:
            continue
        problems += [document.problem(path, message) for path, message in complaints]
    return problems
