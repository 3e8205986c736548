"""The order in which Tab goes: as the layouts read, also where widgets were added or made anew later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
        yield from _stops_in(layout)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return what stands in a widget without a layout."""
    if isinstance(widget, QSplitter):
        parts = [widget.widget(index) for index in range(widget.count())]
    else:
        parts = [widget.widget()] if isinstance(widget, QScrollArea) else []
    return [part for part in parts if part is not None]


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget = item.widget() if item is not None else None
        below = item.layout() if item is not None else None
        if widget is not None:
            yield from _stops(widget)
        elif below is not None:
            yield from _stops_in(below)
