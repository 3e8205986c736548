"""What a person's hands do: events through the window system, on whatever lies under the pointer at that place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QScrollArea,
    QWidget,
)

from planner.gui.main_window import MainWindow
from planner.gui.panels.driver_row import DriverRow
from planner.gui.widgets.quantity_edit import QuantityEdit

Start = Callable[..., MainWindow]
"""The fixture that starts the program: files or presets in, the window out."""

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


# Mouse


def scroll_to(widget: QWidget) -> None:
    """Scroll until a widget can be seen, as a person would before reaching for it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 8)
        above = above.parentWidget()
    QApplication.processEvents()


def place_in_window(widget: QWidget, place: QPoint | None = None) -> QPoint:
    """Return where ``place`` of a widget (its middle) lies in its window; fails where another widget covers it."""
    scroll_to(widget)
    assert widget.isVisible(), f"{widget} cannot be seen"
    at = widget.mapTo(widget.window(), widget.rect().center() if place is None else place)
    hit = widget.window().childAt(at) or widget.window()
    assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
    return at


def click(
    widget: QWidget,
    place: QPoint | None = None,
    button: Qt.MouseButton = LEFT,
    modifier: Qt.KeyboardModifier = NO_MODIFIER,
) -> None:
    """Click on a widget, through its window."""
    at = place_in_window(widget, place)
    QTest.mouseClick(widget.window().windowHandle(), button, modifier, at)


def double_click(widget: QWidget, place: QPoint | None = None) -> None:
    """Double-click on a widget: a press and a release first, as a mouse sends them."""
    at = place_in_window(widget, place)
    QTest.mouseClick(widget.window().windowHandle(), LEFT, NO_MODIFIER, at)
    QTest.mouseDClick(widget.window().windowHandle(), LEFT, NO_MODIFIER, at)


def press(widget: QWidget, place: QPoint) -> None:
    """Press the left button and keep it down."""
    QTest.mousePress(widget.window().windowHandle(), LEFT, NO_MODIFIER, place_in_window(widget, place))


def move_pressed(widget: QWidget, place: QPoint) -> None:
    """Move the mouse with the left button down; it may leave the widget. (QTest.mouseMove forgets the button.)"""
    there = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, there, QPointF(widget.mapToGlobal(place)), Qt.MouseButton.NoButton, LEFT, NO_MODIFIER
    )
    QApplication.sendEvent(widget, event)


def release(widget: QWidget, place: QPoint) -> None:
    """Let the left button go; a widget that was pressed gets the release wherever the mouse is."""
    QTest.mouseRelease(widget.window().windowHandle(), LEFT, NO_MODIFIER, widget.mapTo(widget.window(), place))


def drag_slider(row: DriverRow, shares: list[float]) -> None:
    """Take the handle of a driver's slider and move it to each share of the slider's width in turn."""
    slider = row.slider
    scroll_to(slider)
    y = 8
    press(slider, QPoint(round(slider.handle_x), y))
    for share in shares:
        move_pressed(slider, QPoint(round(share * slider.width()), y))
    release(slider, QPoint(round(shares[-1] * slider.width()), y))


def wheel(widget: QWidget, notches: int) -> None:
    """Turn the wheel over a widget."""
    place = QPointF(place_in_window(widget))
    event = QWheelEvent(
        place,
        QPointF(widget.window().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NO_MODIFIER,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    target: QWidget | None = widget
    while target is not None:  # as the window system does: who does not want it lets it through to what lies behind
        QApplication.sendEvent(target, event)
        if event.isAccepted():
            return
        target = target.parentWidget()


# Keys


def bring_to_front(window: QWidget) -> None:
    """Make a window active again, as a desktop does when the dialog in front of it has gone."""
    if not window.isActiveWindow() and QApplication.activePopupWidget() is None:
        window.activateWindow()
        QApplication.processEvents()


def key(window: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
    """Press a key: it goes to the focus, after the shortcuts of the window had their say."""
    bring_to_front(window)
    for _again in range(times):
        QTest.keyClick(window.windowHandle(), which, modifier)


def types(widget: QWidget, text: str) -> None:
    """Type text into whatever has the focus in the widget's window."""
    for letter in text:
        QTest.keyClick(widget.window().windowHandle(), letter)


def type_over(field: QLineEdit | QuantityEdit, text: str) -> None:
    """Click into a field, select what is there and type over it."""
    line = field.line_edit if isinstance(field, QuantityEdit) else field
    click(line)
    key(line.window(), Qt.Key.Key_A, CTRL)
    if text:
        types(line, text)
    else:
        key(line.window(), Qt.Key.Key_Delete)


def enter(field: QLineEdit | QuantityEdit, text: str) -> None:
    """Type over a field and press Return."""
    type_over(field, text)
    key(field.window(), Qt.Key.Key_Return)


# Lists, menus, boxes


def place_of(rows: QListWidget, row: int) -> QPoint:
    """Return the middle of a row of a list, in its viewport, scrolled into view."""
    rows.scrollToItem(rows.item(row), QAbstractItemView.ScrollHint.EnsureVisible)
    return rows.visualItemRect(rows.item(row)).center()


def click_row(rows: QListWidget, row: int) -> None:
    """Click on a row of a list."""
    click(rows.viewport(), place_of(rows, row))


def row_of(rows: QListWidget, text: str) -> int:
    """Return the row of a list with this text."""
    texts = [rows.item(row).text() for row in range(rows.count())]
    assert text in texts, f"“{text}” is not among {texts}"
    return texts.index(text)


def tick(rows: QListWidget, row: int) -> None:
    """Click on the tick box at the left end of a row."""
    box = rows.visualItemRect(rows.item(row))
    click(rows.viewport(), QPoint(box.left() + 17, box.center().y()))


def choose_in_box(box: QComboBox, text: str) -> None:
    """Choose an entry of a drop-down box by keyboard."""
    wanted = box.findText(text)
    assert wanted >= 0, f"“{text}” is not in {[box.itemText(index) for index in range(box.count())]}"
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Space)
    rows = box.view()
    assert rows.isVisible(), "the box did not open"
    QTest.keyClick(rows, Qt.Key.Key_Home)
    for _row in range(wanted):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)


def plain_words(action: QAction) -> str:
    """Return the words of an action without the marks of its mnemonic."""
    return action.text().replace("&", "")


def choose_in_menu(*path: str) -> None:
    """Click on an entry of the menu that is open; several words lead through submenus."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    for words in path[:-1]:
        below = _action(menu, words).menu()
        assert isinstance(below, QMenu)
        menu.setActiveAction(_action(menu, words))
        QTest.keyClick(menu, Qt.Key.Key_Right)  # at once, where the mouse would have to wait for the submenu
        menu = below
        assert menu.isVisible(), f"the menu “{words}” did not open"
    last = _action(menu, path[-1])
    assert last.isEnabled(), f"“{path[-1]}” is greyed out"
    QTest.mouseClick(menu, LEFT, NO_MODIFIER, menu.actionGeometry(last).center())
    QApplication.processEvents()


def _action(menu: QMenu, words: str) -> QAction:
    for action in menu.actions():
        if plain_words(action) == words:
            return action
    raise AssertionError(f"“{words}” is not in the menu {[plain_words(action) for action in menu.actions()]}")


def choose(window: MainWindow, *path: str) -> None:
    """Choose from the menu bar: ``choose(window, "File", "Save")``."""
    bar = window.bar.menu_bar
    title = next(action for action in bar.actions() if plain_words(action) == path[0])
    click(bar, bar.actionGeometry(title).center())
    choose_in_menu(*path[1:])


def context_menu(rows: QListWidget, row: int) -> None:
    """Select a row and open its context menu with the right button."""
    click_row(rows, row)  # and two right clicks in a row stay two clicks, not a double one
    click(rows.viewport(), place_of(rows, row), button=RIGHT)


# Dialogs


@contextmanager
def in_dialog(act: Callable[[Any], object], kind: type[QDialog] = QDialog) -> Iterator[list[str]]:
    """Expect a modal dialog within the block and do something in it; it is sent away where ``act`` leaves it open.

    Yields the titles of the dialogs that came.
    """
    seen: list[str] = []
    faults: list[BaseException] = []
    timer = QTimer(interval=2)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isVisible():
            return
        timer.stop()
        seen.append(dialog.windowTitle())
        try:
            act(dialog)
        except BaseException as fault:
            faults.append(fault)
        if dialog.isVisible():
            dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    yield seen
    timer.stop()
    timer.timeout.disconnect(look)
    if faults:
        raise faults[0]
    assert seen, "no dialog was shown"


def answer(button: QMessageBox.StandardButton) -> Callable[[QMessageBox], None]:
    """Return what presses a button of a question."""

    def press_button(box: QMessageBox) -> None:
        click(box.button(button))

    return press_button


# The end


def end(window: MainWindow) -> None:
    """Close a window without a question, and delete it."""
    if window.isVisible():
        window.filing.may_leave = _yes  # type: ignore[method-assign]
        window.close()
    window.deleteLater()
    delete_what_waits()


def _yes() -> bool:
    return True


def delete_what_waits() -> None:
    """Let Qt delete what is to be deleted later."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
