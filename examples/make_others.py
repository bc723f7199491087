"""Make the example returns of five more kinds of organisation, all invented.

Run `python examples/make_others.py` (it needs XlsxWriter). It writes a workbook for each beside
itself. Between them and Northmoor Water every metric is worked out. Every draw is seeded, so a
second run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from making.files import write_workbook
from making.others import estate, programmes, public, staff
from making.others.organisations import ORGANISATIONS, Organisation
from making.tables import Row, Sheet

HERE = Path(__file__).parent
Maker = Callable[[Random, Organisation, list[Row]], list[Row]]

# One maker for each sheet, in the order of the sheets; `size` is what the organisation says.
MAKERS: dict[str, Maker] = {
    "sites": estate.sites,
    "applicants": lambda rng, o, _: staff.applicants(rng, o.sizes["applicants"]),
    "leadership": lambda rng, o, _: staff.leadership(rng, o.sizes["leadership"]),
    "training": lambda rng, o, people: staff.training(rng, o.sizes["training"], people),
    "absence": lambda rng, o, people: staff.absence(rng, o.sizes["absence"], people),
    "incidents": lambda rng, o, _: staff.incidents(rng, o.sizes["incidents"], o.sizes["sites"]),
    "family_leave": lambda rng, o, people: staff.family_leave(rng, o.sizes["family_leave"], people),
    "leavers": lambda rng, o, _: staff.leavers(rng, o.sizes["leavers"]),
    "apprentices": lambda rng, o, _: programmes.apprentices(
        rng, o.sizes["apprentices"], o.sizes["sites"]
    ),
    "placements": lambda rng, o, _: programmes.placements(rng, o.sizes["placements"]),
    "activities": lambda rng, o, _: programmes.activities(rng, o),
    "outreach": lambda rng, o, _: programmes.outreach(rng, o),
    "learners": lambda rng, o, _: programmes.learners(rng),
    "students": lambda rng, o, _: programmes.students(rng, o.sizes["students"]),
    "suppliers": lambda rng, o, _: estate.suppliers(rng, o.sizes["suppliers"], o.region),
    "enterprises": lambda rng, o, _: estate.enterprises(rng, o.sizes["enterprises"]),
    "investments": lambda rng, o, _: estate.investments(rng, o.sizes["investments"], o.region),
    "energy": lambda rng, o, _: estate.energy(rng, o),
    "fleet": lambda rng, o, _: estate.fleet(rng),
    "homes": lambda rng, o, _: estate.homes(rng, o.sizes["homes"], o.region),
    "customers": lambda rng, o, _: public.customers(rng),
    "services": lambda rng, o, _: public.services(rng, o.sizes["services"]),
    "survey": lambda rng, o, _: public.survey(rng, o.staff),
    "facts": lambda rng, o, _: estate.facts(rng),
    "aggregates": lambda rng, o, _: public.aggregates(),
}


def sheets(organisation: Organisation) -> list[Sheet]:
    """The sheets of one organisation; each has its own stream of chance."""
    people = staff.employees(Random(organisation.seed), organisation)
    made = [Sheet.of("organisation", organisation.about()), Sheet.of("employees", people)]
    for number, (table, make) in enumerate(MAKERS.items(), 1):
        if table in organisation.sizes:
            rng = Random(1000 * organisation.seed + number)
            made.append(Sheet.of(table, make(rng, organisation, people)))
    return made


def main() -> None:
    for organisation in ORGANISATIONS:
        cover = (organisation.name, "Invented, and so is every figure in this workbook.")
        path = HERE / f"{organisation.id.replace('-', '_')}.xlsx"
        write_workbook(path, sheets(organisation), cover, ())
        print(path.name)


if __name__ == "__main__":
    main()
