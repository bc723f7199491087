"""Places, things and money: sites, energy, fleet, homes, suppliers, investments, small firms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from making.chance import pick, yes_no
from making.others.organisations import PERIOD_START, Organisation
from making.others.programmes import REGION_CODES
from making.tables import Row

EPC: Mapping[str | None, float] = {"A": 4, "B": 18, "C": 40, "D": 24, "E": 8, None: 6}


def sites(rng: Random, organisation: Organisation, staff: list[Row]) -> list[Row]:
    regions = (organisation.region, organisation.region, "TLJ", organisation.region)
    heads: dict[str, list[Row]] = {}
    for person in staff:
        heads.setdefault(str(person["site_id"]), []).append(person)
    senior = ("executive", "senior_leader")
    return [
        {
            "site_id": site_id,
            "site_name": f"Site {number}",
            "local_authority_code": REGION_CODES[organisation.region],
            "region": regions[number % len(regions)],
            "imd_decile": rng.randint(1, 8),
            "cold_spot": yes_no(rng, 0.3),
            "headcount": len(people),
            "senior_headcount": sum(person["grade"] in senior for person in people),
            "floor_area_m2": rng.randrange(600, 9_000, 50),
            "epc_rating": pick(rng, EPC),
            "public_transport_ok": yes_no(rng, 0.75),
            "step_free": yes_no(rng, 0.7),
            "community_use_hours": rng.randrange(0, 400, 10),
        }
        for number, (site_id, people) in enumerate(sorted(heads.items()), 1)
    ]


def energy(rng: Random, organisation: Organisation) -> list[Row]:
    rows: list[Row] = []
    for site in range(1, organisation.sizes["energy"] + 1):
        power, gas = rng.randrange(90_000, 400_000, 500), rng.randrange(60_000, 300_000, 500)
        for year, less in (("prior", 1.0), ("current", 0.94)):
            kwh = round(power * less)
            for source, scope, amount, factor in (
                ("electricity", "2_location", kwh, 0.000207),
                ("electricity", "2_market", kwh, 0.00006),
                ("gas", "1", round(gas * less), 0.000183),
            ):
                green = round(amount * 0.55) if source == "electricity" else None
                rows.append(
                    {
                        "record_id": f"E{len(rows) + 1:03}",
                        "site_id": f"S{site:02}",
                        "year_label": year,
                        "source": source,
                        "scope": scope,
                        "kwh": amount,
                        "renewable_kwh": green,
                        "emissions_tco2e": round(amount * factor, 2),
                        "factor_year": 2024,
                    }
                )
    return rows


def fleet(rng: Random) -> list[Row]:
    return [
        {"vehicle_type": kind, "fuel_type": fuel, "vehicles": rng.randint(*span)}
        for kind, fuel, span in (
            ("car", "bev", (12, 30)),
            ("car", "petrol", (20, 40)),
            ("van", "bev", (8, 16)),
            ("van", "diesel", (40, 80)),
            ("hgv", "diesel", (6, 12)),
        )
    ]


def suppliers(rng: Random, size: int, region: str) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        invoices = rng.randint(3, 160)
        quick = rng.randint(invoices // 2, invoices)
        rows.append(
            {
                "supplier_id": f"V{serial:04}",
                "size": pick(
                    rng, {"micro": 22, "small": 26, "medium": 20, "large": 28, "unknown": 4}
                ),
                "supplier_type": pick(rng, {"commercial": 84, "vcse": 9, "public_body": 7}),
                "local_authority_code": REGION_CODES[region],
                "local": pick(rng, {"yes": 40, "no": 56, "unknown": 4}),
                "imd_decile": rng.randint(1, 10),
                "spend_gbp": rng.randrange(1_000, 900_000, 500),
                "invoices": invoices,
                "invoices_30d": quick,
                "invoices_late": rng.randint(0, invoices - quick),
                "days_to_pay": rng.randint(14, 52),
                "net_zero_target": pick(
                    rng, {"sbti_validated": 18, "other_target": 30, "none": 44, "unknown": 8}
                ),
            }
        )
    return rows


def homes(rng: Random, size: int, region: str) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        status = pick(rng, {"managed": 80, "completed_in_period": 17, "started_in_period": 3})
        new = status == "completed_in_period"
        affordable = rng.random() < (0.62 if new else 0.93)
        let = ("social_rent", "affordable_rent", "shared_ownership")
        tenure = rng.choice(let) if affordable else "market_sale"
        rows.append(
            {
                "home_id": f"H{serial:05}",
                "status": status,
                "tenure": tenure,
                "affordable": "yes" if affordable else "no",
                "local_authority_code": REGION_CODES[region],
                "imd_decile": rng.randint(1, 10),
                "epc_rating": "B" if new else pick(rng, EPC),
                "decent": None if new else pick(rng, {"yes": 88, "no": 8, "not_assessed": 4}),
                "damp_open_case": None if new else yes_no(rng, 0.05),
                "accessibility_standard": pick(rng, {"m4_1": 40, "m4_2": 48, "m4_3": 12})
                if new
                else None,
                "gigabit": yes_no(rng, 0.84),
            }
        )
    return rows


def investments(rng: Random, size: int, region: str) -> list[Row]:
    return [
        {
            "investment_id": f"N{serial:03}",
            "local_authority_code": REGION_CODES[region],
            "region": rng.choice((region, region, region, "TLI")),
            "imd_decile": rng.randint(1, 9),
            "category": rng.choice(("building", "digital", "energy", "transport")),
            "amount_gbp": rng.randrange(40_000, 3_000_000, 5_000),
        }
        for serial in range(1, size + 1)
    ]


def enterprises(rng: Random, size: int) -> list[Row]:
    rows: list[Row] = []
    for serial in range(1, size + 1):
        due = rng.random() < 0.7
        rows.append(
            {
                "business_id": f"B{serial:04}",
                "support_start": PERIOD_START - timedelta(days=rng.randrange(200, 700)),
                "owner_group": rng.choice(
                    ("women_led", "ethnic_minority_led", "youth_led", "other", "unknown")
                ),
                "imd_decile": rng.randint(1, 10),
                "due_12m_in_period": "yes" if due else "no",
                "trading_12m": pick(rng, {"yes": 82, "no": 14, "unknown": 4}) if due else None,
            }
        )
    return rows


def facts(rng: Random) -> list[Row]:
    retired = rng.randint(120, 400)
    return [
        {"fact_id": "devices_retired", "value": retired, "note": None},
        {"fact_id": "devices_reused", "value": round(retired * 0.37), "note": None},
        {
            "fact_id": "community_management_cost_gbp",
            "value": rng.randrange(4_000, 30_000, 500),
            "note": "salaries of the community team",
        },
    ]
