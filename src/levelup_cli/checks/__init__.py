"""Submission, Catalogue -> Checked: what each cell says, and everything that is wrong with it."""

from levelup_cli.checks.validation import validate

__all__ = ["validate"]
