"""JSON from strangers: bounded in size and depth before it is parsed, strict, its faults in one sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from planner.model.faults import Fault
from planner.text import _

MAX_BYTES = 8 * 2**20
MAX_DEPTH = 32
MAX_PARTS = 250_000
"""Lists and objects: a plan of 8 MiB with the shortest drivers has fewer."""
MAX_KEYS = 1000
"""Keys of one object; the longest that means something is a path through 200 years."""

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""A string to its end, or to the end of the text: no start is tried twice, so a broken one takes no longer."""
_SQUARE = bytes.maketrans(b"{}", b"[]")
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))


def parse_json(text: str | bytes) -> Any:
    """Return parsed JSON; raises `Fault` for what is too large, too deep, not UTF-8, or not strictly JSON."""
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise Fault(_("the file has {size} MiB; at most 8 MiB are read").format(size=f"{size / 2**20:.1f}"))
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise Fault(_("the file is not UTF-8 text (byte {place})").format(place=error.start)) from error
    _check_brackets(decoded)
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


def without_strings(text: str) -> str:
    """Return JSON without what stands in quotation marks, from the mark that opens it to the one that closes it."""
    return _STRING.sub("", text)


def _check_brackets(text: str) -> None:
    """Refuse a text with too many brackets or too deep ones: a byte of ``[]`` becomes thirty in memory.

    Innermost pairs are taken away level by level; what is written like this takes no time and no recursion.
    """
    brackets = without_strings(text).encode("ascii", "ignore").translate(_SQUARE, _NO_BRACKET)
    parts = brackets.count(b"[")
    for _level in range(MAX_DEPTH):
        before, brackets = brackets, brackets.replace(b"[]", b"")
        if brackets == before:
            break
    if b"[]" in brackets or brackets.count(b"[") > MAX_DEPTH:
        raise Fault(_("the file is nested deeper than {limit} levels").format(limit=MAX_DEPTH))
    if parts > MAX_PARTS:
        raise Fault(_("the file has more than {limit} lists and objects").format(limit=MAX_PARTS))


def _refuse_constant(name: str) -> None:
    raise Fault(_("the file holds {name}, which is not a number").format(name=name))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise Fault(_("an object has {count} keys; at most {limit} are read").format(count=len(pairs), limit=MAX_KEYS))
    content = dict(pairs)
    if len(content) != len(pairs):
        twice, _times = Counter(key for key, _value in pairs).most_common(1)[0]
        raise Fault(_("the key “{key}” stands twice in one object").format(key=_printable(twice)))
    return content


def _printable(text: str) -> str:
    return text[:60].encode("utf-8", "replace").decode()
