"""What an analyst would write by hand: a few of the same figures with pandas, and no validation."""

import json
import sys

import pandas as pd

LOWER = {"technical_craft", "routine_semi_routine", "long_term_unemployed"}
MIDDLE = {"clerical_intermediate", "small_business_owner"}
UPPER = {"modern_traditional_professional", "manager_administrator"}
SENIOR = {"board", "executive", "senior_leader"}


def main() -> None:
    staff = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
    for name in ("grade", "Contract Type", "Gender", "Ethnic Group", "SEB", "full_pay_relevant"):
        staff[name] = staff[name].str.strip().str.lower().str.replace(r"[ -]", "_", regex=True)
    staff = staff[staff["Contract Type"] != "agency"]
    staff["pay"] = pd.to_numeric(staff["GPG hourly"])
    background = staff["SEB"].map(
        dict.fromkeys(LOWER, "lower")
        | dict.fromkeys(MIDDLE, "middle")
        | dict.fromkeys(UPPER, "upper")
    )
    senior = staff["grade"].isin(SENIOR)
    full = staff[staff["full_pay_relevant"] == "yes"]
    sex = full.groupby("Gender")["pay"]
    class_ = full.groupby(background)["pay"].median()
    print(
        json.dumps(
            {
                "g06_workforce_lower_seb_share": share(background == "lower", background.notna()),
                "g06_senior_lower_seb_share": share(
                    (background == "lower") & senior, background.notna() & senior
                ),
                "g06_class_pay_gap_median": gap(class_["upper"], class_["lower"]),
                "g14_gender_pay_gap_median": gap(sex.median()["male"], sex.median()["female"]),
                "g14_gender_pay_gap_mean": gap(sex.mean()["male"], sex.mean()["female"]),
                "g14_disabled_employee_share": share(
                    staff["disability"] == "yes", staff["disability"].isin({"yes", "no"})
                ),
            }
        )
    )


def share(part: "pd.Series[bool]", whole: "pd.Series[bool]") -> float:
    return float(100 * part.sum() / whole.sum())


def gap(reference: float, group: float) -> float:
    return float((reference - group) / reference * 100)


if __name__ == "__main__":
    main()
