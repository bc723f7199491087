"""What is wrong with returns, in the form that a person, a program or a build server reads."""

from levelup_cli.reports.findings.formats import FINDINGS_ENDINGS, FINDINGS_FORMATS
from levelup_cli.reports.findings.looked import Choice, Fate, Looked, Standing

__all__ = [
    "FINDINGS_ENDINGS",
    "FINDINGS_FORMATS",
    "Choice",
    "Fate",
    "Looked",
    "Standing",
]
