"""The folders of the user: data, settings, state; where they are and whether they can be written."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from planner.model.faults import Fault
from planner.text import _

APPLICATION = "ai-energy-planner"


def presets_folder() -> Path:
    """Return where the user's presets are kept."""
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "presets"


def state_folder() -> Path:
    """Return where unsaved work is kept between a crash and the next start."""
    return Path(platformdirs.user_state_dir(APPLICATION, appauthor=False))


def settings_file() -> Path:
    """Return the path of the settings."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "settings.json"


def log_file() -> Path:
    """Return the path of the log."""
    return Path(platformdirs.user_log_dir(APPLICATION, appauthor=False)) / "planner.log"


def prepare(folder: Path) -> Path:
    """Make ``folder`` where it is missing, and return it.

    Raises:
        Fault: It cannot be made; the message names the folder and the remedy.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            _("the folder {folder} cannot be made ({reason}); check its permissions or set XDG_DATA_HOME").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
    return folder
