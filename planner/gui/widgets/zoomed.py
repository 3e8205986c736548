"""A magnifying glass: widgets made for a desk, drawn larger for a room and as usable as before."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsProxyWidget, QGraphicsScene, QGraphicsView, QWidget


class Zoomed(QGraphicsView):
    """Shows one of its widgets at a time, each pixel of it as ``zoom`` pixels of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zoom = 1.0
        self._shown: QGraphicsProxyWidget | None = None
        self._proxies: dict[QWidget, QGraphicsProxyWidget] = {}

    def show_widget(self, widget: QWidget) -> None:
        """Show a widget in place of the one before; it belongs to this view from then on."""
        if widget not in self._proxies:
            self._proxies[widget] = self.scene().addWidget(widget)
        for known, proxy in self._proxies.items():
            proxy.setVisible(known is widget)
        self._shown = self._proxies[widget]
        self._fit()

    def set_zoom(self, zoom: float) -> None:
        """Draw each pixel of the widget as ``zoom`` pixels."""
        self._zoom = zoom
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the widget the whole room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRectF(0, 0, self.viewport().width() / self._zoom, self.viewport().height() / self._zoom)
        self.scene().setSceneRect(room)
        if self._shown is not None:
            self._shown.setGeometry(room)
