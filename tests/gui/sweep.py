"""A sweep as accessibility checkers do it: what is nameless, out of reach, or dark in focus."""

from __future__ import annotations

from collections.abc import Iterator

from hands import key
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

ROLE = QAccessible.Role
CONTROLS = {
    *(ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText, ROLE.Slider, ROLE.SpinBox),
    *(ROLE.List, ROLE.Table, ROLE.Tree, ROLE.PageTabList, ROLE.PageTab, ROLE.Link, ROLE.ButtonMenu),
    *(ROLE.ButtonDropDown, ROLE.MenuItem, ROLE.ListItem, ROLE.Dial, ROLE.ProgressBar, ROLE.Dialog),
}
KINDS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit),
    *(QPlainTextEdit, QTextEdit, QTabBar),
)
MOST_STOPS = 200


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an element and all below it, as a screen reader walks them."""
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.isValid():
            yield from tree(child)


def nameless(top: QWidget) -> list[str]:
    """List what can be seen and used and says nothing of itself."""
    root = QAccessible.queryAccessibleInterface(top)
    assert root is not None
    found = []
    for each in tree(root):
        state = each.state()
        wanted = each.role() in CONTROLS or (state.focusable and each.role() != ROLE.StaticText)
        if wanted and not state.invisible and not each.text(QAccessible.Text.Name).strip():
            widget = each.object()
            if _speaks_for_itself(widget):
                continue
            found.append(f"nameless: {each.role().name} {type(widget).__name__} {each.text(QAccessible.Text.Value)!r}")
        widget = each.object()
        if isinstance(widget, QComboBox) and not (state.invisible or _described(widget, each)):
            found.append(f"says its entry only: {_told(widget)}")
    return found


def _described(box: QComboBox, told: QAccessibleInterface) -> bool:
    """Whether a box says what it is for besides its entry, which on Linux stands in place of its name."""
    labels = box.window().findChildren(QLabel)
    return bool(told.text(QAccessible.Text.Description)) or any(label.buddy() is box for label in labels)


def _speaks_for_itself(widget: object) -> bool:
    """Whether an element is a part of one that has the name: scroll arrows of Qt's, a header, the button of a box."""
    if not isinstance(widget, QWidget):
        return False
    inside = widget.parentWidget()
    return widget.objectName().startswith("qt_") or (
        isinstance(inside, QComboBox | QAbstractSpinBox | QAbstractItemView) and bool(inside.accessibleName())
    )


def out_of_reach(top: QWidget) -> list[str]:
    """List the controls that Tab does not come to, and what has the focus without showing it."""
    stops, faults = _tab_round(top)
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, KINDS) or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.window() is not top.window() or _is_part(widget) or any(_serves(stop, widget) for stop in stops):
            continue
        faults.append(f"out of reach: {_told(widget)}")
    return faults


def _serves(stop: QWidget, widget: QWidget) -> bool:
    """Whether the keyboard is at a control where Tab stops: one of a group of radio buttons stands for all of them."""
    if stop is widget or widget.isAncestorOf(stop):
        return True
    return (
        isinstance(stop, QAbstractButton)
        and isinstance(widget, QAbstractButton)
        and (
            (stop.group() is not None and stop.group() is widget.group())
            or (stop.autoExclusive() and widget.autoExclusive() and stop.parent() is widget.parent())
        )
    )


def _is_part(widget: QWidget) -> bool:
    """Whether a control is a part of another that takes the keys: its scroll bar, its header, its arrows, its list."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return True
    inside = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, QComboBox | QAbstractSpinBox | QAbstractItemView | QTabBar):
            return True
        inside = inside.parentWidget()
    return False


def _tab_round(top: QWidget) -> tuple[list[QWidget], list[str]]:
    """Press Tab until it comes round; return the stops, and those that look the same with and without the focus."""
    if QApplication.focusWidget() is None or QApplication.focusWidget().window() is not top.window():
        key(top.window(), Qt.Key.Key_Tab)
    stops: list[QWidget] = []
    dark = []
    for _press in range(MOST_STOPS):
        widget = QApplication.focusWidget()
        if widget is None:
            return stops, [*dark, f"the focus got lost after {_told(stops[-1]) if stops else 'the first Tab'}"]
        if widget in stops:
            return stops, dark
        stops.append(widget)
        lit = _look(widget)
        QTest.keyClick(top.window().windowHandle(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is widget:
            widget.clearFocus()  # it is the only stop
            dim = _look(widget)
            widget.setFocus()
        else:
            dim = _look(widget)
        if widget.isVisible() and lit == dim:
            dark.append(f"no focus to be seen: {_told(widget)}")
    return stops, [*dark, "Tab does not come round"]


def _look(widget: QWidget) -> QImage:
    """Return a widget with its surroundings as they are on the screen."""
    room = widget.window()
    place = QRect(widget.mapTo(room, widget.rect().topLeft()), widget.size()).adjusted(-6, -6, 6, 6)
    return room.grab(place.intersected(room.rect())).toImage()


def _told(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    owner = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} {widget.accessibleName() or words or widget.objectName()!r} in {owner}"
