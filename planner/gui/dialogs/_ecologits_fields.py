"""What EcoLogits asks beside the model: the tokens of an answer, or length and size of a video."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from planner.engine.bottom_up.ecologits import MAX_SECONDS, RESOLUTIONS
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _
from planner.units import UnitProblem, factor_between

_USUAL_TOKENS, _USUAL_SECONDS = 400, 5.0


class TextFields(QWidget):
    """The output tokens."""

    changed = Signal()

    def __init__(self, per: str) -> None:
        super().__init__()
        thing = per if per in ("query", "session", "task") else "query"
        self.field = QuantityEdit(tokens_problem)
        self.field.set_text(f"{_USUAL_TOKENS} token/{thing}")
        self.field.setAccessibleName(_("Output tokens"))
        label = QLabel(_("&Output tokens"))
        label.setBuddy(self.field.line_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addStretch(1)
        self.field.edited.connect(self.changed)

    def tokens(self) -> Estimate:
        """Return what is typed; raises `Fault` where it counts something else than tokens."""
        problem = tokens_problem(self.field.text())
        if problem:
            raise Fault(problem)
        return Estimate.parse(self.field.text())


def tokens_problem(text: str) -> str:
    """Return why ``text`` is no number of tokens, or nothing if it is one."""
    try:
        typed = Estimate.parse(text)
        factor_between(typed.unit.partition("/")[0], "token")
    except (Fault, UnitProblem) as problem:
        return _("{problem}; write it like 400 token/query").format(problem=problem)
    return "" if 1 <= typed.central <= 1e12 else _("use a number of tokens from 1 to 1e12")


class VideoFields(QWidget):
    """Length, size and sound."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(0.5, MAX_SECONDS)
        self.seconds.setDecimals(1)
        self.seconds.setValue(_USUAL_SECONDS)
        self.seconds.setSuffix(_(" s"))
        self.resolution = QComboBox()
        self.resolution.addItems(list(RESOLUTIONS))
        self.audio = QCheckBox(_("&With sound"))
        self.audio.setChecked(True)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.addRow(_("&Length"), self.seconds)
        form.addRow(_("Si&ze"), self.resolution)
        form.addRow("", self.audio)
        self.seconds.setAccessibleName(_("Length of the video in seconds"))
        name_box(self.resolution, _("Size of the video"))
        self.seconds.valueChanged.connect(self.changed)
        self.resolution.currentIndexChanged.connect(self.changed)
        self.audio.toggled.connect(self.changed)

    def choice(self) -> tuple[str, float, bool]:
        """Return size, length in seconds and whether there is sound."""
        return self.resolution.currentText(), self.seconds.value(), self.audio.isChecked()
