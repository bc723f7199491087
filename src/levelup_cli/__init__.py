"""Measure an organisation against the 14 Levelling Up Goals, from the spreadsheets it already has.

The public API: a few names, in the words of the command line. Each is imported at its first use,
because the child process that reads files imports this package too, and must stay small.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.checks import validate
    from levelup_cli.errors import LevelUpError
    from levelup_cli.intake import read_submission
    from levelup_cli.pipeline import assess

_HOMES = {
    "LevelUpError": "errors",
    "assess": "pipeline",
    "load_catalogue": "catalogue",
    "read_submission": "intake",
    "validate": "checks",
}
__all__ = ["LevelUpError", "assess", "load_catalogue", "read_submission", "validate"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
