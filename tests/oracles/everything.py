"""Every oracle, in the order in which they are told."""

from oracles import asem, civil_service, group_rates, hdi, intervals, pay_gap

EVERY_ORACLE = [
    oracle
    for module in (pay_gap, group_rates, hdi, asem, intervals, civil_service)
    for oracle in module.ORACLES
]
