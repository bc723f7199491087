"""What changed from one result to the next: a verdict for each metric."""

from levelup_cli.progress.comparing import compare

__all__ = ["compare"]
