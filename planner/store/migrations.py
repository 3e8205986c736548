"""Older files are brought to the present schema by a tuple of functions, each from one version to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.model.faults import Fault
from planner.text import _

FORMAT = "ai-energy-plan"
SCHEMA = 1

_STEPS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()
"""Step n takes the content of schema n + 1 to schema n + 2."""


def migrate(content: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of ``content`` at the present schema.

    Raises:
        Fault: The schema is missing, not a number, or newer than this program.
    """
    schema = content.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise Fault(_("schema: a whole number from 1 is needed, not {value}").format(value=str(schema)[:20]))
    if schema > SCHEMA:
        raise Fault(
            _("schema: the file is of version {schema}, newer than this program reads ({known}); update it").format(
                schema=schema, known=SCHEMA
            )
        )
    migrated = dict(content)
    for step in _STEPS[schema - 1 :]:
        migrated = step(migrated)
    return {**migrated, "schema": SCHEMA}
