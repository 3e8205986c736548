"""Broken and hostile files: each is read or refused in words, soon and in little memory, and nothing else happens.

100,000 and more by hand: fuzz_files.py. What it found stays in corpus/.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from broken_files import CORPUS, FORMS, LAUGHS, OUTSIDE, carrier
from fuzz_files import make, watch_writing, whole_exports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_files import read_as_autosave, read_as_export, read_as_plan, read_as_settings
from reading_values import warm

from planner.export.embed import KEYWORD, NAMESPACE, Carried, checksum, to_text, xml_part
from planner.export.reopen import read_plan_from
from planner.model.faults import Fault
from planner.store import codec, json_text

FILES = 250
MEBIBYTES = 256


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    warm()
    return whole_exports()


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_a_file_that_was_met_is_read_or_refused(path: Path, tmp_path: Path) -> None:
    content, form = path.read_bytes(), path.suffix[1:]
    if form == "aiplan":
        assert read_as_plan(tmp_path, content)
    elif form == "json":
        read_as_settings(tmp_path, content)
    else:
        assert not read_as_export(tmp_path, content, form)


@pytest.mark.parametrize("form", FORMS)
def test_the_files_that_are_broken_were_whole(form: str, whole: dict[str, bytes], tmp_path: Path) -> None:
    assert read_as_export(tmp_path, whole[form], form)


def test_broken_files_are_read_or_refused(whole: dict[str, bytes], tmp_path: Path) -> None:
    taken = 0
    for seed in range(FILES):
        kind, content, read = make(Random(seed), whole)
        folder = tmp_path / kind
        folder.mkdir(exist_ok=True)
        taken += read(folder, content)
    assert FILES / 20 < taken < FILES / 2, "the files are no longer a mix of good and bad"
    names = {path.name for path in tmp_path.rglob("*")} - {*FORMS, "plan", "settings", "autosave"}
    known = {
        "plan.aiplan",
        "settings.json",
        "settings.broken.json",
        "unsaved-1.json",
        *(f"chart.{form}" for form in FORMS),
    }
    assert names <= known, "something was written that was not asked for"


@given(random=st.randoms(use_true_random=False))
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_any_broken_file_is_read_or_refused(random: Random, whole: dict[str, bytes], tmp_path: Path) -> None:
    kind, content, read = make(random, whole)
    folder = tmp_path / kind
    folder.mkdir(exist_ok=True)
    read(folder, content)


@given(content=st.binary(max_size=300), form=st.sampled_from(FORMS))
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_read_or_refused(content: bytes, form: str, tmp_path: Path) -> None:
    assert not read_as_export(tmp_path, content, form)
    assert not read_as_plan(tmp_path, content)
    read_as_settings(tmp_path, content)


# Files made to fill the memory or the time -------------------------------------------------------------------------

FULL = json_text.MAX_BYTES - 100
SWOLLEN = 24 * 2**20


def _plan(part: bytes) -> bytes:
    return b'{"format":"ai-energy-plan","schema":1,"scenarios":[' + part * (FULL // len(part)) + b"0]}"


PLANS: dict[str, Callable[[], bytes]] = {
    "objects": lambda: _plan(b"{},"),
    "lists": lambda: _plan(b"[],"),
    "depth": lambda: b"[" * FULL,
    "open text": lambda: b'{"a":"' + b'\\"' * (FULL // 2),
    "quotes": lambda: b'"' * FULL,
    "keys": lambda: b"{" + b",".join(b'"%x":1' % number for number in range(FULL // 12)) + b"}",
}


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def _png(packed: bytes) -> bytes:
    chunk = b"zTXt" + KEYWORD.encode() + b"\0\0" + packed
    return b"\x89PNG\r\n\x1a\n" + (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


_BOOK = (
    b'<workbook><sheets><sheet name="Plan (do not edit)" r:id="r1"/></sheets></workbook>',
    b'<R><R Id="r1" Target="worksheets/sheet1.xml"/></R>',
)


def _book(sheet: bytes, shared: bytes = b"<sst/>") -> bytes:
    names = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
    return _zip(dict(zip(names, (*_BOOK, sheet, shared), strict=True)))


_OURS = NAMESPACE.encode()
_ATTACHMENT = b"/Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n"
EXPORTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "png, zeros": ("png", lambda: _png(zlib.compress(b"\0" * 60_000_000, 1))),
    "png, lists": ("png", lambda: _png(zlib.compress(b"[" + b"[]," * 10_000_000 + b"0]", 1))),
    "png, empty chunks": ("png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0abcd\0\0\0\0" * (SWOLLEN // 12)),
    "svg, elements": ("svg", lambda: b'<svg xmlns:x="%b">' % _OURS + b"<a/>" * (SWOLLEN // 4) + b"</svg>"),
    "svg, names": (
        "svg",
        lambda: b'<svg xmlns:x="%b">' % _OURS + b"".join(b"<a%x/>" % n for n in range(500_000)) + b"</svg>",
    ),
    "svg, references": (
        "svg",
        lambda: b'<svg><plan xmlns="%b">' % _OURS + b"&#65;" * (SWOLLEN // 5) + b"</plan></svg>",
    ),
    "svg, laughs": ("svg", lambda: LAUGHS.replace(b"plan", b"svg")),
    "svg, outside": ("svg", lambda: b'<?xml version="1.0"?>' + OUTSIDE.replace(b"plan", b"svg")),
    "pdf, attachments": ("pdf", lambda: b"%PDF-1.4\n" + b"/Type /EmbeddedFile " * (SWOLLEN // 20)),
    "pdf, bombs": ("pdf", lambda: b"%PDF-1.4\n" + (_ATTACHMENT + zlib.compress(b"\0" * 40_000_000, 1)) * 60),
    "html, references": (
        "html",
        lambda: (
            b'<html><script type="application/json" id="%b">' % KEYWORD.encode() + b"&amp;" * 3_000_000 + b"</script>"
        ),
    ),
    "html, open scripts": (
        "html",
        lambda: b"<html>" + b'<script type="application/json" id="ai-energy-plan">' * 600_000,
    ),
    "pptx, zeros": ("pptx", lambda: _zip({"customXml/item1.xml": b"\0" * 120_000_000})),
    "pptx, many bombs": ("pptx", lambda: _zip({f"customXml/item{n}.xml": _OURS + b"<" * 6_000_000 for n in range(12)})),
    "pptx, names": ("pptx", lambda: _zip({"a": b""}) + b"PK\x01\x02" * (SWOLLEN // 4)),
    "pptx, laughs": ("pptx", lambda: _zip({"customXml/item1.xml": LAUGHS})),
    "xlsx, cells": ("xlsx", lambda: _book(b"<sheetData>" + b"<c><v>1</v></c>" * 3_000_000)),
    "xlsx, one text a million times": (
        "xlsx",
        lambda: _book(b'<c t="s"><v>0</v></c>' * 60_000, b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"),
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process by what it asks for")
@pytest.mark.parametrize("name", [*PLANS, *EXPORTS])
def test_a_file_made_to_fill_the_memory_is_refused_in_256_mebibytes(name: str, tmp_path: Path) -> None:
    form, make_bomb = EXPORTS.get(name, ("aiplan", PLANS.get(name)))
    assert make_bomb is not None
    path = tmp_path / f"bomb.{form}"
    path.write_bytes(make_bomb())
    with pytest.raises(Fault) as caught, _limited_memory():
        codec.loads(path.read_bytes()) if form == "aiplan" else read_plan_from(path)
    assert len(str(caught.value)) < 500


class _limited_memory:  # noqa: N801 - reads as what it is in a with statement
    """Lets this process ask for so much memory more and no further; what is refused raises MemoryError."""

    def __enter__(self) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        self._before = resource.getrlimit(resource.RLIMIT_AS)
        limit = pages * resource.getpagesize() + MEBIBYTES * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, self._before[1]))

    def __exit__(self, *_error: object) -> None:
        resource.setrlimit(resource.RLIMIT_AS, self._before)


# What only a stranger would write ----------------------------------------------------------------------------------


def _carried(**changes: object) -> str:
    workspace = codec.loads((CORPUS / "smallest.aiplan").read_bytes())
    content = {**json.loads(to_text(Carried(workspace, 1000, "2026.11", "0.1.0"))), **changes}
    return json.dumps({**content, "sha256": checksum(content)})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("changes", [{"samples": "many"}, {"plan": 3}, {"plan": "{}"}, {"version": 2}, {"program": []}])
def test_a_checksum_that_fits_makes_no_plan(form: str, changes: dict[str, object], tmp_path: Path) -> None:
    assert not read_as_export(tmp_path, carrier(form, _carried(**changes)), form)


def test_names_inside_a_zip_are_no_places_on_the_disk(tmp_path: Path) -> None:
    parts = dict.fromkeys(("../../evil", "/etc/evil", "..\\evil", "customXml/../../evil"), b"x")
    parts["customXml/item1.xml"] = xml_part(_carried())
    strays = watch_writing(tmp_path)
    assert read_as_export(tmp_path, _zip(parts), "pptx")
    assert strays == []
    assert [path.name for path in tmp_path.iterdir()] == ["chart.pptx"]


def test_a_file_outside_is_not_looked_into(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    body = OUTSIDE.replace(b"/etc/passwd", str(secret).encode())
    for form, content in (("svg", b'<?xml version="1.0"?>' + body), ("pptx", _zip({"customXml/item1.xml": body}))):
        path = tmp_path / f"chart.{form}"
        path.write_bytes(content)
        with pytest.raises(Fault) as caught:
            read_plan_from(path)
        assert "hidden" not in str(caught.value)


def test_unsaved_work_in_any_script_fits_again(tmp_path: Path) -> None:
    tree = json.loads((CORPUS / "smallest.aiplan").read_bytes())
    tree["scenarios"] = [{**tree["scenarios"][0], "name": f"S{n}", "notes": "한" * 20_000} for n in range(80)]
    content = json.dumps({"file": "", "base": "", "plan": tree}, ensure_ascii=False).encode()
    assert len(content) < json_text.MAX_BYTES < len(json.dumps(tree))
    assert read_as_autosave(tmp_path, content)
