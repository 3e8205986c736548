"""Gather the licences of what a bundle carries; packaging/build.py starts this with the bundle's Python.

build/venv/bin/python packaging/licences.py FOLDER
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that Qt's packages name and do not hold."""


def carried(requirements: list[str]) -> dict[str, metadata.Distribution]:
    """Return the installed packages that ``requirements`` lead to, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found[name] = metadata.distribution(name)
        waiting += [Requirement(line) for line in found[name].requires or []]
    return dict(sorted(found.items()))


def licence(package: metadata.Distribution) -> str:
    """Return the name of a package's licence, in a few words."""
    said = package.metadata
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    words = said.get("License-Expression") or ", ".join(classified) or said.get("License") or "see its text"
    return words.splitlines()[0]


def texts(package: metadata.Distribution) -> list[Path]:
    """Return the files of a package that hold its licence."""
    names = ("LICEN", "COPYING", "NOTICE")
    files = [
        file for file in package.files or [] if ".dist-info" in file.parts[0] and file.name.upper().startswith(names)
    ]
    return [Path(str(file.locate())) for file in files]


def main(folder: Path, requirements: list[str]) -> None:
    """Write the list of licences and their texts into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [f"Python {sys.version.split()[0]}: PSF-2.0"]
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.exists():
        shutil.copyfile(python, folder / "python.txt")
    for name, package in carried(requirements).items():
        rows.append(f"{package.metadata['Name']} {package.version}: {licence(package)}")
        for number, text in enumerate(texts(package)):
            shutil.copyfile(text, folder / f"{name}{f'-{number + 1}' if number else ''}.txt")
    for text in ("LGPL-3", "GPL-3", "GPL-2"):
        if (COMMON / text).exists():
            shutil.copyfile(COMMON / text, folder / f"{text}.txt")
    (folder / "LIST.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
