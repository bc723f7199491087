"""Print how closely each published result is reproduced (`make oracles`); exit with 1 if not.

A line for each comparison: the name, what was compared, how many figures, the largest error, the
error allowed (`rel.` where it is relative).
"""

import sys

from conftest import ORACLES as FOLDER
from oracles.everything import EVERY_ORACLE
from oracles.oracle import Oracle


def main() -> None:
    if not FOLDER.is_dir():
        sys.exit(f"There are no published results in {FOLDER} (LEVELUP_ORACLES).")
    agreed = [report(oracle) for oracle in EVERY_ORACLE]
    if not all(agreed):
        sys.exit(1)


def report(oracle: Oracle) -> bool:
    """Print the line of an oracle; whether it agrees."""
    pairs = list(oracle.compare())
    agrees = oracle.is_met_by(pairs)
    allowed = f"{oracle.allowed:.0e} rel." if oracle.relative else f"{oracle.allowed:.0e}"
    error = f"{oracle.largest_error(pairs):.2e}"
    sys.stdout.write(
        f"{oracle.name:<43} {oracle.what:<56} {len(pairs):>5} {error:>9} {allowed:>11}"
        f"{'' if agrees else '  DISAGREES'}\n"
    )
    sys.stdout.flush()
    return agrees


if __name__ == "__main__":
    main()
