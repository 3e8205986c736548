"""The exhibits of a presentation: one for each view, its message as the title, its notes before the working."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from planner.export.exhibit import Exhibit
from planner.export.exhibits import exhibit, exhibits
from planner.export.pack import Pack, prepare
from planner.model.faults import Fault
from planner.model.presentation import PresentedView
from planner.text import _

PRESENTATION = "presentation"
"""The name of all views of a presentation where a chart is asked for."""


def shown_exhibits(pack: Pack) -> tuple[Exhibit, ...]:
    """Return the views of the presentation, or every kind of chart where the plan has none."""
    return view_exhibits(pack) if pack.workspace.presentation else exhibits(pack)


def view_exhibits(pack: Pack) -> tuple[Exhibit, ...]:
    """Return one exhibit for each view, in the order of telling.

    Raises:
        Fault: There are no views, or one cannot be drawn; the message says which.
    """
    if not pack.workspace.presentation:
        raise Fault(_("this plan has no presentation; add views to it in the window, or choose a chart"))
    return tuple(_view_exhibits(pack))


def _view_exhibits(pack: Pack) -> Iterator[Exhibit]:
    for place, view in enumerate(pack.workspace.presentation.views, 1):
        try:
            yield _told(exhibit(pack_of(pack, view), view.chart), view, place)
        except Fault as fault:
            name = view.caption or view.chart
            words = _("view {place} of the presentation, “{name}”: {fault}")
            raise Fault(words.format(place=place, name=name, fault=fault)) from fault


def pack_of(pack: Pack, view: PresentedView) -> Pack:
    """Return the pack of what a view shows; what it leaves open is as in ``pack``. Raises `Fault`."""
    old = pack.choice
    choice = attrs.evolve(
        old,
        scenario=view.scenario or old.scenario,
        year=old.year if view.year is None else view.year,
        options=view.options,
        envelope=view.envelope,
        title="",
        alt="",
    )
    if view.outcome:
        choice = attrs.evolve(choice, outcome=view.outcome, unit=view.unit, log=view.log)
    workspace = pack.workspace
    if view.scenarios:
        beside = (attrs.evolve(item, visible=item.name in view.scenarios) for item in workspace.scenarios)
        workspace = attrs.evolve(workspace, scenarios=tuple(beside))
    return prepare(workspace, choice, pack.results)


def _told(made: Exhibit, view: PresentedView, place: int) -> Exhibit:
    """Return an exhibit with the author's words; the finding of the program stands under them."""
    notes = (*view.notes.splitlines(), *made.notes)
    if not view.caption:
        return attrs.evolve(made, notes=notes, place=place)
    subtitle = "\n".join([made.title, *made.subtitle.splitlines()[-1:]])
    return attrs.evolve(made, title=view.caption, subtitle=subtitle, notes=notes, place=place)
