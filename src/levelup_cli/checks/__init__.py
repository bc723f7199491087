"""Submission, Catalogue -> Checked: what each cell says, and everything that is wrong with it."""

from levelup_cli.checks.strictness import refuse_repairs
from levelup_cli.checks.validation import validate

__all__ = ["refuse_repairs", "validate"]
