"""The last change once more: the frames that lead from the plan before it to the plan after it, and their time."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStyle

from planner.model.driver import Driver
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.model.workspace import Workspace

FRAME_MS = 40
FRAMES = 24
HOLD = 8
"""How many frames the plan before the change stands still, for eyes to find it."""
HOLD_STILL = 30
"""The same where the system asks for no motion: there is nothing on the way to see."""


class Replay(QObject):
    """Tells each frame in its turn, then that it has ended; one that is stopped tells nothing more."""

    frame = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._frames: Iterator[Workspace] | None = None
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._next)

    @property
    def running(self) -> bool:
        """Whether the last change is being shown once more."""
        return self._frames is not None

    def begin(self, before: Workspace, after: Workspace) -> None:
        """Begin with the plan before the change."""
        self._frames = frames(before, after) if _moves() else cuts(before, after)
        self._timer.start()
        self._next()

    def stop(self) -> None:
        """Show no more of it."""
        self._timer.stop()
        self._frames = None

    def _next(self) -> None:
        shown = next(self._frames, None) if self._frames is not None else None
        if shown is not None:
            self.frame.emit(shown)
            return
        self.stop()
        self.ended.emit()


def frames(before: Workspace, after: Workspace) -> Iterator[Workspace]:
    """Yield what to show, one after the other: the plan before, its values on their way, the plan after."""
    for _frame in range(HOLD):
        yield before
    for frame in range(1, FRAMES):
        yield between(before, after, frame / FRAMES)
    yield after


def cuts(before: Workspace, after: Workspace) -> Iterator[Workspace]:
    """Yield what to show where nothing may move: the plan before for a while, then the plan after."""
    for _frame in range(HOLD_STILL):
        yield before
    yield after


def _moves() -> bool:
    """Whether the system lets things move: a person can ask it for reduced motion, and the style then knows."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def between(before: Workspace, after: Workspace, share: float) -> Workspace:
    """Return the plan ``share`` of the way; what is no value that moves is as it was before until the end.

    Values move by equal factors, as they do on their sliders.
    """
    if len(before.scenarios) != len(after.scenarios):
        return before
    pairs = zip(before.scenarios, after.scenarios, strict=True)
    return attrs.evolve(after, scenarios=tuple(_scenario(one, other, share) for one, other in pairs))


def _scenario(before: Scenario, after: Scenario, share: float) -> Scenario:
    shapes = [[len(workload.drivers) for workload in scenario.workloads] for scenario in (before, after)]
    if before == after or shapes[0] != shapes[1]:
        return after if before == after else before
    try:
        return attrs.evolve(
            after,
            workloads=tuple(
                attrs.evolve(
                    new, drivers=tuple(_driver(a, b, share) for a, b in zip(old.drivers, new.drivers, strict=True))
                )
                for old, new in zip(before.workloads, after.workloads, strict=True)
            ),
        )
    except Fault:
        return before


def _driver(before: Driver, after: Driver, share: float) -> Driver:
    old, new = before.value.central, after.value.central
    if before.value == after.value or min(old, new) <= 0 or before.value.unit != after.value.unit:
        return after
    return attrs.evolve(after, value=after.value.scaled((old / new) ** (1 - share)))
