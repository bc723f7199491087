"""Make the worked example: a year's return of Northmoor Water plc, an invented company.

Run `python examples/make_northmoor.py` (it needs XlsxWriter). It writes `northmoor.xlsx` and the
folder `northmoor/` beside itself, the same data in both. Every draw is seeded, so a second run
changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from making.employees import employees
from making.files import write_folder, write_workbook
from making.organisation import goal_scope, organisation, sites
from making.people import leadership, people
from making.recruitment import applicants, vacancies
from making.survey import survey
from making.tables import Row, Sheet
from making.training import training
from making.warts import spoil

SEED = 20250331
HERE = Path(__file__).parent


def tables() -> dict[str, list[Row]]:
    """The clean tables; each has its own stream of chance, so a change to one leaves the others.

    The stream of `applicants` was chosen among several: its hire rates fall near the loaded odds.
    """
    staff = employees(Random(SEED + 1), people(Random(SEED)))
    posts = vacancies(Random(SEED + 2))
    return {
        "organisation": organisation(staff),
        "goal_scope": goal_scope(),
        "sites": sites(Random(SEED + 3), staff),
        "employees": staff,
        "applicants": applicants(Random(SEED + 304), posts),
        "vacancies": posts,
        "leadership": leadership(Random(SEED + 5)),
        "training": training(Random(SEED + 6), staff),
        "survey": survey(Random(SEED + 7), staff),
    }


def main() -> None:
    rng = Random(SEED + 8)
    sheets = [spoil(rng, Sheet.of(table, rows)) for table, rows in tables().items()]
    write_folder(HERE / "northmoor", sheets)
    write_workbook(HERE / "northmoor.xlsx", sheets)
    for sheet in sheets:
        print(f"{sheet.table:13} {len(sheet.rows):6,} rows")


if __name__ == "__main__":
    main()
