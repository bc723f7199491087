"""What the public meets and says: customers, services, surveys, and figures sent as counts."""

from __future__ import annotations

from random import Random

from making.chance import yes_no
from making.tables import Row


def customers(rng: Random) -> list[Row]:
    """Two products; the segments overlap, so the totals stand in rows of their own."""
    rows: list[Row] = []
    for product, price in (("rent account", 102.0), ("heat network", 0.115)):
        everybody = rng.randint(2_600, 3_400)
        for segment, share, dearer in (
            ("all", 1.0, None),
            ("standard", 0.6, 1.0),
            ("low_income", 0.28, 1.03),
            ("prepayment", 0.12, 1.07),
            ("imd_1_2", 0.33, None),
            ("imd_3_10", 0.67, None),
            ("fuel_poor", 0.16, None),
            ("digitally_excluded", 0.09, None),
        ):
            heads = round(everybody * share)
            eligible, owing, asked = round(heads * 0.21), round(heads * 0.11), round(heads * 0.2)
            rows.append(
                {
                    "product": product,
                    "segment": segment,
                    "region": "TLK",
                    "customers": heads,
                    "applications": asked,
                    "accepted": round(asked * (0.78 if segment == "imd_1_2" else 0.86)),
                    "eligible_for_support": eligible,
                    "receiving_support": round(eligible * 0.46),
                    "average_unit_price_gbp": round(price * dearer, 4) if dearer else None,
                    "in_arrears": owing,
                    "on_affordable_plan": round(owing * 0.58),
                    "helped_online": round(heads * 0.012),
                    "energy_help_given": round(heads * 0.34),
                }
            )
    return rows


def services(rng: Random, size: int) -> list[Row]:
    return [
        {
            "service_id": f"Z{serial:03}",
            "service_name": f"Service {serial}",
            "online": "yes" if serial % 6 else "no",
            "assisted_route": yes_no(rng, 0.76),
            "wcag_aa": yes_no(rng, 0.55),
            "annual_users": rng.randrange(200, 40_000, 50),
        }
        for serial in range(1, size + 1)
    ]


def survey(rng: Random, staff: int) -> list[Row]:
    """One survey: each question for everybody and by sex."""
    rows: list[Row] = []
    questions = {
        "wellbeing_supported": 0.64,
        "inclusion_belong": 0.72,
        "savings_1000": 0.66,
        "life_satisfaction": None,
    }
    for question, liked in questions.items():
        women = round(staff * 0.56)
        groups = (("sex", "female", women), ("sex", "male", staff - women))
        counts: list[tuple[str, str, int, int, int | None]] = []
        for by, group, asked in groups:
            replies = round(asked * rng.uniform(0.66, 0.74))
            counts.append((by, group, asked, replies, round(replies * liked) if liked else None))
        total = [sum(int(row[i] or 0) for row in counts) for i in (2, 3, 4)]
        counts.insert(0, ("all", "all", total[0], total[1], total[2] if liked else None))
        for by, group, asked, replies, favourable in counts:
            rows.append(
                {
                    "survey_name": "Staff survey, autumn 2024",
                    "question_id": question,
                    "group_by": by,
                    "group": group,
                    "n_invited": asked,
                    "n_responses": replies,
                    "n_favourable": favourable,
                    "mean_score": None if liked else round(rng.uniform(7.0, 7.6), 2),
                }
            )
    return rows


def aggregates() -> list[Row]:
    """Figures of a small charity that holds no list of the people behind them."""
    return [
        {
            "metric_id": "g10_work_digital_skills_share",
            "breakdown": "all",
            "breakdown_value": "all",
            "numerator": 21,
            "denominator": 36,
            "value": None,
            "n_missing": 4,
            "n_declined": 0,
            "suppressed": "no",
        }
    ]
