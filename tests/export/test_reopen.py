"""Files that open again: the same plan, the same results; bombs and changed files are refused in one sentence."""

from __future__ import annotations

import contextlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdf
import pytest

from planner.engine.simulate import simulate
from planner.export import embed
from planner.export.embed import carried, to_text
from planner.export.pack import Pack, conversions
from planner.export.reopen import MAX_FILE, read_plan_from
from planner.model.faults import Fault
from planner.model.workspace import Workspace

FORMATS = ["png", "svg", "pdf", "pptx", "xlsx", "html"]
Saved = Callable[..., Path]


@pytest.mark.parametrize("form", FORMATS)
def test_a_reopened_plan_is_the_same_and_gives_the_same_results(
    form: str, saved: Saved, workspace: Workspace, pack: Pack
) -> None:
    found = read_plan_from(saved(form))
    assert found.workspace == workspace
    assert found.samples == 1000
    assert found.evidence
    for scenario, before in zip(found.workspace.scenarios, pack.results, strict=True):
        after = simulate(scenario, conversions(scenario), found.samples)
        for outcome, band in before.outcomes.items():
            for one, other in zip(band.rows(), after.outcomes[outcome].rows(), strict=True):
                assert np.array_equal(one, other)


@pytest.mark.parametrize("form", FORMATS)
def test_without_the_plan_there_is_nothing_to_open(form: str, saved: Saved) -> None:
    path = saved(form, with_plan=False)
    assert b"ai-energy-plan-export" not in path.read_bytes()
    with pytest.raises(Fault, match="carries no plan"):
        read_plan_from(path)


def test_a_pdf_that_another_program_rewrote_still_opens(saved: Saved, workspace: Workspace) -> None:
    reader = pypdf.PdfReader(saved("pdf"))
    assert list(reader.attachments) == [embed.ATTACHMENT]
    stream = io.BytesIO()
    pypdf.PdfWriter(clone_from=reader).write(stream)
    assert read_plan_from(saved("pdf", stream.getvalue())).workspace == workspace


def changed(text: str) -> str:
    return text.replace("0.34 Wh/query", "0.43 Wh/query")


def test_a_changed_number_is_noticed_in_every_format(saved: Saved, content: Callable[..., bytes], pack: Pack) -> None:
    text = changed(to_text(carried(pack)))
    files = {
        "png": embed.into_png(content("png", False), text),
        "svg": embed.into_svg(content("svg", False), text),
        "pdf": embed.into_pdf(content("pdf", False), text),
        "html": content("html").replace(b"0.34 Wh/query\\", b"0.43 Wh/query\\"),
        "pptx": rezipped(content("pptx"), lambda name, body: body.replace(b"0.34 Wh/query\\", b"0.43 Wh/query\\")),
        "xlsx": rezipped(content("xlsx"), lambda name, body: body.replace(b"0.34 Wh/query\\", b"0.43 Wh/query\\")),
    }
    for form, body in files.items():
        assert body != content(form)
        with pytest.raises(Fault, match="changed after the export") as caught:
            read_plan_from(saved(form, body))
        assert "\n" not in str(caught.value)


def rezipped(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_cut_short_is_refused(form: str, saved: Saved, content: Callable[..., bytes]) -> None:
    whole = content(form)
    for share in (0.3, 0.7, 0.95):
        with pytest.raises(Fault):
            read_plan_from(saved(form, whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("form", FORMATS)
def test_any_flipped_byte_gives_the_plan_or_a_fault(
    form: str, saved: Saved, content: Callable[..., bytes], workspace: Workspace
) -> None:
    whole = content(form)
    for place in np.random.default_rng(1).integers(0, len(whole), 60):
        body = bytearray(whole)
        body[place] ^= 0x41
        with contextlib.suppress(Fault):
            assert read_plan_from(saved(form, bytes(body))).workspace == workspace


def test_a_chunk_that_swells_is_not_unpacked(saved: Saved, content: Callable[..., bytes]) -> None:
    bomb = zlib.compress(b"[" * 200_000_000, 9)
    chunk = b"zTXt" + embed.KEYWORD.encode() + b"\0\0" + bomb
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    png = content("png", False)
    with pytest.raises(Fault, match="far more"):
        read_plan_from(saved("png", png[:33] + framed + png[33:]))


def test_a_zip_that_swells_is_not_unpacked(saved: Saved) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customXml/item1.xml", b" " * 300_000_000)
    with pytest.raises(Fault, match="far more"):
        read_plan_from(saved("pptx", stream.getvalue()))


def test_a_zip_that_lies_about_its_size_is_not_believed(saved: Saved) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customXml/item1.xml", b" " * 150_000_000)
    body = stream.getvalue().replace(struct.pack("<I", 150_000_000), struct.pack("<I", 10))
    with pytest.raises(Fault):
        read_plan_from(saved("pptx", body))


LAUGHS = """<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><desc>&c;</desc></svg>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused_before_it_swells(saved: Saved, encoding: str) -> None:
    with pytest.raises(Fault):
        read_plan_from(saved("svg", LAUGHS.encode(encoding)))


def test_a_document_inside_an_office_file_may_not_declare_entities(saved: Saved) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("customXml/item1.xml", LAUGHS.replace("http://www.w3.org/2000/svg", embed.NAMESPACE))
    with pytest.raises(Fault, match="document type"):
        read_plan_from(saved("xlsx", stream.getvalue()))


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE + 1)
    with pytest.raises(Fault, match="64 MiB"):
        read_plan_from(path)


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", b"PK\x03\x04", b"<svg/>", b"<html>"]
)
def test_other_files_are_refused_in_one_sentence(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(body)
    with pytest.raises(Fault) as caught:
        read_plan_from(path)
    assert str(caught.value).startswith("other: ")


@pytest.mark.parametrize(
    "content",
    [[], {}, {"format": "other"}, {"format": embed.FORMAT, "version": 2}, {"format": embed.FORMAT, "version": 1}],
)
def test_what_is_carried_must_be_a_plan(content: object, saved: Saved) -> None:
    page = f"<!DOCTYPE html><html>{embed.html_block(json.dumps(content))}</html>"
    with pytest.raises(Fault):
        read_plan_from(saved("html", page.encode()))


def test_a_plan_cannot_end_the_block_it_stands_in(saved: Saved) -> None:
    assert embed.html_block("</script><script>alert(1)").count("<") == 2
