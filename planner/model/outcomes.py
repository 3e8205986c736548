"""The outcomes of a scenario: what its electricity is, and what it becomes by the conversions of its region."""

from __future__ import annotations

from collections.abc import Mapping

OUTCOMES: Mapping[str, str] = {
    "energy": "GWh/year",
    "power": "MW",
    "households": "household",
    "share": "%",
    "emissions": "tCO2e/year",
    "cost": "",
    "water": "m^3/year",
}
"""Every outcome with its unit; the unit of cost is the currency of the price, a year."""
