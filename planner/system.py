"""What a window needs from the system, found out before Qt is loaded.

Where a shared library or a display is missing, Qt blames xcb-cursor whatever is wrong and then aborts the process,
which no program can catch. So each library is tried by itself first and the display is spoken to, and whoever is about
to import PySide6 asks `window_problem` for one sentence that names the remedy: the command line, the tests and the
set-up script, which loads this file by its path. Hence nothing but the standard library is imported here.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library Qt loads, and the packages that bring it on Debian and on Fedora."""

    file: str
    apt: str
    dnf: str


OFFSCREEN = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
)
XCB = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)

_PLATFORMS = ("wayland", "xcb", "offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay")
_LOCAL_HOSTS = ("", "unix", "localhost", "127.0.0.1", "::1", "[::1]")
_REMEDY = "Start it from a desktop session of your own or through ssh -X. The commands need no window: planner --help."


def platforms(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the window systems Qt will try, in its order: what QT_QPA_PLATFORM says, else the displays there are."""
    environment = os.environ if environment is None else environment
    asked = [entry.split(":")[0].lower() for entry in environment.get("QT_QPA_PLATFORM", "").split(";") if entry]
    if asked:
        return ["wayland" if name.startswith("wayland-") else name for name in asked]
    displays = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [name for name, variable in displays.items() if environment.get(variable)]


def libraries(platform: str) -> tuple[Library, ...]:
    """Return every library a window system of Qt needs; one that draws on no display needs the least."""
    return OFFSCREEN + {"xcb": XCB, "wayland": WAYLAND}.get(platform, ())


def missing_libraries(platform: str | None = None) -> list[Library]:
    """Return the libraries that do not load, for the first window system Qt will try unless one is named."""
    if not sys.platform.startswith("linux"):
        return []
    if platform is None:
        platform = next(iter(platforms()), "xcb")
    return [library for library in libraries(platform) if not _loads(library.file)]


def display_problem(platform: str | None = None) -> str | None:
    """Return why no window can be shown on the display, or None where it answers or none is needed."""
    if not sys.platform.startswith("linux"):
        return None
    if platform is None:
        platform = next(iter(platforms()), "")
    if not platform:
        return f"There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. {_REMEDY}"
    if platform == "xcb":
        return _x_problem(os.environ.get("DISPLAY", ""))
    if platform == "wayland":
        return _wayland_problem(os.environ)
    if platform not in _PLATFORMS and not os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
        return f"QT_QPA_PLATFORM asks for {platform}, which Qt does not have: take one of {', '.join(_PLATFORMS)}."
    return None


def explain(missing: Iterable[Library]) -> str:
    """Return the sentence that names the missing libraries and the lines that install them."""
    missing = list(missing)
    # A bare container is its own root and may not even have sudo.
    sudo = "" if getattr(os, "geteuid", lambda: 1)() == 0 else "sudo "
    return "\n".join(
        [
            f"Qt needs system libraries that are missing here: {', '.join(one.file for one in missing)}.",
            f"  Debian, Ubuntu:  {sudo}{apt_line(missing)}",
            f"  Fedora:          {sudo}dnf install {' '.join(_unique(one.dnf for one in missing))}",
        ]
    )


def apt_line(missing: Iterable[Library]) -> str:
    """Return the line that installs the libraries on Debian and Ubuntu."""
    return f"apt-get install -y --no-install-recommends {' '.join(_unique(one.apt for one in missing))}"


def window_problem() -> str | None:
    """Return what keeps a window from opening, with the remedy; None where one of Qt's window systems will do."""
    problems = []
    for platform in platforms() or [""]:
        missing = missing_libraries(platform) if platform else []
        problem = explain(missing) if missing else display_problem(platform)
        if problem is None:
            return None
        problems.append(problem)
    return problems[0]


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _x_problem(display: str) -> str | None:
    if not display:
        return f"There is no X display to open a window on: DISPLAY is not set. {_REMEDY}"
    host = display.rpartition(":")[0]
    # A display on another machine is left to Qt: nothing here opens a connection that leaves this one.
    if (host not in _LOCAL_HOSTS and not host.startswith("/")) or _x_answers(display):
        return None
    return f"The display {display} (from DISPLAY) does not answer or does not let this user in. {_REMEDY}"


def _x_answers(display: str) -> bool:
    """Connect as Qt will, through libxcb, which knows the sockets and brings the user's permission along."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_problem(environment: Mapping[str, str]) -> str | None:
    if environment.get("WAYLAND_SOCKET"):  # an open connection that was handed over: trying it would use it up
        return None
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    address = Path(environment.get("XDG_RUNTIME_DIR", ""), name)
    try:
        import socket  # costs a start more than all else here, and most starts need none

        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(address))
    except OSError:
        return f"The Wayland display {name} (from WAYLAND_DISPLAY) does not answer. {_REMEDY}"
    return None
