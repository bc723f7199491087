"""A file or folder -> Submission. Opens and recognises; never judges a cell."""

from levelup_cli.intake.submission import read_submission, submission_of_texts

__all__ = ["read_submission", "submission_of_texts"]
