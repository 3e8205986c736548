"""Files that broke on the way or that somebody broke on purpose: plans, settings and exports, mutated from good ones.

Every file is made from one `random.Random`, so that a seed repeats it. Three depths of damage: the JSON tree (a value,
a key, a type), the text (a key twice, a bracket, a constant), the bytes (cut, flipped, moved, zeroed).
"""

from __future__ import annotations

import copy
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from value_texts import value_text

from planner.export import embed

CORPUS = Path(__file__).parent / "corpus"
PLANS = tuple(sorted(CORPUS.glob("*.aiplan")))

_NASTY: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 10**400, -(10**400), 0.1, 1e308, 5e-324, float("nan")),
    *(float("inf"), "", " ", "\x00", "\n", "\u202e", "\ud800", "é" * 3000, "x" * 30_000, "../../../etc/passwd"),
    *(
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "CON",
        "a/b",
        "=cmd|' /C calc'!A0",
    ),
    *("__class__", "{0.__class__}", "%s%s%n", "9**9**9 Wh", "1e999 Wh", "NaN Wh", "1 to inf Wh", [], {}, [[]], [{}]),
    *({"kind": "constant"}, {"kind": []}, {"kind": "points", "values": {}}, {"values": {"2025": "1"}}, ["a"] * 300),
)
_KEYS = (
    *("format", "schema", "scenarios", "workloads", "drivers", "conversions", "trajectory", "value", "kind", "rate"),
    *("values", "2025", "20250", "٢٠٢٥", "name", "id", "start", "end", "seed", "power", "as_of", "lever", "notes", ""),
    *("__init__", "__dict__", "text", "shape", "correlations", "presentation", "views", "\ud800", "x" * 5000),
)
_PIECES = (
    b"[" * 40,
    b"{" * 2000,
    b"null",
    b"NaN",
    b"1e999",
    b'"a":1,',
    b"\x00",
    b"\xff\xfe",
    b"\\ud800",
    b"//",
    b"9" * 5000,
)


def plan_file(random: Random) -> bytes:
    """Return a plan, whole or broken."""
    tree = json.loads(random.choice(PLANS).read_bytes())
    return _damaged_json(tree, random)


def settings_file(random: Random) -> bytes:
    """Return settings, whole or broken."""
    tree = {
        "version": 1,
        "theme": random.choice(("dark", "light", "system", "pink", 3)),
        "recent": ["plan.aiplan", "/tmp/../x", 3, None],
        "last": "plan.aiplan",
        "outcome": random.choice(("energy", "cost", "nothing", "")),
        "unit": "GWh/year",
        "log": True,
        "geometry": random.choice(("", "AdnQywADAAAA", "!!!!", "é")),
        "splitter": random.choice(("", "AAAA/wAAAAEAAAAD", "=")),
        "language": random.choice(("", "de", "../../x", "xx")),
    }
    return _damaged_json(tree, random)


def export_file(random: Random, form: str, whole: Mapping[str, bytes]) -> bytes:
    """Return an exported file: a good one broken, or a container around a broken plan with a checksum that fits."""
    if random.random() < 0.5:
        return (
            _damaged_bytes(whole[form], random) if form not in ("pptx", "xlsx") else _damaged_zip(whole[form], random)
        )
    return carrier(form, carried_text(random))


def carried_text(random: Random) -> str:
    """Return what an export carries, around a plan that may be broken; its checksum fits all the same."""
    plan = plan_file(random).decode("utf-8", "replace")
    content: dict[str, Any] = {
        "format": embed.FORMAT,
        "version": random.choice((1, 1, 1, 1, 2, "1", None)),
        "program": "0.1.0",
        "evidence": "2026.11",
        "samples": random.choice((1000, 0, -1, 10**30, "many")),
        "seeds": random.choice(({}, {"a": 1}, [[]], "x")),
        "plan": plan,
    }
    if random.random() < 0.3:
        content[random.choice(list(content))] = random.choice(_NASTY)
    try:
        return json.dumps({**content, "sha256": embed.checksum(content)})
    except (ValueError, TypeError, UnicodeEncodeError):
        return json.dumps(content, default=str)


def carrier(form: str, text: str) -> bytes:
    """Return the smallest file of a format that carries ``text``."""
    if form == "png":
        return embed.into_png(_png(), text)
    if form == "svg":
        return embed.into_svg(
            b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><desc>x</desc></svg>', text
        )
    if form == "pdf":
        return embed.into_pdf(_PDF, text)
    if form == "html":
        return f"<!DOCTYPE html><html><body>{embed.html_block(text)}</body></html>".encode()
    if form == "pptx":
        return _zip({"customXml/item1.xml": embed.xml_part(text)})
    return _workbook(text)


FORMS = ("png", "svg", "pdf", "pptx", "xlsx", "html")
_PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
    b"endobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n"
)


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _zip(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def _workbook(text: str) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(embed.SHEET)
    for row, piece in enumerate(embed.cells(text)):
        sheet.write_string(row, 0, piece)
    book.close()
    return stream.getvalue()


# Damage


def _damaged_json(tree: Any, random: Random) -> bytes:
    for _change in range(random.choice((0, 1, 1, 1, 2, 5))):
        if len(json.dumps(tree)) < 60_000:  # doubled again and again, nothing but the size would be tested
            _change_tree(tree, random)
    indent = random.choice((None, 2)) if _is_small(tree) else None
    text = json.dumps(tree, ensure_ascii=random.random() < 0.5, indent=indent)
    if random.random() < 0.15:
        text = _twice(text, random)
    content = text.encode("utf-8", "surrogatepass" if random.random() < 0.5 else "replace")
    return _damaged_bytes(content, random) if random.random() < 0.25 else content


def _change_tree(tree: Any, random: Random) -> None:
    """Change one place of a JSON tree."""
    places = list(_places(tree))
    holder, key = random.choice(places) if places else (tree, None)
    if key is None:
        return
    value = holder[key]
    changes: tuple[Callable[[], Any], ...] = (
        lambda: copy.deepcopy(random.choice(_NASTY)),
        lambda: value_text(random),
        lambda: _deep(value, random.choice((5, 30, 33, 200))),
        lambda: [value] * random.choice((2, 51, 101, 201)) if _is_small(value) else [value],
        lambda: str(value)[: random.randrange(30)],
        lambda: value + 1 if isinstance(value, int | float) else {**value} if isinstance(value, dict) else value,
    )
    kind = random.random()
    if kind < 0.15:
        del holder[key]
    elif kind < 0.3 and isinstance(holder, dict):
        holder[random.choice(_KEYS)] = holder.pop(key)
    elif kind < 0.4 and isinstance(holder, dict):
        holder[random.choice(_KEYS)] = copy.deepcopy(random.choice((value, random.choice(_NASTY))))
    elif kind < 0.5 and _is_small(other := random.choice(places)[0]):
        holder[key] = copy.deepcopy(other)
    else:
        holder[key] = random.choice(changes)()


def _is_small(tree: Any) -> bool:
    return len(json.dumps(tree)) < 3000


def _places(tree: Any, depth: int = 0) -> Any:
    """Yield each place of a tree as what holds it and its key."""
    keys = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys)[:200]:
        yield tree, key
        if depth < 12:
            yield from _places(tree[key], depth + 1)


def _deep(value: Any, levels: int) -> Any:
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def _twice(text: str, random: Random) -> str:
    """Return JSON with one key written twice, or a constant that is none of JSON."""
    place = text.find(":", random.randrange(max(len(text), 1)))
    start = text.rfind('"', 0, text.rfind('"', 0, max(place, 0)))
    if place < 0 or start < 0:
        return text + random.choice(("}", "]", "x"))
    return text[:start] + text[start : place + 1] + random.choice(("1", '"x"', "NaN", "[]")) + "," + text[start:]


def _damaged_bytes(content: bytes, random: Random) -> bytes:
    made = bytearray(content)
    for _change in range(random.choice((1, 1, 2, 8))):
        start, end = sorted((random.randrange(len(made) + 1), random.randrange(len(made) + 1)))
        kind = random.randrange(6)
        if kind == 0:
            del made[start:]
        elif kind == 1 and made:
            made[min(start, len(made) - 1)] ^= 1 << random.randrange(8)
        elif kind == 2:
            del made[start : min(end, start + 200)]
        elif kind == 3:
            made[start:start] = made[start : min(end, start + 2000)]
        elif kind == 4:
            made[start:start] = random.choice(_PIECES)
        else:
            made[start : start + 8] = random.randbytes(8)
    return bytes(made)


def _damaged_zip(content: bytes, random: Random) -> bytes:
    """Return a zip broken as bytes, or made anew with a broken, strange or renamed part."""
    if random.random() < 0.4:
        return _damaged_bytes(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(list(parts))
    kind = random.randrange(5)
    if kind == 0:
        parts[name] = _damaged_bytes(parts[name], random)
    elif kind == 1:
        parts[random.choice(("../../evil", "/etc/x", "customXml/item2.xml", "a" * 3000, "C:\\x"))] = parts.pop(name)
    elif kind == 2:
        parts["customXml/item0.xml"] = random.choice((LAUGHS, OUTSIDE, b"", b"<plan", b"<a>" * 3000))
    elif kind == 3:
        parts[name] = parts[name].replace(b"<", random.choice((b"<!DOCTYPE a>", b"<x:", b"&#x110000;", b"<a b='")), 1)
    else:
        del parts[name]
    return _zip(parts, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><plan xmlns="%b">&b;</plan>'
    % (embed.NAMESPACE.encode())
)
OUTSIDE = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><plan xmlns="%b">&x;</plan>' % embed.NAMESPACE.encode()
)
