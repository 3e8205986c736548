"""The window without eyes and without a mouse: everything has a name and the keyboard reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hands import ALT, Start, key
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner import text
from planner.gui.actions import COPIES, MENUS
from planner.gui.main_window import MainWindow
from planner.gui.widgets.log_slider import LogSlider
from planner.text import LANGUAGES, _, use_language


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an element and all below it, as a screen reader walks them."""
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.isValid():
            yield from tree(child)


def elements(widget: QWidget) -> list[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    return list(tree(root))


def named(window: MainWindow, name: str) -> QAccessibleInterface:
    return next(each for each in elements(window) if each.text(QAccessible.Text.Name) == name)


def stops(window: MainWindow, back: bool = False, visit: Callable[[QWidget], None] | None = None) -> list[QWidget]:
    """Press Tab until the focus comes round, and return where it stood; look at each stop with ``visit``."""
    window.scenarios.scenarios.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    for _press in range(250):
        widget = QApplication.focusWidget()
        assert widget is not None, "the focus got lost"
        if found and widget is found[0]:
            return found
        found.append(widget)
        if visit is not None:
            visit(widget)
        key(window, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come round")


def test_every_control_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    nameless = [
        (each.role(), each.object())
        for each in elements(window)
        if each.state().focusable and not each.state().invisible and not each.text(QAccessible.Text.Name).strip()
    ]
    assert not nameless


def test_every_widget_on_the_tab_chain_has_a_name(window: MainWindow) -> None:
    for widget in stops(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).strip(), widget


def test_names_of_controls_tell_them_apart(start: Start) -> None:
    window = start("openai-average")
    names = [
        (each.role(), each.text(QAccessible.Text.Name))
        for each in elements(window.assumptions)
        if each.state().focusable
        and not each.state().invisible
        and each.role() not in (QAccessible.Role.Button, QAccessible.Role.Client)
    ]
    assert len(set(names)) == len(names), sorted(str(name) for name in names if names.count(name) > 1)


def test_tab_reaches_lists_fields_sliders_and_buttons_and_comes_round(window: MainWindow) -> None:
    found = stops(window)
    row = window.assumptions.row(0, 0)
    wanted = [
        window.scenarios.scenarios,
        window.scenarios.presets,
        window.scenarios.add,
        window.scenarios.duplicate,
        window.scenarios.save_preset,
        window.chart.plot,
        window.chart.outcome,
        window.chart.unit,
        window.chart.log,
        window.chart.tabs,
        window.chart.working._text,
        window.chart.working._markdown,
        row.value.line_edit,
        row.slider,
        row.movement,
        row.badge,
        row.more,
        window.assumptions._sections[0]._add,
        window.assumptions._sections[0]._more,
        window.assumptions._add,
        window.assumptions.conversions.start,
        window.assumptions.conversions.end,
        window.assumptions.conversions.region,
        window.assumptions.conversions.rows["household_use"].value.line_edit,
    ]
    missing = [widget for widget in wanted if widget not in found]
    assert not missing


def test_tab_goes_through_a_row_as_it_is_read_and_back_again(start: Start) -> None:
    window = start("openai-average")
    row, found = window.assumptions.row(0, 0), stops(window)
    order = [found.index(widget) for widget in (row.badge, row.more, row.value.line_edit, row.movement, row.slider)]
    assert order == sorted(order)
    assert found.index(row.slider) < found.index(window.assumptions.row(0, 1).value.line_edit)
    assert list(reversed(stops(window, back=True)))[:-1] == found[1:]


def test_rows_added_later_stand_in_their_place_on_the_tab_chain(start: Start) -> None:
    window = start("openai-average")
    window.assumptions._sections[0]._add.click()
    found = stops(window)
    assert (
        found.index(window.assumptions.row(0, 1).slider)
        < found.index(window.assumptions.row(0, 2).value.line_edit)
        < found.index(window.assumptions._sections[0]._add)
        < found.index(window.assumptions.conversions.start)
    )


def test_what_is_tabbed_to_is_scrolled_into_sight(window: MainWindow) -> None:
    area = window.assumptions.scroller
    unseen: list[QWidget] = []

    def look(widget: QWidget) -> None:
        if area.widget().isAncestorOf(widget) and not area.viewport().rect().contains(
            widget.mapTo(area.viewport(), widget.rect().center())
        ):
            unseen.append(widget)

    stops(window, visit=look)
    assert not unseen


def test_a_slider_says_its_value_in_words(start: Start) -> None:
    window = start("openai-average")
    slider = window.assumptions.row(0, 0).slider
    assert isinstance(slider, LogSlider)
    interface = QAccessible.queryAccessibleInterface(slider)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Energy per message"
    assert "0.34 Wh per query" in interface.text(QAccessible.Text.Description)


def test_a_refusal_is_told_at_its_field(start: Start) -> None:
    window = start("openai-average")
    window.assumptions.row(0, 0).value.line_edit.setFocus()
    key(window, Qt.Key.Key_End)
    key(window, Qt.Key.Key_X)
    key(window, Qt.Key.Key_Return)
    field = QAccessible.queryAccessibleInterface(window.assumptions.row(0, 0).value.line_edit)
    assert field is not None
    assert field.text(QAccessible.Text.Description) == window.assumptions.row(0, 0).value.error != ""


def test_the_chart_tells_its_finding_and_its_lines(window: MainWindow) -> None:
    interface = QAccessible.queryAccessibleInterface(window.chart.plot)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == window.chart.headline.text()
    for name in ("Chat, text only", "Chat, average claim", "Chat and agents"):
        assert name in interface.text(QAccessible.Text.Description)


def test_a_scenario_says_that_it_is_shown_and_the_baseline(window: MainWindow) -> None:
    names = [
        each.text(QAccessible.Text.Name)
        for each in elements(window.scenarios.scenarios)
        if each.role() == QAccessible.Role.ListItem
    ]
    assert names == ["Chat, text only, shown, baseline", "Chat, average claim, shown", "Chat and agents, shown"]


def test_the_working_is_told_as_text(start: Start) -> None:
    window = start("openai-average")
    area = named(window, "The working")
    assert "× 2.5 billion queries a day" in area.text(QAccessible.Text.Description)


def menus(window: MainWindow) -> list[QMenu]:
    found = [action.menu() for action in window.bar.menu_bar.actions()]
    return [menu for menu in found if isinstance(menu, QMenu)]


def mnemonic(words: str) -> str:
    words = words.replace("&&", "")
    return words[words.index("&") + 1].lower() if "&" in words else ""


def test_mnemonics_and_shortcuts_are_given_once(window: MainWindow) -> None:
    shortcuts: list[str] = []
    for menu in menus(window):
        actions = [action for action in menu.actions() if not action.isSeparator()]
        letters = [mnemonic(action.text()) for action in actions]
        assert all(letters), [action.text() for action in actions if not mnemonic(action.text())]
        assert len(set(letters)) == len(letters), [action.text() for action in actions]
        shortcuts += [key.toString() for action in actions for key in action.shortcuts()]
    assert len(set(shortcuts)) == len(shortcuts)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if text.catalogue(code).is_file()])
def test_mnemonics_are_given_once_in_every_language(language: str) -> None:
    use_language(language)
    menus = [[title for title, _entries in MENUS], *([entry.words for entry in menu] for _title, menu in MENUS)]
    for menu in (*menus, [entry.words for entry in COPIES]):
        words = [_(entry) for entry in menu if entry]
        letters = [mnemonic(each) for each in words]
        assert all(letters), [each for each in words if not mnemonic(each)]
        assert len(set(letters)) == len(letters), words


def test_the_menus_open_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    key(window, Qt.Key.Key_F, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Save as preset…" in [action.text().replace("&", "") for action in menu.actions()]
    menu.close()


@pytest.mark.parametrize("name", ["openai-average", "united-kingdom"])
def test_no_button_is_without_words(start: Start, name: str) -> None:
    window = start(name)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.text().strip() or button.accessibleName().strip(), button
