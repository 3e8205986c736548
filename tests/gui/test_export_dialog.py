"""Exporting as a person does it: the dialog, its preview, its findings, and the files that come of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hands import CTRL, SHIFT, choose, choose_in_box, click, in_dialog, key, types
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from planner.export.reopen import reopen
from planner.gui.dialogs.export_dialog import ExportDialog
from planner.gui.main_window import MainWindow
from planner.model.faults import Fault

Act = Callable[[ExportDialog], None]


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[str]]:
    """Let the file dialog answer with a path; what it was opened on is kept."""
    asked: list[str] = []

    def save_to(path: Path) -> list[str]:
        def file(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
            asked.append(start)
            return str(path), ""

        def folder(_parent: object, _title: str, start: str) -> str:
            asked.append(start)
            return str(path)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", file)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
        return asked

    return save_to


def export(window: MainWindow, act: Act) -> None:
    """Open the dialog by its keys and act in it."""
    with in_dialog(act, ExportDialog):
        key(window, Qt.Key.Key_E, CTRL | SHIFT)


def ready(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.up_to_date, timeout=90_000)


def write(qtbot: QtBot, dialog: ExportDialog) -> None:
    """Press Export and wait until the dialog has gone or says why not."""
    ready(qtbot, dialog)
    click(dialog.export)
    qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.problem.isVisible(), timeout=90_000)


def write_title(dialog: ExportDialog, text: str) -> None:
    click(dialog.fields.title)
    key(dialog, Qt.Key.Key_A, CTRL)
    types(dialog.fields.title, text) if text else key(dialog, Qt.Key.Key_Delete)


def test_the_preview_is_the_file_and_the_file_opens_as_the_plan(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "chart.png"
    asked = save_to(path)
    seen: list[QImage] = []

    def act(dialog: ExportDialog) -> None:
        write(qtbot, dialog)
        seen.append(dialog.preview.image)

    export(window, act)
    assert QImage(str(path)) == seen[0]
    assert (seen[0].width(), seen[0].height()) == (2667, 1500)
    assert reopen(path) == window.document.workspace
    assert asked == [str(Path.home() / "Chat-and-agents-to-2035-timeline.png")]
    assert window.notice.words.text() == f"Exported to {path}"
    assert not window.isWindowModified()


def test_the_proposed_title_is_the_finding_on_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.simulator.at_rest)

    def act(dialog: ExportDialog) -> None:
        ready(qtbot, dialog)
        assert dialog.fields.title.toPlainText() == window.chart.headline.text()
        choose_in_box(dialog.fields.chart, "The working")
        ready(qtbot, dialog)
        assert dialog.fields.title.toPlainText().startswith("Chat and agents comes to")

    export(window, act)


def test_a_title_of_ones_own_stands_in_the_file_and_an_emptied_one_is_proposed_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "chart")

    def act(dialog: ExportDialog) -> None:
        ready(qtbot, dialog)
        proposed = dialog.fields.title.toPlainText()
        write_title(dialog, "")
        assert dialog.fields.wish().title == ""
        dialog.fields.form.setFocus()
        choose_in_box(dialog.fields.form, "SVG, a drawing with text as text")
        ready(qtbot, dialog)
        assert dialog.fields.title.toPlainText() == proposed
        write_title(dialog, "Agents decide")
        write(qtbot, dialog)

    export(window, act)
    drawing = (tmp_path / "chart.svg").read_text("utf-8")  # the ending was put behind the name
    assert "Agents decide" in drawing
    assert "as much electricity" not in drawing.split("<metadata>")[0].split("<desc>")[0]


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("PDF, a drawing with fonts", "pdf"),
        ("PPTX, slides with editable charts", "pptx"),
        ("HTML, a page with tables", "html"),
        ("XLSX, a workbook with live formulas", "xlsx"),
    ],
)
def test_every_format_opens_as_the_plan_it_came_from(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]], words: str, ending: str
) -> None:
    save_to(tmp_path / f"brief.{ending}")

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, words)
        write(qtbot, dialog)

    export(window, act)
    assert reopen(tmp_path / f"brief.{ending}") == window.document.workspace


def test_a_table_says_what_it_holds_where_a_picture_would_be(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "results.csv")

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "CSV, numbers as a table")
        ready(qtbot, dialog)
        assert dialog.preview.image.isNull()
        assert "scenario, workload, outcome" in dialog.preview.accessibleDescription()
        assert dialog.fields.chart.currentText() == "All results"
        assert not dialog.fields.alt.isEnabled()
        write(qtbot, dialog)

    export(window, act)
    written = (tmp_path / "results.csv").read_text("utf-8")
    assert written.startswith("scenario,workload,outcome,year,statistic,value")
    assert ",households," in written


def test_the_numbers_of_one_chart_are_a_table_of_their_own(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    asked = save_to(tmp_path / "steps.csv")

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "CSV, numbers as a table")
        ready(qtbot, dialog)
        choose_in_box(dialog.fields.chart, "What makes the difference")
        write(qtbot, dialog)

    export(window, act)
    assert ",step: " in (tmp_path / "steps.csv").read_text("utf-8")
    assert asked[0].endswith("-waterfall.csv")


def test_the_dialog_opens_at_the_chart_on_the_screen_with_its_threshold(window: MainWindow, qtbot: QtBot) -> None:
    window.chart.show_page("Spread")
    finding = window.chart.headline.text()

    def act(dialog: ExportDialog) -> None:
        ready(qtbot, dialog)
        assert dialog.fields.chart.currentText() == "Distribution of the result"
        assert dialog.fields.title.toPlainText() == finding

    export(window, act)


def test_words_of_ones_own_stand_in_the_file_and_belong_to_their_chart(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "chart.svg")

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "SVG, a drawing with text as text")
        ready(qtbot, dialog)
        proposed = dialog.fields.alt.toPlainText()
        assert "Chat and agents: " in proposed
        click(dialog.fields.alt)
        key(dialog, Qt.Key.Key_A, CTRL)
        types(dialog.fields.alt, "Three lines, one of them steep")
        assert dialog.fields.wish().alt == "Three lines, one of them steep"
        choose_in_box(dialog.fields.chart, "The working")
        ready(qtbot, dialog)
        assert dialog.fields.alt.toPlainText().startswith("The working, 2030.")
        choose_in_box(dialog.fields.chart, "Timeline")
        ready(qtbot, dialog)
        assert dialog.fields.alt.toPlainText() == proposed
        click(dialog.fields.alt)
        key(dialog, Qt.Key.Key_A, CTRL)
        types(dialog.fields.alt, "Three lines, one of them steep")
        write(qtbot, dialog)

    export(window, act)
    assert "<desc>Three lines, one of them steep</desc>" in (tmp_path / "chart.svg").read_text("utf-8")


def test_published_totals_that_the_window_shows_are_in_the_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "chart.svg")
    key(window, Qt.Key.Key_E, CTRL)

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "SVG, a drawing with text as text")
        write(qtbot, dialog)

    export(window, act)
    assert "649 TWh in 2030" in (tmp_path / "chart.svg").read_text("utf-8")


def test_the_whole_brief_pack_goes_into_a_folder_which_is_remembered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    asked = save_to(tmp_path / "briefing")

    def act(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "The whole brief pack, into a folder")
        write(qtbot, dialog)

    export(window, act)
    endings = {path.suffix for path in (tmp_path / "briefing").iterdir()}
    assert endings == {".pdf", ".pptx", ".xlsx", ".csv", ".html", ".svg", ".png"}
    assert window.notice.words.text().endswith(f"files to {tmp_path / 'briefing'}")

    def again(dialog: ExportDialog) -> None:
        choose_in_box(dialog.fields.form, "CSV, numbers as a table")
        write(qtbot, dialog)

    export(window, again)
    assert asked == [str(Path.home()), str(tmp_path / "briefing" / "Chat-and-agents-to-2035.csv")]


def test_a_file_without_the_plan_says_so_when_it_is_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "bare.png")

    def act(dialog: ExportDialog) -> None:
        click(dialog.fields.without_plan, QPoint(8, dialog.fields.without_plan.height() // 2))
        write(qtbot, dialog)

    export(window, act)
    with pytest.raises(Fault, match="it carries no plan"):
        reopen(tmp_path / "bare.png")


def test_what_cannot_be_written_is_said_and_the_dialog_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    save_to(tmp_path / "gone" / "chart.png")

    def act(dialog: ExportDialog) -> None:
        write(qtbot, dialog)
        assert dialog.isVisible()
        assert "the folder is not there" in dialog.problem.text()
        assert dialog.export.isEnabled()
        assert dialog.fields.isEnabled()

    export(window, act)
    assert not window.notice.isVisible()


def test_a_size_that_cannot_be_drawn_is_refused_until_it_is_smaller(window: MainWindow, qtbot: QtBot) -> None:
    def act(dialog: ExportDialog) -> None:
        ready(qtbot, dialog)
        choose_in_box(dialog.fields.paper, "Own size")
        dialog.fields.width_mm.setValue(1400)
        dialog.fields.dpi.setValue(1200)
        ready(qtbot, dialog)
        assert "choose another size" in dialog.problem.text()
        assert not dialog.export.isEnabled()
        dialog.fields.width_mm.setValue(160)
        dialog.fields.dpi.setValue(100)
        ready(qtbot, dialog)
        assert not dialog.problem.isVisible()
        assert dialog.export.isEnabled()
        assert dialog.preview.image.width() == 630  # 160 mm at 100 dots an inch

    export(window, act)


def test_the_publish_check_names_problem_and_remedy_and_lets_the_chart_through(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    workspace = window.document.workspace
    bare = attrs.evolve(
        workspace,
        notes="",
        scenarios=tuple(
            attrs.evolve(
                scenario,
                notes="",
                workloads=tuple(
                    attrs.evolve(each, drivers=tuple(attrs.evolve(d, source="", note="") for d in each.drivers))
                    for each in scenario.workloads
                ),
            )
            for scenario in workspace.scenarios
        ),
    )
    window.document.put(bare, "Take the sources away")
    save_to(tmp_path / "chart.png")

    def act(dialog: ExportDialog) -> None:
        ready(qtbot, dialog)
        texts = dialog.findings.texts
        assert any("is an own assumption without a word on where it comes from" in text for text in texts), (
            texts,
            dialog.problem.text(),
        )
        assert "Give it a source, or a note that says why this value." in texts
        write(qtbot, dialog)

    export(window, act)
    assert reopen(tmp_path / "chart.png") == bare


def test_the_menu_and_the_button_lead_to_the_same_dialog(window: MainWindow) -> None:
    def leave(dialog: ExportDialog) -> None:
        key(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    with in_dialog(leave, ExportDialog):
        choose(window, "File", "Export…")
    button = next(each for each in window.bar.findChildren(QToolButton) if each.text() == "Export")
    with in_dialog(leave, ExportDialog):
        click(button)


def test_the_start_loads_no_library_of_the_exporters() -> None:
    code = (
        "import sys; from planner.gui.app import application, make_window; make_window(application());"
        "print([name for name in ('matplotlib', 'pptx', 'xlsxwriter') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
