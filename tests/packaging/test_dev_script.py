"""The set-up script says in plain words what is wrong, repairs what was left half done, and installs what is locked."""

import ast
import importlib.util
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"
LOCK = (ROOT / "packaging" / "lock.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at work in an empty project, on a machine that lacks nothing."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    places = {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "stamp", "SCRIPTS": venv, "PYTHON": venv / "python"}
    for name, place in {**places, "LOCK": tmp_path / "lock.txt"}.items():
        monkeypatch.setattr(module, name, place)
    for name in ("lock.txt", "pyproject.toml"):
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    needs = SimpleNamespace(window_problem=lambda: None, missing_libraries=lambda platform: [])
    monkeypatch.setattr(module, "load_system", lambda: needs)
    return module


@pytest.fixture
def machine(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> "Machine":
    pretended = Machine(dev)
    monkeypatch.setattr(dev, "captured", pretended.captured)
    return pretended


class Machine:
    """Stands in for the programs the script starts: remembers them, makes what they would make, fails when told to."""

    def __init__(self, dev: ModuleType) -> None:
        self.dev = dev
        self.done: list[str] = []
        self.pip_says: str | None = None
        self.pip_is_interrupted = False

    def captured(self, command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        if "venv" in command:
            self.done.append("venv")
            self.dev.PYTHON.touch()
        elif "pip" in command:
            self.done.append("project" if "--editable" in command else "lock")
            if self.pip_is_interrupted:
                raise KeyboardInterrupt
            if self.pip_says:
                return subprocess.CompletedProcess(command, 1, self.pip_says)
        return subprocess.CompletedProcess(command, 0 if self.dev.PYTHON.exists() else 1, "")


def _locked() -> dict[str, list[str]]:
    """Return each pinned requirement with the lines that follow it."""
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    return {block.split(" \\\n")[0]: block.split(" \\\n")[1:] for block in blocks}


def test_each_locked_requirement_is_pinned_and_hashed() -> None:
    for pinned, hashes in _locked().items():
        assert re.match(r"[a-z0-9-]+==\S+( ; .+)?$", pinned)
        assert hashes, pinned
        assert all(re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}", line) for line in hashes), pinned


def test_the_lock_holds_no_address() -> None:
    assert not re.search(r"://|--(index-url|extra-index-url|find-links|trusted-host)|file:", LOCK)


@pytest.mark.parametrize(
    "wanted",
    PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"] + PROJECT["build-system"]["requires"],
)
def test_what_pyproject_asks_for_is_in_the_lock(wanted: str) -> None:
    requirement = Requirement(wanted)
    pins = [Requirement(line) for line in _locked()]
    versions = [
        specifier.version
        for pin in pins
        if canonicalize_name(pin.name) == canonicalize_name(requirement.name)
        for specifier in pin.specifier
    ]
    assert versions, f"{wanted} is not in packaging/lock.txt"
    assert all(requirement.specifier.contains(version) for version in versions)


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    # fcntl is not on Windows and msvcrt nowhere else; each is imported where it is.
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_a_python_that_is_too_old_can_read_it_and_is_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name == "python3.12" else None)
    with pytest.raises(dev.StopError, match=r"This is Python 3\.9; it takes 3\.11 or newer\. Try: python3\.12"):
        dev.check_python((3, 9))


def test_an_unknown_command_shows_how_to_call_it(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["launch"]) == 2
    assert "python3 packaging/dev.py run" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["run", "test"])
def test_missing_libraries_are_told_before_anything_is_installed(
    command: str, dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = SimpleNamespace(window_problem=lambda: "Qt needs libEGL.so.1")
    monkeypatch.setattr(dev, "load_system", lambda: needs)
    assert dev.main([command]) == 3
    assert capsys.readouterr().err == "Qt needs libEGL.so.1\n"
    assert machine.done == []


def test_the_script_takes_the_real_check_by_its_path() -> None:
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert callable(module.load_system().window_problem)


def test_a_missing_venv_module_is_named_with_its_package(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    assert dev.main(["run"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def _machine_without_egl(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: str | None, user: int) -> None:
    needs = SimpleNamespace(
        missing_libraries=lambda platform: ["libegl1"],
        apt_line=lambda missing: f"apt-get install {' '.join(missing)}",
        explain=lambda missing: f"Fedora: dnf install for {' '.join(missing)}",
    )
    monkeypatch.setattr(dev, "load_system", lambda: needs)
    monkeypatch.setattr(dev.shutil, "which", lambda name: apt)
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)


def test_system_libraries_take_root(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _machine_without_egl(dev, monkeypatch, apt="/usr/bin/apt-get", user=1000)
    assert dev.main(["test", "--system"]) == 1
    words = capsys.readouterr().err
    assert "--system has to be root" in words
    assert "sudo apt-get install libegl1" in words


def test_system_libraries_take_apt(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _machine_without_egl(dev, monkeypatch, apt=None, user=0)
    assert dev.main(["test", "--system"]) == 1
    assert "dnf install for libegl1" in capsys.readouterr().err


def test_programs_that_tests_open_files_with_are_installed_where_they_are_absent(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {"apt-get", "chromium", "pdffonts"}
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    lines: list[str] = []
    monkeypatch.setattr(dev, "apt_get", lines.append)
    dev.main(["test", "--system", "--version"])
    assert lines == [
        "apt-get install -y --no-install-recommends libreoffice-calc-nogui libreoffice-impress-nogui librsvg2-bin"
        " xvfb xdotool dbus at-spi2-core python3-gi gir1.2-atspi-2.0"
    ]


@pytest.mark.parametrize(
    ("pip_says", "words"),
    [
        ("ERROR: HTTPSConnectionPool: Max retries exceeded", "The package registry cannot be reached"),
        ("ERROR: No matching distribution found for numpy (from versions: none)", "registry cannot be reached"),
        ("ERROR: No matching distribution found for numpy (from versions: 2.0)", "no ready-made package"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the file packaging/lock.txt expects"),
        ("ERROR: No space left on device", "The next start makes .venv anew"),
    ],
)
def test_what_pip_complains_about_is_shown_and_explained(
    pip_says: str, words: str, dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.pip_says = pip_says
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().err
    assert pip_says in said
    assert words in said
    assert "Traceback" not in said


def test_without_a_network_it_says_so_without_the_warnings_of_pip(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.pip_says = "WARNING: Retrying, NewConnectionError\nERROR: No matching distribution (from versions: none)"
    assert dev.main(["run"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == ["ERROR: No matching distribution (from versions: none)", dev.NO_NETWORK]


def test_a_second_start_installs_nothing(dev: ModuleType, machine: Machine) -> None:
    dev.set_up()
    assert machine.done == ["venv", "lock", "project"]
    dev.set_up()
    assert machine.done == ["venv", "lock", "project"]


@pytest.mark.parametrize("name", ["lock.txt", "pyproject.toml"])
def test_a_changed_requirement_is_installed_over_what_is_there(
    name: str, dev: ModuleType, machine: Machine, tmp_path: Path
) -> None:
    dev.set_up()
    (tmp_path / name).write_text("changed", encoding="utf-8")
    dev.set_up()
    assert machine.done == ["venv", "lock", "project", "lock", "project"]


def test_an_interrupted_set_up_is_made_anew(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.pip_is_interrupted = True
    assert dev.main(["test"]) == 130
    assert "The next start goes on from here" in capsys.readouterr().err
    machine.pip_is_interrupted = False
    dev.set_up()
    assert machine.done == ["venv", "lock", "venv", "lock", "project"]


def test_without_a_network_what_was_installed_stays(dev: ModuleType, machine: Machine, tmp_path: Path) -> None:
    dev.set_up()
    (tmp_path / "lock.txt").write_text("changed", encoding="utf-8")
    machine.pip_says = "WARNING: Retrying after NewConnectionError: Temporary failure in name resolution"
    with pytest.raises(dev.StopError):
        dev.set_up()
    machine.pip_says = None
    dev.set_up()
    assert machine.done == ["venv", "lock", "project", "lock", "lock", "project"]


def test_a_copied_folder_gets_a_venv_of_its_own(dev: ModuleType, machine: Machine) -> None:
    dev.set_up()
    dev.STAMP.write_text(dev.STAMP.read_text(encoding="utf-8").replace(str(dev.ROOT), "elsewhere"), encoding="utf-8")
    dev.set_up()
    assert machine.done == ["venv", "lock", "project"] * 2


def test_a_second_set_up_waits_for_the_first(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    waits = threading.Event()

    def say(words: str) -> None:
        order.append(words)
        waits.set()

    def second() -> None:
        with dev.one_at_a_time():
            order.append("second")

    monkeypatch.setattr(dev, "say", say)
    other = threading.Thread(target=second)
    with dev.one_at_a_time():
        other.start()
        assert waits.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["Waiting for another set-up to finish ...", "first", "second"]


def test_programs_for_other_environments_do_not_lead_out_of_the_venv(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    assert "elsewhere" not in dev.environment().values()


def test_every_check_runs_even_if_the_first_fails_and_the_exit_code_says_so(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def started(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(dev, "run_checks", lambda: {"ruff check": 1, "mypy": 0})
    monkeypatch.setattr(dev.subprocess, "run", started)
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "ruff check     FAILED (exit code 1)" in said
    assert "pytest         passed" in said
    assert said[-1].startswith("FAILED: ruff check (")


def test_with_arguments_pytest_alone_runs_and_its_exit_code_counts(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(dev.subprocess, "run", start)
    assert dev.main(["test", "-k", "nothing"]) == 5
    assert started == [[str(dev.PYTHON), "-m", "pytest", "-k", "nothing"]]
