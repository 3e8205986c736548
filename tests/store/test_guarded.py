"""Two programs save to one place: neither loses what the other wrote, and no lock outlives who held it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import attrs
import pytest
from strategies import PLAIN_CHAIN, scenario_of

from planner.model.workspace import Workspace
from planner.store import guarded
from planner.store.autosave import Unsaved
from planner.store.files import read_plan, write_plan
from planner.store.guarded import ChangedElsewhere, alone, beside, fingerprint, save_plan
from planner.store.presets import Presets

forked = pytest.mark.skipif(not hasattr(os, "fork"), reason="the other program is made by fork")


def plan(name: str, **more: str) -> Workspace:
    return Workspace((scenario_of(*PLAIN_CHAIN, name=name),), **more)


def test_a_plan_is_saved_over_what_is_known_and_not_over_anything_else(tmp_path):
    path = tmp_path / "a.aiplan"
    save_plan(path, plan("first"), known=plan("not there yet"))
    save_plan(path, plan("second"), known=plan("first"))
    with pytest.raises(ChangedElsewhere, match="changed by another program; nothing was written") as change:
        save_plan(path, plan("third"), known=plan("first"))
    assert change.value.found == read_plan(path) == plan("second")
    assert str(path) in str(change.value)
    save_plan(path, plan("second"), known=plan("first"))  # the same change made twice is no conflict
    save_plan(path, plan("third"))
    assert read_plan(path) == plan("third")


def test_another_evidence_library_alone_is_no_change(tmp_path):
    path = tmp_path / "a.aiplan"
    write_plan(path, plan("first"))
    known = attrs.evolve(plan("first"), evidence="of last year")
    save_plan(path, plan("second"), known=known)
    assert fingerprint(known) == fingerprint(plan("first")) != fingerprint(plan("second"))


def test_ones_own_version_finds_a_free_name_beside_the_other(tmp_path):
    path = tmp_path / "a.aiplan"
    assert beside(path).name == "a (my version).aiplan"
    beside(path).touch()
    assert beside(path).name == "a (my version 2).aiplan"


def test_recovered_work_knows_the_file_it_began_with_only_while_that_is_unchanged(tmp_path):
    path = tmp_path / "a.aiplan"
    write_plan(path, plan("first"))
    unsaved = Unsaved(plan("edited"), str(path), tmp_path / "unsaved", fingerprint(plan("first")))
    assert unsaved.known() == plan("first")
    write_plan(path, plan("theirs"))
    assert unsaved.known() == plan("edited")
    path.unlink()
    assert unsaved.known() == plan("edited")
    assert attrs.evolve(unsaved, base="").known() == plan("edited")


def _save_new(folder: Path, who: int, count: int) -> None:
    for number in range(count):  # two titles, and one name for the file that both would take
        Presets(folder).save(f"Preset {number}" + "!" * who, plan(f"{who} {number}"))


def _add_letters(path: Path, letter: str, count: int) -> None:
    done = 0
    while done < count:
        known = read_plan(path)
        following = attrs.evolve(known, notes=known.notes + letter)  # never what the other one writes
        try:
            save_plan(path, following, known)
        except ChangedElsewhere:
            continue
        done += 1


def _at_once(work, *each) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=work, args=arguments) for arguments in each]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0


@forked
def test_programs_that_save_to_one_file_at_once_never_write_over_each_other(tmp_path):
    path = tmp_path / "counter.aiplan"
    write_plan(path, plan("Letters", notes=""))
    _at_once(_add_letters, (path, "a", 30), (path, "b", 30))
    assert sorted(read_plan(path).notes) == ["a"] * 30 + ["b"] * 30


@forked
def test_presets_that_two_programs_save_under_one_file_name_at_once_are_all_there(tmp_path):
    _at_once(_save_new, (tmp_path, 0, 20), (tmp_path, 1, 20))
    kept = {preset.workspace.scenarios[0].name for preset in Presets(tmp_path).own()}
    assert kept == {f"{who} {number}" for who in (0, 1) for number in range(20)}


@forked
def test_a_lock_ends_with_who_held_it(tmp_path, monkeypatch):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with alone(tmp_path):
            os.write(writing, b"held")
            signal.pause()
    assert os.read(reading, 4) == b"held"
    descriptor = guarded._opened(tmp_path)
    assert not guarded._locked(descriptor)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert guarded._locked(descriptor)
    for number in (reading, writing, descriptor):
        os.close(number)


@forked
def test_who_does_not_let_go_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(guarded, "_PAUSE_S", 0)
    with alone(tmp_path):
        save_plan(tmp_path / "a.aiplan", plan("all the same"))
    assert read_plan(tmp_path / "a.aiplan") == plan("all the same")


def test_a_folder_that_is_not_there_is_no_obstacle(tmp_path):
    with alone(tmp_path / "missing"):
        pass
    assert not (tmp_path / "missing").exists()
