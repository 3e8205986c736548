"""What goes on the clipboard as text: tables, the finding, the working as LaTeX, the sources as BibTeX."""

from __future__ import annotations

import io
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from planner.chart.ladder import Ladder, Rung, ladder
from planner.export.bibtex import to_bibtex
from planner.export.copies import sentence, table_html, table_text
from planner.export.exhibit import Table
from planner.export.exhibits import exhibit
from planner.export.latex import escaped, to_latex
from planner.export.pack import Pack
from planner.model.evidence import Evidence
from planner.store import library

NASTY = r'50 % of {AI} & "its" $x_1$ #1 ~ ^ \input{secret} %'


def test_every_source_is_an_entry_that_a_bibtex_parser_reads(preset_pack: Pack) -> None:
    entries = parse_string(to_bibtex(preset_pack), "bibtex").entries
    sources = {entry.id: entry for entry in preset_pack.sources()}
    assert set(sources) <= set(entries)
    assert len(entries) == len(sources) + len([*preset_pack.figures()])
    for key, source in sources.items():
        fields = entries[key].fields
        assert fields["year"] == source.date[:4]
        assert fields["url"] == source.url
        assert fields["title"] == f"{{{escaped(source.label)}}}"
        assert [str(person) for person in entries[key].persons["author"]] == [f"{{{escaped(source.publisher)}}}"]


def test_letters_that_mean_something_to_tex_are_escaped_in_an_entry(
    preset_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(preset_pack.sources())
    nasty: Mapping[str, Evidence] = {
        **library.evidence(),
        first.id: attrs.evolve(first, label=NASTY, publisher=NASTY, url="https://example.org/a_b{c}?d=%20"),
    }
    monkeypatch.setattr("planner.export.pack.library.evidence", lambda: nasty)
    entry = parse_string(to_bibtex(preset_pack), "bibtex").entries[first.id]
    assert entry.fields["title"] == f"{{{escaped(NASTY)}}}"
    assert r"\textbackslash{}input\{secret\}" in entry.fields["title"]
    assert entry.fields["url"] == "https://example.org/a_b%7Bc%7D?d=%20"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_what_is_escaped_holds_no_bare_command(text: str) -> None:
    made = escaped(text)
    for known in ("textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater", "textminus"):
        made = made.replace(f"\\{known}{{}}", "")
    for known in ("texttimes", "textdiv", "textrightarrow"):
        made = made.replace(f"\\{known}{{}}", "")
    made = (
        made.replace(r"\textsubscript{2}", "").replace(r"\textsuperscript{3}", "").replace("~", "").replace(r"\,", "")
    )
    for letter in "{}$&#%_":
        made = made.replace(f"\\{letter}", "")
    assert not set(made) & set("\\{}$&#%_^~")


def test_the_working_is_a_chain_of_aligned_steps(preset_pack: Pack) -> None:
    made = to_latex(ladder(preset_pack.working(), preset_pack.region))
    rungs = [rung for _name, row in ladder(preset_pack.working(), preset_pack.region).rows for rung in row]
    assert made.count(r"\begin{align*}") == made.count(r"\end{align*}") == 3
    assert made.count("&&") == len(rungs)
    assert made.count(r"\times\;& ") == len([rung for rung in rungs if rung.operator == "×"])
    assert made.count("{") == made.count("}")
    assert r"&& \text{US homes}" in made


def test_names_in_the_working_cannot_become_commands() -> None:
    made = to_latex(Ladder("T", ((r"\evil_{1}", (Rung("", "50 %", "a & b", result=True),)),), ""))
    assert r"\noindent \textbackslash{}evil\_\{1\}" in made
    assert r"\textbf{50 \%} && \text{a \& b}" in made


def test_a_table_is_text_for_a_spreadsheet_and_html_for_a_document() -> None:
    table = Table(("Name", "Value"), (("=SUM(A1)", "1\t2"), ("<b>", "3")), "Ca<ption")
    assert table_text(table) == "Name\tValue\n'=SUM(A1)\t1 2\n<b>\t3\n"
    made = table_html(table)
    assert "<caption>Ca&lt;ption</caption>" in made
    assert "<td>&lt;b&gt;</td>" in made


def test_the_copied_table_has_the_numbers_of_the_exported_page(preset_pack: Pack) -> None:
    item = exhibit(preset_pack, "timeline")
    lines = [line.split("\t") for line in io.StringIO(table_text(item.table)).read().splitlines()]
    assert tuple(lines[0]) == item.table.headings
    assert [line[0] for line in lines[1:]] == [str(int(year)) for year in preset_pack.main.years]


def test_the_sentence_names_what_is_measured_and_where_it_comes_from(preset_pack: Pack) -> None:
    made = sentence(exhibit(preset_pack, "timeline"))
    assert made.startswith("Chat and agents: 4.")
    assert "Electricity, GWh a year; United States; 2025 to 2035." in made
    assert "Sources: " in made
    assert made.endswith("23 November 2026.")
