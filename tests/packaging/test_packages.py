"""What people install names files that exist, agrees with the program, and asks the system for what it leaves out."""

import ast
import configparser
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pytestqt.qtbot import QtBot

from planner import __version__, system
from planner.cli.main import COMMANDS
from planner.gui.app import application
from planner.store.files import SUFFIX

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (PACKAGING / "lock-build.txt").read_text(encoding="utf-8")
NFPM = (PACKAGING / "nfpm.yaml").read_text(encoding="utf-8")
SPEC = (PACKAGING / "planner.spec").read_text(encoding="utf-8")
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location("build_script", PACKAGING / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spec_constant(name: str) -> Any:
    for statement in ast.parse(SPEC).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise AssertionError(f"planner.spec does not set {name}")


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / "ai-energy-planner.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def pinned(lock: str) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for line in re.findall(r"^\S+==\S+.*$", lock, re.MULTILINE):
        name, version = line.split()[0].split("==")
        versions.setdefault(name, set()).add(version)
    return versions


def test_the_lock_of_the_build_pins_and_hashes_everything_and_names_no_address() -> None:
    blocks = LOCK.split("\n\n")[0].replace("\\\n", " ").strip().splitlines()
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert "://" not in LOCK
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    assert {canonicalize_name(Requirement(line).name) for line in wanted} <= set(pinned(LOCK))


def test_bundles_are_made_of_the_versions_that_are_tested() -> None:
    tested = pinned((PACKAGING / "lock.txt").read_text(encoding="utf-8"))
    assert {name: found for name, found in pinned(LOCK).items() if name in tested and found != tested[name]} == {}


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == __version__
    release = ElementTree.parse(LINUX / "ai-energy-planner.metainfo.xml").find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_no_module_that_the_program_imports_is_left_out_of_the_bundle() -> None:
    imported: set[str] = set()
    for path in (ROOT / "planner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    # pyqtgraph imports these without using them.
    imported.update({"PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSvg", "PySide6.QtTest"})
    imported.add("pyqtgraph.multiprocess")
    left_out = tuple(spec_constant("UNUSED_MODULES"))
    assert not [name for name in imported if name.startswith(tuple(f"{module}." for module in left_out))]
    assert not imported.intersection(left_out)


def test_the_spec_names_files_that_exist() -> None:
    for parts in re.findall(r'ROOT / "(.+?)"\)', SPEC):
        assert (ROOT / parts.replace('" / "', "/")).exists(), parts


def test_packages_hold_every_file_that_ties_the_program_to_a_desktop(build: ModuleType) -> None:
    for source, place in build.SHARE.items():
        assert (ROOT / source).is_file(), source
        assert f"src: build/stage/share/{place}\n    dst: /usr/share/{place}\n" in NFPM
    for script in re.findall(r"packaging/\S+\.sh", NFPM):
        assert (ROOT / script).is_file()


@pytest.mark.parametrize("kind", ["deb", "rpm"])
def test_packages_ask_the_system_for_the_libraries_that_the_bundle_does_not_carry(kind: str) -> None:
    depends = NFPM.split(f"\n  {kind}:\n")[1].split("\n  rpm:\n")[0]
    for library in system.OFFSCREEN + system.XCB + system.WAYLAND:
        carried = library.file.startswith(spec_constant("CARRIED"))
        asked = re.search(rf"- {re.escape(library.apt if kind == 'deb' else library.file)}\b", depends)
        assert carried or asked, library


def test_the_menu_entry_starts_the_program_and_belongs_to_its_window(qtbot: QtBot) -> None:
    entry = desktop_entry()
    name = application().desktopFileName()
    assert f"{name}.desktop" == "ai-energy-planner.desktop"
    assert entry["StartupWMClass"] == name
    assert entry["Name"] == application().applicationDisplayName()
    assert entry["Version"] == "1.4"
    command, files = entry["Exec"].split()
    assert files == "%F"
    assert f"dst: /usr/bin/{command}\n" in NFPM
    assert f"/apps/{entry['Icon']}.svg" in NFPM


def test_the_file_type_is_the_one_that_the_program_writes_and_opens() -> None:
    kind = ElementTree.parse(LINUX / "ai-energy-planner.mime.xml").find(f"{MIME}mime-type")
    assert kind is not None
    globs = [glob.get("pattern") for glob in kind.iter(f"{MIME}glob")]
    icons = [icon.get("name") for icon in kind.iter(f"{MIME}icon")]
    assert globs == [f"*{SUFFIX}"]
    assert f"/mimetypes/{icons[0]}.svg" in NFPM
    assert desktop_entry()["MimeType"] == f"{kind.get('type')};"


def test_software_centres_are_told_the_same_as_the_menu() -> None:
    info = ElementTree.parse(LINUX / "ai-energy-planner.metainfo.xml")
    entry = desktop_entry()
    assert info.findtext("name") == entry["Name"]
    assert info.findtext("summary") == entry["Comment"]
    assert info.findtext("launchable") == "ai-energy-planner.desktop"
    assert info.findtext("project_license") == PROJECT["project"]["license"]
    assert info.findtext("provides/mediatype") == entry["MimeType"].rstrip(";")
    assert info.findtext("developer/name") == info.findtext("developer_name")  # one for new readers, one for old
    assert f"/usr/share/metainfo/{info.findtext('id')}.metainfo.xml" in NFPM
    for program in info.findall("provides/binary"):
        assert f"dst: /usr/bin/{program.text}\n" in NFPM


def test_the_icons_can_be_read_and_the_window_wears_its_own(qtbot: QtBot) -> None:
    for picture in (ROOT / "resources" / "icons").glob("*.svg"):
        assert ElementTree.parse(picture).getroot().get("viewBox")
    sizes = application().windowIcon().availableSizes()
    assert [(size.width(), size.height()) for size in sizes] == [(256, 256)]


def test_the_manual_page_names_every_command() -> None:
    page = re.sub(r"\\f[BIR]", " ", (LINUX / "planner.1").read_text(encoding="utf-8")).replace("\\-", "-")
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", page)] == []


@pytest.mark.parametrize("before", ["/opt/libraries", None])
def test_what_a_bundle_starts_finds_the_libraries_that_the_user_had(before: str | None) -> None:
    hook = PACKAGING / "restore_library_path.py"
    code = f"import os, runpy; runpy.run_path({str(hook)!r}); print(os.environ.get('LD_LIBRARY_PATH'))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    given = {} if before is None else {"LD_LIBRARY_PATH_ORIG": before}
    # On a start by hand the variable stands for the bundle's folder; here any folder will do.
    variables = {**kept, **given, "LD_LIBRARY_PATH": str(PACKAGING)}
    answer = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(before)


def test_the_newest_c_library_asked_for_is_found_by_number_not_by_letter(build: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "libone.so.1").write_bytes(b"\x7fELF GLIBC_2.4\0 GLIBC_2.35\0")
    (tmp_path / "libtwo.so").write_bytes(b"\x7fELF GLIBC_2.9\0 GLIBC_PRIVATE\0")
    (tmp_path / "notes.txt").write_bytes(b"GLIBC_2.99")
    assert build.newest_glibc(tmp_path) == "2.35"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the script is for Linux")
def test_one_user_can_put_the_planner_into_the_menu_and_take_it_out_again(build: ModuleType, tmp_path: Path) -> None:
    folder, home = tmp_path / "the planner", tmp_path / "home"
    (home / ".local" / "bin").mkdir(parents=True)
    others = home / ".local" / "bin" / "planner"
    others.write_text("another program")
    for source, place in build.SHARE.items():
        (folder / "share" / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / "share" / place).write_bytes((ROOT / source).read_bytes())
    (folder / "planner").write_text("#!/bin/sh\n")
    script = folder / "install.sh"
    script.write_bytes((LINUX / "install.sh").read_bytes())
    variables = {"HOME": str(home), "PATH": os.environ["PATH"]}

    def start(*arguments: str) -> None:
        subprocess.run(["sh", str(script), *arguments], env=variables, check=True, capture_output=True)

    start()
    start()  # an update
    entry = (home / ".local/share/applications/ai-energy-planner.desktop").read_text(encoding="utf-8")
    assert f'\nExec="{folder}/planner" %F\n' in entry
    assert (home / ".local/bin/ai-energy-planner").resolve() == folder / "planner"
    start("--remove")
    left = [path for path in home.rglob("*") if path.name.startswith(("ai-energy", "planner"))]
    assert left == [others]
    assert others.read_text() == "another program"
