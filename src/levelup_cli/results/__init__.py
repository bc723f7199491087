"""Scorecard <-> result file: written, and read again for as long as its major version lasts."""

from levelup_cli.results.selection import Selection
from levelup_cli.results.writing import make_result

__all__ = ["Selection", "make_result"]
