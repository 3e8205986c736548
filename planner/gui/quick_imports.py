"""Imports without detours: half of the time to the first picture would else go into looking at what nobody uses.

PySide6 puts an ``__import__`` of its own in the place of Python's. It reads the source of every module that is imported
from then on, in search of ``from __feature__ import``, which this program never says.

pyqtgraph copies every name of QtCore, QtGui and QtWidgets into modules of its own, and PySide6 makes a class when its
name is first touched: 1,500 classes for the sixty in use. The modules put in their place pass on what is asked of them.

Both cost only time where they stop working; the tests say so.
"""

from __future__ import annotations

import builtins
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_MIRRORED = ("QtCore", "QtGui", "QtWidgets")


def load_qt() -> None:
    """Import PySide6 and put Python's own import back in its place."""
    pythons_import = builtins.__import__
    for name in _MIRRORED:
        import_module(f"PySide6.{name}")
    builtins.__import__ = pythons_import


def pyqtgraph() -> Any:
    """Return pyqtgraph, imported without waking what it does not use. (It has no types.)"""
    if "pyqtgraph" in sys.modules:
        return sys.modules["pyqtgraph"]
    originals = [import_module(f"PySide6.{name}") for name in _MIRRORED]
    mirrors = {f"pyqtgraph.Qt.{name}": _Mirror(name, module) for name, module in zip(_MIRRORED, originals, strict=True)}
    listings = [vars(module).get("__dir__") for module in originals]
    try:
        for module in originals:
            module.__dir__ = list  # type: ignore[method-assign]  # nothing to copy
        sys.modules.update(mirrors)
        return import_module("pyqtgraph")
    finally:
        for module, listing in zip(originals, listings, strict=True):
            vars(module).pop("__dir__")
            if listing is not None:
                module.__dir__ = listing  # type: ignore[method-assign]


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
