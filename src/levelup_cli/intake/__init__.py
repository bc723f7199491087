"""A file or folder -> Submission. Opens and recognises; never judges a cell."""

from levelup_cli.intake.area_files import read_area_files
from levelup_cli.intake.submission import (
    look_at_return,
    read_as_it_stands,
    read_submission,
    submission_of_texts,
    wishes_of,
)

__all__ = [
    "look_at_return",
    "read_area_files",
    "read_as_it_stands",
    "read_submission",
    "submission_of_texts",
    "wishes_of",
]
