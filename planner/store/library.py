"""The library that ships: regions with their published figures, and the evidence behind drivers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

import cattrs

from planner.assets import resource
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.region import Region
from planner.store.translated import translated
from planner.text import _, kept_per_language

_converter = cattrs.Converter(forbid_extra_keys=True)
_converter.register_structure_hook(Estimate, lambda text, _kind: Estimate.parse(text))
_converter.register_structure_hook(bool | None, lambda value, _kind: value)


Entry = TypeVar("Entry")


class Shelf(Mapping[str, Entry], Generic[Entry]):
    """Entries by key, each built when it is first asked for: of hundreds, the first picture needs a handful."""

    def __init__(self, kind: type[Entry], folder: str, contents: dict[str, Any]) -> None:
        self._kind, self._folder, self._contents = kind, folder, contents
        self._built: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        if key not in self._built:
            content = translated(self._folder, key, self._contents[key])
            self._built[key] = _converter.structure(content, self._kind)
        return self._built[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)

    def __contains__(self, key: object) -> bool:
        return key in self._contents


@kept_per_language()
def regions() -> Mapping[str, Region]:
    """Return the regions by code, in the order of the file: the world, the EU, then countries by name."""
    return Shelf(Region, "regions", {item["code"]: item for item in _read("regions", "regions.json")["regions"]})


@kept_per_language()
def region_names() -> dict[str, str]:
    """Return the names of the regions by code, without building a region."""
    items = _read("regions", "regions.json")["regions"]
    return {item["code"]: str(translated("regions", item["code"], item)["name"]) for item in items}


def region(code: str) -> Region:
    """Return the region of a code such as ``USA``, in any case.

    Raises:
        Fault: There is none; the message lists the codes.
    """
    known = regions()
    found = known.get(code.strip().upper())
    if found is None:
        raise Fault(_("there is no region “{code}”; there are: {codes}").format(code=code[:40], codes=", ".join(known)))
    return found


def region_called(words: str) -> Region:
    """Return the region that a person means: by its code, its name, or a part that no other region's name has.

    Raises:
        Fault: There is none, or several; the message lists the codes.
    """
    typed = words.strip().casefold()
    names = {code: name.casefold() for code, name in region_names().items()}
    if typed and typed.upper() not in names:
        found = [code for code, name in names.items() if name == typed]
        found = found or [code for code, name in names.items() if typed in name]
        if len(found) == 1:
            return region(found[0])
    return region(words)


@kept_per_language()
def evidence() -> Mapping[str, Evidence]:
    """Return the evidence entries by id."""
    return Shelf(Evidence, "evidence", {item["id"]: item for item in _read("evidence", "evidence.json")["entries"]})


@cache
def evidence_version() -> str:
    """Return the version of the evidence library."""
    return str(_read("evidence", "evidence.json")["version"])


@cache
def evidence_stamp() -> str:
    """Return the version of the evidence library with the beginning of its content hash: ``2026.11 1f2e3d4c5b6a``."""
    content = resource("evidence", "evidence.json").read_bytes()
    return f"{evidence_version()} {hashlib.sha256(content).hexdigest()[:12]}"


@cache
def _read(folder: str, name: str) -> Any:
    return json.loads(resource(folder, name).read_text("utf-8"))
