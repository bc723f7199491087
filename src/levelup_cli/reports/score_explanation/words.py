"""What the words of a result mean to a reader: reasons, states, and choices of a target."""

REASONS = {
    "blank": "blank",
    "declined": "prefers not to say",
    "unknown": "does not know, or unknown",
    "not_applicable": "does not apply, or cannot be classified",
    "wrong": "a cell that cannot be used, see the findings",
    "withheld": "withheld by the sender",
    "missing": "blank or unknown, as the sender counted",
    "no_answer": "asked, and gave no answer",
    "unclear": "cannot be worked out from what was sent",
    "other": "other reasons, each of few people",
    "not_counted": "rows of others, such as agency workers",
    "outside_period": "rows dated outside the period",
    "unusable": "rows that cannot be used, see the findings",
}
WITHHELD = "not told: too few people for each reason"
STATES = {
    "computed": "computed",
    "low_reliability": "computed, with low reliability",
    "too_uncertain": "shown, and too uncertain to earn points",
    "too_few": "not shown, because it rests on too few",
    "suppressed": "withheld",
    "not_provided": "not provided",
    "not_applicable": "does not apply",
    "out_of_scope": "out of scope",
}
GROUP_STATES = {"too_few": "too few", "suppressed": "withheld", "not_applicable": "nobody"}
UNRELIABLE = ("low_reliability", "too_uncertain")
ROLES = {"denominator": "in the denominator", "numerator": "in the numerator", "counted": "counted"}


def reason_in_words(reason: str) -> str:
    """What a reason means; one that a newer version wrote is given as it is."""
    return REASONS.get(reason, reason.replace("_", " "))
