"""The independent route through goals 7 to 13: each metric with its sheets and its formula."""

from independent_route import (
    NOT_ASKED,
    WEEKS,
    answers,
    dated,
    everybody,
    number,
    over,
    says,
    share,
    sums,
    surely,
    worst_three,
)

CAPITAL = ("TLI", "TLJ")
GOOD_EPC, ANY_EPC = "ABC", "ABCDEFG"
SERIOUS = ("fatal", "specified_injury", "over_7_day", "lost_time")
NO_VALUE = (None, NOT_ASKED, NOT_ASKED, NOT_ASKED)


def living_wage(staff):
    adult = says(staff.age_band, "under_16", "16_17") == False  # noqa: E712 - missing stays missing
    members = adult & ~says(staff.earn_and_learn, "apprentice")
    rate = number(staff.region.map(lambda r: 13.15 if r == "TLI" else 12.00, na_action="ignore"))
    return share(members, number(staff.base_hourly_gbp) >= rate)


def survey(question, top):
    """The rows `all` of a question; whoever was asked and did not answer is unknown."""

    def route(table):
        (row,) = table[(table.question_id == question) & (table.group_by == "all")].itertuples()
        unknown = row.n_invited - row.n_responses
        if top == "mean_score":
            return over(row.mean_score * row.n_responses, row.n_responses, 1, unknown)
        return over(row.n_favourable, row.n_responses, unknown=unknown)

    return route


def premium(table):
    standard = table[table.segment == "standard"]
    prices = standard.set_index(["product", "region"]).average_unit_price_gbp.to_dict()
    poor = table[table.segment.isin(["low_income", "prepayment"])]
    parts = [
        (
            row.average_unit_price_gbp / prices[row.product, row.region] * row.customers,
            row.customers,
        )
        for row in poor.itertuples()
    ]
    value = sum(part for part, _ in parts) / sum(customers for _, customers in parts)
    return value, NOT_ASKED, NOT_ASKED, NOT_ASKED


def acceptance(table):
    sides = [
        sums(table[table.segment == name], "accepted", "applications")[0]
        for name in ("imd_1_2", "imd_3_10")
    ]
    return over(*sides, 1)


def segment(name, top, base, per=100):
    return lambda table: sums(table[table.segment == name], top, base, per)


def sickness(absences, staff):
    hours = staff.set_index("employee_id").contracted_hours_week.dropna()
    lost = number(absences.hours_lost)[absences.employee_id.isin(hours.index)].sum()
    return over(lost, hours.sum() * WEEKS)


def injuries(table):
    table = dated(table, "incident_date")
    return table[table.person_type == "employee"]


def reportable(table, organisation):
    table = injuries(table)
    cases = ((table.riddor == "yes") & (table.category != "near_miss")).sum()
    return over(cases, organisation.employees[0], 100_000)


def lost_time(table, organisation):
    cases = injuries(table).category.isin(SERIOUS).sum()
    return over(cases, organisation.total_hours_worked[0], 1_000_000)


def flexible(staff):
    return share(everybody(staff), ~says(staff.flexible_working, "none"))


def spend(column, *codes):
    return lambda s: share(everybody(s), says(s[column], *codes), money=s.spend_gbp)


def days_to_pay(table):
    days, invoices = number(table.days_to_pay), number(table.invoices)
    known = days.notna() & invoices.notna()
    top = (days * invoices)[known].sum()
    return over(top, invoices[known].sum(), 1, invoices[~known].sum())


def trained(category):
    def route(courses, staff):
        courses = dated(courses, "completed_date")
        done = courses[(courses.completed == "yes") & (courses.category == category)]
        return over(staff.employee_id.isin(done.employee_id).sum(), len(staff))

    return route


def online(column):
    return lambda s: share(says(s.online, "yes"), says(s[column], "yes"))


def devices(facts):
    value = facts.set_index("fact_id").value
    return over(value["devices_reused"], value["devices_retired"])


def homes(*statuses, column, codes):
    return lambda h: share(says(h.status, *statuses), says(h[column], *codes))


def jobs(column="headcount"):
    return lambda s: share(everybody(s), ~says(s.region, *CAPITAL), heads=s[column])


def deprived_or_cold(table):
    """Yes if either says so; not known only where neither is known."""
    decile, cold = worst_three(table), says(table.cold_spot, "yes")
    return (surely(decile) | surely(cold)).astype("boolean").mask(decile.isna() & cold.isna())


def carried_out(table):
    """Running and completed; what names one kind of contribution gave none of the others."""
    table = table[table.status.isin(["running", "completed"])]
    kinds = table[["cash_gbp", "inkind_gbp", "time_hours"]].apply(number)
    some = kinds.notna().any(axis=1)
    return table[some].assign(**kinds[some].fillna(0))


def investment(activities, facts, staff, organisation):
    profit = organisation.pre_tax_profit_gbp[0]
    if profit <= 0:
        return NO_VALUE
    table = carried_out(activities)
    given = table.cash_gbp.sum() + table.inkind_gbp.sum()
    given += table.time_hours.sum() * number(staff.hourly_pay_gbp).mean()
    given += facts.set_index("fact_id").value["community_management_cost_gbp"]
    return over(given, profit)


def activity_spend(table):
    table = carried_out(table)
    return share(everybody(table), deprived_or_cold(table), money=table.cash_gbp)


def emissions(table, year):
    counted = table.scope.astype(str).isin(["1", "2_location"]) & (table.year_label == year)
    return number(table.emissions_tco2e)[counted].sum()


def change(table):
    now, before = emissions(table, "current"), emissions(table, "prior")
    return 100 * (now - before) / before, now - before, before, NOT_ASKED


def intensity(table, organisation):
    return over(emissions(table, "current"), organisation.employees_fte[0], 1)


def renewable(table):
    rows = (table.source == "electricity") & (table.year_label == "current")
    return sums(table[rows & (table.scope.astype(str) == "2_location")], "renewable_kwh", "kwh")


def clean_fleet(table):
    clean = says(table.fuel_type, "bev", "fcev")
    return share(says(table.vehicle_type, "car", "van"), clean, heads=table.vehicles)


def floor_area(table):
    good = says(table.epc_rating.where(table.epc_rating.isin([*ANY_EPC])), *GOOD_EPC)
    return share(everybody(table), good, money=table.floor_area_m2)


def staff(column, *codes):
    return "employees", lambda e: answers(e, column, *codes)


MANAGED, NEW = "managed", "completed_in_period"
ROUTES = {
    "g07_real_living_wage_share": ("employees", living_wage),
    "g07_pension_participation": (
        "employees",
        lambda e: share(says(e.pension_eligible, "yes"), says(e.pension_member, "yes")),
    ),
    "g07_payroll_savings_takeup": staff("payroll_savings_member", "yes"),
    "g07_savings_buffer_share": ("survey", survey("savings_1000", "n_favourable")),
    "g07_poverty_premium_ratio": ("customers", premium),
    "g07_support_takeup_rate": (
        "customers",
        segment("all", "receiving_support", "eligible_for_support"),
    ),
    "g07_credit_acceptance_parity": ("customers", acceptance),
    "g07_affordable_plan_share": ("customers", segment("all", "on_affordable_plan", "in_arrears")),
    "g08_sickness_absence_rate": ("absence employees", sickness),
    "g08_riddor_rate": ("incidents organisation", reportable),
    "g08_ltifr": ("incidents organisation", lost_time),
    "g08_oh_access_share": staff("occupational_health_access", "yes"),
    "g08_wellbeing_support_share": ("survey", survey("wellbeing_supported", "n_favourable")),
    "g08_life_satisfaction_mean": ("survey", survey("life_satisfaction", "mean_score")),
    "g08_flexible_working_share": ("employees", flexible),
    "g08_health_programme_deprived_reach": (
        "outreach",
        lambda o: share(
            says(o.encounter_type, "health_activity"), worst_three(o), heads=o.participants
        ),
    ),
    "g09_sme_spend_share": ("suppliers", spend("size", "micro", "small", "medium")),
    "g09_vcse_spend_share": ("suppliers", spend("supplier_type", "vcse")),
    "g09_paid_30_days_share": ("suppliers", lambda s: sums(s, "invoices_30d", "invoices")),
    "g09_late_payment_share": ("suppliers", lambda s: sums(s, "invoices_late", "invoices")),
    "g09_days_to_pay": ("suppliers", days_to_pay),
    "g09_local_spend_share": ("suppliers", spend("local", "yes")),
    "g09_deprived_area_spend_share": ("suppliers", spend("imd_decile", 1, 2, 3)),
    "g09_enterprise_survival_12m": (
        "enterprises",
        lambda b: share(says(b.due_12m_in_period, "yes"), says(b.trading_12m, "yes")),
    ),
    "g10_work_digital_skills_share": staff("digital_tasks_passed", 20),
    "g10_digital_training_share": ("training employees", trained("digital")),
    "g10_colleague_access_share": staff("has_digital_access", "yes"),
    "g10_assisted_route_share": ("services", online("assisted_route")),
    "g10_accessible_service_share": ("services", online("wcag_aa")),
    "g10_device_reuse_rate": ("facts", devices),
    "g10_helped_online_per_1000": ("customers", segment("all", "helped_online", "customers", 1000)),
    "g10_gigabit_homes_share": ("homes", homes(MANAGED, NEW, column="gigabit", codes=["yes"])),
    "g11_jobs_outside_lse_share": ("sites", jobs()),
    "g11_senior_jobs_outside_lse_share": ("sites", jobs("senior_headcount")),
    "g11_deprived_area_jobs_share": (
        "sites",
        lambda s: share(everybody(s), deprived_or_cold(s), heads=s.headcount),
    ),
    "g11_cold_spot_investment_share": (
        "investments",
        lambda i: share(everybody(i), worst_three(i), money=i.amount_gbp),
    ),
    "g11_investment_outside_lse_share": (
        "investments",
        lambda i: share(everybody(i), ~says(i.region, *CAPITAL), money=i.amount_gbp),
    ),
    "g11_public_transport_site_share": (
        "sites",
        lambda s: share(everybody(s), says(s.public_transport_ok, "yes"), heads=s.headcount),
    ),
    "g11_step_free_site_share": ("sites", lambda s: answers(s, "step_free", "yes")),
    "g12_affordable_completions_share": ("homes", homes(NEW, column="affordable", codes=["yes"])),
    "g12_decent_homes_share": ("homes", homes(MANAGED, column="decent", codes=["yes"])),
    "g12_epc_c_share": ("homes", homes(MANAGED, column="epc_rating", codes=GOOD_EPC)),
    "g12_damp_rate": ("homes", homes(MANAGED, column="damp_open_case", codes=["yes"])),
    "g12_accessible_new_homes_share": (
        "homes",
        homes(NEW, column="accessibility_standard", codes=["m4_2", "m4_3"]),
    ),
    "g12_volunteering_participation": (
        "employees",
        lambda e: share(everybody(e), number(e.volunteering_hours) > 0),
    ),
    "g12_community_investment_pct": ("activities facts employees organisation", investment),
    "g12_activity_deprived_share": ("activities", activity_spend),
    "g13_scope12_change": ("energy", change),
    "g13_scope12_intensity": ("energy organisation", intensity),
    "g13_renewable_electricity_share": ("energy", renewable),
    "g13_zero_emission_fleet_share": ("fleet", clean_fleet),
    "g13_green_training_share": ("training employees", trained("green")),
    "g13_efficient_floor_area_share": ("sites", floor_area),
    "g13_fuel_poor_help_rate": (
        "customers",
        segment("fuel_poor", "energy_help_given", "customers"),
    ),
    "g13_supplier_target_spend_share": ("suppliers", spend("net_zero_target", "sbti_validated")),
}
