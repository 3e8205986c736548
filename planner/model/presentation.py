"""A presentation: what of a plan is shown to a room, one message a view, in the order of telling.

A view names what to show; the figures follow from the plan, so that a presentation is never older than it. Where a
view leaves something open (a scenario, an outcome, a year), it shows what is looked at when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from attrs import field, frozen

from planner.model.driver import is_note
from planner.model.faults import Fault
from planner.model.outcomes import OUTCOMES
from planner.model.trajectory import check_year
from planner.text import _, is_one_line

CHARTS: Mapping[str, tuple[str, ...]] = {
    "timeline": (),
    "households": (),
    "breakdown": (),
    "shares": (),
    "waterfall": ("against",),
    "difference": ("against",),
    "changes": ("against",),
    "sensitivity": ("among",),
    "estimates": ("use", "kind", "counted", "since", "superseded", "driver"),
    "distribution": ("threshold",),
    "solve": ("find", "among", "target", "bound", "sure"),
    "map": ("across", "up", "target"),
    "working": (),
}
"""What a view can show, with the names of the choices that can be made on it."""

MAX_VIEWS = 100
MAX_SLIDERS = 3
MAX_LINE = 200


def _is_line(instance: object, attribute: attrs.Attribute[Any], text: str) -> None:
    if len(text) > MAX_LINE or not is_one_line(text):
        raise Fault(
            _("{field} “{text}” is refused; use at most {limit} characters on one line").format(
                field=attribute.name, text=text[:30].encode("unicode_escape").decode(), limit=MAX_LINE
            )
        )


def _are_lines(instance: object, attribute: attrs.Attribute[Any], texts: tuple[str, ...]) -> None:
    for text in texts:
        _is_line(instance, attribute, text)


@frozen(cache_hash=True)
class PresentedView:
    """One view: a chart and its message.

    ``scenario`` is the one it speaks of, ``scenarios`` are those drawn beside each other; empty: as they are in the
    plan. ``unit``, ``log`` and ``envelope`` say how a timeline is drawn. ``options`` are the choices made on the page,
    ``sliders`` the names of the drivers that can be moved before the room. Without a ``caption`` the finding of the
    program is the message. ``notes`` are for the speaker alone.
    """

    chart: str = field()
    caption: str = field(default="", validator=_is_line)
    notes: str = field(default="", validator=is_note)
    scenario: str = field(default="", validator=_is_line)
    scenarios: tuple[str, ...] = field(default=(), validator=_are_lines)
    outcome: str = field(default="")
    unit: str = field(default="", validator=_is_line)
    log: bool = True
    envelope: bool = False
    year: int | None = field(default=None)
    options: tuple[tuple[str, str], ...] = field(default=())
    sliders: tuple[str, ...] = field(default=(), validator=_are_lines)

    @chart.validator
    def _check_chart(self, attribute: object, chart: str) -> None:
        if chart not in CHARTS:
            raise Fault(_("“{chart}” is no chart; use {charts}").format(chart=chart[:20], charts=", ".join(CHARTS)))

    @outcome.validator
    def _check_outcome(self, attribute: object, outcome: str) -> None:
        if outcome and outcome not in OUTCOMES:
            raise Fault(
                _("“{outcome}” is no outcome; use {outcomes}").format(
                    outcome=outcome[:20], outcomes=", ".join(OUTCOMES)
                )
            )

    @year.validator
    def _check_year(self, attribute: object, year: int | None) -> None:
        if year is not None:
            check_year(year)

    @options.validator
    def _check_options(self, attribute: attrs.Attribute[Any], options: tuple[tuple[str, str], ...]) -> None:
        known = CHARTS.get(self.chart, ())
        for name, value in options:
            if name not in known:
                raise Fault(
                    _("“{name}” is no choice of the chart “{chart}”; there are: {names}").format(
                        name=name[:20], chart=self.chart, names=", ".join(known) or "–"
                    )
                )
            _is_line(self, attribute, value)

    @sliders.validator
    def _check_sliders(self, attribute: object, sliders: tuple[str, ...]) -> None:
        if len(sliders) > MAX_SLIDERS:
            raise Fault(
                _("a view has at most {limit} sliders, not {count}").format(limit=MAX_SLIDERS, count=len(sliders))
            )

    def option(self, name: str) -> str:
        """Return the choice of that name, empty where none was made."""
        return dict(self.options).get(name, "")


@frozen(cache_hash=True)
class Presentation:
    """The views in the order of telling; none at all means one timeline for each scenario."""

    views: tuple[PresentedView, ...] = field(default=())

    @views.validator
    def _check_views(self, attribute: object, views: tuple[PresentedView, ...]) -> None:
        if len(views) > MAX_VIEWS:
            raise Fault(
                _("a presentation has at most {limit} views, not {count}").format(limit=MAX_VIEWS, count=len(views))
            )

    def __bool__(self) -> bool:
        """Whether there is a view."""
        return bool(self.views)


def with_scenario_renamed(presentation: Presentation, old: str, new: str) -> Presentation:
    """Return the presentation after a scenario got another name; its views follow it."""

    def renamed(name: str) -> str:
        return new if name == old else name

    def followed(view: PresentedView) -> PresentedView:
        options = tuple((key, renamed(value) if key == "against" else value) for key, value in view.options)
        names = tuple(map(renamed, view.scenarios))
        return attrs.evolve(view, scenario=renamed(view.scenario), scenarios=names, options=options)

    return Presentation(tuple(map(followed, presentation.views)))
