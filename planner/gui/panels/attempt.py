"""How a panel asks for an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.model.workspace import Path

Attempt = Callable[[Path, Any, str], str]
"""Asks the document for an edit at a path of the scenario, named by words; gives the refusal, empty when done."""
