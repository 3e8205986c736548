"""A stack of areas over the years, and rows of icons: parts of a whole, and homes one can count."""

from __future__ import annotations

import numpy as np

from planner.chart.shapes import Area as Stack
from planner.chart.shapes import Icons
from planner.export.frame import Area
from planner.export.labels import spread, write_label
from planner.export.palette import GROUND, INK, QUIET, mixed, series_colour, series_text
from planner.export.sheet import Sheet
from planner.export.year_axes import plot_years

_PER_LINE = 25


def draw_stack(sheet: Sheet, area: Area, body: Stack) -> None:
    """Draw a stack from zero, each layer named beside its end."""
    size = sheet.base * 0.92
    room = area.width * 0.27
    names = [sheet.wrapped(layer.name, size, room, "semibold", 2) for layer in body.layers]
    ends = [layer.end_label for layer in body.layers]
    widths = [sheet.width_of(line, size, "semibold") for lines in names for line in lines]
    widths += [sheet.width_of(end, size) for end in ends]
    right = max(widths, default=0.0) + 1.2 * sheet.base
    plot, axes = plot_years(sheet, Area(area.left, area.top, area.width - right, area.height), body, sheet.base * 0.9)
    for layer in body.layers:
        colour = mixed(series_colour(layer.colour), GROUND, 0.15)
        axes.fill_between(body.years, layer.low, layer.high, color=colour, linewidth=0)
        axes.plot(body.years, layer.high, color=GROUND, linewidth=0.09 * sheet.base)
    wanted = []
    for layer in body.layers:
        middle = float(np.mean([layer.low[-1], layer.high[-1]]))
        wanted.append(plot.bottom - plot.height * (middle - body.y.low) / (body.y.high - body.y.low))
    heights = [size * (1.22 * (len(lines) + 1) + 0.25) for lines in names]
    places = spread(wanted, heights, plot.top - 0.5 * sheet.base, plot.bottom + 0.2 * sheet.base)
    for index, layer in enumerate(body.layers):
        box = Area(plot.right, places[index] - heights[index] / 2, right, heights[index])
        write_label(
            sheet, box, (wanted[index], places[index]), names[index], ends[index], size, series_text(layer.colour)
        )


def draw_icons(sheet: Sheet, area: Area, body: Icons) -> None:
    """Draw rows of whole homes, each with its scenario and number, and what one home stands for."""
    lines = [max(1, -(-row.icons // _PER_LINE)) for row in body.rows]
    size = sheet.base
    height = area.height - 2.2 * size
    cell = min(area.width / _PER_LINE, (height - 2.4 * size * len(lines)) / max(sum(lines), 1), 3.2 * size)
    y = area.top
    for row, count in zip(body.rows, lines, strict=True):
        room = area.width - sheet.width_of(row.text, size) - size
        name = sheet.shortened(row.name, size, room, "semibold")
        sheet.text(area.left, y + size, name, size, series_text(row.colour), "semibold")
        beside = area.left + sheet.width_of(name, size, "semibold") + 0.8 * size
        sheet.text(beside, y + size, row.text, size, INK)
        y += 1.5 * size
        for index in range(row.icons):
            line, column = divmod(index, _PER_LINE)
            _home(sheet, area.left + column * cell, y + line * cell, cell * 0.82, series_colour(row.colour))
        y += count * cell + 0.9 * size
    sheet.text(area.left, min(y + 0.6 * size, area.bottom), body.factor, size * 0.92, QUIET)


def _home(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """Draw a house: a roof over a wall."""
    points = ((0.5, 0.0), (1.0, 0.45), (0.86, 0.45), (0.86, 1.0), (0.14, 1.0), (0.14, 0.45), (0.0, 0.45))
    sheet.polygon([(x + across * size, y + down * size) for across, down in points], colour)
