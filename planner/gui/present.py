"""A presentation: one message a view on a whole screen, read from the back row, with the sliders that matter.

It shows the same document as the main window and edits it the same way, so both stay live and every drag is one undo
step. Its views are those of the plan; a plan without any is shown as one timeline for each scenario. To arrive at a
view is to look at its scenario, outcome and year in the main window too, where all drivers and the notes are.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.chart.spec import Chart
from planner.gui._present_choice import MOST, DriverChoice, presented
from planner.gui._present_curtain import Curtain
from planner.gui._present_drivers import StageDriver
from planner.gui._present_foot import Foot
from planner.gui._present_pointer import Pointer
from planner.gui._present_replay import Replay
from planner.gui._present_stage import Stage
from planner.gui._present_views import look_of, moment_of, picture_of, place_of, views_of
from planner.gui.document import Document
from planner.gui.moment import Moment
from planner.gui.simulator import Simulator
from planner.gui.theme import Theme
from planner.model.faults import Fault
from planner.model.presentation import PresentedView
from planner.model.workspace import Path, Workspace
from planner.text import _

_KEY = Qt.Key
_NEXT = (_KEY.Key_Right, _KEY.Key_Down, _KEY.Key_PageDown, _KEY.Key_Space)
_BACK = (_KEY.Key_Left, _KEY.Key_Up, _KEY.Key_PageUp, _KEY.Key_Backspace)
_SLIDER_KEYS = (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Tab, _KEY.Key_Backtab)


class PresentWindow(QWidget):
    """Shows a document to a room.

    ``left`` says that it is over, ``chosen`` then names the drivers with sliders where the plan does not.
    ``look_wanted`` and ``year_selected`` ask the main window to look at what a view shows; ``stepped`` says that
    another view is shown, or that the views are others.
    """

    left = Signal()
    stepped = Signal()
    look_wanted = Signal(object)
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
        self._document, self._moment = document, moment
        self._chart: Chart | None = None
        self._step = 0
        self._entered: PresentedView | None = None
        self._entering = self._taking_up = False
        self._settled = self._before = document.workspace
        self.simulator = Simulator(self)
        self.stage = Stage()
        self.drivers = [StageDriver() for _place in range(MOST)]
        self.foot = Foot()
        self.curtain = Curtain(self)
        self._replay = Replay(self)
        self.setWindowTitle(_("Presentation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else a slider has the focus from the start
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.pointer = Pointer(self)
        self.setFocus()

    def _lay_out(self) -> None:
        self._row, self._column = QHBoxLayout(), QVBoxLayout(self)
        for driver in self.drivers:
            self._row.addWidget(driver, 1)
        self._column.addWidget(self.stage, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.foot)

    def _connect(self) -> None:
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            _KEY.Key_Escape: self.close,
            _KEY.Key_B: self.curtain.draw_or_lift,
            _KEY.Key_Period: self.curtain.draw_or_lift,
            _KEY.Key_W: self.stage.toggle_working,
            _KEY.Key_S: self.stage.toggle_sources,
            _KEY.Key_R: self.replay,
            _KEY.Key_D: self._choose_drivers,
        }
        self._document.opened.connect(self._take_up)
        self.stage.year_selected.connect(self.year_selected)
        self.stage.said.connect(self.foot.say)
        self._replay.frame.connect(self._show_frame)
        self._replay.ended.connect(self._show)
        for driver in self.drivers:
            driver.drag_started.connect(self._document.begin_gesture)
            driver.dragged.connect(self._edit)
            driver.drag_finished.connect(self._document.end_gesture)
            driver.slider.installEventFilter(self)
        for keys, slot in (("Ctrl+Z", self._document.history.undo), ("Ctrl+Shift+Z", self._document.history.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # What is shown

    @property
    def views(self) -> tuple[PresentedView, ...]:
        """What there is to show, in the order of telling."""
        return views_of(self._document.workspace)

    @property
    def step(self) -> int:
        """Which view this is, from 0; without views of the author's the scenario that is selected."""
        authored = bool(self._document.workspace.presentation)
        return min(self._step, len(self.views) - 1) if authored else self._document.selection

    @property
    def view(self) -> PresentedView:
        """The view on the screen."""
        return self.views[self.step]

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.stage.set_theme(theme)
        for driver in self.drivers:
            driver.set_theme(theme)
        if self._chart is not None:
            self._show()

    def go_to(self, step: int) -> None:
        """Show a view; beyond the first and the last there is none."""
        self._replay.stop()
        self.curtain.hide()
        self._step = min(max(step, 0), len(self.views) - 1)
        view, self._entered, self._entering = self.views[self._step], None, True
        try:
            self._document.select(place_of(view, self._document.workspace, self._document.selection))
            look = look_of(view)
            if look is not None:
                self.look_wanted.emit(look)
            if view.year is not None:
                self.year_selected.emit(view.year)
        except Fault:
            pass  # `_show` says it
        finally:
            self._entering = False
        self._show()

    def go_on(self, steps: int) -> None:
        """Show the view so many steps further on, or back."""
        self.go_to(self.step + steps)

    def follow(self) -> None:
        """Show what the main window shows by now: the document has changed, or is looked at in another way."""
        now = self._document.workspace
        if self._document.before_gesture is None and now.scenarios != self._settled.scenarios:
            self._before, self._settled = self._settled, now
            self._replay.stop()
        if self._taking_up:
            self._taking_up = False
            self.go_to(self.step)
        else:
            self._show()

    def replay(self) -> None:
        """Show the last change once more, from before it to now; without one, nothing happens."""
        if self._before == self._settled:
            return
        self.stage.show_chart()
        self.simulator.look_at(self._moment().view.outcome)
        self._replay.begin(self._before, self._settled)

    @property
    def replaying(self) -> bool:
        """Whether the last change is being shown once more."""
        return self._replay.running

    def _take_up(self) -> None:
        """Begin with another plan at its first view, once the window shows it."""
        self._replay.stop()
        self._step, self._taking_up = 0, True
        self._settled = self._before = self._document.workspace

    def _show(self) -> None:
        if not (self.replaying or self._entering):
            now = self._moment()
            self._show_workspace(now.workspace, now.simulator)

    def _show_frame(self, shown: Workspace) -> None:
        self.simulator.update(shown)
        self._show_workspace(shown, self.simulator)

    def _show_workspace(self, workspace: Workspace, simulator: Simulator) -> None:
        view = self.view
        if view != self._entered:
            self.stage.enter(view.chart, dict(view.options))
            self._entered = view
        self.foot.show_step(self.step, len(self.views))
        try:
            moment = moment_of(view, self._moment(), workspace, simulator)
        except Fault as fault:
            self.stage.refuse(view.caption, str(fault))
        else:
            self._show_moment(moment, view)
        self.stepped.emit()

    def _show_moment(self, moment: Moment, view: PresentedView) -> None:
        before = self._document.before_gesture if not self.replaying else None
        shown = picture_of(view, moment, before, self._chart)
        self._chart = shown.chart
        self.stage.show_moment(shown, moment, view.caption)
        found = presented(moment.scenario, view.sliders or self.chosen)
        for place, driver in enumerate(self.drivers):
            driver.setVisible(place < len(found))
            if place < len(found):
                driver.show_driver(*found[place])

    # What a person does

    def _edit(self, path: Path, value: object, name: str) -> None:
        try:
            words = _("Drag {name}").format(name=name)
            place = place_of(self.view, self._document.workspace, self._document.selection)
            self._document.edit(("scenarios", place, *path), value, words)
        except Fault as fault:
            self.foot.say(str(fault))

    def _choose_drivers(self) -> None:
        workspace = self._document.workspace
        try:
            place = place_of(self.view, workspace, self._document.selection)
        except Fault:
            return  # the stage says it
        choice = DriverChoice(workspace.scenarios[place], self.view.sliders or self.chosen, self)
        choice.chosen.connect(self._take_choice)
        choice.popup(self.mapToGlobal(self._row.geometry().topLeft()))

    def _take_choice(self, names: tuple[str, ...]) -> None:
        """Keep the choice with the view where the plan has views of its own."""
        if self._document.workspace.presentation:
            path: Path = ("presentation", "views", self.step, "sliders")
            self._document.edit(path, names, _("Choose the sliders of a view"))
        else:
            self.chosen = names
            self._show()

    # Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with the keys of a presenter's remote; letters show the rest."""
        key = Qt.Key(event.key())
        if key in _NEXT or key in _BACK:
            self.go_on(1 if key in _NEXT else -1)
        elif key in (_KEY.Key_Home, _KEY.Key_End):
            self.go_to(0 if key == _KEY.Key_Home else len(self.views) - 1)
        elif key in self._keys:
            self._keys[key]()
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
        self.curtain.cover(self.rect())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the document."""
        self._replay.stop()
        self.simulator.stop()
        self._document.opened.disconnect(self._take_up)
        event.accept()
        self.left.emit()
