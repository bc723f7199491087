"""Time `levelup score` against a hand-written pandas script on one file; the figures must agree.

Run `make bench`. It prints medians of paired runs, whole processes, and their ratio.
"""

import csv
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
STAFF = ROOT / "examples" / "northmoor" / "employees.csv"
ROWS, PAIRS = 100_000, 5
LEVELUP = [sys.executable, "-m", "levelup_cli", "score", "-f", "json"]
RIVAL = [sys.executable, str(Path(__file__).parent / "pandas_script.py")]
TWO_THREADS = {"OMP_NUM_THREADS": "2", "ARROW_NUM_THREADS": "2"}


class Run(NamedTuple):
    """Wall and processor seconds of a whole process, and the figures that it printed."""

    wall: float
    cpu: float
    figures: dict[str, float]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "employees.csv"
        write_staff(file, ROWS)
        ours, theirs = [], []
        for _ in range(PAIRS):
            ours.append(timed([*LEVELUP, str(file)]))
            theirs.append(timed([*RIVAL, str(file)]))
    compare(ours[0].figures, theirs[0].figures)
    report(ours, theirs)


def write_staff(file: Path, people: int) -> None:
    """The staff of the example, drawn again and again with new ids, warts and all."""
    with STAFF.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    headings, staff = rows[2], rows[3:-1]
    rng = Random(11)
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(headings)
        for number in range(people):
            writer.writerow([f"E{number:08}", *rng.choice(staff)[1:]])


def timed(command: list[str]) -> Run:
    """Wall and processor seconds of a whole process, and the figures that it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, **TWO_THREADS}
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, figures(json.loads(done.stdout)))


def figures(document: dict[str, object]) -> dict[str, float]:
    """Metric -> value, from our document or the script's flat one."""
    goals = document.get("goals")
    if not isinstance(goals, list):
        return {name: float(str(value)) for name, value in document.items()}
    metrics = [metric for goal in goals for metric in goal["metrics"]]
    return {m["id"]: m["figure"]["value"] for m in metrics if m["figure"]}


def compare(ours: dict[str, float], theirs: dict[str, float]) -> None:
    for name, value in theirs.items():
        if abs(ours[name] - value) > 1e-9 * abs(value):
            sys.exit(f"{name}: {ours[name]} here, {value} there; no rival then")


def report(ours: list[Run], theirs: list[Run]) -> None:
    print(f"{ROWS:,} employees, 41 columns, CSV; medians of {PAIRS} pairs of whole processes")
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    wall = [statistics.median(run.wall for run in runs) for runs in (ours, theirs)]
    cpu = [statistics.median(run.cpu for run in runs) for runs in (ours, theirs)]
    for name, (a, b) in (("wall", wall), ("processor", cpu)):
        print(f"  {name:<10} levelup {a:6.2f} s   pandas script {b:6.2f} s   ratio {a / b:5.2f}")
    print("  levelup validates all columns and works out every metric and breakdown of the table;")
    print(f"  the script validates nothing and works out {len(theirs[0].figures)} values.")


if __name__ == "__main__":
    main()
