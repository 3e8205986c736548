"""Every action of the window: its words, its shortcut, its place in the menus."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Mapping, Sequence

from attrs import frozen
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from planner.text import N_, _

_Key = QKeySequence.StandardKey


@frozen
class Entry:
    """One line of a menu: the action's name, its words with the mnemonic, its shortcut."""

    name: str
    words: str
    shortcut: QKeySequence.StandardKey | str | None = None
    checkable: bool = False
    group: str = ""


_RULE = Entry("", "")

COPIES = (
    Entry("copy_chart", N_("The &chart as a picture"), "Ctrl+Alt+C"),
    Entry("copy_svg", N_("The chart as a &drawing (SVG)")),
    Entry("copy_alt", N_("The chart in &words (alt text)")),
    _RULE,
    Entry("copy_sentence", N_("The &finding as a sentence")),
    Entry("copy_table", N_("The &table of the chart")),
    _RULE,
    Entry("copy_markdown", N_("The working as &Markdown")),
    Entry("copy_latex", N_("The working as &LaTeX")),
    Entry("copy_bibtex", N_("The sources as &BibTeX")),
)
"""What stands in the menu “Copy as”."""

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        N_("&File"),
        (
            Entry("new", N_("&New plan"), _Key.New),
            Entry("open", N_("&Open…"), _Key.Open),
            Entry("recent", N_("Open &recent")),
            _RULE,
            Entry("save", N_("&Save"), _Key.Save),
            Entry("save_as", N_("Save &as…"), "Ctrl+Shift+S"),
            _RULE,
            Entry("save_preset", N_("Save as &preset…"), "Ctrl+P"),
            Entry("import_presets", N_("&Import presets…")),
            _RULE,
            Entry("export", N_("&Export…"), "Ctrl+Shift+E"),
            _RULE,
            Entry("quit", N_("&Quit"), "Ctrl+Q"),
        ),
    ),
    (
        N_("&Edit"),
        (
            Entry("undo", N_("&Undo"), _Key.Undo),
            Entry("redo", N_("&Redo"), "Ctrl+Shift+Z"),
            Entry("history", N_("&History…"), "Ctrl+H"),
            _RULE,
            Entry("copy_working", N_("Copy the &working"), "Ctrl+Shift+C"),
            Entry("copy_as", N_("Cop&y as")),
            _RULE,
            Entry("preferences", N_("Pre&ferences…"), "Ctrl+,"),
        ),
    ),
    (
        N_("&Scenario"),
        (
            Entry("add_scenario", N_("&Add"), "Ctrl+Shift+N"),
            Entry("duplicate_scenario", N_("&Duplicate"), "Ctrl+D"),
            Entry("rename_scenario", N_("&Rename")),
            Entry("delete_scenario", N_("De&lete")),
            _RULE,
            Entry("move_up", N_("Move &up"), "Ctrl+Shift+Up"),
            Entry("move_down", N_("Move d&own"), "Ctrl+Shift+Down"),
            Entry("baseline", N_("Use as &baseline"), "Ctrl+B"),
            _RULE,
            Entry("explain_mix", N_("Explain an average by a &mix…")),
            Entry("correlations", N_("What goes &together…")),
        ),
    ),
    (
        N_("&View"),
        (
            Entry("log", N_("&Logarithmic scale"), "Ctrl+L", checkable=True),
            Entry("envelope", N_("Pu&blished totals of data centres"), "Ctrl+E", checkable=True),
            Entry("table", N_("Chart as a &table"), "Ctrl+T", checkable=True),
            _RULE,
            Entry("scenarios_panel", N_("&Scenarios and presets"), "F7", checkable=True),
            Entry("assumptions_panel", N_("&Assumptions"), "F8", checkable=True),
            Entry("working_panel", N_("&Working"), "F9", checkable=True),
            _RULE,
            Entry("theme_system", N_("Colours of the s&ystem"), None, checkable=True, group="theme"),
            Entry("theme_light", N_("L&ight"), None, checkable=True, group="theme"),
            Entry("theme_dark", N_("&Dark"), None, checkable=True, group="theme"),
            _RULE,
            Entry("languages", N_("Lan&guage")),
            _RULE,
            Entry("full_screen", N_("&Full screen"), "F11", checkable=True),
        ),
    ),
    (
        N_("&Presentation"),
        (
            Entry("add_view", N_("&Add this view"), "Ctrl+Shift+A"),
            Entry("views", N_("&Views, messages and notes…"), "Ctrl+Shift+V"),
            _RULE,
            Entry("present", N_("&Present"), "F5"),
            Entry("present_with_notes", N_("Present with &notes in this window"), "Ctrl+F5"),
        ),
    ),
    (
        N_("&Help"),
        (
            Entry("welcome", N_("&Welcome")),
            Entry("help", N_("&Help"), "F1"),
            Entry("shortcuts", N_("Sho&rtcuts")),
            Entry("palette", N_("&Find anything…"), "Ctrl+K"),
            _RULE,
            Entry("stories", N_("&Stories")),
            _RULE,
            Entry("about", N_("&About")),
        ),
    ),
)


class Actions:
    """The actions by name, made once; `connect` ties them to what they do."""

    def __init__(self, window: QWidget, menu_bar: QMenuBar) -> None:
        self._actions: dict[str, QAction] = {}
        self.recent = QMenu(_("Open &recent"), window)
        self.stories = QMenu(_("&Stories"), window)
        self.languages = QMenu(_("Lan&guage"), window)
        groups: dict[str, QActionGroup] = {}
        for title, entries in MENUS:
            menu = menu_bar.addMenu(_(title))
            for entry in entries:
                self._add(window, menu, entry, groups)

    def _add(self, window: QWidget, menu: QMenu, entry: Entry, groups: dict[str, QActionGroup]) -> None:
        if entry is _RULE or not entry.name:
            menu.addSeparator()
            return
        if entry.name == "copy_as":
            copies = menu.addMenu(_(entry.words))
            for copy in COPIES:
                self._add(window, copies, copy, groups)
            return
        below = {"recent": self.recent, "stories": self.stories, "languages": self.languages}.get(entry.name)
        if below is not None:
            menu.addMenu(below)
            return
        action = QAction(_(entry.words), window)
        action.setCheckable(entry.checkable)
        if entry.shortcut is not None:
            action.setShortcut(QKeySequence(entry.shortcut))
        if entry.group:
            groups.setdefault(entry.group, QActionGroup(window)).addAction(action)
        menu.addAction(action)
        self._actions[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def items(self) -> ItemsView[str, QAction]:
        """Return every action with its name, in the order of the menus."""
        return self._actions.items()

    def connect(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Tie actions to what they do; a name that is not an action is an error."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Fill the menu of recent files; its ``triggered`` tells the action whose data is the path."""
        # The action that is being followed right now must outlive its own signal, so it is not cleared away at once.
        for action in self.recent.actions():
            self.recent.removeAction(action)
            action.deleteLater()
        self.recent.setEnabled(bool(paths))
        for path in paths:
            action = QAction(path.replace("&", "&&"), self.recent)
            action.setData(path)
            self.recent.addAction(action)
