"""What is wrong with returns, in the form that a person, a program or a build server reads."""

from levelup_cli.reports.findings.formats import FINDINGS_ENDINGS, FINDINGS_FORMATS
from levelup_cli.reports.findings.looked import Choice, Fate, Looked, Standing
from levelup_cli.reports.findings.records import finding_as_dict, ledger_as_dict

__all__ = [
    "FINDINGS_ENDINGS",
    "FINDINGS_FORMATS",
    "Choice",
    "Fate",
    "Looked",
    "Standing",
    "finding_as_dict",
    "ledger_as_dict",
]
