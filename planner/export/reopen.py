"""Reading a plan back out of an exported file. Files come from strangers: all sizes are bounded, bombs refused.

Nothing is unpacked to disk and no entity of XML is expanded. What comes out must be the very text that went in: its
checksum is compared, so a file that was changed is refused rather than shown with wrong numbers.
"""

from __future__ import annotations

import html
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from planner.export.embed import FORMAT, KEYWORD, NAMESPACE, SHEET, Carried, checksum
from planner.model.faults import Fault
from planner.model.workspace import Workspace
from planner.store import codec, json_text
from planner.store.files import read_bytes
from planner.text import _

MAX_FILE = 64 * 2**20
MAX_TEXT = 4 * json_text.MAX_BYTES
"""The plan as text within text: every quotation mark and line end takes two characters, other letters up to twelve."""
MAX_PART = 96 * 2**20
MAX_PARTS = 4096


def read_plan_from(path: Path) -> Carried:
    """Return what an exported file carries.

    Raises:
        Fault: The file is too large, of no known kind, carries no plan, or was changed after it was exported.
    """
    content = read_bytes(path, MAX_FILE)
    try:
        text = _find(content)
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
        return _from_xml(content)
    raise Fault(_("this is no PNG, SVG, PDF, PPTX, XLSX or HTML file"))


def _checked(text: str) -> Carried:
    """Return what ``text`` says once its checksum has been compared."""
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
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if kind == b"zTXt" and body.startswith(wanted):
            (stated,) = struct.unpack_from(">I", content, place + 8 + length)
            if stated != zlib.crc32(kind + body):
                raise Fault(_("the plan inside was changed or damaged"))
            return _inflated(body[len(wanted) :])
        place += 12 + length
    return None


def _from_pdf(content: bytes) -> str | None:
    """Return the attached plan. An attachment is always an object of its own, so no other part need be understood."""
    found = None
    for match in re.finditer(rb"/Type\s*/EmbeddedFile\b[^\0]{0,2000}?stream\r?\n", content):
        head = match[0]
        end = content.find(b"endstream", match.end())
        body = content[match.end() : end if end >= 0 else None]
        try:
            text = _inflated(body) if b"/FlateDecode" in head else _plain(body)
        except Fault:
            if found is None and end >= 0:
                raise
            continue
        if f'"{FORMAT}"' in text[:200]:
            found = text  # the last one counts, as an update to a PDF stands behind what it replaces
    return found


def _from_xml(content: bytes) -> str | None:
    root = parse_xml(content)
    found = root if root.tag == f"{{{NAMESPACE}}}plan" else next(root.iter(f"{{{NAMESPACE}}}plan"), None)
    return None if found is None else found.text or ""


def _from_html(content: bytes) -> str | None:
    match = re.search(rb'<script type="application/json" id="%b">([^<]*)</script>' % KEYWORD.encode(), content)
    return html.unescape(_plain(match[1])) if match else None


def _from_office(content: bytes) -> str | None:
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
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Fault(_("the file is damaged")) from error


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _from_workbook(archive: zipfile.ZipFile) -> str | None:
    """Return the text in the first column of the plan's sheet, row by row."""
    if "xl/workbook.xml" not in archive.namelist():
        return None
    sheets = parse_xml(_part(archive, "xl/workbook.xml")).iter(f"{_MAIN}sheet")
    link = next((sheet.get(_LINK) for sheet in sheets if sheet.get("name") == SHEET), None)
    if link is None:
        return None
    relations = parse_xml(_part(archive, "xl/_rels/workbook.xml.rels"))
    target = next((str(item.get("Target")) for item in relations if item.get("Id") == link), "")
    name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    shared = _shared(archive)
    pieces = []
    for cell in parse_xml(_part(archive, name)).iter(f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v", "")
        if cell.get("t") == "s":
            pieces.append(shared[int(value)] if value.isdigit() and int(value) < len(shared) else "")
        else:
            pieces.append("".join(node.text or "" for node in cell.iter(f"{_MAIN}t")) or value)
    return "".join(pieces) or None


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    items = parse_xml(_part(archive, "xl/sharedStrings.xml")).iter(f"{_MAIN}si")
    return ["".join(node.text or "" for node in item.iter(f"{_MAIN}t")) for item in items]


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a zip; what it says of its own size is not believed."""
    with archive.open(name) as stream:
        content = stream.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Fault(_("it would unpack to far more than an export holds and is not opened"))
    return content


class _Plain(ElementTree.TreeBuilder):
    """Builds a tree and refuses a document type, the place where entities that swell are declared."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse."""
        raise Fault(_("it declares a document type, which no export does, and is not opened"))


def parse_xml(content: bytes) -> ElementTree.Element:
    """Return the tree of an XML document without a document type; raises `Fault` for anything else."""
    parser = ElementTree.XMLParser(target=_Plain())
    try:
        parser.feed(content)
        root: ElementTree.Element = parser.close()
    except ElementTree.ParseError as error:
        raise Fault(_("the file is damaged")) from error
    return root


def _inflated(packed: bytes) -> str:
    worker = zlib.decompressobj()
    try:
        content = worker.decompress(packed, MAX_TEXT + 1)
    except zlib.error as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
    return _plain(content)


def _plain(content: bytes) -> str:
    if len(content) > MAX_TEXT:
        raise Fault(_("it would unpack to far more than an export holds and is not opened"))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(_("the plan inside was changed or damaged")) from error
