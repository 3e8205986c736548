"""The page of EcoLogits: a model from its list, the tokens or seconds asked for, and the package's own steps."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
)

from planner.engine.bottom_up import ecologits
from planner.engine.bottom_up.catalogue import TextModel, VideoModel
from planner.engine.bottom_up.estimation import as_estimate
from planner.gui.dialogs._ecologits_fields import TextFields, VideoFields
from planner.gui.dialogs._method_page import Found, MethodPage, scrolling
from planner.gui.dialogs._model_list import ModelList
from planner.gui.dialogs._model_reading import Catalogue, reading
from planner.gui.dialogs._rung_rows import RungRows
from planner.gui.dialogs._working_words import range_words
from planner.gui.theme import GAP_SECTION, GAP_SMALL
from planner.gui.widgets.named_box import name_box
from planner.gui.widgets.quantity_edit import QuantityEdit
from planner.gui.widgets.wrapped_label import WrappedLabel
from planner.model.estimate import Estimate
from planner.store.library import evidence
from planner.text import _

_LOOK_EVERY_MS = 30
_FIRST_TEXT, _FIRST_VIDEO = "gpt-4o", ""
_TEXT, _VIDEO = 0, 1


class EcologitsPage(MethodPage):
    """Reads the models when it is first opened, and says so until they are there."""

    def __init__(self, per: str) -> None:
        super().__init__()
        self._catalogue: Catalogue | None = None
        self.state = WrappedLabel("quiet", _("Reading models…"))
        self.kinds = QButtonGroup(self)
        self.models = ModelList()
        self.text = TextFields(per)
        self.video = VideoFields()
        self.zone = QComboBox()
        name_box(self.zone, _("Electricity mix"))
        self.zone.setToolTip(_("For emissions and water; the energy is the same"))
        self.rungs = RungRows()
        self._kind_fields = QStackedWidget()
        self._pages = QStackedWidget()
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._take_up)
        self._lay_out()
        for index, words in ((_TEXT, _("A te&xt answer")), (_VIDEO, _("A &video"))):
            button = QRadioButton(words)
            self.kinds.addButton(button, index)
            self._kind_line.addWidget(button)
        self._kind_line.addStretch(1)
        self.kinds.button(_VIDEO if per == "video" else _TEXT).setChecked(True)
        self.kinds.idClicked.connect(self._show_kind)
        self.models.chosen.connect(self._work_out)
        self.text.changed.connect(self._work_out)
        self.video.changed.connect(self._work_out)
        self.zone.currentIndexChanged.connect(self._work_out)

    def _lay_out(self) -> None:
        self._kind_line = QHBoxLayout()
        left = QVBoxLayout()
        left.setSpacing(GAP_SMALL)
        left.addLayout(self._kind_line)
        left.addWidget(self.models, 1)
        zone = QLabel(_("&Electricity mix"))
        zone.setBuddy(self.zone)
        self._kind_fields.addWidget(self.text)
        self._kind_fields.addWidget(self.video)
        right = QVBoxLayout()
        right.setSpacing(GAP_SMALL)
        right.addWidget(self._kind_fields)
        mix = QHBoxLayout()
        mix.addWidget(zone)
        mix.addWidget(self.zone, 1)
        right.addLayout(mix)
        right.addWidget(scrolling(self.rungs), 1)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GAP_SECTION)
        both.addLayout(left, 6)
        both.addLayout(right, 5)
        content = MethodPage()
        content.setLayout(both)
        self._pages.addWidget(self.state)
        self._pages.addWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def open(self) -> None:
        """Begin to read the models; they may be there already."""
        if self._catalogue is None and not self._look.isActive():
            reading()
            self._look.start()
            self._take_up()

    def _take_up(self) -> None:
        """Show the models once they have been read, or why they could not be."""
        future = reading()
        if not future.done():
            return
        self._look.stop()
        problem = future.exception()
        if problem is not None:
            self.state.setText(str(problem))
            self.state.keep_room()
            return
        self._catalogue = future.result()
        self.zone.blockSignals(True)
        self.zone.addItem(_("The provider's own"), None)
        for code in sorted(self._catalogue.zones, key=_world_first):
            self.zone.addItem(_("WOR, the world") if code == "WOR" else code, code)
        self.zone.blockSignals(False)
        self._pages.setCurrentIndex(1)
        self._show_kind(self.kinds.checkedId())

    def _show_kind(self, kind: int) -> None:
        assert self._catalogue is not None
        self._kind_fields.setCurrentIndex(kind)
        for place, fields in enumerate((self.text, self.video)):
            # A stack is as tall as its tallest page unless the others do not count.
            height = QSizePolicy.Policy.Preferred if place == kind else QSizePolicy.Policy.Ignored
            fields.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        if kind == _TEXT:
            self.models.show_models(self._catalogue.texts, _FIRST_TEXT)
        else:
            self.models.show_models(self._catalogue.videos, _FIRST_VIDEO)

    def _work_out(self) -> None:
        self.changed.emit()

    def found(self) -> Found | None:
        """Return the estimate of the marked model, None while the models are being read."""
        if self._catalogue is None:
            return None
        model = self.models.current()
        if model is None:
            self.rungs.show_rungs(())
            return None
        answer = self._answer(model)
        self.rungs.show_rungs(answer.steps)
        more = _("Emissions {grams} with the hardware, in the mix of {zone}; water {water}.").format(
            grams=range_words(answer.emissions, "gCO₂e"), zone=answer.zone, water=range_words(answer.water, "L")
        )
        return Found(answer.estimation, _source(model, as_estimate(answer.estimation)), more)

    def _answer(self, model: TextModel | VideoModel) -> ecologits.Answer:
        zone = self.zone.currentData()
        if isinstance(model, TextModel):
            return ecologits.text(model.provider, model.name, self.text.tokens(), zone)
        resolution, seconds, with_audio = self.video.choice()
        return ecologits.video(model.name, resolution, seconds, with_audio=with_audio, zone=zone)

    @property
    def waiting_words(self) -> str:
        """What to say while there is no estimate."""
        return self.state.text() if self._catalogue is None else _("No model has all these words in its name.")

    def fields(self) -> list[QuantityEdit]:
        """Return the field of the tokens where a text is asked for."""
        return [self.text.field] if self.kinds.checkedId() == _TEXT else []


def _world_first(code: str) -> tuple[bool, str]:
    return code != "WOR", code


def _source(model: TextModel | VideoModel, value: Estimate) -> str:
    """Return the entry of the library that holds this very figure, if one does."""
    entry = evidence().get(f"ecologits-{model.name}")
    return entry.id if entry is not None and entry.supports(value) else ""
