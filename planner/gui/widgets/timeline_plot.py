"""The timeline: lines with bands over the years, read with the mouse or the arrow keys.

This is the only module of the program that knows pyqtgraph. Its view box holds the place and the range of the view; one
item draws the picture, a second one what moves over it. Nothing is rebuilt when the chart changes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from planner.chart.spec import Chart
from planner.gui.focus_shown import RINGED
from planner.gui.quick_imports import pyqtgraph
from planner.gui.theme import BODY_SIZE, LIGHT, Theme
from planner.gui.widgets._timeline_card import spoken
from planner.gui.widgets._timeline_frame import scale_range
from planner.gui.widgets._timeline_item import Gutters, Picture, TimelineItem, compose
from planner.gui.widgets._timeline_marks import Marks, MarksItem, Reading, marks_for
from planner.gui.widgets._timeline_text import Lettering

pg = pyqtgraph()

REST_MS = 150
_REACH = 12.0
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TimelinePlot(QWidget):
    """A chart over the years, updated in place.

    A click, a drag or the arrow keys mark a year; the mouse over a year shows its read-out. Changes less than 150 ms
    apart count as one movement: fills are drawn quickly then, and once more with smooth edges at rest.
    """

    year_hovered = Signal(int)
    year_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._picture: Picture | None = None
        self._theme = LIGHT
        self._text_size = BODY_SIZE
        self._lettering = Lettering.of(self.font(), self._text_size)
        self._gutters = Gutters()
        self._marked_year: int | None = None
        self._reading: Reading | None = None
        self._focus_ring = False
        self._canvas = _still_canvas()
        self._view = _still_view(self._canvas)
        self._timeline = TimelineItem(self._canvas.centralWidget)
        self._overlay = MarksItem(self._canvas.centralWidget)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._canvas)
        self._stack.addWidget(self._nothing)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self._canvas.sigDeviceRangeChanged.connect(self._redraw)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RINGED, True)
        self.setMouseTracking(True)
        self._canvas.setBackground(LIGHT.ground)

    @property
    def marked_year(self) -> int | None:
        """The year with the dotted line, if any."""
        return self._marked_year

    @property
    def readout(self) -> str:
        """The read-out on show as sentences; empty when there is none."""
        if self._chart is None or self._reading is None:
            return ""
        return spoken(self._chart, self._reading.index)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the one before."""
        self._chart = chart
        if self._reading is not None and self._reading.index >= len(chart.years):
            self._reading = None
        # Each of these two wakes assistive technology, so only a real change may reach it.
        if chart.title != self.accessibleName():
            self.setAccessibleName(chart.title)
        if chart.alt != self.accessibleDescription():
            self.setAccessibleDescription(chart.alt)
        self._nothing.setText("" if chart.series else chart.alt)
        self._stack.setCurrentWidget(self._canvas if chart.series else self._nothing)
        self._redraw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme from now on."""
        self._theme = theme
        self._canvas.setBackground(theme.ground)
        self._redraw()

    def set_text_size(self, pixels: int) -> None:
        """Write names in this size, and everything else to match: larger on a wall than on a desk."""
        self._text_size = pixels
        self._lettering = Lettering.of(self.font(), pixels)
        self._redraw()

    def set_marked_year(self, year: int | None) -> None:
        """Mark a year without telling anybody; a year the chart does not have is kept but not drawn."""
        if year != self._marked_year:
            self._marked_year = year
            self._place_marks()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(880, 520)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which everything can still be read."""
        return QSize(420, 260)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the year under the mouse; with the button down, mark it as well."""
        index = self._index_at(event.position())
        before = self._reading.index if self._reading is not None else None
        self._read(Reading(index, event.position().y()) if index is not None else None)
        if index is None or index == before:
            return
        self.year_hovered.emit(self._year(index))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._select(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the year that is clicked."""
        index = self._index_at(event.position())
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._read(Reading(index, event.position().y()))
        self._select(index)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the read-out away."""
        self._read(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked year with the arrow keys, Home and End; Escape puts the read-out away."""
        index = self._index_after(Qt.Key(event.key()))
        if index is not None:
            self._focus_ring = True
            self._read(Reading(index))
            self._select(index)
            self._announce()
        elif event.key() == Qt.Key.Key_Escape and self._reading is not None:
            self._read(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring to whoever came by keyboard."""
        self._focus_ring = event.reason() in _BY_KEYBOARD
        self._place_marks()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take ring and read-out away."""
        self._focus_ring = False
        self._read(None)
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the font."""
        if event.type() == QEvent.Type.FontChange:
            self.set_text_size(self._text_size)
        super().changeEvent(event)

    def _redraw(self) -> None:
        """Compose the picture anew: in a movement quickly, else at its best."""
        self._timeline.quick = self._rest.isActive()
        self._rest.start()
        chart, size = self._chart, QSizeF(self._canvas.size())
        before, self._picture = self._picture, None
        if chart is not None and chart.series:
            self._picture, self._gutters = compose(chart, size, self._theme, self._lettering, self._gutters, before)
            self._fix_view(self._picture)
        self._timeline.show_picture(self._picture, size)
        self._place_marks()

    def _fix_view(self, picture: Picture) -> None:
        """Give pyqtgraph's view the place and the range of the picture; it chooses neither itself."""
        rect, view = picture.frame.rect, self._view
        if view.geometry() != rect:
            view.setGeometry(rect)
        wanted = [list(scale_range(picture.frame.x)), list(scale_range(picture.frame.y))]
        if view.viewRange() != wanted:
            view.setRange(xRange=wanted[0], yRange=wanted[1], padding=0.0)

    def _come_to_rest(self) -> None:
        if self._timeline.quick:
            self._timeline.quick = False
            self._timeline.update()

    def _place_marks(self) -> None:
        marks: Marks | None = None
        size = QSizeF(self._canvas.size())
        if self._picture is not None and self._chart is not None:
            marked = self._index_of(self._marked_year)
            marks = marks_for(
                self._chart, self._picture, self._lettering, size, marked, self._reading, self._focus_ring
            )
        self._overlay.show_marks(marks, size)

    def _read(self, reading: Reading | None) -> None:
        if reading != self._reading:
            self._reading = reading
            self._place_marks()

    def _select(self, index: int) -> None:
        year = self._year(index)
        if year != self._marked_year:
            self.set_marked_year(year)
            self.year_selected.emit(year)

    def _announce(self) -> None:
        """Let a screen reader say what a sighted person reads off the card."""
        if QAccessible.isActive() and self.readout:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.readout))

    def _year(self, index: int) -> int:
        return round(float(self._chart.years[index])) if self._chart is not None else 0

    def _index_of(self, year: int | None) -> int | None:
        if self._chart is None or year is None:
            return None
        found = np.flatnonzero(np.rint(self._chart.years) == year)
        return int(found[0]) if found.size else None

    def _index_at(self, point: QPointF) -> int | None:
        """Return the year nearest to a point of the widget, or ``None`` beside the curves."""
        if self._chart is None or self._picture is None:
            return None
        if not self._picture.frame.rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return None
        year = self._view.mapSceneToView(point).x()
        return int(np.abs(self._chart.years - year).argmin())

    def _index_after(self, key: Qt.Key) -> int | None:
        """Return the year a key moves the mark to, or ``None`` for a key that moves nothing."""
        if self._chart is None or self._picture is None:
            return None
        last = len(self._chart.years) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        if key not in _STEPS:
            return None
        current = self._index_of(self._marked_year)
        if current is None:
            return 0 if key == Qt.Key.Key_Right else last
        return min(max(current + _STEPS[key], 0), last)


def _still_canvas() -> Any:
    """Return a canvas that only shows, and hears no mouse and no keys. (pyqtgraph has no types.)"""
    canvas = pg.GraphicsView()
    canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    canvas.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)
    return canvas


def _still_view(canvas: Any) -> Any:
    """Return the view box of a canvas. A whole `PlotItem` would make axes, title and menus, only to hide them."""
    return pg.ViewBox(parent=canvas.centralWidget, enableMouse=False, enableMenu=False)
