"""Start AI Energy Planner from a checkout, or test it. Python 3.11 or newer with its venv module is all it needs.

    python3 packaging/dev.py run  [--system] [ARGUMENT...]   the planner, with its arguments
    python3 packaging/dev.py test [--system] [ARGUMENT...]   all checks and tests; with arguments, pytest alone

Either one makes the folder .venv beside pyproject.toml first, and fills it with exactly what packaging/lock.txt names;
later starts find it ready. With --system (as root, on Debian or Ubuntu) apt-get installs the libraries Qt needs, and
for the tests the programs that open exported files and those of a screen reader (about 310 MB); without these, the
tests that want them are skipped.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "planner-set-up"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
UNFINISHED = "unfinished"
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import layers": ["lint-imports"],
}
# What opens exported files in tests, and what a screen reader needs, by the Debian package it comes from.
PROGRAMS = {
    "soffice": ("libreoffice-calc-nogui", "libreoffice-impress-nogui"),
    "chromium": ("chromium",),
    "pdffonts": ("poppler-utils",),
    "rsvg-convert": ("librsvg2-bin",),
    "Xvfb": ("xvfb",),
    "xdotool": ("xdotool",),
    "dbus-run-session": ("dbus",),
    "/usr/libexec/at-spi-bus-launcher": ("at-spi2-core", "python3-gi", "gir1.2-atspi-2.0"),
}
# Settings meant for other programs, which would lead Python or pip out of .venv.
STRAY_VARIABLES = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX")
NO_NETWORK = "The package registry cannot be reached. Check the network (or pip's settings) and start this again."
# What pip says when it stops before it has changed anything, and what there is to do about it.
REMEDIES = {
    "DO NOT MATCH THE HASHES": "A download is not the file packaging/lock.txt expects. Nothing of it was installed.",
    "NewConnectionError": NO_NETWORK,
    "ConnectTimeout": NO_NETWORK,
    "ReadTimeout": NO_NETWORK,
    "Max retries exceeded": NO_NETWORK,
    "ProxyError": NO_NETWORK,
    "(from versions: none)": NO_NETWORK,
    "No matching distribution": "There is no ready-made package for this Python on this system; try another Python.",
}


class StopError(Exception):
    """An expected reason to stop, in words for the person at the keyboard, with the exit code that goes with it."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    commands = {"run": run, "test": test}
    system = "--system" in arguments
    command, *rest = [one for one in arguments if one != "--system"] or ["--help"]
    if command not in commands:
        print(__doc__.strip())
        return 0 if command in ("-h", "--help") else 2
    try:
        check_python(sys.version_info[:2])
        return commands[command](rest, system)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except OSError as error:
        print(f"Stopped by the system: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The next start goes on from here.", file=sys.stderr)
        return 130


def run(arguments: list[str], system: bool) -> int:
    """Start the planner, which takes over from this script."""
    needs = load_system()
    if system:
        install_libraries(needs, ["xcb", "wayland"])
    # With arguments it may be a command that opens no window: then the planner itself knows what it needs.
    problem = None if arguments else needs.window_problem()
    if problem:
        raise StopError(problem, 3)
    set_up()
    command = [str(SCRIPTS / "planner"), *arguments]
    if os.name != "nt":
        os.execve(command[0], command, environment())
    return subprocess.run(command, env=environment()).returncode


def test(arguments: list[str], system: bool) -> int:
    """Run the checks and the tests without a display and say at the end what failed; with arguments, pytest alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    needs = load_system()
    if system:
        install_libraries(needs, ["offscreen", "xcb"])
        install_programs()
    problem = needs.window_problem()
    if problem:
        raise StopError(problem, 3)
    set_up()
    pytest = [str(PYTHON), "-m", "pytest"]
    if arguments:
        return subprocess.run([*pytest, *arguments], cwd=ROOT, env=environment()).returncode
    started = time.monotonic()
    results = run_checks()
    # Alone, not beside the checks: some tests measure time.
    results["pytest"] = subprocess.run(pytest, cwd=ROOT, env=environment()).returncode
    return summary(results, time.monotonic() - started)


def run_checks() -> dict[str, int]:
    """Run the static checks beside each other, print what the failed ones say, and return the exit codes."""
    running, results = {}, {}
    with contextlib.ExitStack() as files:
        for name, (program, *rest) in CHECKS.items():
            output = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace"))
            command = [str(SCRIPTS / program), *rest]
            process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=output, stderr=subprocess.STDOUT)
            running[name] = (process, output)
        for name, (process, output) in running.items():
            results[name] = process.wait()
            if results[name]:
                output.seek(0)
                say(f"--- {name} ---\n{output.read().rstrip()}\n")
    return results


def summary(results: dict[str, int], seconds: float) -> int:
    """Print one line for each check, and return 1 if any failed."""
    say("")
    for name, code in results.items():
        say(f"{name:14} {f'FAILED (exit code {code})' if code else 'passed'}")
    failed = [name for name, code in results.items() if code]
    say(f"{'FAILED: ' + ', '.join(failed) if failed else 'All passed'} ({seconds:.0f} s)")
    return 1 if failed else 0


def check_python(version: tuple[int, int]) -> None:
    """Refuse a Python that is too old, and name a newer one if the machine has it."""
    if version >= OLDEST:
        return
    names = [f"python3.{minor}" for minor in range(20, OLDEST[1] - 1, -1)]
    newer = next((name for name in names if shutil.which(name)), None)
    remedy = f"Try: {newer} packaging/dev.py" if newer else "Install a newer one and start this script with it."
    raise StopError(f"This is Python {version[0]}.{version[1]}; it takes {OLDEST[0]}.{OLDEST[1]} or newer. {remedy}")


def load_system():
    """Load planner/system.py by its path: there is no package to import it from yet."""
    spec = importlib.util.spec_from_file_location("planner_system", ROOT / "planner" / "system.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def install_libraries(needs, platforms: list[str]) -> None:
    """Install by apt-get the libraries that do not load, and the part of Python that Debian ships apart."""
    missing = list(dict.fromkeys(library for one in platforms for library in needs.missing_libraries(one)))
    line = needs.apt_line(missing) if missing else "apt-get install -y"
    if importlib.util.find_spec("ensurepip") is None:
        line += " python3-venv"
    elif not missing:
        return
    if shutil.which("apt-get") is None:
        raise StopError("--system works with apt-get, on Debian and Ubuntu.\n" + needs.explain(missing))
    if os.geteuid() != 0:
        raise StopError(f"--system has to be root. Or install the libraries by hand, then leave it out:\n  sudo {line}")
    say("Installing system libraries with apt-get ...")
    apt_get(line)
    importlib.invalidate_caches()


def install_programs() -> None:
    """Install by apt-get the programs that tests open exported files with, those that are not there."""
    missing = [package for program, packages in PROGRAMS.items() if not shutil.which(program) for package in packages]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing the programs that the tests of files and screen readers use (once, about 310 MB) ...")
        apt_get(f"apt-get install -y --no-install-recommends {' '.join(missing)}")


def apt_get(line: str) -> None:
    """Run a line of apt-get with fresh lists of packages; what it says is shown if it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], line.split()):
        result = captured(command, quiet)
        if result.returncode:
            raise StopError(f"{result.stdout.strip()}\n\n{' '.join(command)} failed, see above. Is there a network?")


def set_up() -> None:
    """Make .venv match the lock, unless it does; one set-up at a time, and a broken or unfinished one is made anew."""
    with one_at_a_time():
        stamp = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
        place = stamp.partition("\n")[0]  # a folder that was moved or copied holds programs that point elsewhere
        healthy = place in ("", str(ROOT)) and venv_works()
        if healthy and stamp == expected_stamp():
            return
        if not healthy:
            make_venv()
        say("Installing what packaging/lock.txt names into .venv (once, about 130 MB) ...")
        STAMP.write_text(UNFINISHED, encoding="utf-8")
        pip("--no-compile", "--only-binary=:all:", "--require-hashes", "-r", str(LOCK))
        pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        STAMP.write_text(expected_stamp(), encoding="utf-8")


def expected_stamp() -> str:
    """Return what the stamp says when .venv is right: in this place, for these requirements."""
    wanted = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return f"{ROOT}\n{hashlib.sha256(wanted).hexdigest()}"


def venv_works() -> bool:
    """Tell whether .venv has a Python that starts, is new enough and finds pip: an upgrade of Python breaks it."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        return captured([str(PYTHON), "-c", probe], environment()).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make .venv from nothing."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise StopError(
            "This Python lacks its venv module, which Debian and Ubuntu ship apart:\n  sudo apt install python3-venv"
        )
    say("Making .venv ...")
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    # Outside .venv even if this script was started by the Python in it, which is gone now.
    python = getattr(sys, "_base_executable", None) or sys.executable
    result = captured([python, "-m", "venv", str(VENV)], environment())
    if result.returncode:
        raise StopError(f"{result.stdout.strip()}\n\nMaking .venv failed, see above.")


def pip(*arguments: str) -> None:
    """Install into .venv without a word, unless it fails: then say what is to be done about it."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *arguments]
    result = captured(command, environment())
    if result.returncode == 0:
        return
    lines = result.stdout.strip().splitlines()
    for sign, remedy in REMEDIES.items():
        if sign in result.stdout:
            STAMP.write_text("", encoding="utf-8")  # nothing is half done: what .venv holds may stay
            raise StopError("\n".join([*(line for line in lines if line.startswith("ERROR")), remedy]))
    raise StopError("\n".join([*lines[-15:], "", "Installing failed, see above. The next start makes .venv anew."]))


def environment() -> dict[str, str]:
    """Return the environment for programs in .venv."""
    kept = {name: value for name, value in os.environ.items() if name not in STRAY_VARIABLES}
    return {**kept, "PIP_USER": "0"}


def captured(command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )


@contextlib.contextmanager
def one_at_a_time():
    """Wait until no other set-up runs. This file itself is what is locked, so that nothing is left behind."""
    with open(__file__, "rb") as file:
        try:
            lock(file, wait=False)
        except OSError:
            say("Waiting for another set-up to finish ...")
            lock(file, wait=True)
        yield


def lock(file, wait: bool) -> None:
    """Lock the file until it is closed."""
    if os.name != "nt":
        import fcntl

        return fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    import msvcrt

    file.seek(1 << 30)  # far behind the end: Windows keeps everyone else from reading what is locked
    while True:
        try:
            return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:  # it gives up by itself after ten seconds
            if not wait:
                raise


def say(words: str) -> None:
    """Print at once, so that the words stand before those of the programs started next."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
