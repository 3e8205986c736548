"""The main window: it lays out the panels and passes requests up to the document and snapshots down to the panels.

Dialogs are imported where they are opened: the first picture does not wait for them.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import attrs
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from planner.chart.amounts import UNIT_CHOICES
from planner.chart.headline import spoken_year
from planner.chart.spec import Chart
from planner.chart.timeline import View
from planner.engine.result import OUTCOMES
from planner.gui.actions import Actions
from planner.gui.arrivals import Arrivals
from planner.gui.document import Document
from planner.gui.driver_requests import DriverRequests
from planner.gui.filing import EXPORTED, Filing
from planner.gui.keeping import Keeping
from planner.gui.language_menu import LanguageMenu
from planner.gui.moment import Moment
from planner.gui.notice import Notice
from planner.gui.pages import PAGES
from planner.gui.pages.page import Page
from planner.gui.panels.assumption_panel import AssumptionPanel
from planner.gui.panels.chart_panel import ChartPanel
from planner.gui.panels.scenario_panel import ScenarioPanel
from planner.gui.panels.title_bar import TitleBar
from planner.gui.picture import picture
from planner.gui.preference_requests import PreferenceRequests
from planner.gui.preset_requests import PresetRequests
from planner.gui.recovery import Recovery
from planner.gui.scenario_requests import ScenarioRequests
from planner.gui.simulator import Simulator, region_of
from planner.gui.story_requests import StoryRequests
from planner.gui.theme import LIGHT, Theme
from planner.gui.watching import Watching
from planner.gui.widgets.reading_order import put_tabs_in_reading_order
from planner.gui.window_layout import WindowLayout
from planner.model.editing import new_scenario
from planner.model.faults import Fault
from planner.model.workspace import Path, Workspace
from planner.store.files import SUFFIX
from planner.store.library import region_names
from planner.store.presets import Presets
from planner.store.settings import Settings, save_settings
from planner.text import _

if TYPE_CHECKING:
    from planner.gui.offers import Offers


class MainWindow(QMainWindow):
    """Shows one document. Data goes down in `_refresh`; requests come up through `attempt` and the helpers."""

    def __init__(self, document: Document, settings: Settings, presets: Presets) -> None:
        super().__init__()
        self.document, self.settings, self._presets = document, settings, presets
        self._chart: Chart | None = None
        self._year = 2030
        self._history: QDialog | None = None
        self._offers: Offers | None = None
        self._painted = False
        self._theme = LIGHT
        self.view = _view_of(settings)
        self.simulator = Simulator(self)
        self.simulator.look_at(self.view.outcome)
        self.keeping = Keeping(document, self)
        self.bar = TitleBar()
        self.actions_by_name = Actions(self, self.bar.menu_bar)
        self.scenarios = ScenarioPanel()
        self.chart = ChartPanel(PAGES)
        self.assumptions = AssumptionPanel(self.attempt)
        self.notice = Notice()
        self.filing = Filing(document, presets, self.notice, self)
        self.setAcceptDrops(True)
        panels = (self.scenarios, self.chart, self.assumptions)
        self.layout_of_panels = WindowLayout(self.bar, panels, self.notice, settings, self)
        self.arrivals = Arrivals(document, self.filing, presets, self.notice, self)
        self.watching = Watching(document, presets.folder, self.notice, self)
        self.recovery = Recovery(document, self.keeping, self.filing, self.notice, self)
        self.drivers = DriverRequests(document, self.attempt, self.assumptions, self.notice, self)
        self._requests = ScenarioRequests(document, self.scenarios.scenarios, self.actions_by_name, self.notice, self)
        self._preset_requests = PresetRequests(self.scenarios, self.filing, self)
        self.stories = StoryRequests(
            self.scenarios, self.actions_by_name.stories, self.chart.story, self.filing, presets, document, self
        )
        self.languages = LanguageMenu(self.actions_by_name.languages, settings.language, self)
        self.preferences = PreferenceRequests(self.actions_by_name, self.simulator, self)
        self._connect()
        self._connect_actions()
        self._start_year()
        self.chart.show_view(self.view)
        self.show_presets()
        self._refresh()
        self._show_title()

    def _connect(self) -> None:
        document = self.document
        document.changed.connect(self._refresh)
        for other in (document.opened, document.selected):
            other.connect(self.assumptions.drop_typing)
        document.opened.connect(self._start_year)
        document.selected.connect(self._refresh)
        document.kept.connect(self._show_title)
        self.scenarios.add.clicked.connect(self._requests.add)
        self.scenarios.duplicate.clicked.connect(self._requests.duplicate)
        self.simulator.refined.connect(self._show_picture)
        self.simulator.refining.connect(self.bar.refining.setVisible)
        self.chart.view_changed.connect(self.set_view)
        self.chart.year_selected.connect(self._mark_year)
        self.chart.page_changed.connect(self._show_page)
        self.chart.page_made.connect(self._connect_page)
        self.chart.working.copied.connect(self.notice.say)
        self.assumptions.gesture_began.connect(document.begin_gesture)
        self.assumptions.gesture_ended.connect(document.end_gesture)
        self.filing.about_to_save.connect(self.assumptions.commit_field)
        self._requests.about_to_edit.connect(self.assumptions.commit_field)
        for source in (self.filing, self.watching):
            source.presets_changed.connect(self.show_presets)
        self.filing.file_used.connect(self._remember_file)

    def _connect_actions(self) -> None:
        actions, filing, history = self.actions_by_name, self.filing, self.document.history
        actions.connect(
            {
                "new": self._new,
                "open": filing.open_dialog,
                "save": filing.save,
                "save_as": filing.save_as,
                "save_preset": filing.save_preset,
                "import_presets": filing.import_dialog,
                "export": self._export,
                "quit": self.close,
                "undo": history.undo,
                "redo": history.redo,
                "history": self._show_history,
                "copy_working": self.chart.working.copy_text,
                "copy_markdown": self.chart.working.copy_markdown,
                "log": self._toggle_log,
                "envelope": self._toggle_envelope,
                "about": self._about,
            }
        )
        self.layout_of_panels.connect_actions(actions)
        actions["log"].setChecked(self.view.log)
        actions.show_recent(self.settings.recent)
        actions.recent.triggered.connect(self._open_recent)
        history.canUndoChanged.connect(actions["undo"].setEnabled)
        history.canRedoChanged.connect(actions["redo"].setEnabled)
        history.undoTextChanged.connect(self._name_undo)
        actions["undo"].setEnabled(history.canUndo())
        actions["redo"].setEnabled(history.canRedo())
        buttons = (("undo", _("Undo")), ("redo", _("Redo")), ("save_preset", _("Save preset")), ("export", _("Export")))
        for name, words in buttons:
            self.bar.add_button(actions[name], words)
        self.bar.add_button(actions["present"], _("Present"), "primary")

    @property
    def offers(self) -> Offers:
        """What menus and buttons open; made now where it is not there yet."""
        if self._offers is None:
            from planner.gui.offers import Offers

            self._offers = Offers(self, self._presets)
            self._offers.set_theme(self._theme)
            for each in (self._offers.presenting, self._offers.authoring):
                each.year_selected.connect(self._mark_year)
                each.look_wanted.connect(self.set_view)
        return self._offers

    def _complete(self) -> None:
        """Make what the first picture did not wait for."""
        _ = self.offers
        put_tabs_in_reading_order(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = self.drivers.theme = theme
        if self._offers is not None:
            self._offers.set_theme(theme)
        for panel in (self.scenarios, self.chart, self.assumptions):
            panel.set_theme(theme)

    # Snapshots down

    def _refresh(self) -> None:
        workspace = self.document.workspace
        self.simulator.update(workspace)
        self.scenarios.show_workspace(workspace, self.document.selection)
        scenario = workspace.scenarios[self.document.selection]
        self._year = min(max(self._year, scenario.start), scenario.end)
        self.assumptions.show_scenario(scenario, region_of(scenario))
        self._show_picture()

    def _show_picture(self) -> None:
        shown = picture(
            self.document.workspace,
            self.document.selection,
            self._year,
            self.view,
            self.simulator,
            before=self.document.before_gesture,
            previous=self._chart,
        )
        self._chart = shown.chart
        self.chart.show_picture(shown.headline, shown.chart)
        self.chart.timeline.mark(self._year)
        self._show_page()
        self.chart.working.show_ladder(shown.ladder)
        if self._offers is not None:
            self._offers.presenting.follow()

    def _show_page(self) -> None:
        self.chart.show_moment(self.moment())

    def moment(self) -> Moment:
        """Return the present moment: what is selected, the marked year and the view."""
        return Moment(self.document.workspace, self.document.selection, self._year, self.view, self.simulator)

    def _start_year(self) -> None:
        """Mark the middle of the selected scenario's years, or its first where it does not move."""
        scenario = self.document.workspace.scenarios[self.document.selection]
        self._year = spoken_year(scenario)

    def _mark_year(self, year: int) -> None:
        scenario = self.document.workspace.scenarios[self.document.selection]
        self._year = min(max(year, scenario.start), scenario.end)  # the chart may show years of other scenarios
        self._show_picture()

    def _show_title(self) -> None:
        name, modified = self.filing.name, self.document.modified
        self.bar.show_title(name, modified=modified)
        self.setWindowTitle(_("{name}[*] – AI Energy Planner").format(name=name))
        self.setWindowModified(modified)
        self.scenarios.presets.mark(self.document.preset)

    def made_anew(self, settings: Settings) -> MainWindow:
        """Return another window around the same document that looks at the same things, for another language."""
        new = MainWindow(self.document, settings, self._presets)
        new._complete()
        self.document.setParent(new)
        new.set_view(self.view)
        new._mark_year(self._year)
        new.chart.tabs.setCurrentIndex(self.chart.tabs.currentIndex())
        new.actions_by_name["table"].setChecked(self.actions_by_name["table"].isChecked())
        return new

    def retire(self) -> None:
        """Go without a question: another window has taken over the document."""
        self.keeping.leave()
        self.simulator.stop()
        if self._offers is not None:
            self._offers.stop()
        self.hide()
        self.deleteLater()

    def show_presets(self) -> None:
        """Read the presets anew and show them."""
        self.watching.listed()
        self.scenarios.show_presets(self._presets.listed(), self.document.preset)

    def set_view(self, view: View) -> None:
        """Look at another outcome, unit or scale."""
        if view.unit == "" and view.outcome != "cost":
            view = attrs.evolve(view, unit=OUTCOMES[view.outcome])
        self.view = view
        self.simulator.look_at(view.outcome)
        self.chart.show_view(view)
        self.actions_by_name["log"].setChecked(view.log)
        self._show_picture()

    def greet(self) -> None:
        """Welcome whoever starts the program for the first time; not before work that waits to be restored."""
        if not self.settings.welcomed and not self.recovery.offering:
            self.settings = attrs.evolve(self.settings, welcomed=True)
            self.offers.welcoming.open()

    # Requests up

    def attempt(self, path: Path, value: Any, words: str) -> str:
        """Edit a place below the selected scenario; return what is wrong with the value, else nothing."""
        try:
            self.document.edit(("scenarios", self.document.selection, *path), value, words)
        except Fault as fault:
            return str(fault)
        return ""

    def _connect_page(self, page: Page) -> None:
        page.edit_wanted.connect(self.drivers.attempt)
        page.source_wanted.connect(self.drivers.show_source)
        page.said.connect(self.notice.say)

    def _new(self) -> None:
        like = self.document.workspace.scenarios[self.document.selection]
        region = self.settings.region if self.settings.region in region_names() else like.region
        self.filing.new(Workspace((new_scenario(region, like.start, like.end),)))

    def _open_recent(self, action: QAction) -> None:
        self.filing.open_file(FilePath(action.data()))

    def _remember_file(self, path: str) -> None:
        self.settings = self.settings.with_recent(path)
        self.actions_by_name.show_recent(self.settings.recent)

    def _export(self) -> None:
        self.assumptions.commit_field()
        self.offers.exporting.open(*self.chart.shown_chart())

    def _show_history(self) -> None:
        if self._history is None:
            from planner.gui.dialogs.history_dialog import HistoryDialog

            self._history = HistoryDialog(self.document.history, self)
        self._history.show()
        self._history.raise_()

    def _name_undo(self, words: str) -> None:
        self.actions_by_name["undo"].setToolTip(_("Undo: {words}").format(words=words) if words else _("Undo"))

    def _toggle_log(self) -> None:
        self.set_view(attrs.evolve(self.view, log=not self.view.log))

    def _toggle_envelope(self) -> None:
        self.set_view(attrs.evolve(self.view, envelope=not self.view.envelope))

    def _about(self) -> None:
        from planner.gui.dialogs.about import about

        about(self)

    # Qt events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and after the first time make the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._complete)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take plan files."""
        if _plan_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first plan file that is dropped."""
        files = _plan_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.filing.open_file(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then remember how the window stood."""
        if not self.filing.may_leave():
            event.ignore()
            return
        self.keeping.leave()
        self.simulator.stop()
        if self._offers is not None:
            self._offers.stop()
        self.remember()
        event.accept()

    def remember(self) -> None:
        """Write the settings; where that is not possible, the next start has the old ones."""
        document = self.document
        last = str(document.file or (document.preset.path if document.preset else ""))
        settings = self.layout_of_panels.remembered(self.settings)
        self.settings = attrs.evolve(
            settings, last=last, outcome=self.view.outcome, unit=self.view.unit, log=self.view.log
        )
        try:
            save_settings(self.settings)
        except Fault as fault:
            self.notice.warn(str(fault))


def _view_of(settings: Settings) -> View:
    if settings.outcome not in OUTCOMES:
        return View()
    units = [unit for unit, _name in UNIT_CHOICES[settings.outcome]]
    unit = settings.unit if settings.unit in units else OUTCOMES[settings.outcome]
    return View(settings.outcome, unit, settings.log)


def _plan_files(data: QMimeData) -> list[FilePath]:
    paths = [FilePath(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() in (SUFFIX, *EXPORTED)]
