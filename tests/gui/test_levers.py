"""What we decide and how the world is: marked in a driver's menu, and what the pages are limited to."""

from __future__ import annotations

from hands import Start, bring_to_front, choose_in_box, choose_in_menu, click
from test_pages import open_page

from planner.gui.main_window import MainWindow
from planner.gui.panels.driver_row import DriverRow


def row(window: MainWindow, driver: int = 0, workload: int = 0) -> DriverRow:
    found = window.assumptions.row(workload, driver)
    assert isinstance(found, DriverRow)
    return found


def decide(window: MainWindow, driver: int = 0, workload: int = 0) -> None:
    bring_to_front(window)
    click(row(window, driver, workload).more)
    choose_in_menu("We decide this")


def test_a_driver_is_marked_and_the_mark_can_be_seen_heard_and_undone(start: Start) -> None:
    window = start("openai-average")
    first = row(window)
    assert not first.lever.isVisible()
    assert first.value.line_edit.accessibleName() == "Energy per message"
    decide(window)
    assert window.document.workspace.scenarios[0].workloads[0].drivers[0].lever
    assert first.lever.isVisible()
    assert first.lever.text() == "lever"
    assert first.value.line_edit.accessibleName() == "Energy per message, lever"
    assert not row(window, 1).lever.isVisible()
    assert window.document.history.undoText() == "Mark Energy per message as what we decide"
    decide(window)
    assert not first.lever.isVisible()
    window.document.history.undo()
    assert first.lever.isVisible()
    window.document.history.undo()
    assert not first.lever.isVisible()


def test_a_mark_changes_no_figure(start: Start) -> None:
    window = start("openai-average")
    before = window.chart.headline.text()
    decide(window)
    assert window.chart.headline.text() == before


def test_what_matters_is_limited_to_what_we_decide_or_to_the_rest(window: MainWindow) -> None:
    page = open_page(window, "What matters")
    every = [(bar.group, bar.label) for bar in page.plot._chart.bars]
    shares = {(bar.group, bar.label): bar.share for bar in page.plot._chart.bars}
    choose_in_box(page.filter, "What we decide")
    assert page.plot._chart.bars == ()
    assert "nothing of what we decide is uncertain" in window.chart.headline.text()
    assert "We decide this" in window.chart.under.text()
    workloads = window.document.workspace.scenarios[window.document.selection].workloads
    place = [workload.name for workload in workloads].index(every[0][0])
    driver = [one.name for one in workloads[place].drivers].index(every[0][1].partition(",")[0])
    decide(window, driver, place)
    decided = [(bar.group, bar.label) for bar in page.plot._chart.bars]
    assert every[0] in decided
    assert window.chart.headline.text().startswith("Of what we decide, ")
    choose_in_box(page.filter, "How the world is")
    world = [(bar.group, bar.label) for bar in page.plot._chart.bars]
    assert not set(world) & set(decided)
    # The shares are those of the whole, whatever is shown of it.
    assert {(bar.group, bar.label): bar.share for bar in page.plot._chart.bars}.items() >= {
        (name, shares[name]) for name in world if name in shares
    }
    choose_in_box(page.filter, "All assumptions")
    assert [(bar.group, bar.label) for bar in page.plot._chart.bars] == every


def test_solving_is_limited_to_what_we_decide(start: Start) -> None:
    window = start("openai-average")
    page = open_page(window, "Solve")
    assert page.unknown.count() == 2
    choose_in_box(page.filter, "What we decide")
    assert page.unknown.count() == 0
    assert page.answer.text() == "Nothing of what we decide is in this outcome."
    assert not page.apply.isEnabled()
    decide(window, 1)
    assert [page.unknown.itemText(0)] == ["Messages"]
    # At half of 310.4625 GWh, 155.23 GWh and so typed as 160 (two digits): 2.5e9 x 160 / 310.4625 = 1.288e9 a day.
    assert "1.288 billion" in page.answer.text()
    choose_in_box(page.filter, "How the world is")
    assert [page.unknown.itemText(0)] == ["Energy per message"]


def test_switching_values_are_limited_like_the_rest_and_call_a_rate_growth(window: MainWindow) -> None:
    page = open_page(window, "Solve")

    def names() -> list[str]:
        return [page.table.item(row, 0).text() for row in range(page.table.rowCount())]

    every = names()
    assert "Agents: Energy per agent session, growth" in every
    assert not any(", rate" in name for name in every)
    choose_in_box(page.filter, "What we decide")
    assert not page.table.isVisible()
    assert page._table_title.text().startswith("Nothing of what we decide is in the ranking against")
    workloads = window.document.workspace.scenarios[window.document.selection].workloads
    place = [workload.name for workload in workloads].index("Agents")
    decide(window, [one.name for one in workloads[place].drivers].index("Energy per agent session"), place)
    assert set(names()) == {name for name in every if name.startswith("Agents: Energy per agent session")}
    choose_in_box(page.filter, "How the world is")
    assert not set(names()) & {"Agents: Energy per agent session"}
    choose_in_box(page.filter, "All assumptions")
    assert sorted(names()) == sorted(every)
