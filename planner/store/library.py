"""The library that ships: regions with their published figures, and the evidence behind drivers."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import cattrs

from planner.assets import resource
from planner.model.estimate import Estimate
from planner.model.evidence import Evidence
from planner.model.faults import Fault
from planner.model.region import Region
from planner.text import _

_converter = cattrs.Converter(forbid_extra_keys=True)
_converter.register_structure_hook(Estimate, lambda text, _kind: Estimate.parse(text))
_converter.register_structure_hook(bool | None, lambda value, _kind: value)


@cache
def regions() -> dict[str, Region]:
    """Return the regions by code, in the order of the file: the world, the EU, then countries by name."""
    content = _read("regions", "regions.json")
    return {item["code"]: _converter.structure(item, Region) for item in content["regions"]}


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


@cache
def evidence() -> dict[str, Evidence]:
    """Return the evidence entries by id."""
    content = _read("evidence", "evidence.json")
    return {item["id"]: _converter.structure(item, Evidence) for item in content["entries"]}


@cache
def evidence_version() -> str:
    """Return the version of the evidence library."""
    return str(_read("evidence", "evidence.json")["version"])


def _read(folder: str, name: str) -> Any:
    return json.loads(resource(folder, name).read_text("utf-8"))
