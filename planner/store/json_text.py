"""JSON from strangers: bounded in size and depth before it is parsed, strict, its faults in one sentence."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from planner.model.faults import Fault
from planner.text import _

MAX_BYTES = 8 * 2**20
MAX_DEPTH = 32


def parse_json(text: str | bytes) -> Any:
    """Return parsed JSON; raises `Fault` for what is too large, too deep, not UTF-8, or not strictly JSON."""
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise Fault(_("the file has {size} MiB; at most 8 MiB are read").format(size=f"{size / 2**20:.1f}"))
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise Fault(_("the file is not UTF-8 text (byte {place})").format(place=error.start)) from error
    if _depth(decoded) > MAX_DEPTH:
        raise Fault(_("the file is nested deeper than {limit} levels").format(limit=MAX_DEPTH))
    try:
        content = json.loads(decoded, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
        if "\\u" in decoded or not isinstance(text, bytes):
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        return content
    except Fault:
        raise
    except UnicodeEncodeError as error:
        raise Fault(_("the file holds half a character (a lone surrogate), which no file can keep")) from error
    except ValueError as error:
        raise Fault(_("the file is not JSON: {reason}").format(reason=error)) from error


def _depth(text: str) -> int:
    """Return how deep brackets nest outside strings, without recursion; stops as soon as it is too deep."""
    depth = deepest = 0
    quoted = escaped = False
    for character in text:
        if quoted:
            escaped, quoted = (character == "\\" and not escaped), (character != '"' or escaped)
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > MAX_DEPTH:
                break
        elif character in "]}":
            depth -= 1
    return deepest


def _refuse_constant(name: str) -> None:
    raise Fault(_("the file holds {name}, which is not a number").format(name=name))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        twice, _times = Counter(key for key, _value in pairs).most_common(1)[0]
        raise Fault(_("the key “{key}” stands twice in one object").format(key=_printable(twice)))
    return content


def _printable(text: str) -> str:
    return text[:60].encode("utf-8", "replace").decode()
