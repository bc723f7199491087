"""Who is in a figure and who is not, and why."""

from collections.abc import Iterator

from levelup_cli.reports.score_explanation.amounts import NO_DIFFERENCE, per_cent, share, shown
from levelup_cli.reports.score_explanation.document import Facts, Section
from levelup_cli.reports.score_explanation.words import WITHHELD, reason_in_words
from levelup_cli.results.parts import FigurePart, MetricPart

SILENT = {"blank", "wrong", "no_answer"}
REPLIES = {"declined", "unknown", "not_applicable"}


def explain_people(metric: MetricPart) -> Iterator[Section]:
    """The known, the unknown by reason, and what was never counted."""
    if metric.figure is None:
        return
    rows = [
        *_known(metric, metric.figure),
        *_unknown(metric.figure),
        *_replies(metric.figure),
        *(("Never counted", text) for text in _never_counted(metric.figure)),
        *(("Assumed", text) for text in metric.assumed),
    ]
    if metric.from_aggregates:
        rows.append(("Counted by", "the sender, in the sheet aggregates"))
    yield Section("Who is in it, and who is not", (Facts(tuple(rows)),))


def _known(metric: MetricPart, figure: FigurePart) -> Iterator[tuple[str, str]]:
    if metric.known_share is None:
        return
    text = per_cent(metric.known_share)
    if _whole(metric, figure):
        text += f" = 100 x {shown(figure.denominator)} / {shown(_whole(metric, figure))}"
    yield "Known", text


def _whole(metric: MetricPart, figure: FigurePart) -> float | None:
    """All who were asked, where that is those in the denominator and the unknown."""
    if figure.sides or not figure.denominator or figure.unknown is None:
        return None
    whole = figure.denominator + figure.unknown
    known = (metric.known_share or 0) * whole
    return whole if abs(figure.denominator - known) <= NO_DIFFERENCE * whole else None


def _unknown(figure: FigurePart) -> Iterator[tuple[str, str]]:
    if figure.unknown is None:
        yield "Unknown", "how many did not answer was not said"
        return
    text = f"{shown(figure.unknown)}, left out of both sides" if figure.unknown else "0"
    yield "Unknown", text
    for reason, count in figure.left_out.items():
        yield (
            ("", WITHHELD) if count is None else ("", f"{shown(count)}: {reason_in_words(reason)}")
        )


def _replies(figure: FigurePart) -> Iterator[tuple[str, str]]:
    """The answer rate (anything but blank) and the refusal rate, of section 3.6 of the method."""
    reasons, base = figure.left_out, figure.denominator
    told = bool(reasons) and set(reasons) <= SILENT | REPLIES and None not in reasons.values()
    if figure.sides or not told or not base or not set(reasons) & REPLIES:
        return
    silent = sum(count or 0 for reason, count in reasons.items() if reason in SILENT)
    everybody = base + (figure.unknown or 0)
    replied = everybody - silent
    yield "Replied", f"{share(replied, everybody)} = 100 x {shown(replied)} / {shown(everybody)}"
    refused = reasons.get("declined") or 0
    yield "Refused", f"{share(refused, replied)} = 100 x {shown(refused)} / {shown(replied)}"


def _never_counted(figure: FigurePart) -> Iterator[str]:
    for reason, count in figure.not_counted.items():
        yield WITHHELD if count is None else f"{shown(count)}: {reason_in_words(reason)}"
