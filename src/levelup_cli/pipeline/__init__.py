"""The corridor: read, check, calculate, protect, score. The only place that knows the order."""

from levelup_cli.pipeline.checks import check, inspect
from levelup_cli.pipeline.copies import count_fixes, fix, mark
from levelup_cli.pipeline.examples import try_examples
from levelup_cli.pipeline.scores import assess, look_back, plan, result_of, trace

__all__ = [
    "assess",
    "check",
    "count_fixes",
    "fix",
    "inspect",
    "look_back",
    "mark",
    "plan",
    "result_of",
    "trace",
    "try_examples",
]
