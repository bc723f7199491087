"""Settings: lists of accepted findings, baselines and what they name."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU901(Rule):
    """The acceptance of a finding has ended.

    A finding that is right as it is can be accepted, with a reason and a last day. After that day
    it counts again, so that what was true once is looked at anew.

    Bad:
        accept = [{code = "LU701", reason = "restructure of 2025", until = 2026-03-31}], on 1 April
        2026

    Good:
        accept = [{code = "LU701", reason = "restructure of 2025", until = 2027-03-31}], on the same
        day

    Way out:
        Mend what the finding tells. If it is still right as it is, give a new day, and look at the
        reason again.
    """

    severities = (Severity.WARNING,)


class LU902(Rule):
    """An accepted finding is not there.

    An entry in the list of accepted findings that meets none is a leftover, or it names the wrong
    code or place, and the finding that was meant still counts.

    Bad:
        accept = [{code = "LU701", where = "Workforse!salary", ...}], where the sheet is Workforce

    Good:
        accept = [{code = "LU701", where = "Workforce!salary", ...}]

    Way out:
        Take the entry out, or correct its code and place. With several returns in one run, it is
        enough that one of them has the finding.
    """

    severities = (Severity.WARNING,)


class LU903(Rule):
    """Problems of the baseline are mended.

    A baseline holds what was wrong on the day that it was written; only what is new is told. What
    has been mended since would not be told if it came back, until the baseline is written anew.

    Bad:
        a baseline with two blank cells as findings, and a return in which they are filled in

    Good:
        a baseline written from the return as it is

    Way out:
        Write it anew: levelup validate RETURN --write-baseline FILE.
    """

    severities = (Severity.INFO,)


RULES: tuple[type[Rule], ...] = (LU901, LU902, LU903)
