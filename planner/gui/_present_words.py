"""What a presentation answers to “where does that come from?”: the working and the sources, in large type."""

from __future__ import annotations

from html import escape

from planner.chart.ladder import Ladder, Rung
from planner.gui.theme import Theme
from planner.model.driver import Driver
from planner.model.evidence import Evidence
from planner.model.scenario import Scenario
from planner.store.library import evidence
from planner.text import _


def working_html(ladder: Ladder, theme: Theme, unit: float) -> str:
    """Return the working: a row of numbers for each workload, with what they are under them."""
    rows = "".join(
        f'<p style="font-size:{_px(19, unit)}; font-weight:600; color:{theme.ink}">{escape(name)}</p>'
        f'<table cellspacing="0" cellpadding="{round(5 * unit)}"><tr>{_cells(rungs, theme, unit)}</tr></table>'
        for name, rungs in ladder.rows
    )
    remark = f'<p style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(ladder.remark)}</p>'
    return rows + remark


def _cells(rungs: tuple[Rung, ...], theme: Theme, unit: float) -> str:
    cells = []
    for rung in rungs:
        colour = theme.series_text(2) if rung.result else theme.ink
        if rung.operator:
            cells.append(f'<td style="font-size:{_px(24, unit)}; color:{theme.quiet}">{escape(rung.operator)}</td>')
        cells.append(
            f'<td><span style="font-size:{_px(24, unit)}; font-weight:600; color:{colour}">{escape(rung.value)}</span>'
            f'<br><span style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(rung.what)}</span></td>'
        )
    return "".join(cells)


def sources_html(scenario: Scenario, theme: Theme, unit: float) -> str:
    """Return every assumption with its value and who says so."""
    rows = [
        f'<tr><td style="font-size:{_px(18, unit)}; font-weight:600; color:{theme.ink}">{escape(driver.name)}</td>'
        f'<td style="font-size:{_px(18, unit)}; color:{theme.ink}">{escape(driver.value.text)}</td>'
        f'<td style="font-size:{_px(16, unit)}; color:{theme.quiet}">{escape(_source(driver))}</td></tr>'
        for workload in scenario.workloads
        for driver in workload.drivers
    ]
    return f'<table cellspacing="0" cellpadding="{round(6 * unit)}">{"".join(rows)}</table>'


def _source(driver: Driver) -> str:
    entry: Evidence | None = evidence().get(driver.source)
    if entry is None:
        return driver.note or driver.source or _("own assumption")
    words = _("{kind}: {citation}").format(kind=_(entry.kind), citation=entry.citation)
    if entry.supports(driver.value):
        return words
    return _("own assumption; {source} says {value}").format(source=entry.label, value=entry.value.text)


def _px(size: float, unit: float) -> str:
    return f"{round(size * unit)}px"
