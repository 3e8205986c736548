"""The pages of the methods: what they share, and the page of a method whose parameters are typed."""

from __future__ import annotations

from attrs import frozen
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner.engine.bottom_up.estimation import Estimation
from planner.gui.dialogs._estimator_starts import Start
from planner.gui.dialogs._working_rows import WorkingRows
from planner.gui.theme import GAP, GAP_SMALL, Theme
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.text import _


@frozen
class Found:
    """What a page has come to: an estimation, the id of the evidence behind it, and more to say of it."""

    estimation: Estimation
    source: str = ""
    more: str = ""


class MethodPage(QWidget):
    """One method. ``changed`` tells that `found` has something else to say."""

    changed = Signal()
    source_wanted = Signal(object)

    def open(self) -> None:
        """Begin, now that the page is looked at for the first time."""

    def found(self) -> Found | None:
        """Return what the page has come to, None while it is reading; raises `Fault` where something is refused."""
        raise NotImplementedError

    def fields(self) -> list[QuantityEdit]:
        """Return the value fields, in their order."""
        return []


class ParameterPage(MethodPage):
    """A choice of published cases, and the chain with every parameter open."""

    def __init__(self, starts: tuple[Start, ...], theme: Theme) -> None:
        super().__init__()
        self._starts = starts
        self.start = QComboBox()
        name_box(self.start, _("Start from"))
        for start in starts:
            self.start.addItem(_(start.name))
        self.formula = QLabel()
        self.formula.setProperty("role", "caption")
        self.formula.setWordWrap(True)
        self.rows = WorkingRows(theme)
        self._lay_out()
        self.start.currentIndexChanged.connect(self._begin)
        self.rows.edited.connect(self.changed)
        self.rows.source_wanted.connect(self.source_wanted)
        self._begin(0)

    def _lay_out(self) -> None:
        label = QLabel(_("&Start from"))
        label.setBuddy(self.start)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(label)
        head.addWidget(self.start)
        head.addSpacing(GAP)
        head.addWidget(self.formula, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(head)
        column.addWidget(scrolling(self.rows), 1)

    def _begin(self, index: int) -> None:
        estimation = self._starts[index].make()
        self.formula.setText(_("{unit} = {formula}").format(unit=estimation.unit, formula=_signs(estimation)))
        self.rows.show_estimation(estimation)
        self.changed.emit()

    def found(self) -> Found:
        """Return the chain as typed; its source is that of the case it started from."""
        return Found(self.rows.estimation(), self._starts[self.start.currentIndex()].source)

    def fields(self) -> list[QuantityEdit]:
        """Return the value fields, in the order of the chain."""
        return self.rows.fields()


def _signs(estimation: Estimation) -> str:
    """Return the formula with the signs of print."""
    return _(estimation.formula).replace("x ", "× ").replace(" / ", " ÷ ")


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area that scrolls ``content`` up and down where there is no room for all of it."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setContentsMargins(0, 0, GAP, 0)
    return area
