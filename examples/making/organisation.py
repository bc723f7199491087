"""The organisation, its goals in scope and its sites: what Northmoor Water says about itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

from making.chance import pick
from making.tables import Row, number

PERIOD_START = date(2024, 4, 1)
PERIOD_END = SNAPSHOT = date(2025, 3, 31)
WEEK = 37.0  # contracted hours of a full-time post

NETWORK = "Network operations"
TREATMENT = "Treatment and science"
ENGINEERING = "Engineering and capital delivery"
CUSTOMERS = "Customer services"
DIGITAL = "Digital and data"
CORPORATE = "Corporate services"
FAMILIES = (NETWORK, TREATMENT, ENGINEERING, CUSTOMERS, DIGITAL, CORPORATE)


@dataclass(frozen=True)
class Site:
    """One site: where it is, its pull on the job families based there, and on seniors."""

    name: str
    authority: str
    region: str
    decile: int
    share: float
    area: int
    seniors: float
    families: tuple[str, ...]


WORKS = (TREATMENT, NETWORK, ENGINEERING)
OFFICE = (CORPORATE, DIGITAL, ENGINEERING, CUSTOMERS)
SITES = {
    "S01": Site("Kettleburn head office", "E08000021", "TLC", 4, 30, 11800, 5.0, OFFICE),
    "S02": Site(
        "Staithewick Quay customer centre",
        "E08000024",
        "TLC",
        2,
        16,
        5400,
        1.0,
        (CUSTOMERS, DIGITAL),
    ),
    "S03": Site("Harrow Beck water treatment works", "E06000047", "TLC", 3, 7.5, 4100, 0.4, WORKS),
    "S04": Site("Saltergarth sewage treatment works", "E06000002", "TLC", 1, 7, 4700, 0.4, WORKS),
    "S05": Site(
        "Blackrigg operations depot", "E06000047", "TLC", 2, 14, 3900, 0.5, (NETWORK, ENGINEERING)
    ),
    "S06": Site("Longstaith operations depot", "E06000057", "TLC", 5, 8, 2600, 0.3, (NETWORK,)),
    "S07": Site("Tidewell laboratory", "E08000022", "TLC", 6, 7, 2200, 0.8, (TREATMENT,)),
    "S08": Site("Coldholm reservoir", "E06000057", "TLC", 7, 2, 900, 0.2, (NETWORK, TREATMENT)),
    "S09": Site("Nettleby pumping station", "E06000004", "TLC", 4, 3, 1300, 0.2, (NETWORK,)),
    "S10": Site("Ormscar treatment works", "E06000003", "TLC", 2, 5, 3000, 0.3, WORKS),
    "S11": Site(
        "Thornfleet operations depot", "E06000065", "TLE", 6, 6, 2400, 0.4, (NETWORK, ENGINEERING)
    ),
    "S12": Site(
        "Aldermire training centre", "E06000001", "TLC", 1, 4, 2800, 0.5, (CORPORATE, NETWORK)
    ),
    "S13": Site("Grisemoor Fell treatment works", "E06000064", "TLD", 6, 4, 2500, 0.3, WORKS),
    "S14": Site("Lanthorn Yard policy office", "E09000033", "TLI", 5, 2, 420, 3.0, (CORPORATE,)),
}
COLD_SPOTS = ("S02", "S04", "S05", "S10", "S12")
BY_BUS = ("S01", "S02", "S04", "S05", "S07", "S10", "S12", "S14")
STEPS = ("S06", "S08", "S09", "S13")
RATINGS = {"B": 15, "C": 35, "D": 30, "E": 12, "unknown": 8}


def organisation(employees: list[Row]) -> list[Row]:
    staff = [row for row in employees if row["contract_type"] != "agency"]
    full_time = sum(number(row["fte"]) for row in staff)
    return [
        {
            "organisation_id": "northmoor-water",
            "organisation_name": "Northmoor Water plc",
            "sector": "energy_utilities",
            "period_start": PERIOD_START,
            "period_end": PERIOD_END,
            "snapshot_date": SNAPSHOT,
            "contact_name": "EDI team",
            "contact_email": "edi@northmoor.example",
            "employees": len(staff),
            "employees_fte": round(full_time, 2),
            "total_hours_worked": round(full_time * WEEK * 45.2),
            "turnover_gbp": 486_300_000.00,
            "pre_tax_profit_gbp": 41_700_000.00,
            "has_customers": "yes",
            "runs_homes": "no",
            "runs_settings": "no",
            "is_higher_education": "no",
            "living_wage_accredited": "no",
            "disability_confident_level": 2,
            "template_version": "1.0",
            "return_status": "final",
            "notes": "Invented organisation; no figure here describes a real one.",
        }
    ]


def goal_scope() -> list[Row]:
    reason = "We own no homes and build none; our community work is reported under other goals."
    return [
        {
            "goal": goal,
            "in_scope": "no" if goal == 12 else "yes",
            "rationale": reason if goal == 12 else None,
        }
        for goal in range(1, 15)
    ]


def sites(rng: Random, employees: list[Row]) -> list[Row]:
    """One row per site, with the heads that the staff list gives it."""
    staff = [row for row in employees if row["contract_type"] != "agency"]
    heads = Counter(row["site_id"] for row in staff)
    seniors = Counter(
        row["site_id"] for row in staff if row["grade"] in ("executive", "senior_leader")
    )
    return [
        {
            "site_id": site_id,
            "site_name": site.name,
            "local_authority_code": site.authority,
            "region": site.region,
            "imd_decile": site.decile,
            "cold_spot": "yes" if site_id in COLD_SPOTS else "no",
            "headcount": heads[site_id],
            "senior_headcount": seniors[site_id],
            "floor_area_m2": site.area,
            "epc_rating": pick(rng, RATINGS),
            "public_transport_ok": "yes" if site_id in BY_BUS else "no",
            "step_free": "no" if site_id in STEPS else "yes",
            "community_use_hours": rng.choice((0, 0, 24, 60, 140)),
        }
        for site_id, site in SITES.items()
    ]
