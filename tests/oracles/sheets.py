"""Returns made of published counts."""

import csv
from collections.abc import Mapping
from pathlib import Path

HEADINGS = ("metric_id", "breakdown", "breakdown_value", "numerator", "denominator", "n_missing")


def aggregate_return(folder: Path, counts: Mapping[str, tuple[int, int]]) -> Path:
    """A sheet `aggregates`: of each metric the part and the whole, over everybody."""
    path = folder / "aggregates.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADINGS)
        sheet.writerows((name, "all", "all", *count, 0) for name, count in counts.items())
    return path
