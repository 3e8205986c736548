"""One window a user, home and display: a second start hands its files to the first and ends.

The first holds a lock, which a crash releases, and listens on a local socket once its window is there; nothing goes
over any network. Whoever finds the lock held speaks to the socket. Where nobody answers (the first hangs, or was not
stopped in order in a container that counts its processes anew) the second opens a window of its own: what two windows
save is guarded elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QSysInfo, QTimer, Signal

from planner import system
from planner.model.faults import Fault
from planner.store.folders import prepare, state_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ALONE = "PLANNER_NEW_WINDOW"
"""The environment variable that asks for a window of one's own, as ``planner --new-window`` does."""

_NAME = "ai-energy-planner"
_WAIT_MS, _TRIES = 400, 10
_LONGEST_ADDRESS = 100
_LONGEST = 1 << 20
_TAKEN = b"taken\n"


class Instance(QObject):
    """This start among those of the same user, home and display.

    ``handed`` brings the files of a later start, as absolute paths or names of presets; none asks for the window only.
    """

    handed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = _key()
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Try to be the first; returns whether this start is. A home that cannot be written has no first."""
        try:
            folder = _session_folder() or prepare(state_folder())
        except Fault:
            return True
        self._lock = QLockFile(str(folder / f"{_NAME}-{self._key}.lock"))
        self._lock.setStaleLockTime(0)
        if self._lock.getLockInfo()[0] == os.getpid():  # an earlier run in a container that gives the same number again
            self._lock.removeStaleLockFile()
            Path(self._lock.fileName()).unlink(missing_ok=True)
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, files: Sequence[str]) -> bool:
        """Give ``files`` to the first; returns whether it has taken them. The first may still be starting."""
        from PySide6.QtNetwork import QLocalSocket

        address = _address(self._key)
        message = json.dumps([_absolute(name) for name in files]).encode() + b"\n"
        for _try in range(_TRIES if address else 0):
            socket = QLocalSocket()
            socket.connectToServer(address)
            if socket.waitForConnected(_WAIT_MS):
                socket.write(message)
                socket.waitForBytesWritten(_WAIT_MS)
                return _answered(socket)
            if self._lock is None or self._lock.tryLock(0):  # it has ended meanwhile: this start is the first now
                return False
            time.sleep(_WAIT_MS / 2000)
        return False

    def listen(self) -> None:
        """Take what later starts hand over; where that is not possible, each of them opens its own window."""
        if self._lock is None or not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer

        address = _address(self._key)
        if not address:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)
        if not self._server.listen(address):  # left behind by one that was killed: the lock says that nobody has it
            QLocalServer.removeServer(address)
            self._server.listen(address)

    def leave(self) -> None:
        """Let another start be the first."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _receive(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            _Reader(socket, self)


class _Reader(QObject):
    """Reads one message; it belongs to its connection and ends with it."""

    def __init__(self, socket: QLocalSocket, instance: Instance) -> None:
        super().__init__(socket)
        self._socket, self._instance = socket, instance
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        self._read()

    def _read(self) -> None:
        if self._socket.bytesAvailable() > _LONGEST:
            self._socket.abort()
        elif self._socket.canReadLine():
            files = _parsed(bytes(self._socket.readLine().data()))
            if files is None:
                self._socket.abort()
                return
            self._socket.write(_TAKEN)
            self._socket.flush()
            # Opening may ask a question; who handed the files over does not wait for the answer.
            QTimer.singleShot(0, self._instance, lambda: self._instance.handed.emit(files))


def wanted_alone() -> bool:
    """Whether this start is to have a window of its own whatever other starts there are."""
    return os.environ.get(ALONE, "") not in ("", "0")


def _answered(socket: QLocalSocket) -> bool:
    """Whether the first says that it has taken the files. A busy one may need a moment."""
    while socket.waitForReadyRead(_WAIT_MS * _TRIES):
        if socket.canReadLine():
            return socket.readLine().data() == _TAKEN
    return False


def _parsed(line: bytes) -> list[str] | None:
    try:
        files = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return files if isinstance(files, list) and all(isinstance(name, str) for name in files) else None


def _absolute(name: str) -> str:
    """Return a path that means the same in another folder; the name of a preset stays what it is."""
    return str(Path(name).absolute()) if os.path.exists(name) else name


def _key() -> str:
    """Return a text of its own for each user, home, machine and display."""
    displays = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY")]
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    parts = [user, state_folder(), QSysInfo.machineHostName(), *system.platforms(), *displays]
    return blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _address(key: str) -> str:
    """Return where the first listens: a folder only this user can enter, and a name short enough for a socket.

    Empty where there is no such folder.
    """
    name = f"{_NAME}-{key}"
    if os.name == "nt":
        return name
    session = _session_folder()
    if session is not None and len(os.fsencode(session / name)) < _LONGEST_ADDRESS:
        return str(session / name)
    shared = Path(tempfile.gettempdir()) / f"{_NAME}-{os.getuid()}"
    with contextlib.suppress(OSError):
        shared.mkdir(mode=0o700, exist_ok=True)
    return str(shared / name) if _is_private(shared) else ""


def _session_folder() -> Path | None:
    """Return the folder that lasts as long as the user's session, in memory mostly; None where there is none."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return folder if os.name == "posix" and folder.is_absolute() and _is_private(folder) else None


def _is_private(folder: Path) -> bool:
    """Whether a folder belongs to this user and nobody else may enter it."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid() and not state.st_mode & 0o077
