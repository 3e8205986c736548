"""The fields of a mix: a use with its name and energy, and for the known ones their share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from planner.engine.mix import FixedUse, Use, watt_hours_each
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.model.driver import MAX_NAME
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.store.library import evidence
from planner.text import _, in_context, labelled, without_key
from planner.units import UnitProblem, factor_between

LABEL, NAME, ENERGY, LAST, REMOVE = range(5)
"""The columns of the grid."""
_ENERGY_WIDTH, _NAME_WIDTH, _SHARE_WIDTH = 200, 130, 110


def energy_problem(text: str) -> str:
    """Return why ``text`` is no energy of one use, or nothing if it is one."""
    try:
        estimate = Estimate.parse(text)
    except Fault as fault:
        return str(fault)
    fits = watt_hours_each(estimate) is not None
    return "" if fits else _("“{text}” is no energy of one use; write it like 0.34 Wh/query").format(text=text)


def share_problem(text: str) -> str:
    """Return why ``text`` is no share from 0 to 100 %, or nothing if it is one."""
    try:
        share = share_of(text)
    except (Fault, UnitProblem) as problem:
        return str(problem)
    return "" if 0 <= share <= 1 else _("{text} is no share; use 0 to 100 %").format(text=text)


def share_of(text: str) -> float:
    """Return a typed share as a number from 0 to 1."""
    estimate = Estimate.parse(text)
    return estimate.central * factor_between(estimate.unit, "")


class UseFields(QObject):
    """Name and energy of a use, and the share of one whose share is known; all of it lies in a grid of the dialog."""

    changed = Signal()
    removal_wanted = Signal(QObject)

    def __init__(self, label: str, name: str, energy: str, parent: QObject, share: str = "", source: str = "") -> None:
        super().__init__(parent)
        self.source = source
        self.label = QLabel(label)
        self.name = QLineEdit(name)
        self.name.setMaxLength(MAX_NAME)
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.name.setAccessibleName(_("{label}: name").format(label=without_key(label)))
        self.label.setBuddy(self.name)
        self.energy = QuantityEdit(energy_problem)
        self.energy.set_text(energy)
        self.energy.setMinimumWidth(_ENERGY_WIDTH)
        self.energy.setAccessibleName(_("{label}: energy of one").format(label=without_key(label)))
        self.share: QuantityEdit | None = None
        self.remove: QPushButton | None = None
        if share:
            self._add_share(share)
        self.name.textEdited.connect(self.changed)
        self.energy.edited.connect(self.changed)

    def _add_share(self, share: str) -> None:
        self.share = QuantityEdit(share_problem)
        self.share.set_text(share)
        self.share.setMinimumWidth(_SHARE_WIDTH)
        self.share.setAccessibleName(_("Its share"))
        self.share.edited.connect(self.changed)
        self.remove = QPushButton(_("Remove"))
        self.remove.setProperty("role", "link")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._on_remove)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Put the fields into a row of a grid."""
        top = Qt.AlignmentFlag.AlignTop
        for widget, column in zip(self.widgets(), (LABEL, NAME, ENERGY, LAST, REMOVE), strict=False):
            grid.addWidget(widget, row, column, Qt.AlignmentFlag(0) if column == LABEL else top)

    def widgets(self) -> list[QWidget]:
        """Return the widgets, in the order of the columns."""
        known = (self.label, self.name, self.energy, self.share, self.remove)
        return [widget for widget in known if widget is not None]

    def quantities(self) -> list[QuantityEdit]:
        """Return the value fields."""
        return [field for field in (self.energy, self.share) if field is not None]

    def use(self) -> Use:
        """Return what is typed; raises `Fault` where it is refused."""
        name = " ".join(self.name.text().split())
        if not name:
            raise Fault(_("every use needs a name"))
        return Use(name, Estimate.parse(self.energy.text()))

    def fixed(self) -> FixedUse:
        """Return what is typed with its share; raises `Fault` where it is refused."""
        assert self.share is not None
        problem = share_problem(self.share.text())
        if problem:
            raise Fault(problem)
        return FixedUse(self.use(), share_of(self.share.text()))

    def show_entry(self, entry: Evidence) -> None:
        """Show a use of the evidence library, as if it had been typed."""
        self.source = entry.id
        self.name.setText(plural_of(entry))
        self.energy.set_text(entry.value.text, force=True)
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removal_wanted.emit(self)


_MODALITIES = ("image", "video", "agent", "reasoning")
"""The uses that are on offer, in their order."""


class EvidenceChoice(QComboBox):
    """Offers the published energies of uses that take more than a text answer."""

    picked = Signal(object)

    def __init__(self, first: str) -> None:
        super().__init__()
        name_box(self, _("Figure from the evidence"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        self.setPlaceholderText(_("From the evidence…"))
        for entry in self._entries():
            self.addItem(labelled(entry.label, entry.value.text), entry.id)
            self.setItemData(self.count() - 1, f"{entry.as_published}\n{entry.citation}", Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findData(first))
        self.activated.connect(self._tell)

    @staticmethod
    def _entries() -> list[Evidence]:
        order = _MODALITIES
        fit = [
            entry
            for entry in evidence().values()
            if entry.topic == "energy" and entry.modality in order and not entry.superseded_by
            and watt_hours_each(entry.value) is not None
        ]  # fmt: skip
        return sorted(fit, key=lambda entry: (order.index(entry.modality), entry.value.central))

    def _tell(self) -> None:
        self.picked.emit(evidence()[self.currentData()])


def plural_of(entry: Evidence) -> str:
    """Return what uses of an entry's kind are called."""
    names = {
        "image": in_context("a kind of use", "images"),
        "video": in_context("a kind of use", "videos"),
        "agent": _("agents"),
        "reasoning": _("reasoning answers"),
    }
    return names.get(entry.modality, entry.modality)
