"""Five invented organisations of different kinds: who they are, and the sizes of their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from making.tables import Row

PERIOD_START, PERIOD_END = date(2024, 4, 1), date(2025, 3, 31)
WEEK = 37.5  # contracted hours of a full-time post


@dataclass(frozen=True)
class Organisation:
    """What an organisation says of itself, and how many rows its tables have."""

    id: str
    name: str
    sector: str
    staff: int
    region: str
    seed: int
    has_customers: bool = False
    runs_homes: bool = False
    runs_settings: bool = False
    is_higher_education: bool = False
    turnover: int = 0
    surplus: int = 0
    sizes: dict[str, int] = field(default_factory=dict)

    def about(self) -> list[Row]:
        """The one row of the organisation sheet."""
        return [
            {
                "organisation_id": self.id,
                "organisation_name": f"{self.name} (invented)",
                "sector": self.sector,
                "period_start": PERIOD_START,
                "period_end": PERIOD_END,
                "snapshot_date": PERIOD_END,
                "contact_name": "The data team",
                "contact_email": f"data@{self.id}.example",
                "employees": self.staff,
                "employees_fte": round(self.staff * 0.91, 1),
                "total_hours_worked": round(self.staff * 0.91 * 1610),
                "turnover_gbp": self.turnover,
                "pre_tax_profit_gbp": self.surplus,
                "has_customers": _yes_no(self.has_customers),
                "runs_homes": _yes_no(self.runs_homes),
                "runs_settings": _yes_no(self.runs_settings),
                "is_higher_education": _yes_no(self.is_higher_education),
                "template_version": "1.0",
                "return_status": "final",
            }
        ]


def _yes_no(answer: bool) -> str:
    return "yes" if answer else "no"


ORGANISATIONS = (
    Organisation(
        id="aldersyke-university",
        name="University of Aldersyke",
        sector="university",
        staff=1320,
        region="TLE",
        seed=41,
        is_higher_education=True,
        turnover=168_000_000,
        surplus=2_900_000,
        sizes={
            "students": 900,
            "placements": 160,
            "outreach": 420,
            "activities": 9,
            "apprentices": 90,
            "survey": 1,
            "sites": 4,
            "energy": 4,
            "suppliers": 140,
            "leadership": 44,
        },
    ),
    Organisation(
        id="saltmere-trust",
        name="Saltmere Hospitals NHS Trust",
        sector="health_nhs",
        staff=2140,
        region="TLD",
        seed=42,
        has_customers=True,
        turnover=214_000_000,
        surplus=-1_200_000,
        sizes={
            "family_leave": 330,
            "absence": 2600,
            "incidents": 110,
            "training": 3100,
            "leavers": 190,
            "services": 24,
            "outreach": 160,
            "activities": 6,
            "survey": 1,
            "sites": 5,
            "energy": 5,
            "fleet": 1,
            "apprentices": 120,
            "leadership": 46,
        },
    ),
    Organisation(
        id="thornwick-council",
        name="Thornwick Metropolitan Council",
        sector="local_government",
        staff=1780,
        region="TLG",
        seed=43,
        has_customers=True,
        runs_homes=True,
        runs_settings=True,
        turnover=305_000_000,
        surplus=0,
        sizes={
            "learners": 1,
            "homes": 700,
            "suppliers": 220,
            "enterprises": 150,
            "investments": 26,
            "services": 31,
            "fleet": 1,
            "activities": 14,
            "outreach": 380,
            "sites": 9,
            "energy": 9,
            "facts": 1,
            "apprentices": 70,
            "applicants": 620,
            "leadership": 40,
        },
    ),
    Organisation(
        id="harbour-reach-homes",
        name="Harbour Reach Homes",
        sector="construction_housing",
        staff=460,
        region="TLK",
        seed=44,
        has_customers=True,
        runs_homes=True,
        turnover=96_000_000,
        surplus=14_500_000,
        sizes={
            "homes": 1200,
            "customers": 1,
            "activities": 22,
            "facts": 1,
            "suppliers": 110,
            "investments": 18,
            "sites": 6,
            "energy": 6,
            "fleet": 1,
            "services": 12,
            "survey": 1,
        },
    ),
    Organisation(
        id="lantern-youth-trust",
        name="Lantern Youth Trust",
        sector="charity",
        staff=40,
        region="TLF",
        seed=45,
        turnover=1_900_000,
        surplus=36_000,
        sizes={
            "outreach": 260,
            "activities": 7,
            "placements": 60,
            "suppliers": 12,
            "sites": 2,
            "survey": 1,
            "facts": 1,
            "aggregates": 1,
        },
    ),
)
