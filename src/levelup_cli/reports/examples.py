"""What came of the worked examples."""

from levelup_cli.definitions.catalogue import DATA_QUALITY, Catalogue
from levelup_cli.gate import as_line
from levelup_cli.outcomes.mismatches import Mismatch
from levelup_cli.words import count_of


def examples_report(
    catalogue: Catalogue, tried: list[tuple[str, list[Mismatch]]]
) -> tuple[str, bool]:
    """The mismatches, how many metrics of each sort passed, and whether all did."""
    lines: list[str] = []
    for _, mismatches in tried:
        for m in mismatches:
            lines.append(f"{m.metric_id}: {m.case}")
            lines.append(f"    {m.figure}: worked out by hand {m.expected}, computed {m.got}")
    sorts: dict[str, list[str]] = {"metric": [], "data-quality metric": [], "optional metric": []}
    for metric_id, goal, _ in catalogue.with_goals(
        tuple(g.goal for g in catalogue.goals)
    ).metrics():
        quality = "data-quality metric" if goal.goal == DATA_QUALITY else "metric"
        sorts["optional metric" if goal.optional else quality].append(metric_id)
    passed = {metric_id for metric_id, mismatches in tried if not mismatches}
    bare = sorted(
        {i for ids in sorts.values() for i in ids} - {metric_id for metric_id, _ in tried}
    )
    lines += [f"{metric_id}: has no worked example" for metric_id in bare]
    for sort, ids in sorts.items():
        if ids:
            lines.append(f"{len(passed & set(ids))} of {count_of(len(ids), sort)} passed")
    text = "".join(f"{as_line(line)}\n" for line in lines)
    return text, not bare and all(not mismatches for _, mismatches in tried)
