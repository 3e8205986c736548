"""The plan inside an exported file, so that a chart found a year later opens as the scenario it came from.

What is carried is one JSON object: the plan as its ``.aiplan`` text (with the seeds), the number of samples, the
versions of program and evidence, and a checksum over all of it. Each format keeps it where its own programs leave it
alone: a text chunk of a PNG, the metadata of an SVG, an attachment of a PDF, a custom part of a PPTX, a hidden sheet
of an XLSX, a data block of an HTML page. `planner.export.reopen` reads it back.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from typing import Any
from xml.sax.saxutils import escape

from attrs import frozen

from planner import __version__
from planner.export.pack import Pack
from planner.model.workspace import Workspace
from planner.store import codec, library

FORMAT = "ai-energy-plan-export"
KEYWORD = "ai-energy-plan"
NAMESPACE = "urn:ai-energy-planner:plan"
ATTACHMENT = "plan.aiplan.json"
SHEET = "Plan (do not edit)"
CELL = 30_000
"""Characters of a cell; a spreadsheet takes at most 32,767."""


@frozen
class Carried:
    """What an exported file carries: the plan and all it takes to get the same results."""

    workspace: Workspace
    samples: int
    evidence: str
    program: str


def carried(pack: Pack) -> Carried:
    """Return what a file made from ``pack`` is to carry."""
    return Carried(pack.workspace, pack.choice.samples, library.evidence_version(), __version__)


def to_text(plan: Carried) -> str:
    """Return ``plan`` as one line of JSON, in ASCII, with its checksum."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "program": plan.program,
        "evidence": plan.evidence,
        "samples": plan.samples,
        "seeds": {scenario.name: scenario.seed for scenario in plan.workspace.scenarios},
        "plan": codec.dumps(plan.workspace),
    }
    return json.dumps({**content, "sha256": checksum(content)})


def checksum(content: dict[str, Any]) -> str:
    """Return the checksum of all entries but the checksum itself."""
    rest = {key: value for key, value in content.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode("ascii")).hexdigest()


def into_png(content: bytes, text: str) -> bytes:
    """Return a PNG with ``text`` in a compressed text chunk (zTXt) before its end."""
    chunk = b"zTXt" + KEYWORD.encode() + b"\0\0" + zlib.compress(text.encode("ascii"), 9)
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    end = content.rindex(b"IEND") - 4
    return content[:end] + framed + content[end:]


def into_svg(content: bytes, text: str) -> bytes:
    """Return an SVG with ``text`` in its metadata."""
    block = f'\n <metadata><plan xmlns="{NAMESPACE}">{escape(text)}</plan></metadata>'
    return re.sub(rb"</desc>", lambda match: match[0] + block.encode(), content, count=1)


def into_pdf(content: bytes, text: str) -> bytes:
    """Return a PDF with ``text`` as an attached file, by an incremental update: what was there stays byte for byte."""
    trailer = content[content.rindex(b"trailer") :]
    size, root, info = (re.search(rb"/%b (\d+)" % key, trailer) for key in (b"Size", b"Root", b"Info"))
    start = re.search(rb"startxref\s+(\d+)", trailer)
    assert size
    assert root
    assert start
    first, number = int(size[1]), int(root[1])
    catalogue = re.search(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % number, content, re.DOTALL)
    assert catalogue
    packed = zlib.compress(text.encode("ascii"), 9)
    name = ATTACHMENT.encode()
    files = b"/Names << /EmbeddedFiles << /Names [(%b) %d 0 R] >> >>" % (name, first + 1)
    objects = {
        number: b"<<%b %b /AF [%d 0 R]>>" % (catalogue[1], files, first + 1),
        first: b"<< /Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length %d "
        b"/Params << /Size %d >> >>\nstream\n%b\nendstream" % (len(packed), len(text), packed),
        first + 1: b"<< /Type /Filespec /F (%b) /UF (%b) /AFRelationship /Source /Desc (The plan behind this document) "
        b"/EF << /F %d 0 R >> >>" % (name, name, first),
    }
    ending = b"trailer\n<< /Size %d /Root %d 0 R%b /Prev %b >>" % (
        first + 2,
        number,
        b" /Info %b 0 R" % info[1] if info else b"",
        start[1],
    )
    return _appended(content, objects, ending)


def _appended(content: bytes, objects: dict[int, bytes], trailer: bytes) -> bytes:
    """Return a PDF with objects added or replaced, a table of where they are, and a trailer that leads to the old."""
    made = content if content.endswith(b"\n") else content + b"\n"
    table = b"xref\n"
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return made + table + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(made)


def html_block(text: str) -> str:
    """Return a data block for a page; nothing in it can end the block or start another."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json" id="{KEYWORD}">{safe}</script>'


def xml_part(text: str) -> bytes:
    """Return ``text`` as a custom XML part of an Office document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<plan xmlns="{NAMESPACE}">{escape(text)}</plan>'.encode()


def cells(text: str) -> list[str]:
    """Return ``text`` in pieces that fit a cell each."""
    return [text[start : start + CELL] for start in range(0, len(text), CELL)]
