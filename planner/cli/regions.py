"""``planner regions``: the published figures that turn energy into homes, shares, emissions, money and water."""

from __future__ import annotations

from typing import Any

import attrs
import click

from planner.cli.tables import print_json, print_rows
from planner.model.estimate import Estimate
from planner.model.region import Figure, Region
from planner.model.scenario import CONVERSIONS
from planner.store import library
from planner.text import N_, _

FIGURES = {
    "population": N_("Population"),
    "household_use": N_("Electricity of a household"),
    "national_demand": N_("National electricity demand"),
    "grid_intensity": N_("Emissions of the grid"),
    "electricity_price": N_("Electricity price"),
    "water_use": N_("Water"),
}


@click.group("regions", no_args_is_help=False, short_help="List regions and show their figures with sources.")
def command() -> None:
    """Regions: the figures behind households, share, emissions, cost and water, each with its source.

    \b
    Example:
      planner regions show CHE
    """


@command.command("list", short_help="List all regions.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_regions(as_json: bool) -> None:
    """List the regions with the main figures, each as published.

    \b
    Example:
      planner regions list
    """
    regions = list(library.regions().values())
    if as_json:
        entries = [{"code": region.code, "name": region.name, **_values(region)} for region in regions]
        print_json({"regions": entries})
        return
    rows = [[_("Code"), _("Region"), _("Household"), _("Demand"), _("Emissions")]]
    for region in regions:
        main = (region.household_use, region.national_demand, region.grid_intensity)
        rows.append([region.code, region.name, *(f"{figure.value.text} ({figure.year})" for figure in main)])
    print_rows(rows)


def _values(region: Region) -> dict[str, str | None]:
    found = {name: region.figure(name) for name in CONVERSIONS}
    return {name: None if figure is None else figure.value.text for name, figure in found.items()}


@command.command("show", short_help="Show a region's figures, definitions, years and sources.")
@click.argument("code", metavar="CODE")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(code: str, as_json: bool) -> None:
    """Show the figures of the region CODE: value, year, what exactly is counted, source, and rival figures.

    \b
    Example:
      planner regions show USA --json
    """
    region = library.region_called(code)
    if as_json:
        print_json(_content(region))
        return
    print_rows([[_("{name} ({code})").format(name=region.name, code=region.code)]])
    rows = []
    for name, title in FIGURES.items():
        figure = region.figure(name)
        if figure is not None:
            rows += [["", ""], *_rows(_(title), figure)]
        for rival in region.rivals.get(name, ()):
            rows += _rows(_("also published"), rival)
    print_rows(rows)


def _content(region: Region) -> dict[str, Any]:
    """Return a region as JSON: estimates as their text, everything else as it stands."""
    return attrs.asdict(region, value_serializer=_serialized)


def _serialized(_owner: object, _attribute: object, value: Any) -> Any:
    return value.text if isinstance(value, Estimate) else value


def _rows(title: str, figure: Figure) -> list[list[str]]:
    rows = [
        [title, f"{figure.value.text} ({figure.year}, {_(figure.kind)})"],
        ["  " + _("counts"), figure.definition],
        ["  " + _("source"), figure.citation],
        ["  " + _("address"), figure.url],
    ]
    if figure.note:
        rows.append(["  " + _("note"), figure.note])
    return rows
