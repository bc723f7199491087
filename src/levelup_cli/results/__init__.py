"""Scorecard <-> result file: written, and read again for as long as its major version lasts."""

from levelup_cli.results.parts import Result
from levelup_cli.results.reading import SAVED, read_result
from levelup_cli.results.selection import Selection
from levelup_cli.results.writing import make_result

__all__ = ["SAVED", "Result", "Selection", "make_result", "read_result"]
