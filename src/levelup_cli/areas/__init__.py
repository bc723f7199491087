"""Submission + area files -> Submission: the place of each row, joined by official codes."""

from levelup_cli.areas.joining import join
from levelup_cli.areas.keys import wanted_keys
from levelup_cli.areas.layouts import Layout, recognise_layout

__all__ = ["Layout", "join", "recognise_layout", "wanted_keys"]
