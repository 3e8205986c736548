"""Every test runs without a display and in a home of its own; a machine without Qt's libraries is told so at once."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from planner import system, text

# How fast a busy machine makes examples says nothing about the program.
_QUIET = [HealthCheck.too_slow]
settings.register_profile("local", deadline=None, suppress_health_check=_QUIET)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=_QUIET)
settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples=15)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Ask for what Qt needs before pytest-qt imports it, because Qt itself aborts the process with a wrong reason."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Tests read English words and numbers, whatever the machine's own language is.
    os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8")
    problem = system.window_problem()
    if problem:
        pytest.exit(problem, returncode=3)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin and end each test in English; one that speaks another language leaves no trace."""
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    if text.language() != text.SOURCE_LANGUAGE:
        text.use_language(text.SOURCE_LANGUAGE)
        gettext.textdomain("messages")
    text.write_numbers(".", ",")


def _point_home_at(home: Path, patch: pytest.MonkeyPatch) -> None:
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
    }
    for variable, folder in folders.items():
        patch.setenv(variable, str(home / folder))


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what lives as long as the session, such as the QApplication, out of the real home too."""
    with pytest.MonkeyPatch.context() as patch:
        _point_home_at(tmp_path_factory.mktemp("session-home"), patch)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home, so that nothing it saves meets the user's files or another test's."""
    folder = tmp_path_factory.mktemp("home")
    _point_home_at(folder, monkeypatch)
    return folder
