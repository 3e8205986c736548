"""The order in which Tab goes: as the layouts read, also where widgets were added or made anew later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def put_tabs_in_reading_order(widget: QWidget) -> None:
    """Let Tab go through a widget as its layouts read. (Qt puts whatever is made later at the end.)"""
    for before, after in pairwise(_stops(widget)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if widget.focusProxy() is not None:
        return  # Qt knows itself whom it stands for
    for inside in _parts(widget):
        yield from _stops(inside)
    layout = widget.layout()
    if layout is not None:
        direct = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield from _stops_in(layout, direct)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return what stands in a widget without a layout."""
    if isinstance(widget, QSplitter):
        parts = [widget.widget(index) for index in range(widget.count())]
    else:
        parts = [widget.widget()] if isinstance(widget, QScrollArea) else []
    return [part for part in parts if part is not None]


def _stops_in(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Go through what a layout places of a widget's children.

    Its items are not asked for: the binding is not told when Qt deletes one together with its widget, and would take
    for that item whatever is made at the same place in memory next.
    """
    parts: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in children]
    parts += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    for index, part in sorted(parts, key=itemgetter(0)):
        if isinstance(part, QLayout):
            yield from _stops_in(part, children)
        elif index >= 0:
            yield from _stops(part)
