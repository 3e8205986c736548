"""A region: published figures that turn energy into homes, shares, emissions, money and water."""

from __future__ import annotations

from attrs import field, frozen

from planner.model.estimate import Estimate
from planner.model.scenario import CONVERSIONS, Conversion, Scenario, check_conversion


@frozen
class Figure:
    """A published figure with all that a stranger needs to check it.

    ``kind`` is official, survey, benchmark, estimate or derived; ``definition`` says what exactly is counted.
    """

    value: Estimate
    year: int
    kind: str
    definition: str
    publisher: str
    citation: str
    url: str
    licence: str
    verification: str
    note: str = ""


@frozen
class Region:
    """A country or group of countries. ``adjective`` stands before “households” in a sentence: “US households”."""

    code: str
    name: str
    adjective: str
    currency: str
    population: Figure
    national_demand: Figure
    grid_intensity: Figure
    household_use: Figure
    electricity_price: Figure | None = None
    water_use: Figure | None = None
    rivals: dict[str, tuple[Figure, ...]] = field(factory=dict, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in CONVERSIONS:
            if (figure := self.figure(name)) is not None:
                check_conversion(name, Conversion(figure.value))

    def figure(self, name: str) -> Figure | None:
        """Return the region's figure for a conversion, or None where no published one ships."""
        figure: Figure | None = getattr(self, name)
        return figure


def conversions_of(scenario: Scenario, region: Region) -> dict[str, Conversion]:
    """Return every conversion in force: the scenario's own, else the region's; those known to neither are left out."""
    found: dict[str, Conversion] = {}
    for name in CONVERSIONS:
        figure = region.figure(name)
        own = scenario.conversion(name)
        if own is not None:
            found[name] = own
        elif figure is not None:
            found[name] = Conversion(figure.value)
    return found
