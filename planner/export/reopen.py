"""Reading a plan back out of an exported file. Files come from strangers: all sizes are bounded, bombs refused.

Nothing is unpacked to disk and no entity of XML is expanded. What comes out must be the very text that went in: its
checksum is compared, so a file that was changed is refused rather than shown with wrong numbers.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from planner.export.embed import FORMAT, KEYWORD, NAMESPACE, SHEET, Carried, checksum
from planner.export.markup import tags, unescaped
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec, json_text
from planner.store.files import read_bytes
from planner.text import _

MAX_FILE = 64 * 2**20
MAX_TEXT = 4 * json_text.MAX_BYTES
"""The plan as text within text: every quotation mark and line end takes two characters, other letters up to twelve."""
MAX_PART = 48 * 2**20
MAX_PARTS = 4096
MAX_CHUNKS = 20_000
MAX_ATTACHMENTS = 16
MAX_FRAME = 64 * 2**10
"""Characters of what is carried outside quotation marks; the plan is one text among a handful of entries."""


def read_plan_from(path: Path) -> Carried:
    """Return what an exported file carries.

    Raises:
        Fault: The file is too large, of no known kind, carries no plan, or was changed after it was exported.
    """
    try:
        text = _find(read_bytes(path, MAX_FILE))
        if text is None:
            raise Fault(_("it carries no plan; it was exported without, or another program dropped it"))
        return _checked(text)
    except Fault as fault:
        raise Fault(_("{path}: {reason}").format(path=path.name, reason=fault)) from fault


def reopen(path: Path) -> Workspace:
    """Return the workspace that an exported file carries; raises `Fault` like `read_plan_from`."""
    return read_plan_from(path).workspace


def _find(content: bytes) -> str | None:
    finders: Mapping[bytes, Callable[[bytes], str | None]] = {
        b"\x89PNG\r\n\x1a\n": _from_png,
        b"%PDF-": _from_pdf,
        b"PK\x03\x04": _from_office,
    }
    for start, finder in finders.items():
        if content.startswith(start):
            return finder(content)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return _from_html(content)
    if head.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg")):
        return _from_svg(content)
    raise Fault(_("this is no PNG, SVG, PDF, PPTX, XLSX or HTML file"))


def _checked(text: str) -> Carried:
    """Return what ``text`` says once its checksum has been compared."""
    if not text.isascii() or len(json_text.without_strings(text)) > MAX_FRAME:
        raise Fault(_("the plan inside was changed or damaged"))
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Fault(_("what it carries is no plan of this program"))
    if content.get("version") != 1:
        raise Fault(_("it was exported by a newer version of this program; update to open it"))
    if content.get("sha256") != checksum(content):
        raise Fault(_("the plan inside was changed after the export, so its numbers cannot be trusted"))
    kinds = {"plan": str, "samples": int, "evidence": str, "program": str}
    if any(not isinstance(content.get(key), kind) for key, kind in kinds.items()):
        raise Fault(_("the plan inside was changed or damaged"))
    return Carried(codec.loads(content["plan"]), content["samples"], content["evidence"], content["program"])


def _from_png(content: bytes) -> str | None:
    place, wanted = 8, KEYWORD.encode() + b"\0\0"
    for _chunk in range(MAX_CHUNKS):
        if place + 12 > len(content):
            break
        (length,) = struct.unpack_from(">I", content, place)
        kind, body = content[place + 4 : place + 8], memoryview(content)[place + 8 : place + 8 + length]
        if kind == b"zTXt" and body[: len(wanted)] == wanted:
            if place + 12 + length > len(content):
                raise Fault(_("the file is damaged"))
            (stated,) = struct.unpack_from(">I", content, place + 8 + length)
            if stated != zlib.crc32(body, zlib.crc32(kind)):
                raise Fault(_("the plan inside was changed or damaged"))
            return _inflated(body[len(wanted) :])
        place += 12 + length
    return None


def _from_pdf(content: bytes) -> str | None:
    """Return the attached plan. An attachment is always an object of its own, so no other part need be understood."""
    found = None
    for match in islice(re.finditer(rb"/Type\s*+/EmbeddedFile\b", content), MAX_ATTACHMENTS):
        head = re.match(rb"[^\0]{0,2000}?stream\r?\n", content[match.end() : match.end() + 2010])
        if head is None:
            continue
        start = match.end() + head.end()
        end = content.find(b"endstream", start)
        body = memoryview(content)[start : end if end >= 0 else None]
        try:
            text = _inflated(body) if b"/FlateDecode" in head[0] else _plain(body)
        except Fault:
            if found is None and end >= 0:
                raise
            continue
        if f'"{FORMAT}"' in text[:200]:
            found = text  # the last one counts, as an update to a PDF stands behind what it replaces
    return found


def _from_svg(content: bytes) -> str | None:
    if not content.rstrip().endswith(b"svg>"):
        raise Fault(_("the file is damaged"))
    return _from_xml(content)


def _from_xml(content: bytes) -> str | None:
    """Return the text of the element of ours; the checksum says whether it is the whole of it."""
    if NAMESPACE.encode() not in content:
        return None
    return next((unescaped(tag.behind) for tag in tags(content) if tag.name == b"plan" and not tag.closes), None)


def _from_html(content: bytes) -> str | None:
    match = re.search(rb'<script type="application/json" id="%b">([^<]*+)</script>' % KEYWORD.encode(), content)
    return _plain(memoryview(match[1])) if match else None


_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, LookupError, ValueError, OverflowError),
)
"""What reading a zip raises where its lists and lengths contradict each other."""


def _from_office(content: bytes) -> str | None:
    if content.count(b"PK\x01\x02") > MAX_PARTS:  # a list of millions of names would fill the memory
        raise Fault(_("it would unpack to far more than an export holds and is not opened"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > 2 * MAX_PART:
                raise Fault(_("it would unpack to far more than an export holds and is not opened"))
            for part in parts:
                if re.fullmatch(r"customXml/item\d+\.xml", part.filename):
                    found = _from_xml(_part(archive, part.filename))
                    if found is not None:
                        return found
            return _from_workbook(archive)
    except Fault:
        raise
    except _DAMAGED as error:
        raise Fault(_("the file is damaged")) from error


def _from_workbook(archive: zipfile.ZipFile) -> str | None:
    """Return the text in the first column of the plan's sheet, row by row."""
    if "xl/workbook.xml" not in archive.namelist():
        return None
    sheets = (tag for tag in tags(_part(archive, "xl/workbook.xml")) if tag.name == b"sheet" and not tag.closes)
    link = next((sheet.attribute("id") for sheet in sheets if sheet.attribute("name") == SHEET), "")
    if not link:
        return None
    relations = tags(_part(archive, "xl/_rels/workbook.xml.rels"))
    target = next((tag.attribute("Target") for tag in relations if tag.attribute("Id") == link), "")
    name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    shared = _texts(_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in archive.namelist() else []
    return "".join(_cells(_part(archive, name), shared)) or None


def _texts(document: bytes) -> list[bytes]:
    """Return the shared texts of a workbook; one may stand in several runs of letters."""
    found: list[list[bytes]] = []
    for tag in tags(document):
        if tag.name == b"si" and not tag.closes:
            found.append([])
        elif tag.name == b"t" and not tag.closes and found:
            found[-1].append(tag.behind)
    return [b"".join(runs) for runs in found]


def _cells(document: bytes, shared: Sequence[bytes]) -> Iterator[str]:
    """Yield the text of each cell of a sheet; all of them together are no longer than a plan can be."""
    is_shared, length = False, 0
    for tag in tags(document):
        if tag.name == b"c" and not tag.closes:
            is_shared = tag.attribute("t") == "s"
        elif tag.name in (b"v", b"t") and not tag.closes:
            place = int(tag.behind) if is_shared and re.fullmatch(rb"\d{1,6}", tag.behind) else None
            raw = tag.behind if not is_shared else shared[place] if place is not None and place < len(shared) else b""
            length += len(raw)
            if length > MAX_PART:
                raise Fault(_("it would unpack to far more than an export holds and is not opened"))
            yield unescaped(raw)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a zip; what it says of its own size is not believed."""
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Fault(_("the file is damaged"))
    with archive.open(name) as stream:
        content = stream.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Fault(_("it would unpack to far more than an export holds and is not opened"))
    return content


def _inflated(packed: memoryview) -> str:
    worker = zlib.decompressobj()
    try:
        content = worker.decompress(packed, MAX_TEXT + 1)
    except zlib.error as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
    return _plain(content)


def _plain(content: bytes | memoryview) -> str:
    if len(content) > MAX_TEXT:
        raise Fault(_("it would unpack to far more than an export holds and is not opened"))
    try:
        return str(content, "utf-8")
    except UnicodeDecodeError as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
