"""Imports without detours: half of the time to the first picture would else go into looking at what nobody uses.

PySide6 puts an ``__import__`` of its own in the place of Python's. It reads the source of every module that is imported
from then on, in search of ``from __feature__ import``, which this program never says.

pyqtgraph imports its 140 modules, of which a view box needs 40: the others are empty modules while it does.

It copies every name of QtCore, QtGui and QtWidgets into modules of its own, and PySide6 makes a class when its
name is first touched: 1,500 classes for the sixty in use. The modules put in their place pass on what is asked of them.

All three cost only time where they stop working; the tests say so.
"""

from __future__ import annotations

import atexit
import builtins
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_AWAKE = {
    *(f"graphicsItems.{name}" for name in ("GraphicsItem", "GraphicsObject", "GraphicsWidget", "ItemGroup", "ViewBox")),
    *("widgets.GraphicsView", "GraphicsScene", "Point", "Qt", "WidgetGroup", "debug", "functions", "reload", "util"),
}
"""What a `ViewBox` in a `GraphicsView` is made of, with all that lies below each."""

_MIRRORED = ("QtCore", "QtGui", "QtWidgets")
_LEFT_OUT = ("PySide6.QtOpenGLWidgets", "PySide6.QtSvg", "PySide6.QtTest")
"""Libraries of Qt that pyqtgraph loads and can do without; together they take as much memory as our modules."""
_OPENGL = "Qt.OpenGLHelpers"


def load_qt() -> None:
    """Import PySide6 and put Python's own import back in its place."""
    pythons_import = builtins.__import__
    for name in _MIRRORED:
        import_module(f"PySide6.{name}")
    builtins.__import__ = pythons_import


def pyqtgraph() -> Any:
    """Return pyqtgraph with `GraphicsView` and `ViewBox`, without waking what these do not use. (It has no types.)"""
    if "pyqtgraph" in sys.modules:
        return sys.modules["pyqtgraph"]
    sleep = _Sleep()
    sys.meta_path.insert(0, sleep)
    try:
        return _mirrored_pyqtgraph()
    except (ImportError, AttributeError, TypeError):
        pass  # another version, made of other parts
    finally:
        sys.meta_path.remove(sleep)
        _forget(_Asleep)
    if "pyqtgraph" in sys.modules:
        atexit.unregister(sys.modules["pyqtgraph"].cleanup)
    _forget(ModuleType)
    return import_module("pyqtgraph")


def _forget(kind: type[ModuleType]) -> None:
    """Let who asks for a part of pyqtgraph from now on import it, where what stands for it is of this kind."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "pyqtgraph" and isinstance(module, kind):
            del sys.modules[name]


def _mirrored_pyqtgraph() -> ModuleType:
    originals = [import_module(f"PySide6.{name}") for name in _MIRRORED]
    mirrors = {f"pyqtgraph.Qt.{name}": _Mirror(name, module) for name, module in zip(_MIRRORED, originals, strict=True)}
    listings = [vars(module).get("__dir__") for module in originals]
    left_out = [name for name in _LEFT_OUT if name not in sys.modules]
    try:
        for module in originals:
            module.__dir__ = list  # type: ignore[method-assign]  # nothing to copy
        sys.modules.update(mirrors)
        sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type]  # "not there" in Python's words
        found = import_module("pyqtgraph")
        _ = found.GraphicsView, found.ViewBox
        return found
    finally:
        for name in left_out:
            del sys.modules[name]
        for module, listing in zip(originals, listings, strict=True):
            vars(module).pop("__dir__")
            if listing is not None:
                module.__dir__ = listing  # type: ignore[method-assign]


class _Sleep:
    """Finds and loads an empty module for every part of pyqtgraph that nobody here uses.

    The base classes for that, in ``importlib.abc``, would import what they do not need here.
    """

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return an empty module for a part that sleeps."""
        package, _dot, part = name.partition(".")
        folder = ".".join(part.split(".")[: 2 if part.startswith(("graphicsItems", "widgets")) else 1])
        awake = part != _OPENGL and folder in {*_AWAKE, "graphicsItems", "widgets"}
        asleep = package == "pyqtgraph" and part and not awake
        return ModuleSpec(name, self) if asleep else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the empty module."""
        return _Asleep(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Run nothing."""


class _Asleep(ModuleType):
    """Has no names to copy, and none of what is asked of it."""

    __all__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


class _Mirror(ModuleType):
    """Stands for a module of Qt: keeps what is written to it, asks the module itself for the rest."""

    def __init__(self, name: str, original: ModuleType) -> None:
        super().__init__(f"pyqtgraph.Qt.{name}")
        self.__spec__ = original.__spec__
        self._original = original

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)

    def __dir__(self) -> list[str]:
        return sorted({*vars(self), *dir(self._original)})
