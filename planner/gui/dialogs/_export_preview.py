"""The right-hand side of the export dialog: the file as it will be, and what the publish check says about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planner.export.checks import Problem
from planner.gui.theme import GAP, GAP_SECTION, GAP_SMALL, Theme
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.text import _

_FINDINGS_HEIGHT = 116


class Preview(QWidget):
    """Shows the picture that the file will be, scaled down; or words, where the format has no picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scaled: QImage | None = None
        self._words = ""
        self._waiting = True
        self.image = QImage()
        self.setAccessibleName(_("Preview"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, content: bytes, words: str) -> None:
        """Show a PNG, or the words instead where there is none."""
        self.image = QImage.fromData(content) if content else QImage()
        self._scaled, self._words, self._waiting = None, words, False
        self.setAccessibleDescription(words)
        self.update()

    def wait(self) -> None:
        """Say that another picture is under way; the one before stays, paler."""
        self._waiting = True
        self.update()

    def stop_waiting(self) -> None:
        """Say no longer that a picture is under way."""
        self._waiting = False
        self.update()

    @property
    def waiting(self) -> bool:
        """Whether the picture is an old one."""
        return self._waiting

    def sizeHint(self) -> QSize:
        """Return the room of a slide."""
        return QSize(600, 338)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which a chart can be told from another."""
        return QSize(320, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle with a fine line around it."""
        painter = QPainter(self)
        if not self.image.isNull():
            self._paint_picture(painter)
        painter.setPen(QColor(self._theme.quiet))
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inside = self.rect().adjusted(GAP_SECTION, 0, -GAP_SECTION, 0)
        if self._waiting:
            self._paint_word(painter, _("Drawing…"))
        elif self.image.isNull():
            painter.drawText(inside, middle, self._words)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatio()
        room = QSize(self.width() - 2, self.height() - 2) * ratio
        size = self.image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled is None or self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        shown = size / ratio
        place = QRect((self.width() - shown.width()) // 2, 1, shown.width(), shown.height())
        painter.setOpacity(0.45 if self._waiting else 1.0)
        painter.drawImage(place, self._scaled)
        painter.setOpacity(1.0)
        painter.setPen(QColor(self._theme.line))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _paint_word(self, painter: QPainter, word: str) -> None:
        """Write a word on a ground of its own: behind it may lie the picture of before, which is white."""
        room = painter.fontMetrics().size(0, word) + QSize(2 * GAP, GAP)
        place = QRect(0, 0, room.width(), room.height())
        place.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)


class Findings(QWidget):
    """Lists what will be asked about a chart once it is out, each with its remedy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] | None = None
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, GAP, 0)
        self._rows.setSpacing(2)
        self._area = QScrollArea()
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("Before you publish"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self._area, 1)
        self.setFixedHeight(_FINDINGS_HEIGHT)
        self.heading.setText(_("Before you publish"))

    @property
    def texts(self) -> list[str]:
        """The sentences on show. (A label just added counts: Qt calls it hidden until it has been shown.)"""
        items = [self._rows.itemAt(place) for place in range(self._rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget.text() for widget in widgets if isinstance(widget, WrappedLabel)]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems, or that there are none."""
        if tuple(problems) == self._problems:
            return
        self._problems = tuple(problems)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not problems:
            self.heading.setText(_("Ready to publish"))
            words = _("Sources, units, precision, colours and boundaries are in order.")
            self._rows.addWidget(WrappedLabel("quiet", words))
        else:
            self.heading.setText(_("Before you publish ({count})").format(count=len(problems)))
        for problem in problems:
            sentence = _("{where}: {problem}.").format(where=problem.where, problem=problem.sentence)
            self._rows.addWidget(WrappedLabel("body", sentence))
            remedy = WrappedLabel("quiet", problem.remedy)
            remedy.setContentsMargins(0, 0, 0, GAP_SMALL)
            self._rows.addWidget(remedy)
        self._rows.addStretch(1)
