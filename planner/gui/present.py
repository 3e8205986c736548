"""A presentation: one finding a view on a whole screen, read from the back row, with the sliders that matter.

It shows the same document as the main window and edits it the same way, so both stay live and every drag is one undo
step. A view is a scenario of the plan, in their order; where the plan is that of a story, its claim comes first.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.chart.headline import Headline
from planner.chart.spec import Chart
from planner.gui._present_choice import MOST, DriverChoice, presented
from planner.gui._present_drivers import StageDriver
from planner.gui._present_foot import Foot
from planner.gui._present_pointer import Pointer
from planner.gui._present_replay import Replay
from planner.gui._present_stage import Stage
from planner.gui.document import Document
from planner.gui.moment import Moment
from planner.gui.picture import picture
from planner.gui.simulator import Simulator
from planner.gui.theme import Theme
from planner.model.faults import Fault
from planner.model.story import Story
from planner.model.workspace import Path, Workspace
from planner.store.stories import stories
from planner.text import _

_KEY = Qt.Key
_NEXT = (_KEY.Key_Right, _KEY.Key_Down, _KEY.Key_PageDown, _KEY.Key_Space)
_BACK = (_KEY.Key_Left, _KEY.Key_Up, _KEY.Key_PageUp, _KEY.Key_Backspace)
_SLIDER_KEYS = (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Tab, _KEY.Key_Backtab)


class PresentWindow(QWidget):
    """Shows a document to a room. ``left`` says that it is over, ``chosen`` then names the drivers with sliders."""

    left = Signal()
    year_selected = Signal(int)

    def __init__(
        self,
        document: Document,
        moment: Callable[[], Moment],
        theme: Theme,
        chosen: tuple[str, ...],
        window: QWidget,
    ) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.chosen = chosen
        self._document, self._moment, self._theme = document, moment, theme
        self._chart: Chart | None = None
        self._story: Story | None = None
        self._telling = False
        self._settled = self._before = document.workspace
        self.simulator = Simulator(self)
        self.stage = Stage()
        self.drivers = [StageDriver() for _place in range(MOST)]
        self.foot = Foot()
        self.curtain = QWidget(self)
        self._replay = Replay(self)
        self.setWindowTitle(_("Presentation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else a slider has the focus from the start
        self._lay_out()
        self._connect()
        self._connect_document()
        self.set_theme(theme)
        self._take_up()
        self.pointer = Pointer(self)
        self.setFocus()

    def _lay_out(self) -> None:
        self._row, self._column = QHBoxLayout(), QVBoxLayout(self)
        for driver in self.drivers:
            self._row.addWidget(driver, 1)
        self._column.addWidget(self.stage, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.foot)
        self.curtain.setAutoFillBackground(True)
        self.curtain.setStyleSheet("background: black")
        self.curtain.hide()

    def _connect(self) -> None:
        self.stage.plot.year_selected.connect(self._mark_year)
        self._replay.frame.connect(self._show_frame)
        self._replay.ended.connect(self._show)
        for driver in self.drivers:
            driver.drag_started.connect(self._document.begin_gesture)
            driver.dragged.connect(self._edit)
            driver.drag_finished.connect(self._document.end_gesture)
            driver.slider.installEventFilter(self)
        for keys, slot in (("Ctrl+Z", self._document.history.undo), ("Ctrl+Shift+Z", self._document.history.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _connect_document(self) -> None:
        """Follow the document; the main window was there first, so its results are those of the change by then."""
        self._document.opened.connect(self._take_up)
        self._document.changed.connect(self._follow)
        self._document.selected.connect(self._follow)
        self._moment().simulator.refined.connect(self._show)

    # What is shown

    @property
    def steps(self) -> int:
        """How many views there are."""
        return len(self._document.workspace.scenarios) + (self._story is not None)

    @property
    def step(self) -> int:
        """Which view this is, from 0."""
        return 0 if self._telling else self._document.selection + (self._story is not None)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.stage.set_theme(theme)
        for driver in self.drivers:
            driver.set_theme(theme)
        if self._chart is not None:
            self._show()

    def go_to(self, step: int) -> None:
        """Show a view; beyond the first and the last there is none."""
        step = min(max(step, 0), self.steps - 1)
        self._replay.stop()
        self._telling = self._story is not None and step == 0
        if not self._telling:
            self._document.select(step - (self._story is not None))
        self._show()

    def replay(self) -> None:
        """Show the last change once more, from before it to now; without one, nothing happens."""
        if self._before == self._settled:
            return
        self.stage.show_plot()
        self.simulator.look_at(self._moment().view.outcome)
        self._replay.begin(self._before, self._settled)

    @property
    def replaying(self) -> bool:
        """Whether the last change is being shown once more."""
        return self._replay.running

    def _take_up(self) -> None:
        """Begin with another plan: with the claim of its story where it has one."""
        preset = self._document.preset
        self._story = next((story for story in stories() if preset and story.preset == preset.key), None)
        self._telling = self._story is not None
        self._settled = self._before = self._document.workspace
        self._follow()

    def _follow(self) -> None:
        self._replay.stop()
        if self._document.before_gesture is None and self._document.workspace != self._settled:
            self._before, self._settled = self._settled, self._document.workspace
        self._show()

    def _show(self) -> None:
        if not self.replaying:
            moment = self._moment()
            self._show_workspace(moment, moment.workspace, moment.simulator)

    def _show_frame(self, shown: Workspace) -> None:
        self.simulator.update(shown)
        self._show_workspace(self._moment(), shown, self.simulator)

    def _show_workspace(self, moment: Moment, workspace: Workspace, simulator: Simulator) -> None:
        selection = min(moment.selection, len(workspace.scenarios) - 1)
        before = self._document.before_gesture if not self.replaying else None
        shown = picture(workspace, selection, moment.year, moment.view, simulator, before=before, previous=self._chart)
        self._chart = shown.chart
        headline = shown.headline
        if self._telling and self._story is not None:
            headline = Headline(_(self._story.title), headline.sentence)
        scenario = workspace.scenarios[selection]
        self.stage.show_picture(headline, shown.chart, shown.ladder, scenario, moment.year)
        self.foot.say(shown.chart.caption)
        self.foot.show_step(self.step, self.steps)
        found = presented(scenario, self.chosen)
        for place, driver in enumerate(self.drivers):
            driver.setVisible(place < len(found))
            if place < len(found):
                driver.show_driver(*found[place])

    # What a person does

    def _edit(self, path: Path, value: object, name: str) -> None:
        try:
            words = _("Drag {name}").format(name=name)
            self._document.edit(("scenarios", self._document.selection, *path), value, words)
        except Fault as fault:
            self.foot.say(str(fault))

    def _mark_year(self, year: int) -> None:
        self.year_selected.emit(year)
        self._show()

    def _choose_drivers(self) -> None:
        choice = DriverChoice(self._moment().scenario, self.chosen, self)
        choice.chosen.connect(self._take_choice)
        choice.popup(self.mapToGlobal(self._row.geometry().topLeft()))

    def _take_choice(self, names: tuple[str, ...]) -> None:
        self.chosen = names
        self._show()

    # Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with the keys of a presenter's remote; letters show the rest."""
        key = Qt.Key(event.key())
        if key == _KEY.Key_Escape:
            self.close()
        elif key in (_KEY.Key_B, _KEY.Key_Period):
            self.curtain.setVisible(not self.curtain.isVisible())
        elif key in _NEXT or key in _BACK:
            self.curtain.hide()
            self.go_to(self.step + (1 if key in _NEXT else -1))
        elif key in (_KEY.Key_Home, _KEY.Key_End):
            self.go_to(0 if key == _KEY.Key_Home else self.steps - 1)
        elif key == _KEY.Key_W:
            self.stage.toggle_working()
        elif key == _KEY.Key_S:
            self.stage.toggle_sources()
        elif key == _KEY.Key_R:
            self.replay()
        elif key == _KEY.Key_D:
            self._choose_drivers()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a slider with the focus the arrow keys; all others are the presenter's."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() not in _SLIDER_KEYS:
            self.keyPressEvent(event)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything grows with the screen: sizes are those of 1280 x 720, multiplied."""
        unit = max(min(self.width() / 1280, self.height() / 720), 0.5)
        edge = round(46 * unit)
        self._column.setContentsMargins(edge, round(32 * unit), edge, round(18 * unit))
        self._column.setSpacing(round(14 * unit))
        self._row.setSpacing(round(44 * unit))
        self.stage.set_unit(unit)
        self.foot.set_unit(unit)
        for driver in self.drivers:
            driver.set_unit(unit)
        self.curtain.setGeometry(self.rect())
        self.curtain.raise_()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the document."""
        self._replay.stop()
        self.simulator.stop()
        self._document.opened.disconnect(self._take_up)
        self._document.changed.disconnect(self._follow)
        self._document.selected.disconnect(self._follow)
        self._moment().simulator.refined.disconnect(self._show)
        event.accept()
        self.left.emit()
