"""What intervals cost: `levelup score` with and without them, in pairs, whole processes.

Run `make bench`. The middle size is the dearest: its groups are just small enough to be resampled.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from bench import PAIRS, timed, write_staff

SIZES = (2_000, 20_000, 100_000)
WITHOUT = """
import sys
from levelup_cli.indicators.chance import Chance
Chance.weigh = lambda self, measure, figure: figure
from levelup_cli.cli import main
main()
"""


def main() -> None:
    print(f"Intervals: processor seconds of whole processes, medians of {PAIRS} pairs")
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "employees.csv"
            write_staff(file, rows)
            score = ["score", "-f", "json", str(file)]
            pairs = [
                (
                    timed([sys.executable, "-m", "levelup_cli", *score]).cpu,
                    timed([sys.executable, "-c", WITHOUT, *score]).cpu,
                )
                for _ in range(PAIRS)
            ]
        ours, bare = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"  {rows:>7,} rows  with {ours:6.2f} s  without {bare:6.2f} s  ratio {ratio:5.2f}")


if __name__ == "__main__":
    main()
