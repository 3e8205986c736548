"""Presets: kept, renamed, copied, deleted and brought back, and nobody's file is lost on the way."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import PLAIN_CHAIN, scenario_of, workspaces

from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import files
from planner.store.files import SUFFIX, read_plan, write_plan
from planner.store.folders import presets_folder
from planner.store.presets import FIRST_PRESET, MAX_TITLE, Preset, Presets


def plan(name: str = "Plan", **more: str) -> Workspace:
    return Workspace((scenario_of(*PLAIN_CHAIN, name=name),), **more)


@pytest.fixture
def kept(tmp_path: Path) -> Presets:
    return Presets(tmp_path / "presets")


def titles(kept: Presets) -> list[str]:
    return [preset.title for preset in kept.own()]


def only(kept: Presets) -> Preset:
    (preset,) = kept.own()
    return preset


def on_disk(kept: Presets) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in kept.folder.iterdir() if path.is_file()}


# Saving ------------------------------------------------------------------------------------------------------------


def test_presets_lie_in_the_users_own_folder(home):
    assert Presets().folder == presets_folder()
    assert home in presets_folder().parents or sys.platform != "linux"


def test_without_a_folder_there_are_no_own_presets(kept):
    assert kept.own() == []
    assert not kept.folder.exists()


def test_a_saved_preset_is_listed_and_found(kept):
    saved = kept.save("My plan", plan())
    assert titles(kept) == ["My plan"]
    assert saved.path == only(kept).path
    assert only(kept).workspace == plan(title="My plan")
    for name in ("My plan", "my PLAN", "my-plan"):
        assert kept.find(name).path == saved.path


def test_own_presets_come_before_those_that_ship(kept):
    kept.save("zzz last", plan())
    listed = kept.listed()
    assert listed[0].title == "zzz last"
    assert listed[1].key == FIRST_PRESET
    assert all(preset.shipped for preset in listed[1:])


def test_an_own_preset_goes_before_a_shipped_one_of_the_same_name(kept):
    shipped = kept.shipped()[0]
    own = kept.save(shipped.title, plan())
    assert kept.find(shipped.title).path == own.path
    assert kept.find(shipped.key).path == shipped.path


def test_an_unknown_preset_is_refused_with_those_there_are(kept):
    kept.save("My plan", plan())
    with pytest.raises(Fault, match=r"“nothing”.*my-plan") as fault:
        kept.find("nothing")
    assert kept.shipped()[0].key in str(fault.value)


@pytest.mark.parametrize("again", ["My plan", "MY PLAN", "  My plan  "])
def test_a_title_that_is_taken_is_refused_and_the_first_stays(kept, again):
    kept.save("My plan", plan("first"))
    with pytest.raises(Fault, match="already"):
        kept.save(again, plan("second"))
    assert only(kept).workspace == plan("first", title="My plan")


def test_a_preset_is_replaced_where_that_is_wanted(kept):
    kept.save("My plan", plan("first"))
    kept.save("My plan", plan("second"), replace=True)
    assert only(kept).workspace == plan("second", title="My plan")


TITLES = [
    "a/b",
    "../../etc/passwd",
    "..",
    ".",
    ".hidden",
    "-rf",
    "~",
    "a\\b",
    "C:\\temp",
    "con",
    "CON",
    "nul.txt",
    "aux",
    "com1",
    "LPT9",
    "COM¹",
    "a:b*c?d<e>f|g",
    'quote " quote',
    "能量计划",
    "Énergie – 2025",
    "😀",
    "مرحبا",
    "İstanbul",
    "x" * MAX_TITLE,
    "能" * MAX_TITLE,
    "dot at the end.",
    "space  inside",
    "%s {name} $HOME",
    "deleted",
    "=1+1",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_any_signs_makes_a_file_inside_the_folder(kept, title):
    saved = kept.save(title, plan())
    assert saved.path.parent == kept.folder
    assert only(kept).title == title
    assert kept.find(title).workspace == plan(title=title)
    stem = saved.path.name.removesuffix(SUFFIX)
    assert not stem.startswith((".", "-"))
    assert not set('/\\:*?"<>|') & set(stem)
    assert len(saved.path.name.encode()) <= 100
    assert stem.rstrip("0123456789¹²³").casefold() not in {"con", "prn", "aux", "nul", "com", "lpt"} or stem == title
    kept.delete(only(kept))
    assert titles(kept) == []


@pytest.mark.parametrize("stem", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "com¹", "lpt³"])
def test_no_file_takes_a_name_that_windows_reserves(kept, stem):
    assert kept.save(stem.upper(), plan()).path.name.removesuffix(SUFFIX).casefold() != stem


def test_titles_that_make_one_file_name_make_two_files(kept):
    for title in ("a b", "a-b", "a/b", "a.b"):
        kept.save(title, plan(f"of {title}"))
    assert sorted(titles(kept)) == sorted(["a b", "a-b", "a/b", "a.b"])
    assert len(on_disk(kept)) == 4
    assert {preset.title: preset.workspace.scenarios[0].name for preset in kept.own()} == {
        title: f"of {title}" for title in ("a b", "a-b", "a/b", "a.b")
    }


@pytest.mark.parametrize("title", ["", "   ", "x" * 121, "x" * 500, "two\nlines", "tab\there", "null\x00", "\ud800"])
def test_a_title_that_cannot_be_a_name_is_refused_and_nothing_is_written(kept, title):
    with pytest.raises(Fault, match="1 to 120 characters"):
        kept.save(title, plan())
    assert kept.own() == []


@given(st.text(max_size=150))
@settings(max_examples=50)
def test_any_title_is_kept_or_refused(tmp_path_factory, title):
    kept = Presets(tmp_path_factory.mktemp("any"))
    try:
        saved = kept.save(title, plan())
    except Fault:
        assert kept.own() == []
        return
    assert saved.path.parent == kept.folder
    assert titles(kept) == [title.strip()]


@given(workspaces())
@settings(max_examples=15)
def test_any_workspace_is_kept_as_it_is_but_for_its_title(tmp_path_factory, workspace):
    kept = Presets(tmp_path_factory.mktemp("any"))
    kept.save("Kept", workspace)
    assert only(kept).workspace == attrs.evolve(workspace, title="Kept")


def test_a_full_disk_is_said_and_the_old_preset_stays(kept, monkeypatch):
    kept.save("My plan", plan("first"))
    before = on_disk(kept)

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises(Fault, match="disk is full"):
            kept.save("My plan", plan("second"), replace=True)
    assert on_disk(kept) == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    kept = Presets(tmp_path / "file" / "presets")
    with pytest.raises(Fault, match="cannot be made"):
        kept.save("My plan", plan())
    assert kept.own() == []


# Renaming and copying ----------------------------------------------------------------------------------------------


def test_a_renamed_preset_keeps_its_content_and_leaves_no_other_behind(kept):
    saved = kept.save("Old", plan())
    renamed = kept.rename(saved, "New")
    assert titles(kept) == ["New"]
    assert renamed.workspace == plan(title="New")
    assert len(on_disk(kept)) == 1


def test_a_rename_may_change_only_the_case(kept):
    kept.rename(kept.save("my plan", plan()), "My Plan")
    assert titles(kept) == ["My Plan"]
    assert len(on_disk(kept)) == 1


def test_a_preset_cannot_take_the_title_of_another(kept):
    kept.save("Other", plan("other"))
    saved = kept.save("Mine", plan("mine"))
    for title in ("Other", "OTHER", ""):
        with pytest.raises(Fault):
            kept.rename(saved, title)
    assert sorted(titles(kept)) == ["Mine", "Other"]
    assert kept.find("Other").workspace == plan("other", title="Other")


def test_of_two_files_with_one_title_the_renamed_one_is_changed_and_the_other_left(kept):
    kept.save("Twin", plan("first"))
    write_plan(kept.folder / f"zz-copied-by-hand{SUFFIX}", plan("second", title="Twin"))
    second = next(preset for preset in kept.own() if preset.workspace.scenarios[0].name == "second")
    kept.rename(second, "TWIN")
    assert sorted(preset.workspace.scenarios[0].name for preset in kept.own()) == ["first", "second"]
    assert read_plan(second.path).title == "TWIN"


def test_what_ships_cannot_be_renamed_or_deleted(kept):
    shipped = kept.shipped()[0]
    before = shipped.path.read_bytes()
    with pytest.raises(Fault, match="duplicate it"):
        kept.rename(shipped, "Mine")
    with pytest.raises(Fault, match="cannot be deleted"):
        kept.delete(shipped)
    assert shipped.path.read_bytes() == before


def test_a_copy_of_a_copy_counts_on(kept):
    copied = kept.duplicate(kept.save("My plan", plan()))
    assert kept.duplicate(copied).title == "My plan (3)"
    assert kept.free_title("Another (2)") == "Another (2)"


def test_a_copy_gets_a_free_title(kept):
    saved = kept.save("My plan", plan())
    for expected in ("My plan (2)", "My plan (3)"):
        copied = kept.duplicate(saved)
        assert copied.title == expected
        assert copied.workspace == plan(title=expected)
    assert titles(kept) == ["My plan", "My plan (2)", "My plan (3)"]


def test_what_ships_is_copied_under_its_own_title(kept):
    shipped = kept.shipped()[0]
    copied = kept.duplicate(shipped)
    assert copied.title == shipped.title
    assert not copied.shipped
    assert copied.workspace == shipped.workspace


def test_a_long_title_is_copied_all_the_same(kept):
    saved = kept.save("x" * MAX_TITLE, plan())
    kept.duplicate(saved)
    kept.duplicate(saved)
    assert len(set(titles(kept))) == 3
    assert all(len(title) <= MAX_TITLE for title in titles(kept))


# Deleting and bringing back ----------------------------------------------------------------------------------------


def test_a_deleted_preset_is_gone_from_the_list_and_comes_back_as_it_was(kept):
    saved = kept.save("My plan", plan())
    before = on_disk(kept)
    away = kept.delete(saved)
    assert titles(kept) == []
    assert away.is_file()
    kept.restore(away)
    assert on_disk(kept) == before
    assert not away.exists()


def test_a_preset_saved_meanwhile_is_kept_beside_the_one_that_comes_back(kept):
    away = kept.delete(kept.save("My plan", plan("first")))
    kept.save("My plan", plan("second"))
    kept.restore(away)
    assert sorted(preset.workspace.scenarios[0].name for preset in kept.own()) == ["first", "second"]


def test_two_presets_of_one_name_deleted_one_after_the_other_both_come_back(kept):
    first = kept.delete(kept.save("My plan", plan("first")))
    second = kept.delete(kept.save("My plan", plan("second")))
    assert first != second
    kept.restore(second)
    kept.restore(first)
    assert sorted(preset.workspace.scenarios[0].name for preset in kept.own()) == ["first", "second"]


def test_what_is_already_gone_is_said(kept):
    saved = kept.save("My plan", plan())
    away = kept.delete(saved)
    with pytest.raises(Fault, match="cannot be deleted"):
        kept.delete(saved)
    kept.restore(away)
    with pytest.raises(Fault, match="cannot be restored"):
        kept.restore(away)


# Importing ---------------------------------------------------------------------------------------------------------


def test_an_imported_file_is_copied_under_its_title(kept, tmp_path):
    source = tmp_path / f"source{SUFFIX}"
    write_plan(source, plan(title="From a colleague"))
    before = source.read_bytes()
    assert kept.import_file(source).title == "From a colleague"
    assert kept.import_file(source).title == "From a colleague (2)"
    assert source.read_bytes() == before
    assert titles(kept) == ["From a colleague", "From a colleague (2)"]


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_an_imported_file_without_a_title_is_called_by_its_name(kept, tmp_path, title):
    source = tmp_path / f"From Berlin{SUFFIX}"
    write_plan(source, plan(title=title))
    assert kept.import_file(source).title == "From Berlin"


@pytest.mark.parametrize(
    ("title", "kept_as"), [("two\nlines", "two lines"), ("tab\there", "tab here"), ("x" * 500, "x" * 112)]
)
def test_an_imported_file_with_an_unusual_title_is_kept_under_one_that_fits(kept, tmp_path, title, kept_as):
    source = tmp_path / f"source{SUFFIX}"
    write_plan(source, plan(title=title))
    assert kept.import_file(source).title == kept_as


def test_a_broken_file_is_not_imported(kept, tmp_path):
    source = tmp_path / f"source{SUFFIX}"
    source.write_text("{")
    with pytest.raises(Fault, match=f"source{SUFFIX}.*not JSON"):
        kept.import_file(source)
    assert kept.own() == []


# Broken and foreign files ------------------------------------------------------------------------------------------


@pytest.fixture
def broken(kept) -> Presets:
    kept.save("Whole", plan())
    (kept.folder / f"torn{SUFFIX}").write_bytes(b'{"format": "ai-energy-plan", ')
    newer = {"format": "ai-energy-plan", "schema": 99, "title": "Of next year"}
    (kept.folder / f"newer{SUFFIX}").write_text(json.dumps(newer))
    (kept.folder / f"folder{SUFFIX}").mkdir()
    (kept.folder / "notes.txt").write_text("mine")
    return kept


def test_a_broken_file_is_listed_with_the_reason(broken):
    found = {preset.title: preset for preset in broken.own()}
    assert sorted(found) == ["Whole", "folder", "newer", "torn"]
    assert found["Whole"].problem == ""
    assert "JSON" in found["torn"].problem
    assert "newer" in found["newer"].problem
    assert "folder" in found["folder"].problem
    assert all(found[title].workspace is None for title in ("torn", "newer", "folder"))


def test_a_broken_file_is_left_alone_by_everything_but_a_deletion(broken):
    before = on_disk(broken)
    for preset in broken.own():
        if preset.workspace is not None:
            continue
        for attempt in (
            lambda preset=preset: broken.rename(preset, "Other"),
            lambda preset=preset: broken.duplicate(preset),
            lambda preset=preset: broken.save(preset.title, plan()),
            lambda preset=preset: broken.save(preset.title, plan(), replace=True),
            lambda preset=preset: broken.import_file(preset.path),
        ):
            with pytest.raises(Fault):
                attempt()
    assert on_disk(broken) == before


def test_a_deleted_broken_file_comes_back_untouched(broken):
    torn = broken.find("torn")
    before = torn.path.read_bytes()
    away = broken.delete(torn)
    assert "torn" not in titles(broken)
    broken.restore(away)
    assert torn.path.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_file_whose_name_is_no_text_is_listed_and_can_be_deleted(kept):
    kept.folder.mkdir()
    (Path(os.fsdecode(os.fsencode(kept.folder) + b"/\xff\xfe.aiplan"))).write_bytes(b"{")
    (preset,) = kept.own()
    preset.title.encode("utf-8")
    preset.problem.encode("utf-8")
    kept.delete(preset)
    assert kept.own() == []


@pytest.mark.skipif(os.name != "posix", reason="links as on POSIX")
def test_a_link_to_nowhere_is_listed_with_the_reason(kept):
    kept.folder.mkdir()
    (kept.folder / f"lost{SUFFIX}").symlink_to("nowhere")
    assert "no such file" in only(kept).problem
