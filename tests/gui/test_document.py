"""The document: one way to change it, one step a gesture, and what counts as unsaved."""

from __future__ import annotations

import gc
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot
from strategies import parse, scenario_of

from planner.gui.document import Document
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store.presets import Preset

ENERGY = ("scenarios", 0, "workloads", 0, "drivers", 0, "value")
PLAN = Workspace((scenario_of("0.34 Wh/query", "2.5e9 query/day"),))
TWO = Workspace((scenario_of("0.34 Wh/query", "2.5e9 query/day"), scenario_of("1 Wh/query", "1 query/day", name="B")))


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    return Document(PLAN)


def set_energy(document: Document, text: str) -> None:
    document.edit(ENERGY, parse(text), f"to {text}")


def preset(title: str = "Mine", path: str = "mine.aiplan") -> Preset:
    return Preset(title, Path(path), shipped=False, known=PLAN)


def test_an_edit_replaces_one_part_and_tells_once(document: Document, qtbot: QtBot) -> None:
    told: list[Workspace] = []
    document.changed.connect(lambda: told.append(document.workspace))
    set_energy(document, "1 Wh/query")
    assert document.at(ENERGY).text == "1 Wh/query"
    assert told == [document.workspace]
    assert document.modified


def test_a_refused_edit_changes_nothing_and_tells_nobody(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.changed), pytest.raises(Fault, match="query"):
        set_energy(document, "1 Wh/session")
    assert document.workspace is PLAN
    assert document.history.count() == 0


def test_an_edit_to_what_is_there_already_is_no_step(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.changed):
        set_energy(document, "0.34 Wh/query")
    assert document.history.count() == 0


def test_another_unit_for_the_same_amount_is_a_step(document: Document) -> None:
    set_energy(document, "1224 J/query")
    assert document.history.count() == 1
    assert document.modified


def test_undo_and_redo_go_all_the_way(document: Document) -> None:
    texts = ["1 Wh/query", "2 Wh/query", "3 Wh/query"]
    for text in texts:
        set_energy(document, text)
    last = document.workspace
    for _step in texts:
        document.history.undo()
    assert document.workspace == PLAN
    assert not document.modified
    for _step in texts:
        document.history.redo()
    assert document.workspace == last


def test_a_gesture_is_one_step_and_remembers_what_was_before(document: Document) -> None:
    document.begin_gesture()
    for text in ("1 Wh/query", "2 Wh/query", "3 Wh/query"):
        set_energy(document, text)
        assert document.before_gesture == PLAN
    document.end_gesture()
    assert document.before_gesture is None
    assert document.history.count() == 1
    document.history.undo()
    assert document.workspace == PLAN


def test_a_gesture_that_ends_where_it_began_leaves_no_step(document: Document) -> None:
    document.begin_gesture()
    set_energy(document, "1 Wh/query")
    set_energy(document, "0.34 Wh/query")
    document.end_gesture()
    assert document.history.count() == 0
    assert not document.modified


def test_gestures_and_edits_after_one_another_do_not_merge(document: Document) -> None:
    for first, second in (("1 Wh/query", "2 Wh/query"), ("3 Wh/query", "4 Wh/query")):
        document.begin_gesture()
        set_energy(document, first)
        set_energy(document, second)
        document.end_gesture()
    set_energy(document, "5 Wh/query")
    set_energy(document, "6 Wh/query")
    assert document.history.count() == 4


def test_a_gesture_after_a_save_does_not_swallow_the_saved_state(document: Document) -> None:
    document.begin_gesture()
    set_energy(document, "1 Wh/query")
    document.keep(file=Path("plan.aiplan"))
    set_energy(document, "2 Wh/query")
    document.end_gesture()
    assert document.modified
    document.history.undo()
    assert document.at(ENERGY).text == "1 Wh/query"
    assert not document.modified


def test_opening_begins_afresh_and_tells_in_this_order(document: Document) -> None:
    set_energy(document, "1 Wh/query")
    told: list[str] = []
    document.opened.connect(lambda: told.append("opened"))
    document.changed.connect(lambda: told.append("changed"))
    document.open(TWO, file=Path("two.aiplan"))
    assert told == ["opened", "changed"]
    assert document.workspace is TWO
    assert document.selection == 1
    assert not document.history.canUndo()
    assert not document.modified


def test_recovered_work_is_unsaved_until_it_is_kept(document: Document) -> None:
    document.open(TWO, unsaved=True)
    assert document.modified
    document.keep(file=Path("two.aiplan"))
    assert not document.modified


def test_a_lost_place_makes_the_plan_unsaved_and_found_again_it_is_saved(document: Document) -> None:
    lost = preset()
    document.keep(preset=lost)
    document.lose_place()
    assert document.modified
    assert document.preset is None
    document.find_place(lost, attrs.evolve(lost, path=Path("mine-2.aiplan")))
    assert not document.modified
    assert document.preset is not None
    assert document.preset.path == Path("mine-2.aiplan")


def test_an_edit_between_losing_and_finding_a_place_stays_unsaved(document: Document) -> None:
    document.keep(preset=preset())
    document.lose_place()
    set_energy(document, "1 Wh/query")
    document.find_place(preset(), preset())
    assert document.modified
    document.history.undo()
    assert not document.modified


def test_a_place_found_again_is_not_given_to_another_plan(document: Document) -> None:
    document.keep(preset=preset())
    document.lose_place()
    document.open(TWO)
    document.find_place(preset(), preset())
    assert document.preset is None


def test_a_place_found_again_is_not_given_to_what_was_saved_elsewhere(document: Document) -> None:
    document.keep(preset=preset())
    document.lose_place()
    document.keep(file=Path("plan.aiplan"))
    document.find_place(preset(), preset())
    assert document.preset is None
    assert document.file == Path("plan.aiplan")


def test_the_selection_stays_within_the_scenarios(document: Document, qtbot: QtBot) -> None:
    document.open(TWO)
    with qtbot.assertNotEmitted(document.selected):
        document.select(2)
        document.select(-1)
        document.select(1)
    with qtbot.waitSignal(document.selected):
        document.select(0)
    document.select(1)
    document.put(Workspace(TWO.scenarios[:1]), "Delete")
    assert document.selection == 0
    document.history.undo()
    assert document.selection == 1


def test_a_long_drag_keeps_no_workspace_but_its_first_and_its_last(document: Document) -> None:
    def kept() -> int:
        gc.collect()
        return sum(isinstance(known, Workspace) and known.title.startswith("step") for known in gc.get_objects())

    document.begin_gesture()
    for step in range(50):
        document.put(attrs.evolve(document.workspace, title=f"step {step}"), "Drag")
    document.end_gesture()
    assert document.history.count() == 1
    assert kept() == 1
    document.history.undo()
    assert not document.workspace.title.startswith("step")
